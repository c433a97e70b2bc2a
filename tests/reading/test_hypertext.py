from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.reading.hypertext import read_html

PAGE = (
    '<html><head><meta charset="{charset}"><title>栏目</title></head><body>'
    "<h1>关于做好登记工作的通知</h1><p>各市财政局：</p></body></html>"
)


def lines(body: str) -> list[str]:
    return list(read_html(f"<html><body>{body}</body></html>".encode()).lines)


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "iso-8859-1", "utf-16"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_the_bytes_decide_whatever_the_page_declares(charset: str, encoding: str) -> None:
    assert read_html(PAGE.format(charset=charset).encode(encoding)).lines == ("关于做好登记工作的通知", "各市财政局：")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>一\n  二</p><p>三</p>", ["一 二", "三"]),
        ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
        ("<div>甲<span>乙</span><b>丙</b></div>丁", ["甲乙丙", "丁"]),
        ("<p>　　缩进&nbsp;一</p>", ["　　缩进\xa0一"]),
        ("<p>&lt;附件&gt; &amp; &#12298;办法&#12299;</p>", ["<附件> & 《办法》"]),
        ("<script>var a='密';</script><style>p{}</style><p>正文</p><noscript>开启脚本</noscript>", ["正文"]),
        ("<p>前<script>x</script>后</p>", ["前后"]),
        ("<p>前<!-- 注释 -->后</p>", ["前后"]),
        ("<nav>首页 政策</nav><p>正文</p><footer>版权所有</footer>", ["正文"]),
        ("<article><p>正文</p><footer>2021年3月1日</footer></article>", ["正文", "2021年3月1日"]),
        ("<p hidden>隐</p><p style='color:red; Display : none'>隐</p><p>显</p>", ["显"]),
        ("<form><select><option>选项</option></select><button>打印</button><p>正文</p></form>", ["正文"]),
        ("<ol><li>甲</li><li>乙</li></ol><ol start='5'><li>丙</li></ol>", ["1. 甲", "2. 乙", "5. 丙"]),
        ("<ol><li>甲<ul><li>子</li></ul></li><li>乙</li></ol>", ["1. 甲", "子", "2. 乙"]),
        ("<ol style='list-style:none'><li>甲</li></ol>", ["甲"]),
        ("<ul><li>甲</li></ul>", ["甲"]),
        ("<pre>一行\n二行</pre>", ["一行", "二行"]),
        ("<p>没有结束<p>下一段<div>再一段", ["没有结束", "下一段", "再一段"]),
    ],
)
def test_blocks_are_lines(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "<tr><th>序号</th><th>任务</th></tr><tr><td>1</td><td><p>甲</p><p>乙</p></td></tr>",
            ["序号\t任务", "1\t甲 乙"],
        ),
        ("<caption>任务表</caption><tr><td>1</td><td>甲</td></tr>", ["任务表", "1\t甲"]),
        ("<tr><td colspan=2>宽</td><td>窄</td></tr>", ["宽\t\t窄"]),
        ("<tr><td rowspan=2>高</td><td>甲</td></tr><tr><td>乙</td></tr>", ["高\t甲", "\t乙"]),
        ("<tr><td>甲</td><td rowspan=2>高</td></tr><tr><td>乙</td></tr>", ["甲\t高", "乙\t"]),
        ("<tr><td colspan='x'>甲</td><td rowspan='-1'>乙</td></tr>", ["甲\t乙"]),
        ("<tr><td>甲<script>x</script></td><td hidden>隐</td><td>乙</td></tr>", ["甲\t\t乙"]),
        ("<tr><td>甲</td></tr><tr><td>乙</td></tr>", ["甲", "乙"]),
        ("<tr><td>栏目</td><td><table><tr><td>1</td><td>甲</td></tr></table></td></tr>", ["栏目", "1\t甲"]),
        (f"<tr><td>栏目</td><td>{'<p>段</p>' * 5}</td></tr>", ["栏目", *["段"] * 5]),
    ],
)
def test_rows_are_tab_joined_unless_the_table_only_places_things(table: str, expected: list[str]) -> None:
    assert lines(f"<table>{table}</table>") == expected


def test_external_entities_are_not_fetched() -> None:
    page = '<!DOCTYPE html SYSTEM "file:///etc/hostname"><html><body><p>正文&secret;</p></body></html>'
    assert read_html(page.encode()).lines == ("正文&secret;",)


@given(st.lists(st.text(st.sampled_from("省市通知，。《》0123456789abc"), min_size=1), min_size=1))
def test_paragraphs_come_back_one_by_one(paragraphs: list[str]) -> None:
    assert lines("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)) == paragraphs


@given(st.text(st.sampled_from("<>/&;!- 'pdivtableort=\"通知")))
def test_no_markup_breaks_the_reader(text: str) -> None:
    assert all("\n" not in line for line in lines(f"<p>始</p>{text}"))

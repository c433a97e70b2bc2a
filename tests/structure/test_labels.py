"""Numbers of provisions and their paths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.structure.labels import ARTICLE_RANK, LabelPath, read_label


@pytest.mark.parametrize(
    ("text", "label", "rank", "body"),
    [
        ("第一编 总则", "第一编", 0, " 总则"),
        ("第二部分 任务", "第二部分", 0, " 任务"),
        ("第十二章附则", "第十二章", 1, "附则"),
        ("第3章附则", "第3章", 1, "附则"),
        ("第三节监督", "第三节", 2, "监督"),
        ("第一条为规范茶园", "第一条", 3, "为规范茶园"),
        ("第一百二十三条本办法", "第一百二十三条", 3, "本办法"),
        ("第12条本办法", "第12条", 3, "本办法"),
        ("一、总体要求", "一、", 4, "总体要求"),
        ("十一、附则", "十一、", 4, "附则"),
        ("一.总体要求", "一、", 4, "总体要求"),
        ("二．重点任务", "二、", 4, "重点任务"),
        ("（三）减租", "（三）", 5, "减租"),
        ("(三)减租", "（三）", 5, "减租"),
        ("（十二)减租", "（十二）", 5, "减租"),
        ("1.减租", "1.", 6, "减租"),
        ("12．减租", "12.", 6, "减租"),
        ("3、减租", "3.", 6, "减租"),
        ("（4）减租", "（4）", 7, "减租"),
        ("(4)减租", "（4）", 7, "减租"),
        ("①减租", "①", 8, "减租"),
        ("⑳减租", "⑳", 8, "减租"),
    ],
)
def test_a_label_is_read(text: str, label: str, rank: int, body: str) -> None:
    found = read_label(text)
    assert found is not None
    assert (found.text, found.rank, text[found.length :]) == (label, rank, body)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "总体要求",
        "第三方机构核查",
        "第八条规定的补助",
        "第一条至第三条停止执行",
        "第一条、第二条同时废止",
        "第二条第三款",
        "第二条的补助",
        "一是减租",
        "一个月内办结",
        "1.5万元以下",
        "3.2 补助",
        "2030年1月1日",
        "123.减租",
        "（示例）减租",
        "（一是）减租",
        "十",
    ],
)
def test_what_is_no_label(text: str) -> None:
    assert read_label(text) is None


@pytest.mark.parametrize(
    ("lines", "paths"),
    [
        (
            ["一、甲", "（一）乙", "1.丙", "（1）丁", "①戊"],
            ["一", "一、（一）", "一、（一）1.", "一、（一）1.（1）", "一、（一）1.（1）①"],
        ),
        (
            ["一、甲", "（一）乙", "（二）丙", "二、丁", "（三）戊"],
            ["一", "一、（一）", "一、（二）", "二", "二、（三）"],
        ),
        (
            ["第一章 甲", "第一条 乙", "（一）丙", "第二章 丁", "第二条 戊"],
            ["第一章", "第一条", "第一条（一）", "第二章", "第二条"],
        ),
        (["1.甲", "（一）乙", "2.丙"], ["1.", "（一）", "（一）2."]),
        (["一、甲", "1.乙", "二、丙"], ["一", "一、1.", "二"]),
    ],
)
def test_paths(lines: list[str], paths: list[str]) -> None:
    path = LabelPath()
    assert not path.started
    assert path.current is None
    found = []
    for line in lines:
        label = read_label(line)
        assert label is not None
        found.append(path.enter(label))
        assert path.current == found[-1]
    assert found == paths
    assert path.started


FORMS = st.sampled_from(["第一章 ", "第二节 ", "第三条 ", "一、", "（二）", "3.", "（4）", "⑤"])


@given(st.lists(FORMS, min_size=1, max_size=12))
def test_a_path_ends_with_the_label_that_was_entered(forms: list[str]) -> None:
    path = LabelPath()
    for form in forms:
        label = read_label(form + "减租")
        assert label is not None
        whole = path.enter(label)
        assert whole.endswith(label.text.rstrip("、"))
        if label.rank >= ARTICLE_RANK:
            assert "章" not in whole
            assert "节" not in whole

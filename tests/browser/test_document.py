"""A document to read: its text, citations, standing, relations and lines, by the ways a reader takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from urllib.parse import quote

import pytest
from axe import violations
from playwright.sync_api import Page, expect
from servers import Server, serving

from graph_builder.model import Document, Graph, Level, Measure, Passage, PassageKind, Source

Opened = Callable[..., Page]

EXTENDED = "财政部税务总局公告2021年第901号"
EXTENDING = "财政部税务总局公告2021年第902号"
LAST = "财政部税务总局公告2021年第918号"
PROVINCIAL = "示政发〔2021〕5号"
UNDECIDED = "丙政办发〔2021〕22号"
DAMAGED = "示政发〔2022〕18号"
CITED = "中小企业促进法"
HOSTILE = "<script>alert(1)</script>\u202e" + "甲" * 500


def at(document: str, query: str = "") -> str:
    """The address of a document's page."""
    return f"/documents/{quote(document, safe='')}{query}"


def test_a_document_is_read_with_its_standing_and_its_effects(visit: Opened, sample_server: Server) -> None:
    page = visit(sample_server, at(EXTENDED, "?on=2021-10-01"))
    expect(page.get_by_role("heading", level=1)).to_have_text("关于阶段性减征小微企业房产税的公告")
    expect(page).to_have_title(re.compile("房产税"))
    standing = page.get_by_role("region", name="效力状态")
    expect(standing).to_contain_text(f"按已载入文件，至 2022-06-30 有效（由 {LAST} 延长）")
    expect(
        page.get_by_role("region", name="落实情况").get_by_role("link", name=re.compile("“两个公告”"))
    ).to_be_visible()
    expect(page.get_by_role("region", name="基本信息")).to_contain_text("2021-03-18")
    assert violations(page) == []

    page.get_by_label("查看这一天的效力").fill("2022-08-01")
    expect(page).to_have_url(re.compile("on=2022-08-01"))
    expect(standing).to_contain_text("到期")
    page.go_back()
    expect(standing).to_contain_text("至 2022-06-30 有效")


def test_a_citation_shows_what_it_names_and_leads_there(visit: Opened, sample_server: Server) -> None:
    page = visit(sample_server, at(EXTENDING))
    citation = page.get_by_role("article", name="正文").get_by_role("link", name=re.compile("房产税")).first
    citation.focus()
    expect(page.get_by_text("国家税务总局").last).to_be_visible()
    citation.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("关于阶段性减征小微企业房产税的公告")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("关于延续实施小微企业阶段性税收优惠政策的公告")


def test_a_relation_opens_its_evidence_and_that_its_line(visit: Opened, sample_server: Server) -> None:
    page = visit(sample_server, at(EXTENDING))
    made = page.get_by_role("region", name="本文件对其他文件")
    made.get_by_role("button", name=re.compile("房产税")).click()
    panel = page.get_by_role("complementary", name="原文依据")
    expect(panel).to_contain_text("延期")
    panel.get_by_role("link", name=re.compile("原文第")).click()
    expect(page).to_have_url(re.compile("line="))
    expect(panel).to_be_visible()
    marked = page.locator("[aria-current=location]").filter(has_text="房产税")
    expect(marked).to_be_in_viewport()


def test_what_was_not_decided_says_so_and_offers_candidates(visit: Opened, sample_server: Server) -> None:
    page = visit(sample_server, at(UNDECIDED, "?line=23"))
    page.get_by_role("article").get_by_role("button", name="《关于做好小微企业房屋租金减免工作的通知》").click()
    choices = page.get_by_role("dialog")
    expect(choices).to_contain_text("示机管〔2021〕14号")
    expect(choices).to_contain_text("示国资发〔2021〕27号")
    expect(page.get_by_text("所指未定").first).to_be_visible()
    assert violations(page) == []

    damaged = visit(sample_server, at(DAMAGED))
    expect(damaged.get_by_text("字号残缺")).to_be_visible()


def test_a_document_that_is_only_cited_shows_who_cites_it(visit: Opened, sample_server: Server) -> None:
    page = visit(sample_server, at(CITED), dark=True)
    expect(page.get_by_text("正文未收录，只从其他文件的引用中得知。")).to_be_visible()
    expect(page.get_by_role("link", name="小微企业权益保障条例")).to_be_visible()
    assert violations(page) == []


def test_english_and_enclosed_texts(visit: Opened, sample_server: Server) -> None:
    page = visit(sample_server, at("示人社规〔2021〕3号#示例省失业保险稳岗返还实施细则", "?lang=en"))
    page.get_by_role("region", name="Stands in").get_by_role("link").click()
    expect(page.get_by_role("region", name="Enclosures and enclosed texts")).to_contain_text("实施细则")
    expect(page.get_by_role("heading", name="Facts")).to_be_visible()
    assert violations(page) == []


def test_a_measure_says_what_it_holds(visit: Opened, sample_server: Server) -> None:
    page = visit(sample_server, at(PROVINCIAL))
    page.get_by_role("button", name=re.compile("^举措")).first.focus()
    expect(page.get_by_text("动作").first).to_be_visible()


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over one long document whose title and text mean harm."""
    source = Source("a.txt", 1, 1600)
    document = Document("甲", HOSTILE, Level.NATIONAL, in_corpus=True, issued_on=date(2021, 1, 1), source=source)
    passages = tuple(
        Passage(f"甲#p{line}", "甲", line, line, PassageKind.PARAGRAPH, None, f"<img src=x onerror=alert(2)>第{line}段")
        for line in range(1, 1600)
    )
    measure = Measure("甲#m1", "甲", 2, "一", None, "<b>减免</b>", action="减免", object=HOSTILE)
    graph = Graph(documents=(document,), passages=passages, measures=(measure,))
    with serving(tmp_path_factory.mktemp("hostile"), graph) as server:
        yield server


@pytest.mark.parametrize("width", [1440, 390])
def test_hostile_and_long_texts_keep_the_layout(visit: Opened, hostile_server: Server, width: int) -> None:
    page = visit(hostile_server, at("甲", "?line=1500"), width=width)
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>alert(1)</script>")
    expect(page.locator("#line-1500")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate("document.querySelectorAll('main img, main script, main b').length") == 0

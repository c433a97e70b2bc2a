"""How a document travels, and the ways between two documents, as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from axe import violations
from playwright.sync_api import Locator, Page, expect
from servers import Server

Visit = Callable[..., Page]
NOTICE = "人社部发〔2020〕11号"
EXTENSION = "人社部发〔2020〕49号"
FOLLOWER = "冀人社发〔2020〕17号"
TRACE = f"/trace/{quote(NOTICE)}"


def mark(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(rf"^{name} (\+\d+ )?2\d\d\d-"))


def test_a_trace_shows_what_follows_and_proves_it(visit: Visit, real_server: Server) -> None:
    page = visit(real_server, TRACE)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"传导：{NOTICE}")
    line = page.get_by_role("button", name=f"{EXTENSION} 延期 {NOTICE}，延期至 2020-12-31", exact=True)
    line.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="原文依据")
    expect(panel).to_contain_text("至 2020-12-31")
    expect(page).to_have_url(re.compile("evidence=EXTENDS"))
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(line).to_be_focused()


def test_what_lies_behind_a_document_opens_and_closes(visit: Visit, real_server: Server) -> None:
    page = visit(real_server, TRACE)
    counts = page.get_by_text(re.compile(r"^\d+ 件文件，\d+ 条关系$"))
    expect(counts).to_have_text("7 件文件，7 条关系")
    mark(page, "税总函〔2020〕33号").press("+")
    expect(counts).not_to_have_text("7 件文件，7 条关系")
    expect(page).to_have_url(re.compile("open="))
    page.go_back()
    expect(counts).to_have_text("7 件文件，7 条关系")
    page.go_forward()
    page.get_by_role("button", name="收起 税总函〔2020〕33号").click()
    expect(counts).to_have_text("7 件文件，7 条关系")


def test_the_keyboard_reaches_the_card_of_a_document(visit: Visit, real_server: Server) -> None:
    page = visit(real_server, TRACE)
    mark(page, NOTICE).focus()
    page.keyboard.press("ArrowRight")
    expect(mark(page, "税总函〔2020〕33号")).to_be_focused()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="文件卡片")
    expect(card.get_by_role("link", name="从这里传导")).to_be_visible()
    assert violations(page) == []
    card.get_by_role("link", name="从这里传导").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("传导：税总函〔2020〕33号")


def test_a_link_opens_the_same_filters_and_exports(visit: Visit, real_server: Server) -> None:
    page = visit(real_server, f"{TRACE}?type=EXTENDS&show=table&sort=-days")
    expect(page.get_by_role("row")).to_have_count(2)
    expect(page.get_by_role("button", name="关系 延期")).to_be_visible()
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as started:
        page.get_by_role("menuitem", name="Excel 表格").click()
    assert started.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("button", name="清除筛选").click()
    expect(page.get_by_role("row")).to_have_count(8)


def test_the_picture_can_be_kept(visit: Visit, real_server: Server) -> None:
    page = visit(real_server, TRACE)
    for name, head in (("矢量图（SVG）", b"<svg"), ("图片（PNG）", b"\x89PNG")):
        page.get_by_role("button", name="导出").click()
        with page.expect_download() as started:
            page.get_by_role("menuitem", name=name).click()
        assert started.value.path().read_bytes().startswith(head)


def test_a_phone_shows_the_table_and_english_is_whole(visit: Visit, real_server: Server) -> None:
    page = visit(real_server, f"{TRACE}?lang=en", width=390, height=844, dark=True)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Trace: {NOTICE}")
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.get_by_role("group", name="Documents by date")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("button", name="Picture", exact=True).click()
    expect(page.get_by_role("group", name=re.compile("Documents by date"))).to_be_visible()


def test_ways_between_two_documents(visit: Visit, real_server: Server) -> None:
    page = visit(real_server, TRACE)
    page.get_by_label("与另一件文件之间的路径").fill(FOLLOWER)
    page.get_by_role("option", name=re.compile(FOLLOWER)).click()
    expect(page).to_have_url(re.compile("/paths"))
    way = page.get_by_role("region", name="第 1 条路径，2 步")
    expect(way.get_by_role("link")).to_have_count(3)
    way.get_by_role("button", name=re.compile("延期")).click()
    expect(page.get_by_role("complementary", name="原文依据")).to_contain_text("延期")
    assert violations(page) == []
    page.get_by_role("button", name="对调").click()
    expect(page).to_have_url(re.compile(f"from={quote(FOLLOWER)}"))
    page.go_back()
    expect(page).to_have_url(re.compile(f"to={quote(FOLLOWER)}"))


def test_nothing_found_says_what_was_asked(visit: Visit, sample_server: Server) -> None:
    page = visit(sample_server, "/paths")
    expect(page.get_by_text("请选定两件文件。")).to_be_visible()
    page = visit(sample_server, f"/trace/{quote('无此号')}", expect_errors=True)
    expect(page.get_by_role("alert")).to_contain_text("图谱里没有这一项")

"""Networks of agencies, and an agency's own page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe import violations
from playwright.sync_api import Page, expect
from servers import Server

_COUNT = re.compile(r"\d+ 件$")


def _picture(page: Page) -> Any:
    return page.get_by_role("application")


def _drawn(page: Page) -> None:
    """Waits until the network is laid out and drawn."""
    expect(_picture(page)).to_have_attribute("data-laid", "true", timeout=15_000)
    _picture(page).locator("canvas[style*=translate]").wait_for()


def test_a_pair_leads_to_its_documents(real_server: Server, visit: Any) -> None:
    page = visit(real_server, "/issuers")
    _drawn(page)
    beside = page.get_by_role("complementary", name="机关与文件")
    beside.get_by_role("button", name="河北省财政厅").click()
    expect(page).to_have_url(re.compile("node="))
    partner = beside.get_by_role("list", name="联合发文的机关").get_by_role("button").first
    expect(partner).to_have_accessible_name(re.compile("国家税务总局河北省税务局.*12 件"))
    partner.click()
    expect(beside.get_by_role("heading")).to_contain_text("国家税务总局河北省税务局")
    expect(beside.get_by_role("listitem")).to_have_count(12)
    page.go_back()
    expect(partner).to_be_visible()
    page.go_back()
    expect(beside.get_by_role("heading", name="文件最多的机关")).to_be_visible()
    page.go_forward()
    expect(partner).to_be_visible()


def test_the_picture_is_drawn_and_moves_by_keys(real_server: Server, visit: Any) -> None:
    page = visit(real_server, "/issuers?kind=following")
    _drawn(page)
    canvas = _picture(page).locator("canvas")
    before = canvas.evaluate("each => each.style.transform")
    _picture(page).focus()
    page.keyboard.press("ArrowLeft")
    expect(canvas).not_to_have_attribute("style", re.compile(re.escape(before)))
    assert len(set(_picture(page).screenshot())) > 50
    with page.expect_download() as sent:
        page.get_by_role("button", name="导出").click()
        page.get_by_role("menuitem", name="SVG").click()
    svg = sent.value.path().read_text("utf-8")
    assert "河北省财政厅" in svg
    assert svg.count("<circle") > 20


def test_a_matrix_cell_opens_the_evidence(real_server: Server, visit: Any) -> None:
    page = visit(real_server, "/issuers?kind=following&as=matrix")
    cell = page.get_by_role("button", name=re.compile("^财政部 · 河北省财政厅："))
    cell.click()
    beside = page.get_by_role("complementary", name="机关与文件")
    beside.get_by_role("button", name=re.compile("落实.*查看原文依据")).first.click()
    expect(page.get_by_role("complementary", name="原文依据").locator("mark")).to_be_visible()
    cell.focus()
    page.keyboard.press("ArrowRight")
    expect(
        page.get_by_role("button", name=re.compile("^财政部 · .*："), pressed=False).and_(page.locator(":focus"))
    ).to_be_visible()


def test_a_table_is_sorted_and_sent_as_a_link(real_server: Server, visit: Any) -> None:
    page = visit(real_server, "/issuers?as=table&level=provincial")
    head = page.get_by_role("columnheader", name="相连机关")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    first = page.get_by_role("rowheader").first.inner_text()
    other = visit(real_server, page.url.removeprefix(real_server.url))
    expect(other.get_by_role("rowheader").first).to_have_text(first)
    other.get_by_label("名称含").fill("财政")
    expect(other.get_by_role("rowheader")).to_have_text(["河北省财政厅"])


def test_an_agency_tells_partners_and_lines(real_server: Server, visit: Any) -> None:
    page = visit(real_server, "/agencies/河北省财政厅")
    expect(page).to_have_title(re.compile("河北省财政厅"))
    partners = page.locator("#partners")
    expect(partners.get_by_role("rowheader").first).to_contain_text("国家税务总局河北省税务局")
    partners.get_by_role("button", name=re.compile("国家税务总局河北省税务局")).click()
    expect(partners.get_by_role("listitem")).to_have_count(12)
    page.locator("#follows").get_by_role("button", name=re.compile("^财政部：")).click()
    page.locator("#follows").get_by_role("button", name=re.compile("查看原文依据")).first.click()
    expect(page.get_by_role("complementary", name="原文依据").locator("mark")).to_be_visible()
    page.get_by_role("complementary", name="机关概况").get_by_role("link", name="财政部").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("财政部")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("河北省财政厅")


def test_nothing_found_says_what_to_do(sample_server: Server, visit: Any) -> None:
    page = visit(sample_server, "/issuers?from=1901-01-01&to=1901-12-31")
    page.get_by_role("button", name="清除筛选").last.click()
    expect(page.get_by_role("heading", name="文件最多的机关")).to_be_visible()
    missing = visit(sample_server, "/agencies/没有的机关", expect_errors=True)
    expect(missing.get_by_role("alert")).to_contain_text("没有的机关")


@pytest.mark.parametrize(
    "path", ["/issuers", "/issuers?kind=following&as=matrix", "/issuers?as=table", "/agencies/财政部"]
)
@pytest.mark.parametrize("dark", [False, True])
def test_no_barrier_in_english(real_server: Server, visit: Any, path: str, dark: bool) -> None:
    page = visit(real_server, path + ("&" if "?" in path else "?") + "lang=en", dark=dark)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Export")).to_be_visible()
    if path == "/issuers":
        _drawn(page)
    assert violations(page) == []

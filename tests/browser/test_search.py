"""Search: hits with marked words, facets, states on a day, pages, exports, and what is near where nothing is found."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe import violations
from playwright.sync_api import Page, expect
from servers import Server


def test_words_facets_and_back(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, "/search")
    field = page.get_by_role("combobox", name="检索标题、发文字号和正文")
    field.fill("房产税")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1, name="检索“房产税”")).to_be_visible()
    expect(page.locator("mark").first).to_have_text("房产税")
    total = page.get_by_role("main").get_by_text(re.compile(r"^共 \d+ 件$"))
    before = total.inner_text()
    page.get_by_role("group", name="层级").get_by_role("checkbox", name=re.compile("^省级")).check()
    expect(page).to_have_url(re.compile("level=provincial"))
    expect(total).not_to_have_text(before)
    expect(
        page.get_by_role("list", name="已选的筛选条件").get_by_role("button", name="去掉 层级：省级")
    ).to_be_visible()
    page.go_back()
    expect(total).to_have_text(before)
    page.go_forward()
    page.get_by_role("button", name="全部清除").click()
    expect(total).to_have_text(before)


def test_a_number_in_any_brackets_comes_first(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, "/search?q=示财税(2021)11号")
    first = page.get_by_role("article").first
    expect(first.get_by_text("字号完全一致")).to_be_visible()
    expect(first.get_by_role("heading")).to_be_visible()


def test_states_on_a_chosen_day(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, "/search?q=房产税&on=2021-09-01&state=extended")
    expect(page.get_by_role("article")).not_to_have_count(0)
    for state in page.get_by_role("article").get_by_text("延长", exact=True).all():
        expect(state).to_be_visible()
    expect(page.get_by_label("截至")).to_have_value("2021-09-01")
    expect(page.get_by_role("group", name="效力状态").get_by_role("checkbox", name=re.compile("^延长"))).to_be_checked()


def test_the_list_is_exported_as_it_is(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, "/search?q=房产税&level=national")
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as started:
        page.get_by_role("menuitem", name="CSV 表格").click()
    rows = started.value.path().read_text("utf-8-sig").splitlines()
    assert len(rows) > 1
    assert all("national" in row for row in rows[1:])


def test_nothing_found_offers_what_is_near(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, "/search?q=示财税2021第11号&level=national")
    expect(page.get_by_text("标题、发文字号、简称和正文里都没有")).to_be_visible()
    expect(page.get_by_text("检索还受 1 个筛选条件限制")).to_be_visible()
    expect(page.get_by_role("link", name="示财税〔2021〕11号")).to_be_visible()


def test_pages_of_the_whole_list(visit: Callable[..., Page], real_server: Server) -> None:
    page = visit(real_server, "/search")
    expect(page.get_by_role("article")).to_have_count(20)
    first = page.get_by_role("article").first.get_by_role("heading").inner_text()
    page.get_by_role("button", name="下一页").click()
    expect(page).to_have_url(re.compile("offset=20"))
    expect(page.get_by_role("article").first.get_by_role("heading")).not_to_have_text(first)
    page.go_back()
    expect(page.get_by_role("article").first.get_by_role("heading")).to_have_text(first)


@pytest.mark.parametrize(("width", "dark"), [(1440, True), (390, False)])
def test_everyone_can_use_it(visit: Callable[..., Page], sample_server: Server, width: int, dark: bool) -> None:
    page = visit(sample_server, "/search?q=房产税&lang=en", width=width, dark=dark)
    expect(page.get_by_role("heading", level=1, name="Search for “房产税”")).to_be_visible()
    expect(page.get_by_role("article")).not_to_have_count(0)
    if width < 900:
        expect(page.get_by_role("group", name="Level")).to_be_hidden()
        page.get_by_role("button", name="Narrow down").click()
    expect(page.get_by_role("group", name="Level")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

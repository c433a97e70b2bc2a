"""The start page: what the collection holds, when its documents were issued, what is carried out most, what ends."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe import violations
from playwright.sync_api import Page, expect
from servers import Server


def test_it_says_what_the_collection_holds(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(re.compile("收录文件 18 件"))).to_be_visible()
    most = page.get_by_role("region", name="落实最多的国家文件")
    expect(most.get_by_role("link", name=re.compile("^传导：")).first).to_be_visible()
    with page.expect_navigation(url=re.compile("/trace/")):
        most.get_by_role("link", name=re.compile("^传导：")).first.click()
    page.go_back()
    expect(page.get_by_role("navigation", name="从哪里看起").get_by_role("link", name="检索")).to_be_visible()


def test_a_bar_opens_the_documents_that_it_counts(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server)
    bars = page.get_by_role("group", name=re.compile("各级文件按成文时间")).get_by_role("link")
    reached = page.locator("svg a[tabindex='0']")
    reached.focus()
    page.keyboard.press("ArrowRight")
    expect(reached).to_be_focused()
    bar = bars.filter(has=page.locator("text.count")).first
    count = re.search(r"(\d+) 件", bar.get_attribute("aria-label") or "")
    assert count
    bar.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").get_by_text(f"共 {count[1]} 件")).to_be_visible()
    page.go_back()
    page.get_by_text("看表格").click()
    expect(page.get_by_role("table", name=re.compile("收录文件的件数"))).to_be_visible()


def test_what_ends_from_a_day_that_the_address_names(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, "/?from=2021-06-01&days=30")
    ending = page.get_by_role("region", name="即将到期")
    expect(ending.get_by_role("table", name=re.compile("2021-06-01 至 2021-07-01"))).to_be_visible()
    ending.get_by_label("看多少天").select_option("365")
    expect(page).to_have_url(re.compile("days=365"))
    expect(ending.get_by_role("table", name=re.compile("2021-06-01 至 2022-06-01"))).to_be_visible()
    ending.get_by_role("button", name=re.compile("^延期依据")).first.click()
    expect(page.get_by_role("complementary", name="原文依据")).to_be_visible()
    expect(page).to_have_url(re.compile("evidence=EXTENDS"))
    page.keyboard.press("Escape")
    page.go_back()
    expect(page).to_have_url(re.compile("days=30"))
    page.go_forward()
    expect(page).to_have_url(re.compile("days=365"))


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_everyone_can_use_it(visit: Callable[..., Page], sample_server: Server, width: int, dark: bool) -> None:
    page = visit(sample_server, "/?lang=en", width=width, dark=dark)
    expect(page.get_by_role("heading", name="Ending soon")).to_be_visible()
    expect(
        page.get_by_role("region", name="Ending soon")
        .get_by_role("button", name="Previous")
        .or_(page.get_by_role("region", name="Ending soon").get_by_text("No document or clause ends"))
        .or_(page.get_by_role("region", name="Ending soon").get_by_role("table"))
    ).not_to_have_count(0)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_real_compendium(visit: Callable[..., Page], real_server: Server) -> None:
    page = visit(real_server)
    expect(page.get_by_text("2020-07-31 是文集所知的最后一天")).to_be_visible()
    page.get_by_role("button", name="改为今天").click()
    expect(page).to_have_url(re.compile(r"from=\d{4}-\d\d-\d\d"))

"""Validity on a day: the line that moves, states and filters, reasons with evidence, links, both languages."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe import violations
from playwright.sync_api import Locator, Page, expect
from servers import Server

REDUCED = "财政部税务总局公告2021年第901号"
"""Holds from 2021-03-01; prolonged to 2021-12-31 on 2021-06-25, and to 2022-06-30 later."""


def row(page: Page, title: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader").filter(has_text=title)).first


def opened(visit: Callable[..., Page], server: Server, path: str, **how: int | bool) -> Page:
    """The view with its list; the first answer of a server may take its time."""
    page = visit(server, path, **how)
    page.get_by_role("table").first.wait_for()
    return page


def link(page: Page, day: str) -> None:
    expect(page).to_have_url(re.compile(rf"[?&]on={day}(&|$)"))


def test_the_first_screen_shows_the_last_known_day_and_documents_that_end(
    visit: Callable[..., Page], sample_server: Server
) -> None:
    page = opened(visit, sample_server, "/status")
    expect(page.get_by_role("heading", name="效力状态")).to_be_visible()
    expect(page.get_by_role("slider", name="所选日期")).to_have_attribute("aria-valuetext", "2022-11-20")
    expect(page.get_by_label("所选日期").first).to_have_value("2022-11-20")
    first = page.get_by_role("row").nth(1)
    expect(first.get_by_role("cell").nth(1)).to_have_text(re.compile(r"\d{4}-\d{2}-\d{2}"))
    assert violations(page) == []


def test_the_line_is_moved_by_keys_and_dragged(visit: Callable[..., Page], sample_server: Server) -> None:
    page = opened(visit, sample_server, "/status?on=2022-06-30")
    slider = page.get_by_role("slider", name="所选日期")
    expect(row(page, "减征小微企业房产税").get_by_role("button")).to_contain_text("延长")
    slider.focus()
    page.keyboard.press("ArrowRight")
    link(page, "2022-07-01")
    expect(row(page, "减征小微企业房产税").get_by_role("button")).to_contain_text("到期")
    page.keyboard.press("PageDown")
    link(page, "2022-06-01")
    box = slider.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] - 60, box["y"] + 8, steps=3)
    dragged = slider.get_attribute("aria-valuetext")
    assert dragged and dragged < "2022-06-01"
    page.mouse.up()
    link(page, dragged)
    page.go_back()
    link(page, "2022-06-01")
    expect(slider).to_have_attribute("aria-valuetext", "2022-06-01")


def test_a_day_is_typed_and_counts_follow(visit: Callable[..., Page], sample_server: Server) -> None:
    page = opened(visit, sample_server, "/status")
    page.get_by_label("所选日期").first.fill("2021-09-01")
    link(page, "2021-09-01")
    states = page.get_by_role("group", name="按状态筛选")
    extended = states.get_by_role("button", name=re.compile("延长"))
    count = int(re.sub(r"\D", "", extended.inner_text()))
    extended.click()
    expect(page.get_by_role("rowheader")).to_have_count(count)
    expect(extended).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(extended).to_have_attribute("aria-pressed", "false")
    page.go_forward()
    expect(page.get_by_role("rowheader")).to_have_count(count)


def test_a_link_opens_the_reasons_and_their_evidence(visit: Callable[..., Page], sample_server: Server) -> None:
    page = opened(visit, sample_server, f"/status?on=2021-09-01&doc={REDUCED}")
    reasons = page.get_by_role("region", name="判断理由")
    expect(reasons).to_contain_text("按已载入文件，至 2022-06-30 有效（由 财政部税务总局公告2021年第902号、")
    expect(reasons).to_contain_text("发文日期为 2021-03-10 至 2022-11-20")
    reasons.get_by_role("button", name="原文依据").first.click()
    panel = page.get_by_role("complementary", name="原文依据")
    expect(panel).to_contain_text("延续实施")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    row(page, "减征小微企业房产税").get_by_role("button").click()
    expect(reasons).to_be_hidden()


def test_the_list_is_exported_as_it_is_filtered(
    visit: Callable[..., Page], sample_server: Server, tmp_path: Path
) -> None:
    page = opened(visit, sample_server, "/status?on=2022-07-01&state=expired&q=901")
    names = {each.strip() for each in page.get_by_role("rowheader").get_by_role("link").all_inner_texts()}
    assert names
    page.get_by_role("button", name="导出").locator("visible=true").click()
    with page.expect_download() as given:
        page.get_by_role("menuitem", name="此列表 CSV").click()
    given.value.save_as(tmp_path / "status.csv")
    with (tmp_path / "status.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {line["title"] for line in csv.DictReader(file)} == names
    page.get_by_role("button", name="导出").locator("visible=true").click()
    with page.expect_download() as given:
        page.get_by_role("menuitem", name="图 SVG").click()
    given.value.save_as(tmp_path / "status.svg")
    drawn = (tmp_path / "status.svg").read_text("utf-8")
    assert "2022-07-01 的文件效力状态" in drawn
    assert "var(--" not in re.sub(r'style="[^"]*"', "", drawn)


def test_nothing_that_fits_says_so_and_offers_the_way_back(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, "/status?q=没有的词")
    page.get_by_role("button", name="清除筛选条件").click()
    expect(page.get_by_role("table")).to_be_visible()
    assert "q=" not in page.url


@pytest.mark.parametrize("dark", [False, True])
def test_in_english_on_a_phone(visit: Callable[..., Page], sample_server: Server, dark: bool) -> None:
    page = opened(
        visit, sample_server, f"/status?lang=en&on=2021-09-01&doc={REDUCED}", width=390, height=844, dark=dark
    )
    expect(page.get_by_role("heading", name="Validity")).to_be_visible()
    expect(page.get_by_role("region", name="Reasons")).to_contain_text("in force until 2022-06-30 (extended by")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_what_hebei_had_expired_on_a_day(visit: Callable[..., Page], real_server: Server) -> None:
    page = opened(visit, real_server, "/status?on=2021-01-01")
    page.get_by_role("button", name="省级").click()
    page.get_by_role("group", name="按状态筛选").get_by_role("button", name=re.compile("到期")).click()
    expect(page.get_by_role("rowheader")).to_have_count(3)
    expect(row(page, "降低非居民用气成本")).to_contain_text("2020-06-30")

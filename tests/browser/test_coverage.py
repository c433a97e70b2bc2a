"""Clause by clause: the lists, both texts side by side, and the ways from there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from axe import violations
from playwright.sync_api import Page, expect
from servers import Server

NATIONAL, PROVINCIAL = "国办发〔2021〕901号", "示政发〔2021〕5号"
RENT = "人社部发〔2020〕11号"
_HERE = f"/coverage/{quote(NATIONAL)}"


def test_from_the_lists_to_both_texts_and_back(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, "/coverage")
    expect(page.get_by_role("heading", level=1)).to_have_text("条款对照")
    page.get_by_role("tab", name="未见落实").click()
    expect(page).to_have_url(re.compile("list=uncovered"))
    expect(page.get_by_role("link", name="关于再次延长小微企业税收优惠政策执行期限的公告")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name=f"逐条对照 {NATIONAL} 与 {PROVINCIAL}").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NATIONAL)
    expect(page.get_by_text("8 条：6 条有对应，2 条未见对应")).to_be_visible()

    page.get_by_role("button", name=re.compile("^未见对应")).click()
    expect(page).to_have_url(re.compile("show=gaps"))
    expect(page.get_by_role("listitem").filter(has_text="未见对应")).to_have_count(2)
    page.go_back()
    expect(page.get_by_role("button", name=re.compile("^全部"))).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(page.get_by_role("tab", name="已有落实")).to_be_visible()


def test_arrow_keys_walk_the_pairs_and_a_link_opens_one(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, f"{_HERE}?by={quote(PROVINCIAL)}&pair=12-15")
    picture = page.get_by_role("group", name="条款对照图")
    pressed = picture.locator(".pick[aria-pressed=true]")
    expect(pressed).to_have_count(2)
    picture.get_by_role("button", name="一、（一） 减免房屋租金", exact=True).last.focus()
    page.keyboard.press("ArrowDown")
    expect(page).not_to_have_url(re.compile("pair=12-15"))
    page.keyboard.press("ArrowUp")
    expect(page).to_have_url(re.compile("pair=12-15"))
    page.keyboard.press("ArrowLeft")
    expect(picture.locator("[data-pick='national 12']")).to_be_focused()
    picture.get_by_text("为什么对应").first.click()
    expect(picture.get_by_role("columnheader", name="比重").first).to_be_visible()


def test_table_evidence_and_files(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, f"{_HERE}?by={quote(PROVINCIAL)}&as=table")
    table = page.get_by_role("table", name=re.compile(f"{NATIONAL} 与 {PROVINCIAL}"))
    expect(table.get_by_role("link", name="第 12 行").first).to_have_attribute(
        "href", f"/documents/{quote(NATIONAL)}?line=12"
    )
    page.get_by_role("button", name="原文依据").first.click()
    expect(page.get_by_role("complementary", name="原文依据")).to_be_visible()
    page.keyboard.press("Escape")

    read = _downloaded(page, "当前表格（CSV）").decode()
    assert read.startswith("\ufeff")
    assert len(read.splitlines()) >= 9
    assert _downloaded(page, "图（SVG）").startswith(b"<svg")
    assert _downloaded(page, "图（PNG）").startswith(b"\x89PNG")


def _downloaded(page: Page, name: str) -> bytes:
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as waiting:
        page.get_by_role("menuitem", name=name).click()
    return Path(waiting.value.path()).read_bytes()


def test_both_languages_widths_and_themes_are_accessible(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, _HERE)
    expect(page.get_by_role("group", name="条款对照图")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("combobox", name="语言").select_option("en")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{NATIONAL}, clause by clause")
    page = visit(sample_server, f"{_HERE}?as=table", width=390, dark=True)
    expect(page.get_by_role("table").first).to_be_visible()
    assert violations(page) == []
    page = visit(sample_server, "/coverage", dark=True)
    expect(page.get_by_role("table", name="已有落实")).to_be_visible()
    assert violations(page) == []


def test_what_cannot_be_compared_is_said(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, f"{_HERE}?by={quote('无此文件')}")
    expect(page.get_by_role("alert")).to_contain_text("另选一件落实文件")


def test_two_provincial_documents_for_one_national(visit: Callable[..., Page], real_server: Server) -> None:
    page = visit(real_server, f"/coverage/{quote(RENT)}")
    expect(page.get_by_text("共 7 条：6 条有对应，0 条未见对应，1 条只涉及其他省份")).to_be_visible()
    page.get_by_role("combobox", name="共 2 件，选择一件对照").select_option("冀人社字〔2020〕58号")
    expect(page).to_have_url(re.compile("by="))
    expect(page.get_by_text("共 14 条：11 条对应国家条款，本省新增 3 条")).to_be_visible()
    expect(page.get_by_text("每一条都至少在一件落实文件中有对应")).to_be_visible()

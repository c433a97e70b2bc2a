"""About the data: collections, counts with evidence, what is left open, accuracy, citing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe import violations
from playwright.sync_api import Page, expect
from servers import Server


def test_counts_lead_to_lists_and_evidence(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, "/about")
    relations = page.get_by_role("table", name=re.compile("^文件之间的关系"))
    relations.get_by_role("button", name="看依据：延期").click()
    panel = page.get_by_role("complementary", name="原文依据")
    expect(panel.get_by_text("1 / 3")).to_be_visible()
    panel.press("ArrowRight")
    expect(panel.get_by_text("2 / 3")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("table", name="已载入的文集").get_by_role("link", name="sample").click()
    expect(page).to_have_url(re.compile("/search.collection=sample"))


def test_what_is_left_open_by_kind(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, "/about?kind=ambiguous_citation#undecided")
    section = page.get_by_role("region", name="未能判定的")
    rows = section.get_by_role("row").filter(has=page.get_by_role("cell"))
    expect(rows).not_to_have_count(0)
    for row in rows.all():
        expect(row.get_by_role("cell").first).to_have_text("引文所指不止一件文件")
    section.get_by_label("种类").select_option("damaged_number")
    expect(page).to_have_url(re.compile("kind=damaged_number"))
    expect(rows.first.get_by_role("cell").first).to_have_text("文号残缺")
    page.go_back()
    expect(rows.first.get_by_role("cell").first).to_have_text("引文所指不止一件文件")


def test_the_figures_are_those_that_were_measured(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, "/about?lang=en#accuracy")
    blind = page.get_by_role("table", name="Clause by clause").get_by_role("row", name=re.compile("^Blind"))
    expect(blind.get_by_role("cell")).to_have_text(["56", "0.842", "0.857"])
    expect(page.get_by_text(re.compile("collection sample, version [0-9a-f]{12}, accessed"))).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_everyone_can_use_it(visit: Callable[..., Page], sample_server: Server, width: int, dark: bool) -> None:
    page = visit(sample_server, "/about", width=width, dark=dark)
    expect(page.get_by_role("table", name="条款对照")).to_be_visible()
    expect(page.get_by_role("table", name="已载入的文集")).to_be_visible()
    expect(page.get_by_role("table", name="未能读出或判定的内容")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

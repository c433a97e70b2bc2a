"""Checking a text: paste or drop a draft, and see which of its citations no longer hold."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from axe import violations
from playwright.sync_api import Page, expect
from servers import Server

TAX = "财政部税务总局公告2021年第902号"
DRAFT = f"""各市财政局：
　　按《关于延续实施小微企业阶段性税收优惠政策的公告》（{TAX}）和示政发〔2021〕5号办理，参看示办发〔2099〕9号。
　　=此项由省财政厅在2022年6月30日前办结。
"""
DAY = "2022-03-01"


def pasted(page: Page, text: str = DRAFT) -> None:
    page.get_by_role("textbox", name="文稿").fill(text)
    page.get_by_role("button", name="核对", exact=True).click()


def test_marks_what_no_longer_holds(visit: Callable[..., Page], sample_server: Server, tmp_path: Path) -> None:
    page = visit(sample_server, f"/check?on={DAY}&region=河北省")
    pasted(page)
    found = page.get_by_role("region", name="查到的引用")
    expect(found.get_by_role("listitem")).to_have_count(3)
    expect(found.get_by_role("listitem").nth(0)).to_contain_text(
        "由 财政部税务总局公告2021年第918号 延长，有效至 2022-06-30"
    )
    expect(found.get_by_role("listitem").nth(2)).to_contain_text("未收录")

    page.get_by_label("核对日期").fill("2023-01-01")
    expect(page.get_by_role("region", name="文稿")).to_contain_text("已到期")
    expect(found.get_by_role("listitem").nth(1)).to_contain_text("已废止")
    expect(page.get_by_role("status").filter(has_text="处引用")).to_contain_text(
        "其中 2 处所引文件在 2023-01-01 已失效"
    )
    page.get_by_role("button", name="已失效").click()
    expect(found.get_by_role("listitem")).to_have_count(2)
    found.get_by_role("button", name="看依据").first.click()
    panel = page.get_by_role("complementary", name="原文依据")
    expect(panel).to_contain_text("延期")
    panel.get_by_role("button", name="关闭（Esc）").click()
    assert violations(page) == []

    with page.expect_download() as waiting:
        page.get_by_role("button", name="导出").click()
        page.get_by_role("menuitem", name="引用清单（CSV）").click()
    target = tmp_path / "list.csv"
    waiting.value.save_as(target)
    rows = list(csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["发文字号"], row["效力状态"]) for row in rows] == [(TAX, "到期"), ("示政发〔2021〕5号", "废止")]


def test_a_draft_survives_going_to_a_document_and_back(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, f"/check?on={DAY}")
    pasted(page)
    page.get_by_role("region", name="查到的引用").get_by_role(
        "link", name="关于延续实施小微企业阶段性税收优惠政策的公告"
    ).click()
    expect(page).to_have_url(re.compile("/documents/"))
    page.go_back()
    expect(page.get_by_role("region", name="文稿")).to_contain_text("各市财政局")
    page.go_back()
    expect(page.get_by_role("textbox", name="文稿")).to_have_value(DRAFT)
    page.go_forward()
    expect(page.get_by_role("region", name="查到的引用").get_by_role("listitem")).to_have_count(3)


def test_a_link_opens_the_example_in_english(visit: Callable[..., Page], sample_server: Server) -> None:
    page = visit(sample_server, "/check?example=1&on=2023-01-01&others=1&lang=en")
    found = page.get_by_role("region", name="Citations found")
    expect(found.get_by_role("listitem").filter(has_text="Not held")).to_have_count(1)
    expect(found.get_by_role("listitem").filter(has_text="Expired")).to_have_count(1)
    assert violations(page) == []
    page.get_by_role("button", name="Edit the draft").click()
    expect(page.get_by_role("textbox", name="Draft")).not_to_have_value("")
    assert violations(page) == []


@pytest.mark.parametrize("kind", ["gbk", "docx"])
def test_reads_files_in_the_browser(
    visit: Callable[..., Page], sample_server: Server, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / ("draft.docx" if kind == "docx" else "draft.txt")
    if kind == "docx":
        words = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
        runs = "<w:p><w:r><w:t>按示政发</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>〔2021〕5号办理</w:t></w:r></w:p>"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("word/document.xml", words.format(runs))
    else:
        path.write_bytes("按示政发〔2021〕5号办理".encode("gb18030"))
    page = visit(sample_server, f"/check?on={DAY}")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_role("textbox", name="文稿")).to_have_value("按示政发〔2021〕5号办理")
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.get_by_role("region", name="查到的引用").get_by_role("listitem")).to_have_count(1)


def test_says_why_a_file_is_not_taken(visit: Callable[..., Page], sample_server: Server, tmp_path: Path) -> None:
    page = visit(sample_server, "/check")
    for name, words in (("a.doc", "另存为 .docx"), ("a.docx", "打不开"), ("a.pdf", "读不了这种文件")):
        (tmp_path / name).write_bytes(b"%PDF")
        page.locator("input[type=file]").set_input_files(tmp_path / name)
        expect(page.get_by_role("alert")).to_contain_text(words)
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("没有文字可核对")

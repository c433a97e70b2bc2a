"""Reviewing: relations decided one at a time, by keys or buttons, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe import violations
from playwright.sync_api import Page, expect
from servers import Server, serving

from graph_builder.model import Graph

SOURCE, TARGET = "示财税〔2021〕11号", "财政部税务总局公告2021年第901号"
NAMED = f"/review?source={quote(SOURCE)}&type=IMPLEMENTS&target={quote(TARGET)}"
OPEN = "丙政办发〔2021〕22号"


@pytest.fixture
def judged_server(tmp_path: Path, sample_graph: Graph) -> Iterator[Server]:
    """A server over a home of its own with the sample: what is judged in a test is seen nowhere else."""
    with serving(tmp_path, sample_graph) as server:
        yield server


def signed(page: Page, reason: str = "原文如此") -> None:
    page.get_by_label("审核人").fill("甲")
    page.get_by_label("理由", exact=True).fill(reason)
    page.get_by_role("heading", name="人工审核").click()


def test_decides_by_keys_and_takes_back(visit: Callable[..., Page], judged_server: Server) -> None:
    page = visit(judged_server, "/review")
    queue = page.get_by_role("region", name="待审核")
    case = page.get_by_role("article", name="待判定的关系")
    expect(queue).to_contain_text("2 条待判定")
    expect(case).to_contain_text(OPEN)
    assert violations(page) == []

    # Nothing goes off while someone types, and nothing is sent without a name and a reason.
    page.keyboard.press("j")
    expect(case).to_contain_text(SOURCE)
    page.keyboard.press("k")
    expect(case).to_contain_text(OPEN)
    page.keyboard.press("n")
    expect(page.get_by_role("alert")).to_contain_text("请先填写审核人")
    expect(page.get_by_label("审核人")).to_be_focused()
    page.keyboard.type("jnyk")
    expect(case).to_contain_text(OPEN)

    # An ambiguous mention takes one of its candidates.
    signed(page)
    page.keyboard.press("y")
    expect(page.get_by_role("alert")).to_contain_text("请先在候选文件中选定一件")
    page.keyboard.press("2")
    expect(case.get_by_role("radio").nth(1)).to_be_checked()
    page.keyboard.press("y")
    expect(queue.get_by_role("button").filter(has_text=OPEN)).to_contain_text("已认定对象")
    expect(queue).to_contain_text("1 条待判定")

    # The next one is rejected, and that is taken back.
    expect(case).to_contain_text(TARGET)
    signed(page)
    page.keyboard.press("n")
    rejected = queue.get_by_role("button").filter(has_text=TARGET)
    expect(rejected).to_contain_text("已否决")
    expect(page.get_by_role("button", name="撤销", exact=True)).to_be_enabled()
    page.keyboard.press("u")
    expect(rejected).not_to_contain_text("已否决")

    page.get_by_role("button", name="审核记录").click()
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(4)
    expect(rows.nth(1)).to_contain_text("撤销")
    expect(rows.nth(2)).to_contain_text("已撤销")
    expect(rows.nth(3)).to_contain_text("生效")
    assert violations(page) == []
    page.go_back()
    expect(queue).to_be_visible()


def test_a_link_opens_one_relation_and_retypes_it(visit: Callable[..., Page], judged_server: Server) -> None:
    target = "国办发〔2021〕901号"
    page = visit(judged_server, f"/review?source={quote('示政发〔2021〕5号')}&type=IMPLEMENTS&target={quote(target)}")
    case = page.get_by_role("article", name="待判定的关系")
    expect(case).to_contain_text(target)
    expect(page.get_by_text("指定的一条")).to_be_visible()
    signed(page)
    page.keyboard.press("t")
    page.get_by_role("menuitem", name="依据").click()
    expect(page.get_by_role("status").filter(has_text="已改类型")).to_contain_text("已保存")

    # Another view shows it, and the history takes it back.
    name = quote(f"BASED_ON~示政发〔2021〕5号~{target}", safe="~")
    page.goto(f"{judged_server.url}/about?evidence={name}")
    expect(page.get_by_role("complementary", name="原文依据")).to_contain_text("甲")
    page.goto(f"{judged_server.url}/review?list=history")
    row = page.get_by_role("table").get_by_role("row").nth(1)
    row.get_by_role("button", name="撤销").click()
    row.get_by_label("撤销的理由").fill("看错了")
    row.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("table").get_by_role("row").nth(2)).to_contain_text("已撤销")


def test_keys_can_be_switched_off(visit: Callable[..., Page], judged_server: Server) -> None:
    page = visit(judged_server, "/review?lang=en")
    case = page.get_by_role("article", name="Relation to decide on")
    expect(case).to_contain_text(OPEN)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    assert violations(page) == []
    dialog.get_by_label("Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("j")
    page.get_by_role("button", name="Keys").press("j")
    expect(page.get_by_text("1 of 2")).to_be_visible()
    page.get_by_role("button", name="Next", exact=True).first.click()
    expect(case).to_contain_text(TARGET)


def test_what_was_not_kept_is_shown_as_before(visit: Callable[..., Page], tmp_path: Path, sample_graph: Graph) -> None:
    guarded = {"POLICYGRAPH_TOKEN": "geheim-1234567890", "POLICYGRAPH_PUBLIC_READ": "1"}
    with serving(tmp_path, sample_graph, "--host", "0.0.0.0", **guarded) as server:
        server.host = "127.0.0.1"
        page = visit(server, NAMED, expect_errors=True)
        expect(page.get_by_role("article", name="待判定的关系")).to_contain_text(TARGET)
        signed(page, "只是提及")
        page.get_by_role("button", name="否决").click()
        note = page.get_by_role("alert").filter(has_text="没有保存，已恢复原样")
        expect(note).to_contain_text("须凭令牌写入")
        expect(page.get_by_role("button", name="否决")).to_be_enabled()
        note.get_by_label("令牌").fill("geheim-1234567890")
        note.get_by_role("button", name="使用").click()
        expect(page.get_by_label("理由", exact=True)).to_have_value("只是提及")
        page.get_by_role("button", name="否决").click()
        queue = page.get_by_role("region", name="待审核")
        expect(queue.get_by_role("button").filter(has_text=TARGET)).to_contain_text("已否决")

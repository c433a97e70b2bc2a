"""What people come to do, each from the start page and in at most five clicks; typing and keys are free."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect
from servers import Server, serving

from graph_builder.model import Graph

Opened = Callable[..., Page]
_MOST_CLICKS = 5

RENT = "发改投资规〔2020〕734号"
RENT_IN_HEBEI = "冀发改投资规〔2020〕2号"
INSURANCE = "人社部发〔2020〕11号"
PROLONGED_BY = "人社部发〔2020〕49号"
FINANCE = "河北省财政厅"


class Reader:
    """Someone at the start page, whose clicks are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, wanted: Locator) -> None:
        self.clicks += 1
        assert self.clicks <= _MOST_CLICKS, "a new user is to need at most five clicks"
        wanted.click()

    def look_up(self, words: str) -> None:
        """Types into the search field and takes the first suggestion that begins with these words."""
        self.page.get_by_role("combobox", name="检索标题、发文字号和正文").fill(words)
        self.click(self.page.get_by_role("option", name=re.compile(f"^{words}")).first)

    def view(self, name: str) -> None:
        self.click(self.page.get_by_role("navigation", name="栏目").get_by_role("link", name=name, exact=True))

    def evidence(self) -> Locator:
        return self.page.get_by_role("complementary", name="原文依据")


@pytest.fixture
def reader(visit: Opened, real_server: Server) -> Reader:
    """Someone who has just opened the page over the real compendium."""
    return Reader(visit(real_server, "/"))


def test_find_what_carries_out_a_national_document_in_hebei(reader: Reader) -> None:
    reader.look_up(RENT)
    carried = reader.page.get_by_role("region", name="落实情况")
    expect(carried).to_contain_text("省级 1 件")
    expect(carried).to_contain_text(RENT_IN_HEBEI)


def test_until_when_exemptions_held_and_what_extended_them(reader: Reader) -> None:
    reader.look_up(INSURANCE)
    reader.page.get_by_label("查看这一天的效力").fill("2020-08-01")
    standing = reader.page.get_by_role("region", name="效力状态")
    expect(standing).to_contain_text(f"至 2020-12-31 有效（由 {PROLONGED_BY} 延长）")


def test_which_hebei_documents_were_expired_on_a_day(reader: Reader, real_server: Server) -> None:
    reader.view("效力")
    page = reader.page
    page.get_by_label("所选日期").first.fill("2021-01-01")
    reader.click(page.get_by_role("button", name="省级"))
    reader.click(page.get_by_role("group", name="按状态筛选").get_by_role("button", name=re.compile("到期")))
    _, told, _ = real_server.get("/status?on=2021-01-01&state=expired&level=provincial&limit=1000")
    titles = {each["document"]["title"] for each in told["items"]}
    assert titles
    expect(page.get_by_role("rowheader")).to_have_count(len(titles))
    for title in titles:
        expect(page.get_by_role("rowheader").filter(has_text=title)).to_be_visible()


def test_who_issued_most_often_with_an_agency(reader: Reader, real_server: Server) -> None:
    reader.look_up(FINANCE)
    _, told, _ = real_server.get(f"/agencies/{quote(FINANCE)}")
    most = max(told["partners"], key=lambda partner: partner["count"])
    first = reader.page.get_by_role("region", name="联合发文机关").get_by_role("row").nth(1)
    expect(first).to_contain_text(most["body"]["name"])
    expect(first).to_contain_text(str(most["count"]))


def test_the_words_that_prove_one_edge(reader: Reader, real_server: Server) -> None:
    reader.look_up(RENT)
    carried = reader.page.get_by_role("region", name="落实情况")
    reader.click(carried.get_by_role("button", name=re.compile("^依据")).first)
    _, told, _ = real_server.get(f"/relations?source={quote(RENT_IN_HEBEI)}&target={quote(RENT)}")
    evidence = told["items"][0]["relation"]["evidence"]
    expect(reader.evidence().get_by_role("blockquote")).to_have_text(evidence["quote"])
    expect(reader.evidence()).to_contain_text(f"原文第 {evidence['line']} 行")


def test_the_national_measures_that_hebei_left_out(reader: Reader, real_server: Server) -> None:
    reader.look_up(RENT)
    page = reader.page
    reader.click(page.get_by_role("navigation", name="继续查看").get_by_role("link", name="条款对照"))
    reader.click(page.get_by_role("button", name=re.compile("^未见对应")))
    _, told, _ = real_server.get(f"/documents/{quote(RENT)}/coverage")
    left_out = told["by"][0]["alignment"]["gaps"]
    shown = page.get_by_role("button", name=re.compile("^未见对应"))
    expect(shown).to_have_attribute("aria-pressed", "true")
    expect(shown).to_contain_text(str(len(left_out)))


def test_export_one_trace_to_excel(reader: Reader, tmp_path: Path) -> None:
    reader.look_up(INSURANCE)
    page = reader.page
    reader.click(page.get_by_role("link", name="传导图"))
    # the document's own page has such a button, too
    expect(page.get_by_role("heading", level=1)).to_have_text(f"传导：{INSURANCE}")
    reader.click(page.get_by_role("button", name="导出"))
    with page.expect_download() as given:
        reader.click(page.get_by_role("menuitem", name="Excel 表格"))
    given.value.save_as(tmp_path / "trace.xlsx")
    book = load_workbook(tmp_path / "trace.xlsx", read_only=True)
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    book.close()
    assert {INSURANCE, PROLONGED_BY} <= cells


def test_check_a_pasted_paragraph(reader: Reader) -> None:
    reader.view("核对文稿")
    page = reader.page
    page.get_by_label("核对日期").fill("2021-02-01")
    page.get_by_role("textbox", name="文稿").fill(f"请按{INSURANCE}和{RENT}的要求办理，另见甲发〔2099〕1号。")
    reader.click(page.get_by_role("button", name="核对", exact=True))
    found = page.get_by_role("region", name="查到的引用").get_by_role("listitem")
    expect(found).to_have_count(3)
    expect(found.nth(0)).to_contain_text("已到期")
    expect(found.nth(2)).to_contain_text("未收录")


@pytest.fixture
def judged(tmp_path: Path, compendium: Graph) -> Iterator[Server]:
    """A server over a graph of its own, so that what is judged is seen nowhere else."""
    with serving(tmp_path, compendium) as server:
        yield server


def test_reject_a_wrong_edge_and_see_the_trace_change(visit: Opened, judged: Server) -> None:
    reader = Reader(visit(judged, "/"))
    page = reader.page
    reader.look_up(RENT)
    carried = page.get_by_role("region", name="落实情况")
    reader.click(carried.get_by_role("button", name=re.compile("^依据")).first)
    reader.click(reader.evidence().get_by_role("link", name="提出审核意见"))
    page.get_by_label("审核人").fill("甲")
    page.get_by_label("理由", exact=True).fill("只是提及")
    reader.click(page.get_by_role("button", name="否决"))
    expect(page.get_by_role("status").filter(has_text="已否决")).to_contain_text("已保存")
    page.goto(f"{judged.url}/trace/{quote(RENT)}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(RENT)
    expect(page.get_by_text(RENT_IN_HEBEI)).to_have_count(0)


def test_send_a_link_that_opens_the_same_view(reader: Reader, visit: Opened, real_server: Server) -> None:
    reader.view("效力")
    page = reader.page
    page.get_by_label("所选日期").first.fill("2020-12-01")
    reader.click(page.get_by_role("button", name="省级"))
    reader.click(page.get_by_role("group", name="按状态筛选").get_by_role("button", name=re.compile("有效")))
    expect(page).to_have_url(re.compile("state=in_force"))
    address = page.url.removeprefix(real_server.url)
    seen = page.get_by_role("rowheader").all_inner_texts()
    other = visit(real_server, address)
    expect(other.get_by_label("所选日期").first).to_have_value("2020-12-01")
    expect(other.get_by_role("rowheader").first).to_be_visible()
    assert other.get_by_role("rowheader").all_inner_texts() == seen

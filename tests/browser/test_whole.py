"""What holds for every view: accessible in both themes, languages and widths, whole with hostile, many and no documents,
and through an outage of the store."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe import violations
from graphs import document, relation
from playwright.sync_api import Page, expect
from servers import Server, serving

from graph_builder.model import Agency, Graph, Level, Passage, PassageKind, RelationType, Source

Opened = Callable[..., Page]
NATIONAL = "国办发〔2021〕901号"
VIEWS = {
    "start": "/",
    "search": f"/search?q={quote('税')}",
    "document": f"/documents/{quote(NATIONAL)}",
    "trace": f"/trace/{quote(NATIONAL)}",
    "paths": f"/paths?from={quote('示政发〔2021〕5号')}&to={quote(NATIONAL)}",
    "status": "/status?on=2021-09-01",
    "coverage": f"/coverage/{quote(NATIONAL)}",
    "coverages": "/coverage",
    "issuers": "/issuers?view=table",
    "agency": f"/agencies/{quote('财政部')}",
    "check": "/check",
    "review": "/review",
    "about": "/about",
    "missing": "/nothing/here",
}


def shown(page: Page) -> None:
    """Waits for the view's heading, and for what it asked."""
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    page.wait_for_load_state("networkidle")


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_accessible_on_a_desk(visit: Opened, sample_server: Server, view: str) -> None:
    page = visit(sample_server, VIEWS[view])
    shown(page)
    assert violations(page) == []
    assert not overflows(page)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_accessible_on_a_phone_at_night_in_english(visit: Opened, sample_server: Server, view: str) -> None:
    address = VIEWS[view] + ("&" if "?" in VIEWS[view] else "?") + "lang=en"
    page = visit(sample_server, address, width=390, height=844, dark=True)
    shown(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert violations(page) == []
    assert not overflows(page)


# -- titles made to harm ----------------------------------------------------------------------------------------------

SCRIPT = "<script>document.title='broken'</script><img src=x onerror=alert(1)>"
LONG = "关于" + "很长的标题、" * 80 + "的通知"
TURNED = "\u202e关于倒写\u202d的\u2067通知\u2069"


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over documents whose titles hold markup, five hundred characters, and marks that turn the direction."""
    titles = {"甲发〔2021〕1号": SCRIPT, "甲发〔2021〕2号": LONG, "甲发〔2021〕3号": TURNED}
    documents = tuple(
        document(name, title, in_corpus=True, issuers=("甲部",), source=Source("甲.txt", at * 10 + 1, at * 10 + 9))
        for at, (name, title) in enumerate(titles.items())
    )
    first, *others = documents
    graph = Graph(
        documents,
        tuple(relation(each.id, RelationType.IMPLEMENTS, first.id) for each in others),
        (Agency("甲部", "甲部", Level.NATIONAL),),
        passages=tuple(
            Passage(f"{each.id}#p1", each.id, 0, at * 10 + 1, PassageKind.TITLE, None, each.title)
            for at, each in enumerate(documents)
        ),
    )
    with serving(tmp_path_factory.mktemp("hostile"), graph) as server:
        yield server


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("view", ["/", "/search", "/documents/{}", "/trace/{}", "/status", "/coverage", "/review"])
def test_hostile_titles_are_only_text(visit: Opened, hostile_server: Server, view: str, width: int) -> None:
    for number in (1, 2, 3) if "{}" in view else (1,):
        page = visit(hostile_server, view.format(quote(f"甲发〔2021〕{number}号")), width=width)
        page.on("dialog", lambda dialog: pytest.fail(f"a title ran: {dialog.message}"))
        shown(page)
        assert page.title() != "broken"
        assert page.locator("main img[src=x], main script").count() == 0
        assert not overflows(page)


# -- nothing, and nobody at home --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a graph without documents."""
    with serving(tmp_path_factory.mktemp("empty"), Graph()) as server:
        yield server


@pytest.mark.parametrize("view", ["/", "/search", "/status", "/coverage", "/issuers", "/check", "/review", "/about"])
def test_an_empty_graph_is_said_to_be_empty(visit: Opened, empty_server: Server, view: str) -> None:
    page = visit(empty_server, view)
    shown(page)
    expect(page.get_by_role("alert")).to_have_count(0)
    assert violations(page) == []
    assert page.locator("main").inner_text().strip()


def test_what_is_not_there_says_what_to_do(visit: Opened, sample_server: Server) -> None:
    page = visit(sample_server, f"/documents/{quote('国办发〔2021〕90号')}", expect_errors=True)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("图谱里没有这一项")
    alert.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_an_outage_of_the_store_is_told_and_ends(visit: Opened, tmp_path: Path, sample_graph: Graph) -> None:
    with serving(tmp_path, sample_graph) as server:
        page = visit(server, "/", expect_errors=True)
        shown(page)
        engine = json.loads((tmp_path / "store" / "engine.json").read_text("utf-8"))
        os.kill(engine["pid"], signal.SIGKILL)
        page.get_by_role("navigation", name="栏目").get_by_role("link", name="检索").click()
        expect(page.get_by_text("暂时连不上图谱").first).to_be_visible()
        assert violations(page) == []
        # The server starts the engine anew by itself, and the page asks again by itself.
        expect(page.get_by_text("暂时连不上图谱")).to_have_count(0, timeout=90_000)
        expect(page.get_by_role("heading", level=1)).to_contain_text("全部文件")
        expect(page.get_by_role("article").or_(page.get_by_role("listitem")).first).to_be_visible()

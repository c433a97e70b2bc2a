"""What all tests share: where the data lies, both engines, and a small graph worked out by hand."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path
from typing import Any

import portalocker
import pytest
from engines import end_session, hold, store_of
from xdist.scheduler import LoadScopeScheduling

from graph_builder.build import build
from graph_builder.model import (
    Agency,
    Document,
    Evidence,
    Graph,
    Issue,
    IssueLevel,
    Level,
    Measure,
    Mention,
    Passage,
    PassageKind,
    Region,
    Relation,
    RelationType,
    Resolution,
    Scope,
    Source,
)
from graph_builder.store import Store

_ENGINES = ("arcadedb", pytest.param("neo4j", marks=pytest.mark.neo4j))
_TESTS = Path(__file__).parent
_PROJECT = _TESTS.parent
_BUILD_SECONDS = 600
_TOGETHER = ("browser", "cli", "mcp", "questions")
"""Folders whose files share a server, an engine, a browser or what is loaded."""
_FIRST = (
    "browser",
    "test_properties.py",
    "questions",
    "web/test_openapi.py",
    "export/test_neo4j_import.py",
    "mcp",
    "web/test_hostile.py",
    "store/test_updating.py",
    "benchmarks/test_torture.py",
    "web/test_outage.py",
    "backup/test_kill.py",
)
"""What takes long: the last group to end should be a short one."""


class _Groups(LoadScopeScheduling):
    """Gives a process the tests of a file, or of a folder whose files share what costs, one after another.

    The scheduling by marks that pytest-xdist has (3.8) marks nothing under pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        return _group(nodeid)


def _group(nodeid: str) -> str:
    path = nodeid.split("::", 1)[0].removeprefix("tests/")
    folder = path.split("/", 1)[0]
    return folder if folder in _TOGETHER else path


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _Groups | None:
    return _Groups(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long groups first; in each, what needs the compendium, and before the rest of that what only reads it.

    Each engine so loads it once for a folder.
    """
    places = {group: place for place, group in enumerate(dict.fromkeys([*_FIRST, *(_group(i.nodeid) for i in items)]))}

    def place(item: pytest.Item) -> tuple[int, int]:
        asked = getattr(item, "fixturenames", ())
        rank = 0 if "compendium_store" in asked else 1 if "compendium" in asked else 2
        return places[_group(item.nodeid)], rank

    items.sort(key=place)


def pytest_sessionfinish() -> None:
    end_session()


def _found(path: Path, what: str) -> Path:
    if not path.exists():
        pytest.skip(f"{what} is not at hand ({path.name})")
    return path


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder ``shared`` beside the project, which holds the real compendium; skips where it is missing."""
    return _found(_PROJECT.parent / "shared", "the folder of shared data beside the project")


@pytest.fixture(scope="session")
def corpus_file(shared_dir: Path) -> Path:
    """The real compendium."""
    return _found(shared_dir / "corpus" / "hebei-2020-compendium.txt", "the compendium")


@pytest.fixture(scope="session")
def gold_file(shared_dir: Path) -> Path:
    """Documents of the compendium labelled by hand."""
    return _found(shared_dir / "gold" / "dev.jsonl", "the file of labels")


@pytest.fixture(scope="session")
def sample_dir() -> Path:
    """The project's own sample documents."""
    return _PROJECT / "data" / "sample"


@pytest.fixture(params=_ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of an engine: a test that takes it, or a store, runs on both."""
    return str(request.param)


@pytest.fixture
def store(engine: str) -> Store:
    """The open store of an engine; what an earlier test loaded is in it."""
    return store_of(engine)


@pytest.fixture(scope="session")
def compendium(corpus_file: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Graph:
    """The graph of the real compendium, built by the first of the processes that run the tests."""
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent
    built = folder / "compendium.pickle"
    with portalocker.Lock(folder / "compendium.lock", timeout=_BUILD_SECONDS):
        if not built.exists():
            built.write_bytes(pickle.dumps(build([corpus_file])))
        graph: Graph = pickle.loads(built.read_bytes())
    return graph


@pytest.fixture
def compendium_store(store: Store, compendium: Graph) -> Store:
    """A store that holds the real compendium; a test that takes it only reads."""
    hold(store, compendium)
    return store


def _document(id: str, title: str, level: Level, **fields: object) -> Document:
    return Document(id=id, title=title, level=level, **fields)  # type: ignore[arg-type]


def _relation(source: str, kind: RelationType, target: str, line: int, **fields: object) -> Relation:
    proof = Evidence("sample.txt", line, f"为落实{target}", "落实")
    given: dict[str, object] = {
        "scope": Scope.DOCUMENT,
        "inferred": False,
        "confidence": 0.95,
        "rule": "purpose_implements",
        "resolution": Resolution.NUMBER,
        "evidence": proof,
    }
    return Relation(source, target, kind, **(given | fields))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def small_graph() -> Graph:
    """A national document, its enclosed plan, a provincial one that implements it, one that extends it; a law cited.

    示例部's 示例部发〔2021〕1号 (lines 1-20) issues a plan; 示例省示例厅's 示例厅发〔2021〕7号 (lines 21-40) implements it
    and rests on a law that is only cited; 示例部发〔2021〕9号 (lines 41-50) extends it to 2022-06-30.
    """
    national = _document(
        "示例部发〔2021〕1号",
        "关于支持示例企业的通知",
        Level.NATIONAL,
        in_corpus=True,
        catalog_no=1,
        collection="sample",
        aliases=("示例部关于支持示例企业的通知",),
        doc_number="示例部发〔2021〕1号",
        doc_type="通知",
        issuers=("示例部",),
        addressees=("各省示例厅",),
        issued_on=date(2021, 2, 1),
        effective_to=date(2021, 12, 31),
        category="示例类",
        enclosures=("支持示例企业实施方案",),
        encloses=("示例部发〔2021〕1号/1",),
        source=Source("sample.txt", 1, 20, 3),
    )
    plan = _document(
        "示例部发〔2021〕1号/1",
        "支持示例企业实施方案",
        Level.NATIONAL,
        in_corpus=True,
        parent=national.id,
        collection="sample",
        doc_type="方案",
        source=Source("sample.txt", 12, 20),
    )
    provincial = _document(
        "示例厅发〔2021〕7号",
        "关于落实支持示例企业政策的通知",
        Level.PROVINCIAL,
        in_corpus=True,
        catalog_no=2,
        collection="sample",
        doc_number="示例厅发〔2021〕7号",
        doc_type="通知",
        issuers=("示例省示例厅",),
        issued_on=date(2021, 3, 3),
        source=Source("sample.txt", 21, 40),
    )
    extension = _document(
        "示例部发〔2021〕9号",
        "关于延长支持示例企业政策的通知",
        Level.NATIONAL,
        in_corpus=True,
        catalog_no=3,
        collection="sample",
        doc_number="示例部发〔2021〕9号",
        doc_type="通知",
        issuers=("示例部",),
        issued_on=date(2021, 12, 1),
        source=Source("sample.txt", 41, 50),
    )
    law = _document("示例促进法", "中华人民共和国示例促进法", Level.NATIONAL, doc_type="法律")
    return Graph(
        documents=(national, plan, provincial, extension, law),
        relations=(
            _relation(provincial.id, RelationType.IMPLEMENTS, national.id, 24),
            _relation(provincial.id, RelationType.BASED_ON, law.id, 25, resolution=Resolution.CITED),
            _relation(extension.id, RelationType.EXTENDS, national.id, 44, until=date(2022, 6, 30)),
        ),
        agencies=(
            Agency("示例部", "示例部", Level.NATIONAL),
            Agency(
                "示例省示例厅",
                "示例省示例厅",
                Level.PROVINCIAL,
                short_names=("省示例厅",),
                region="示例省",
                counterpart="示例部",
                known=False,
            ),
        ),
        regions=(Region("示例省", Level.PROVINCIAL),),
        passages=(
            Passage("p1", national.id, 0, 1, PassageKind.TITLE, None, "示例部关于支持示例企业的通知"),
            Passage(
                "p2",
                provincial.id,
                0,
                24,
                PassageKind.PARAGRAPH,
                None,
                "为落实示例部发〔2021〕1号，制定本通知。",
                (Mention(3, 15, national.id, RelationType.IMPLEMENTS),),
            ),
        ),
        measures=(
            Measure(
                "m1",
                provincial.id,
                30,
                "一、（一）",
                "减免示例费",
                "减免示例费，自2021年3月1日至6月30日，由省示例厅负责。",
                action="减免",
                object="示例费",
                valid_from=date(2021, 3, 1),
                valid_to=date(2021, 6, 30),
                responsible=("示例省示例厅",),
            ),
        ),
        issues=(
            Issue(IssueLevel.WARNING, "ambiguous_alias", "sample.txt", 33, "《通知》", (national.id, extension.id)),
        ),
    )

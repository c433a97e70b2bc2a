"""From what was built to what is served: a small change is written in the place of the served build."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from engines import settings_of

from graph_builder.build import in_memory
from graph_builder.collections import CollectionStore
from graph_builder.judgements import JudgementKind, JudgementLog, judge
from graph_builder.model import Graph
from graph_builder.serving import read_serving
from graph_builder.store import Store, dump, open_store
from graph_builder.store.reading import current
from graph_builder.texts import Texts
from graph_builder.workers import Inline
from graph_builder.workspace import Workspace, judged

LATER = (2, 7)
"""Files of the sample that come later."""
WHEN = datetime(2026, 1, 1, tzinfo=UTC)


class Home:
    """A data folder with the sample in it, and a store."""

    def __init__(self, home: Path, store: Store) -> None:
        self.space = Workspace(CollectionStore(home), Inline())
        self.log = JudgementLog(home / "judgements.jsonl")
        self.store = store
        self.home = home

    def build(self, folder: Path) -> Graph:
        """Build a folder as a collection, and let the store serve all collections."""
        return self._serve(self.space.read([folder]))

    def remove(self, name: str) -> Graph:
        """Forget a collection, and serve the others."""
        self.space.kept.remove(name)
        return self._serve({})

    def _serve(self, new: Mapping[str, Sequence[Texts]]) -> Graph:
        graph = self.space.join(new)
        self.space.keep(new)
        self.space.serve(self.store, lambda: judged(graph, self.log))
        whole = in_memory(judged(graph, self.log))
        self.space.clean()
        return whole

    @property
    def served(self) -> tuple[str, str | None]:
        """The build that readers see, and its revision."""
        found = current(self.store)
        assert found is not None
        return found.build, found.revision


@pytest.fixture
def folders(sample_dir: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The sample in two: most of it, and some files that come later."""
    early, later = tmp_path / "a-early", tmp_path / "later"
    for at, path in enumerate(sorted(sample_dir.iterdir())):
        folder = later if at in LATER else early
        folder.mkdir(exist_ok=True)
        shutil.copy(path, folder)
    return early, later


@pytest.fixture
def home(tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setattr("graph_builder.staged._FILES", 1)
    with open_store(settings_of(engine)) as store:
        yield Home(tmp_path / "home", store)


def test_a_small_change_is_written_in_place_and_taken_back(home: Home, folders: tuple[Path, Path]) -> None:
    early, later = folders
    first = home.build(early)
    assert dump(home.store) == first
    build, revision = home.served
    assert revision is None

    more = home.build(later)
    assert more != first
    assert dump(home.store) == more
    assert home.served[0] == build
    assert home.served[1] is not None

    assert home.remove("later") == first
    assert dump(home.store) == first
    assert home.served[0] == build


def test_what_another_program_did_to_the_store_leads_to_a_full_load(home: Home, folders: tuple[Path, Path]) -> None:
    early, later = folders
    home.build(early)
    build, _ = home.served
    home.store.write("revise_build", build=build, revision="judged")
    more = home.build(later)
    assert dump(home.store) == more
    assert home.served[0] != build
    assert home.served[1] is None


def test_tables_that_are_gone_lead_to_a_full_load(home: Home, folders: tuple[Path, Path]) -> None:
    early, later = folders
    home.build(early)
    build, _ = home.served
    shutil.rmtree(home.home / "work")
    assert read_serving(home.home) is None
    more = home.build(later)
    assert dump(home.store) == more
    assert home.served[0] != build


def test_only_the_tables_of_the_served_graph_are_left(home: Home, folders: tuple[Path, Path]) -> None:
    early, later = folders
    home.build(early)
    assert len(list((home.home / "work").iterdir())) == 1
    home.build(later)
    assert len(list((home.home / "work").iterdir())) == 2
    home.remove("later")
    assert len(list((home.home / "work").iterdir())) <= 2


def test_judgements_are_loaded_with_the_graph(home: Home, folders: tuple[Path, Path]) -> None:
    early, later = folders
    first = home.build(early)
    rejected = next(each for each in first.relations if each.rule == "made_to_carry_out")
    home.log.append(judge(JudgementKind.REJECT, "王审", "并非如此", at=WHEN, relation=rejected))
    more = home.build(later)
    assert more.readings
    assert dump(home.store) == more
    assert read_serving(home.home) is None

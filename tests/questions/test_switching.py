"""Loads while questions are asked: every answer is wholly of one build, and there always is one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations
from threading import Event, Thread

from engines import settings_of
from graphs import PROVINCE, ROOT, every_type

from api import questions as ask
from api.questions import listing, network
from api.questions.snapshot import question
from api.web.keeper import StoreKeeper
from benchmarks.many import many_times
from graph_builder.model import Graph
from graph_builder.store import Store, load, open_store
from graph_builder.store.connection import Row
from graph_builder.store.reading import Snapshot

LINES = 2
"""Copies of the line of work in the first build."""
READERS = 3
PAUSE = 0.3
"""Seconds: longer than it takes to delete a build of this size."""
SECONDS = 120


@question
def slowly(build: Snapshot, between: Callable[[], object]) -> tuple[list[Row], list[Row]]:
    """A question that takes its time between two statements."""
    documents = build.read("all_documents")
    between()
    return documents, build.read("all_passages")


QUESTIONS: dict[str, Callable[[Store], object]] = {
    "trace": lambda store: ask.trace(store, ROOT),
    "status": lambda store: ask.status(store, ROOT, every_type().documents[0].issued_on),
    "coverage": lambda store: ask.coverage(store, ROOT),
    "read": lambda store: ask.read(store, PROVINCE),
    "search": lambda store: ask.search(store, "减免甲费"),
    "documents": lambda store: listing.list_documents(store, listing.DocumentFilter(), limit=50),
    "network": lambda store: network.joint_network(store, seed=1),
    "slowly": lambda store: slowly(store, lambda: time.sleep(PAUSE)),
}
"""All of them take several statements, between which the build may be switched."""


def marked(number: int) -> Graph:
    """A graph whose every document, passage and measure says of which build it is, and that has more of them."""
    graph = many_times(every_type(), LINES + number)
    return replace(
        graph,
        documents=tuple(replace(each, title=f"{each.title}（第{number}稿）") for each in graph.documents),
        relations=tuple(
            replace(each, evidence=replace(each.evidence, quote=f"{each.evidence.quote}{number}"))
            for each in graph.relations
        ),
        passages=tuple(replace(each, text=f"{each.text}第{number}稿") for each in graph.passages),
        measures=tuple(replace(each, heading=f"第{number}稿") for each in graph.measures),
    )


class Reader(Thread):
    """Asks all questions again and again, and keeps which builds answered, or what went wrong."""

    def __init__(self, keeper: StoreKeeper, expected: dict[str, list[object]]) -> None:
        super().__init__()
        self._keeper, self._expected = keeper, expected
        self.ended = Event()
        self.build = -1
        self.wrong: list[str] = []

    def run(self) -> None:
        while not (self.ended.is_set() or self.wrong):
            for name in QUESTIONS:
                self._ask(name)
                # most switches are to meet a question between two of its statements
                self._ask("slowly")

    def _ask(self, name: str) -> None:
        try:
            answer = QUESTIONS[name](self._keeper.get())
        except Exception as error:
            self.wrong.append(f"{name}: {error!r}")
            return
        if answer not in self._expected[name]:
            self.wrong.append(f"{name}: of no build, or of several: {answer}")
            return
        build = self._expected[name].index(answer)
        if build < self.build:
            self.wrong.append(f"{name}: of build {build} after one of build {self.build}")
        self.build = build


@contextmanager
def reading(engine: str, expected: dict[str, list[object]]) -> Iterator[list[Reader]]:
    """Readers at work, all through one keeper as the threads of a server."""
    keeper = StoreKeeper(lambda: open_store(settings_of(engine)))
    readers = [Reader(keeper, expected) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        yield readers
    finally:
        for reader in readers:
            reader.ended.set()
        for reader in readers:
            reader.join()
        keeper.close()


def wait_for(readers: list[Reader], build: int) -> None:
    """Wait until every reader had an answer of a build."""
    deadline = time.monotonic() + SECONDS
    while any(reader.build < build for reader in readers) and time.monotonic() < deadline:
        assert [wrong for reader in readers for wrong in reader.wrong] == []
        time.sleep(0.01)


def test_readers_see_build_after_build_and_never_two_at_once(store: Store, engine: str) -> None:
    graphs = [marked(number) for number in range(4)]
    expected: dict[str, list[object]] = {name: [] for name in QUESTIONS}
    for graph in [*graphs[1:], graphs[0]]:
        load(store, graph)
        for name, asked in QUESTIONS.items():
            expected[name].append(asked(store))
    for name, answers in expected.items():
        expected[name] = [answers[-1], *answers[:-1]]
        assert all(one != other for one, other in combinations(answers, 2)), name
    with reading(engine, expected) as readers:
        wait_for(readers, 0)
        for build, graph in enumerate(graphs[1:], 1):
            assert load(store, graph).changed
            wait_for(readers, build)
    assert [reader.wrong for reader in readers] == [[]] * READERS
    assert [reader.build for reader in readers] == [len(graphs) - 1] * READERS


def test_a_question_that_loads_overtake_is_answered_from_the_last_build(store: Store) -> None:
    first, *later = (marked(number) for number in range(4))
    load(store, first)
    waiting = list(later)
    documents, passages = slowly(store, lambda: load(store, waiting.pop(0)) if waiting else None)
    assert waiting == []
    assert {row["document"]["title"] for row in documents} == {each.title for each in later[-1].documents}
    assert {row["passage"]["text"] for row in passages} == {each.text for each in later[-1].passages}

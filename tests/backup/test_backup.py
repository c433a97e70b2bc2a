"""Backups taken while others load and judge, and put back, on both engines."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Thread

import pytest
from graphs import CITY, EXTENSION, ROOT, Kind, circle, document, every_type
from judged import STAND_IN, undecided
from places import Place
from real_questions import QUESTIONS, Question, Sample

from api import judgements as review
from api.questions import coverage, show
from graph_builder.backup import Archive
from graph_builder.backup.restoring import _graph
from graph_builder.build import build
from graph_builder.errors import BackupError, NotFoundError, NothingLoadedError, StoreError
from graph_builder.model import Graph, Passage, PassageKind
from graph_builder.store import Store, dump, load
from graph_builder.store.connection import Row
from graph_builder.store.reading import Snapshot

WHO = {"by": "李审", "reason": "原文如此"}


def graph_in(file: Path) -> Graph:
    with Archive.open(file) as archive:
        archive.verify()
        return _graph(archive)


def test_what_was_backed_up_is_put_back(place: Place) -> None:
    load(place.store, undecided())
    review.set_target(place.store, place.log, CITY, Kind.CITES, STAND_IN, EXTENSION, **WHO)
    merged = review.merge_agencies(place.store, place.log, "丁总局", "甲部", **WHO)
    graph, judged, texts = dump(place.store), place.log.path.read_bytes(), place.texts()
    assert graph.readings

    manifest = place.backup()
    assert manifest.collections == ("圆", "示例/..")
    assert manifest.counts["documents"] == len(graph.documents)
    assert (manifest.counts["judgements"], manifest.counts["readings"]) == (2, len(graph.readings))

    load(place.store, circle())
    shutil.rmtree(place.home)
    restored = place.restore()
    assert restored.manifest == manifest
    assert (restored.former_collections, restored.former_judgements) == (None, None)
    assert dump(place.store) == graph
    assert place.log.path.read_bytes() == judged
    assert (place.texts(), place.kept.names(texts=False)) == (texts, ["圆"])
    assert place.kept.export("圆") == circle()
    assert not (place.home / ".restore").exists()
    # what the reader alone made of it has come back too, so that a decision can be taken back
    review.undo(place.store, place.log, merged.judgement.id, **WHO)
    assert {each.id for each in dump(place.store).agencies} == {each.id for each in undecided().agencies}


def test_a_graph_of_every_page_is_read_in_order(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in (("_IDS", 3), ("_DOCUMENTS", 2), ("_ROWS", 1)):
        monkeypatch.setattr(f"graph_builder.store.pages.{name}", size)
    # ids that two orders of characters, by code and by UTF-16, sort in two ways
    odd = tuple(
        document(f"{first}发〔2021〕1号", first) for first in ("𠀀", "（甲）", "z", "Ａ", "\U0001f600", "\ufffd")
    )
    whole = every_type()
    graph = Graph((*odd, *whole.documents), whole.relations, whole.agencies, whole.regions, whole.passages, whole.measures, whole.issues)  # fmt: skip
    load(place.store, graph)
    most: dict[str, int] = {}
    read = Snapshot.read

    def watch(self: Snapshot, name: str, /, **params: object) -> list[Row]:
        rows = read(self, name, **params)
        most[name] = max(len(rows), most.get(name, 0))
        return rows

    with monkeypatch.context() as watched:
        watched.setattr(Snapshot, "read", watch)
        place.backup()
    assert graph_in(place.file) == graph == dump(place.store)
    assert (most["document_ids"], most["documents_whole"], most["issues_after"]) == (3, 2, 1)
    assert most["passages_in"] < len(graph.passages)
    assert most["relations_out"] < len(graph.relations)


def test_a_load_meanwhile_is_never_mixed_in(place: Place) -> None:
    load(place.store, every_type())
    seen: list[str] = []

    def overtake(kind: str, _done: int, _total: int) -> None:
        if kind not in seen:
            load(place.store, circle())
        seen.append(kind)

    place.backup(overtake)
    assert graph_in(place.file) == circle()
    assert seen.count("documents") > len(circle().documents)


def test_the_same_build_loaded_again_meanwhile_is_read_again(place: Place) -> None:
    load(place.store, every_type())
    read: list[int] = []

    def overtake(kind: str, done: int, _total: int) -> None:
        if kind == "documents":
            read.append(done)
        if read == [1]:
            load(place.store, circle())
            load(place.store, every_type())

    place.backup(overtake)
    assert read.count(1) == 2
    assert graph_in(place.file) == every_type()


def test_a_judgement_meanwhile_is_in_both_or_in_none(place: Place) -> None:
    load(place.store, undecided())

    def judge(kind: str, _done: int, _total: int) -> None:
        if kind == "passages" and not place.log.path.exists():
            review.reject(place.store, place.log, CITY, Kind.IMPLEMENTS, ROOT, **WHO)

    manifest = place.backup(judge)
    assert manifest.counts["judgements"] == 1
    assert graph_in(place.file) == dump(place.store)


def test_who_is_overtaken_all_the_time_lets_the_others_wait(place: Place) -> None:
    load(place.store, every_type())
    graphs = [circle(), every_type(), circle()]
    loads = [Thread(target=load, args=(place.store, graph)) for graph in graphs]
    begun: list[Thread] = []

    def overtake(kind: str, done: int, _total: int) -> None:
        if (kind, done) == ("documents", 1):
            worker = loads.pop(0)
            begun.append(worker)
            worker.start()
            if loads:
                worker.join()

    place.backup(overtake)
    begun[-1].join()
    assert (len(begun), loads) == (3, [])
    assert graph_in(place.file) == every_type()
    assert dump(place.store) == circle()


def test_readers_see_the_former_graph_until_the_restored_one_is_whole(place: Place) -> None:
    load(place.store, every_type())
    place.backup()
    load(place.store, circle())
    seen: list[Graph] = []
    place.restore(progress=lambda kind, _done, _total: seen.append(dump(place.store)) if kind in ("Document", "CITES") else None)  # fmt: skip
    assert seen == [circle()] * 2
    assert dump(place.store) == every_type()


def test_judgements_that_the_backup_lacks_are_not_lost(place: Place) -> None:
    load(place.store, undecided())
    review.reject(place.store, place.log, CITY, Kind.IMPLEMENTS, ROOT, **WHO)
    place.backup()
    older = place.log.path.read_bytes()
    review.set_target(place.store, place.log, CITY, Kind.CITES, STAND_IN, EXTENSION, **WHO)
    newer, graph = place.log.path.read_bytes(), dump(place.store)

    with pytest.raises(
        BackupError, match=r"has 1 judgements that .*backup.zip lacks; nothing was restored. With --force"
    ):
        place.restore()
    assert (place.log.path.read_bytes(), dump(place.store)) == (newer, graph)

    restored = place.restore(force=True)
    assert restored.former_judgements is not None
    assert restored.former_judgements.read_bytes() == newer
    assert place.log.path.read_bytes() == older
    assert show(place.store, CITY).outgoing
    # the other way round nothing is lost, and nothing has to be forced
    place.backup()
    place.log.path.write_bytes(b"")
    assert place.restore().former_judgements is None
    assert place.log.path.read_bytes() == older


def test_a_judgement_given_while_the_graph_is_restored_is_not_lost(place: Place) -> None:
    load(place.store, undecided())
    place.backup()

    def judge(kind: str, _done: int, _total: int) -> None:
        if kind == "校验 verify" and not place.log.path.exists():
            review.reject(place.store, place.log, CITY, Kind.IMPLEMENTS, ROOT, **WHO)

    with pytest.raises(BackupError, match="has 1 judgements"):
        place.restore(progress=judge)
    assert len(place.log.read().all) == 1


def test_collections_that_differ_are_moved_aside(place: Place) -> None:
    load(place.store, circle())
    place.backup()
    again = place.restore()
    assert (again.report.changed, again.former_collections) == (False, None)
    place.kept.remove("圆")
    place.keep("新", *place.texts()["示例/.."])
    former = place.restore().former_collections
    assert former is not None
    assert place.kept.names() == ["圆", "示例/.."]
    assert {path.name for path in former.iterdir()} == {"%E6%96%B0", "%E7%A4%BA%E4%BE%8B%2F%2E%2E"}


def test_nothing_is_written_where_nothing_was_loaded(place: Place) -> None:
    load(place.store, every_type())
    place.file.write_bytes(b"the former one")
    place.store.write("switch_build", build=None)
    with pytest.raises(NothingLoadedError):
        place.backup()
    assert place.file.read_bytes() == b"the former one"
    assert [path.name for path in place.file.parent.iterdir()] == ["backup.zip"]


def test_a_graph_that_lost_a_part_is_not_passed_off_as_whole(place: Place) -> None:
    passages = tuple(Passage(f"p{at}", ROOT, at, 1, PassageKind.CLAUSE, None, "段") for at in range(3))
    report = load(place.store, Graph((document(ROOT, "缺"),), passages=passages))
    place.store.write("drop_passage", build=report.build, limit=1)
    place.backup()  # what is not there is not missed: the store itself counts two
    place.store.write("drop_document", build=report.build, limit=1)
    with pytest.raises(StoreError, match="gave 0 passages of 2"):
        place.backup()


def test_two_restores_take_no_turns(place: Place) -> None:
    load(place.store, circle())
    place.backup()

    def restore_too(kind: str, _done: int, _total: int) -> None:
        if kind == "校验 verify":
            with pytest.raises(BackupError, match="another restore"):
                place.restore()

    place.restore(progress=restore_too)


@pytest.fixture(scope="module")
def sample_graph(sample_dir: Path) -> Graph:
    """The graph of the project's own sample."""
    return build([sample_dir])


def answered(question: Question, store: Store, each: object) -> object:
    """The answer, or the error where a question names a document of the compendium."""
    try:
        return question.ask(store, each)
    except NotFoundError as error:
        return error


def test_every_question_is_answered_as_before(place: Place, sample_graph: Graph) -> None:
    load(place.store, sample_graph)
    covered = Question(coverage, lambda answer: answer.by, lambda _: ["国办发〔2021〕901号"])
    questions = QUESTIONS | {"coverage of the sample": covered}
    everything = Sample(
        documents=tuple(each.id for each in sample_graph.documents[::6]),
        joined=tuple((each.source, each.target) for each in sample_graph.relations[::10]),
        measures=tuple(each.id for each in sample_graph.measures[::40]),
        agencies=tuple(each.id for each in sample_graph.agencies[::10]),
        texts=("\n".join(each.text for each in sample_graph.passages[:60]),),
    )

    def answers() -> dict[tuple[str, str], object]:
        asked = ((name, each) for name, question in questions.items() for each in question.over(everything))
        return {(name, repr(each)): answered(questions[name], place.store, each) for name, each in asked}

    before = answers()
    silent = {name for name, question in questions.items() if not any(_told(question, answer) for (of, _), answer in before.items() if of == name)}  # fmt: skip
    assert len(silent) < len(questions) / 10, silent
    place.backup()
    load(place.store, circle())
    assert place.restore().report.changed
    assert {key: repr(answer) for key, answer in answers().items()} == {key: repr(answer) for key, answer in before.items()}  # fmt: skip


def _told(question: Question, answer: object) -> bool:
    return not isinstance(answer, NotFoundError) and bool(question.told(answer))

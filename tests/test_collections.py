"""The collections that are kept in the data folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from graph_builder.collections import CollectionStore
from graph_builder.errors import InputError
from graph_builder.model import Graph, Issue, IssueLevel
from graph_builder.text import SourceText
from graph_builder.texts import write_texts

ONE = SourceText("one.txt", "甲", ("第一行", "", "第二行\u2028其余"))
TWO = SourceText("two.txt", "乙", ("另一文",), (7,))
BAD = Issue(IssueLevel.ERROR, "unreadable", "甲/bad.pdf", None, "is empty")


@pytest.fixture
def kept(tmp_path: Path) -> CollectionStore:
    return CollectionStore(tmp_path / "home")


def save(kept: CollectionStore, name: str, sources: Iterable[SourceText], issues: Iterable[Issue] = ()) -> None:
    given = list(sources)
    batch = "-".join(source.file for source in given)
    kept.keep(name, [write_texts(kept.place(name), f"texts-{batch}", given, issues)])


def sources(kept: CollectionStore, name: str) -> tuple[SourceText, ...]:
    return tuple(source for batch in kept.texts(name) for source in batch.sources)


def issues(kept: CollectionStore, name: str) -> tuple[Issue, ...]:
    return tuple(issue for batch in kept.texts(name) for issue in batch.issues)


def test_collections_stand_side_by_side(kept: CollectionStore) -> None:
    assert kept.names() == []
    save(kept, "甲", [ONE], [BAD])
    save(kept, "乙", [TWO])
    assert kept.names() == ["乙", "甲"]
    assert sources(kept, "甲") == (ONE,)
    assert issues(kept, "甲") == (BAD,)
    assert sources(kept, "乙") == (TWO,)
    assert issues(kept, "乙") == ()


def test_saving_again_replaces_that_one_only(kept: CollectionStore) -> None:
    save(kept, "甲", [ONE], [BAD])
    save(kept, "乙", [TWO])
    save(kept, "甲", [TWO])
    assert sources(kept, "甲") == (TWO,)
    assert issues(kept, "甲") == ()
    assert sources(kept, "乙") == (TWO,)


def test_a_failed_save_leaves_the_former(kept: CollectionStore) -> None:
    save(kept, "甲", [ONE], [BAD])

    def broken() -> Iterator[SourceText]:
        yield TWO
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_texts(kept.place("甲"), "texts-broken", broken())
    assert sources(kept, "甲") == (ONE,)
    assert issues(kept, "甲") == (BAD,)
    assert kept.names() == ["甲"]


@pytest.mark.parametrize("name", ["..", ".", "a/b", "../up", "汇编（上）", "a%2Fb", " "])
def test_any_name_is_a_folder_of_its_own(kept: CollectionStore, name: str, tmp_path: Path) -> None:
    save(kept, name, [ONE])
    assert kept.names() == [name]
    assert sources(kept, name) == (ONE,)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["collections"]


def test_an_export_is_kept_as_it_is(kept: CollectionStore, small_graph: Graph) -> None:
    save(kept, "sample", [ONE])
    save(kept, "甲", [ONE])
    kept.keep_export("facts", small_graph)
    assert kept.names() == ["facts", "甲"], "the export takes the place of the collection that it holds"
    assert kept.names(texts=True) == ["甲"]
    assert kept.names(texts=False) == ["facts"]
    assert kept.export("facts") == small_graph
    assert sources(kept, "facts") == ()


def test_texts_take_the_place_of_an_export(kept: CollectionStore, small_graph: Graph) -> None:
    kept.keep_export("sample", small_graph)
    save(kept, "sample", [ONE])
    assert kept.names(texts=False) == []
    assert sources(kept, "sample") == (ONE,)


def test_a_removed_collection_is_gone(kept: CollectionStore) -> None:
    save(kept, "甲", [ONE])
    kept.remove("甲")
    kept.remove("never there")
    assert kept.names() == []
    assert sources(kept, "甲") == ()


def test_what_is_not_named_any_more_is_deleted(kept: CollectionStore) -> None:
    save(kept, "甲", [ONE])
    save(kept, "甲", [TWO])
    assert len(list(kept.folder.rglob("*.parquet"))) == 2


def test_a_damaged_table_is_named(kept: CollectionStore) -> None:
    save(kept, "甲", [ONE])
    path = next(path for path in kept.folder.rglob("texts-*.parquet") if "issues" not in path.name)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(InputError, match=rf"{path.name}: is damaged"):
        sources(kept, "甲")


def test_a_damaged_collection_is_named(kept: CollectionStore) -> None:
    save(kept, "甲", [ONE])
    next(kept.folder.rglob("collection.json")).write_text("{", "utf-8")
    with pytest.raises(InputError, match=r"collection.json: is damaged"):
        sources(kept, "甲")


def test_texts_of_an_earlier_version_become_tables(kept: CollectionStore) -> None:
    save(kept, "甲", [TWO])
    place = next(kept.folder.iterdir())
    for path in place.iterdir():
        path.unlink()
    row = {"file": ONE.file, "collection": "甲", "lines": ONE.lines, "pages": None}
    (place / "sources.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    issue = {"level": "error", "kind": BAD.kind, "file": BAD.file, "line": None, "text": BAD.text}
    (place / "reading.jsonl").write_text(json.dumps(issue) + "\n", "utf-8")
    (place / "collection.json").write_text('{"name": "甲"}', "utf-8")
    assert kept.names(texts=True) == ["甲"]
    assert sources(kept, "甲") == (ONE,)
    assert issues(kept, "甲") == (BAD,)
    assert not list(place.glob("*.jsonl"))


def test_damaged_texts_of_an_earlier_version_are_named_and_stay(kept: CollectionStore) -> None:
    save(kept, "甲", [ONE])
    place = next(kept.folder.iterdir())
    (place / "sources.jsonl").write_text('{"file": 3}\n', "utf-8")
    with pytest.raises(InputError, match=r"sources.jsonl: is damaged"):
        kept.texts("甲")
    assert (place / "sources.jsonl").exists()

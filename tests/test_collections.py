"""The collections that are kept in the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_builder.collections import CollectionStore
from graph_builder.errors import InputError
from graph_builder.model import Graph, Issue, IssueLevel
from graph_builder.text import SourceText

ONE = SourceText("one.txt", "甲", ("第一行", "", "第二行\u2028其余"))
TWO = SourceText("two.txt", "乙", ("另一文",), (7,))
BAD = Issue(IssueLevel.ERROR, "unreadable", "甲/bad.pdf", None, "is empty")


@pytest.fixture
def kept(tmp_path: Path) -> CollectionStore:
    return CollectionStore(tmp_path / "home")


def test_collections_stand_side_by_side(kept: CollectionStore) -> None:
    assert kept.names() == []
    kept.save("甲", [ONE], [BAD])
    kept.save("乙", [TWO])
    assert kept.names() == ["乙", "甲"]
    assert kept.sources("甲") == (ONE,)
    assert kept.issues("甲") == (BAD,)
    assert kept.sources("乙") == (TWO,)
    assert kept.issues("乙") == ()


def test_saving_again_replaces_that_one_only(kept: CollectionStore) -> None:
    kept.save("甲", [ONE], [BAD])
    kept.save("乙", [TWO])
    kept.save("甲", [TWO])
    assert kept.sources("甲") == (TWO,)
    assert kept.issues("甲") == ()
    assert kept.sources("乙") == (TWO,)


def test_a_failed_save_leaves_the_former(kept: CollectionStore) -> None:
    kept.save("甲", [ONE], [BAD])

    def broken() -> Iterator[SourceText]:
        yield TWO
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        kept.save("甲", broken())
    assert kept.sources("甲") == (ONE,)
    assert kept.issues("甲") == (BAD,)
    assert kept.names() == ["甲"]


@pytest.mark.parametrize("name", ["..", ".", "a/b", "../up", "汇编（上）", "a%2Fb", " "])
def test_any_name_is_a_folder_of_its_own(kept: CollectionStore, name: str, tmp_path: Path) -> None:
    kept.save(name, [ONE])
    assert kept.names() == [name]
    assert kept.sources(name) == (ONE,)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["collections"]


def test_an_export_is_kept_as_it_is(kept: CollectionStore, small_graph: Graph) -> None:
    kept.save("sample", [ONE])
    kept.save("甲", [ONE])
    kept.save_export("facts", small_graph)
    assert kept.names() == ["facts", "甲"], "the export takes the place of the collection that it holds"
    assert kept.names(texts=True) == ["甲"]
    assert kept.names(texts=False) == ["facts"]
    assert kept.export("facts") == small_graph
    assert kept.sources("facts") == ()


def test_texts_take_the_place_of_an_export(kept: CollectionStore, small_graph: Graph) -> None:
    kept.save_export("sample", small_graph)
    kept.save("sample", [ONE])
    assert kept.names(texts=False) == []
    assert kept.sources("sample") == (ONE,)


def test_a_removed_collection_is_gone(kept: CollectionStore) -> None:
    kept.save("甲", [ONE])
    kept.remove("甲")
    kept.remove("never there")
    assert kept.names() == []
    assert kept.sources("甲") == ()


def test_a_damaged_collection_is_named(kept: CollectionStore) -> None:
    kept.save("甲", [ONE])
    path = next(kept.folder.rglob("sources.jsonl"))
    path.write_text('{"file": 3}\n', "utf-8")
    with pytest.raises(InputError, match=r"sources.jsonl: is damaged"):
        kept.sources("甲")

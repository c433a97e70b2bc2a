"""Commands that fill the graph, on a few of the project's sample documents."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph_builder.cli import building
from graph_builder.collections import CollectionStore
from graph_builder.export.jsonl import read_jsonl, write_jsonl
from graph_builder.model import Graph
from graph_builder.texts import Texts

Run = Callable[..., Any]
Fails = Callable[..., str]

pytestmark = pytest.mark.usefixtures("store_home")

PROVINCIAL, MUNICIPAL = "08", "13"
"""A provincial document of the sample, and a municipal one that implements it."""


def _sample(sample_dir: Path, number: str) -> Path:
    return next(sample_dir.glob(f"{number}-*"))


@pytest.fixture
def provincial(sample_dir: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(_sample(sample_dir, PROVINCIAL), tmp_path / "provincial.txt"))


@pytest.fixture
def municipal(sample_dir: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(_sample(sample_dir, MUNICIPAL), tmp_path / "municipal.txt"))


def _collections(run: Run) -> dict[str, str]:
    return {row["name"]: row["kept_as"] for row in json.loads(run("collections", "--json").out)}


def _read(run: Run) -> int:
    count: int = json.loads(run("stats", "--json").out)["read"]
    return count


def test_build_loads_and_sums_up(run: Run, provincial: Path) -> None:
    result = run("build", provincial)
    assert result.status == 0, result.err
    assert "文件 Document" in result.out
    assert "policygraph trace DOC" in result.out
    assert _collections(run) == {"provincial": "texts"}
    assert _read(run) == 1


def test_build_without_load_touches_nothing(run: Run, provincial: Path, tmp_path: Path, store_home: Path) -> None:
    result = run("build", provincial, "--no-load", "--export", tmp_path / "out", "--json")
    assert result.status == 0
    assert json.loads(result.out)["read"] == 1
    assert not (store_home / "collections").exists()
    graph = read_jsonl(tmp_path / "out")
    assert next(document.collection for document in graph.documents if document.in_corpus) == "provincial"


def test_collections_stand_side_by_side_and_cite_each_other(
    run: Run, provincial: Path, municipal: Path, tmp_path: Path
) -> None:
    run("build", municipal, "--export", tmp_path / "before")
    run("build", provincial)
    assert _collections(run) == {"municipal": "texts", "provincial": "texts"}
    run("export", tmp_path / "all")
    graph = read_jsonl(tmp_path / "all")
    collections = {document.id: document.collection for document in graph.documents}
    joined = [
        r for r in graph.relations if (collections[r.source], collections[r.target]) == ("municipal", "provincial")
    ]
    assert joined
    before = read_jsonl(tmp_path / "before")
    assert "provincial" not in {document.collection for document in before.documents}

    assert run("collections", "--remove", "municipal").status == 0
    assert _collections(run) == {"provincial": "texts"}
    assert _read(run) == 1


def test_building_again_replaces_that_collection_only(run: Run, provincial: Path, municipal: Path) -> None:
    run("build", provincial, "--collection", "甲")
    run("build", municipal, "--collection", "乙")
    both = _read(run)
    run("build", municipal, "--collection", "甲")
    assert _collections(run) == {"乙": "texts", "甲": "texts"}
    run("build", provincial, municipal, "--collection", "甲")
    run("collections", "--remove", "乙")
    assert _read(run) == both


def test_a_folder_with_a_bad_file_builds_the_others(run: Run, provincial: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    shutil.copy(provincial, folder / "good.txt")
    (folder / "bad.pdf").write_bytes(b"")
    result = run("build", folder)
    assert result.status == 0
    assert "left out: folder/bad.pdf: is empty" in result.err
    assert "folder/bad.pdf" in run("issues").out


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (None, "missing.txt"),
        (b"", "empty.txt"),
        (b"\x00\x01\x02\xff" * 99, "binary.txt"),
        ("没有任何文件的几句闲话。\n".encode(), "chat.txt"),
        (b"x", "odd.xyz"),
    ],
)
def test_a_bad_input_is_told_and_changes_nothing(
    run: Run, fails: Fails, provincial: Path, tmp_path: Path, content: bytes | None, name: str
) -> None:
    run("build", provincial, "--collection", "甲")
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert name in fails("build", path, "--collection", "甲")
    assert _read(run) == 1


def test_an_export_is_written_though_the_store_is_away(
    run: Run, fails: Fails, provincial: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYGRAPH_URI", "bolt://127.0.0.1:1")
    result = run("build", provincial, "--export", tmp_path / "out")
    assert result.status == 0
    assert "not loaded" in result.err
    assert read_jsonl(tmp_path / "out").documents
    assert "127.0.0.1:1" in fails("build", provincial)
    monkeypatch.delenv("POLICYGRAPH_URI")
    assert run("load").status == 0
    assert _read(run) == 1


def test_load_puts_an_export_beside_the_rest(run: Run, export_dir: Path, provincial: Path) -> None:
    run("build", provincial)
    assert run("load", export_dir).status == 0
    assert _collections(run) == {"provincial": "texts", "sample": "export"}
    assert _read(run) == 4
    assert run("load", export_dir, "--collection", "sample").status == 0
    assert _read(run) == 4


def test_what_is_done_is_logged_where_that_is_asked_for(
    run: Run, export_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYGRAPH_LOG", "json")
    result = run("load", export_dir, "--json")
    assert result.status == 0
    lines = [json.loads(line) for line in result.err.splitlines()]
    assert {line["command"] for line in lines} == {"load"}
    (loaded,) = [line for line in lines if line.get("stage") == "load"]
    assert loaded["build"] == json.loads(result.out)["build"]
    assert loaded["nodes"]["Document"] == json.loads(result.out)["nodes"]["Document"]
    assert lines[-1]["message"] == "command ended"


def test_load_without_anything_kept_says_what_to_do(fails: Fails) -> None:
    assert "policygraph build INPUT" in fails("load")


def test_a_broken_export_changes_nothing(run: Run, fails: Fails, export_dir: Path) -> None:
    run("load", export_dir)
    (export_dir / "relations.jsonl").write_text("{}\n", "utf-8")
    assert "relations.jsonl:1: source" in fails("load", export_dir)
    assert _read(run) == 3


def test_an_unknown_collection_is_not_removed(fails: Fails) -> None:
    assert "no such collection" in fails("collections", "--remove", "无")


def test_collections_are_listed_for_people(run: Run, export_dir: Path) -> None:
    run("load", export_dir)
    assert "sample" in run("collections").out


@pytest.fixture
def checkout(tmp_path: Path, sample_dir: Path, small_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with a sample of one document and published facts, and nothing else."""
    data = tmp_path / "project" / "data"
    (data / "sample").mkdir(parents=True)
    shutil.copy(_sample(sample_dir, PROVINCIAL), data / "sample")
    write_jsonl(small_graph, data / "hebei-2020", facts=True)
    monkeypatch.setattr(building, "data_dir", lambda: data)
    return tmp_path / "project"


def test_run_without_a_corpus_takes_sample_and_facts(run: Run, checkout: Path) -> None:
    result = run("run")
    assert result.status == 0, result.err
    assert "no corpus at hand" in result.err
    # the facts' own collection is named sample too, as the small graph's is
    assert _collections(run) == {"hebei-2020": "export", "sample": "texts"}
    assert _read(run) == 4


def test_run_takes_the_first_corpus_that_is_at_hand(
    run: Run, checkout: Path, tmp_path: Path, provincial: Path, municipal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared" / "corpus"
    shared.mkdir(parents=True)
    shutil.copy(provincial, shared / "shared.txt")
    assert building._corpus() == shared / "shared.txt"
    dropped = checkout / "data" / "corpus"
    dropped.mkdir()
    (dropped / ".gitkeep").touch()
    assert building._corpus() == shared / "shared.txt"
    shutil.copy(provincial, dropped / "one.txt")
    shutil.copy(municipal, dropped / "two.txt")
    assert building._corpus() == dropped
    monkeypatch.setenv("POLICYGRAPH_CORPUS", str(municipal))
    assert building._corpus() == municipal
    result = run("run", "--corpus", provincial)
    assert f"building {provincial}" in result.err
    assert _collections(run) == {"provincial": "texts"}


def test_run_keeps_a_collection_of_texts_rather_than_its_facts(run: Run, checkout: Path, municipal: Path) -> None:
    run("build", municipal, "--collection", "hebei-2020")
    run("run")
    assert _collections(run) == {"hebei-2020": "texts", "sample": "texts"}


def test_a_judgement_given_between_a_build_and_its_load_is_in_the_graph(
    run: Run, provincial: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("build", provincial).status == 0
    queue = json.loads(run("queue", "--below", "1", "--json").out)["items"]
    relation = next(item["relation"] for item in queue if item["relation"]["resolution"] != "ambiguous")
    ends = relation["source"], relation["type"].lower(), relation["target"]
    keep = CollectionStore.keep

    def keep_and_judge(self: CollectionStore, name: str, texts: Sequence[Texts]) -> None:
        keep(self, name, texts)
        assert run("judge", "confirm", *ends, "--by", "王核", "--reason", "附件载明").status == 0

    monkeypatch.setattr(CollectionStore, "keep", keep_and_judge)
    assert run("build", provincial).status == 0
    shown = json.loads(run("show", relation["source"], "--json").out)
    decided = [link["relation"] for link in shown["outgoing"] if link["relation"]["decided_by"] == "王核"]
    assert [each["target"] for each in decided] == [relation["target"]]

"""Commands that fill the graph: build, run, load, collections."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from api import questions
from graph_builder.cli.console import json_option, note, progress_bars, show, show_json, table
from graph_builder.cli.summary import counts, name_bad_files, report
from graph_builder.collections import CollectionStore
from graph_builder.errors import InputError, StoreError
from graph_builder.export import read_jsonl, write_jsonl
from graph_builder.judgements import JudgementLog
from graph_builder.knowledge import data_dir
from graph_builder.logs import logged_run
from graph_builder.model import Graph
from graph_builder.settings import read_settings
from graph_builder.store import load, open_store
from graph_builder.workspace import ReadCollection, build_all, build_alone, judged, read_collections

_PATH = click.Path(path_type=Path)


@click.command("build")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=_PATH)
@click.option("--export", "folder", metavar="DIR", type=_PATH, help="Write the graph of INPUT alone here.")
@click.option("--collection", metavar="NAME", help="Name of the collection  [default: name of the file or folder]")
@click.option("--no-load", is_flag=True, help="Build only; neither keep INPUT nor touch the store.")
@json_option
@logged_run("build")
def build_command(
    inputs: tuple[Path, ...], folder: Path | None, collection: str | None, no_load: bool, as_json: bool
) -> None:
    """Build the graph of files and folders (.txt .md .html .docx .pdf) and load it.

    INPUT becomes a collection that stands beside those built before; building it again replaces it alone. The store
    receives the graph of all collections, so that they can cite each other; --export writes the graph of INPUT alone,
    whatever else is loaded. With --export, a store that cannot be opened costs a warning, not the export.
    """
    with progress_bars() as progress:
        new = read_collections(inputs, collection=collection, progress=progress)
        alone = build_alone(new, progress=progress)
    for read in new.values():
        name_bad_files(read.issues)
    if folder:
        write_jsonl(alone, folder)
        note(f"{folder}: {len(alone.documents)} documents, {len(alone.relations)} relations written")
    if no_load:
        report(counts(alone), as_json=as_json, loaded=False)
        return
    try:
        _keep_and_load(new, alone, as_json=as_json)
    except StoreError as error:
        if not folder:
            raise
        note(f"the export is complete, but it is not loaded: {error}")


@click.command("run")
@click.option("--corpus", metavar="PATH", type=_PATH, help="The input  [default: the first that is found]")
@logged_run("run")
def run_command(corpus: Path | None) -> None:
    """Build and load what is at hand; `make run` calls this.

    That is --corpus, else $POLICYGRAPH_CORPUS, else what lies in data/corpus/, else in shared/corpus/ beside the
    project, else the sample, together with the published facts of the Hebei compendium of 2020.
    """
    found = corpus or _corpus()
    if found:
        note(f"building {found}")
        with progress_bars() as progress:
            new = read_collections([found], progress=progress)
            alone = build_alone(new, progress=progress)
        for read in new.values():
            name_bad_files(read.issues)
        _keep_and_load(new, alone)
        return
    sample, facts = data_dir() / "sample", data_dir() / "hebei-2020"
    note("no corpus at hand (name one by CORPUS=path): building the sample, loading the published facts of hebei-2020")
    if facts.name not in _kept().names():
        _kept().save_export(facts.name, read_jsonl(facts))
    new = read_collections([sample], collection=sample.name)
    _keep_and_load(new, build_alone(new))


def _corpus() -> Path | None:
    """The first input that is at hand, in the order that `run` documents."""
    named = read_settings().corpus
    if named:
        return named
    for folder in (data_dir() / "corpus", data_dir().parent.parent / "shared" / "corpus"):
        files = [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.is_dir() else []
        if files:
            # a lone file names its collection better than the folder does
            return files[0] if len(files) == 1 else folder
    return None


@click.command("load")
@click.argument("folder", metavar="[EXPORT_DIR]", required=False, type=_PATH)
@click.option("--collection", metavar="NAME", help="Name to keep the export by  [default: its own, or the folder's]")
@json_option
@logged_run("load")
def load_command(folder: Path | None, collection: str | None, as_json: bool) -> None:
    """Load an export beside the collections that are kept, or, without one, load all that is kept again.

    An export takes the place of the collections that it holds.
    """
    kept = _kept()
    if folder:
        graph = read_jsonl(folder)
        held = sorted({document.collection for document in graph.documents if document.collection})
        kept.save_export(collection or (held[0] if len(held) == 1 else folder.resolve().name), graph)
    elif not kept.names():
        raise InputError(f"{kept.folder}: no collection is kept; run `policygraph build INPUT` first")
    _load_kept(kept, as_json=as_json)


@click.command("collections")
@click.option("--remove", metavar="NAME", help="Forget this collection and load the rest.")
@json_option
@logged_run("collections")
def collections_command(remove: str | None, as_json: bool) -> None:
    """List the collections that are kept, or remove one."""
    kept = _kept()
    if remove is not None:
        if remove not in kept.names():
            raise InputError(f"{remove}: no such collection; `policygraph collections` lists them")
        kept.remove(remove)
        _load_kept(kept, as_json=as_json)
        return
    texts = set(kept.names(texts=True))
    if as_json:
        show_json([{"name": name, "kept_as": "texts" if name in texts else "export"} for name in kept.names()])
        return
    made = table("汇编", "保存为")
    for name in kept.names():
        made.add_row(name, "文本 texts" if name in texts else "导出 export")
    show(made)


def _kept() -> CollectionStore:
    return CollectionStore(read_settings().home)


def _judgements() -> JudgementLog:
    return JudgementLog(read_settings().judgements_file)


def _keep_and_load(new: Mapping[str, ReadCollection], alone: Graph, *, as_json: bool = False) -> None:
    """Keep the new collections, whose own graph is ``alone``, and load all.

    They are kept before they are loaded: a failed load is mended by `policygraph load`, without reading them again.
    """
    kept = _kept()
    with progress_bars() as progress:
        others = set(kept.names()) - set(new)
        graph = build_all(kept, _judgements(), new, progress=progress) if others else judged(alone, _judgements())
    for name, read in new.items():
        kept.save(name, read.sources, read.issues)
    _load(graph, as_json=as_json)


def _load_kept(kept: CollectionStore, *, as_json: bool) -> None:
    with progress_bars() as progress:
        graph = build_all(kept, _judgements(), progress=progress)
    _load(graph, as_json=as_json)


def _load(graph: Graph, *, as_json: bool) -> None:
    with progress_bars() as progress, open_store() as store:
        load(store, graph, progress=progress)
        answer = questions.stats(store)
    report(answer, as_json=as_json)

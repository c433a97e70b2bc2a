"""Commands that fill the graph: build, run, load, collections."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from api import questions
from graph_builder.cli.console import json_option, note, progress_bars, show, show_json, table
from graph_builder.cli.summary import counts, name_bad_files, report
from graph_builder.cluster import cluster_workers
from graph_builder.collections import CollectionStore
from graph_builder.errors import InputError, StoreError
from graph_builder.export import read_jsonl, write_jsonl
from graph_builder.judgements import JudgementLog
from graph_builder.knowledge import data_dir
from graph_builder.logs import logged_run
from graph_builder.model import Graph
from graph_builder.settings import read_settings
from graph_builder.store import load, open_store
from graph_builder.tables import Folder
from graph_builder.workers import local_workers
from graph_builder.workspace import New, Workspace

_PATH = click.Path(path_type=Path)


def _working(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a command that builds; it is given them as ``working``."""

    @click.option(
        "--processes",
        metavar="N",
        type=click.IntRange(min=1),
        help="Read and resolve in so many processes  [default: one a processor]",
    )
    @click.option("--cluster", metavar="ADDRESS", help="Read and resolve on the Dask cluster of this scheduler.")
    @click.option(
        "--storage",
        metavar="URL",
        help="Keep texts and work here, a path or URL that all of a cluster can reach  [default: the data folder]",
    )
    @functools.wraps(command)
    def with_working(
        *arguments: Any, processes: int | None, cluster: str | None, storage: str | None, **named: Any
    ) -> None:
        command(*arguments, working=_Working(processes, cluster, storage), **named)

    return with_working


@dataclass(frozen=True, slots=True)
class _Working:
    """Who does the work of a build, and where its tables are."""

    processes: int | None = None
    cluster: str | None = None
    storage: str | None = None

    @contextmanager
    def space(self, home: Path) -> Iterator[Workspace]:
        """A workspace that no other build uses meanwhile."""
        storage = Folder.of(self.storage) if self.storage else None
        kept = CollectionStore(home, storage)
        with kept.alone(), ExitStack() as stack:
            readers = stack.enter_context(local_workers(self.processes))
            workers = stack.enter_context(cluster_workers(self.cluster)) if self.cluster else readers
            progress = stack.enter_context(progress_bars())
            yield Workspace(kept, workers, readers, progress)


@click.command("build")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=_PATH)
@click.option("--export", "folder", metavar="DIR", type=_PATH, help="Write the graph of INPUT alone here.")
@click.option("--collection", metavar="NAME", help="Name of the collection  [default: name of the file or folder]")
@click.option("--no-load", is_flag=True, help="Build only; neither keep INPUT nor touch the store.")
@_working
@json_option
@logged_run("build")
def build_command(
    inputs: tuple[Path, ...],
    folder: Path | None,
    collection: str | None,
    no_load: bool,
    working: _Working,
    as_json: bool,
) -> None:
    """Build the graph of files and folders (.txt .md .html .docx .pdf) and load it.

    INPUT becomes a collection that stands beside those built before; building it again replaces it alone. The store
    receives the graph of all collections, so that they can cite each other; --export writes the graph of INPUT alone,
    whatever else is loaded. With --export, a store that cannot be opened costs a warning, not the export.
    """
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(prefix="policygraph-"))) if no_load else _kept().home
        space = stack.enter_context(working.space(home))
        new = space.read(inputs, collection=collection)
        _name_bad_files(new)
        if folder or no_load:
            graph = space.build(new)
        if folder:
            write_jsonl(graph, folder)
            note(f"{folder}: {len(graph.documents)} documents, {len(graph.relations)} relations written")
        if no_load:
            report(counts(graph), as_json=as_json, loaded=False)
            return
        try:
            _keep_and_load(space, new, as_json=as_json)
        except StoreError as error:
            if not folder:
                raise
            note(f"the export is complete, but it is not loaded: {error}")


@click.command("run")
@click.option("--corpus", metavar="PATH", type=_PATH, help="The input  [default: the first that is found]")
@_working
@logged_run("run")
def run_command(corpus: Path | None, working: _Working) -> None:
    """Build and load what is at hand; `make run` calls this.

    That is --corpus, else $POLICYGRAPH_CORPUS, else what lies in data/corpus/, else in shared/corpus/ beside the
    project, else the sample, together with the published facts of the Hebei compendium of 2020.
    """
    found = corpus or _corpus()
    sample, facts = data_dir() / "sample", data_dir() / "hebei-2020"
    if found:
        note(f"building {found}")
    else:
        note(
            "no corpus at hand (name one by CORPUS=path): "
            "building the sample, loading the published facts of hebei-2020"
        )
    with working.space(_kept().home) as space:
        if not found and facts.name not in space.kept.names():
            space.kept.keep_export(facts.name, read_jsonl(facts))
        new = space.read([found or sample], collection=None if found else sample.name)
        _name_bad_files(new)
        _keep_and_load(space, new)


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
@_working
@json_option
@logged_run("load")
def load_command(folder: Path | None, collection: str | None, working: _Working, as_json: bool) -> None:
    """Load an export beside the collections that are kept, or, without one, load all that is kept again.

    An export takes the place of the collections that it holds.
    """
    with working.space(_kept().home) as space:
        if folder:
            graph = read_jsonl(folder)
            held = sorted({document.collection for document in graph.documents if document.collection})
            space.kept.keep_export(collection or (held[0] if len(held) == 1 else folder.resolve().name), graph)
        elif not space.kept.names():
            raise InputError(f"{space.kept.folder}: no collection is kept; run `policygraph build INPUT` first")
        _load(space, space.build_all(_judgements()), as_json=as_json)


@click.command("collections")
@click.option("--remove", metavar="NAME", help="Forget this collection and load the rest.")
@_working
@json_option
@logged_run("collections")
def collections_command(remove: str | None, working: _Working, as_json: bool) -> None:
    """List the collections that are kept, or remove one."""
    kept = _kept()
    if remove is not None:
        if remove not in kept.names():
            raise InputError(f"{remove}: no such collection; `policygraph collections` lists them")
        with working.space(kept.home) as space:
            space.kept.remove(remove)
            _load(space, space.build_all(_judgements()), as_json=as_json)
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


def _name_bad_files(new: New) -> None:
    for texts in new.values():
        for batch in texts:
            name_bad_files(batch.issues)


def _keep_and_load(space: Workspace, new: New, *, as_json: bool = False) -> None:
    """Keep the new collections, and load all.

    They are kept before they are loaded: a failed load is mended by `policygraph load`, without reading them again.
    """
    graph = space.build_all(_judgements(), new)
    space.keep(new)
    _load(space, graph, as_json=as_json)


def _load(space: Workspace, graph: Graph, *, as_json: bool) -> None:
    with open_store() as store:
        space.serve(store, graph)
        answer = questions.stats(store)
    space.clean()
    report(answer, as_json=as_json)

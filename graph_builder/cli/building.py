"""Commands that fill the graph: build, run, load."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from graph_builder.cli.console import json_option, note
from graph_builder.cli.summary import counts, name_bad_files, report
from graph_builder.cli.working import Working, kept_collections, load_all, working_options
from graph_builder.errors import InputError, StoreError
from graph_builder.export.jsonl import read_jsonl, write_jsonl
from graph_builder.knowledge import data_dir
from graph_builder.logs import logged_run
from graph_builder.settings import read_settings
from graph_builder.workspace import New, Workspace

_PATH = click.Path(path_type=Path)


@click.command("build")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=_PATH)
@click.option("--export", "folder", metavar="DIR", type=_PATH, help="Write the graph of INPUT alone here.")
@click.option("--collection", metavar="NAME", help="Name of the collection  [default: name of the file or folder]")
@click.option("--no-load", is_flag=True, help="Build only; neither keep INPUT nor touch the store.")
@working_options
@json_option
@logged_run("build")
def build_command(
    inputs: tuple[Path, ...],
    folder: Path | None,
    collection: str | None,
    no_load: bool,
    working: Working,
    as_json: bool,
) -> None:
    """Build the graph of files and folders (.txt .md .html .docx .pdf) and load it.

    INPUT becomes a collection that stands beside those built before; building it again replaces it alone. The store
    receives the graph of all collections, so that they can cite each other; --export writes the graph of INPUT alone,
    whatever else is loaded. With --export, a store that cannot be opened costs a warning, not the export.
    """
    with ExitStack() as stack:
        home = (
            Path(stack.enter_context(TemporaryDirectory(prefix="policygraph-"))) if no_load else kept_collections().home
        )
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
@working_options
@logged_run("run")
def run_command(corpus: Path | None, working: Working) -> None:
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
    with working.space(kept_collections().home) as space:
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
@working_options
@json_option
@logged_run("load")
def load_command(folder: Path | None, collection: str | None, working: Working, as_json: bool) -> None:
    """Load an export beside the collections that are kept, or, without one, load all that is kept again.

    An export takes the place of the collections that it holds.
    """
    with working.space(kept_collections().home) as space:
        if folder:
            graph = read_jsonl(folder)
            held = sorted({document.collection for document in graph.documents if document.collection})
            space.kept.keep_export(collection or (held[0] if len(held) == 1 else folder.resolve().name), graph)
        elif not space.kept.names():
            raise InputError(f"{space.kept.folder}: no collection is kept; run `policygraph build INPUT` first")
        load_all(space, space.join(), as_json=as_json)


def _name_bad_files(new: New) -> None:
    for texts in new.values():
        for batch in texts:
            name_bad_files(batch.issues)


def _keep_and_load(space: Workspace, new: New, *, as_json: bool = False) -> None:
    """Keep the new collections, and load all.

    They are kept before they are loaded: a failed load is mended by `policygraph load`, without reading them again.
    """
    graph = space.join(new)
    space.keep(new)
    load_all(space, graph, as_json=as_json)

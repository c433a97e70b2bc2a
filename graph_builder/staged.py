"""The stages over tables: inputs to texts, texts to extractions, extractions to the resolved graph.

Each stage works in batches that any worker can do and keeps a table for each, so that memory does not grow with the
input, and so that a build that was ended goes on where it stood: a batch whose table is there is not done again. The
table of an extraction goes by its text and by all that reads it, so that one text is read once until a rule of reading
changes.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict

from graph_builder.errors import InputError
from graph_builder.extracting import extract_batch, extraction_fingerprint
from graph_builder.extraction.components import configured_components
from graph_builder.knowledge import rules_fingerprint
from graph_builder.logs import stage
from graph_builder.model import Graph
from graph_builder.progress import Progress, silent
from graph_builder.reading import InputFile, read_files
from graph_builder.relations.batches import Batch
from graph_builder.relations.resolution import resolve
from graph_builder.settings import read_settings
from graph_builder.tables.folder import Folder
from graph_builder.tables.lazy import Lazy
from graph_builder.texts import Texts, write_texts
from graph_builder.workers import Inline, Workers

_FILES = 200
_MOST = 600
_BYTES = 4_000_000
"""A batch is about so many files, never more than ``_MOST`` or of more than so many bytes; a file is never parted."""


# -- reading -----------------------------------------------------------------------------------------------------------


def read_texts(
    files: Sequence[InputFile], folder: Folder, *, workers: Workers | None = None, progress: Progress = silent
) -> list[Texts]:
    """Read files into batches of texts, in the order of the files.

    ``progress`` is called as ``progress("读取", files done, files)``. Raises :class:`InputError` for a bad file that
    the user named itself.
    """
    batches = _cut(files)
    made = [Texts(folder, f"texts-{_digest([_stamp(file) for file in batch])}") for batch in batches]
    calls = [(folder, texts.name, batch) for texts, batch in zip(made, batches, strict=True) if not _is_there(texts)]
    done = len(files) - sum(len(batch) for _, _, batch in calls)
    with stage("reading") as counted:
        for count in (workers or Inline()).run(_read_batch, calls):
            done += count
            progress("读取", done, len(files))
        counted.update(files=len(files), batches=len(made), read=len(calls))
    return made


def _is_there(texts: Texts) -> bool:
    return texts.folder.has_table(texts.name)


def _read_batch(folder: Folder, name: str, files: Sequence[InputFile]) -> int:
    reading = read_files(files)
    write_texts(folder, name, reading.sources, reading.issues)
    return len(files)


def _cut(files: Sequence[InputFile]) -> list[list[InputFile]]:
    """Files in batches, whose ends go by the files' names: files that come between others change their batch alone."""
    batches: list[list[InputFile]] = []
    size = 0
    ended = True
    for file in files:
        length = file.size
        if ended or len(batches[-1]) == _MOST or size + length > _BYTES:
            batches.append([])
            size = 0
        batches[-1].append(file)
        size += length
        ended = zlib.crc32(file.shown.encode("utf-8", "surrogateescape")) % _FILES == 0
    return batches


def _stamp(file: InputFile) -> list[object]:
    """What tells whether a file is the one that was read before."""
    return [str(file.path), file.shown, file.collection, file.refused, file.size, file.changed, file.repeated]


# -- extraction --------------------------------------------------------------------------------------------------------


def extract_texts(
    texts: Sequence[Texts], folder: Folder, *, workers: Workers | None = None, progress: Progress = silent
) -> list[Batch]:
    """Read the documents of batches of texts, one batch of extractions for each.

    ``progress`` is called as ``progress("抽取", batches done, batches)``.
    """
    components = configured_components(read_settings().components)
    made = _extractions_by(components, texts, folder)
    calls = [
        (batch, (read.folder, read.name), components)
        for batch, read in zip(made, texts, strict=True)
        if not folder.has_table(batch.name)
    ]
    done = len(texts) - len(calls)
    with stage("extraction") as counted:
        for _ in (workers or Inline()).run(extract_batch, calls):
            done += 1
            progress("抽取", done, len(texts))
        counted.update(batches=len(texts), extracted=len(calls), documents=sum(len(each.extractions) for each in made))
    return made


def extractions_of(texts: Sequence[Texts], folder: Folder) -> list[Batch]:
    """Where the extractions of batches of texts are, or will be, by the rules as they are now."""
    return _extractions_by(configured_components(read_settings().components), texts, folder)


def _extractions_by(components: Sequence[str], texts: Sequence[Texts], folder: Folder) -> list[Batch]:
    rules = [extraction_fingerprint(), *components]
    return [Batch(folder, f"extraction-{_digest([batch.fingerprint(), *rules])}") for batch in texts]


# -- all ---------------------------------------------------------------------------------------------------------------


def require_documents(texts: Sequence[Texts], batches: Sequence[Batch]) -> None:
    """Raise :class:`InputError` where none of the texts holds a document; ``batches`` are their extractions."""
    if not any(len(batch.extractions) for batch in batches):
        names = "、".join(source.file for batch in texts[:1] for source in batch.sources[:3])
        way_out = "give a file that holds an official document or a compendium"
        raise InputError(f"{names or 'no text'}: no document found in it; {way_out}")


def build_texts(
    texts: Sequence[Texts],
    batches: Sequence[Batch],
    work: Folder,
    *,
    workers: Workers | None = None,
    progress: Progress = silent,
    base: Folder | None = None,
) -> Graph:
    """Build one graph over batches of texts and their extractions.

    The lists of the graph are read from a folder in ``work`` as they are asked for; ``base`` is such a folder of an
    earlier build, of which is taken over what is the same. Raises :class:`InputError` where no text holds a document.
    """
    require_documents(texts, batches)
    issues = Lazy(lambda: (issue for batch in texts for issue in batch.issues))
    told = [rules_fingerprint(), [asdict(issue) for issue in issues], base and base.url]
    name = _digest([[batch.name for batch in batches], *told])
    with stage("resolution") as counted:
        graph = resolve(batches, work.inner(f"graph-{name}"), workers or Inline(), issues, progress, base=base)
        counted.update(documents=len(graph.documents), relations=len(graph.relations), issues=len(graph.issues))
    return graph


def _digest(given: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(given, ensure_ascii=True).encode()).hexdigest()[:20]

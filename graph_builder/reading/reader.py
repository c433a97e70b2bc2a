"""From paths to texts: each file by the reader of its format; what cannot be read is said, and costs nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from graph_builder.errors import InputError
from graph_builder.model import Issue, IssueLevel
from graph_builder.progress import Progress, silent
from graph_builder.reading.apart import read_apart
from graph_builder.reading.content import content
from graph_builder.reading.discover import InputFile, discover, show
from graph_builder.reading.extract import Extract, UnreadableError, checked, one_line
from graph_builder.reading.plain import read_markdown, read_text
from graph_builder.text import SourceText

Reader: TypeAlias = Callable[[bytes], Extract]

# Text is read here. What takes a parser in C is read in a process with bounds, and its libraries are loaded only there.
_HTML = partial(read_apart, "graph_builder.reading.hypertext", "read_html")
_READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": _HTML,
    ".htm": _HTML,
    ".docx": partial(read_apart, "graph_builder.reading.word", "read_docx"),
    ".pdf": partial(read_apart, "graph_builder.reading.portable", "read_pdf"),
}
_KNOWN = ".txt, .md, .html, .docx or .pdf"
_CONVERT = {
    **dict.fromkeys((".doc", ".wps", ".rtf", ".odt", ".docm", ".dot", ".dotx"), "save it as .docx"),
    **dict.fromkeys((".ofd", ".ceb", ".caj"), "export it as .pdf with a text layer"),
    **dict.fromkeys((".xhtml", ".mht", ".mhtml"), "save the page as .html"),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tgz"), "unpack it"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, in the order of the inputs, and what could not be."""

    sources: tuple[SourceText, ...]
    issues: tuple[Issue, ...] = ()


def read_inputs(paths: Sequence[Path], *, collection: str | None = None, progress: Progress | None = None) -> Reading:
    """Read files and folders of .txt, .md, .html, .docx and .pdf.

    ``collection`` names the collection of all of them; by default each file goes by its stem, each folder by its
    name. ``progress`` is called as ``progress("读取", files done, files)``.

    A bad file in a folder becomes an issue of kind ``unreadable`` (an error; a warning for a file of a foreign
    format); what a reader had to leave out of a good one becomes a warning. A bad file that was named itself, and a
    folder without any readable file, raise :class:`InputError`.
    """
    files = discover([Path(path) for path in paths], collection)
    reading = read_files(files, progress=progress)
    check_folders([Path(path) for path in paths], files, reading.issues)
    return reading


def read_files(files: Sequence[InputFile], *, progress: Progress | None = None) -> Reading:
    """Read files that were discovered.

    Raises :class:`InputError` for a bad file that the user named itself; every other one becomes an issue.
    """
    tell = progress or silent
    sources: list[SourceText] = []
    issues: list[Issue] = []
    for done, file in enumerate(files, 1):
        source = _read_once(file, issues)
        if source is not None:
            sources.append(source)
        tell("读取", done, len(files))
    return Reading(tuple(sources), tuple(issues))


def _read_once(file: InputFile, issues: list[Issue]) -> SourceText | None:
    if file.repeated:
        text = "the same file was named before and is read once"
        issues.append(Issue(IssueLevel.WARNING, "repeated", file.shown, None, text))
        return None
    try:
        extract = _read(file)
    except UnreadableError as error:
        if file.folder is None:
            raise InputError(f"{show(file.path)}: {error}") from error
        level = IssueLevel.ERROR if file.refused or _is_document(file.path) else IssueLevel.WARNING
        issues.append(Issue(level, "unreadable", file.shown, None, str(error)))
        return None
    if one_line(file.path.name) != file.path.name:
        text = (
            "the file's name holds control or invisible characters or is no UTF-8, and is shown with escapes; rename it"
        )
        issues.append(Issue(IssueLevel.WARNING, "file_name", file.shown, None, text))
    issues.extend(Issue(IssueLevel.WARNING, note.kind, file.shown, note.line, note.text) for note in extract.notes)
    return SourceText(file.shown, file.collection, extract.lines, extract.pages)


def _is_document(path: Path) -> bool:
    suffix = path.suffix.lower()
    return suffix in _READERS or suffix in _CONVERT


def _read(file: InputFile) -> Extract:
    if file.refused is not None:
        raise UnreadableError(file.refused)
    reader = _reader(file.path)
    data = content(file.path, follow=file.folder is None)
    if not data.strip():
        raise UnreadableError("is empty; give a file with the text of documents")
    return checked(reader(data))


def _reader(path: Path) -> Reader:
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        way_out = _CONVERT.get(suffix, f"give {_KNOWN}")
        raise UnreadableError(f"is of a format that is not read ({one_line(suffix) or 'no suffix'}); {way_out}")
    return _READERS[suffix]


def check_folders(paths: Sequence[Path], files: Sequence[InputFile], issues: Iterable[Issue]) -> None:
    """Raise :class:`InputError` for a folder from which nothing was read; ``issues`` are those of reading ``files``."""
    unread = {issue.file: issue for issue in issues if issue.kind == "unreadable"}
    for path in paths:
        if not path.is_dir():
            continue
        inside = [file for file in files if file.folder == path]
        if not inside:
            raise InputError(f"{show(path)}: holds no file; give a folder with {_KNOWN}")
        if all(file.shown in unread for file in inside):
            first = unread[inside[0].shown]
            raise InputError(
                f"{show(path)}: holds no readable file ({len(inside)} tried); the first, {first.file}, {first.text}"
            )

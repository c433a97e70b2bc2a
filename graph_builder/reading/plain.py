"""Text and Markdown: the lines are the file's own, so that line n is line n in any editor."""

from __future__ import annotations

import re

from graph_builder.reading.decode import Decoded, decode
from graph_builder.reading.extract import Extract, Note, check_count

# A page number between dashes (- 12 -) is no list item: it must stay what it is for the layout stage.
_MARKDOWN_FRONT = re.compile(
    r"\s*(?:>\s?)*(?:#{1,6}[ \t]+|#{1,6}(?=[\u4e00-\u9fff])|(?![-*+][ \t]*\d+[ \t]*[-*+])[-*+][ \t]+)?"
)
_MARKDOWN_BACK = re.compile(r"[ \t]#+[ \t]*$")
_MARKDOWN_RULE = re.compile(r"\A[ ]{0,3}(?:([-*_=])[ \t]*(?:\1[ \t]*){2,}|`{3,}[\w-]*|~{3,}[\w-]*)$")
_TABLE_RULE = frozenset("|-: \t")


def split_lines(text: str) -> list[str]:
    r"""Split at ``\n``, ``\r\n`` and ``\r`` only; the end of the last line opens no further one.

    ``str.splitlines`` also splits at form feeds and other separators, which editors and ``sed -n`` do not count. Raises
    :class:`UnreadableError` for more lines than are read.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    check_count(text.count("\n"))
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def damage(decoded: Decoded) -> tuple[Note, ...]:
    """The note on characters that could not be decoded; none for a sound text."""
    if not decoded.broken:
        return ()
    before = decoded.text[: decoded.text.index("\ufffd")]
    text = f"{decoded.broken} characters are no valid {decoded.encoding} and were read as U+FFFD; correct the file"
    return (Note("encoding", text, len(split_lines(before + "."))),)


def read_text(data: bytes) -> Extract:
    """The lines of a text file, unchanged."""
    decoded = decode(data)
    return Extract(tuple(split_lines(decoded.text)), notes=damage(decoded))


def read_markdown(data: bytes) -> Extract:
    """The lines of a Markdown file without the marks at their ends; one line for each line of the file.

    What is kept of a line stands in it as it is, so that quotes are verbatim; only in the rows of a table do tabs
    take the place of the bars, as in every other format.
    """
    decoded = decode(data)
    return Extract(tuple(map(_markdown_line, split_lines(decoded.text))), notes=damage(decoded))


def _markdown_line(line: str) -> str:
    if _MARKDOWN_RULE.match(line):
        return ""
    inner = line.strip()
    if inner.startswith("|") and inner.endswith("|") and len(inner) > 1:
        return "" if _TABLE_RULE.issuperset(inner) else "\t".join(cell.strip() for cell in inner[1:-1].split("|"))
    front = _MARKDOWN_FRONT.match(line)
    kept = line[front.end() :] if front else line
    return _MARKDOWN_BACK.sub("", kept) if front and "#" in front[0] else kept

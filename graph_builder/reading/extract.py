"""What a reader of a format returns, and how it refuses a file."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from graph_builder.reading.limits import MAX_LINE_CHARACTERS, MAX_LINES


class UnreadableError(Exception):
    """A file cannot be read. The message is one line: what is wrong, then the way out; the caller adds the file."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader could not keep, although it read the file; ``line`` is 1-based where it is known."""

    kind: str
    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """The lines of a file, the page of each where the format has pages, and what was lost."""

    lines: tuple[str, ...]
    pages: tuple[int, ...] | None = None
    notes: tuple[Note, ...] = ()


def checked(extract: Extract) -> Extract:
    """Return ``extract`` itself if it holds text in lines of a sane number and length, else raise.

    Raises :class:`UnreadableError`.
    """
    check_count(len(extract.lines))
    if not any(line.strip() for line in extract.lines):
        raise UnreadableError("holds no text; give a file with the text of documents")
    longest = max(range(len(extract.lines)), key=lambda index: len(extract.lines[index]))
    if len(extract.lines[longest]) > MAX_LINE_CHARACTERS:
        raise UnreadableError(
            f"line {longest + 1} is longer than {MAX_LINE_CHARACTERS:,} characters; break the text into lines"
        )
    return extract


def check_count(lines: int) -> None:
    """Raise :class:`UnreadableError` for more lines than are read."""
    if lines > MAX_LINES:
        raise UnreadableError(f"has more than {MAX_LINES:,} lines; split it")


def one_line(text: str) -> str:
    """``text`` with everything escaped that would break a line of a message, cannot be seen in it, turns its direction
    (U+202E makes ``txt.exe`` look like ``exe.txt``), or cannot be written as UTF-8."""
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(char: str) -> str:
    breaks = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    return char.encode("unicode_escape").decode("ascii") if breaks else char

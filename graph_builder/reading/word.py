"""Word files: the paragraphs and tables of the body in their order, numbers, text boxes and footnotes included."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TypeAlias

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from lxml import etree

from graph_builder.reading.archive import check_archive
from graph_builder.reading.extract import Extract, Note, UnreadableError, one_line
from graph_builder.reading.numbering import Numbering

Element: TypeAlias = etree._Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PARAGRAPH, _TABLE, _ROW, _CELL, _TEXT = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc", "t"))
_BOX = f"{_W}txbxContent"
_NOTES = {f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote"}
_NOTE_PARTS = (("footnote", RELATIONSHIP_TYPE.FOOTNOTES), ("endnote", RELATIONSHIP_TYPE.ENDNOTES))
# Deleted and moved-away text of tracked changes, the second copy of a text box, the reading aid above characters.
_DROPPED = frozenset(
    (
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}rt",
        f"{_W}pPr",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
_CHARACTERS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_MAX_SPAN = 60


def read_docx(data: bytes) -> Extract:
    """The body of a Word file: a line for each paragraph, a tab-joined line for each row of a table.

    Automatic numbers are written out, text boxes follow the paragraph that they hang on, and footnotes follow the
    paragraph that cites them as ``[1] …``. Page heads and feet, comments and deleted text are left out. Raises
    :class:`UnreadableError` for a file that is damaged, protected, or larger than the limits.
    """
    check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        if body is None:
            raise UnreadableError("holds no text; give a file with the text of documents")
        _refuse_doctype(document.element)
        numbering = _related(document.part, RELATIONSHIP_TYPE.NUMBERING)
        reader = _Body(Numbering(numbering, document.styles.element), _notes(document.part))
        return Extract(tuple(reader.read(body)), notes=_lost(body))
    except UnreadableError:
        raise
    except Exception as error:  # whatever the library meets in a damaged file: it raises a dozen unrelated types
        reason = one_line(f"{type(error).__name__}: {error}"[:120])
        raise UnreadableError(f"is a damaged Word file ({reason}); open it in Word and save it again") from error


def _refuse_doctype(element: Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("declares XML entities, which no Word file does; open it in Word and save it again")


def _related(part: Part, relation: str) -> Element | None:
    """The root of the XML part that ``part`` points to by ``relation``."""
    try:
        other = part.part_related_by(relation)
    except KeyError:
        return None
    root: Element = parse_xml(other.blob)
    _refuse_doctype(root)
    return root


def _notes(part: Part) -> dict[tuple[str, str], Element]:
    notes: dict[tuple[str, str], Element] = {}
    for kind, relation in _NOTE_PARTS:
        root = _related(part, relation)
        for note in () if root is None else root.iterchildren(f"{_W}{kind}"):
            notes[kind, note.get(f"{_W}id", "")] = note
    return notes


def _lost(body: Element) -> tuple[Note, ...]:
    count = sum(1 for _ in body.iterdescendants(f"{_W}altChunk"))
    text = f"{count} embedded files are not read; open it in Word and save it again, which takes their text over"
    return (Note("embedded", text),) if count else ()


class _Body:
    """Walks the body once. State: the list counters, and the notes cited by the paragraph at hand."""

    def __init__(self, numbering: Numbering, notes: dict[tuple[str, str], Element]) -> None:
        self._numbering = numbering
        self._notes = notes
        self._cited: list[Element] = []
        self._note_count = 0

    def read(self, container: Element) -> Iterator[str]:
        for block in _blocks(container):
            yield from self._paragraph(block) if block.tag == _PARAGRAPH else self._table(block)
            yield from self._footnotes()

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        boxes: list[Element] = []
        text = self._numbering.label(paragraph) + self._text(paragraph, boxes)
        lines = [line.rstrip() for line in text.split("\n")]
        yield from [line for line in lines if line] or [""]
        for box in boxes:
            yield from self.read(box)

    def _table(self, table: Element) -> Iterator[str]:
        rows = [list(_children(row, _CELL)) for row in _children(table, _ROW)]
        if all(len(row) < 2 for row in rows):  # a frame around paragraphs
            for row in rows:
                for cell in row:
                    yield from self.read(cell)
            return
        for row in rows:
            line = "\t".join(part for cell in row for part in (self._cell(cell), *[""] * (_span(cell) - 1)))
            if line.strip():
                yield line

    def _cell(self, cell: Element) -> str:
        lines: list[str] = []
        for block in _blocks(cell):
            lines.extend(self._paragraph(block) if block.tag == _PARAGRAPH else self._table(block))
        return " ".join(" ".join(lines).split())

    def _footnotes(self) -> Iterator[str]:
        while self._cited:
            cited, self._cited = self._cited, []
            for note in cited:
                self._note_count += 1
                text = " ".join(line.strip() for block in _blocks(note) for line in self._paragraph(block))
                yield f"[{self._note_count}] {text.strip()}"

    def _text(self, paragraph: Element, boxes: list[Element]) -> str:
        parts: list[str] = []
        walk = etree.iterwalk(paragraph, events=("start",))
        for _, element in walk:
            tag = element.tag
            if tag in (_TEXT, _MATH_TEXT):
                parts.append(element.text or "")
            elif tag in _CHARACTERS:
                parts.append(_CHARACTERS[tag])
            elif tag in _NOTES:
                note = self._notes.pop((_NOTES[tag], element.get(f"{_W}id", "")), None)
                if note is not None:
                    self._cited.append(note)
            elif tag == _BOX:
                boxes.append(element)
                walk.skip_subtree()
            elif tag in _DROPPED or (tag == f"{_W}r" and _is_hidden(element)):
                walk.skip_subtree()
        return "".join(parts).replace("\t", " ")


def _blocks(container: Element) -> Iterator[Element]:
    """Paragraphs and tables below ``container``, through content controls and tracked changes."""
    for child in container.iterchildren():
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag not in _DROPPED:
            yield from _blocks(child)


def _children(container: Element, tag: str) -> Iterator[Element]:
    for child in container.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            yield from _children(child, tag)


def _is_hidden(run: Element) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(f"{_W}val", "true") not in ("0", "false", "off")


def _span(cell: Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = span.get(f"{_W}val", "1") if span is not None else "1"
    return min(max(int(value), 1), _MAX_SPAN) if value.isdecimal() and len(value) < 6 else 1

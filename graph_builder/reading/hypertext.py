"""HTML: the lines that a browser would show, a paragraph, a heading or a row of a table each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from graph_builder.reading.decode import decode
from graph_builder.reading.extract import Extract, UnreadableError
from graph_builder.reading.limits import MAX_HTML_BYTES
from graph_builder.reading.plain import damage

# What is not the text of the page. Menus and page feet are left out by their own elements only: to guess them by
# class names would one day lose a document.
_NOT_TEXT = """
    script style head title template noscript nav iframe object embed applet svg canvas audio video map
    button select textarea input datalist dialog
"""
_BREAK_LINES = """
    address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary table tbody td tfoot th thead
    tr ul
"""
_DROPPED = frozenset(_NOT_TEXT.split())
_BLOCKS = frozenset(_BREAK_LINES.split())
_LISTS = frozenset(("ol", "ul", "menu"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_MAX_SPAN = 30
_LAYOUT_PARAGRAPHS = 5


def read_html(data: bytes) -> Extract:
    """The visible lines of a page; the cells of a data table are joined by tabs, empty cells of spans included.

    Numbers of ordered lists are written out. The declared encoding is not asked, as it often lies. Nothing is
    fetched and no entity of a document type is expanded. Raises :class:`UnreadableError` for a page that the parser
    gives up, such as one nested deeper than any page written by people.
    """
    if len(data) > MAX_HTML_BYTES:
        raise UnreadableError(f"is larger than {MAX_HTML_BYTES >> 20} MB; split the page, or save it as text")
    decoded = decode(data)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        # The parser would believe the declaration of an XHTML page if it were given text.
        root = etree.fromstring(decoded.text.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise UnreadableError(f"is no HTML ({error}); save the page again") from error
    fatal = [entry for entry in parser.error_log if entry.level == etree.ErrorLevels.FATAL]
    if fatal:
        reason = fatal[0].message.split(",")[0]  # what follows is advice to programmers
        raise UnreadableError(f"its HTML cannot be parsed ({reason}); save the page again, or as text")
    if root is None:
        raise UnreadableError("holds no text; give a page with the text of documents")
    return Extract(tuple(_Page().read(root)), notes=damage(decoded))


class _Page:
    """Collects lines while the tree is walked. The walk is lxml's own, so that depth costs no stack."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._open: list[str] = []
        self._preformatted = 0
        self._numbers: list[int | None] = []

    def read(self, root: etree._Element) -> list[str]:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "end":
                self._leave(element, tag)
            elif _is_dropped(element, tag):
                walk.skip_subtree()
            elif tag == "table" and (rows := _data_rows(element)) is not None:
                self._break()
                self._lines.extend(rows)
                walk.skip_subtree()
            else:
                self._enter(element, tag)
        self._break()
        return self._lines

    def _enter(self, element: etree._Element, tag: object) -> None:
        if tag in _BLOCKS or tag == "br":
            self._break()
        self._preformatted += tag == "pre"
        if tag in _LISTS:
            self._numbers.append(_first_number(element))
        elif tag == "li" and self._numbers and (number := self._numbers[-1]) is not None:
            self._open.append(f"{number}. ")
            self._numbers[-1] = number + 1
        self._add(element.text)

    def _leave(self, element: etree._Element, tag: object) -> None:
        self._preformatted -= tag == "pre"
        if tag in _LISTS:
            self._numbers.pop()
        if tag in _BLOCKS:
            self._break()
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not self._preformatted:
            self._open.append(text)
            return
        first, *others = text.split("\n")
        self._open.append(first)
        for other in others:
            self._break()
            self._open.append(other)

    def _break(self) -> None:
        line = _squeeze("".join(self._open))
        self._open.clear()
        if line.strip():
            self._lines.append(line)


def _squeeze(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" ")


def _is_dropped(element: etree._Element, tag: object) -> bool:
    if tag in _DROPPED or not isinstance(tag, str):
        return True
    if tag == "footer":
        return not any(True for _ in element.iterancestors("article", "main"))
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _first_number(element: etree._Element) -> int | None:
    """The number that a browser prints before the first item of a list; none before those of a bulleted one."""
    if element.tag != "ol" or "none" in element.get("style", ""):
        return None
    start = element.get("start", "1").strip()
    return int(start) if start.isdecimal() and len(start) < 6 else 1


def _data_rows(table: etree._Element) -> list[str] | None:
    """The rows of a table as lines, or ``None`` for a table that only places things on the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return None
    rows = list(table.iterdescendants("tr"))
    cells = [list(row.iterchildren("td", "th")) for row in rows]
    if not any(len(row) > 1 for row in cells):
        return None
    if len(rows) <= 2 and any(_paragraphs(cell) >= _LAYOUT_PARAGRAPHS for row in cells for cell in row):
        return None
    captions = [_squeeze(_visible(caption)) for caption in table.iterchildren("caption")]
    return [line for line in (*captions, *_grid(cells)) if line.strip()]


def _grid(cells: list[list[etree._Element]]) -> Iterator[str]:
    """Rows with their cells in their columns: a cell over several columns or rows is followed by empty ones."""
    below: dict[int, int] = {}
    for row in cells:
        texts: list[str] = []
        for cell in row:
            _fill(texts, below)
            height = _span(cell, "rowspan")
            text = _squeeze(_visible(cell))
            for _ in range(_span(cell, "colspan")):
                if height > 1:
                    below[len(texts)] = height - 1
                texts.append(text)
                text = ""
        _fill(texts, below)
        yield "\t".join(texts)


def _fill(texts: list[str], below: dict[int, int]) -> None:
    """Append an empty cell for each column that a cell of an earlier row reaches down into."""
    while rows_left := below.get(len(texts), 0):
        below[len(texts)] = rows_left - 1
        texts.append("")


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isdecimal() and len(value) < 6 else 1


def _paragraphs(cell: etree._Element) -> int:
    return sum(1 for _ in cell.iterdescendants("p", "br", "div"))


def _visible(element: etree._Element) -> str:
    """The text inside an element, a blank where a block begins or ends."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        blank = " " if inner.tag in _BLOCKS or inner.tag == "br" else ""
        if event == "end":
            parts.append(blank + (inner.tail or "" if inner is not element else ""))
        elif _is_dropped(inner, inner.tag):
            walk.skip_subtree()
        else:
            parts.append(blank + (inner.text or ""))
    return "".join(parts)

"""PDF with a text layer: the lines of each page, without running heads and page numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from graph_builder.reading.extract import Extract, Note, UnreadableError, one_line
from graph_builder.reading.layout import MarginLine, edges, margin_noise
from graph_builder.reading.limits import MAX_PDF_PAGES

_OCR = "run OCR over it (for example ocrmypdf -l chi_sim) and give its result"
_EMBED = (
    "single characters may be missing there: install a Chinese font (for example WenQuanYi Micro Hei), or make the PDF "
    "again with its fonts embedded"
)
_FLAT = 0.05
"""A character or piece of text less high or wide than this (in points) has no glyph."""
_UNREADABLE_SHARE = 0.3
_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
# Radicals that fonts of text layers give instead of the characters that look the same; Unicode decomposes only the
# block of Kangxi radicals, so those of the supplement that are characters of their own stand here.
_RADICALS = dict(
    zip("⺠⻓⻔⻛⻅⻉⻋⻚⻢⻥⻦⻩⻬⻰⻘⻄⻜⻝⻣⻤⻨⻮", "民长门风见贝车页马鱼鸟黄齐龙青西飞食骨鬼麦齿", strict=True)
)
_COMPATIBILITY = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))
_CHARACTERS = str.maketrans(
    {
        **_RADICALS,
        **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in _COMPATIBILITY},
        "\x02": "-",  # PDFium's sign for a hyphen at the end of a line
        "\ufffe": "-",
        "\x00": "",
        "\x0c": "",
        "\t": " ",
    }
)


def read_pdf(data: bytes) -> Extract:
    """The lines of the text layer in its own order, with their pages counted from 1.

    Cells of tables come as PDFium orders them, parted by blanks. Raises :class:`UnreadableError` for a file that is
    damaged, protected by a password, has too many pages, or whose pages are pictures. Single pages that are pictures,
    and pages whose fonts are missing, become notes.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(_refusal(error)) from error
    try:
        return _read(document)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(
            f"is a damaged PDF ({one_line(str(error)).rstrip('.')}); print it to a new PDF"
        ) from error
    finally:
        document.close()


def _refusal(error: pypdfium2.PdfiumError) -> str:
    if error.err_code == pdfium.FPDF_ERR_PASSWORD:
        return "is protected by a password; save it without"
    return f"is no PDF or a damaged one ({one_line(str(error)).rstrip('.')}); print it to a new PDF"


def _read(document: Any) -> Extract:
    count = len(document)
    if count > MAX_PDF_PAGES:
        raise UnreadableError(f"has {count:,} pages, more than {MAX_PDF_PAGES:,}; split it")
    lines: list[str] = []
    pages: list[int] = []
    margins: list[MarginLine] = []
    pictures: list[int] = []
    without_font: list[int] = []
    for number in range(1, count + 1):
        page = _read_page(document[number - 1])
        if page.is_picture:
            pictures.append(number)
        if page.may_lack:
            without_font.append(number)
        margins.extend(
            MarginLine(len(lines) + index + 1, number, place, page.lines[index])
            for place, index in edges(page.from_top_to_foot)
        )
        lines.extend(page.lines)
        pages.extend([number] * len(page.lines))
    _refuse_without_text(lines)
    noise = margin_noise(margins)
    kept = [index for index in range(len(lines)) if index + 1 not in noise]
    notes = (
        *_note("picture_page", pictures, "pictures without text", _OCR),
        *_note("missing_font", without_font, "set in fonts that are neither in the file nor here", _EMBED),
    )
    return Extract(tuple(lines[index] for index in kept), tuple(pages[index] for index in kept), notes)


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page that are not blank, each with the height of its first character above the foot."""

    lines: list[str]
    heights: list[float]
    is_picture: bool
    may_lack: bool
    """Whether PDFium may have passed over characters: without any font it knows no width of one that stands alone,
    and takes it for invisible."""

    @property
    def from_top_to_foot(self) -> list[int]:
        """Indexes of the lines as they stand on the page, whatever their order in the file."""
        return sorted(range(len(self.lines)), key=lambda index: -self.heights[index])


def _read_page(page: Any) -> _Page:
    text_page = page.get_textpage()
    try:
        placed = list(_lines_with_boxes(text_page))
        unseen = any(top - bottom < _FLAT for _, bottom, top in placed)
        return _Page(
            lines=[text for text, _, _ in placed],
            heights=[bottom for _, bottom, _ in placed],
            is_picture=not placed and _has(page, pdfium.FPDF_PAGEOBJ_IMAGE, lambda _: True),
            may_lack=unseen and _has(page, pdfium.FPDF_PAGEOBJ_TEXT, _has_no_width),
        )
    finally:
        text_page.close()
        page.close()


def _lines_with_boxes(text_page: Any) -> Iterator[tuple[str, float, float]]:
    offset = 0
    last = text_page.count_chars() - 1
    for raw in text_page.get_text_range().split("\n"):
        line = raw.rstrip("\r")
        text = line.translate(_CHARACTERS).rstrip()
        if text.strip():
            first = offset + len(line) - len(line.lstrip())
            _, bottom, _, top = text_page.get_charbox(min(first, last))
            yield text, bottom, top
        offset += len(raw) + 1


def _has(page: Any, kind: int, test: Callable[[Any], bool]) -> bool:
    return any(test(thing) for thing in page.get_objects(filter=(kind,), max_depth=3))


def _has_no_width(thing: Any) -> bool:
    left, _, right, _ = thing.get_bounds()
    return bool(right - left < _FLAT)


def _note(kind: str, pages: list[int], what: str, way_out: str) -> tuple[Note, ...]:
    if not pages:
        return ()
    shown = ", ".join(map(str, pages[:10])) + (", …" if len(pages) > 10 else "")
    return (Note(kind, f"{len(pages)} of its pages are {what} ({shown}); {way_out}"),)


def _refuse_without_text(lines: list[str]) -> None:
    text = "".join(lines)
    if not text.strip():
        raise UnreadableError(f"has no text layer (a scan?); {_OCR}")
    if len(_UNREADABLE.findall(text)) > _UNREADABLE_SHARE * len(text):
        raise UnreadableError(f"has a text layer whose characters cannot be told (its fonts hide them); {_OCR}")

"""Bytes to text: UTF-8, UTF-16, UTF-32 by their byte order marks; without one UTF-8, UTF-16 or GB18030, strictly.

No statistical guesser is asked: they are slow and take short GB18030 texts for Korean or Cyrillic ones. The order is
safe because a strict decoder refuses what is not its own: Chinese GB18030 is practically never valid UTF-8, and of the
few texts that are both, the one with common Chinese characters is right.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from graph_builder.reading.extract import UnreadableError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file", "name it .pdf"),
    (b"PK\x03\x04", "a ZIP archive or an Office file", "unpack it, or name a Word file .docx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office file", "save it as .docx without a password"),
    (b"{\\rtf", "an RTF file", "save it as .docx"),
    (b"\x89PNG", "a picture (PNG)", "run OCR and give its text"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "run OCR and give its text"),
    (b"GIF8", "a picture (GIF)", "run OCR and give its text"),
    (b"II*\x00", "a picture (TIFF)", "run OCR and give its text"),
    (b"MM\x00*", "a picture (TIFF)", "run OCR and give its text"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"BZh", "a bzip2 archive", "unpack it"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it"),
    (b"\x7fELF", "a program", "give the text of documents"),
)
_THREE_BYTES = re.compile("[\u0800-\U0010ffff]")
_SAMPLE_BYTES = 60_000
_PLAUSIBLE = 0.5
"""Least share of common characters among the non-ASCII ones. Measured: simplified .95 to 1, traditional characters in
GBK .6; read as GB18030 by mistake, Big5 .25, random bytes .13, UTF-8 .12, Latin-1 and Shift-JIS 0."""
_SURE = 40
"""Fewest characters of sense that outweigh a byte order mark: of fewer, those of another script may look like some."""
_DAMAGE = 1_000
"""A text with at most one broken character in so many is read and reported, else refused."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the codec that read it, and how many of its characters could not be read (they are U+FFFD)."""

    text: str
    encoding: str
    broken: int = 0


def refuse_binary(data: bytes) -> None:
    """Raise :class:`UnreadableError` if ``data`` starts like a known format that is not text."""
    for magic, what, way_out in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"is {what}, not text; {way_out}")


def decode(data: bytes) -> Decoded:
    """Decode the content of a text file.

    Returns the text without byte order mark. Raises :class:`UnreadableError` for binary content and for bytes that
    are no text in any of the encodings.
    """
    refuse_binary(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_mark(data[len(mark) :], encoding)
    return _utf8(data) or _utf16(data) or _gb18030(data) or _damaged(data)


def _with_mark(data: bytes, encoding: str) -> Decoded:
    found = _tolerant(data, encoding)
    if found is None or (encoding != "utf-8" and not is_chinese(found.text) and _is_chinese_without_mark(data)):
        raise UnreadableError(f"claims by its byte order mark to be {encoding}, but is not; save it as UTF-8")
    return found


def _is_chinese_without_mark(data: bytes) -> bool:
    """Whether the bytes behind a mark are surely Chinese in another encoding. (Nearly all bytes are UTF-16.)"""
    other = _utf8(data) or _utf16(data) or _gb18030(data)
    return other is not None and len(other.text) >= _SURE and is_chinese(other.text)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf8(data: bytes) -> Decoded | None:
    text = _strict(data, "utf-8")
    if text is None or "\0" in text:
        return None
    if not text.isascii() and not _THREE_BYTES.search(text):
        # Chinese in UTF-8 has characters of three bytes. Without any, the bytes may be GB18030 by accident (联通).
        return _gb18030(data) or Decoded(text, "utf-8")
    return Decoded(text, "utf-8")


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without mark: the byte order under which the characters are common Chinese ones or ASCII."""
    sample = data[:_SAMPLE_BYTES]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        known = sum(1 for char in text if char in _common() or " " <= char <= "~" or char in "\t\n\r")
        if known > 0.75 * len(text):
            return _tolerant(data, encoding)
    return None


def _gb18030(data: bytes) -> Decoded | None:
    if b"\0" in data:
        return None
    text = _strict(data, "gb18030")
    return Decoded(text, "gb18030") if text is not None and is_chinese(text) else None


def _damaged(data: bytes) -> Decoded:
    """A text with a few broken bytes, as a careless cut or copy leaves it; the encoding with the fewest is right."""
    if b"\0" in data:
        raise UnreadableError("is binary (it holds NUL bytes), not text; give the text of documents")
    found = [decoded for encoding in ("utf-8", "gb18030") if (decoded := _tolerant(data, encoding))]
    found = [decoded for decoded in found if is_chinese(decoded.text)]
    if not found:
        raise UnreadableError("is neither UTF-8 nor GB18030 nor UTF-16; save it as UTF-8")
    return min(found, key=lambda decoded: decoded.broken)


def _tolerant(data: bytes, encoding: str) -> Decoded | None:
    text = _strict(data, encoding)
    if text is not None:
        return Decoded(text, encoding) if "\0" not in text else None
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    return Decoded(text, encoding, broken) if "\0" not in text and broken <= 1 + len(text) // _DAMAGE else None


def is_chinese(text: str) -> bool:
    """Whether the non-ASCII characters of ``text`` (a sample of them) are mostly common Chinese ones."""
    sample = [char for char in text[: _SAMPLE_BYTES // 2] if char > "\x7f"]
    return bool(sample) and sum(char in _common() for char in sample) >= _PLAUSIBLE * len(sample)


@cache
def _common() -> frozenset[str]:
    """The 3755 hanzi of level 1 of GB/T 2312-1980 (rows 16 to 55, in daily use) and its symbols (rows 1 to 3)."""
    rows = (*range(0xB0, 0xD8), 0xA1, 0xA2, 0xA3)
    pairs = b"".join(bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    return frozenset(pairs.decode("gb2312", "ignore"))

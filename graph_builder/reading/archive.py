"""The ZIP archive of a .docx, looked over before anything in it is unpacked."""

from __future__ import annotations

import io
import zipfile

from graph_builder.reading.extract import UnreadableError
from graph_builder.reading.limits import MAX_ARCHIVE_BYTES, MAX_ARCHIVE_ENTRIES, MAX_ARCHIVE_RATIO, MAX_XML_BYTES

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RATIO_MATTERS = 8 * 1024 * 1024
_AGAIN = "save it again as .docx"


def check_archive(data: bytes) -> None:
    """Raise :class:`UnreadableError` unless ``data`` is a Word file of a sane unpacked size.

    The sizes are those that the archive declares; the unpacker never reads beyond them, so they cannot lie low.
    Archives inside the archive (embedded files) are never opened.
    """
    if data.startswith(_OLE):
        raise UnreadableError("is protected by a password, or an old .doc; save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError(f"is no Word file or a damaged one ({error}); {_AGAIN}") from error
    if len(entries) > MAX_ARCHIVE_ENTRIES:
        raise UnreadableError(f"holds more than {MAX_ARCHIVE_ENTRIES:,} files; {_AGAIN}")
    if not any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise UnreadableError("is a ZIP archive, but no Word file; unpack it")
    if sum(entry.file_size for entry in entries) > MAX_ARCHIVE_BYTES:
        raise UnreadableError(f"unpacks to more than {MAX_ARCHIVE_BYTES >> 20} MB; take the pictures out of it")
    for entry in entries:
        _check_entry(entry)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 1:
        raise UnreadableError("is encrypted; save it as .docx without a password")
    if not entry.filename.endswith((".xml", ".rels")):
        return
    too_dense = entry.file_size > _RATIO_MATTERS and entry.file_size > MAX_ARCHIVE_RATIO * max(entry.compress_size, 1)
    if too_dense or entry.file_size > MAX_XML_BYTES:
        raise UnreadableError(f"its part {entry.filename!r} unpacks to {entry.file_size:,} bytes; it is no honest file")

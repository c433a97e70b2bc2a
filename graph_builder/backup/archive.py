"""The file of a backup: a ZIP archive that is written and read as a stream, and believed in nothing.

What it says of itself is compared with the manifest, and every file with its sum, before anything is put back. Nothing
is unpacked beyond the size that is declared, and a declared size that the file cannot hold is refused.
"""

from __future__ import annotations

import hashlib
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from graph_builder.backup.manifest import MANIFEST, Manifest, Member, from_json, refuse_names, to_json
from graph_builder.errors import BackupError
from graph_builder.progress import Progress, silent

_CHUNK = 1 << 20
_LONGEST_LINE = 64 << 20
"""Four times what one message to the embedded engine holds: no line of a graph is longer."""
_LARGEST_MANIFEST = 64 << 20
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What the reading of a damaged archive raises."""


class ArchiveWriter:
    """Writes a backup into an open file, member by member, for the length of a ``with`` block."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._members: list[Member] = []

    def add(self, name: str, chunks: Iterable[bytes]) -> Member:
        """A member of the given content."""
        digest, size, lines = hashlib.sha256(), 0, 0
        with self._zip.open(_info(name), "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                lines += chunk.count(b"\n")
        made = Member(name, size, lines, digest.hexdigest())
        self._members.append(made)
        return made

    def finish(self, manifest: Callable[[tuple[Member, ...]], Manifest]) -> Manifest:
        """Write the manifest that ``manifest`` makes for the members, and the archive's directory."""
        made = manifest(tuple(self._members))
        self._zip.writestr(_info(MANIFEST), to_json(made))
        self._zip.close()
        return made

    def __enter__(self) -> ArchiveWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # One that was given up must not write its directory into the file when it is forgotten.
        self._zip.fp = None


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = (stat.S_IFREG | 0o600) << 16
    return info


def chunks_of(file: BinaryIO, size: int | None = None) -> Iterator[bytes]:
    """The bytes of a file to its end, or the first ``size`` of them."""
    left = size
    while left is None or left > 0:
        chunk = file.read(_CHUNK if left is None else min(_CHUNK, left))
        if not chunk:
            return
        yield chunk
        if left is not None:
            left -= len(chunk)


class Archive:
    """An opened backup; see :meth:`open`."""

    def __init__(self, place: str, packed: zipfile.ZipFile, manifest: Manifest) -> None:
        self.place = place
        self.manifest = manifest
        self._zip = packed

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Archive]:
        """Open a backup for the length of a block; its list of contents is checked, its files are not yet.

        Raises :class:`BackupError` where it is none, is damaged or is of a newer version, :class:`OSError` where it
        cannot be read.
        """
        place = str(path)
        with path.open("rb") as file:
            size = file.seek(0, 2)
            with _reported(place):
                packed = zipfile.ZipFile(file)
            with packed:
                _check_directory(packed, place, size)
                with _reported(place):
                    content = packed.read(MANIFEST)
                manifest = from_json(content, place)
                _check_members(packed, manifest, place)
                yield cls(place, packed, manifest)

    def verify(self, progress: Progress = silent) -> None:
        """Read every file and compare it with its sum. Raises :class:`BackupError` for the first that differs."""
        total, done = sum(member.size for member in self.manifest.members), 0
        for member in self.manifest.members:
            digest, lines = hashlib.sha256(), 0
            for chunk in self.chunks(member.name):
                digest.update(chunk)
                lines += chunk.count(b"\n")
                done += len(chunk)
                progress("校验 verify", done, total)
            if (digest.hexdigest(), lines) != (member.sha256, member.lines):
                raise BackupError(f"{self.place}: {member.name} is damaged; take another backup")

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a file. Raises :class:`BackupError` where it cannot be unpacked."""
        with _reported(self.place, name), self._zip.open(name) as member:
            while chunk := member.read(_CHUNK):
                yield chunk

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a file. Raises :class:`BackupError` where one is longer than any line of a graph."""
        with _reported(self.place, name), self._zip.open(name) as member:
            while line := member.readline(_LONGEST_LINE + 1):
                if len(line) > _LONGEST_LINE:
                    raise BackupError(
                        f"{self.place}: {name} has a line of more than {_LONGEST_LINE} bytes; do not use it"
                    )
                yield line


@contextmanager
def _reported(place: str, name: str = "") -> Iterator[None]:
    try:
        yield
    except _DAMAGED as error:
        what = f"{name} in it is damaged" if name else "is no backup, or a damaged one"
        raise BackupError(f"{place}: {what} ({' '.join(str(error).split())}); take another backup") from error


def _check_directory(packed: zipfile.ZipFile, place: str, size: int) -> None:
    """Refuse what no backup has, before anything is unpacked."""
    infos = packed.infolist()
    if sum(info.compress_size for info in infos) > size:
        raise BackupError(f"{place}: says that it holds more than its own size; do not use it")
    for info in infos:
        kind = stat.S_IFMT(info.external_attr >> 16)
        plain = info.compress_type in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)
        if kind not in (0, stat.S_IFREG) or info.flag_bits & _ENCRYPTED or not plain:
            raise BackupError(f"{place}: {info.filename[:100]!r} is no plain file; do not use it")
    names = [info.filename for info in infos]
    if names.count(MANIFEST) != 1:
        raise BackupError(f"{place}: lacks its {MANIFEST}; it is no backup, or a damaged one: take another one")
    if packed.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise BackupError(f"{place}: its {MANIFEST} has more than {_LARGEST_MANIFEST} bytes; do not use it")
    refuse_names((name for name in names if name != MANIFEST), place)


def _check_members(packed: zipfile.ZipFile, manifest: Manifest, place: str) -> None:
    declared = {member.name: member.size for member in manifest.members}
    held = {info.filename: info.file_size for info in packed.infolist() if info.filename != MANIFEST}
    for name in sorted(declared.keys() | held.keys()):
        if declared.get(name) != held.get(name):
            raise BackupError(f"{place}: {name} is missing or not of the size in {MANIFEST}; take another backup")

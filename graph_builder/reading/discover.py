"""Which files the user means, and by what name and collection they go."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from graph_builder.errors import InputError
from graph_builder.reading.extract import one_line
from graph_builder.reading.limits import MAX_FOLDERS_DEEP


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read: ``root`` is what the user named, ``inside`` the path below it, empty for a file named itself.

    A million of them are held at once: what follows from these two and ``name``, that of the root for users, is told
    when it is asked. ``refused`` is why the file is not read; ``size`` (bytes) and ``changed`` (nanoseconds) tell
    whether it is still the file that was read before; ``repeated`` is a file that stands among the inputs already.
    """

    root: Path
    inside: str
    name: str
    collection: str
    refused: str | None = None
    size: int = 0
    changed: int = 0
    repeated: bool = False

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.root / self.inside

    @property
    def folder(self) -> Path | None:
        """The named folder that it was found in, ``None`` for a file that was named itself."""
        return self.root if self.inside else None

    @property
    def shown(self) -> str:
        """Its name for users, the same on every machine."""
        return one_line(f"{self.name}/{self.inside}") if self.inside else self.name


def discover(paths: Sequence[Path], collection: str | None = None) -> list[InputFile]:
    """The files that ``paths`` name, those of folders sorted by their path; hidden ones are left out.

    ``collection`` is by default the stem of a file, the name of a folder. A symbolic link is followed where the user
    named it; inside a folder a link that leaves it is refused, and one that stays inside is passed over, as its
    target is read in its own place. Raises :class:`InputError` where a path does not exist or is no file or folder.
    """
    if not paths:
        raise InputError("no input given; name a file or a folder")
    given = [Path(path) for path in paths]
    found = [_found(path, name, collection) for path, name in zip(given, _names(given), strict=True)]
    real = [os.path.realpath(path) for path in given]
    if not _overlap(real):
        return [file for files in found for file in files]
    seen: set[str] = set()
    return [file for root, files in zip(real, found, strict=True) for file in _marked(files, root, seen)]


def show(path: Path) -> str:
    """A path as one line that can be written as UTF-8."""
    return one_line(str(path))


def _overlap(places: Iterable[str]) -> bool:
    """Whether one of the places is another, or lies in it: without that no file stands among the inputs twice."""
    parts = sorted(Path(place).parts for place in places)
    return any(one == other[: len(one)] for one, other in pairwise(parts))


def _marked(files: Iterable[InputFile], root: str, seen: set[str]) -> Iterator[InputFile]:
    """Files of one input, with those ``repeated`` that were seen before."""
    for file in files:
        place = f"{root}/{file.inside}".rstrip("/")
        if file.refused is None and place in seen:
            yield replace(file, repeated=True, size=0, changed=0)
        else:
            if file.refused is None:
                seen.add(place)
            yield file


def _found(path: Path, name: str, collection: str | None) -> Iterable[InputFile]:
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise InputError(f"{show(path)}: does not exist; check the path") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{show(path)}: cannot be reached ({_reason(error)}); check the path") from error
    last = name.rsplit("/", 1)[-1]
    if stat.S_ISDIR(status.st_mode):
        return _walk(InputFile(path, "", name, collection or last), path.resolve(), 0)
    if stat.S_ISREG(status.st_mode):
        named = collection or last.rsplit(".", 1)[0] or name
        return [InputFile(path, "", name, named, size=status.st_size, changed=status.st_mtime_ns)]
    raise InputError(f"{show(path)}: is neither a file nor a folder; name a file")


def _walk(folder: InputFile, root: Path, depth: int) -> Iterator[InputFile]:
    """The files of a folder that lies ``depth`` folders deep in the one that was named, ``root`` in truth."""
    try:
        names = sorted(os.listdir(folder.path))  # noqa: PTH208 - a name takes a third of the memory of a path
    except OSError as error:
        yield replace(folder, refused=_unreachable(error))
        return
    before = f"{folder.inside}/" if folder.inside else ""
    for name in names:
        if not name.startswith("."):
            yield from _inside(replace(folder, inside=f"{before}{name}"), root, depth)


def _inside(file: InputFile, root: Path, depth: int) -> Iterator[InputFile]:
    try:
        status = os.lstat(file.path)
    except OSError as error:
        yield replace(file, refused=_unreachable(error))
        return
    if stat.S_ISREG(status.st_mode):
        yield replace(file, size=status.st_size, changed=status.st_mtime_ns)
    elif stat.S_ISLNK(status.st_mode):
        if not _stays_inside(file.path, root):
            why = "is a symbolic link that leaves the folder or leads nowhere; put the file itself there"
            yield replace(file, refused=why)
    elif not stat.S_ISDIR(status.st_mode):
        yield replace(file, refused="is no regular file; take it out of the folder")
    elif depth == MAX_FOLDERS_DEEP:
        yield replace(file, refused=f"lies more than {MAX_FOLDERS_DEEP} folders deep; move it up")
    else:
        yield from _walk(file, root, depth + 1)


def _stays_inside(link: Path, root: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _unreachable(error: OSError) -> str:
    return f"cannot be reached ({_reason(error)}); check its permissions"


def _names(paths: Sequence[Path]) -> list[str]:
    """The last part of each path, and as many parts before it as tell the inputs apart."""
    parts = [Path(os.path.abspath(path)).parts for path in paths]  # noqa: PTH100 - Path.resolve follows links
    depths = [1] * len(parts)
    longest = max(map(len, parts))
    for _ in range(longest):
        names = [_name(part[-depth:]) for part, depth in zip(parts, depths, strict=True)]
        shared = Counter(names)
        wanting = [
            index for index, name in enumerate(names) if shared[name] > 1 and depths[index] < len(parts[index]) - 1
        ]
        if not wanting:
            break
        for index in wanting:
            depths[index] += 1
    return names


def _name(parts: tuple[str, ...]) -> str:
    return one_line("/".join(parts).lstrip("/")) or "root"


def _reason(error: Exception) -> str:
    return one_line(getattr(error, "strerror", None) or str(error))

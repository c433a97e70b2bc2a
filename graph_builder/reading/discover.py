"""Which files the user means, and by what name and collection they go."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph_builder.errors import InputError
from graph_builder.reading.extract import one_line
from graph_builder.reading.limits import MAX_FOLDERS_DEEP

_PASSED_OVER = ""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read. ``shown`` is its name for users, the same on every machine; ``refused`` is why it is not read.

    ``folder`` is the named folder that it was found in, ``None`` for a file that was named itself. ``size`` (bytes) and
    ``changed`` (nanoseconds) tell whether it is still the file that was read before; ``repeated`` is a file that stands
    among the inputs already.
    """

    path: Path
    shown: str
    collection: str
    folder: Path | None = None
    refused: str | None = None
    size: int = 0
    changed: int = 0
    repeated: bool = False


def discover(paths: Sequence[Path], collection: str | None = None) -> list[InputFile]:
    """The files that ``paths`` name, those of folders sorted by their path; hidden ones are left out.

    ``collection`` is by default the stem of a file, the name of a folder. A symbolic link is followed where the user
    named it; inside a folder a link that leaves it is refused, and one that stays inside is passed over, as its
    target is read in its own place. Raises :class:`InputError` where a path does not exist or is no file or folder.
    """
    if not paths:
        raise InputError("no input given; name a file or a folder")
    names = _names(paths)
    seen: set[str] = set()
    folders: dict[str, str] = {}
    found = (file for path, name in zip(paths, names, strict=True) for file in _expand(Path(path), name, collection))
    return [_known(file, seen, folders) for file in found]


def _known(file: InputFile, seen: set[str], folders: dict[str, str]) -> InputFile:
    """A file with what the file system tells of it. ``folders`` are those met so far, each with its real path."""
    if file.refused is not None:
        return file
    folder, name = os.path.split(file.path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    real = f"{folders[folder]}/{name}"
    try:
        status = os.lstat(real)
        if stat.S_ISLNK(status.st_mode):
            real = os.path.realpath(real)
            status = Path(real).stat()
    except OSError:  # the reader says what is wrong with it
        status = None
    if real in seen:
        return replace(file, repeated=True)
    seen.add(real)
    return replace(file, size=status.st_size, changed=status.st_mtime_ns) if status else file


def show(path: Path) -> str:
    """A path as one line that can be written as UTF-8."""
    return one_line(str(path))


def _expand(path: Path, name: str, collection: str | None) -> Iterator[InputFile]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise InputError(f"{show(path)}: does not exist; check the path") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{show(path)}: cannot be reached ({_reason(error)}); check the path") from error
    if stat.S_ISDIR(mode):
        yield from _walk(path, name, collection or _last(name))
    elif stat.S_ISREG(mode):
        yield InputFile(path, name, collection or _last(name).rsplit(".", 1)[0] or name)
    else:
        raise InputError(f"{show(path)}: is neither a file nor a folder; name a file")


def _walk(folder: Path, name: str, collection: str) -> Iterator[InputFile]:
    root = folder.resolve()
    found: list[tuple[tuple[str, ...], InputFile]] = []

    def add(path: Path, parts: tuple[str, ...], refused: str | None) -> None:
        found.append((parts, InputFile(path, one_line("/".join((name, *parts))), collection, folder, refused)))

    def unreachable(error: OSError) -> None:
        path = Path(error.filename)
        add(path, path.relative_to(folder).parts, f"cannot be reached ({_reason(error)}); check its permissions")

    for place, folders, files in os.walk(folder, onerror=unreachable):
        here = Path(place)
        inside = here.relative_to(folder).parts
        folders[:] = [inner for inner in folders if not inner.startswith(".")]
        if len(inside) >= MAX_FOLDERS_DEEP:
            for inner in folders:
                add(here / inner, (*inside, inner), f"lies more than {MAX_FOLDERS_DEEP} folders deep; move it up")
            folders.clear()
        links = [inner for inner in folders if (here / inner).is_symlink()]
        for inner in (*links, *files):
            if inner.startswith("."):
                continue
            path = here / inner
            refused = _refusal(path, root)
            if refused != _PASSED_OVER:
                add(path, (*inside, inner), refused)
    for _, file in sorted(found, key=lambda item: item[0]):
        yield file


def _stays_inside(link: Path, root: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _refusal(path: Path, root: Path) -> str | None:
    """Why a path inside a folder is not read at all; empty for a link to what is read in its own place."""
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return f"cannot be reached ({_reason(error)}); check its permissions"
    if stat.S_ISLNK(mode):
        leaves = "is a symbolic link that leaves the folder or leads nowhere; put the file itself there"
        return _PASSED_OVER if _stays_inside(path, root) else leaves
    return None if stat.S_ISREG(mode) else "is no regular file; take it out of the folder"


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


def _last(name: str) -> str:
    return name.rsplit("/", 1)[-1]


def _reason(error: Exception) -> str:
    return one_line(getattr(error, "strerror", None) or str(error))

"""The statements of ``cypher/``: one per file, each with a header that is checked when it is loaded.

The header is a block of comment lines at the top of the file::

    // name: passages_of
    // purpose: The passages of one document, in order; a line that is indented
    //     goes on with the entry above it.
    // param build: str, the build to read
    // param id: str, the document's id
    // column passage: map, the passage's properties
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graph_builder.errors import StoreError
from graph_builder.knowledge import cypher_dir

_ENTRY = re.compile(r"//\s{0,2}(?P<key>name|purpose|param|column)(?:\s+(?P<of>\w+))?:\s*(?P<text>.*\S)\s*$")
_CONTINUED = re.compile(r"//\s{3,}(\S.*)")
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
_PARAMETER = re.compile(r"\$(\w+)")
_RETURN = re.compile(r"\bRETURN\b(?:\s+DISTINCT\b)?", re.IGNORECASE)
_RETURN_END = re.compile(r"\b(?:ORDER\s+BY|SKIP|LIMIT|UNION)\b", re.IGNORECASE)
_ALIAS = re.compile(r"(?:^|\s)AS\s+(\w+)\s*$|^(\w+)$", re.IGNORECASE)
_OPEN, _CLOSE = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with what it takes and gives: descriptions by name of parameter or column."""

    name: str
    purpose: str
    params: Mapping[str, str]
    columns: Mapping[str, str]
    text: str
    folder: str
    """The folder below ``cypher/``: ``schema/common``, ``load``, ``read`` …"""


@dataclass(slots=True)
class _Header:
    path: Path
    single: dict[str, str] = field(default_factory=dict)
    param: dict[str, str] = field(default_factory=dict)
    column: dict[str, str] = field(default_factory=dict)

    def add(self, line: int, entry: re.Match[str]) -> None:
        key, of = entry["key"], entry["of"]
        if (of is not None) != (key in ("param", "column")):
            raise StoreError(f"{self.path}:{line}: '{key}' takes {'no' if of else 'a'} name before the colon")
        entries = {"param": self.param, "column": self.column}.get(key, self.single)
        if (of or key) in entries:
            raise StoreError(f"{self.path}:{line}: '{of or key}' is declared twice; remove one of the two")
        entries[of or key] = entry["text"]


@cache
def statements() -> Mapping[str, Statement]:
    """All statements of ``cypher/`` by name. Raises :class:`StoreError` for the first that is not as declared."""
    return load_statements(cypher_dir())


def load_statements(root: Path) -> dict[str, Statement]:
    """Read every ``.cypher`` file below ``root``.

    Raises :class:`StoreError`, which names file and line, for a file that is empty, lacks its header or is not as its
    header declares it, and for a name that two files share.
    """
    found: dict[str, Statement] = {}
    for path in sorted(root.rglob("*.cypher")):
        statement = parse_statement(path, root)
        if statement.name in found:
            raise StoreError(f"{path}:1: the name '{statement.name}' is taken by {found[statement.name].folder}/")
        found[statement.name] = statement
    return found


def parse_statement(path: Path, root: Path) -> Statement:
    """Read and check one file; see :func:`load_statements`."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path}: cannot be read ({error}); restore the file") from error
    header, length = _header(path, lines)
    for key in ("name", "purpose"):
        if key not in header.single:
            raise StoreError(f"{path}:1: the header lacks '{key}'; add a line '// {key}: …'")
    if header.single["name"] != path.stem:
        raise StoreError(f"{path}:1: the name '{header.single['name']}' is not the file's; call it '{path.stem}'")
    text = "\n".join(lines[length:]).strip()
    masked = _QUOTED.sub(lambda match: " " * len(match[0]), text)
    if not masked.strip():
        raise StoreError(f"{path}:{length + 1}: no statement follows the header")
    if ";" in masked:
        line = length + 1 + text[: masked.index(";")].count("\n")
        raise StoreError(f"{path}:{line}: a file holds one statement, without ';'")
    place = f"{path}:{length + 1}"
    _check(place, "param", set(header.param), set(_PARAMETER.findall(masked)))
    _check(place, "column", set(header.column), set(_columns(place, masked)))
    return Statement(
        path.stem,
        header.single["purpose"],
        header.param,
        header.column,
        text,
        path.parent.relative_to(root).as_posix(),
    )


def _header(path: Path, lines: list[str]) -> tuple[_Header, int]:
    """The header and the number of its lines."""
    header = _Header(path)
    last: tuple[dict[str, str], str] | None = None
    for number, line in enumerate(lines, 1):
        if not line.startswith("//"):
            return header, number - 1
        entry, continued = _ENTRY.match(line), _CONTINUED.match(line)
        if entry:
            header.add(number, entry)
            entries = {"param": header.param, "column": header.column}.get(entry["key"], header.single)
            last = entries, entry["of"] or entry["key"]
        elif continued and last:
            entries, key = last
            entries[key] += f" {continued[1].rstrip()}"
        else:
            raise StoreError(f"{path}:{number}: no entry of a header; it has name, purpose, param, column")
    return header, len(lines)


def _check(place: str, key: str, declared: set[str], used: set[str]) -> None:
    for name in sorted(used - declared):
        raise StoreError(f"{place}: the {key} '{name}' is not declared; add '// {key} {name}: …' to the header")
    for name in sorted(declared - used):
        raise StoreError(
            f"{place}: the {key} '{name}' is declared, but not in the statement; remove it from the header"
        )


def _columns(place: str, masked: str) -> Iterator[str]:
    """The aliases of every RETURN that is not inside brackets (a sub-query's returns to the statement itself)."""
    flat = _flatten(masked)
    for match in _RETURN.finditer(flat):
        end = _RETURN_END.search(flat, match.end())
        for item in flat[match.end() : end.start() if end else len(flat)].split(","):
            alias = _ALIAS.search(item.strip())
            if alias is None:
                raise StoreError(f"{place}: '{item.strip()}' is returned without a name; add 'AS name'")
            yield alias[1] or alias[2]


def _flatten(text: str) -> str:
    """``text`` with all that stands inside brackets blanked."""
    depth = 0
    flat: list[str] = []
    for char in text:
        depth -= char in _CLOSE
        flat.append(char if depth == 0 else " ")
        depth += char in _OPEN
    return "".join(flat)

"""Where the project's knowledge (``data/``) and statements (``cypher/``) lie, and how its files are read.

In a checkout both folders lie beside the packages; in an installed wheel they lie inside ``graph_builder``.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema_rs import Draft202012Validator

from graph_builder.errors import KnowledgeError

_HERE = Path(__file__).parent
_IMPORTS = re.compile(
    rf"^\s*(?:from ({_HERE.name}[\w.]*) import (?:\(([^)]*)\)|(.*))|import ({_HERE.name}[\w.]*))", re.MULTILINE
)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _folder(name: str) -> Path:
    packed = _HERE / f"_{name}"
    return packed if packed.is_dir() else _HERE.parent / name


@cache
def data_dir() -> Path:
    """The folder of rules and gazetteers."""
    return _folder("data")


@cache
def cypher_dir() -> Path:
    """The folder of statements for the store."""
    return _folder("cypher")


@cache
def viz_dir() -> Path | None:
    """The folder of the built page; ``None`` where it was not built."""
    packed, built = _HERE / "_viz", _HERE.parent / "viz" / "dist"
    return next((folder for folder in (packed, built) if (folder / "index.html").is_file()), None)


@cache
def rules_fingerprint(module: str | None = None) -> str:
    """What tells the rules of this installation, in data and in code, from those of another one.

    Of the code, with the name of a ``module``, only what it imports, directly or not.
    """
    digest = hashlib.sha256()
    code = _HERE.rglob("*.py") if module is None else _imported(module)
    rules = [*data_dir().rglob("*.yaml"), *data_dir().rglob("*.csv"), *code]
    for path in sorted(rules):
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def _imported(module: str) -> set[Path]:
    """The files of this package that a module of it needs, its own among them, imports inside functions too."""
    found: set[Path] = set()
    wanted = [module]
    while wanted:
        name = wanted.pop()
        steps = name.split(".")
        if steps[0] != _HERE.name:
            continue
        place = _HERE.joinpath(*steps[1:])
        path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
        if path in found or not path.is_file():
            continue
        found.add(path)
        wanted.append(name.rpartition(".")[0])
        for home, several, one, plain in _IMPORTS.findall(path.read_text("utf-8")):
            wanted.extend([home or plain, *(f"{home}.{each}" for each in re.findall(r"\w+", several or one))])
    return found


def load_yaml(name: str) -> Any:
    """Read ``data/<name>`` and check it against ``data/schemas/<stem>.schema.json``.

    ``name`` is a path below ``data/``, such as ``relations/cues.yaml``. Raises :class:`KnowledgeError`, which names
    the file and the place in it, where it is missing, is no YAML or breaks its schema.
    """
    path = data_dir() / name
    schema_path = data_dir() / "schemas" / f"{path.stem}.schema.json"
    try:
        content = yaml.load(path.read_text("utf-8"), Loader=_LOADER)  # noqa: S506 - both loaders are safe ones
        schema = json.loads(schema_path.read_text("utf-8"))
    except (OSError, yaml.YAMLError, ValueError) as error:
        raise KnowledgeError(f"{path}: cannot be read ({error}); restore the file or correct it") from error
    try:
        first = next(iter(Draft202012Validator(schema).iter_errors(content)), None)
    except ValueError as error:  # YAML has more kinds of values than JSON, of which schemas speak
        raise KnowledgeError(f"{path}: {error}; write dates, and names that are numbers, in quotation marks") from error
    if first is not None:
        place = "/".join(str(step) for step in first.instance_path) or "top level"
        raise KnowledgeError(f"{path}: {place}: {first.message}; correct the entry or its schema {schema_path.name}")
    return content

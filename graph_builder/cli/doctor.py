"""The command that checks the installation and says how to mend it."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import click
from packaging.requirements import Requirement
from rich.table import Table

from graph_builder.cli.console import json_option, show, show_json, table
from graph_builder.collections import CollectionStore
from graph_builder.errors import PolicyGraphError, SettingsError
from graph_builder.knowledge import cypher_dir, data_dir, load_yaml
from graph_builder.settings import OriginKind, Settings, Shown, read_settings, trace_settings, unknown_variables
from graph_builder.store import open_store
from graph_builder.store.migrations import newest

_UNWELL = 2
_PYTHON = (3, 11)
_DEFAULT = "默认 default"
_NO_DATA = ("schemas", "corpus", "sample")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is well, what was seen, and the way to mend it where it is not."""

    name: str
    ok: bool
    seen: str
    mend: str = ""


@click.command("doctor")
@json_option
def doctor_command(as_json: bool) -> int:
    """Check the installation, and say what is wrong and how to mend it (exit status 2 where anything is).

    All settings follow, each with where it came from; secrets are hidden.
    """
    checks = list(examine())
    settings = _shown_settings()
    if as_json:
        show_json({"checks": checks, "settings": settings})
    else:
        made = table("检查", "结果", "所见", "处理")
        for check in checks:
            made.add_row(check.name, "正常 ok" if check.ok else "有误 wrong", check.seen, check.mend)
        show(made, "", _settings_table(settings))
    return 0 if all(check.ok for check in checks) else _UNWELL


def _shown_settings() -> list[Shown]:
    """All settings; none where they cannot be read, which one of the checks tells."""
    try:
        return trace_settings().shown()
    except SettingsError:
        return []


def _settings_table(settings: Sequence[Shown]) -> Table:
    made = table("设置 setting", "值 value", "来源 from", "含义 meaning")
    for each in settings:
        made.add_row(each.variable, each.value, each.place or _DEFAULT, each.meaning)
    return made


def examine() -> Iterator[Check]:
    """Look at everything that a build and a question need, one after the other."""
    yield _python()
    yield _packages()
    yield _data()
    yield _statements()
    yield _guarded("设置 settings", _settings, "follow the message")
    yield _guarded("数据目录 data folder", _home, "make the folder writable, or set POLICYGRAPH_HOME to one that is")
    yield _guarded("汇编 collections", _collections, "build or load the damaged collection again")
    yield _guarded("图数据库 store", _store, "follow the message; without POLICYGRAPH_URI the embedded engine is used")


def _python() -> Check:
    seen = ".".join(str(part) for part in sys.version_info[:3])
    mend = f"install Python {_PYTHON[0]}.{_PYTHON[1]} or later and run `make clean setup`"
    ok = sys.version_info >= _PYTHON
    return Check("Python", ok, seen, "" if ok else mend)


def _packages() -> Check:
    """Installed versions against the bounds that the package declares."""
    name, mend = "依赖包 packages", "run `make setup`, or install the package again"
    try:
        wanted = [Requirement(line) for line in importlib.metadata.requires("policygraph") or ()]
    except importlib.metadata.PackageNotFoundError:
        return Check(name, False, "policygraph itself is not installed", mend)
    needed = [need for need in wanted if need.marker is None or need.marker.evaluate({"extra": ""})]
    wrong = [problem for need in needed if (problem := _problem(need))]
    seen = "; ".join(wrong) or f"{len(needed)} packages"
    return Check(name, not wrong, seen, mend if wrong else "")


def _problem(need: Requirement) -> str | None:
    try:
        version = importlib.metadata.version(need.name)
    except importlib.metadata.PackageNotFoundError:
        return f"{need.name} is missing"
    return (
        None if need.specifier.contains(version, prereleases=True) else f"{need.name} {version}, not {need.specifier}"
    )


def _data() -> Check:
    """Every rule file against its schema."""
    files = [
        str(path.relative_to(data_dir()))
        for path in sorted(data_dir().rglob("*.yaml"))
        if path.relative_to(data_dir()).parts[0] not in _NO_DATA
    ]

    def check() -> str:
        for name in files:
            load_yaml(name)
        if not files:
            raise PolicyGraphError(f"{data_dir()}: holds no rules")
        return f"{len(files)} files in {data_dir()}"

    return _guarded("规则与名录 data files", check, "restore the file from the package")


def _statements() -> Check:
    found = len(list(cypher_dir().rglob("*.cypher")))
    mend = "" if found else "install the package again"
    return Check("查询语句 statements", found > 0, f"{found} files in {cypher_dir()}", mend)


def _settings() -> str:
    read = trace_settings()
    files = {origin.place.rpartition(":")[0] for origin in read.origins.values() if origin.kind is OriginKind.FILE}
    seen = f"{len(read.origins)} of {len(Settings.model_fields)} set"
    unknown = unknown_variables()
    told = [seen, *sorted(files), *([f"not known: {', '.join(unknown)}"] if unknown else [])]
    return "; ".join(told)


def _home() -> str:
    home = read_settings().home
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=home):
        free = shutil.disk_usage(home).free
    return f"{home}, {free // 2**20} MB free"


def _collections() -> str:
    kept = CollectionStore(read_settings().home)
    for name in kept.names(texts=True):
        for batch in kept.texts(name):
            len(batch.sources)
    for name in kept.names(texts=False):
        kept.export(name)
    return "、".join(kept.names()) or "无 none yet"


def _store() -> str:
    with open_store() as store:
        schema = store.schema()
        state = f"schema {schema}" if schema else "无图 no graph yet"
        if 0 < schema < newest():
            state += f"，本版本为 this version has {newest()}：policygraph migrate"
        return f"{store.engine}, {state}, {store.place}"


def _guarded(name: str, look: Callable[[], str], mend: str) -> Check:
    try:
        return Check(name, True, look())
    except (PolicyGraphError, OSError) as error:
        return Check(name, False, str(error), mend)

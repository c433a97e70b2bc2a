"""Reading the settings: command line before environment before file before default, each with its place of origin."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

from pydantic import SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
)
from pydantic_settings import SettingsError as SourceError

from graph_builder.errors import SettingsError
from graph_builder.settings.model import Settings

FILE_NAME = "policygraph.toml"
_PREFIX = "POLICYGRAPH_"
_OTHER_PREFIX = "NEO4J_"
_SERVER = ("uri", "user", "password", "database")
_NOT_IN_FILE = ("settings", "secrets")
_EMPTY_SAYS_SOMETHING = ("rate",)
_HIDDEN = "******"


class OriginKind(StrEnum):
    """What kind of place a value came from."""

    DEFAULT = "default"
    FILE = "file"
    SECRET_FILE = "secret file"  # noqa: S105 - a kind of origin, no secret
    ENVIRONMENT = "environment"
    COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from: ``place`` is the variable, the file with its line, or the option."""

    kind: OriginKind
    place: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A setting for people: secrets are hidden, what is not set is empty."""

    name: str
    variable: str
    value: str
    origin: OriginKind
    place: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Settings and where each of them came from; those at their defaults are not in ``origins``."""

    settings: Settings
    origins: Mapping[str, Origin]

    def shown(self) -> list[Shown]:
        """All settings in their order, fit to be printed."""
        return list(self._shown())

    def _shown(self) -> Iterator[Shown]:
        for name, described in Settings.model_fields.items():
            origin = self.origins.get(name, Origin(OriginKind.DEFAULT))
            value = _printed(getattr(self.settings, name))
            yield Shown(name, variable(name), value, origin.kind, origin.place, described.description or "")


class _Names(Settings, BaseSettings):
    """The settings as the sources of pydantic-settings ask for them. They are made by :class:`Settings` alone."""

    # What a file holds besides is named with its line, by :func:`_refuse_unknown`.
    model_config = SettingsConfigDict(extra="ignore")


_Layer = dict[str, tuple[Any, Origin]]


def variable(name: str) -> str:
    """The variable of the environment for a setting."""
    return f"{_PREFIX}{name.upper()}"


def unknown_variables() -> list[str]:
    """Variables of the environment that look like settings and are none: slips of the pen, most of them."""
    known = {variable(name) for name in Settings.model_fields}
    return sorted(name for name in os.environ if name.startswith(_PREFIX) and name.upper() not in known)


def read_settings(**given: Any) -> Settings:
    """The settings of this process, with what the command line gives (``None`` gives nothing) before all others.

    An empty variable counts as unset, but for ``POLICYGRAPH_RATE``, where it means no limit; lists are parted by
    commas. Where neither ``POLICYGRAPH_URI`` nor the file names a server, ``NEO4J_URI``, ``_USER``, ``_PASSWORD`` and
    ``_DATABASE`` do. What goes with one server is never sent to another one. Raises :class:`SettingsError`, which
    names the variable, or the file and the line, and the way out.
    """
    return trace_settings(**given).settings


def trace_settings(**given: Any) -> ReadSettings:
    """As :func:`read_settings`, together with where each value came from."""
    environment = _environment(_PREFIX)
    secrets = _secrets(environment)
    file = _file(environment)
    others = {name: found for name, found in _environment(_OTHER_PREFIX).items() if name in _SERVER}
    if "uri" in environment or "uri" in secrets:
        _drop(file, _SERVER if "uri" in file else ())
    elif "uri" not in file and "uri" in others:
        for layer in (environment, secrets, file):
            _drop(layer, _SERVER)
        environment |= others
    options = {
        name: (value, Origin(OriginKind.COMMAND_LINE, f"--{name.replace('_', '-')}"))
        for name, value in given.items()
        if value is not None
    }
    found: _Layer = file | secrets | environment | options
    try:
        settings = Settings.model_validate({name: value for name, (value, _) in found.items()})
    except ValidationError as error:
        raise SettingsError("; ".join(_told(wrong, found) for wrong in error.errors())) from None
    return ReadSettings(settings, {name: origin for name, (_, origin) in found.items()})


def _drop(layer: _Layer, names: tuple[str, ...]) -> None:
    for name in names:
        layer.pop(name, None)


def _environment(prefix: str) -> _Layer:
    values = EnvSettingsSource(_Names, env_prefix=prefix)()
    return {
        name: (value, Origin(OriginKind.ENVIRONMENT, f"{prefix}{name.upper()}"))
        for name, value in values.items()
        if _says_something(name, value)
    }


def _secrets(environment: _Layer) -> _Layer:
    """The settings that have a file of their own, as containers and service managers hand secrets over."""
    if "secrets" not in environment:
        return {}
    folder = Path(environment["secrets"][0]).expanduser()
    if not folder.is_dir():
        raise SettingsError(f"{variable('secrets')}: {folder}: no such folder; name the one that holds the files")
    try:
        values = SecretsSettingsSource(_Names, folder, env_prefix=_PREFIX)()
    except (SourceError, OSError) as error:
        cause = error if isinstance(error, OSError) else error.__cause__
        place, reason = (
            (cause.filename or folder, cause.strerror) if isinstance(cause, OSError) else (folder, "no text in UTF-8")
        )
        raise SettingsError(
            f"{place}: a secret cannot be read ({reason}); let this user read it, or write it anew"
        ) from None
    return {
        name: (value, Origin(OriginKind.SECRET_FILE, str(folder / variable(name).lower())))
        for name, value in values.items()
        if _says_something(name, value) and name not in _NOT_IN_FILE
    }


def _file(environment: _Layer) -> _Layer:
    named = environment.get("settings")
    home = environment["home"][0] if "home" in environment else Settings().home
    path = Path(named[0] if named else Path(home) / FILE_NAME).expanduser().absolute()
    try:
        text = path.read_text("utf-8")
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"{path}: this is no TOML: {error}; correct it: a line is like `port = 8320`, and texts stand in quotes"
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not in UTF-8; save it anew in UTF-8") from error
    except FileNotFoundError as error:
        if named:
            raise SettingsError(f"{named[1].place}: {path}: no such file; correct or unset the variable") from error
        return {}
    except OSError as error:
        if not named and isinstance(error, NotADirectoryError):
            return {}  # a data folder that cannot be used is named by those who use it
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); let this user read it") from error
    _refuse_unknown(path, text, values)
    return {
        name: (value, Origin(OriginKind.FILE, f"{path}:{_line_of(name, text)}"))
        for name, value in values.items()
        if _says_something(name, value)
    }


def _refuse_unknown(path: Path, text: str, values: Mapping[str, Any]) -> None:
    known = [name for name in Settings.model_fields if name not in _NOT_IN_FILE]
    for name in values:
        if name in _NOT_IN_FILE:
            raise SettingsError(f"{path}:{_line_of(name, text)}: '{name}' can only be set by {variable(name)}")
        if name not in known:
            near = get_close_matches(name.lower().removeprefix(_PREFIX.lower()), known, n=1)
            meant = f"did you mean '{near[0]}'?" if near else "take it out"
            raise SettingsError(
                f"{path}:{_line_of(name, text)}: '{name}' is no setting; {meant} `policygraph doctor` lists all"
            )


def _line_of(name: str, text: str) -> int:
    """The line of a file where a setting, or the table of that name, stands; 1 where it is written in another way."""
    starts = re.compile(rf"""\s*\[*\s*["']?{re.escape(name)}["']?\s*[=.\]]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if starts.match(line)), 1)


def _says_something(name: str, value: object) -> bool:
    return value is not None and (value != "" or name in _EMPTY_SAYS_SOMETHING)


def _told(wrong: Any, found: _Layer) -> str:
    """What is wrong with a value, where it stands and what it should be; a secret is not repeated."""
    name = str(wrong["loc"][0])
    described = Settings.model_fields[name]
    value, origin = found[name]
    hidden = SecretStr in get_args(described.annotation) or "@" in str(value)
    given = "what is set" if hidden else f"'{value}'"
    reason = str(wrong["msg"]).removeprefix("Value error, ")
    return f"{origin.place}: {given} cannot be used: {reason}; it is the {described.description}; correct or remove it"


def _printed(value: object) -> str:
    if isinstance(value, SecretStr):
        return _HIDDEN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)

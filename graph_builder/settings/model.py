"""Every setting with its type, its default and what it means, and what follows from them."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import platformdirs
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr
from pydantic_settings import NoDecode

from graph_builder.errors import SettingsError
from graph_builder.judgements import FILE

_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
_PUBLIC_RATE = "600 per minute"


class LogFormat(StrEnum):
    """How the lines of the log are written."""

    JSON = "json"
    TEXT = "text"


class LogLevel(StrEnum):
    """From which importance on something is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def _default_home() -> Path:
    return Path(platformdirs.user_data_dir("policygraph", appauthor=False)).absolute()


def _parted(given: object) -> object:
    """A list as a variable holds it, parted by commas; anything else as it is."""
    return tuple(filter(None, (part.strip() for part in given.split(",")))) if isinstance(given, str) else given


def _without_user(uri: str) -> str:
    if "@" in urlsplit(uri).netloc:
        raise ValueError("an address with a user or password in it would be shown and logged; set them on their own")
    return uri


_Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_parted)]
_Place = Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())]
_Address = Annotated[str, AfterValidator(_without_user)]


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """How to reach the store.

    Without ``uri`` it is the embedded engine, with its files in ``home``; it may take ``heap`` of memory (as Java
    writes it, ``4g``; ``None`` for a share of the machine's) and ``statement_seconds`` for one statement. With it
    (``bolt://host:7687``, ``neo4j+s://…``) it is a Neo4j server; without ``user`` no credentials are sent, without
    ``database`` the server's default database is used.
    """

    home: Path
    uri: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    database: str | None = None
    heap: str | None = None
    statement_seconds: int = 60


class Settings(BaseModel):
    """All settings. Made by hand it reads nothing; :func:`~graph_builder.settings.read_settings` reads them.

    The variable of a setting is its name in capitals after ``POLICYGRAPH_``; in the settings file it has its own name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, allow_inf_nan=False)

    settings: _Place | None = Field(
        default=None,
        description="the settings file; by default policygraph.toml of the data folder, where there is one",
    )
    secrets: _Place | None = Field(
        default=None,
        description="folder with a file for each setting that is better not in the environment: policygraph_token",
    )
    home: _Place = Field(default_factory=_default_home, description="data folder: graph, collections, judgements")

    uri: _Address | None = Field(
        default=None,
        description="address of a Neo4j server (bolt://…, neo4j+s://…); without it the embedded engine is used",
    )
    user: str | None = Field(default=None, description="user of the Neo4j server; without one no credentials are sent")
    password: SecretStr | None = Field(default=None, description="password of the Neo4j server")
    database: str | None = Field(default=None, description="database of the Neo4j server; by default the server's own")
    heap: str | None = Field(
        default=None,
        pattern=r"^[1-9][0-9]*[kmgKMG]$",
        description="memory that the embedded engine may take (4g, 800m); by default a quarter of the machine's",
    )
    statement_seconds: int = Field(
        default=60, ge=1, le=86_400, description="seconds that one statement may take in the embedded engine"
    )

    judgements: _Place | None = Field(
        default=None, description="file of the judgements; by default judgements.jsonl of the data folder"
    )
    reviewer: str | None = Field(default=None, description="who judges, where --by is not given")
    corpus: Path | None = Field(default=None, description="input of `policygraph run`, where --corpus is not given")
    components: _Words = Field(default=(), description="components to add to the spaCy pipeline: name or module:name")

    host: str = Field(default="127.0.0.1", description="address that the server listens at")
    port: int = Field(default=8320, ge=0, le=65_535, description="port that the server listens at; 0 takes a free one")
    token: SecretStr | None = Field(
        default=None, description="what writers, and away from loopback readers too, must send to the server"
    )
    public_read: bool = Field(
        default=False, description="whether readers need no token, where others can reach the server"
    )
    hosts: _Words = Field(default=(), description="names that the server answers to, besides those of loopback")
    origins: _Words = Field(default=(), description="sites whose pages may read from the server (CORS)")
    proxies: int = Field(default=0, ge=0, le=10, description="proxies that stand before the server")
    rate: str | None = Field(
        default=None,
        description="how often a client may ask ('600 per minute'); empty for any; by default no limit on loopback",
    )
    seconds: float = Field(default=10, ge=1, le=3_600, description="seconds that one question to the server may take")
    rows: int = Field(default=300_000, ge=100, le=10**9, description="rows that one statement of a question may give")
    body: int = Field(
        # A text of 1 MB is a body of twice that where each character is written as an escape.
        default=2_500_000,
        ge=1_000,
        le=10**9,
        description="bytes that a request to the server may have",
    )
    processes: int = Field(default=1, ge=1, le=64, description="processes of the server")
    threads: int = Field(
        default=8, ge=1, le=256, description="requests that each process of the server answers at once"
    )

    log: LogFormat | None = Field(
        default=None,
        description="form of the log: json or text; by default the server writes text on a terminal, else json, and "
        "commands write none",
    )
    log_level: LogLevel = Field(default=LogLevel.INFO, description="what is logged: debug, info, warning or error")

    @property
    def store(self) -> StoreSettings:
        """How to reach the store."""
        return StoreSettings(
            home=self.home,
            uri=self.uri,
            user=self.user,
            password=self.password.get_secret_value() if self.password else None,
            database=self.database,
            heap=self.heap,
            statement_seconds=self.statement_seconds,
        )

    @property
    def judgements_file(self) -> Path:
        """The file of the judgements."""
        return self.judgements or self.home / FILE

    @property
    def secret_values(self) -> tuple[str, ...]:
        """What must never be shown or logged."""
        return tuple(found.get_secret_value() for _, found in self if isinstance(found, SecretStr))

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server: it listens on loopback, and no proxy passes others on."""
        if self.proxies:
            return False
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def reading_is_open(self) -> bool:
        """Whether readers need no token."""
        return self.is_local or self.public_read

    @property
    def trusted_hosts(self) -> frozenset[str] | None:
        """The names that a request may call the server by; ``None`` for any.

        On loopback a page of another site could otherwise read the answers under a name of its own that points here.
        """
        if not self.is_local and not self.hosts:
            return None
        # Also where others can reach it: who watches over a server asks for its health by these names.
        return frozenset((*_LOCAL_NAMES, *self.hosts))

    @property
    def limit(self) -> str:
        """The rate that holds: none on loopback, unless one is set."""
        return self.rate if self.rate is not None else ("" if self.is_local else _PUBLIC_RATE)

    def changed(self, **changes: Any) -> Settings:
        """These settings with some of them changed. Raises ``ValueError`` (pydantic's) for what cannot be used."""
        return Settings.model_validate({**dict(self), **changes})

    def checked(self) -> Settings:
        """These settings, fit to listen with.

        Raises :class:`SettingsError` where an address other than loopback lacks a token and ``public_read``.
        """
        if not self.reading_is_open and not self.token:
            proxy = " behind a proxy" if self.proxies else ""
            raise SettingsError(
                f"{self.host}{proxy}: others can reach this address; set POLICYGRAPH_TOKEN to what they must send, "
                "or let everyone read with --public-read"
            )
        return self

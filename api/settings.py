"""How the web side runs: where it listens, who may read and write, how much one question may cost."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graph_builder.errors import SettingsError
from graph_builder.judgements import FILE, JudgementLog
from graph_builder.store import StoreSettings

_LOOPBACK = "127.0.0.1"
_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
_PUBLIC_RATE = "600 per minute"
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """All settings of the web side.

    ``token`` is what writers, and away from loopback readers too, must send; with ``public_read`` readers need none.
    ``hosts`` are the names that it answers to (besides those of loopback; any, where others can reach it and none is
    set), ``proxies`` the number of proxies before it, ``origins`` the sites whose pages may read (CORS, none by
    default). ``seconds`` and ``rows`` bound one question, ``body`` the bytes of a request; ``rate`` is a limit per
    client as flask-limiter writes it, empty for none, ``None`` for the default. A text of 1 MB is a body of twice that
    where each character is written as an escape. ``judgements`` is their file, by default in the data folder.
    """

    store: StoreSettings
    host: str = _LOOPBACK
    port: int = 8320
    token: str | None = field(default=None, repr=False)
    public_read: bool = False
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    proxies: int = 0
    seconds: float = 10.0
    rows: int = 300_000
    body: int = 2_500_000
    rate: str | None = None
    processes: int = 1
    threads: int = 8
    judgements: Path | None = None

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> ServeSettings:
        """Read ``POLICYGRAPH_HOST``, ``_PORT``, ``_TOKEN``, ``_PUBLIC_READ``, ``_HOSTS``, ``_ORIGINS``, ``_PROXIES``,
        ``_RATE``, ``_SECONDS``, ``_ROWS``, ``_PROCESSES``, ``_THREADS`` and ``_JUDGEMENTS``; lists are
        separated by commas.

        An empty variable counts as unset, but for ``_RATE``, where it means no limit. Raises
        :class:`SettingsError` for a value that cannot be used.
        """
        read = _Reader(env)
        return cls(
            store=StoreSettings.from_environment(env),
            host=env.get("POLICYGRAPH_HOST") or _LOOPBACK,
            port=read.whole("PORT", 8320, least=0, most=65535),
            token=env.get("POLICYGRAPH_TOKEN") or None,
            public_read=read.switch("PUBLIC_READ"),
            hosts=read.words("HOSTS"),
            origins=read.words("ORIGINS"),
            proxies=read.whole("PROXIES", 0, least=0, most=10),
            seconds=read.whole("SECONDS", 10, least=1, most=3600),
            rows=read.whole("ROWS", 300_000, least=100, most=10**9),
            rate=env.get("POLICYGRAPH_RATE"),
            processes=read.whole("PROCESSES", 1, least=1, most=64),
            threads=read.whole("THREADS", 8, least=1, most=256),
            judgements=Path(named).expanduser() if (named := env.get("POLICYGRAPH_JUDGEMENTS")) else None,
        )

    @property
    def log(self) -> JudgementLog:
        """The judgements, in the file that the command line uses too."""
        return JudgementLog(self.judgements or self.store.home / FILE)

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
        return frozenset((*_LOCAL_NAMES, *self.hosts) if self.is_local else self.hosts) or None

    @property
    def limit(self) -> str:
        """The rate that holds: none on loopback, unless one is set."""
        return self.rate if self.rate is not None else ("" if self.is_local else _PUBLIC_RATE)

    def checked(self, **changes: Any) -> ServeSettings:
        """These settings with changes (``None`` changes nothing), fit to listen with.

        Raises :class:`SettingsError` where an address other than loopback lacks a token and ``public_read``.
        """
        made = replace(self, **{key: value for key, value in changes.items() if value is not None})
        if not made.reading_is_open and not made.token:
            proxy = " behind a proxy" if made.proxies else ""
            raise SettingsError(
                f"{made.host}{proxy}: others can reach this address; set POLICYGRAPH_TOKEN to what they must send, "
                "or let everyone read with --public-read"
            )
        return made


@dataclass(frozen=True, slots=True)
class _Reader:
    env: Mapping[str, str]

    def whole(self, name: str, default: int, *, least: int, most: int) -> int:
        given = self.env.get(f"POLICYGRAPH_{name}") or str(default)
        if not (given.isascii() and given.isdigit() and least <= int(given) <= most):
            raise SettingsError(f"POLICYGRAPH_{name}: '{given}' is no whole number from {least} to {most}")
        return int(given)

    def switch(self, name: str) -> bool:
        given = (self.env.get(f"POLICYGRAPH_{name}") or "no").lower()
        if given not in (*_TRUE, *_FALSE):
            raise SettingsError(f"POLICYGRAPH_{name}: '{given}' is neither yes nor no")
        return given in _TRUE

    def words(self, name: str) -> tuple[str, ...]:
        parts = (part.strip() for part in self.env.get(f"POLICYGRAPH_{name}", "").split(","))
        return tuple(filter(None, parts))

"""The connection to the store. This is the only module that knows which engine it is."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

import neo4j
import neo4j.time
from neo4j import GraphDatabase, NotificationMinimumSeverity, Query, RoutingControl
from neo4j.exceptions import AuthError, DriverError, Neo4jError, TransientError

from graph_builder.errors import StoreAwayError, StoreError, StoreLimitError
from graph_builder.settings import StoreSettings, read_settings
from graph_builder.store.embedded import Endpoint, embedded_engine
from graph_builder.store.locks import Places, hold
from graph_builder.store.migrations import Migration, migrations, program, refuse_newer
from graph_builder.store.statements import Statement, statements

Row = dict[str, Any]

_CONNECT_SECONDS = 10.0
_RETRY_SECONDS = 2.0
_LONGEST_MESSAGE = 300
_SCHEMES = tuple(f"{protocol}{security}://" for protocol in ("bolt", "neo4j") for security in ("", "+s", "+ssc"))
# Neo4j remarks on every label that no node has yet; older protocols, as ArcadeDB's, cannot be told to be quiet.
_QUIET = NotificationMinimumSeverity.OFF
_TIMED_OUT = "TransactionTimedOut"
"""In the code of what both engines answer when a statement's time is up."""
_SHORTEST = 0.001
"""Seconds; Neo4j takes 0 for no limit."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long the statements of one question may take together, and how many rows each may give.

    ``ends`` is a moment of :func:`time.monotonic`.
    """

    ends: float
    rows: int

    def left(self) -> float:
        """The seconds that are left. Raises :class:`StoreLimitError` where none are."""
        seconds = self.ends - time.monotonic()
        if seconds <= 0:
            raise StoreLimitError("the question took longer than is allowed; narrow it")
        return max(seconds, _SHORTEST)


class Store:
    """An open store: it runs the statements of ``cypher/`` by their names, and nothing else.

    ``engine`` is the server's name and version, ``place`` where it is, without secrets.
    """

    def __init__(self, driver: neo4j.Driver, *, database: str | None, place: str, embedded: Endpoint | None) -> None:
        self._driver = driver
        self._database = database
        self._embedded = embedded
        self._bounds: Bounds | None = None
        self.place = place
        (server,) = self.read("engine")
        self.engine = f"{server['name']} {server['version']}" if embedded is None else "ArcadeDB, embedded"

    def bounded(self, *, seconds: float, rows: int) -> Store:
        """The same store for one question, which must be done within ``seconds``, no statement giving more ``rows``.

        What goes beyond raises :class:`StoreLimitError`. Neo4j ends a statement when the time is up; the embedded
        engine has a limit of its own for every statement, so that the error may come late there.
        """
        limited = copy.copy(self)
        limited._bounds = Bounds(time.monotonic() + seconds, rows)
        return limited

    def read(self, name: str, /, **params: Any) -> list[Row]:
        """The rows of a reading statement: columns by name, dates as :class:`datetime.date`.

        Raises :class:`StoreError` where the store does not answer or refuses the statement.
        """
        asked = {key: _bindable(value) for key, value in params.items()}
        return self._run(statements()[name], asked, RoutingControl.READ)

    def write(self, name: str, /, **params: Any) -> list[Row]:
        """As :meth:`read`, for a statement that writes; it is done as a whole or not at all."""
        return self._run(statements()[name], params, RoutingControl.WRITE)

    def write_together(self, work: Sequence[tuple[str, Row]]) -> None:
        """Several writing statements with their parameters, in order, all done or none.

        Raises :class:`StoreError` where the store does not answer or refuses one of them, or one does not take all of
        its ``rows``.
        """
        chosen = [(statements()[name], params) for name, params in work]
        for statement, params in chosen:
            _check(statement, params)

        def run(transaction: neo4j.ManagedTransaction) -> None:
            for statement, params in chosen:
                found = list(transaction.run(statement.text, params))
                taken = found[0]["n"] if found else 0
                if "rows" in params and taken != len(params["rows"]):
                    raise StoreError(
                        f"{self.place}: {statement.name} took {taken} rows of {len(params['rows'])}; nothing was "
                        "written; load the graph again"
                    )

        with self._reported(), self._driver.session(database=self._database) as session:
            session.execute_write(run)

    def schema(self) -> int:
        """The number of the store's schema; 0 for a new store. Raises :class:`SchemaError` for a newer version's."""
        for row in self.read("schema"):
            refuse_newer(self.place, row["number"], row["program"])
            return int(row["number"])
        return 0

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep other writers waiting, and wait for them, for the length of a block. Readers are not affected.

        The store has this version's schema then; one of an earlier version is migrated. Raises :class:`SchemaError`
        where it is of a newer version, :class:`StoreError`.
        """
        if self.schema() == 0:
            self.write("unique_meta")
        with self._load_lock():
            self._migrate()
            yield

    def _migrate(self) -> None:
        done, engine = self.schema(), "arcadedb" if self._embedded else "neo4j"
        for number, same in groupby(migrations(), key=attrgetter("number")):
            if number <= done:
                continue
            for migration in same:
                if migration.engine in (None, engine):
                    self._apply(migration)
            if self._embedded is None:
                self.write("wait_for_indexes")
            self.write("record_schema", number=number, program=program())

    def _apply(self, migration: Migration) -> None:
        if migration.statement is not None:
            self._run(migration.statement, {}, RoutingControl.WRITE)
        elif self._embedded is not None:
            for line in migration.sql:
                self._embedded.run_sql(line)

    def _load_lock(self) -> AbstractContextManager[Any]:
        if self._embedded is None:
            return self._server_lock()
        # ArcadeDB lets writers meet at their commits; a file keeps them apart from the start.
        lock = hold(Places(self._embedded.home).loading, seconds=math.inf)
        if lock is None:
            raise StoreError(f"{self.place}: another load does not end")
        return lock

    @contextmanager
    def _server_lock(self) -> Iterator[None]:
        """A write that is never committed: others wait at its node, and the server undoes it if this process dies."""
        with (
            self._reported(),
            self._driver.session(database=self._database) as session,
            session.begin_transaction() as transaction,
        ):
            transaction.run(statements()["lock"].text).consume()
            yield

    def _run(self, statement: Statement, params: Row, routing: RoutingControl) -> list[Row]:
        _check(statement, params)
        bounds = self._bounds
        most = bounds.rows if bounds else None
        with self._reported():
            keys, records = self._driver.execute_query(
                Query(statement.text, timeout=bounds.left()) if bounds else statement.text,
                params,
                routing_=routing,
                database_=self._database,
                result_transformer_=lambda result: (result.keys(), _fetch(result, most)),
            )
        if most is not None and len(records) > most:
            raise StoreLimitError(f"the question gives more than {most} rows of {statement.name}; narrow it")
        return [dict(zip(keys, map(_plain, record), strict=True)) for record in records]

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except (Neo4jError, DriverError) as error:
            raise _store_error(self.place, error) from error


def _fetch(result: neo4j.Result, most: int | None) -> list[neo4j.Record]:
    """All records, or one more than ``most``."""
    return list(result) if most is None else result.fetch(most + 1)


def _check(statement: Statement, params: Row) -> None:
    if params.keys() != statement.params.keys():
        raise TypeError(f"{statement.name} takes {sorted(statement.params)}, not {sorted(params)}")


@contextmanager
def open_store(settings: StoreSettings | None = None) -> Iterator[Store]:
    """Open the store for the length of a block; without ``settings`` the one that the program's settings name.

    Raises :class:`StoreError`, in one line with the way out, where it cannot be reached.
    """
    settings = settings or read_settings().store
    if settings.uri is not None:
        if "@" in settings.uri:  # not shown: what stands before it is a secret
            raise StoreError(
                "the address of the Neo4j server holds a user or password; give them as POLICYGRAPH_USER and "
                "POLICYGRAPH_PASSWORD, and the address without"
            )
        if not settings.uri.startswith(_SCHEMES):
            raise StoreError(f"{settings.uri}: no address of a Neo4j server; it starts with bolt:// or neo4j+s://")
        auth = (settings.user, settings.password or "") if settings.user else None
        with _driver(settings.uri, auth, settings.uri, notifications_min_severity=_QUIET) as driver:
            yield Store(driver, database=settings.database, place=settings.uri, embedded=None)
    else:
        folder = settings.home / "store"
        with (
            embedded_engine(folder, heap=settings.heap, statement_seconds=settings.statement_seconds) as engine,
            _driver(engine.uri, (engine.user, engine.password), str(folder)) as driver,
        ):
            yield Store(driver, database=engine.database, place=str(folder), embedded=engine)


@contextmanager
def _driver(uri: str, auth: tuple[str, str] | None, place: str, **options: Any) -> Iterator[neo4j.Driver]:
    try:
        driver = GraphDatabase.driver(
            uri,
            auth=auth,
            connection_timeout=_CONNECT_SECONDS,
            max_transaction_retry_time=_RETRY_SECONDS,
            **options,
        )
    except (DriverError, ValueError) as error:
        raise _store_error(place, error) from error
    with driver:
        try:
            driver.verify_connectivity()
        except (Neo4jError, DriverError) as error:
            raise _store_error(place, error) from error
        yield driver


def _store_error(place: str, error: Exception) -> StoreError:
    reason = " ".join(str(error).split())[:_LONGEST_MESSAGE]
    if isinstance(error, AuthError):
        return StoreError(f"{place}: the store refuses the user or password; check POLICYGRAPH_USER and _PASSWORD")
    if isinstance(error, Neo4jError) and _TIMED_OUT in (error.code or ""):
        return StoreLimitError(f"{place}: a statement took longer than is allowed ({reason}); narrow the question")
    if isinstance(error, TransientError):
        return StoreAwayError(f"{place}: the store cannot answer now ({reason}); ask again later")
    if isinstance(error, Neo4jError):
        return StoreError(f"{place}: the store refuses a statement ({reason}); load the graph again or report this")
    return StoreAwayError(f"{place}: the store does not answer ({reason}); check that it runs, and POLICYGRAPH_URI")


def _bindable(value: Any) -> Any:
    """A parameter as it can be sent: what a person typed may hold lone surrogates, which UTF-8 has no form for."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return [_bindable(item) for item in value] if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    """A value of the driver as one of Python."""
    kind = type(value)
    if kind is str or kind is int or value is None:  # nearly all are: thousands in an answer
        return value
    if kind is list:
        return [_plain(item) for item in value]
    if kind is dict:
        return {key: _plain(item) for key, item in value.items()}
    return date(value.year, value.month, value.day) if kind is neo4j.time.Date else value

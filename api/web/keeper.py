"""The store while the server runs: opened when it can be, and opened again after it was away."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack

from graph_builder.errors import StoreAwayError, StoreError
from graph_builder.store import Store
from graph_builder.store.reading import current

_log = logging.getLogger(__name__)

_FIRST_SECONDS = 60.0
"""How long the first request waits for the store to be opened; the embedded engine takes some seconds."""
_LEAST_PAUSE, _MOST_PAUSE = 0.25, 4.0
_STATE_SECONDS = 1.0
_END_SECONDS = 30.0


class StoreKeeper:
    """Hands out the open store to any number of threads.

    Who finds that the store does not answer tells :meth:`lost`; from then on :meth:`get` refuses at once, so that no
    request waits for what is not there, until a thread of its own has reached the store again.
    """

    def __init__(self, opening: Callable[[], AbstractContextManager[Store]]) -> None:
        self._opening = opening
        self._opened = ExitStack()
        self._store: Store | None = None
        self._former: Store | None = None
        self._state: tuple[float, str | None] | None = None
        self._lock = threading.Lock()
        self._tried = threading.Event()
        self._ending = threading.Event()
        self._worker: threading.Thread | None = None

    def get(self) -> Store:
        """The open store. Raises :class:`StoreAwayError` where it is away."""
        store = self._store
        if store is None:
            self.begin()
            self._tried.wait(_FIRST_SECONDS)
            store = self._store
        if store is None:
            raise StoreAwayError("the store is away")
        return store

    def at_hand(self) -> Store:
        """As :meth:`get`, without waiting where the store is not open."""
        store = self._store
        if store is None:
            self.begin()
            raise StoreAwayError("the store is away")
        return store

    def state(self) -> str | None:
        """What tells the graph's state, as it was a second ago at most; ``None`` where nothing was loaded yet.

        Raises :class:`StoreError`.
        """
        known = self._state
        if known and time.monotonic() - known[0] < _STATE_SECONDS:
            return known[1]
        store = self.get()
        asked = time.monotonic()
        try:
            served = current(store)
        except StoreAwayError:
            self.lost(store)
            raise
        self._state = asked, served.fingerprint if served else None
        return self._state[1]

    def forget_state(self) -> None:
        """Say that the graph may have changed, so that :meth:`state` looks again."""
        self._state = None

    def lost(self, store: Store) -> None:
        """Say that ``store`` did not answer."""
        with self._lock:
            if self._store is not store:
                return
            self._store, self._former, self._state = None, store, None
        _log.warning("the store does not answer")
        self.begin()

    def close(self) -> None:
        """Close the store; the last to leave the embedded engine ends it."""
        self._ending.set()
        worker = self._worker
        if worker is not None:
            worker.join(_END_SECONDS)
        with self._lock:
            self._store = None
        self._opened.close()

    def begin(self) -> None:
        """Open the store without waiting for it, unless that has begun."""
        with self._lock:
            if self._store is not None or self._ending.is_set() or (self._worker and self._worker.is_alive()):
                return
            self._worker = threading.Thread(target=self._reach, name="store-keeper", daemon=True)
            self._worker.start()

    def _reach(self) -> None:
        """Try the former connection once more, then new ones, until one answers."""
        pause = _LEAST_PAUSE
        while not self._ending.is_set():
            try:
                store = self._still_there() or self._open_anew()
            except (StoreError, OSError) as error:
                _log.warning("the store cannot be reached: %s", error)
                self._tried.set()
                self._ending.wait(pause)
                pause = min(pause * 2, _MOST_PAUSE)
            else:
                with self._lock:
                    self._store, self._former, self._worker = store, None, None
                self._tried.set()
                _log.info("the store answers")
                return

    def _still_there(self) -> Store | None:
        former, self._former = self._former, None
        if former is None:
            return None
        try:
            former.read("current_build")
        except StoreError:
            self._opened.close()
            return None
        return former

    def _open_anew(self) -> Store:
        opened = ExitStack()
        store = opened.enter_context(self._opening())
        self._opened = opened
        return store

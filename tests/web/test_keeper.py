"""The store is handed out when it answers, refused at once while it is away, and found again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from api.web import keeper as module
from api.web.keeper import StoreKeeper
from graph_builder.errors import StoreAwayError, StoreError
from graph_builder.store.migrations import newest


class Fake:
    """A store that answers as long as it is not down."""

    def __init__(self) -> None:
        self.down = False
        self.place = "nowhere"
        self.closed = 0
        self.opened = 0
        self.build = "one"

    def read(self, name: str, /, **_: Any) -> list[dict[str, Any]]:
        assert name == "current_build"
        if self.down:
            raise StoreAwayError("down")
        return [{"build": self.build, "revision": None, "switches": 1, "number": newest(), "program": "0"}]

    @contextmanager
    def opening(self) -> Iterator[Any]:
        if self.down:
            raise StoreAwayError("down")
        self.opened += 1
        try:
            yield self
        finally:
            self.closed += 1


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def keeper(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoreKeeper]:
    monkeypatch.setattr(module, "_LEAST_PAUSE", 0.01)
    monkeypatch.setattr(module, "_MOST_PAUSE", 0.02)
    made = StoreKeeper(fake.opening)
    yield made
    made.close()


def within(seconds: float, true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.005)
    return False


def answers(keeper: StoreKeeper) -> bool:
    try:
        keeper.get()
    except StoreAwayError:
        return False
    return True


def test_it_is_opened_once_for_all(keeper: StoreKeeper, fake: Fake) -> None:
    threads = [threading.Thread(target=keeper.get) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert keeper.get() is fake
    assert fake.opened == 1
    keeper.close()
    assert fake.closed == 1


def test_away_at_the_start_and_found_later(keeper: StoreKeeper, fake: Fake) -> None:
    fake.down = True
    with pytest.raises(StoreAwayError):
        keeper.get()
    fake.down = False
    assert within(10, lambda: answers(keeper))


def test_lost_and_opened_anew(keeper: StoreKeeper, fake: Fake) -> None:
    keeper.get()
    fake.down = True
    keeper.lost(fake)  # type: ignore[arg-type]
    with pytest.raises(StoreAwayError):
        keeper.get()
    assert within(10, lambda: fake.closed == 1)
    fake.down = False
    assert within(10, lambda: answers(keeper))
    assert (fake.opened, fake.closed) == (2, 1)


def test_a_false_alarm_costs_no_connection(keeper: StoreKeeper, fake: Fake) -> None:
    keeper.get()
    keeper.lost(fake)  # type: ignore[arg-type]
    assert within(10, lambda: answers(keeper))
    assert (fake.opened, fake.closed) == (1, 0)


def test_a_late_alarm_of_a_former_store_is_no_alarm(keeper: StoreKeeper, fake: Fake) -> None:
    keeper.get()
    keeper.lost(Fake())  # type: ignore[arg-type]
    assert keeper.get() is fake


def test_the_state_is_not_asked_for_each_time(keeper: StoreKeeper, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_STATE_SECONDS", 3600.0)
    assert keeper.state() == "one"
    fake.build = "two"
    assert keeper.state() == "one"
    monkeypatch.setattr(module, "_STATE_SECONDS", 0.0)
    assert keeper.state() == "two"
    fake.down = True
    with pytest.raises(StoreError):
        keeper.state()


def test_it_can_be_closed_while_it_tries(keeper: StoreKeeper, fake: Fake) -> None:
    fake.down = True
    with pytest.raises(StoreAwayError):
        keeper.get()
    keeper.close()
    fake.down = False
    with pytest.raises(StoreAwayError):
        keeper.get()
    assert fake.opened == 0

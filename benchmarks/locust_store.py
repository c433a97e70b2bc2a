"""For locust: clients that run the statements of the same questions on the bare store."""

from __future__ import annotations

import os
import pickle
import random
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from locust import User, constant, events, task

from graph_builder.store import Store, StoreSettings, open_store

_MIX: list[tuple[str, list[tuple[str, dict[str, Any]]]]] = pickle.loads(  # noqa: S301 - the benchmark has written it itself
    Path(os.environ["POLICYGRAPH_MIX"]).read_bytes()
)
_held = ExitStack()
_store: list[Store] = []


def _open(**_: Any) -> None:
    _store.append(_held.enter_context(open_store(StoreSettings(Path(os.environ["POLICYGRAPH_HOME"])))))


def _close(**_: Any) -> None:
    _held.close()


events.test_start.add_listener(_open)
events.test_stop.add_listener(_close)


class Reader(User):
    """Runs the statements of one question after the other, without a pause."""

    wait_time = constant(0)

    @task
    def ask(self) -> None:
        """The statements of one question of the mix."""
        name, statements = random.choice(_MIX)
        begun, failed = time.perf_counter(), None
        try:
            for statement, params in statements:
                _store[0].read(statement, **params)
        except Exception as error:
            failed = error
        self.environment.events.request.fire(
            request_type="store",
            name=name,
            response_time=1000 * (time.perf_counter() - begun),
            response_length=0,
            exception=failed,
            context={},
        )

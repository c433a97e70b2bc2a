"""Who does the tasks of a build: this process, several processes of this machine, or the workers of a cluster.

A task is a function at the top level of a module with arguments that can be pickled. It reads tables and writes
tables; what it returns is small. Where it runs makes no difference to what it writes.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

Result = TypeVar("Result")


class Workers(Protocol):
    """Does tasks."""

    def run(self, task: Callable[..., Result], calls: Sequence[tuple[Any, ...]]) -> Iterator[Result]:
        """Call ``task`` with each of the tuples of arguments; yields results as they come, in no order.

        Raises what a task raises; the tasks that were not begun are then not begun.
        """
        ...


class Inline:
    """Does all tasks in this process, one after the other."""

    def run(self, task: Callable[..., Result], calls: Sequence[tuple[Any, ...]]) -> Iterator[Result]:
        """See :class:`Workers`."""
        for call in calls:
            yield task(*call)


_WORTH_SECONDS = 1.0
"""Starting processes takes longer than this: tasks that are done sooner are all done in this one."""
_MANY = 16
"""So many tasks are not done sooner."""


class Processes:
    """Does tasks in processes of this machine, which are started where many tasks, or the first ones, are worth it."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool
        self._started = False

    def run(self, task: Callable[..., Result], calls: Sequence[tuple[Any, ...]]) -> Iterator[Result]:
        """See :class:`Workers`."""
        left = deque(calls)
        deadline = time.monotonic() + _WORTH_SECONDS
        started = self._started or len(left) >= _MANY
        while left and (len(left) == 1 or (not started and time.monotonic() < deadline)):
            yield task(*left.popleft())
        self._started = started or bool(left)
        waiting: set[Future[Result]] = {self._pool.submit(task, *call) for call in left}
        try:
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
        finally:
            for future in waiting:
                future.cancel()


def processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def local_workers(processes: int | None = None) -> Iterator[Workers]:
    """Workers on this machine: ``processes`` of them, by default one a processor. They end with the block."""
    count = processors() if processes is None else processes
    if count < 2:
        yield Inline()
        return
    # forked from a process without threads: the build's own has those of its libraries
    with ProcessPoolExecutor(count, mp_context=get_context("forkserver")) as pool:
        yield Processes(pool)

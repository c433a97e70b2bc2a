"""A command of the program in a process of its own, forked where all is imported, that says what it is about to write.

It is the command line as a user calls it; before each table, each statement that writes to the store and each judgement
it tells its name, so that whoever kills it knows where it stands.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

# imported here: the commands' modules, so that a process that is forked from this one has them
from graph_builder.agencies import AgencyRegistry
from graph_builder.cli import building, main, review
from graph_builder.extraction.extract import extract
from graph_builder.extraction.pipeline import pipeline
from graph_builder.judgements import JudgementLog
from graph_builder.store.connection import Store
from graph_builder.tables.folder import Folder

WARM = (building, review, extract)


def warm() -> None:
    """Read the rules that every build needs, once for all processes that are forked from this one."""
    AgencyRegistry.load()
    pipeline()


def run(arguments: Sequence[str], home: Path, out: Path, told: Connection | None, largest: int | None) -> None:
    """Do the command and end the process with its exit status.

    What it prints goes to the file ``out``, where it stands to ``told``; no file may grow beyond ``largest`` bytes.
    """
    handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    os.environ["POLICYGRAPH_HOME"] = str(home)
    if told is not None:
        _tell(told.send)
    if largest is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    main(arguments)


def _tell(tell: Callable[[str], None]) -> None:
    write, write_together, append, making = Store.write, Store.write_together, JudgementLog.append, Folder.making

    def told_write(self: Store, name: str, /, **params: Any) -> Any:
        tell(name)
        return write(self, name, **params)

    def told_together(self: Store, work: Any) -> None:
        tell("revise")
        write_together(self, work)

    def told_append(self: JudgementLog, judgement: Any) -> None:
        tell("judgement")
        append(self, judgement)

    @contextmanager
    def told_making(self: Folder, name: str) -> Iterator[str]:
        tell("table")
        with making(self, name) as stage:
            yield stage

    Store.write, Store.write_together = told_write, told_together  # type: ignore[method-assign]
    JudgementLog.append, Folder.making = told_append, told_making  # type: ignore[method-assign]


if __name__ != "__main__":
    warm()

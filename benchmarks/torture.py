"""Faults at random points of builds, loads, switches and judgements: ``python -m benchmarks.torture``.

A data folder of its own holds a graph on the embedded engine. Each fault meets a command that makes another graph, or
gives a judgement; then three things must hold: the graph is the old one or the new one, whole; every judgement that was
acknowledged is there; and the same command, run again, succeeds. The first fault that breaks one of them ends the run.

What a graph is to be is told by a build in an undisturbed folder with the same judgements, compared byte by byte as an
export.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.inputs import SAMPLE
from benchmarks.tables import markdown

_PROJECT = Path(__file__).parent.parent
_COLLECTION = "受试"
_LEFT_OUT = ("03-", "10-", "14-")
"""Files of the sample that one of the two graphs lacks."""
_SECONDS = 300.0
_FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"


class BrokenError(Exception):
    """What must hold after a fault does not."""


@dataclass(slots=True)
class Torture:
    """A graph on an engine, and the faults that it meets."""

    place: Path
    rng: random.Random
    length: float = 5.0
    """Seconds that a build takes, by the last one that nothing disturbed."""
    given: list[str] = field(default_factory=list)
    """Ids of the judgements that were acknowledged."""
    served: str = "small"
    _known: dict[tuple[str, int], str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """The data folder."""
        return self.place / "home"

    def prepare(self) -> None:
        """Make the two inputs, and load the first."""
        for name in ("small", "large"):
            folder = self.place / name
            folder.mkdir(parents=True)
            for path in sorted(SAMPLE.iterdir()):
                if name == "large" or not path.name.startswith(_LEFT_OUT):
                    shutil.copy(path, folder)
        self._must_succeed(self._start("build", *self._input("small")))

    # -- faults -------------------------------------------------------------------------------------------------

    def faults(self) -> dict[str, Callable[[], None]]:
        """Each kind of fault by its name."""
        kinds: dict[str, Callable[[], None]] = {
            "build killed": lambda: self._build(self._kill),
            "build and engine killed": lambda: self._build(self._kill_both),
            "engine killed": lambda: self._build(self._kill_engine),
            "disk full": lambda: self._build(None, before=self._fill_disk),
            "two builds at once": self._two_builds,
            "judgement killed": self._judge,
        }
        if Path(_FAKETIME).exists():
            kinds["clock jumps"] = lambda: self._build(None, env=self._other_time())
        return kinds

    def _build(
        self,
        fault: Callable[[subprocess.Popen[str]], None] | None,
        *,
        before: Callable[[], None] | None = None,
        env: dict[str, str] | None = None,
    ) -> None:
        other = "large" if self.served == "small" else "small"
        arguments = ("build", *self._input(other)) if self.rng.random() < 0.8 else ("load",)
        process = self._start(*arguments, before=before, env=env)
        if fault:
            fault(process)
        self._end(process)
        self._check({self.served, other})
        self._must_succeed(self._start("build", *self._input(other)))
        self.served = other
        self._check({other})

    def _wait(self) -> None:
        time.sleep(self.rng.random() * self.length * 1.1)

    def _kill(self, process: subprocess.Popen[str]) -> None:
        self._wait()
        process.kill()

    def _kill_engine(self, _process: subprocess.Popen[str]) -> None:
        self._wait()
        engine = self._engine()
        if engine is not None:
            _kill(engine)

    def _kill_both(self, process: subprocess.Popen[str]) -> None:
        self._wait()
        engine = self._engine()
        process.kill()
        if engine is not None:
            _kill(engine)

    def _fill_disk(self) -> None:
        """No file may grow beyond a size; Python leaves out the signal, and every write beyond it fails."""
        size = int(2 ** self.rng.uniform(12, 22))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

    def _other_time(self) -> dict[str, str]:
        days = self.rng.choice((-3650, -400, -1, 1, 400, 3650))
        return {"LD_PRELOAD": _FAKETIME, "FAKETIME": f"{days:+d}d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def _two_builds(self) -> None:
        other = "large" if self.served == "small" else "small"
        processes = [self._start("build", *self._input(name)) for name in (other, self.served)]
        for process in processes:
            self._must_succeed(process)
        self.served = self._check({self.served, other})

    def _judge(self) -> None:
        """A judgement that is killed: it is there or not, and those before it are."""
        queue = json.loads(self._must_succeed(self._start("queue", "--below", "1", "--json")))
        relation = self.rng.choice([item["relation"] for item in queue["items"]])
        ends = (relation["source"], relation["type"].lower(), relation["target"])
        judge = ("judge", self.rng.choice(("confirm", "reject")), *ends, "--by", "受试", "--reason", "试", "--json")
        process = self._start(*judge)
        time.sleep(self.rng.random() * 3)
        process.kill()
        self._end(process)
        held = self._judgements()
        if not set(self.given) <= set(held):
            raise BrokenError("a judgement is lost")
        self.given = held
        self._must_succeed(self._start("load"))
        self._check({self.served})

    # -- what must hold -----------------------------------------------------------------------------------------

    def _check(self, allowed: set[str]) -> str:
        """Raise :class:`BrokenError` unless the graph is one of those allowed; gives which."""
        held = self._judgements()
        if not set(self.given) <= set(held):
            raise BrokenError("a judgement is lost")
        found = self._exported(self.home)
        for name in sorted(allowed):
            if found == self._expected(name):
                return name
        raise BrokenError(f"the graph is none of {', '.join(sorted(allowed))}, as a whole")

    def _expected(self, name: str) -> str:
        key = (name, len(self.given))
        if key not in self._known:
            with tempfile.TemporaryDirectory(dir=self.place) as folder:
                home = Path(folder)
                if (self.home / "judgements.jsonl").exists():
                    shutil.copy(self.home / "judgements.jsonl", home)
                begin = time.monotonic()
                self._must_succeed(self._start("build", *self._input(name), home=home))
                self.length = time.monotonic() - begin
                self._known[key] = self._exported(home)
        return self._known[key]

    def _exported(self, home: Path) -> str:
        folder = home / "exported"
        self._must_succeed(self._start("export", str(folder), home=home))
        digest = hashlib.sha256()
        for path in sorted(folder.iterdir()):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def _judgements(self) -> list[str]:
        listed = json.loads(self._must_succeed(self._start("judgements", "--json")))
        return [item["judgement"]["id"] for item in listed["entries"]]

    # -- processes ----------------------------------------------------------------------------------------------

    def _input(self, name: str) -> tuple[str, ...]:
        return str(self.place / name), "--collection", _COLLECTION

    def _start(
        self,
        *arguments: str,
        home: Path | None = None,
        before: Callable[[], None] | None = None,
        env: dict[str, str] | None = None,
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "graph_builder.cli", *arguments],
            cwd=_PROJECT,
            env=os.environ | {"POLICYGRAPH_HOME": str(home or self.home)} | (env or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=before,  # noqa: PLW1509 - a process without threads sets a limit
        )

    def _end(self, process: subprocess.Popen[str]) -> tuple[str, str]:
        try:
            return process.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise BrokenError(f"{' '.join(map(str, process.args[3:]))} does not end") from error  # type: ignore[index]

    def _must_succeed(self, process: subprocess.Popen[str]) -> str:
        out, said = self._end(process)
        if process.returncode != 0:
            command = " ".join(map(str, process.args[3:]))  # type: ignore[index]
            raise BrokenError(f"{command} fails: {said.strip()[-500:]}")
        return out

    def _engine(self) -> int | None:
        try:
            found: int = json.loads((self.home / "store" / "engine.json").read_text("utf-8"))["pid"]
        except (OSError, ValueError):
            return None
        return found


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        yield Path(folder)


def torture(place: Path, faults: int, seed: int) -> Counter[str]:
    """Let a graph in ``place`` meet so many faults, each kind in turn at random points; gives how many of each.

    Raises :class:`BrokenError`, which names the fault, where something was lost or mixed.
    """
    tried = Torture(place, random.Random(seed))
    tried.prepare()
    kinds = tried.faults()
    survived: Counter[str] = Counter()
    for number in range(faults):
        name = list(kinds)[number % len(kinds)]
        try:
            kinds[name]()
        except BrokenError as error:
            raise BrokenError(f"fault {number + 1} of seed {seed} ({name}): {error}") from error
        survived[name] += 1
        print(f"{number + 1}/{faults} {name}: held", file=sys.stderr, flush=True)
    return survived


def main() -> None:
    """Torture, and print how many faults of each kind were survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a new folder to work in, which stays")
    given = parser.parse_args()
    with _folder(given.keep) as place:
        survived = torture(place, given.faults, given.seed)
    rows = [[name, str(count), "0"] for name, count in survived.items()]
    print(markdown(["fault", "times", "lost or mixed"], [*rows, ["all", str(survived.total()), "0"]]))


if __name__ == "__main__":
    main()

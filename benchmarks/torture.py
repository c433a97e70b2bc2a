"""Faults at random points of builds, loads, switches and judgements: ``python -m benchmarks.torture``.

A data folder of its own holds a graph on the embedded engine. Each fault meets a command that makes another graph, or
gives a judgement; then three things must hold: the graph is the old one or the new one, whole; every judgement that was
acknowledged is there; and the same command, run again, succeeds and leaves the new graph and nothing besides.

What a graph is to be is told by a build in a folder of its own and the judgements that are kept; it is compared entity
by entity with what is read back from the store. The commands are processes of their own, each forked from one that has
imported the program, as a command spends most of its time with that; the signals, files and store are those of every
day. A build is killed before a random one of its steps, or a random part of the time after it that the next step came
in an undisturbed run, half of the time by kinds of steps, so that the short ones (the switch) are met as well.

A full disk needs a user who may mount one (the data folder is then a small one of its own), another clock the library
of Debian's ``faketime``; where one is missing, its kind is not in the table.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from benchmarks import victim
from benchmarks.inputs import SAMPLE
from benchmarks.tables import markdown
from graph_builder.collections import CollectionStore
from graph_builder.judgements import JudgementLog, in_force
from graph_builder.model import Graph, Resolution
from graph_builder.settings import StoreSettings
from graph_builder.store import Store, dump, open_store
from graph_builder.store.locks import Places
from graph_builder.workers import Inline
from graph_builder.workspace import Workspace, judged

_PROJECT = Path(__file__).parent.parent
_COLLECTIONS = {"甲": ("02", "03", "04"), "乙": ("08", "10", "11")}
"""Two collections of files of the sample, so that a build has several batches and keeps them one after the other."""
_LEFT_OUT = ("03", "10")
"""Files that one of the two graphs lacks."""
_SECONDS = 300.0
_REFUSED = 2
"""Exit status of a command that says in one line why it did not work."""
_LONGEST = 2000
_DISK_FULL = "disk full"
_DISK = 400 << 20
_HEAP = "256m"
_FORK = get_context("forkserver")
_FORK.set_forkserver_preload(["benchmarks.victim"])


class BrokenError(Exception):
    """What must hold after a fault does not."""


@dataclass(slots=True)
class Tally:
    """Faults of a kind: how many were tried, how many met their command while it ran, how many broke something."""

    tried: int = 0
    met: int = 0
    broke: int = 0


# -- what must hold ----------------------------------------------------------------------------------------------------


_UNORDERED = ("documents", "issues", "readings")
"""What a judgement that is carried out in the store puts behind the rest, until the next load."""


def which(found: Graph, allowed: Mapping[str, Graph]) -> str:
    """The name of the graph that ``found`` is, entity by entity. Raises :class:`BrokenError` where it is none."""
    said = []
    for name, graph in allowed.items():
        differences = list(_differences(found, graph))
        if not differences:
            return name
        said.append(f"{name}: {'; '.join(differences)}")
    raise BrokenError(f"the graph is none of {', '.join(allowed)} as a whole ({' | '.join(said)})"[:_LONGEST])


def _differences(graph: Graph, right: Graph) -> Iterator[str]:
    for each in fields(Graph):
        is_there, should = tuple(getattr(graph, each.name)), tuple(getattr(right, each.name))
        if each.name in _UNORDERED:
            is_there, should = tuple(sorted(is_there, key=repr)), tuple(sorted(should, key=repr))
        if is_there != should:
            # by what they print as: not all of them can be hashed
            found, wanted = (dict.fromkeys(map(repr, rows)) for rows in (is_there, should))
            besides = [one for one in found if one not in wanted]
            lacking = [one for one in wanted if one not in found]
            said = f"has besides {besides}, lacks {lacking}" if besides or lacking else "in another order"
            yield f"{each.name}, {len(is_there)} for {len(should)}, {said}"


def check_judgements(given: Collection[str], log: JudgementLog) -> list[str]:
    """The ids of the judgements that are kept. Raises :class:`BrokenError` where one of ``given`` is not."""
    held = [each.id for each in log.read().all]
    lost = set(given) - set(held)
    if lost:
        raise BrokenError(f"judgements are lost: {', '.join(sorted(lost))}")
    return held


def check_alone(store: Store) -> None:
    """Raise :class:`BrokenError` where the store lists builds besides the one that is served."""
    listed = [row["id"] for row in store.read("builds")]
    if len(listed) != 1:
        raise BrokenError(f"{len(listed)} builds are left in the store")


# -- the commands ------------------------------------------------------------------------------------------------------


class Command:
    """A command in a process of its own."""

    def __init__(
        self, arguments: Sequence[str], home: Path, out: Path, *, watched: bool = False, largest: int | None = None
    ) -> None:
        self.arguments, self._out = arguments, out
        self._told: Connection | None = None
        telling = None
        if watched:
            self._told, telling = _FORK.Pipe(duplex=False)
        self._process: ForkServerProcess = _FORK.Process(
            target=victim.run, args=(tuple(arguments), home, out, telling, largest)
        )
        self._process.start()
        if telling is not None:
            telling.close()

    def steps(self) -> Iterator[tuple[str, float]]:
        """The steps as the command comes to them, each with the moment; until it ends."""
        while self._told is not None:
            try:
                yield self._told.recv(), time.monotonic()
            except EOFError:
                return

    def kill(self) -> bool:
        """End it without any warning; whether it was still running."""
        running = self._process.exitcode is None
        if running and self._process.pid is not None:
            kill(self._process.pid)
        return running

    def end(self) -> int:
        """Wait for its end; gives its exit status. Raises :class:`BrokenError` where it does not end."""
        self._process.join(_SECONDS)
        if self._process.exitcode is None:
            self._process.kill()
            raise BrokenError(f"{self} does not end: {self.said()}")
        return self._process.exitcode

    def must_succeed(self) -> None:
        """Raise :class:`BrokenError` unless it ends well."""
        if self.end() != 0:
            raise BrokenError(f"{self} fails: {self.said()}")

    def must_end_well_or_say_why(self) -> bool:
        """Whether it ended well. Raises :class:`BrokenError` where it neither did nor said in order why not."""
        status = self.end()
        if status not in (0, _REFUSED):
            raise BrokenError(f"{self} ends with {status}: {self.said()}")
        return status == 0

    def said(self) -> str:
        """The end of what it printed."""
        return self._out.read_text("utf-8", "replace").strip()[-1500:] if self._out.exists() else ""

    def __str__(self) -> str:
        return " ".join(self.arguments)


def kill(process: int) -> None:
    """End a process without any warning; nothing happens where there is none."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


# -- the faults --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Torture:
    """A graph on an engine, and the faults that it meets."""

    place: Path
    rng: random.Random
    served: str = "small"
    given: list[str] = field(default_factory=list)
    """Ids of the judgements that were acknowledged, or were found kept."""
    moment: str = ""
    """The step at which the last fault was to meet its command."""
    real_disk: bool = False
    """Whether the data folder lies on a disk of its own, which can be filled."""
    _built: dict[str, Graph] = field(default_factory=dict)
    _steps: list[tuple[str, float]] = field(default_factory=list)
    """The steps of an undisturbed build, and the seconds from each to the next."""
    _open: ExitStack = field(default_factory=ExitStack)
    _store: Store | None = None
    _commands: int = 0

    @property
    def home(self) -> Path:
        """The data folder."""
        return self.place / "home"

    @property
    def log(self) -> JudgementLog:
        """The judgements that are kept."""
        return JudgementLog(self.home / "judgements.jsonl")

    @property
    def store(self) -> Store:
        """The store, which stays open between faults that are not about it."""
        if self._store is None:
            self._store = self._open.enter_context(open_store(StoreSettings(self.home, heap=_HEAP)))
        return self._store

    def leave(self) -> None:
        """Close the store; the engine ends unless a command uses it."""
        self._store = None
        self._open.close()

    def prepare(self) -> None:
        """Make the inputs and what is to become of them, load the first and watch a build of the second."""
        self.home.mkdir(parents=True, exist_ok=True)
        for name in ("small", "large"):
            for collection, files in _COLLECTIONS.items():
                folder = self.place / name / collection
                folder.mkdir(parents=True)
                for path in sorted(SAMPLE.iterdir()):
                    if path.name[:2] in files and (name == "large" or path.name[:2] not in _LEFT_OUT):
                        shutil.copy(path, folder)
            self._built[name] = self._undisturbed(name)
        _ = self.store
        self._start("build", *self._input("small")).must_succeed()
        command = self._start("build", *self._input("large"), watched=True)
        moments = list(command.steps())
        command.must_succeed()
        ends = [moment for _, moment in moments[1:]] + [moments[-1][1]]
        self._steps = [(name, end - moment) for (name, moment), end in zip(moments, ends, strict=True)]
        self.served = "large"
        self._check_settled()

    def faults(self) -> dict[str, Callable[[], bool]]:
        """Each kind of fault by its name; it gives whether the fault met its command while that ran."""
        kinds: dict[str, Callable[[], bool]] = {
            "build killed": lambda: self._killed("build"),
            "store gone": lambda: self._killed("engine"),
            "build and store killed": lambda: self._killed("both"),
            "judgement killed": self._judge,
            "files cannot grow": self._files_cannot_grow,
            "two builds at once": self._two_builds,
            "judgement amid a build": self._judge_amid_a_build,
        }
        if self.real_disk:
            kinds[_DISK_FULL] = self._disk_full
        if _faketime() is not None:
            kinds["clock jumps"] = self._clock_jumps
        return kinds

    def _killed(self, whom: str) -> bool:
        """Kill the build, the engine or both at a random moment of a build."""
        if self.rng.random() < 0.25:
            self.leave()  # the command then starts the engine, and is its only client
        command = self._start("build", *self._input(self._other), watched=True)
        met = self._wait_for_moment(command)
        engine = Places(self.home / "store").read_endpoint() if whom != "build" else None
        if whom != "engine":
            met = command.kill() and met
            command.end()
        if engine:
            kill(engine["pid"])
            self.leave()
        if whom == "engine":
            command.must_end_well_or_say_why()
        self._check_after_fault()
        return met

    def _wait_for_moment(self, command: Command) -> bool:
        """Wait for a random moment of a build, by the steps of an undisturbed one; whether it came."""
        if self.rng.random() < 0.5:
            kinds = sorted({name for name, _ in self._steps})
            chosen = self.rng.choice(kinds)
            at = self.rng.choice([place for place, (name, _) in enumerate(self._steps) if name == chosen])
        else:
            at = self.rng.choices(range(len(self._steps)), [gap + 1e-3 for _, gap in self._steps])[0]
        name, gap = self._steps[at]
        turn = sum(1 for earlier, _ in self._steps[: at + 1] if earlier == name)
        self.moment = f"{name} {turn}"
        for told, _ in command.steps():
            turn -= told == name
            if not turn:
                time.sleep(gap * self.rng.random())
                return True
        return False

    def _files_cannot_grow(self) -> bool:
        """No file of the command may grow beyond a size: every write beyond it fails."""
        command = self._start("build", *self._input(self._other), largest=int(2 ** self.rng.uniform(8, 17)))
        failed = not command.must_end_well_or_say_why()
        self._check_after_fault()
        return failed

    def _disk_full(self) -> bool:
        """The disk takes little more; command and engine share it. Half of the time the engine starts on it."""
        if self.rng.random() < 0.5:
            self.leave()
        left = int(2 ** self.rng.uniform(10, 24))
        ballast = self.home / "ballast"
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(shutil.disk_usage(self.home).free - left, 1))
        try:
            failed = not self._start("build", *self._input(self._other)).must_end_well_or_say_why()
        finally:
            ballast.unlink()
        # the engine that met the full disk ends with its last user, as after a command
        self.leave()
        self._check_after_fault()
        return failed

    def _clock_jumps(self) -> bool:
        """The clock is another one for the command, and half of the time for the engine that it starts, too."""
        if self.rng.random() < 0.5:
            self.leave()
        # not while it runs: the library would have the clock jump that only ever goes on (CLOCK_MONOTONIC), or, told
        # to leave that alone, makes every sleep of Python fail
        days = self.rng.choice((-3650, -400, -1, 1, 400, 3650))
        self.moment = f"{days:+d} days"
        faked = {"LD_PRELOAD": str(_faketime()), "FAKETIME": f"{days:+d}d", "POLICYGRAPH_HOME": str(self.home)}
        said = self.place / "clock.out"
        # a process from scratch: the library can only be loaded at a start
        with said.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "graph_builder.cli", "build", *self._input(self._other)],
                cwd=_PROJECT,
                env=os.environ | faked,
                stdout=out,
                stderr=out,
            )
            try:
                status = process.wait(_SECONDS)
            except subprocess.TimeoutExpired as error:
                process.kill()
                raise BrokenError("a build with another clock does not end") from error
        if status != 0:
            raise BrokenError(f"a build with another clock fails: {said.read_text('utf-8')}")
        self._check_after_fault()
        return True

    def _two_builds(self) -> bool:
        first = self._start("build", *self._input(self._other), watched=True)
        met = self._wait_for_moment(first)
        second = self._start("build", *self._input(self.served))
        for command in (first, second):
            command.must_succeed()
        self.served = self._check({self.served, self._other})
        check_alone(self.store)
        return met

    def _judge(self) -> bool:
        """A judgement that is killed: it is there or not, those before it are, and the graph has it or not."""
        before = judged(self._built[self.served], self.log)
        command = self._start("judge", *self._judgement(before), "--by", "受试", "--reason", "试", watched=True)
        steps = self.rng.choice((1, 1, 1, 2, 2, 2, 99))
        for self.moment, _ in command.steps():
            steps -= 1
            if not steps:
                break
        time.sleep(self.rng.random() * 0.02)
        met = command.kill()
        if command.end() == 0 and "受试" not in self.log.path.read_text("utf-8"):
            raise BrokenError("an acknowledged judgement is not kept")
        self.given = check_judgements(self.given, self.log)
        after = judged(self._built[self.served], self.log)
        which(dump(self.store), {"as before the judgement": before, "as after it": after})
        self._start("load").must_succeed()
        self._check_settled()
        return met

    def _judge_amid_a_build(self) -> bool:
        """A judgement is given while a build goes on; both end well, and the new graph has it."""
        judgement = self._judgement(judged(self._built[self.served], self.log))
        build = self._start("build", *self._input(self._other), watched=True)
        met = self._wait_for_moment(build)
        judge = self._start("judge", *judgement, "--by", "受试", "--reason", "试")
        # what it is about may not be in the graph any more
        judge.must_end_well_or_say_why()
        build.must_succeed()
        self.served = self._other
        self._check_settled()
        return met

    def _judgement(self, graph: Graph) -> tuple[str, ...]:
        standing = in_force(self.log.read().all)
        if standing and self.rng.random() < 0.4:
            return "undo", self.rng.choice(standing).id
        relations = [each for each in graph.relations if each.resolution is not Resolution.AMBIGUOUS]
        relation = self.rng.choice(relations)
        kind = self.rng.choice(("confirm", "reject"))
        return kind, relation.source, relation.type.lower(), relation.target

    # -- checks ------------------------------------------------------------------------------------------------------

    def _check_after_fault(self) -> None:
        """The old or the new graph, whole; then the same build again must give the new one."""
        self._check({self.served, self._other})
        self._start("build", *self._input(self._other)).must_succeed()
        self.served = self._other
        self._check_settled()

    def _check_settled(self) -> None:
        self._check({self.served})
        check_alone(self.store)

    def _check(self, allowed: set[str]) -> str:
        """Raise :class:`BrokenError` unless the graph is one of those allowed; gives which."""
        self.given = check_judgements(self.given, self.log)
        return which(dump(self.store), {name: judged(self._built[name], self.log) for name in sorted(allowed)})

    def _undisturbed(self, name: str) -> Graph:
        """The graph of an input, built in this process and in a folder of its own, without judgements."""
        home = self.place / f"{name}-alone"
        space = Workspace(CollectionStore(home), Inline())
        graph = space.join(space.read([self.place / name / each for each in _COLLECTIONS]))
        return Graph(**{each.name: tuple(getattr(graph, each.name)) for each in fields(Graph)})

    @property
    def _other(self) -> str:
        return "large" if self.served == "small" else "small"

    def _input(self, name: str) -> tuple[str, ...]:
        return *(str(self.place / name / each) for each in _COLLECTIONS), "--processes", "1"

    def _start(self, *arguments: str, watched: bool = False, largest: int | None = None) -> Command:
        self._commands += 1
        out = self.place / f"{self._commands % 10}.out"
        return Command(arguments, self.home, out, watched=watched, largest=largest)


def _faketime() -> Path | None:
    """The library that gives a process another clock, where it is installed."""
    return next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)


@contextmanager
def _own_disk(folder: Path, *, wanted: bool) -> Iterator[bool]:
    """Let a folder be a small disk of its own for a block's length, where that is wanted and this user may; whether."""
    folder.mkdir(parents=True)
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if not wanted or mount is None or umount is None:
        yield False
        return
    asked = [mount, "-t", "tmpfs", "-o", f"size={_DISK}", "tmpfs", str(folder)]
    mounted = subprocess.run(asked, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run([umount, "--lazy", str(folder)], check=False)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="torture-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def torture(
    place: Path, faults: int, seed: int, *, kinds: Sequence[str] = (), goes_on: bool = False
) -> dict[str, Tally]:
    """Let a graph in ``place`` meet so many faults, each kind in turn at random points; gives how many of each.

    A fault that broke something is told on the standard error. It ends the run, or, with ``goes_on``, has the graph
    made anew in another folder.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    rng = random.Random(seed)
    number, round_ = 0, 0
    while number < faults:
        round_ += 1
        with _own_disk(place / str(round_) / "home", wanted=not kinds or _DISK_FULL in kinds) as real_disk:
            tried = Torture(place / str(round_), rng, real_disk=real_disk)
            try:
                tried.prepare()
                chosen = {name: kind for name, kind in tried.faults().items() if not kinds or name in kinds}
                while number < faults:
                    name = list(chosen)[number % len(chosen)]
                    number += 1
                    tried.moment = ""
                    broke = tallies[name].broke
                    how = _meet(chosen[name], tallies[name])
                    print(f"{number}/{faults} (seed {seed}) {name} {tried.moment}: {how}", file=sys.stderr, flush=True)
                    if tallies[name].broke > broke:
                        break
            finally:
                tried.leave()
        if not goes_on and any(each.broke for each in tallies.values()):
            break
    return dict(tallies)


def _meet(fault: Callable[[], bool], tally: Tally) -> str:
    """Let the graph meet a fault and count it; gives in words how it went."""
    begin = time.monotonic()
    tally.tried += 1
    try:
        met = fault()
    except Exception as error:
        # whatever the check itself runs into, a store that cannot be read say, is a fault that was not survived
        tally.broke += 1
        if not isinstance(error, BrokenError):
            traceback.print_exc()
        return f"BROKEN: {error}"
    tally.met += met
    return f"held, {time.monotonic() - begin:.1f} s"


def table_of(tallies: Mapping[str, Tally]) -> str:
    """The faults by kinds and in all."""
    counts = Counter[str]()
    rows = []
    for name, each in tallies.items():
        counts.update(tried=each.tried, met=each.met, broke=each.broke)
        rows.append([name, str(each.tried), str(each.met), str(each.broke)])
    head = ["fault", "times", "while it ran", "lost or mixed"]
    return markdown(head, [*rows, ["all", *(str(counts[each]) for each in ("tried", "met", "broke"))]])


def main() -> None:
    """Torture, and print how many faults of each kind were survived; exit status 1 where one was not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", default=[], help="only faults of this kind; may be repeated")
    parser.add_argument("--keep", type=Path, help="a new folder to work in, which stays")
    parser.add_argument("--goes-on", action="store_true", help="after a fault that broke something, in a new folder")
    given = parser.parse_args()
    with _folder(given.keep) as place:
        tallies = torture(place, given.faults, given.seed, kinds=given.kind, goes_on=given.goes_on)
    print(table_of(tallies))
    sys.exit(any(each.broke for each in tallies.values()))


if __name__ == "__main__":
    main()

"""Both engines for the tests: the embedded ArcadeDB, and a real Neo4j Community server from Maven Central.

Each is started when the first test asks for it, serves all tests of the session and is ended with it. The Neo4j half
is skipped, with the reason, where there is no Java 17 or no way to the server's files; in CI (``CI`` is set) that is a
failure. ``POLICYGRAPH_TEST_NEO4J`` names a folder for the server's files other than the one in the user's cache.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import neo4j
import platformdirs
import portalocker
import pytest

from graph_builder.model import Graph
from graph_builder.store import Store, StoreSettings, load, open_store

NEO4J = "5.26.12"
_JAVA = 17
_START_SECONDS = 120
_POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>policygraph</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{version}</version></dependency>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j-import-tool</artifactId><version>{version}</version></dependency>
    <dependency><groupId>org.neo4j</groupId><artifactId>cypher-shell</artifactId><version>{version}</version></dependency>
  </dependencies>
</project>
"""
_CONFIGURATION = """\
dbms.security.auth_enabled=false
dbms.usage_report.enabled=false
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.memory.pagecache.size={pages}
"""

_session = ExitStack()


def end_session() -> None:
    """End what was started."""
    _session.close()


@cache
def session_folder() -> Path:
    """A folder for the files of both engines."""
    return Path(_session.enter_context(tempfile.TemporaryDirectory(prefix="policygraph-", ignore_cleanup_errors=True)))


@cache
def settings_of(engine: str) -> StoreSettings:
    """How to reach ``arcadedb`` or ``neo4j``; skips the test where it cannot run."""
    home = session_folder()
    return StoreSettings(home) if engine == "arcadedb" else StoreSettings(home, uri=_start_neo4j())


@cache
def store_of(engine: str) -> Store:
    """The engine's store, open for the whole session."""
    return _session.enter_context(open_store(settings_of(engine)))


_builds: dict[int, tuple[Graph, str]] = {}


def hold(store: Store, graph: Graph) -> None:
    """Make a store hold a large graph: working out that it does already costs seconds, and is done once for each."""
    _, build = _builds.get(id(graph), (None, None))
    if not any(row["build"] == build and row["revision"] is None for row in store.read("current_build")):
        _builds[id(graph)] = graph, load(store, graph).build


def _start_neo4j() -> str:
    server = Neo4jServer(session_folder() / "neo4j")
    server.start()
    _session.callback(server.end)
    return server.uri


class Neo4jServer:
    """A Neo4j server of its own, whose data lie in a folder; skips the test where it cannot run.

    Started again after it ended, or was killed, it has the same address and the same data. ``heap`` and ``pages`` are
    the memory of its objects and of its pages, as Java and Neo4j write them.
    """

    def __init__(self, folder: Path, *, heap: str = "512m", pages: str = "32m") -> None:
        reason = _neo4j_is_missing()
        if reason:
            if os.environ.get("CI"):
                pytest.fail(f"CI must run the tests on Neo4j too, but {reason}")
            pytest.skip(reason)
        self._folder, self._heap = folder, heap
        (folder / "conf").mkdir(parents=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.uri = f"bolt://127.0.0.1:{port}"
        (folder / "conf" / "neo4j.conf").write_text(_CONFIGURATION.format(port=port, pages=pages), "utf-8")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self._folder / "out.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *("java", f"-Xmx{self._heap}", "-XX:+UseSerialGC", "-cp", f"{_neo4j_files()}/*"),
                    "org.neo4j.server.CommunityEntryPoint",
                    *(f"--home-dir={self._folder}", f"--config-dir={self._folder / 'conf'}"),
                ],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        _wait_for(self.uri, self.process, self._folder / "out.log")

    def kill(self) -> None:
        """End it without any warning."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        """End it in order."""
        if self.process is not None:
            _end(self.process)


_TOOL = """\
#!/bin/sh
export NEO4J_HOME='{home}'
exec java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '{files}/*' {main} "$@"
"""


def neo4j_tools(home: Path) -> Path:
    """A folder for the PATH with ``neo4j-admin`` and ``cypher-shell`` of the server whose data lie in ``home``."""
    folder = home / "bin"
    folder.mkdir()
    for name, main in (("neo4j-admin", "org.neo4j.cli.AdminTool"), ("cypher-shell", "org.neo4j.shell.Main")):
        (folder / name).write_text(_TOOL.format(home=home, files=_neo4j_files(), main=main), "utf-8")
        (folder / name).chmod(0o755)
    return folder


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_for(uri: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with neo4j.GraphDatabase.driver(uri) as driver:
                driver.verify_connectivity()
                return
        except neo4j.exceptions.DriverError:
            time.sleep(0.2)
    pytest.fail(f"Neo4j does not answer:\n{log.read_text('utf-8', 'replace')[-2000:]}")


def _neo4j_files() -> Path:
    given = os.environ.get("POLICYGRAPH_TEST_NEO4J")
    return Path(given) if given else platformdirs.user_cache_path("policygraph") / f"neo4j-{NEO4J}-with-tools"


_FETCH_SECONDS = 600


@cache
def _neo4j_is_missing() -> str | None:
    """Why Neo4j cannot run here; ``None`` where it can, its files then being at hand."""
    java = shutil.which("java")
    if java is None:
        return f"no Java is found; install Java {_JAVA} or later"
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < _JAVA:
        return f"Neo4j needs Java {_JAVA} or later, and this is {said.splitlines()[0] if said else 'unknown'}"
    files = _neo4j_files()
    files.parent.mkdir(parents=True, exist_ok=True)
    with portalocker.Lock(files.with_name(f"{files.name}.lock"), timeout=_FETCH_SECONDS):  # of several test processes
        return None if files.is_dir() else _fetch_neo4j()


def _fetch_neo4j() -> str | None:
    """Fetch the server's files; the reason where that fails."""
    maven = shutil.which("mvn")
    if maven is None:
        return "no Maven is found, which fetches Neo4j; install mvn"
    target = _neo4j_files()
    # Beside the target, so that the folder appears at once and whole.
    with tempfile.TemporaryDirectory(dir=target.parent) as work:
        (Path(work) / "pom.xml").write_text(_POM.format(version=NEO4J), "utf-8")
        done = subprocess.run(
            [maven, "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={work}/files"],
            cwd=work,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            return f"Maven cannot fetch Neo4j: {' '.join(done.stdout.split())[:300]}"
        (Path(work) / "files").replace(target)
    return None

"""How entries of the log are written."""

from __future__ import annotations

import io
import json
import logging
import sys
from pathlib import Path

import pytest
from structlog.contextvars import clear_contextvars

from graph_builder import logs
from graph_builder.build import build
from graph_builder.errors import InputError
from graph_builder.settings import LogFormat, Settings

SECRET = "秘密 word/of the store"


@pytest.fixture(autouse=True)
def without_context() -> None:
    """A request that an earlier test left unfinished has bound its id."""
    clear_contextvars()


def entry(message: str, **facts: object) -> logging.LogRecord:
    """An entry as a module makes it."""
    record = logging.LogRecord("graph_builder.test", logging.WARNING, "file", 1, message, (), None)
    record.__dict__.update(facts)
    return record


def written(record: logging.LogRecord, form: LogFormat = LogFormat.JSON) -> str:
    return logs.formatter(form, [SECRET, "short"]).format(record)


def test_an_entry_is_a_line_of_json() -> None:
    line = written(entry("示例\nline", build="abc", nodes={"Document": 2}))
    assert "\n" not in line
    read = json.loads(line)
    assert read.pop("time").endswith("Z")
    assert read == {"level": "warning", "message": "示例\nline", "build": "abc", "nodes": {"Document": 2}}


@pytest.mark.parametrize("form", list(LogFormat))
def test_secrets_are_stars_wherever_they_stand(form: LogFormat) -> None:
    try:
        raise ValueError(f"cannot use {SECRET}")
    except ValueError:
        record = entry(f"sent {SECRET}", a=[SECRET], b={"c": ("x", SECRET)}, d=Path(SECRET), e="short")
        record.exc_info = sys.exc_info()
    line = written(record, form)
    for part in ("秘密", "word", json.dumps("秘密")[1:-1]):
        assert part not in line
    assert line.count("******") == 5
    assert "ValueError" in line
    assert "short" in line, "what is so short keeps nothing secret"


def test_what_a_client_sent_stays_in_its_line_of_text() -> None:
    line = written(entry("request", path="/a\nforged \x1b[31m red\u2028more"), LogFormat.TEXT)
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    assert "/a␊forged ␛[31m red" in line


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=a&token=b&limit=1", "q=a&token=******&limit=1"),
        ("access_TOKEN=b", "access_TOKEN=******"),
        ("api-key=b;c&apikey=d", "api-key=b;c&apikey=******"),
        ("q=token", "q=token"),
        ("q=token=b&c", "q=token=******&c"),
        ("token=a=b&c=d=e", "token=******&c=d=e"),
        ("token=&=token", "token=******&=token"),
        ("", ""),
    ],
)
def test_parameters_that_look_like_secrets(query: str, shown: str) -> None:
    assert logs.without_secrets(query) == shown


@pytest.mark.parametrize("words", ["x", "token", "secret&", "token=", "=token"])
def test_a_long_query_costs_no_more_than_its_length(words: str) -> None:
    """It would not end if each place in it were a beginning to try."""
    query = words * 100_000
    shown = logs.without_secrets(query)
    assert shown == {"token=": "token=******", "=token": "=token=******"}.get(words, query)


def test_stages_of_a_run_are_logged(
    sample_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POLICYGRAPH_LOG", "json")
    file = sorted(sample_dir.glob("*.txt"))[0]
    with logs.logged_run("build"):
        assert logs.is_on()
        graph = build([file])
    assert not logs.is_on()
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert {line["command"] for line in lines} == {"build"}
    assert len({line["run"] for line in lines}) == 1
    stages = {line["stage"]: line for line in lines if line["message"] == "stage done"}
    assert stages["extraction"]["documents"] == 1
    assert stages["resolution"]["relations"] == len(graph.relations)
    assert all(stage["seconds"] >= 0 for stage in stages.values())
    assert (lines[0]["message"], lines[-1]["message"]) == ("command began", "command ended")


def test_a_run_that_fails_says_why(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("POLICYGRAPH_LOG", "json")
    with pytest.raises(InputError), logs.logged_run("build"):
        raise InputError("file.txt: empty")
    last = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert (last["level"], last["message"], last["reason"]) == ("error", "command failed", "file.txt: empty")


def test_nothing_is_logged_unless_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("POLICYGRAPH_LOG", raising=False)
    with logs.logged_run("build"), logs.stage("reading") as counted:
        counted["files"] = 1
    assert capsys.readouterr().err == ""


def test_the_level_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    settings = Settings(log_level="warning")  # type: ignore[arg-type]
    with logs.logging_to_stderr(settings, LogFormat.TEXT):
        logging.getLogger("graph_builder.any").info("not said")
        logging.getLogger("graph_builder.any").warning("said")
        logging.getLogger("neo4j").info("not said")
    assert "not said" not in stream.getvalue()
    assert stream.getvalue().count("said") == 1

"""How settings are read, what a bad one says, and what follows from them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from api.web import create_app
from graph_builder.errors import SettingsError
from graph_builder.settings import (
    OriginKind,
    Settings,
    StoreSettings,
    read_settings,
    trace_settings,
    unknown_variables,
    variable,
)

BASE = Settings(home=Path("unused"))
SECRET = "very-secret-word"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, named by the only variable that is set."""
    for name in list(os.environ):
        if name.startswith(("POLICYGRAPH_", "NEO4J_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("POLICYGRAPH_HOME", str(tmp_path))
    return tmp_path


def write(home: Path, text: str) -> Path:
    """The settings file of a data folder."""
    path = home / "policygraph.toml"
    path.write_text(text, "utf-8")
    return path


def refused() -> str:
    """The one line that reading the settings says, which must fail."""
    with pytest.raises(SettingsError) as error:
        read_settings()
    assert "\n" not in str(error.value)
    return str(error.value)


def test_the_environment_is_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {
        "HOST": "0.0.0.0",
        "PORT": "9000",
        "TOKEN": SECRET,
        "PUBLIC_READ": "yes",
        "HOSTS": "a.example, b.example,",
        "ORIGINS": "https://c.example",
        "RATE": "",
        "SECONDS": "3",
        "PROCESSES": "4",
        "COMPONENTS": " one , module:two,",
        "HEAP": "",
    }
    for name, value in given.items():
        monkeypatch.setenv(f"POLICYGRAPH_{name}", value)
    found = read_settings()
    assert (found.host, found.port, found.public_read) == ("0.0.0.0", 9000, True)
    assert found.token is not None
    assert found.token.get_secret_value() == SECRET
    assert found.hosts == ("a.example", "b.example")
    assert found.origins == ("https://c.example",)
    assert found.components == ("one", "module:two")
    assert (found.rate, found.limit, found.seconds, found.processes) == ("", "", 3, 4)
    assert (found.heap, found.store) == (None, StoreSettings(home))
    assert SECRET not in repr(found)
    assert found.secret_values == (SECRET,)


def test_nothing_set_is_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYGRAPH_HOME")
    found = read_settings().checked()
    assert (found.host, found.port, found.is_local, found.reading_is_open) == ("127.0.0.1", 8320, True, True)
    assert (found.limit, found.home.name, found.store.uri) == ("", "policygraph", None)


def test_each_place_goes_before_the_next(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(
        home, '# what everyone shares\nport = 1\nhost = "::1"\nhosts = ["a.example"]\nthreads = 2\nprocesses=3\n'
    )
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "policygraph_token").write_text(SECRET + "\n", "utf-8")
    (secrets / "policygraph_threads").write_text("4", "utf-8")
    monkeypatch.setenv("POLICYGRAPH_SECRETS", str(secrets))
    monkeypatch.setenv("POLICYGRAPH_PORT", "2")
    monkeypatch.setenv("POLICYGRAPH_THREADS", "5")
    monkeypatch.setenv("POLICYGRAPH_PROCESSES", "6")
    read = trace_settings(processes=7, host=None)
    found = read.settings
    assert (found.host, found.port, found.threads, found.processes, found.hosts) == ("::1", 2, 5, 7, ("a.example",))
    shown = {each.name: each for each in read.shown()}
    assert [*shown] == [*Settings.model_fields]
    assert {
        name: (each.origin, each.place) for name, each in shown.items() if each.origin is not OriginKind.DEFAULT
    } == {
        "secrets": (OriginKind.ENVIRONMENT, "POLICYGRAPH_SECRETS"),
        "home": (OriginKind.ENVIRONMENT, "POLICYGRAPH_HOME"),
        "host": (OriginKind.FILE, f"{file}:3"),
        "hosts": (OriginKind.FILE, f"{file}:4"),
        "port": (OriginKind.ENVIRONMENT, "POLICYGRAPH_PORT"),
        "threads": (OriginKind.ENVIRONMENT, "POLICYGRAPH_THREADS"),
        "token": (OriginKind.SECRET_FILE, str(secrets / "policygraph_token")),
        "processes": (OriginKind.COMMAND_LINE, "--processes"),
    }
    assert (shown["port"].variable, shown["port"].value, shown["hosts"].value) == ("POLICYGRAPH_PORT", "2", "a.example")
    assert all(each.meaning for each in shown.values())
    assert SECRET not in str(read.shown())


def test_another_file_can_be_named(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home, "port = 1")
    other = tmp_path / "other.toml"
    other.write_text("port = 2", "utf-8")
    monkeypatch.setenv("POLICYGRAPH_SETTINGS", str(other))
    assert read_settings().port == 2
    other.unlink()
    assert f"POLICYGRAPH_SETTINGS: {other}: no such file" in refused()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "web"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("PORT", "²"),
        ("PUBLIC_READ", "perhaps"),
        ("SECONDS", "0"),
        ("SECONDS", "nan"),
        ("PROCESSES", "0"),
        ("THREADS", "x"),
        ("PROXIES", "99"),
        ("HEAP", "much"),
        ("LOG", "xml"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"POLICYGRAPH_{name}", value)
    said = refused()
    assert said.startswith(f"POLICYGRAPH_{name}: '{value}' cannot be used: ")
    assert said.endswith("; correct or remove it")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("# first\n\nport = 'web'", 3, "'web' cannot be used"),
        ("threads = 3\n  prot = 8320", 2, "did you mean 'port'?"),
        ("[server]\nport = 1", 1, "'server' is no setting"),
        ("threads = 3\nport 8320", 2, "this is no TOML"),
        ("secrets = '/run/secrets'", 1, "can only be set by POLICYGRAPH_SECRETS"),
        ("token = 3\nport = 1", 1, "what is set cannot be used"),
        ("POLICYGRAPH_PORT = 1", 1, "did you mean 'port'?"),
        ("hosts = 3", 1, "'3' cannot be used"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(text: str, line: int, says: str, home: Path) -> None:
    path = write(home, text)
    said = refused()
    assert said.startswith(str(path))
    assert f":{line}:" in said or f"line {line}" in said
    assert says in said


def test_a_file_in_another_encoding_is_named(home: Path) -> None:
    path = home / "policygraph.toml"
    path.write_bytes('corpus = "公文"'.encode("gb18030"))
    assert f"{path}: is not in UTF-8" in refused()


def test_a_folder_of_secrets_that_is_not_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_SECRETS", str(home / "none"))
    assert "POLICYGRAPH_SECRETS" in refused()


def test_a_secret_that_is_no_text(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_SECRETS", str(home))
    (home / "policygraph_token").write_bytes(b"\xff\xfe")
    assert f"{home}: a secret cannot be read (no text in UTF-8)" in refused()


def test_a_password_in_an_address_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_URI", f"bolt://neo4j:{SECRET}@localhost")
    said = refused()
    assert "POLICYGRAPH_URI" in said
    assert SECRET not in said


NEO4J = {"NEO4J_URI": "bolt://a", "NEO4J_USER": "u", "NEO4J_PASSWORD": SECRET, "NEO4J_DATABASE": "d"}


@pytest.mark.parametrize(
    ("file", "environment", "server"),
    [
        ("", NEO4J, ("bolt://a", "u", SECRET, "d")),
        # One server's password is never sent to another.
        ("", NEO4J | {"POLICYGRAPH_URI": "bolt://b"}, ("bolt://b", None, None, None)),
        ("", NEO4J | {"POLICYGRAPH_PASSWORD": "other"}, ("bolt://a", "u", SECRET, "d")),
        ("uri = 'bolt://c'", NEO4J, ("bolt://c", None, None, None)),
        ("uri = 'bolt://c'\npassword = 'p'", {"POLICYGRAPH_URI": "bolt://b"}, ("bolt://b", None, None, None)),
        ("uri = 'bolt://c'\nuser = 'u'", {"POLICYGRAPH_PASSWORD": "p"}, ("bolt://c", "u", "p", None)),
        ("user = 'u'", {"POLICYGRAPH_URI": "bolt://b"}, ("bolt://b", "u", None, None)),
        ("", {"POLICYGRAPH_URI": "", "NEO4J_URI": "", "NEO4J_USER": "u"}, (None, None, None, None)),
    ],
)
def test_which_server_is_meant(
    file: str,
    environment: dict[str, str],
    server: tuple[str | None, ...],
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(home, file)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    found = read_settings().store
    assert (found.uri, found.user, found.password, found.database) == server
    assert SECRET not in repr(found)


def test_slips_of_the_pen_in_the_environment_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_TOKNE", SECRET)
    assert unknown_variables() == ["POLICYGRAPH_TOKNE"]
    assert variable("public_read") == "POLICYGRAPH_PUBLIC_READ"


def test_the_file_of_judgements(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().judgements_file == home / "judgements.jsonl"
    monkeypatch.setenv("POLICYGRAPH_JUDGEMENTS", str(home / "kept.jsonl"))
    assert read_settings().judgements_file == home / "kept.jsonl"


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.1", False),
        ("example.org", False),
        ("localhost.example.org", False),
    ],
)
def test_which_addresses_only_this_machine_reaches(host: str, local: bool) -> None:
    settings = BASE.changed(host=host, public_read=True).checked()
    assert settings.is_local is local
    assert bool(settings.limit) is not local
    if not local:
        with pytest.raises(SettingsError, match="POLICYGRAPH_TOKEN"):
            BASE.changed(host=host).checked()
        assert not BASE.changed(host=host, token="t").checked().reading_is_open


def test_behind_a_proxy_nobody_is_local() -> None:
    with pytest.raises(SettingsError, match="behind a proxy"):
        BASE.changed(proxies=1).checked()


def test_a_rate_that_is_none() -> None:
    with pytest.raises(SettingsError, match="POLICYGRAPH_RATE"):
        create_app(BASE.changed(rate="often"))


def test_a_change_is_checked_too() -> None:
    with pytest.raises(ValueError, match="port"):
        BASE.changed(port=-1)

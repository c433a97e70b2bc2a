"""How the settings are read, and what they allow."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import ServeSettings
from api.web import create_app
from graph_builder.errors import SettingsError
from graph_builder.store import StoreSettings

BASE = ServeSettings(StoreSettings(Path("unused")))


def test_the_environment_is_read(tmp_path: Path) -> None:
    found = ServeSettings.from_environment(
        {
            "POLICYGRAPH_HOME": str(tmp_path),
            "POLICYGRAPH_HOST": "0.0.0.0",
            "POLICYGRAPH_PORT": "9000",
            "POLICYGRAPH_TOKEN": "very secret",
            "POLICYGRAPH_PUBLIC_READ": "yes",
            "POLICYGRAPH_HOSTS": "a.example, b.example,",
            "POLICYGRAPH_ORIGINS": "https://c.example",
            "POLICYGRAPH_RATE": "",
            "POLICYGRAPH_SECONDS": "3",
            "POLICYGRAPH_PROCESSES": "4",
        }
    )
    assert (found.host, found.port, found.token, found.public_read) == ("0.0.0.0", 9000, "very secret", True)
    assert found.hosts == ("a.example", "b.example")
    assert found.origins == ("https://c.example",)
    assert (found.rate, found.limit, found.seconds, found.processes) == ("", "", 3, 4)
    assert found.store.home == tmp_path
    assert "very secret" not in repr(found)


def test_nothing_set_is_loopback() -> None:
    found = ServeSettings.from_environment({}).checked()
    assert (found.host, found.port, found.is_local, found.reading_is_open) == ("127.0.0.1", 8320, True, True)
    assert found.limit == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "web"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("PORT", "²"),
        ("PUBLIC_READ", "perhaps"),
        ("SECONDS", "0"),
        ("PROCESSES", "0"),
        ("THREADS", "x"),
        ("PROXIES", "99"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"POLICYGRAPH_{name}"):
        ServeSettings.from_environment({f"POLICYGRAPH_{name}": value})


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
    settings = BASE.checked(host=host, public_read=True)
    assert settings.is_local is local
    assert bool(settings.limit) is not local
    if not local:
        with pytest.raises(SettingsError, match="POLICYGRAPH_TOKEN"):
            BASE.checked(host=host)
        assert not BASE.checked(host=host, token="t").reading_is_open


def test_behind_a_proxy_nobody_is_local() -> None:
    with pytest.raises(SettingsError, match="behind a proxy"):
        BASE.checked(proxies=1)


def test_a_rate_that_is_none() -> None:
    with pytest.raises(SettingsError, match="POLICYGRAPH_RATE"):
        create_app(BASE.checked(rate="often"))

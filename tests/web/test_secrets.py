"""No secret is ever in the log, whatever a client does with it."""

from __future__ import annotations

import base64
import json
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from servers import SECONDS, Server, running

TOKEN = "tøken/with +odd=signs&more"
PASSWORD = "pass word of the store"
OTHERS = "another-servers-word"


@pytest.mark.parametrize("form", ["json", "text"])
def test_no_secret_is_in_the_log(form: str, tmp_path: Path) -> None:
    given = {
        "POLICYGRAPH_TOKEN": TOKEN,
        "POLICYGRAPH_URI": "bolt://127.0.0.1:1",
        "POLICYGRAPH_USER": "neo4j",
        "POLICYGRAPH_PASSWORD": PASSWORD,
        "POLICYGRAPH_LOG": form,
        "POLICYGRAPH_LOG_LEVEL": "debug",
    }
    with running(tmp_path, **given) as server:
        for word in (TOKEN, PASSWORD):
            _say(server, word)
        for name in ("token", "access_token", "apiKey", "X-Password", "client_secret"):
            _ask(server, f"/api/v1/stats?a=1&{name}={OTHERS}&b=2")
        server.send(f"GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization Bearer {OTHERS}\r\n\r\n".encode())
        _ask(server, "/api/v1/stats?last=1")
        _wait_for("last=1", server)
    log = "".join(server.log)
    assert log.count("/api/v1/stats") > 10
    for secret in (TOKEN, PASSWORD, OTHERS):
        for form_of_it in (secret, quote(secret), quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]):
            assert form_of_it not in log
            assert form_of_it.lower() not in log.lower()
    assert "a=1" in log, "the rest of a query stays"
    assert "b=2" in log
    assert "InvalidHeader" in log
    if form == "json":
        assert all(json.loads(line)["level"] for line in server.log)


def _say(server: Server, word: str) -> None:
    """Send a word in every place that a client could put it."""
    latin = word.encode().decode("latin-1")
    encoded = quote(word, safe="")
    basic = base64.b64encode(f"user:{word}".encode()).decode()
    for header in ({"Authorization": f"Bearer {latin}"}, {"Authorization": f"Basic {basic}"}, {"X-Request-ID": latin}):
        _ask(server, "/api/v1/stats", header)
    for path in (
        f"/api/v1/search?q={encoded}",
        f"/api/v1/search?q={quote_plus(word)}",
        f"/api/v1/documents/{encoded}",
        f"/api/v1/stats?{encoded}=1",
        f"/{encoded}",
    ):
        _ask(server, path)
    _ask(server, "/api/v1/lookup", {"Content-Type": "application/json"}, json.dumps({"text": word}).encode())


def _ask(server: Server, path: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> None:
    try:
        urllib.request.urlopen(urllib.request.Request(server.url + path, body, headers or {}), timeout=SECONDS).close()
    except urllib.error.HTTPError as error:
        error.close()


def _wait_for(words: str, server: Server) -> None:
    deadline = time.monotonic() + SECONDS
    while not any(words in line for line in server.log) and time.monotonic() < deadline:
        time.sleep(0.05)

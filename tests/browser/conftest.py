"""The page in a real headless Chromium, from the real server, on the sample and on the real compendium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from servers import Server, serving

from graph_builder.build import build
from graph_builder.knowledge import viz_dir
from graph_builder.model import Graph

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# a server that has just started answers its first questions slowly, and two tests share the machine
_MILLISECONDS = 45_000
expect.set_options(timeout=_MILLISECONDS)


def _missing(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"CI must test the page too, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """A headless Chromium with an empty profile; it ends with the tests of this folder."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        _missing("no Chromium is found; install Debian's chromium and fonts-noto-cjk")
    if viz_dir() is None:
        _missing("the page is not built; run `make page`")
    with sync_playwright() as playwright:
        expect.set_options(timeout=_MILLISECONDS)
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def sample_graph(sample_dir: Path) -> Graph:
    """The graph of the sample."""
    return build([sample_dir], collection="sample")


@pytest.fixture(scope="package")
def sample_server(tmp_path_factory: pytest.TempPathFactory, sample_graph: Graph) -> Iterator[Server]:
    """A server over the sample."""
    with serving(tmp_path_factory.mktemp("sample"), sample_graph) as server:
        yield server


@pytest.fixture(scope="package")
def real_server(tmp_path_factory: pytest.TempPathFactory, compendium: Graph) -> Iterator[Server]:
    """A server over the real compendium; skips where it is not at hand."""
    with serving(tmp_path_factory.mktemp("real"), compendium) as server:
        yield server


Opened = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Opened]:
    """Opens an address in a fresh profile: ``visit(server, path, width=1440, height=900, dark=False, lang=None)``.

    What the page logs as an error, and what it throws, fails the test; ``expect_errors=True`` lets it pass, for outages.
    """
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def open_page(
        server: Server,
        path: str = "/",
        *,
        width: int = 1440,
        height: int = 900,
        dark: bool = False,
        expect_errors: bool = False,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
            reduced_motion="reduce",
        )
        context.set_default_timeout(_MILLISECONDS)
        contexts.append(context)
        page = context.new_page()
        if not expect_errors:
            page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []

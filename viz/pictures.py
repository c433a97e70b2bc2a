"""Pictures of the page: the scenes of ``scenes.json`` in both themes and at each width, by a headless Chromium.

``python viz/pictures.py --corpus FILE`` builds that corpus, shows each scene from a real server and writes
``build/pictures/<scene>-<width>-<theme>.png``; those that README shows are written to ``viz/pictures/`` too, at most
200 KB each. Without a corpus at hand it takes the sample that comes with the project, and README's pictures stay.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
SCENES = Path(__file__).with_name("scenes.json")
README_PICTURES = Path(__file__).with_name("pictures")
MOST_BYTES = 200 * 1024
_COMMAND = [sys.executable, "-m", "graph_builder.cli"]
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_THEMES = ("light", "dark")
_SETTLED = "() => !document.querySelector('.ask-state[role=status]') && document.fonts.status === 'loaded'"
_MILLISECONDS = 60_000


class PicturesError(Exception):
    """Why there are no pictures."""


@dataclass(frozen=True, slots=True)
class Scene:
    """An address of the page under a name. ``sample`` is the address that shows the same on the sample."""

    name: str
    path: str
    sample: str
    readme: bool


def scenes() -> tuple[dict[int, int], tuple[Scene, ...]]:
    """The heights of the pictures by their widths, and the scenes."""
    read = json.loads(SCENES.read_text("utf-8"))
    made = tuple(
        Scene(each["name"], each["path"], each.get("sample", each["path"]), each.get("readme", False))
        for each in read["scenes"]
    )
    return {int(width): height for width, height in read["widths"].items()}, made


@contextmanager
def served(corpus: Path, journal: Path) -> Iterator[str]:
    """The address of a server over the graph of a corpus, for the length of a block.

    What building and serving say goes to ``journal``. Raises :class:`PicturesError`.
    """
    with tempfile.TemporaryDirectory() as home, journal.open("w", encoding="utf-8") as said_to:
        environment = {**os.environ, "POLICYGRAPH_HOME": home, "POLICYGRAPH_URI": "", "NEO4J_URI": ""}
        build = [*_COMMAND, "build", str(corpus.resolve())]
        built = subprocess.run(  # noqa: S603 - this Python runs the project's own command
            build, cwd=PROJECT, env=environment, stdout=said_to, stderr=said_to, check=False
        )
        if built.returncode:
            raise PicturesError(f"{corpus}: no graph was built of it; see {journal}")
        serve = [*_COMMAND, "serve", "--port", "0"]
        with subprocess.Popen(  # noqa: S603 - as above
            serve, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=said_to, text=True
        ) as server:
            try:
                said = server.stdout.readline() if server.stdout else ""
                if not said.startswith("policygraph: http://"):
                    raise PicturesError(f"the server did not start; see {journal}")
                yield said.split()[1].rstrip("/")
            finally:
                server.terminate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium with an empty profile. Raises :class:`PicturesError` where none is installed."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise PicturesError("no Chromium is found; install Debian's chromium and fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def take(browser: Browser, url: str, width: int, height: int, theme: str) -> bytes:
    """A picture of an address once it has settled, as a PNG. Raises :class:`PicturesError` where the page fails."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        locale="zh-CN",
        reduced_motion="reduce",
    )
    try:
        page = context.new_page()
        failed: list[str] = []
        page.on("pageerror", lambda error: failed.append(str(error)))
        _settle(page, url)
        if failed:
            raise PicturesError(f"{url}: {failed[0]}")
        return page.screenshot()
    finally:
        context.close()


def _settle(page: Page, url: str) -> None:
    page.set_default_timeout(_MILLISECONDS)
    page.goto(url, wait_until="networkidle")
    page.wait_for_function(_SETTLED)
    # what an answer sets off is asked and drawn too
    page.wait_for_load_state("networkidle")


def small(picture: bytes) -> bytes:
    """A picture with as many colours as fit into :data:`MOST_BYTES`. Raises :class:`PicturesError` where none do."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (256, 128, 64, 32):
        out = io.BytesIO()
        whole.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if len(out.getvalue()) <= MOST_BYTES:
            return out.getvalue()
    raise PicturesError(f"a picture of {whole.width} × {whole.height} takes more than {MOST_BYTES} bytes")


def main() -> None:
    """Take all pictures, or those of the scenes that are named."""
    given = argparse.ArgumentParser(description="Render the scenes of the page to pictures.")
    given.add_argument("--corpus", type=Path, help="file or folder to build; the sample where it is missing")
    given.add_argument("--out", type=Path, default=PROJECT / "build" / "pictures")
    given.add_argument("scenes", nargs="*", metavar="SCENE", help="names of scenes; all without any")
    asked = given.parse_args()
    corpus = asked.corpus if asked.corpus and asked.corpus.exists() else None
    heights, known = scenes()
    unknown = set(asked.scenes) - {scene.name for scene in known}
    if unknown:
        given.error(f"there is no scene {', '.join(sorted(unknown))}")
    asked.out.mkdir(parents=True, exist_ok=True)
    try:
        with served(corpus or PROJECT / "data" / "sample", asked.out / "server.log") as url, chromium() as browser:
            for scene in known:
                if asked.scenes and scene.name not in asked.scenes:
                    continue
                address = url + (scene.path if corpus else scene.sample)
                _render(browser, scene, address, heights, asked.out, for_readme=corpus is not None)
    except PicturesError as error:
        sys.exit(f"pictures: {error}")


def _render(
    browser: Browser, scene: Scene, address: str, heights: dict[int, int], out: Path, *, for_readme: bool
) -> None:
    widest = max(heights)
    for width, height in heights.items():
        for theme in _THEMES:
            picture = take(browser, address, width, height, theme)
            path = out / f"{scene.name}-{width}-{theme}.png"
            path.write_bytes(picture)
            print(path)
            if for_readme and scene.readme and (width, theme) == (widest, "light"):
                README_PICTURES.mkdir(exist_ok=True)
                (README_PICTURES / f"{scene.name}.png").write_bytes(small(picture))


if __name__ == "__main__":
    main()

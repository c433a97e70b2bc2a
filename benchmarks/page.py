"""The page in a headless Chromium, beside what it cannot be faster than: ``python -m benchmarks.page``.

It needs the built page, Chromium and playwright (the extra ``dev``). A network of generated agencies is put in the
place of the server's answer and shown by the page's own view; frames are counted while the mouse drags it, and while it
moves over an empty page in the same run. Times depend on the machine; only the ratios tell something.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page, Response, Route, sync_playwright

from benchmarks.inputs import SAMPLE, compendium_file
from benchmarks.serving import running
from benchmarks.tables import markdown
from graph_builder.build import build
from graph_builder.store import StoreSettings, load, open_store

NODES, EDGES = 2000, 6000
FRAMES, TASK_MS, SCRIPT_KB, SEARCH_TIMES, SEARCH_MS = 0.5, 200, 250, 3, 50
"""The limits: share of the empty page's frames, longest task, compressed script, a search beside the server's own."""
_SECONDS = 4.0
_STEP_MS = 16
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_WORDS = ("社会保险费", "企业", "就业")

_WATCH = """
window.tasks = [];
new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((entry) => entry.duration)))
  .observe({ type: 'longtask', buffered: true });
"""
_COUNT = """
window.frames_ = 0;
window.counts = true;
const begun = performance.now();
const count = () => {
  window.frames_ += 1;
  window.rate = 1000 * window.frames_ / (performance.now() - begun);
  if (window.counts) requestAnimationFrame(count);
};
requestAnimationFrame(count);
"""
_SEARCH = """
([word, field]) => new Promise((resolve) => {
  const input = document.querySelector(field);
  input.focus();
  performance.clearResourceTimings();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, word);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  const begun = performance.now();
  input.form.requestSubmit();
  const look = () => {
    const asked = performance.getEntriesByType('resource').findLast((each) => each.name.includes('/api/v1/search?'));
    const isThere = asked?.responseEnd && document.querySelector('main mark, main a[href*="/documents/"]');
    if (isThere) resolve([performance.now() - begun, asked.responseEnd - asked.requestStart]);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})
"""


@dataclass(frozen=True, slots=True)
class Panning:
    """Frames a second of an empty page and of the network, and the longest tasks in milliseconds."""

    empty: float
    network: float
    loading_ms: float
    moving_ms: float


def network(nodes: int = NODES, edges: int = EDGES, seed: int = 0) -> dict[str, Any]:
    """An answer of ``/agencies/network`` with generated agencies in communities of different sizes."""
    draw = random.Random(seed)
    communities = [min(int(draw.expovariate(1 / 8)), 39) for _ in range(nodes)]
    members: dict[int, list[int]] = {}
    for node, community in enumerate(communities):
        members.setdefault(community, []).append(node)
    found: dict[tuple[int, int], int] = {}
    while len(found) < edges:
        first = draw.randrange(nodes)
        near = members[communities[first]]
        second = draw.choice(near) if draw.random() < 0.9 else draw.randrange(nodes)
        if first != second:
            found[min(first, second), max(first, second)] = 1 + int(draw.expovariate(0.7))
    strength = [0] * nodes
    for (first, second), count in found.items():
        strength[first] += count
        strength[second] += count
    return {
        "kind": "joint",
        "following": None,
        "joint": {
            "nodes": [_node(node, communities[node], strength[node]) for node in range(nodes)],
            "edges": [
                {"first": _name(a), "second": _name(b), "count": n, "documents": ["甲发〔2020〕1号"], "categories": []}
                for (a, b), n in found.items()
            ],
            "documents": [],
            "period": {"first": None, "last": None},
            "undated": [],
            "pivots": None,
        },
    }


def _name(number: int) -> str:
    return f"第{number}厅"


def _node(number: int, community: int, strength: int) -> dict[str, Any]:
    name = _name(number)
    level = "national" if number % 3 == 0 else "provincial"
    body: dict[str, Any] = {"id": name, "name": name, "level": level, "region": None, "known": True, "names": []}
    figures = {"documents": 1 + strength // 2, "alone": 0, "degree": strength, "strength": strength}
    return {"body": body, **figures, "betweenness": 0.0, "pagerank": 0.0, "community": community}


def measure_panning(page: Page, url: str) -> Panning:
    """Frames while the mouse moves over an empty page and drags the network, and the longest tasks."""
    page.set_content("<main style='height: 100vh'></main>")
    empty = _frames(page, {"x": 300, "y": 200, "width": 800, "height": 500})
    answer = json.dumps(network())

    def answered(route: Route) -> None:
        route.fulfill(body=answer, content_type="application/json")

    page.add_init_script(_WATCH)
    page.route("**/api/v1/agencies/network*", answered)
    page.goto(f"{url}/issuers?all=1")
    picture = page.get_by_role("application")
    picture.and_(page.locator("[data-laid=true]")).wait_for(timeout=120_000)
    picture.locator("canvas[style*=translate]").wait_for()
    loading = page.evaluate("Math.max(0, ...window.tasks.splice(0))")
    box = picture.bounding_box()
    if box is None:
        raise RuntimeError("the picture of the network is not seen")
    moved = _frames(page, box)
    return Panning(empty, moved, loading, page.evaluate("Math.max(0, ...window.tasks)"))


def _frames(page: Page, box: Any) -> float:
    """Frames a second while the mouse, pressed, goes to and fro in a box."""
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(_COUNT)
    for step in range(int(_SECONDS * 1000 / _STEP_MS)):
        swing = step % 80
        page.mouse.move(x + 4 * (swing if swing < 40 else 80 - swing), y + (swing if swing < 40 else 80 - swing))
    page.mouse.up()
    return float(page.evaluate("(window.counts = false, window.rate)"))


def measure_script(page: Page, url: str) -> float:
    """KB of compressed script that the first view loads."""
    scripts: dict[str, int] = {}

    def heard(response: Response) -> None:
        if response.request.resource_type == "script":
            scripts[response.url] = len(gzip.compress(response.body()))

    page.on("response", heard)
    page.goto(f"{url}/")
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", heard)
    return sum(scripts.values()) / 1024


def measure_search(page: Page, url: str) -> list[tuple[float, float]]:
    """Milliseconds from sending a search to its answer on the screen, and those that the server took of them."""
    made = []
    for word in _WORDS:
        page.goto(f"{url}/search?q={quote('通知')}")
        page.locator("main a[href*='/documents/']").first.wait_for()
        page.goto(f"{url}/about")
        page.wait_for_load_state("networkidle")
        shown, own = page.evaluate(_SEARCH, [word, "#search-header"])
        made.append((float(shown), float(own)))
    return made


def page_table(panning: Panning, script_kb: float, searches: list[tuple[float, float]]) -> str:
    """All as one table, with the limits."""
    rows = [
        [
            f"frames while panning {NODES} nodes and {EDGES} edges, in times of an empty page's",
            f"{panning.network / panning.empty:.2f} ({panning.network:.0f} / {panning.empty:.0f} a second)",
            f"≥ {FRAMES}",
        ],
        ["longest task of the main thread, loading and laying out", f"{panning.loading_ms:.0f} ms", f"≤ {TASK_MS} ms"],
        ["longest task of the main thread, panning", f"{panning.moving_ms:.0f} ms", f"≤ {TASK_MS} ms"],
        ["compressed script of the first view", f"{script_kb:.0f} KB", f"≤ {SCRIPT_KB} KB"],
    ]
    for word, (shown, own) in zip(_WORDS, searches, strict=True):
        limit = SEARCH_TIMES * own + SEARCH_MS
        rows.append(
            [f"search for {word}: on the screen after", f"{shown:.0f} ms", f"≤ {limit:.0f} ms (3 × {own:.0f} + 50)"]
        )
    return markdown(["what", "measured", "limit"], rows)


@contextmanager
def _url(given: str | None) -> Iterator[str]:
    if given:
        yield given.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with open_store(StoreSettings(home)) as store:
            load(store, build([compendium_file() or SAMPLE]))
        with running(home) as url:
            yield url


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="a server that runs already; otherwise one is started over the text at hand")
    given = parser.parse_args()
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        parser.error("no Chromium is found")
    with _url(given.url) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=_FLAGS)
        try:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            script = measure_script(page, url)
            searches = measure_search(page, url)
            print(page_table(measure_panning(page, url), script, searches))
        finally:
            browser.close()


if __name__ == "__main__":
    main()

"""The scenes that `make pictures` renders, and the pictures that README shows."""

from __future__ import annotations

import json
import re
from pathlib import Path

VIZ = Path(__file__).parent.parent / "viz"
SCENES = json.loads((VIZ / "scenes.json").read_text("utf-8"))["scenes"]


def test_every_view_has_a_scene() -> None:
    router = (VIZ / "src" / "router.ts").read_text("utf-8")
    views = set(re.findall(r"name: '(\w+)'", router)) - {"missing"}
    names = [scene["name"] for scene in SCENES]
    assert len(names) == len(set(names))
    assert len(views) > 10
    assert views <= set(names)


def test_pictures_of_readme_are_of_scenes_and_small() -> None:
    shown = {scene["name"] for scene in SCENES if scene.get("readme")}
    for picture in (VIZ / "pictures").glob("*.png"):
        assert picture.stem in shown
        assert picture.stat().st_size <= 200 * 1024

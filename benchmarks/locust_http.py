"""For locust: clients that ask the server a fixed mix of questions."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

from locust import HttpUser, constant, task

_MIX: list[tuple[str, str]] = json.loads(Path(os.environ["POLICYGRAPH_MIX"]).read_text("utf-8"))


class Reader(HttpUser):
    """Asks one question after the other, without a pause."""

    wait_time = constant(0)

    @task
    def ask(self) -> None:
        """One question of the mix."""
        name, path = random.choice(_MIX)
        self.client.get(path, name=name)

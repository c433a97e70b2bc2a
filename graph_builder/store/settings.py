"""Where the graph is kept: the embedded engine in the user's data folder, or a Neo4j server."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """How to reach the store.

    Without ``uri`` it is the embedded engine, with its files in ``home``. With it (``bolt://host:7687``,
    ``neo4j+s://…``) it is a Neo4j server; without ``user`` no credentials are sent, without ``database`` the server's
    default database is used.
    """

    home: Path
    uri: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    database: str | None = None

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> StoreSettings:
        """Read ``POLICYGRAPH_URI``, ``_USER``, ``_PASSWORD``, ``_DATABASE`` and ``POLICYGRAPH_HOME``.

        Where ``POLICYGRAPH_URI`` is unset, all four are read from ``NEO4J_URI`` … instead: the two sets are never
        mixed, so that one server's password is not sent to another. An empty variable counts as unset.
        """
        prefix = "POLICYGRAPH" if env.get("POLICYGRAPH_URI") else "NEO4J"
        home = env.get("POLICYGRAPH_HOME") or platformdirs.user_data_dir("policygraph", appauthor=False)
        return cls(
            home=Path(home).expanduser().absolute(),
            uri=env.get(f"{prefix}_URI") or None,
            user=env.get(f"{prefix}_USER") or None,
            password=env.get(f"{prefix}_PASSWORD") or None,
            database=env.get(f"{prefix}_DATABASE") or None,
        )

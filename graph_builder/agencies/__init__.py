"""Agencies as entities: the gazetteer of ``data/agencies/`` and ``data/regions/``, and how names are read by it."""

from __future__ import annotations

from graph_builder.agencies.collectives import is_collective
from graph_builder.agencies.context import AgencySpan, Context
from graph_builder.agencies.regions import Division, Regions
from graph_builder.agencies.registry import AgencyRegistry

__all__ = ["AgencyRegistry", "AgencySpan", "Context", "Division", "Regions", "is_collective"]

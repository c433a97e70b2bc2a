"""From documents read alone to the resolved graph."""

from graph_builder.relations.resolution import Batch, resolve, write_batch

__all__ = ["Batch", "resolve", "write_batch"]

"""From documents read alone to the resolved graph."""

from graph_builder.relations.batches import Batch, write_batch
from graph_builder.relations.kept import folder_of, read_graph
from graph_builder.relations.resolution import resolve

__all__ = ["Batch", "folder_of", "read_graph", "resolve", "write_batch"]

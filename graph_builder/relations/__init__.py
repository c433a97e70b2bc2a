"""Citations resolved to documents, and documents related."""

from graph_builder.relations.build import resolve

__all__ = ["resolve"]

"""The operative provisions of a document, and what each of them says."""

from graph_builder.measures.read import read_measures

__all__ = ["read_measures"]

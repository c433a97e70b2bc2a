"""The lines of a document as parts, passages and positions."""

from graph_builder.structure.build import squash, structure
from graph_builder.structure.parts import Block, Part, Position, Role, Structure

__all__ = ["Block", "Part", "Position", "Role", "Structure", "squash", "structure"]

"""The errors that a user can meet. Each says what is wrong, where, and the way out, in one line."""

from __future__ import annotations


class PolicyGraphError(Exception):
    """Base of all errors that are reported to the user as one line (exit status 2)."""


class InputError(PolicyGraphError):
    """An input cannot be read: missing, empty, binary, without any document, of an unknown format."""


class KnowledgeError(PolicyGraphError):
    """A file under ``data/`` breaks its schema."""


class ExportError(PolicyGraphError):
    """An export folder is missing, incomplete or breaks the contract."""


class StoreError(PolicyGraphError):
    """The graph store cannot be reached, is in use by another process, or refused a statement."""


class NotFoundError(PolicyGraphError):
    """A question names a document that the graph does not hold."""

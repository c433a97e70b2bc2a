"""The errors that a user can meet. Each says what is wrong, where, and the way out, in one line."""

from __future__ import annotations


class PolicyGraphError(Exception):
    """Base of all errors that are reported to the user as one line (exit status 2)."""


class InputError(PolicyGraphError):
    """An input cannot be read: missing, empty, binary, without any document, of an unknown format."""


class JudgementFileError(InputError):
    """The file of judgements cannot be read or written."""


class KnowledgeError(PolicyGraphError):
    """A file under ``data/`` breaks its schema."""


class BackupError(PolicyGraphError):
    """A backup is damaged, of a newer version, or cannot be put back without a loss."""


class ExportError(PolicyGraphError):
    """An export folder is missing, incomplete or breaks the contract."""


class StoreError(PolicyGraphError):
    """The graph store cannot be reached, is in use by another process, or refused a statement."""


class SchemaError(StoreError):
    """The store is of another version of this program: a newer one, or an earlier one whose schema is to be migrated.

    ``reason`` is the message without the store's place.
    """

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.reason = reason


class UpdateError(StoreError):
    """The served graph cannot be changed into another one in its place; load that one in full."""


class StoreAwayError(StoreError):
    """The graph store does not answer; it may do so again later."""


class StoreLimitError(StoreError):
    """A statement took longer, or gave more rows, than the one who asked allows."""


class NotFoundError(PolicyGraphError):
    """A question names a document that the graph does not hold."""


class NothingLoadedError(NotFoundError):
    """No graph was loaded into the store yet."""


class SettingsError(PolicyGraphError):
    """A setting of the environment or the command line cannot be used."""


class ClusterError(PolicyGraphError):
    """The workers of a cluster cannot be used."""


class DifferenceError(PolicyGraphError):
    """Two lists are not such that their difference can be told row by row."""

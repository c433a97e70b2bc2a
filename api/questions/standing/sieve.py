"""Which documents of a list on how they stand are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from api.questions.standing.answers import Status

_BRACKETS = str.maketrans("[［(（]］)）", "〔〔〔〔〕〕〕〕")


class End(StrEnum):
    """What must have a last day: the document as a whole, or it or any of its clauses."""

    DOCUMENT = "document"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Sieve:
    """``words`` must all stand in title, number or issuers, kinds of brackets and of letters aside.

    ``marked``: only what has contradictions or something undecided.
    """

    words: str = ""
    end: End | None = None
    marked: bool = False

    def lets_through(self, status: Status) -> bool:
        """Whether a document is wanted."""
        return (
            self._says(status)
            and self._ends(status)
            and not (self.marked and not status.contradictions and not status.doubts)
        )

    def _says(self, status: Status) -> bool:
        document = status.document
        printed = _folded(" ".join([document.title, document.doc_number or "", *document.issuers]))
        return all(word in printed for word in _folded(self.words).split())

    def _ends(self, status: Status) -> bool:
        if self.end is None or status.last is not None:
            return True
        return self.end == End.ANY and any(clause.last for clause in status.clauses)


def _folded(text: str) -> str:
    return text.translate(_BRACKETS).casefold()

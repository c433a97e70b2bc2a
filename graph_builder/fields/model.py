"""What the header of a document says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph_builder.model import Issue, Level


@dataclass(frozen=True, slots=True)
class Fields:
    """The header fields of one document (GB/T 9704-2012, clause 7, names the elements).

    Names of agencies are full official names. ``title`` has neither issuers nor white space, ``full_title`` both the
    issuers as printed and the title. ``issues`` lists what could not be read or decided.
    """

    title: str
    full_title: str
    level: Level
    doc_number: str | None = None
    doc_type: str | None = None
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    region: str | None = None
    """Full name of the division whose document this is; ``None`` for a national one."""
    enclosures: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other names it is cited by: with its issuers in front, and by the text that it issues."""
    category: str | None = None
    page: int | None = None
    issues: tuple[Issue, ...] = ()

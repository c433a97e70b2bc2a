"""Read one document alone: header, passages, measures, and every mention of another document with what it is made of.

Nothing here knows any other document; the result can be computed anywhere and in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language

from graph_builder.agencies import AgencyRegistry, Context
from graph_builder.extraction.assemble import PartText, part_text
from graph_builder.extraction.draft import DraftMention, DraftPassage, EmbeddedDocument, Extraction, Request
from graph_builder.extraction.mention import Form
from graph_builder.extraction.numbers import key
from graph_builder.extraction.own import enclosed_texts, last_line, own_titles
from graph_builder.extraction.part import PartReader, Speaker
from graph_builder.extraction.pipeline import make_doc
from graph_builder.fields import Fields, read_fields, read_part_fields
from graph_builder.measures import read_measures
from graph_builder.model import Evidence, Issue, Scope, Source
from graph_builder.structure import Position, Role, Structure, squash, structure
from graph_builder.text import DocumentText

_REQUEST = re.compile(
    r"(?:按照|根据|落实|遵照)([^，。；《》\n]{2,24}?)(?:有关|相关)?(?:通知|文件)(?:的)?(?:要求|精神|部署)"
)


def extract(document: DocumentText, noise: frozenset[int], nlp: Language, registry: AgencyRegistry) -> Extraction:
    """Read a document of the input alone.

    ``noise`` are lines to leave out, ``nlp`` the pipeline (:func:`graph_builder.extraction.pipeline.pipeline`).
    Returns everything that it says of itself and, as printed, of others.
    """
    read = structure(document, noise)
    fields = read_fields(read, registry)
    context = Context(fields.region, fields.issuers, fields.issued_on.year if fields.issued_on else None)
    enclosed = enclosed_texts(read, fields)
    own = own_titles(read, fields, enclosed)
    passages, offsets = _passages(read)
    cited = _Citing(read, fields, nlp, registry, context, [], [], [])
    addressee = _addressee(fields, registry, context)
    for index in range(len(read.parts)):
        if cited.owner(index) is None:
            speaker = Speaker(fields, own, key(fields.doc_number), document.source, addressee)
        else:
            speaker = Speaker(fields, own, "", document.source)
        cited.read_part(index, offsets[index], speaker)
    return Extraction(
        collection=document.source.collection,
        catalog_no=document.catalog_no,
        fields=fields,
        source=Source(document.source.file, document.first, document.last, document.page),
        own_titles=own.printed,
        passages=passages,
        mentions=tuple(_with_last_days(list(_with_known_numbers(cited.mentions)), passages)),
        requests=tuple(cited.requests),
        embedded=tuple(_embedded(read, fields, registry)),
        enclosed=enclosed,
        measures=tuple(read_measures(read, "", registry, context, fields.issued_on)),
        issues=(*fields.issues, *cited.issues),
    )


@dataclass(slots=True)
class _Citing:
    """Runs the pipeline over the parts and gathers what they cite."""

    read: Structure
    fields: Fields
    nlp: Language
    registry: AgencyRegistry
    context: Context
    mentions: list[DraftMention]
    requests: list[Request]
    issues: list[Issue]

    def owner(self, index: int) -> int | None:
        """The part whose document speaks in part ``index``; ``None`` for the document itself."""
        part = self.read.parts[index]
        return index if part.role is Role.EMBEDDED else part.owner

    def read_part(self, index: int, offset: int, speaker: Speaker) -> None:
        """Read part ``index``, whose first passage is the document's passage ``offset``."""
        part, owner = self.read.parts[index], self.owner(index)
        joined = part_text(part)
        if not joined.text:
            return
        title = self.fields.full_title if owner is None else (self.read.parts[owner].title or "")
        doc = self.nlp(make_doc(self.nlp.vocab, joined.text, joined.spans, title, self.context))
        reader = PartReader(doc, joined, part, speaker, self.issues)
        self.mentions.extend(reader.mentions(owner, offset, len(self.mentions)))
        if owner is None:
            self.requests.extend(self._requests(joined))

    def _requests(self, joined: PartText) -> Iterator[Request]:
        """按照文化和旅游部通知要求: a document that is carried out and named by its agency alone."""
        source = self.read.document.source
        for match in _REQUEST.finditer(joined.text):
            resolved = self.registry.resolve(match.group(1), self.context)
            if resolved is None or not resolved.known:
                continue
            place, start = joined.locate(match.start())
            block = joined.blocks[place]
            scope = Scope.DOCUMENT if block.position in (Position.OPENING, Position.PURPOSE) else Scope.CLAUSE
            line, quote = block.text.quote(source, start, start + len(match.group()))
            yield Request(resolved.name, scope, Evidence(source.file, line, quote, match.group()))


def _addressee(fields: Fields, registry: AgencyRegistry, context: Context) -> str | None:
    """The agency that a document is addressed to; ``None`` where it is many or not known to be one."""
    if len(fields.addressees) != 1:
        return None
    agency = registry.resolve(fields.addressees[0], context)
    return agency.name if agency is not None else None


def _embedded(read: Structure, fields: Fields, registry: AgencyRegistry) -> Iterator[EmbeddedDocument]:
    for index, part in enumerate(read.parts):
        if part.role is Role.EMBEDDED and part.title:
            last = max(last_line(other) for other in read.parts if other is part or other.owner == index)
            source = Source(read.document.source.file, part.line, last, None)
            yield EmbeddedDocument(index, read_part_fields(read, index, registry, fields), source)


def _with_known_numbers(mentions: Sequence[DraftMention]) -> Iterator[DraftMention]:
    """Give a title the number that the same document gives it elsewhere: its heading rarely has the one of its text.

    Titles are the same where they are equal but for 的, or one is the other without its issuers; two numbers for one
    tell nothing.
    """
    numbered = [(mention, _plain(mention)) for mention in mentions if mention.title and mention.number]
    for mention in mentions:
        if mention.form is not Form.TITLE or mention.number or not numbered:
            yield mention
            continue
        title = _plain(mention)
        numbers = {
            other.number
            for other, known in numbered
            if other.owner == mention.owner and not other.issued_with and _one_title(title, known)
        }
        yield replace(mention, number=numbers.pop()) if len(numbers) == 1 else mention


def _with_last_days(mentions: Sequence[DraftMention], passages: Sequence[DraftPassage]) -> Iterator[DraftMention]:
    """Give what a list prolongs the last day that the text sets where it points to the list (详见附件), if one only."""
    pointing = {
        mention.until
        for mention in mentions
        if mention.owner is None and mention.until and "附件" in passages[mention.passage].text
    }
    day = pointing.pop() if len(pointing) == 1 else None
    for mention in mentions:
        listed = mention.owner is None and mention.rule == "prolonged_in_its_list"
        yield replace(mention, until=day) if day and listed else mention


def _plain(mention: DraftMention) -> str:
    return squash(mention.title or "").replace("的", "")


def _one_title(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (short.startswith("关于") and long.endswith(short))


def _passages(read: Structure) -> tuple[tuple[DraftPassage, ...], list[int]]:
    """All blocks as passages, and the index of the first one of each part."""
    passages: list[DraftPassage] = []
    offsets: list[int] = []
    for index, part in enumerate(read.parts):
        offsets.append(len(passages))
        passages.extend(
            DraftPassage(index, block.text.line, block.kind, block.label, block.text.text) for block in part.blocks
        )
    return tuple(passages), offsets

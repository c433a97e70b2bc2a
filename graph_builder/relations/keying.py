"""What the resolution needs of an extraction: who speaks in it, what it cites, and the keys that bring them together.

Two documents, or a citation and a document, can only be the same where they share a key, directly or through others.
Keys may join more than belongs together, never less; the decision itself is made inside a family (``families.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from graph_builder.agencies import AgencyRegistry, Context
from graph_builder.extraction.draft import DraftMention, Extraction
from graph_builder.extraction.mention import Form
from graph_builder.fields import Fields, issuers_of_number, region_of_number
from graph_builder.relations.keys import folded, number_key, short_key, title_core, title_key
from graph_builder.relations.nodes import document_id, names_of
from graph_builder.relations.owners import is_subject, of_year
from graph_builder.relations.rows import OWN, Cited, Speaker


def hashed(key: str) -> int:
    """A key as a signed integer of 64 bits. Two keys of one hash do no harm: they only join two families."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "little", signed=True)


def name_key(name: str) -> int:
    """The key of a title key."""
    return hashed(f"t:{name}")


def is_bare(number: str) -> bool:
    """Whether a number key names no issuer: 2020年8号, 公告2020年8号."""
    short = short_key(number)
    return bool(short) and number.removeprefix("公告").removeprefix("令") == short


def document_keys(
    identity: str, number: str | None, issuers: Iterable[str], names: Iterable[str], *, own_number: bool = True
) -> tuple[int, ...]:
    """The keys by which citations find a document of this id; ``names`` are title keys."""
    keys = {hashed(f"i:{identity}"), *map(name_key, names)}
    if own_number:
        keys.update(_number_keys(number_key(number), issuers))
    return tuple(sorted(keys))


def _number_keys(number: str, issuers: Iterable[str]) -> Iterator[int]:
    if number and not is_bare(number):
        yield hashed(f"n:{number}")
    if short := short_key(number):
        yield from (hashed(f"s:{short}|{issuer}") for issuer in issuers)


# -- who speaks --------------------------------------------------------------------------------------------------------


def speakers(place: int, extraction: Extraction) -> Iterator[Speaker]:
    """The document that was read, and those that stand in it in full."""
    shared = extraction.collection, extraction.catalog_no
    own = tuple(text for text in extraction.enclosed if text.owner is None)
    titles = extraction.own_titles
    yield Speaker(
        place, OWN, *shared, extraction.fields, extraction.source, titles, own, _entering_keys(extraction.fields)
    )
    for inner in extraction.embedded:
        texts = tuple(text for text in extraction.enclosed if text.owner == inner.part)
        yield Speaker(place, inner.part, *shared, inner.fields, inner.source, (), texts, _entering_keys(inner.fields))


def _entering_keys(fields: Fields) -> tuple[int, ...]:
    """What two copies of one document have in common: the id, the number, or the title within one division."""
    identity = document_id(fields.doc_number, fields.issuers, fields.title)
    keys = {hashed(f"i:{identity}"), hashed(f"t:{fields.region}|{folded(title_core(fields.title))}")}
    keys.update(_number_keys(number_key(fields.doc_number), fields.issuers))
    return tuple(sorted(keys))


# -- what is cited -----------------------------------------------------------------------------------------------------


def citations(place: int, extraction: Extraction, registry: AgencyRegistry) -> Iterator[Cited]:
    """The citations of a document, but for defined names, which lead to another one of them."""
    voices = {None: extraction.fields} | {inner.part: inner.fields for inner in extraction.embedded}
    for at, mention in enumerate(extraction.mentions):
        if mention.form is not Form.ALIAS:
            owner = mention.owner if mention.owner in voices else None
            yield _cited(place, at, OWN if owner is None else owner, mention, voices[owner], registry)


def _cited(place: int, at: int, part: int, mention: DraftMention, voice: Fields, registry: AgencyRegistry) -> Cited:
    title = of_year(mention.title or "", mention.in_title, voice, registry.regions)
    issuers = _issuers_in(title, voice.region, registry) or mention.issuers
    if not issuers and mention.number:
        issuers = issuers_of_number(mention.number, registry)
    region = _region(mention, issuers, registry)
    return Cited(
        place,
        at,
        part,
        mention.title,
        title or None,
        folded(title_core(title)),
        mention.number,
        mention.issued_with,
        issuers,
        region,
        voice.region,
        voice.level,
        voice.issued_on,
        _citing_keys(mention.number, title, issuers, region),
    )


def _citing_keys(number: str | None, title: str, issuers: Sequence[str], region: str | None) -> tuple[int, ...]:
    names = names_of((title,)) | {folded(title_key(title)), folded(title_core(title))} - {""}
    identity = cited_id(number, title, issuers, region)
    keys = {hashed(f"i:{identity}"), *map(name_key, names), *_number_keys(number_key(number), issuers)}
    return tuple(sorted(keys))


def cited_id(number: str | None, title: str | None, issuers: Sequence[str], region: str | None) -> str:
    """The id of a document that is known by citations only. Documents of one title and two divisions are two."""
    bare = title_core(title or number or "")
    named = issuers if is_bare(number_key(number)) else ()
    return document_id(number, named, f"{region} {bare}" if region else bare)


def _issuers_in(title: str, region: str | None, registry: AgencyRegistry) -> tuple[str, ...]:
    if not title or title.startswith("关于"):
        return ()
    return _prefix(title, region, registry)


@lru_cache(maxsize=1 << 14)
def _prefix(title: str, region: str | None, registry: AgencyRegistry) -> tuple[str, ...]:
    spans = registry.prefix(title, Context(region or None))
    return () if spans and is_subject(title[spans[-1].end :]) else tuple(span.agency.name for span in spans)


def _region(mention: DraftMention, issuers: Sequence[str], registry: AgencyRegistry) -> str | None:
    if issuers:
        return registry.home_region(issuers)
    if mention.number and (region := region_of_number(mention.number)):
        return region
    if mention.kind.name == "law" or mention.form is Form.LAW:
        return None
    return ""

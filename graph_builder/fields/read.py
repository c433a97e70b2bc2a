"""The header fields of a document and of the documents embedded in it, from their parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from graph_builder.agencies import AgencyRegistry, Context
from graph_builder.fields.addressees import split_addressees
from graph_builder.fields.dates import parse_date
from graph_builder.fields.effect import Effect, find_effect
from graph_builder.fields.enclosures import Enclosure, enclosures_of
from graph_builder.fields.heading import Heading, heading_lines, read_heading, read_names
from graph_builder.fields.kinds import doc_type_of, doc_type_of_closing
from graph_builder.fields.metadata import read_metadata
from graph_builder.fields.model import Fields
from graph_builder.fields.numbers import issuers_of_number, normalise_number, region_of_number
from graph_builder.fields.signature import heading_date, signature_date, signers
from graph_builder.model import Agency, Issue, IssueLevel, Level, PassageKind
from graph_builder.structure import Part, Position, Role, Structure, squash
from graph_builder.structure.lines import NUMBER_LINE

_PROSE = (PassageKind.PARAGRAPH, PassageKind.CLAUSE, PassageKind.HEADING)
_ORDER = re.compile(r"\A(?!.*(?:关于|的)).{0,60}(?:令|公告|通告)")
_ADOPTS = re.compile(
    r"(?:^|现|予以)(?:公布|发布|颁布)《((?:[^《》]|《[^《》]*》)+)》|《((?:[^《》]|《[^《》]*》)+)》[^。]{0,120}?(?:公布|发布|颁布)"
)
_PASSED_BY = re.compile(
    r"》已?[由经]([\u4e00-\u9fff]{4,50}?(?:委员会|代表大会))(?:第[一二三四五六七八九十百\d]{1,4}次|全体)?会议"
)
_SERIES = re.compile(r"^(?:公告|通告)(?=关于)")
_NUMBERED_ALONE = re.compile(r"(?:(?:19|20)\d{2}年)?第\d{1,5}号")
"""A number without the series that it counts, which then stands over the title: 某厅公告, 2021年第3号, 关于…的公告."""
_ORDINAL = re.compile(r"(?:〔[^〕]{1,8}〕)?第(?:\d{1,5}|[一二三四五六七八九十百零〇]{1,6})号$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_NUMBER_IN_TITLE = re.compile(r"[（(]([\u4e00-\u9fff（）()]{1,24}[〔\[（(【](?:19|20)\d{2}[〕\]）)】]\d{1,5}号)[）)]$")
_CATALOG_TITLE = re.compile(r"[（(][^（）()]*号[）)]$")


def read_fields(structure: Structure, registry: AgencyRegistry, region: str | None = None) -> Fields:
    """The header fields of the document.

    ``region`` is the full name of the division that the collection speaks from, if known; it is only used for names
    such as 省财政厅 where the document itself does not tell the province. Nothing is raised: what cannot be read is
    ``None`` or empty and, where it matters, listed in ``issues``.
    """
    return _Reader(structure, None, registry, region).read()


def read_part_fields(structure: Structure, part_index: int, registry: AgencyRegistry, parent: Fields) -> Fields:
    """The header fields of the embedded document that part ``part_index`` holds (:attr:`Role.EMBEDDED`).

    What the part does not tell stays empty; only the division of ``parent`` helps to read short names.
    """
    return _Reader(structure, part_index, registry, parent.region).read()


@dataclass(frozen=True, slots=True)
class _Issuers:
    agencies: tuple[Agency, ...]
    missing: bool = False


class _Reader:
    """Reads one document: the outer one (``index`` ``None``) or an embedded part."""

    def __init__(self, structure: Structure, index: int | None, registry: AgencyRegistry, region: str | None) -> None:
        self._structure = structure
        self._index = index
        self._registry = registry
        self._part = structure.main if index is None else structure.parts[index]
        self._metadata = self._read_metadata()
        self._number = self._read_number()
        self._lines, self._red_head = heading_lines(structure.document.source, self._part)
        self._context = Context(self._guess_region(region), (), self._guess_year())
        self._catalog = self._read_catalog()

    def read(self) -> Fields:
        document = self._structure.document
        heading = self._read_heading()
        issuers = self._read_issuers(heading)
        names = tuple(agency.name for agency in issuers.agencies)
        number = self._full_number(heading)
        title, full_title = self._read_title(heading)
        issued_on = self._read_date()
        enclosures = [
            enclosure
            for enclosure in enclosures_of(self._structure, self._index, title)
            if not squash(enclosure.title).endswith(squash(title))
        ]
        effect = self._read_effect(issued_on)
        level = self._level(issuers.agencies, number, title)
        return Fields(
            title=title,
            full_title=full_title,
            level=level or Level.NATIONAL,
            doc_number=number,
            doc_type=self._kind(title),
            issuers=names,
            addressees=self._addressees(),
            issued_on=issued_on,
            effective_from=effect.first,
            effective_to=effect.last,
            region=self._registry.home_region(names) or next((a.region for a in issuers.agencies if a.region), None),
            enclosures=tuple(enclosure.title for enclosure in enclosures),
            aliases=self._aliases(title, full_title, names, enclosures),
            category=document.category if self._index is None else None,
            page=document.page if self._index is None else None,
            issues=tuple(self._issues(title, issuers, heading, issued_on, level)),
        )

    # -- number and metadata ------------------------------------------------------------------------------------

    def _read_metadata(self) -> dict[str, str]:
        values: dict[str, str] = {}
        for block in self._part.blocks:
            if block.kind in _PROSE or block.kind is PassageKind.ADDRESSEES:
                break
            if block.kind in (PassageKind.NUMBER, PassageKind.TABLE):
                for field, value in read_metadata(block.text.text).items():
                    values.setdefault(field, value)
        return values

    def _read_number(self) -> str | None:
        """The number as printed in the head; else of the metadata or the table of contents."""
        for block in self._part.of(PassageKind.NUMBER):
            if NUMBER_LINE.match(block.text.text) and not read_metadata(block.text.text):
                return normalise_number(block.text.text)
        if "number" in self._metadata:
            return normalise_number(self._metadata["number"])
        if match := _NUMBER_IN_TITLE.search(re.sub(r"\s", "", self._part.title or "")):
            return normalise_number(match.group(1))
        catalog = self._structure.document.catalog_number if self._index is None else None
        return normalise_number(catalog) if catalog else None

    # -- context ------------------------------------------------------------------------------------------------

    def _guess_year(self) -> int | None:
        day = self._read_date()
        if day is not None:
            return day.year
        match = _YEAR.search(self._number or "")
        return int(match.group()) if match else None

    def _guess_region(self, region: str | None) -> str | None:
        """The division whose 省财政厅 is meant: of the full issuers, of the number, of the catalogue, of the rest."""
        year = self._guess_year()
        for text in (" ".join(self._lines), " ".join(self._red_head), self._catalog_text()):
            spans = self._registry.prefix(text, Context(None, (), year)) if text else []
            home = self._registry.home_region(span.agency.name for span in spans)
            if home is not None:
                return home
            if spans and text:
                return None
        place = self._registry.place_of_title("".join(self._lines))
        return region_of_number(self._number or "") or (place.name if place else region)

    def _catalog_text(self) -> str:
        return (self._structure.document.catalog_title or "") if self._index is None else ""

    def _read_catalog(self) -> Heading | None:
        text = _CATALOG_TITLE.sub("", self._catalog_text())
        return read_heading([text], self._registry, self._context) if text else None

    # -- title --------------------------------------------------------------------------------------------------

    def _read_heading(self) -> Heading:
        """The heading as printed, a number behind the title (…的通知（某财〔2020〕1号）) and the series that a number
        counts left out."""
        heading = read_heading(self._lines, self._registry, self._context) if self._lines else Heading("")
        title = _NUMBER_IN_TITLE.sub("", heading.title)
        if self._number and _NUMBERED_ALONE.fullmatch(self._number):
            title = _SERIES.sub("", title)
        return replace(heading, title=title)

    def _read_title(self, heading: Heading) -> tuple[str, str]:
        """The title without and with its issuers: as printed, unless it is damaged or only says that it is an order.

        An order (令) or announcement that makes a regulation public is known by the regulation's title.
        """
        title = heading.title
        if (not title or _ORDER.fullmatch(title)) and (adopted := self._adopted()):
            return read_heading([adopted], self._registry, self._context).title or adopted, adopted
        if not title or doc_type_of(title) is None:
            if "title" in self._metadata:
                other = read_heading([self._metadata["title"]], self._registry, self._context)
                return other.title, other.full_title
            if self._catalog is not None and (not title or doc_type_of(self._catalog.title)):
                return self._catalog.title, (heading.printed or self._catalog.printed) + self._catalog.title
        return title, heading.full_title

    def _adopted(self) -> str | None:
        """The title of the text that the part makes public: 《某条例》已经…通过，现予公布; 现公布《某条例》."""
        for block in self._part.blocks:
            if block.kind in _PROSE and (match := _ADOPTS.search(block.text.text)):
                return match.group(1) or match.group(2)
        return None

    def _full_number(self, heading: Heading) -> str | None:
        """The number; a bare 第N号 under the name of an order belongs to that name: 国务院令第728号."""
        if self._number and _ORDINAL.fullmatch(self._number) and heading.title.endswith(("令", "公告")):
            return heading.full_title.replace("中华人民共和国", "") + self._number
        return self._number

    def _kind(self, title: str) -> str | None:
        kind = doc_type_of(title)
        if kind is not None:
            return kind
        for block in self._part.blocks:
            if block.kind in _PROSE and (kind := doc_type_of_closing(block.text.text)):
                return kind
        return None

    # -- issuers ------------------------------------------------------------------------------------------------

    def _read_issuers(self, heading: Heading) -> _Issuers:
        """From the heading, unless it says 等N部门 or nothing; then from the signature, the red head, the metadata,
        the table of contents, the letters of the number."""
        context = self._own_context(heading.issuers)
        signed = signers(self._structure.document.source, self._part, self._registry, context)
        if heading.issuers and heading.together is None:
            # a heading may name the first of them alone
            return _Issuers(signed if set(heading.issuers) < set(signed) else heading.issuers)
        if heading.together is None and signed:
            return _Issuers(signed)
        candidates = [signed, *self._other_sources(context)]
        if heading.together is not None:
            for names in candidates:
                if len(names) == heading.together:
                    return _Issuers(names)
            longest = max([heading.issuers, *candidates], key=len)
            return _Issuers(longest, missing=len(longest) < heading.together)
        for names in candidates:
            if names:
                return _Issuers(names)
        return _Issuers((), missing=True)

    def _other_sources(self, context: Context) -> Iterable[tuple[Agency, ...]]:
        for text in (" ".join(self._red_head), self._metadata.get("issuers", "")):
            if text:
                yield tuple(read_names(text, self._registry, context))
        if self._catalog is not None:
            yield self._catalog.issuers
        for block in self._part.blocks:
            if block.kind in _PROSE and (match := _PASSED_BY.search(block.text.text)):
                yield tuple(read_names(match.group(1), self._registry, context))
        if self._number:
            found = (self._registry.resolve(name) for name in issuers_of_number(self._number, self._registry))
            yield tuple(agency for agency in found if agency is not None)

    def _own_context(self, issuers: tuple[Agency, ...]) -> Context:
        home = self._registry.home_region(agency.name for agency in issuers)
        return Context(home or self._context.region, (), self._context.year)

    def _level(self, issuers: tuple[Agency, ...], number: str | None, title: str) -> Level | None:
        if issuers:
            return issuers[0].level
        if number and region_of_number(number):
            return Level.PROVINCIAL
        place = self._registry.place_of_title(title)
        return place.level if place else None

    # -- dates, addressees, aliases -----------------------------------------------------------------------------

    def _own_parts(self) -> Iterable[Part]:
        return (
            part
            for place, part in enumerate(self._structure.parts)
            if place and place != self._index and part.owner == self._index and part.role is Role.ENCLOSURE
        )

    def _read_date(self) -> date | None:
        """成文日期: under the text, else under the title, else of the metadata, else under the text it issues."""
        day = signature_date(self._part) or heading_date(self._part)
        for field in ("date", "published"):
            day = day or parse_date(self._metadata.get(field, ""))
        for part in () if day else self._own_parts():
            day = day or signature_date(part)
        return day

    def _read_effect(self, issued_on: date | None) -> Effect:
        """Of the text itself; what it leaves open, of the one text that it issues."""
        effect = find_effect(_texts(self._part), issued_on)
        issued = list(self._own_parts())
        if len(issued) == 1 and not (effect.first and effect.last):
            inner = find_effect(_texts(issued[0]), issued_on)
            effect = Effect(effect.first or inner.first, effect.last or inner.last)
        return effect

    def _addressees(self) -> tuple[str, ...]:
        for block in self._part.of(PassageKind.ADDRESSEES):
            return split_addressees(block.text.text)
        return ()

    def _aliases(
        self, title: str, full_title: str, names: tuple[str, ...], enclosures: Iterable[Enclosure]
    ) -> tuple[str, ...]:
        aliases = [full_title, "".join(names) + title] if title else []
        if self._catalog is not None:
            aliases += [self._catalog.full_title, self._catalog.title]
        aliases += [enclosure.title for enclosure in enclosures if enclosure.issued]
        return tuple(alias for alias in dict.fromkeys(aliases) if alias and alias != title)

    # -- issues -------------------------------------------------------------------------------------------------

    def _issues(
        self, title: str, issuers: _Issuers, heading: Heading, issued_on: date | None, level: Level | None
    ) -> Iterable[Issue]:
        shown = title or (self._number or "")
        if not title:
            yield self._issue("title_missing", "no title is printed at its head")
        if issuers.missing:
            known = "、".join(agency.name for agency in issuers.agencies) or "none"
            wanted = heading.together or "unknown"
            yield self._issue("issuers_incomplete", f"{shown}: {wanted} issuers announced, known: {known}")
        if issued_on is None:
            yield self._issue("date_missing", f"{shown}: no date is printed")
        if level is None:
            yield self._issue("level_unknown", f"{shown}: no issuer tells its level, taken as national")

    def _issue(self, kind: str, text: str) -> Issue:
        line = self._part.line if self._part.blocks else self._structure.document.first
        return Issue(IssueLevel.WARNING, kind, self._structure.document.source.file, line, text)


def _texts(part: Part) -> Iterable[str]:
    return (block.text.text for block in part.blocks if block.kind in _PROSE and block.position is not Position.TITLE)

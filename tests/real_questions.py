"""Every question as it is asked of the real compendium: over what, and what an answer must not be without."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from api import questions as ask
from api.judgements import queue
from api.questions import listing, network
from api.questions.agencies import agency_page, find_agencies
from api.questions.lag import Grouping, lag
from api.questions.listing.agencies import SORTS as AGENCY_SORTS
from api.questions.listing.documents import SORTS as DOCUMENT_SORTS
from api.questions.listing.measures import SORTS as MEASURE_SORTS
from api.questions.listing.relations import SORTS as RELATION_SORTS
from api.questions.near import near_agencies, near_documents
from api.questions.standing.answers import State
from graph_builder.model import Graph, Level, RelationType, Scope
from graph_builder.store import Store

TAX = "财政部税务总局公告2020年第8号"
INSURANCE = "人社部发〔2020〕11号"
COVERED = (INSURANCE, "人社部发〔2020〕49号", "医保发〔2020〕6号", "发改投资规〔2020〕734号")
DAYS = (date(2020, 5, 1), date(2020, 8, 1), date(2021, 2, 1))
WORDS = ("社会保险费", "小微企业 减免", "人社部发[2020]11号", "2020年第8号", "冀人社", "疫情")
_STEP = 13
_MOST_PAGES = 4

Asked = Callable[[Store, Any], object]
Told = Callable[[Any], object]


@dataclass(frozen=True)
class Sample:
    """What the questions are asked of: always the same part of the graph, of every kind of document some."""

    documents: tuple[str, ...]
    joined: tuple[tuple[str, str], ...]
    measures: tuple[str, ...]
    agencies: tuple[str, ...]
    texts: tuple[str, ...]

    @classmethod
    def of(cls, graph: Graph) -> Sample:
        """A sample of a graph by places in it."""
        ids = [each.id for each in graph.documents]
        ends = [(each.source, each.target) for each in graph.relations][:: _STEP * 2]
        national = [each.id for each in graph.measures if each.document in COVERED]
        wide = [each.text for each in graph.passages if len(each.text) > 100]
        return cls(
            documents=tuple(dict.fromkeys((TAX, *COVERED, *ids[::_STEP]))),
            joined=(*ends, *pairwise(end for pair in ends for end in pair)),
            measures=(*national, *(each.id for each in graph.measures[::250])),
            agencies=tuple(each.id for each in graph.agencies[::_STEP]),
            texts=("\n".join(wide[::40]), *wide[::400]),
        )


@dataclass(frozen=True)
class Question:
    """A question, what of the sample it is asked over, and what tells that an answer says something."""

    ask: Asked
    told: Told
    over: Callable[[Sample], Iterable[Any]] = lambda _: (None,)


def _alone(question: Callable[..., object], told: Told, **options: Any) -> Question:
    return Question(lambda store, _: question(store, **options), told)


def _documents(question: Callable[..., object], told: Told, *args: Any, **options: Any) -> Question:
    return Question(lambda store, each: question(store, each, *args, **options), told, lambda sample: sample.documents)


def _words(question: Callable[..., object], told: Told, **options: Any) -> Question:
    return Question(lambda store, each: question(store, each, **options), told, lambda _: WORDS)


def _pages(list_them: Callable[..., Any], told: Told, *args: Any, **options: Any) -> Question:
    """The first pages of a list, one after another."""

    def walk(store: Store) -> Iterator[Any]:
        after = None
        for _ in range(_MOST_PAGES):
            page = list_them(store, *args, after=after, limit=40, **options)
            yield page
            after = page.next
            if after is None:
                return

    return Question(lambda store, _: tuple(walk(store)), lambda pages: told(pages[-1]))


def _both_ways(answer: Any) -> object:
    return answer.down or answer.up


def _network_as_data(store: Store, network_of: Callable[..., Any]) -> object:
    graph = network.as_graph(network_of(store))
    return list(graph.nodes(data=True)), list(graph.edges(data=True)), network.as_matrix(network_of(store))


def _trace_graph(store: Store, document_id: str) -> object:
    return ask.as_graph(ask.trace(store, document_id))


_FILTERS: dict[str, dict[str, Any]] = {
    "types": {"types": list(RelationType)},
    "scope": {"scopes": [Scope.DOCUMENT]},
    "level": {"levels": [Level.PROVINCIAL]},
    "confidence": {"confidence": 0.9},
    "date": {"issued_from": date(2020, 3, 1), "issued_to": date(2020, 6, 30)},
    "depth": {"depth": 1},
    "limit": {"limit": 2},
}
_READ = listing.DocumentFilter(levels=[Level.PROVINCIAL], in_corpus=True)


def _items(page: Any) -> object:
    return page.items


def _itself(answer: Any) -> object:
    return answer


QUESTIONS: dict[str, Question] = {
    "trace": _documents(ask.trace, _both_ways),
    **{f"trace by {name}": _documents(ask.trace, _both_ways, **options) for name, options in _FILTERS.items()},
    "trace as a graph": _documents(_trace_graph, lambda answer: answer.edges),
    "trace of a measure": Question(ask.trace_measure, _both_ways, lambda sample: sample.measures),
    "paths": Question(
        lambda store, ends: ask.paths(store, *ends), lambda answer: answer.paths, lambda sample: sample.joined
    ),
    **{f"status on {day}": _documents(ask.status, lambda answer: answer.why, day) for day in DAYS},
    "statuses": Question(
        lambda store, sample: ask.statuses(store, sample.documents, DAYS[1]), _itself, lambda sample: (sample,)
    ),
    "standing": _alone(ask.standing, _itself, on=DAYS[1], states=[State.EXTENDED, State.EXPIRED]),
    "validity": _alone(ask.validity, lambda answer: answer.items),
    "expiring": _alone(ask.expiring, lambda answer: answer.endings, first=date(2020, 6, 1), days=60),
    "effects": _documents(ask.effects, lambda answer: answer.made or answer.received),
    "coverage": Question(ask.coverage, lambda answer: answer.by, lambda _: COVERED),
    "covered": _alone(ask.covered, lambda answer: answer.items),
    "uncovered": _alone(ask.uncovered, _itself),
    "baseless": _alone(ask.baseless, _itself),
    **{f"lag by {by}": _alone(lag, lambda answer: answer.overall.spread and answer.rows, by=by) for by in Grouping},
    "joint network": _alone(network.joint_network, lambda answer: answer.edges, seed=7),
    "following network": _alone(network.following_network, lambda answer: answer.edges, seed=7),
    "joint network as data": _alone(_network_as_data, _itself, network_of=network.joint_network),
    "following network as data": _alone(_network_as_data, _itself, network_of=network.following_network),
    "agency": Question(agency_page, lambda page: page.documents or page.duties, lambda sample: sample.agencies),
    "find agencies": Question(find_agencies, _itself, lambda _: ("财政部", "省人力资源社会保障厅", "税务")),
    "near agencies": Question(near_agencies, _itself, lambda _: ("财正部", "人社厅")),
    "lookup": Question(
        partial(ask.lookup, region="河北省"), lambda answer: answer.citations, lambda sample: sample.texts
    ),
    "lookup on a day": Question(
        partial(ask.lookup, on=DAYS[2], region="河北省"), lambda answer: answer.statuses, lambda sample: sample.texts
    ),
    "find documents": _words(ask.find_documents, _itself),
    "near documents": _words(near_documents, _itself),
    "search": _words(ask.search, lambda answer: answer.hits, on=DAYS[1]),
    "search filtered": _words(
        ask.search,
        lambda answer: answer.hits,
        on=DAYS[2],
        wanted=_READ,
        states=[State.EXPIRED],
        sort="issued_on",
    ),
    "suggest": _words(ask.suggest, _itself),
    "read": _documents(ask.read, lambda answer: answer.passages, on=DAYS[1]),
    "show": _documents(ask.show, lambda answer: answer.outgoing or answer.incoming),
    "passages": Question(
        partial(listing.list_passages, limit=30), lambda page: page.cited, lambda sample: sample.documents
    ),
    **{f"documents by {by}": _pages(listing.list_documents, _items, _READ, sort=by) for by in DOCUMENT_SORTS},
    **{
        f"relations by {by}": _pages(listing.list_relations, _items, listing.RelationFilter(), sort=by)
        for by in RELATION_SORTS
    },
    **{
        f"measures by {by}": _pages(listing.list_measures, _items, listing.MeasureFilter(), sort=by)
        for by in MEASURE_SORTS
    },
    **{
        f"agencies by {by}": _pages(listing.list_agencies, _items, listing.AgencyFilter(), sort=by)
        for by in AGENCY_SORTS
    },
    "measures on a day": _pages(listing.list_measures, _items, listing.MeasureFilter(valid_on=DAYS[0])),
    "facets": _alone(listing.document_facets, lambda answer: answer.issuer and answer.year, wanted=_READ),
    "list of issues": _pages(listing.list_issues, _items),
    "collections": _alone(listing.collections, _itself),
    "stats": _alone(ask.stats, lambda answer: answer.most_implemented),
    "issues": _alone(ask.issues, _itself),
    "review queue": _alone(queue, lambda answer: answer.items, below=0.9, limit=50),
}

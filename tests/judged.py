"""A graph with one undecided citation, worked out by hand (see ``graphs.every_type`` for the rest).

The city's document cites 《通知》 in lines 64 and 66; the supplement and the extension may be meant. The stand-in of
the citation is a document of its own. A plan inside the province's document speaks in that one's passages.
"""

from __future__ import annotations

from dataclasses import replace

from graphs import CITY, EXTENSION, PROVINCE, ROOT, SUPPLEMENT, Kind, document, every_type, relation

from graph_builder.model import (
    Document,
    Evidence,
    Graph,
    Issue,
    IssueLevel,
    Level,
    Mention,
    Passage,
    PassageKind,
    Relation,
    Resolution,
    Source,
)

STAND_IN = f"{CITY}?通知"
PLAN = f"{PROVINCE}#落实方案"
CITY_LINE_63 = "各区要落实甲部发〔2021〕1号。"
CITY_LINE_64 = "参照《通知》和甲部发〔2021〕1号办理。"


def undecided() -> Graph:
    """The graph before any judgement."""
    graph = every_type()
    documents = [_placed(each) for each in graph.documents]
    documents.append(document(STAND_IN, "通知", level=Level.MUNICIPAL, doc_number=None))
    documents.append(Document(PLAN, "落实方案", Level.PROVINCIAL, in_corpus=True, parent=PROVINCE, collection="示例"))
    relations = [each for each in graph.relations if each.target != SUPPLEMENT or each.type is not Kind.CITES]
    relations += [
        _undecided(Kind.CITES, 64),
        _undecided(Kind.SUPPLEMENTS, 66),
        relation(PLAN, Kind.IMPLEMENTS, ROOT, 50, evidence=Evidence("甲.txt", 50, "甲部发〔2021〕1号", "落实")),
    ]
    passages = (
        *graph.passages,
        Passage(f"{PROVINCE}#2", PROVINCE, 2, 50, PassageKind.PARAGRAPH, None, "本方案落实甲部发〔2021〕1号。", (Mention(5, 16, ROOT),)),
        Passage(f"{CITY}#1", CITY, 1, 62, PassageKind.PARAGRAPH, None, f"按照{PROVINCE}办理。", (Mention(2, 2 + len(PROVINCE), PROVINCE, Kind.IMPLEMENTS),)),
        Passage(f"{CITY}#2", CITY, 2, 63, PassageKind.CLAUSE, "一、", CITY_LINE_63, (Mention(5, 16, ROOT, Kind.IMPLEMENTS),)),
        Passage(f"{CITY}#3", CITY, 3, 64, PassageKind.CLAUSE, "二、", CITY_LINE_64, (Mention(2, 6, STAND_IN, Kind.CITES), Mention(7, 18, ROOT))),
        Passage(f"{CITY}#4", CITY, 4, 66, PassageKind.CLAUSE, "三、", "补充《通知》。", (Mention(2, 6, STAND_IN, Kind.SUPPLEMENTS),)),
    )  # fmt: skip
    issues = (
        Issue(IssueLevel.WARNING, "ambiguous_citation", "甲.txt", 64, "《通知》", (SUPPLEMENT, EXTENSION)),
        Issue(IssueLevel.WARNING, "ambiguous_citation", "甲.txt", 66, "《通知》", (SUPPLEMENT, EXTENSION)),
        Issue(IssueLevel.ERROR, "unreadable", "坏.pdf", None, "没有文字层"),
    )
    return replace(
        graph, documents=tuple(documents), relations=tuple(relations), passages=tuple(passages), issues=issues
    )


def found(graph: Graph, source: str, kind: Kind, target: str) -> Relation | None:
    """The relation of a graph."""
    return next((r for r in graph.relations if (r.source, r.type, r.target) == (source, kind, target)), None)


def mentions(graph: Graph, passage: str) -> list[tuple[str, Kind | None]]:
    """Targets and types of a passage's mentions."""
    return [(m.target, m.relation) for p in graph.passages if p.id == passage for m in p.mentions]


def same(one: Graph, other: Graph) -> bool:
    """Whether two graphs say the same, in whatever order their lists stand."""
    return all(
        sorted(map(repr, getattr(one, name))) == sorted(map(repr, getattr(other, name)))
        for name in ("documents", "relations", "agencies", "regions", "passages", "measures", "issues", "readings")
    )


def _placed(each: Document) -> Document:
    if each.id == CITY:
        return replace(each, source=Source("甲.txt", 61, 80))
    if each.id == PROVINCE:
        return replace(each, encloses=(PLAN,))
    return each


def _undecided(kind: Kind, line: int) -> Relation:
    words = Evidence("甲.txt", line, "《通知》", "")
    return relation(CITY, kind, STAND_IN, line, resolution=Resolution.AMBIGUOUS, confidence=0.4, candidates=(SUPPLEMENT, EXTENSION), evidence=words)  # fmt: skip

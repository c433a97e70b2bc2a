"""Small graphs, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph_builder.model import (
    Agency,
    Document,
    Evidence,
    Graph,
    Issue,
    IssueLevel,
    Level,
    Measure,
    Mention,
    Passage,
    PassageKind,
    Region,
    Relation,
    RelationType,
    Resolution,
    Scope,
    Source,
)

Kind = RelationType


def document(number: str, title: str, **fields: object) -> Document:
    """A document whose id is its number."""
    given: dict[str, object] = {"level": Level.NATIONAL, "doc_number": number, "doc_type": "通知"}
    return Document(number, title, **(given | fields))  # type: ignore[arg-type]


def relation(source: str, kind: RelationType, target: str, line: int = 1, **fields: object) -> Relation:
    """A relation that is certain and for the whole document."""
    given: dict[str, object] = {
        "scope": Scope.DOCUMENT,
        "inferred": False,
        "confidence": 0.9,
        "rule": f"rule_{kind.lower()}",
        "resolution": Resolution.NUMBER,
        "evidence": Evidence("甲.txt", line, f"依据{target}", "依据"),
    }
    return Relation(source, target, kind, **(given | fields))  # type: ignore[arg-type]


# The line of work: the root is implemented (root <- province <- city), forwarded, extended (and the extension
# extended), supplemented and amended; it repeals an older one and carries out a law-like opinion above it.
ROOT = "甲部发〔2021〕1号"
PROVINCE = "乙厅发〔2021〕5号"
CITY = "丙局发〔2021〕8号"
FORWARD = "乙厅发〔2021〕6号"
EXTENSION = "甲部发〔2021〕20号"
SECOND_EXTENSION = "甲部发〔2022〕3号"
SUPPLEMENT = "甲部发〔2021〕9号"
AMENDMENT = "甲部公告2022年第7号"
OLD = "甲部发〔2015〕2号"
OPINION = "中央发〔2020〕30号"
ANNEX = "甲部发〔2021〕1号/1"
LAW = "中华人民共和国甲法"


def every_type() -> Graph:
    """Twelve documents that all eight relation types, an enclosed text and an undecided citation join."""
    here = {"in_corpus": True, "collection": "示例"}
    documents = (
        document(
            ROOT,
            "关于阶段性减免甲费的通知",
            issuers=("甲部", "丁总局"),
            issued_on=date(2021, 2, 1),
            effective_to=date(2021, 6, 30),
            aliases=("甲部 丁总局关于阶段性减免甲费的通知", "减免通知"),
            addressees=("各省乙厅",),
            category="减负类",
            catalog_no=1,
            enclosures=("减免甲费实施方案",),
            encloses=(ANNEX,),
            source=Source("甲.txt", 1, 40, 3),
            **here,
        ),
        document(PROVINCE, "关于落实减免甲费政策的通知", level=Level.PROVINCIAL, issuers=("示例省乙厅",), issued_on=date(2021, 2, 15), source=Source("甲.txt", 41, 60), **here),
        document(CITY, "关于做好减免甲费工作的通知", level=Level.MUNICIPAL, issuers=("示例市丙局",), issued_on=date(2021, 3, 1), **here),
        document(FORWARD, "转发关于阶段性减免甲费的通知", level=Level.PROVINCIAL, issuers=("示例省乙厅",), issued_on=date(2021, 2, 20), **here),
        document(EXTENSION, "关于延长减免甲费期限的通知", issuers=("甲部",), issued_on=date(2021, 6, 20), **here),
        document(SECOND_EXTENSION, "关于再次延长减免甲费期限的通知", issuers=("甲部",), issued_on=date(2022, 1, 10), **here),
        document(SUPPLEMENT, "关于减免甲费的补充通知", issuers=("甲部",), issued_on=date(2021, 4, 1), **here),
        document(AMENDMENT, "关于修改减免甲费规定的公告", doc_type="公告", issuers=("甲部",), issued_on=date(2022, 5, 1), **here),
        document(OLD, "关于征收甲费的通知", issuers=("甲部",)),
        document(OPINION, "关于减轻企业负担的意见", doc_type="意见", issued_on=date(2020, 12, 1)),
        document(ANNEX, "减免甲费实施方案", doc_number=None, doc_type="方案", parent=ROOT, **here),
        document(LAW, "中华人民共和国甲法", doc_number=None, doc_type="法律"),
    )  # fmt: skip
    relations = (
        relation(PROVINCE, Kind.IMPLEMENTS, ROOT, 42),
        relation(CITY, Kind.IMPLEMENTS, PROVINCE, 62),
        relation(CITY, Kind.IMPLEMENTS, ROOT, 63, scope=Scope.CLAUSE),
        relation(FORWARD, Kind.FORWARDS, ROOT, 81, resolution=Resolution.TITLE),
        relation(EXTENSION, Kind.EXTENDS, ROOT, 91, until=date(2021, 12, 31)),
        relation(SECOND_EXTENSION, Kind.EXTENDS, EXTENSION, 101, until=date(2022, 12, 31), confidence=1.0),
        relation(SUPPLEMENT, Kind.SUPPLEMENTS, ROOT, 111),
        relation(AMENDMENT, Kind.AMENDS, ROOT, 121),
        relation(ROOT, Kind.REPEALS, OLD, 30),
        relation(ROOT, Kind.IMPLEMENTS, OPINION, 5, inferred=True, resolution=Resolution.INFERRED),
        relation(ROOT, Kind.BASED_ON, LAW, 6, resolution=Resolution.CITED),
        relation(CITY, Kind.CITES, SUPPLEMENT, 64, resolution=Resolution.AMBIGUOUS, candidates=(SUPPLEMENT, EXTENSION)),
    )
    agencies = (
        Agency("甲部", "甲部", Level.NATIONAL, founded=1998),
        Agency("丁总局", "丁总局", Level.NATIONAL, short_names=("丁局",), parent="甲部"),
        Agency(
            "示例省乙厅",
            "示例省乙厅",
            Level.PROVINCIAL,
            ("省乙厅", "乙厅"),
            "示例省",
            counterpart="甲部",
            also=("示例省乙局",),
        ),
        Agency("示例市丙局", "示例市丙局", Level.MUNICIPAL, region="示例市", counterpart="未收录的部", known=False),
    )
    passages = (
        Passage(f"{ROOT}#1", ROOT, 1, 2, PassageKind.TITLE, None, "关于阶段性减免甲费的通知"),
        Passage(f"{ROOT}#2", ROOT, 2, 5, PassageKind.PARAGRAPH, None, "为贯彻《关于减轻企业负担的意见》，根据《甲法》，对小微企业减免甲费。", (Mention(3, 15, OPINION, Kind.IMPLEMENTS), Mention(18, 22, LAW, Kind.BASED_ON))),
        Passage(f"{ROOT}#3", ROOT, 3, 9, PassageKind.CLAUSE, "一、", "小微企业自2021年2月1日起免征甲费，COVID-19防控期间的Ａ类企业比照执行。"),
        Passage(f"{PROVINCE}#1", PROVINCE, 1, 42, PassageKind.PARAGRAPH, None, "按照甲部发〔2021〕1号要求，缓缴社会保险费。", (Mention(2, 13, ROOT),)),
    )  # fmt: skip
    measures = (
        Measure(f"{ROOT}/一", ROOT, 9, "一、", "免征甲费", "小微企业免征甲费。", "免征", "甲费", "小微企业", "全额", date(2021, 2, 1), date(2021, 6, 30), ("甲部", "示例省乙厅")),
        Measure(f"{ROOT}/二", ROOT, 12, None, None, None),
    )  # fmt: skip
    return Graph(
        documents,
        relations,
        agencies,
        (Region("示例省", Level.PROVINCIAL, "990000"), Region("示例市", Level.MUNICIPAL, "990100", "示例省")),
        passages,
        measures,
        (
            Issue(IssueLevel.WARNING, "ambiguous_citation", "甲.txt", 64, "《通知》", (SUPPLEMENT, EXTENSION)),
            Issue(IssueLevel.ERROR, "unreadable", "坏.pdf", None, "没有文字层"),
        ),
    )


def without(graph: Graph, gone: Iterable[str]) -> Graph:
    """The graph as if some documents had never been in the input."""
    left = set(gone)
    return Graph(
        tuple(d for d in graph.documents if d.id not in left),
        tuple(r for r in graph.relations if not {r.source, r.target} & left),
        graph.agencies,
        graph.regions,
        tuple(p for p in graph.passages if not {p.document, *(m.target for m in p.mentions)} & left),
        tuple(m for m in graph.measures if m.document not in left),
        graph.issues,
    )


def circle() -> Graph:
    """Three documents that extend each other in a circle, as a misread date can make them."""
    names = ("圆发〔2021〕1号", "圆发〔2021〕2号", "圆发〔2021〕3号")
    return Graph(
        tuple(document(name, f"关于圆的通知之{name[-2]}") for name in names),
        tuple(relation(name, Kind.EXTENDS, names[at - 1]) for at, name in enumerate(names)),
    )

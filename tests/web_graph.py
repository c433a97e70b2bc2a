"""A small graph for the tests of the web side, worked out by hand.

甲部's 甲部发〔2021〕1号 (2021-02-01, ends 2021-06-30) is carried out by 示例省乙厅 (乙厅发〔2021〕5号, 14 days later) and
示例市丙局 (丙局发〔2021〕8号), prolonged by 甲部发〔2021〕20号 to the end of 2021, encloses a plan with ``#``, ``/``, a blank
and ``?`` in its id, rests on a law, and has one measure.
"""

from __future__ import annotations

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

ROOT = "甲部发〔2021〕1号"
PROVINCE = "乙厅发〔2021〕5号"
CITY = "丙局发〔2021〕8号"
EXTENSION = "甲部发〔2021〕20号"
PLAN = "甲部发〔2021〕1号#减免甲费/实施 方案?"
LAW = "甲法"
FORMULA = '=HYPERLINK("http://x.example")'


def _document(id: str, title: str, level: Level, **more: object) -> Document:
    given: dict[str, object] = {"in_corpus": True, "collection": "示例", "doc_type": "通知", "doc_number": id}
    return Document(id, title, level, **(given | more))  # type: ignore[arg-type]


def _relation(source: str, kind: RelationType, target: str, line: int, **more: object) -> Relation:
    given: dict[str, object] = {
        "scope": Scope.DOCUMENT,
        "inferred": False,
        "confidence": 0.9,
        "rule": f"rule_{kind.lower()}",
        "resolution": Resolution.NUMBER,
        "evidence": Evidence("甲.txt", line, f"依据{target}", "依据"),
    }
    return Relation(source, target, kind, **(given | more))  # type: ignore[arg-type]


GRAPH = Graph(
    documents=(
        _document(
            ROOT,
            "关于减免甲费的通知",
            Level.NATIONAL,
            issuers=("甲部", "丁总局"),
            issued_on=date(2021, 2, 1),
            effective_to=date(2021, 6, 30),
            aliases=("减免通知",),
            category="减负类",
            encloses=(PLAN,),
            source=Source("甲.txt", 1, 40, 3),
        ),
        _document(
            PROVINCE,
            "关于落实减免甲费的通知",
            Level.PROVINCIAL,
            issuers=("示例省乙厅",),
            issued_on=date(2021, 2, 15),
            category="减负类",
            source=Source("甲.txt", 41, 60),
        ),
        _document(CITY, FORMULA, Level.MUNICIPAL, issuers=("示例市丙局",), issued_on=date(2022, 3, 1)),
        _document(EXTENSION, "关于延长减免甲费期限的通知", Level.NATIONAL, issuers=("甲部",), issued_on=date(2021, 6, 20)),
        _document(PLAN, "减免甲费实施方案", Level.NATIONAL, parent=ROOT, doc_number=None, doc_type="方案"),
        _document(LAW, "中华人民共和国甲法", Level.NATIONAL, in_corpus=False, collection=None, doc_number=None, doc_type="法律"),
    ),
    relations=(
        _relation(PROVINCE, RelationType.IMPLEMENTS, ROOT, 42),
        _relation(CITY, RelationType.IMPLEMENTS, PROVINCE, 62, confidence=0.6),
        _relation(EXTENSION, RelationType.EXTENDS, ROOT, 91, until=date(2021, 12, 31)),
        _relation(ROOT, RelationType.BASED_ON, LAW, 6, resolution=Resolution.CITED),
        _relation(
            CITY,
            RelationType.CITES,
            EXTENSION,
            64,
            resolution=Resolution.AMBIGUOUS,
            candidates=(EXTENSION, ROOT),
            scope=Scope.CLAUSE,
            confidence=0.3,
        ),
    ),
    agencies=(
        Agency("甲部", "甲部", Level.NATIONAL),
        Agency("丁总局", "丁总局", Level.NATIONAL),
        Agency("示例省乙厅", "示例省乙厅", Level.PROVINCIAL, ("乙厅",), "示例省", counterpart="甲部"),
        Agency("示例市丙局", "示例市丙局", Level.MUNICIPAL, known=False),
    ),
    regions=(Region("示例省", Level.PROVINCIAL),),
    passages=(
        Passage(f"{ROOT}#1", ROOT, 1, 2, PassageKind.TITLE, None, "关于减免甲费的通知"),
        Passage(f"{ROOT}#2", ROOT, 2, 6, PassageKind.PARAGRAPH, None, "根据《甲法》，减免甲费。", (Mention(2, 6, LAW, RelationType.BASED_ON),)),
        Passage(f"{ROOT}#3", ROOT, 3, 9, PassageKind.CLAUSE, "一、", "小微企业免征甲费。"),
    ),
    measures=(
        Measure(
            f"{ROOT}/一",
            ROOT,
            9,
            "一、",
            "免征甲费",
            "小微企业免征甲费。",
            "免征",
            "甲费",
            "小微企业",
            "全额",
            date(2021, 2, 1),
            date(2021, 6, 30),
            ("甲部",),
        ),
    ),
    issues=(
        Issue(IssueLevel.WARNING, "ambiguous_citation", "甲.txt", 64, "《通知》", (EXTENSION, ROOT)),
        Issue(IssueLevel.ERROR, "unreadable", "坏.pdf", None, "没有文字层"),
    ),
)  # fmt: skip

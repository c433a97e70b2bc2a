"""A small graph of who issues and carries out what, worked out by hand.

甲部 and 乙部 (before 2018: 旧乙部) are ministries; 甲部办公厅 is an office of 甲部, which took in 丁局 in 2023. 丙总局, in 2023
followed by 新丙局, has an office in 示例省. 示例省甲厅 follows 甲部, 示例省乙厅 乙部, 示例市甲局 甲部, the government 国务院.
"""

from __future__ import annotations

from datetime import date

from graph_builder.model import (
    Agency,
    Document,
    Evidence,
    Graph,
    Level,
    Measure,
    Region,
    Relation,
    RelationType,
    Resolution,
    Scope,
    Source,
)

PROVINCE, CITY = "示例省", "示例市"
FIRST, SECOND, GOVERNMENT = "示例省甲厅", "示例省乙厅", "示例省人民政府"
BRANCH, CITY_OFFICE = "丙总局示例省丙局", "示例市甲局"


def _agency(name: str, level: Level = Level.NATIONAL, **fields: object) -> Agency:
    return Agency(name, name, level, **fields)  # type: ignore[arg-type]


def _document(id: str, issuers: str, issued_on: str | None, category: str | None = None, **fields: object) -> Document:
    level = {"N": Level.NATIONAL, "X": Level.NATIONAL, "P": Level.PROVINCIAL, "M": Level.MUNICIPAL}[id[0]]
    given: dict[str, object] = {"in_corpus": True, "collection": "示例", "doc_type": "通知"}
    return Document(
        id,
        f"关于{id}的通知",
        level,
        issuers=tuple(issuers.split()),
        issued_on=date.fromisoformat(issued_on) if issued_on else None,
        category=category,
        **(given | fields),  # type: ignore[arg-type]
    )


def _relation(source: str, target: str, kind: RelationType = RelationType.IMPLEMENTS, **fields: object) -> Relation:
    given: dict[str, object] = {
        "scope": Scope.DOCUMENT,
        "inferred": False,
        "confidence": 0.9,
        "rule": "purpose_implements",
        "resolution": Resolution.NUMBER,
        "evidence": Evidence("甲.txt", 7, f"为落实{target}", "落实"),
    }
    return Relation(source, target, kind, **(given | fields))  # type: ignore[arg-type]


def issuing() -> Graph:
    """Fifteen documents; see the tests for what follows from them."""
    cited = {"in_corpus": False, "collection": None}
    province = {"level": Level.PROVINCIAL, "region": PROVINCE, "parent": GOVERNMENT}
    return Graph(
        documents=(
            _document("N1", "甲部 乙部", "2021-01-10"),
            _document("N2", "甲部办公厅", "2021-02-01"),
            _document("N3", "旧乙部", None, **cited),
            _document("N4", "丙总局 丁局", "2021-03-01"),
            _document("X1", "", None, **cited),
            _document(
                "P1", f"{FIRST} {SECOND}", "2021-01-20", "类一", encloses=("P1/1",), source=Source("甲.txt", 1, 9)
            ),
            _document("P1/1", f"{FIRST} {SECOND}", "2021-01-20", parent="P1", doc_type="方案"),
            _document("P2", FIRST, "2021-02-05", "类一"),
            _document("P3", f"{BRANCH} {FIRST}", "2021-02-20", "类二", doc_type="意见"),
            _document("P4", SECOND, "2021-03-01", "类二"),
            _document("P5", FIRST, None),
            _document("P6", FIRST, "2021-04-01"),
            _document("P7", GOVERNMENT, "2021-04-02"),
            _document("P8", FIRST, None, **cited),
            _document("M1", CITY_OFFICE, "2021-05-01"),
        ),
        relations=(
            _relation("P1", "N1"),
            _relation("P1", "N1", RelationType.FORWARDS),
            _relation("P1/1", "N1"),
            _relation("P2", "N2"),
            _relation("P3", "N4"),
            _relation("P4", "N3", resolution=Resolution.CITED, confidence=0.4),
            _relation("P4", "N1"),
            _relation("P4", "N2", scope=Scope.CLAUSE),
            _relation("P5", "N1"),
            _relation("P6", "X1", resolution=Resolution.AMBIGUOUS, candidates=("N1", "N2")),
            _relation("P6", "P7"),
            _relation("M1", "P2"),
            _relation("M1", "N1"),
            _relation("N4", "N1"),
        ),
        agencies=(
            _agency("国务院"),
            _agency("甲部", parent="国务院", founded=2008, short_names=("甲",)),
            _agency("乙部", parent="国务院", founded=2018),
            _agency("旧乙部", parent="国务院", dissolved=2018, successor="乙部"),
            _agency("甲部办公厅", parent="甲部"),
            _agency("丁局", parent="国务院", founded=2000, dissolved=2023, successor="甲部"),
            _agency("丙总局", parent="国务院", founded=2018, dissolved=2023, successor="新丙局"),
            _agency("新丙局", parent="国务院", founded=2023),
            _agency(GOVERNMENT, Level.PROVINCIAL, region=PROVINCE, counterpart="国务院"),
            _agency(FIRST, counterpart="甲部", short_names=("省甲厅",), also=("示例省甲委",), **province),
            _agency(SECOND, counterpart="乙部", short_names=("省乙厅",), **province),
            _agency(BRANCH, Level.PROVINCIAL, region=PROVINCE, parent="丙总局"),
            _agency(CITY_OFFICE, Level.MUNICIPAL, region=CITY, counterpart="甲部", known=False),
        ),
        regions=(Region(PROVINCE, Level.PROVINCIAL), Region(CITY, Level.MUNICIPAL, parent=PROVINCE)),
        measures=(
            Measure("P1/一", "P1", 5, "一、", "减免甲费", None, responsible=(FIRST, SECOND)),
            Measure("P1/二", "P1", 6, "二、", "缓缴乙费", None, responsible=("示例省甲委",)),
        ),
    )

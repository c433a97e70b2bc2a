"""Coverage: the alignment on clauses worked out by hand, and the questions on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from graphs import Kind, document, relation
from hypothesis import given
from hypothesis import strategies as st
from work import calls

from api.questions import baseless, coverage, covered, uncovered
from api.questions.coverage import align
from api.questions.coverage.answers import Alignment, Aspect, Basis, Whole
from api.questions.coverage.differences import differences
from graph_builder.errors import NotFoundError
from graph_builder.model import (
    Agency,
    Graph,
    Level,
    Measure,
    Mention,
    Passage,
    PassageKind,
    Region,
    Scope,
)
from graph_builder.store import Store, load

RENT = "对承租公有房屋的小店免收三个月租金。"
LOANS = "银行对还款困难的小店贷款给予展期，不收罚息。"
STALLS = "开放街边摊位，方便群众买菜。"
TRAINING = "组织店主参加消防安全培训。"


def clause(name: str, line: int, text: str, label: str | None = None, **fields: object) -> Measure:
    return Measure(f"{name}#{line}", name, line, label, None, text, **fields)  # type: ignore[arg-type]


def clauses(name: str, *texts: str) -> list[Measure]:
    return [clause(name, line, text) for line, text in enumerate(texts, 1)]


def lines(found: Alignment) -> list[tuple[int, int]]:
    return [(pair.national.line, pair.provincial.line) for pair in found.pairs]


def test_clauses_are_paired_across_another_order_with_gap_and_addition() -> None:
    found = align(clauses("甲", RENT, LOANS, STALLS), clauses("乙", LOANS, TRAINING, RENT))
    assert lines(found) == [(1, 3), (2, 1)]
    assert [measure.line for measure in found.gaps] == [3]
    assert [measure.line for measure in found.additions] == [2]
    assert all(pair.basis is Basis.LIKENESS for pair in found.pairs)


def test_a_clause_may_be_split_and_others_joined() -> None:
    assert lines(align(clauses("甲", RENT + LOANS), clauses("乙", LOANS, RENT))) == [(1, 1), (1, 2)]
    assert lines(align(clauses("甲", LOANS, RENT), clauses("乙", RENT + LOANS))) == [(1, 1), (2, 1)]


def test_a_score_is_the_weighted_mean_of_its_parts() -> None:
    one = [clause("甲", 1, RENT, action="免收", beneficiary="小店"), *clauses("甲", LOANS)]
    other = [clause("乙", 1, RENT, action="免征", beneficiary="小店、摊贩"), *clauses("乙", LOANS)]
    pair = align(one, other).pairs[0]
    parts = {part.name: part.value for part in pair.parts}
    assert parts["figures"] == parts["beneficiary"] == parts["order"] == 1
    assert parts["action"] == 0.6  # another verb of the same class
    assert "section" not in parts  # neither stands under a heading
    assert sum(part.weight for part in pair.parts) == pytest.approx(1, abs=0.005)
    assert pair.score == pytest.approx(sum(part.value * part.weight for part in pair.parts), abs=0.005)


def test_a_reference_outranks_likeness_and_shows_its_words() -> None:
    national = [clause("甲", 1, RENT, "一"), clause("甲", 2, STALLS, "二")]
    provincial = [clause("乙", 1, "县城依照《示例意见》第二条，由城管划定区域。", "一"), clause("乙", 2, RENT, "二")]
    found = align(national, provincial, names=["《示例意见》"])
    assert lines(found) == [(1, 2), (2, 1)]
    assert (found.pairs[1].basis, found.pairs[1].score) == (Basis.REFERENCE, 1.0)
    assert found.pairs[1].words == "《示例意见》第二条"
    assert lines(align(national, provincial, names=["《别的意见》"])) == [(1, 2)]


def test_what_is_like_none_goes_with_the_clause_before_it_under_a_heading_that_fits() -> None:
    national = [clause("甲", 1, RENT, "一"), clause("甲", 2, LOANS, "二")]
    provincial = [clause("乙", 1, RENT, "一、（一）"), clause("乙", 2, "由产权人核对营业执照。", "一、（二）")]
    fits = {measure.id: ("一、免收公有房屋租金",) for measure in provincial}
    found = align(national, provincial, headings=fits)
    assert [(pair.provincial.line, pair.basis) for pair in found.pairs] == [(1, Basis.LIKENESS), (2, Basis.SECTION)]
    assert found.pairs[1].score < found.pairs[0].score
    other = {measure.id: ("一、保障措施",) for measure in provincial}
    assert [measure.line for measure in align(national, provincial, headings=other).additions] == [2]
    assert [measure.line for measure in align(national, provincial).additions] == [2]


def test_what_speaks_to_another_province_is_no_gap() -> None:
    national = clauses("甲", RENT, "2021年起，示例省可对所有商户免收租金。", "除示例省外，各省给予店主摊位补助。")
    found = align(national, clauses("乙", RENT), elsewhere={"示例省"})
    assert [measure.line for measure in found.elsewhere] == [2]
    assert [measure.line for measure in found.gaps] == [3]
    assert align(national, clauses("乙", RENT)).elsewhere == ()


def test_notes_of_responsibility_and_broken_lines_do_not_count() -> None:
    whole = align(clauses("甲", RENT, LOANS), clauses("乙", RENT, TRAINING)).pairs[0]
    noted = align(clauses("甲", RENT, LOANS), clauses("乙", f"{RENT[:7]}\n{RENT[7:]}（责任单位：省财政厅）", TRAINING))
    assert noted.pairs[0].score == whole.score


def test_differences_are_told_by_aspect() -> None:
    one = clause("甲", 1, "免收3个月租金，补贴10%。", beneficiary="小店", valid_to=date(2021, 6, 30))
    other = clause("乙", 1, "免收三个月租金，补贴15%。", beneficiary="小店、摊贩", valid_to=date(2021, 12, 31))
    assert [(each.aspect, each.national, each.provincial) for each in differences(one, other)] == [
        (Aspect.VALUE, ("10%",), ("15%",)),
        (Aspect.PERIOD, ("/2021-06-30",), ("/2021-12-31",)),
        (Aspect.BENEFICIARY, (), ("摊贩",)),
    ]
    assert differences(one, one) == ()


@given(*[st.lists(st.sampled_from([RENT, LOANS, STALLS, TRAINING, "", "。", "甲", "免收租金"]), max_size=6)] * 2)
def test_every_clause_is_somewhere(national: list[str], provincial: list[str]) -> None:
    one, other = clauses("甲", *national), clauses("乙", *provincial)
    found = align(one, other)
    assert {pair.national.line for pair in found.pairs}.isdisjoint({gap.line for gap in found.gaps})
    assert {pair.national.line for pair in found.pairs} | {gap.line for gap in found.gaps} == {m.line for m in one}
    carrying = {pair.provincial.line for pair in found.pairs}
    assert carrying.isdisjoint({addition.line for addition in found.additions})
    assert carrying | {addition.line for addition in found.additions} == {m.line for m in other}
    assert all(0 <= pair.score <= 1 for pair in found.pairs)


def test_work_grows_with_the_number_of_clauses_not_with_its_square() -> None:
    def work(size: int) -> int:
        texts = [
            f"对第{n % 97}类{chr(0x4E00 + n)}{chr(0x5E00 + n)}店免收{n}个月租金并给予贷款展期。" for n in range(size)
        ]
        one, other = clauses("甲", *texts), clauses("乙", *texts)
        return calls(lambda: align(one, other))

    work(50)  # what is read once
    assert work(1600) < 6 * work(400)  # the square would be 16 times


# --- the questions ----------------------------------------------------------------------------------------------------

ROOT, PROVINCE, FORWARD, BARE, CITY, ALONE = (
    "甲部发〔2021〕1号",
    "乙厅发〔2021〕5号",
    "乙厅发〔2021〕6号",
    "乙厅发〔2021〕7号",
    "丙局发〔2021〕8号",
    "甲部发〔2021〕2号",
)


def small() -> Graph:
    """The root is implemented by one document of 河北省 and forwarded by two, by one of them with its text; a city
    carries out the former. Another national document is carried out in a clause only, by the document that forwards
    without the text."""
    here = {"in_corpus": True}
    low = {"level": Level.PROVINCIAL, "issuers": ("河北省乙厅",), **here}
    documents = (
        document(ROOT, "关于帮扶小店的意见", issued_on=date(2021, 2, 1), **here),
        document(PROVINCE, "关于落实帮扶小店政策的通知", issued_on=date(2021, 3, 1), **low),
        document(FORWARD, "转发关于帮扶小店的意见", issued_on=date(2021, 2, 10), encloses=(f"{FORWARD}#1",), **low),
        document(f"{FORWARD}#1", "甲部关于帮扶小店的意见", doc_number=None, parent=FORWARD, **here),
        document(BARE, "转发帮扶小店意见的通知", **low),
        document(CITY, "关于做好帮扶小店工作的通知", level=Level.MUNICIPAL, issued_on=date(2021, 4, 1), **here),
        document(ALONE, "关于整修市场的通知", **here),
        document("丁厅发〔2021〕9号", "关于年货展销的通知", level=Level.PROVINCIAL, **here),
    )
    relations = (
        relation(PROVINCE, Kind.IMPLEMENTS, ROOT, 42),
        relation(FORWARD, Kind.FORWARDS, ROOT, 52),
        relation(BARE, Kind.FORWARDS, ROOT, 62),
        relation(CITY, Kind.IMPLEMENTS, PROVINCE, 72),
        relation(BARE, Kind.IMPLEMENTS, ALONE, 64, scope=Scope.CLAUSE),
    )
    measures = (
        clause(ROOT, 11, RENT, "一", beneficiary="小店"),
        clause(ROOT, 12, LOANS, "二"),
        clause(ROOT, 13, STALLS, "三"),
        clause(ROOT, 14, "湖北省可对所有商户免收租金。", "四"),
        clause(PROVINCE, 44, RENT.replace("三个月", "六个月"), "一、（一）", beneficiary="小店"),
        clause(PROVINCE, 45, "由产权人核对营业执照。", "一、（二）"),
        clause(PROVINCE, 46, TRAINING, "二"),
        clause(PROVINCE, 47, "依照《意见》第三条，由城管划定区域。", "三"),
        clause(BARE, 65, TRAINING, "一"),
    )
    passages = (
        Passage(
            "p1", PROVINCE, 1, 42, PassageKind.PARAGRAPH, None, "为落实《意见》，制定本通知。", (Mention(3, 7, ROOT),)
        ),
        Passage("p2", PROVINCE, 2, 43, PassageKind.HEADING, "一", "一、免收公有房屋租金"),
    )
    return Graph(
        documents,
        relations,
        (Agency("河北省乙厅", "河北省乙厅", Level.PROVINCIAL, region="河北省"),),
        (Region("河北省", Level.PROVINCIAL),),
        passages,
        measures,
    )


@pytest.fixture
def loaded(store: Store) -> Store:
    load(store, small())
    return store


def test_coverage_sets_each_document_below_beside_the_root(loaded: Store) -> None:
    answer = coverage(loaded, ROOT)
    assert [each.document.id for each in answer.by] == [FORWARD, PROVINCE, BARE]
    assert [each.whole for each in answer.by] == [Whole.EMBEDDED, None, Whole.FORWARDED]
    assert [measure.line for measure in answer.measures] == [11, 12, 13, 14]
    assert answer.nowhere == ()  # two of them carry all of it


def test_coverage_by_one_document_aligns_its_clauses(loaded: Store) -> None:
    answer = coverage(loaded, ROOT, PROVINCE)
    (found,) = answer.by
    assert [(pair.national.line, pair.provincial.line, pair.basis) for pair in found.alignment.pairs] == [
        (11, 44, Basis.LIKENESS),
        (11, 45, Basis.SECTION),
        (13, 47, Basis.REFERENCE),
    ]
    assert [measure.line for measure in found.alignment.gaps] == [12]
    assert [measure.line for measure in found.alignment.elsewhere] == [14]
    assert [measure.line for measure in found.alignment.additions] == [46]
    assert found.alignment.pairs[0].differences[0].provincial == ("6个月",)
    assert found.relations[0].relation.evidence.line == 42
    assert answer.nowhere == found.alignment.gaps
    counts = found.counts
    assert (counts.national, counts.carried, counts.gaps, counts.elsewhere) == (4, 2, 1, 1)
    assert (counts.provincial, counts.carrying, counts.additions) == (4, 3, 1)
    assert (counts.by_reference, counts.by_likeness, counts.by_section) == (1, 1, 1)


def test_a_forwarded_document_has_no_gaps(loaded: Store) -> None:
    (found,) = coverage(loaded, ROOT, BARE).by
    assert found.alignment.gaps == ()
    assert (found.counts.carried, found.counts.gaps, found.counts.elsewhere) == (3, 0, 1)
    assert [measure.line for measure in found.alignment.additions] == [65]


def test_a_provincial_document_is_covered_by_its_cities(loaded: Store) -> None:
    (found,) = coverage(loaded, PROVINCE).by
    assert found.document.id == CITY
    assert found.counts.gaps == 4


@pytest.mark.parametrize(
    ("ids", "says"),
    [(("无",), "no document of this id"), ((ROOT, "无"), "no document of this id"), ((ROOT, CITY), "does not forward")],
)
def test_what_cannot_be_answered_is_said(loaded: Store, ids: tuple[str, ...], says: str) -> None:
    with pytest.raises(NotFoundError, match=says):
        coverage(loaded, *ids)


def test_national_documents_that_nothing_carries_out(loaded: Store) -> None:
    (found,) = uncovered(loaded)
    assert found.document.id == ALONE
    assert [(each.document.id, each.relation.evidence.line) for each in found.clauses] == [(BARE, 64)]


def test_national_documents_that_are_carried_out(loaded: Store) -> None:
    page = covered(loaded)
    whole = coverage(loaded, ROOT)
    assert [(each.document.id, each.measures) for each in page.items] == [(ROOT, 4)]
    assert [(each.document.id, each.counts, each.whole) for each in page.items[0].by] == [
        (each.document.id, each.counts, each.whole) for each in whole.by
    ]
    assert [each.relations[0].relation.evidence.line for each in page.items[0].by] == [52, 42, 62]
    assert (covered(loaded, offset=1).items, covered(loaded, offset=1).total) == ((), 1)
    assert covered(loaded, words=f"{ROOT} 无此机关").total == 0
    assert covered(loaded, words=ROOT).total == 1


def test_documents_without_a_national_basis(loaded: Store) -> None:
    assert [(each.document.id, each.clauses) for each in baseless(loaded)] == [("丁厅发〔2021〕9号", ())]
    graph = small()
    load(loaded, replace(graph, relations=[each for each in graph.relations if each.source != PROVINCE]))
    assert [each.document.id for each in baseless(loaded)] == [PROVINCE, CITY, "丁厅发〔2021〕9号"]

"""What documents do to each other, and which of several mentions make the edge."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from texts import graph, notice, pairs, relations, titled

from graph_builder.model import Document, Graph, Relation, RelationType, Resolution, Scope

JIANGSU, FINANCE = "江苏省财政厅", "财政部"


def by(issuer: str, title: str, number: str | None, *body: str, day: str = "2030年3月1日") -> str:
    """A notice that says no more than what a test needs."""
    return notice(title, *body, issuer=issuer, number=number, day=day)


def edge(found: Graph, source: Document) -> Relation:
    """The one edge that starts at a document."""
    (relation,) = relations(found, source)
    return relation


STATE = by(FINANCE, "关于茶园保护的通知", "财农〔2030〕1号", "请落实。", day="2030年1月5日")


# -- one edge for each pair and type ------------------------------------------------------------------------------


def one_edge(*body: str, title: str = "关于茶园补助的通知") -> Relation:
    """The one edge of a notice with this body to 财农〔2030〕1号."""
    found = graph(STATE, by(JIANGSU, title, "苏财农〔2030〕3号", *body))
    relation = edge(found, titled(found, title))
    assert relation.target == "财农〔2030〕1号"
    return relation


def test_cites_only_where_nothing_stronger_is_said() -> None:
    relation = one_edge("为落实财农〔2030〕1号，现通知如下：", "一、茶园按财农〔2030〕1号规定核定。")
    assert (relation.type, relation.scope, relation.evidence.line) == (RelationType.IMPLEMENTS, Scope.DOCUMENT, 9)


def test_the_weaker_mention_may_come_first() -> None:
    relation = one_edge("财农〔2030〕1号规定了茶园范围。", "为落实财农〔2030〕1号，现通知如下：", "一、按亩核定。")
    assert (relation.type, relation.evidence.line, relation.evidence.cue) == (RelationType.IMPLEMENTS, 11, "落实")


def test_the_first_of_several_bare_mentions_is_the_evidence() -> None:
    relation = one_edge("现通知如下：", "一、范围依据财农〔2030〕1号规定。", "二、标准依据财农〔2030〕1号规定。")
    assert (relation.type, relation.scope, relation.evidence.line) == (RelationType.CITES, Scope.CLAUSE, 11)


def test_words_for_the_whole_count_more_than_those_of_a_provision() -> None:
    relation = one_edge("现通知如下：", "一、严格落实财农〔2030〕1号。", "附件：茶园名录")
    assert relation.scope is Scope.CLAUSE
    relation = one_edge("为落实财农〔2030〕1号，现通知如下：", "一、严格落实财农〔2030〕1号。")
    assert (relation.scope, relation.evidence.line) == (Scope.DOCUMENT, 9)


def test_a_sentence_counts_more_than_the_heading() -> None:
    relation = one_edge(
        "为贯彻落实《财政部关于茶园保护的通知》（财农〔2030〕1号），现通知如下：",
        title="关于贯彻落实《财政部关于茶园保护的通知》的通知",
    )
    assert (relation.type, relation.evidence.line) == (RelationType.IMPLEMENTS, 9)


def test_a_pair_may_carry_several_types() -> None:
    found = graph(
        STATE,
        by(
            JIANGSU,
            "关于茶园补助的通知",
            "苏财农〔2030〕3号",
            "为落实财农〔2030〕1号，现通知如下：",
            "一、财农〔2030〕1号规定的优惠继续执行至2031年底。",
        ),
    )
    assert pairs(found, titled(found, "茶园补助")) == {
        (RelationType.IMPLEMENTS, "财农〔2030〕1号"),
        (RelationType.EXTENDS, "财农〔2030〕1号"),
    }


def test_mentions_of_a_passage_tell_their_relation() -> None:
    found = graph(
        STATE,
        by(
            JIANGSU,
            "关于茶园补助的通知",
            "苏财农〔2030〕3号",
            "为落实财农〔2030〕1号，现通知如下：",
            "一、范围依据财农〔2030〕1号规定。",
        ),
    )
    mentions = [
        (passage.text[mention.start : mention.end], mention.relation)
        for passage in found.passages
        for mention in passage.mentions
    ]
    # the second mention adds nothing, and no relation rests on it
    assert mentions == [("财农〔2030〕1号", RelationType.IMPLEMENTS), ("财农〔2030〕1号", None)]


# -- kinds of relations -------------------------------------------------------------------------------------------


def test_a_chain_of_extensions() -> None:
    found = graph(
        by(FINANCE, "关于阶段性减征茶税的通知", "财税〔2028〕901号", "茶税减半征收，执行至2028年12月31日。", day="2028年3月1日"),
        by(FINANCE, "关于延长茶税政策执行期限的通知", "财税〔2028〕909号", "一、《财政部关于阶段性减征茶税的通知》（财税〔2028〕901号）执行期限延长至2029年12月31日。", day="2028年12月1日"),
        by(FINANCE, "关于再次延长茶税政策的通知", "财税〔2029〕909号", "一、财税〔2028〕909号规定的优惠继续执行至2030年12月31日。", day="2029年12月1日"),
    )  # fmt: skip
    chain = [(one.source, one.target, one.type, one.until) for one in found.relations]
    assert chain == [
        ("财税〔2028〕909号", "财税〔2028〕901号", RelationType.EXTENDS, date(2029, 12, 31)),
        ("财税〔2029〕909号", "财税〔2028〕909号", RelationType.EXTENDS, date(2030, 12, 31)),
    ]


def test_until_belongs_to_extensions_only() -> None:
    relation = one_edge("为落实财农〔2030〕1号，茶税优惠延长至2031年底。")
    assert (relation.type, relation.until) == (RelationType.IMPLEMENTS, None)


def test_a_list_of_repealed_documents() -> None:
    found = graph(
        by("江苏省人民政府", "关于废止部分文件的决定", "苏政发〔2030〕3号", "现决定如下：",
           "一、下列文件予以废止：", "（一）《茶园补助办法》（苏政发〔2019〕11号）", "（二）《茶厂减租办法》（苏政发〔2019〕12号）",
           "二、下列文件予以修改：", "（一）删去《茶农名册规定》（苏政发〔2019〕13号）第三条。"),
    )  # fmt: skip
    assert pairs(found, titled(found, "废止部分")) == {
        (RelationType.REPEALS, "苏政发〔2019〕11号"),
        (RelationType.REPEALS, "苏政发〔2019〕12号"),
        (RelationType.AMENDS, "苏政发〔2019〕13号"),
    }


def test_an_earlier_notice_of_the_same_title_is_repealed() -> None:
    found = graph(
        by(JIANGSU, "关于茶园补助标准的通知", "苏财农〔2027〕3号", "每亩三百元。", day="2027年3月1日"),
        by(
            JIANGSU,
            "关于茶园补助标准的通知",
            "苏财农〔2030〕3号",
            "每亩五百元。",
            "《江苏省财政厅关于茶园补助标准的通知》（苏财农〔2027〕3号）同时废止。",
        ),
    )
    later = next(one for one in found.documents if one.doc_number == "苏财农〔2030〕3号")
    assert pairs(found, later) == {(RelationType.REPEALS, "苏财农〔2027〕3号")}


def test_an_earlier_notice_of_the_same_title_is_told_by_its_year() -> None:
    found = graph(
        by(
            JIANGSU,
            "关于茶园补助标准（2030年版）的通知",
            "苏财农〔2030〕3号",
            "每亩五百元。",
            "《关于茶园补助标准（2027年版）的通知》同时废止。",
        )
    )
    assert [one.type for one in found.relations] == [RelationType.REPEALS]


def test_a_supplement() -> None:
    found = graph(
        STATE,
        by(
            FINANCE,
            "关于茶园保护的补充通知",
            "财农〔2030〕9号",
            "我部印发了《关于茶园保护的通知》（财农〔2030〕1号），现补充通知如下：",
            "一、按亩核定。",
        ),
    )
    assert pairs(found, titled(found, "补充")) == {(RelationType.SUPPLEMENTS, "财农〔2030〕1号")}


def test_a_forwarding_without_marks_in_the_heading() -> None:
    found = graph(
        STATE,
        by(
            JIANGSU,
            "转发财政部关于茶园保护的通知的通知",
            "苏财农〔2030〕3号",
            "现将《财政部关于茶园保护的通知》（财农〔2030〕1号）转发给你们，请落实。",
        ),
    )
    assert pairs(found, titled(found, "转发")) == {(RelationType.FORWARDS, "财农〔2030〕1号")}


# -- inferred -----------------------------------------------------------------------------------------------------

FESTIVAL = by(FINANCE, "关于举办春茶消费节有关工作的通知", "财农〔2030〕1号", "请举办。", day="2030年1月5日")


def test_a_request_is_the_one_document_on_the_same_matter() -> None:
    found = graph(
        FESTIVAL,
        by(
            JIANGSU,
            "关于举办春茶消费节有关工作的通知",
            "苏财农〔2030〕3号",
            "按照财政部通知要求，现就有关事项通知如下：",
        ),
    )
    relation = edge(found, next(one for one in found.documents if one.doc_number == "苏财农〔2030〕3号"))
    assert (relation.type, relation.target, relation.inferred) == (RelationType.IMPLEMENTS, "财农〔2030〕1号", True)
    assert (relation.resolution, relation.evidence.quote) == (Resolution.INFERRED, "按照财政部通知要求")


@pytest.mark.parametrize(
    "others",
    [
        [],
        [by(FINANCE, "关于茶厂减租的意见", "财农〔2030〕2号", "请减租。", day="2030年1月5日")],
        [by("农业农村部", "关于举办春茶消费节有关工作的通知", "农发〔2030〕2号", "请举办。", day="2030年1月5日")],
        [FESTIVAL.replace("2030年1月5日", "2028年1月5日")],
        [FESTIVAL, FESTIVAL.replace("1号", "2号")],
    ],
    ids=["nothing", "another matter", "another body", "long ago", "two that fit"],
)
def test_a_request_that_nothing_or_too_much_fits(others: list[str]) -> None:
    found = graph(
        *others,
        by(
            JIANGSU,
            "关于举办春茶消费节有关工作的通知",
            "苏财农〔2030〕3号",
            "按照财政部通知要求，现就有关事项通知如下：",
        ),
    )
    assert found.relations == ()


@pytest.mark.parametrize("asked", [date(2030, 1, 20), date(2030, 5, 1), date(2030, 8, 9), date(2030, 12, 31)])
def test_a_request_is_for_a_document_of_the_half_year_before(asked: date) -> None:
    """Counted in days from whatever day of the year: 199 before to 3 after."""
    ministries = ["财政部", "农业农村部", "商务部", "教育部", "生态环境部", "交通运输部"]
    after = dict(zip(ministries, [-200, -199, -100, 0, 3, 4], strict=True))
    title = "关于举办春茶消费节有关工作的通知"
    texts = []
    for number, (ministry, days) in enumerate(after.items(), 1):
        texts.append(by(ministry, title, f"茶〔2030〕{number}号", "请举办。", day=_written(asked + timedelta(days))))
        text = f"按照{ministry}通知要求，现就有关事项通知如下："
        texts.append(by(JIANGSU, title, f"苏财农〔2030〕{number}号", text, day=_written(asked)))
    found = {(each.source, each.target) for each in graph(*texts).relations}
    assert found == {(f"苏财农〔2030〕{number}号", f"茶〔2030〕{number}号") for number in (2, 3, 4, 5)}


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def test_a_law_without_marks_is_inferred() -> None:
    found = graph(by(JIANGSU, "关于茶园补助的通知", "苏财农〔2030〕3号", "根据预算法有关规定，现通知如下："))
    relation = edge(found, titled(found, "茶园补助"))
    assert (relation.type, relation.inferred, relation.resolution) == (RelationType.BASED_ON, True, Resolution.CITED)


# -- agencies -----------------------------------------------------------------------------------------------------


def test_agencies_of_the_graph() -> None:
    found = graph(
        by(
            JIANGSU,
            "关于茶园补助的通知",
            "苏财农〔2030〕3号",
            "为落实财农〔2030〕1号，现通知如下：",
            "一、每亩五百元。（省农业农村厅负责）",
        )
    )
    names = {agency.name for agency in found.agencies}
    assert {JIANGSU, "江苏省农业农村厅"} <= names
    for agency in found.agencies:
        assert agency.parent is None or agency.parent in names
        assert agency.counterpart is None or agency.counterpart in names
    regions = {region.name for region in found.regions}
    assert {agency.region for agency in found.agencies if agency.region} <= regions
    assert {region.parent for region in found.regions if region.parent} <= regions


def test_an_issuer_that_the_gazetteer_lacks() -> None:
    found = graph(by("示例省茶叶管理局", "关于茶园补助的通知", "示茶〔2030〕3号", "请落实。"))
    assert [(agency.name, agency.known) for agency in found.agencies if "茶叶" in agency.name] == [
        ("示例省茶叶管理局", False)
    ]

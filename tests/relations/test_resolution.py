"""Which document a citation means: by number, title or name; never by a guess."""

from __future__ import annotations

import pytest
from texts import graph, notice, pairs, relations, titled

from graph_builder.build import build_sources
from graph_builder.model import Document, Graph, RelationType, Resolution
from graph_builder.text import SourceText

JIANGSU, ZHEJIANG, FINANCE = "江苏省财政厅", "浙江省财政厅", "财政部"


def target(found: Graph, source: Document) -> Document:
    """The one document that another one cites."""
    (relation,) = relations(found, source)
    return next(document for document in found.documents if document.id == relation.target)


def by(issuer: str, title: str, number: str | None, *body: str, day: str = "2030年3月1日") -> str:
    """A notice that says no more than what a test needs."""
    return notice(title, *(body or ("请落实。",)), issuer=issuer, number=number, day=day)


STATE = by(FINANCE, "关于茶园保护的通知", "财农〔2030〕1号", day="2030年1月5日")


def test_by_number() -> None:
    found = graph(STATE, by(JIANGSU, "关于茶园补助的通知", "苏财农〔2030〕3号", "为落实财农[2030]1号，现通知如下："))
    source = titled(found, "茶园补助")
    (relation,) = relations(found, source)
    assert (relation.target, relation.resolution) == (titled(found, "茶园保护").id, Resolution.NUMBER)


@pytest.mark.parametrize(
    "citation",
    [
        "《关于茶园保护的通知》",
        "《财政部关于茶园保护的通知》",
        "财政部印发的《关于茶园保护的通知》",
        "《财政部  关于茶园 保护的通知》",
    ],
)
def test_by_title(citation: str) -> None:
    found = graph(STATE, by(JIANGSU, "关于茶园补助的通知", "苏财农〔2030〕3号", f"为落实{citation}，现通知如下："))
    source = titled(found, "茶园补助")
    (relation,) = relations(found, source)
    assert (relation.target, relation.resolution) == (titled(found, "茶园保护").id, Resolution.TITLE)


def test_by_a_defined_name() -> None:
    found = graph(
        STATE,
        by(
            JIANGSU,
            "关于茶园补助的通知",
            "苏财农〔2030〕3号",
            "财政部印发了《关于茶园保护的通知》（财农〔2030〕1号，以下简称《通知》）。",
            "一、《通知》的执行期限延长至2031年12月31日。",
        ),
    )
    extends = [one for one in relations(found, titled(found, "茶园补助")) if one.type is RelationType.EXTENDS]
    assert [(one.target, one.resolution, str(one.until)) for one in extends] == [
        (titled(found, "茶园保护").id, Resolution.ALIAS, "2031-12-31")
    ]


def test_a_document_that_is_only_cited() -> None:
    found = graph(
        by(
            JIANGSU,
            "关于茶园补助的通知",
            "苏财农〔2030〕3号",
            "为落实《财政部关于茶厂的意见》（财农〔2029〕7号），现通知如下：",
        )
    )
    source = titled(found, "茶园补助")
    (relation,) = relations(found, source)
    cited = target(found, source)
    assert relation.resolution is Resolution.CITED
    assert (cited.id, cited.title, cited.doc_number, cited.issuers) == (
        "财农〔2029〕7号",
        "关于茶厂的意见",
        "财农〔2029〕7号",
        ("财政部",),
    )
    assert not cited.in_corpus
    assert cited.source is None
    assert cited.collection is None
    assert cited.aliases == ("财政部关于茶厂的意见",)


def test_one_title_at_two_levels() -> None:
    """The province passes the ministry's title on as its own; the words before a citation tell which is meant."""
    own = by(JIANGSU, "关于茶园保护的通知", "苏财农〔2030〕3号", "为落实财政部《关于茶园保护的通知》，现通知如下：")
    found = graph(
        STATE,
        own,
        by(
            "南京市财政局",
            "关于茶园补助的通知",
            "宁财农〔2030〕5号",
            "为落实省财政厅《关于茶园保护的通知》，现通知如下：",
            day="2030年5月1日",
        ),
        by(
            "南京市财政局",
            "关于茶厂补助的通知",
            "宁财农〔2030〕6号",
            "为落实财政部《关于茶园保护的通知》，现通知如下：",
            day="2030年5月1日",
        ),
    )
    assert (
        target(found, next(one for one in found.documents if one.doc_number == "苏财农〔2030〕3号")).doc_number
        == "财农〔2030〕1号"
    )
    assert target(found, titled(found, "茶园补助")).doc_number == "苏财农〔2030〕3号"
    assert target(found, titled(found, "茶厂补助")).doc_number == "财农〔2030〕1号"


def test_another_province_is_not_meant() -> None:
    found = graph(
        by(ZHEJIANG, "关于茶园保护的通知", "浙财农〔2030〕2号"),
        by(
            "南京市财政局",
            "关于茶园补助的通知",
            "宁财农〔2030〕5号",
            "为落实省财政厅《关于茶园保护的通知》，现通知如下：",
        ),
    )
    cited = target(found, titled(found, "茶园补助"))
    assert (cited.in_corpus, cited.issuers) == (False, (JIANGSU,))


def test_several_candidates_are_never_guessed_between() -> None:
    found = graph(
        by(JIANGSU, "关于茶园保护的通知", "苏财农〔2030〕3号"),
        by("江苏省农业农村厅", "关于茶园保护的通知", "苏农〔2030〕4号"),
        by(
            "南京市财政局",
            "关于茶园补助的通知",
            "宁财农〔2030〕5号",
            "为落实《关于茶园保护的通知》，现通知如下：",
            day="2030年5月1日",
        ),
    )
    source = titled(found, "茶园补助")
    (relation,) = relations(found, source)
    assert relation.resolution is Resolution.AMBIGUOUS
    assert relation.candidates == ("苏财农〔2030〕3号", "苏农〔2030〕4号")
    assert relation.target not in relation.candidates
    assert not target(found, source).in_corpus
    (issue,) = [one for one in found.issues if one.kind == "ambiguous_citation"]
    assert (issue.file, issue.line, issue.candidates) == ("3.txt", 9, relation.candidates)
    assert relation.confidence < 0.6


def test_a_document_of_later_is_not_meant() -> None:
    found = graph(
        by(JIANGSU, "关于茶园保护的通知", "苏财农〔2029〕3号", day="2029年3月1日"),
        by(JIANGSU, "关于茶园保护的通知", "苏财农〔2031〕4号", day="2031年3月1日"),
        by(
            "南京市财政局",
            "关于茶园补助的通知",
            "宁财农〔2030〕5号",
            "为落实省财政厅《关于茶园保护的通知》，现通知如下：",
        ),
    )
    assert target(found, titled(found, "茶园补助")).doc_number == "苏财农〔2029〕3号"


@pytest.mark.parametrize(("year", "right"), [(2029, ["苏财农〔2029〕9号"]), (2031, ["苏财农〔2031〕9号", None])])
def test_a_cited_document_of_a_later_year_is_not_meant(year: int, right: list[str | None]) -> None:
    found = graph(
        by(
            "苏州市财政局",
            "关于甲的通知",
            "苏市财〔2032〕5号",
            f"一、按江苏省财政厅《关于茶园保护的通知》（苏财农〔{year}〕9号）执行。",
            day="2032年3月1日",
        ),
        by("南京市财政局", "关于乙的通知", "宁财农〔2030〕5号", "一、按江苏省财政厅《关于茶园保护的通知》执行。"),
    )
    assert [document.doc_number for document in found.documents if not document.in_corpus] == right


def test_the_text_itself_may_tell_which_of_several_is_meant() -> None:
    """A title that two documents bear, in a text that names one of them by its number elsewhere."""
    body = "一、落实《关于茶园保护的通知》（苏财农〔2030〕3号）。"
    found = graph(
        by(JIANGSU, "关于茶园保护的通知", "苏财农〔2029〕3号", day="2029年3月1日"),
        by(JIANGSU, "关于茶园保护的通知", "苏财农〔2030〕3号", day="2030年1月1日"),
        by("南京市财政局", "转发省财政厅《关于茶园保护的通知》的通知", "宁财农〔2030〕5号", body),
        by("南京市财政局", "转发省财政厅《关于茶园保护的通知》的通知", "宁财农〔2030〕6号"),
    )
    told, untold = (
        relations(found, each)
        for each in found.documents
        if each.doc_number in ("宁财农〔2030〕5号", "宁财农〔2030〕6号")
    )
    assert {relation.target for relation in told} == {"苏财农〔2030〕3号"}
    assert [relation.resolution for relation in untold] == [Resolution.AMBIGUOUS]


@pytest.mark.parametrize(
    ("cited", "meant"),
    [
        ("《财政部 商务部关于茶园保护的通知》", "财农〔2029〕8号"),
        ("《财政部等三部门关于茶园保护的通知》", "财农〔2029〕9号"),
        ("《财政部关于茶园保护的通知》", "财农〔2029〕7号"),
    ],
)
def test_one_title_by_one_ministry_and_by_several(cited: str, meant: str) -> None:
    """The issuers that the citation names decide before the number that stands elsewhere in the text."""
    found = graph(
        by(FINANCE, "关于茶园保护的通知", "财农〔2029〕7号", day="2029年3月1日"),
        by("财政部\n商务部", "关于茶园保护的通知", "财农〔2029〕8号", day="2029年4月1日"),
        by("财政部\n商务部\n农业农村部", "关于茶园保护的通知", "财农〔2029〕9号", day="2029年5月1日"),
        by(
            JIANGSU,
            "关于茶农的通知",
            "苏财农〔2030〕5号",
            "为落实财农〔2029〕7号文件，现通知如下：",
            f"一、{cited}规定的标准不变。",
        ),
    )
    assert {relation.target for relation in relations(found, titled(found, "茶农"))} == {"财农〔2029〕7号", meant}


def test_what_ends_with_a_document_of_the_same_title_is_the_former_one() -> None:
    title = "关于印发《江苏省茶园保护办法》的通知"
    text = ["江苏省茶园保护办法", "第一条 茶园按亩核定。", "第二条 原《江苏省茶园保护办法》同时废止。"]
    former = notice(title, "请执行。", issuer=JIANGSU, number="苏财规〔2020〕1号", day="2020年3月1日", annexes=text[:2])
    now = notice(title, "请执行。", issuer=JIANGSU, number="苏财规〔2030〕1号", day="2030年3月1日", annexes=text)
    (relation,) = graph(former, now).relations
    assert (relation.type, relation.source, relation.target) == (
        RelationType.REPEALS,
        "苏财规〔2030〕1号",
        "苏财规〔2020〕1号",
    )
    (relation,) = graph(now).relations
    assert relation.resolution is Resolution.CITED


def test_of_cited_documents_that_of_the_office_is_not_its_governments() -> None:
    found = graph(
        by(
            JIANGSU,
            "关于甲的通知",
            "苏财农〔2030〕3号",
            "一、《江苏省人民政府办公厅关于茶园的通知》（苏政办发〔2029〕5号）。",
        ),
        by(
            JIANGSU, "关于乙的通知", "苏财农〔2030〕4号", "一、《江苏省人民政府关于茶园的通知》自本通知印发之日起废止。"
        ),
    )
    assert len({relation.target for relation in found.relations}) == 2


# -- numbers ------------------------------------------------------------------------------------------------------


def announcement(issuer: str, title: str, number: str) -> str:
    """An announcement, which has no addressees."""
    return f"{issuer}\n{title}\n{number}\n\n为支持茶农，现公告如下：\n一、茶税减半。\n\n{issuer}\n2030年2月1日"


def test_two_ministries_number_their_announcements_alike() -> None:
    texts = (
        announcement("海关总署", "关于茶叶通关的公告", "海关总署公告2030年第8号"),
        announcement("商务部", "关于茶叶出口的公告", "商务部公告2030年第8号"),
    )
    for printed, meant in (
        ("海关总署公告2030年第8号", "茶叶通关"),
        ("商务部公告2030年第8号", "茶叶出口"),
        ("《关于茶叶出口的公告》（公告2030年第8号）", "茶叶出口"),
        ("《海关总署关于茶叶通关的公告》（2030年第8号）", "茶叶通关"),
    ):
        found = graph(*texts, by(JIANGSU, "关于茶农的通知", "苏财农〔2030〕3号", f"为落实{printed}，现通知如下："))
        assert target(found, titled(found, "茶农")).id == titled(found, meant).id, printed


def test_a_bare_number_that_two_ministries_may_mean() -> None:
    texts = (
        announcement("海关总署", "关于茶叶通关的公告", "2030年第8号"),
        announcement("商务部", "关于茶叶出口的公告", "2030年第8号"),
    )
    found = graph(*texts, by(JIANGSU, "关于茶农的通知", "苏财农〔2030〕3号", "为落实公告2030年第8号，现通知如下："))
    cited = target(found, titled(found, "茶农"))
    assert not cited.in_corpus
    assert len({document.id for document in found.documents}) == len(found.documents)


def test_a_bare_number_is_of_all_the_named_issuers() -> None:
    """Two announcements of one title and one running number, the tax authority has part in both."""
    found = graph(
        announcement("财政部 税务总局", "关于茶叶的公告", "公告2030年第8号"),
        announcement("商务部 税务总局", "关于茶叶的公告", "商务部 税务总局公告2030年第8号"),
        by(
            JIANGSU,
            "关于茶农的通知",
            "苏财农〔2030〕3号",
            "为落实《商务部 税务总局关于茶叶的公告》（公告2030年第8号），现通知如下：",
        ),
        by(
            JIANGSU,
            "关于茶树的通知",
            "苏财农〔2030〕4号",
            "为落实《财政部 税务总局关于茶叶的公告》（公告2030年第8号），现通知如下：",
        ),
    )
    assert target(found, titled(found, "茶农")).issuers == ("商务部", "国家税务总局")
    assert target(found, titled(found, "茶树")).issuers == ("财政部", "国家税务总局")


def test_an_order_is_told_by_issuer_and_number_though_its_title_is_misread() -> None:
    order = "中华人民共和国科学技术部令\n\n第86号\n\n现公布《茶园科普管理办法》。\n\n2030年1月1日\n\n茶园科普管理办法\n\n第一条 为了茶农，制定本办法。"
    found = graph(
        order,
        by(JIANGSU, "关于甲的通知", "苏财农〔2030〕3号", "一、《茶园科昔管理办法》（科技部令第86号）另有规定的除外。"),
        by(JIANGSU, "关于乙的通知", "苏财农〔2030〕4号", "一、《茶园科普管理办法》（科技部令第86号）另有规定的除外。"),
        by(JIANGSU, "关于丙的通知", "苏财农〔2030〕5号", "一、《茶园科普管理办法》（教育部令第86号）另有规定的除外。"),
    )
    assert target(found, titled(found, "关于甲")).in_corpus
    assert target(found, titled(found, "关于乙")).in_corpus
    assert not target(found, titled(found, "关于丙")).in_corpus


def test_a_row_of_numbers() -> None:
    found = graph(
        announcement(FINANCE, "关于茶税的公告", "财政部公告2030年第8号"),
        announcement(FINANCE, "关于茶厂的公告", "财政部公告2030年第9号"),
        by(JIANGSU, "关于茶农的通知", "苏财农〔2030〕3号", "为落实财政部公告2030年第8号、第9号，现通知如下："),
    )
    assert {relation.target for relation in relations(found, titled(found, "茶农"))} == {
        titled(found, "茶税").id,
        titled(found, "关于茶厂").id,
    }


def test_a_misprinted_number() -> None:
    title = "关于支持受灾茶园恢复生产有关事项的通知"
    found = graph(
        by(FINANCE, title, "财农〔2030〕15号", day="2030年1月5日"),
        by(
            JIANGSU, "关于茶农的通知", "苏财农〔2030〕3号", f"为落实《财政部{title}》（财农〔2030〕16号），现通知如下："
        ),
    )
    assert target(found, titled(found, "茶农")).doc_number == "财农〔2030〕15号"
    assert [issue.kind for issue in found.issues] == ["number_differs"]


def test_a_number_that_is_quite_another_makes_another_document() -> None:
    title = "关于支持受灾茶园恢复生产有关事项的通知"
    found = graph(
        by(FINANCE, title, "财农〔2030〕15号", day="2030年1月5日"),
        by(
            JIANGSU,
            "关于茶农的通知",
            "苏财农〔2030〕3号",
            f"为落实《财政部{title}》（财农〔2029〕702号），现通知如下：",
        ),
    )
    cited = target(found, titled(found, "茶农"))
    assert (cited.doc_number, cited.in_corpus) == ("财农〔2029〕702号", False)


def test_a_number_whose_title_is_anothers() -> None:
    found = graph(
        STATE,
        by(FINANCE, "关于茶厂减租的意见", "财农〔2030〕2号", day="2030年1月6日"),
        by(
            JIANGSU,
            "关于茶农的通知",
            "苏财农〔2030〕3号",
            "为落实《财政部关于茶厂减租的意见》（财农〔2030〕1号），现通知如下：",
        ),
    )
    (relation,) = relations(found, titled(found, "茶农"))
    assert relation.resolution is Resolution.AMBIGUOUS
    assert set(relation.candidates) == {"财农〔2030〕1号", "财农〔2030〕2号"}


def test_a_title_with_a_slip() -> None:
    found = graph(
        by(FINANCE, "关于支持受灾茶园恢复生产有关事项的通知", "财农〔2030〕15号", day="2030年1月5日"),
        by(
            JIANGSU,
            "关于茶农的通知",
            "苏财农〔2030〕3号",
            "为落实《财政部关于支持受灾茶园恢复生产工作有关事项的通知》，现通知如下：",
        ),
    )
    assert target(found, titled(found, "茶农")).doc_number == "财农〔2030〕15号"
    assert [issue.kind for issue in found.issues] == ["title_differs"]


def test_titles_that_differ_in_a_particle_are_one() -> None:
    found = graph(
        by(JIANGSU, "关于甲的通知", "苏财农〔2030〕3号", "为落实《财政部关于支持茶园的若干措施》，现通知如下："),
        by(ZHEJIANG, "关于乙的通知", "浙财农〔2030〕3号", "为落实《财政部关于支持茶园若干措施》，现通知如下："),
    )
    assert len({relation.target for relation in found.relations}) == 1
    assert found.issues == ()


def test_a_damaged_number_that_fits_nothing_is_reported() -> None:
    found = graph(
        by(JIANGSU, "关于茶农的通知", "苏财农〔2030〕3号", "一、《江苏省茶园计划的通知》（〔2029〕—55）停止执行。")
    )
    assert [issue.kind for issue in found.issues] == ["damaged_number"]


# -- one node however cited ---------------------------------------------------------------------------------------


def test_cited_in_different_ways_is_one_node() -> None:
    found = graph(
        by(
            JIANGSU,
            "关于甲的通知",
            "苏财农〔2030〕3号",
            "为落实《财政部关于茶厂的意见》（财农〔2029〕7号），现通知如下：",
        ),
        by(ZHEJIANG, "关于乙的通知", "浙财农〔2030〕3号", "为落实财农[2029]7号，现通知如下："),
        by(JIANGSU, "关于丙的通知", "苏财农〔2030〕4号", "为落实财政部《关于茶厂的意见》，现通知如下："),
        by(
            JIANGSU,
            "关于丁的通知",
            "苏财农〔2030〕5号",
            "为落实《关于茶厂的意见》（财农（2029）7号，以下简称《意见》），现通知如下：",
            "一、《意见》延长至2031年底。",
        ),
    )
    cited = [document for document in found.documents if not document.in_corpus]
    assert [document.id for document in cited] == ["财农〔2029〕7号"]
    assert set(cited[0].aliases) == {"财政部关于茶厂的意见"}
    assert {relation.target for relation in found.relations} == {"财农〔2029〕7号"}


def test_a_law_is_one_however_named() -> None:
    found = graph(
        by(JIANGSU, "关于甲的通知", "苏财农〔2030〕3号", "根据《中华人民共和国预算法》，现通知如下："),
        by(ZHEJIANG, "关于乙的通知", "浙财农〔2030〕3号", "根据预算法有关规定，现通知如下："),
        by(ZHEJIANG, "关于丙的通知", "浙财农〔2030〕4号", "根据《预算法》，现通知如下："),
    )
    assert len([document for document in found.documents if not document.in_corpus]) == 1
    assert {relation.type for relation in found.relations} == {RelationType.BASED_ON}
    assert sorted(relation.inferred for relation in found.relations) == [False, False, True]


@pytest.mark.parametrize(
    "other", ["今年政府工作报告", "2030年《政府工作报告》", "《政府工作报告》", "2030年国务院政府工作报告"]
)
def test_the_report_of_one_year_is_one(other: str) -> None:
    found = graph(
        by(JIANGSU, "关于甲的通知", "苏财农〔2030〕3号", "为落实今年《政府工作报告》，现通知如下："),
        by(ZHEJIANG, "关于乙的通知", "浙财农〔2030〕3号", f"为落实{other}，现通知如下："),
    )
    assert len({relation.target for relation in found.relations}) == 1


def test_reports_of_two_years_or_governments_are_two() -> None:
    found = graph(
        by(JIANGSU, "关于甲的通知", "苏财农〔2030〕3号", "为落实今年《政府工作报告》，现通知如下："),
        by(
            JIANGSU, "关于乙的通知", "苏财农〔2029〕3号", "为落实今年《政府工作报告》，现通知如下：", day="2029年3月9日"
        ),
        by(JIANGSU, "关于丙的通知", "苏财农〔2030〕4号", "为落实今年省政府工作报告，现通知如下："),
    )
    assert len({relation.target for relation in found.relations}) == 3


def test_cited_rules_of_two_provinces_are_two() -> None:
    found = graph(
        by(JIANGSU, "关于甲的通知", "苏财农〔2030〕3号", "一、按省财政厅《茶园补助办法》执行。"),
        by(ZHEJIANG, "关于乙的通知", "浙财农〔2030〕3号", "一、按省财政厅《茶园补助办法》执行。"),
    )
    assert len({relation.target for relation in found.relations}) == 2


# -- enclosed and embedded texts ----------------------------------------------------------------------------------

ISSUING = notice(
    "关于印发《江苏省茶园补助办法》的通知",
    "现将《江苏省茶园补助办法》印发给你们。",
    issuer=JIANGSU,
    number="苏财规〔2030〕1号",
    day="2030年1月5日",
    annexes=["江苏省茶园补助办法", "第一条 根据《江苏省农业条例》，制定本办法。", "第二条 茶园按亩核定。"],
)


@pytest.mark.parametrize(
    "citation",
    [
        "《江苏省茶园补助办法》",
        "《关于印发〈江苏省茶园补助办法〉的通知》",
        "《江苏省茶园补助办法》（苏财规〔2030〕1号）",
    ],
)
def test_a_text_that_another_document_issues_leads_to_that_document(citation: str) -> None:
    found = graph(ISSUING, by("南京市财政局", "关于茶农的通知", "宁财农〔2030〕5号", f"为落实{citation}，现通知如下："))
    assert target(found, titled(found, "茶农")).id == "苏财规〔2030〕1号"


def test_an_enclosed_text_is_a_document_with_a_parent() -> None:
    found = graph(ISSUING)
    (enclosed,) = [document for document in found.documents if document.parent]
    assert (enclosed.title, enclosed.parent, enclosed.doc_type) == ("江苏省茶园补助办法", "苏财规〔2030〕1号", "办法")
    assert enclosed.in_corpus
    assert enclosed.source is not None
    assert enclosed.source.line_start == 15
    issuing = titled(found, "关于印发")
    assert issuing.encloses == (enclosed.id,)
    # what the enclosed text rests on, the document rests on
    assert {(one.source, one.type) for one in found.relations} == {(issuing.id, RelationType.BASED_ON)}


def test_a_cited_text_that_came_with_another_number() -> None:
    found = graph(
        by(JIANGSU, "关于茶农的通知", "苏财农〔2030〕3号", "一、按《茶园图斑注释》（财农〔2029〕7号印发）核定。")
    )
    (relation,) = relations(found, titled(found, "茶农"))
    inner = next(document for document in found.documents if document.id == relation.target)
    assert (inner.title, inner.parent) == ("茶园图斑注释", "财农〔2029〕7号")
    outer = next(document for document in found.documents if document.id == "财农〔2029〕7号")
    assert outer.encloses == (inner.id,)


def forwarding(annexes: list[str], number: str = "苏财农〔2030〕3号") -> str:
    """A department's notice that forwards the ministry's with its full text."""
    return notice(
        "关于转发《财政部关于茶园保护的通知》的通知",
        "现将《财政部关于茶园保护的通知》（财农〔2030〕1号）转发给你们。",
        issuer=JIANGSU,
        number=number,
        annexes=annexes,
    )


EMBEDDED = [
    "财政部关于茶园保护的通知",
    "财农〔2030〕1号",
    "各省财政厅：",
    "根据《农业条例》，现通知如下：",
    "一、按亩核定。",
    "财政部",
    "2030年1月5日",
]


def test_a_document_in_full_cites_for_itself() -> None:
    found = graph(forwarding(EMBEDDED))
    outer = titled(found, "关于转发")
    inner = next(document for document in found.documents if document.doc_number == "财农〔2030〕1号")
    assert outer.encloses == (inner.id,)
    assert pairs(found, outer) == {(RelationType.FORWARDS, inner.id)}
    assert [one.type for one in relations(found, inner)] == [RelationType.BASED_ON]
    assert inner.in_corpus
    assert (inner.issuers, str(inner.issued_on)) == ((FINANCE,), "2030-01-05")


def test_a_document_in_full_that_was_read_by_itself_is_the_same() -> None:
    found = graph(
        forwarding(EMBEDDED),
        by(
            FINANCE,
            "关于茶园保护的通知",
            "财农〔2030〕1号",
            "根据《农业条例》，现通知如下：",
            "一、按亩核定。",
            day="2030年1月5日",
        ),
    )
    (inner,) = [document for document in found.documents if document.doc_number == "财农〔2030〕1号"]
    assert inner.source is not None
    assert inner.source.file == "2.txt"
    (relation,) = relations(found, inner)
    assert (relation.type, relation.evidence.file) == (RelationType.BASED_ON, "2.txt")
    assert titled(found, "关于转发").encloses == (inner.id,)


# -- the whole ----------------------------------------------------------------------------------------------------


def test_no_document_cites_itself() -> None:
    found = graph(
        by(
            JIANGSU,
            "关于茶园补助的通知",
            "苏财农〔2030〕3号",
            "一、《江苏省财政厅关于茶园补助的通知》（苏财农〔2030〕3号）由我厅解释。",
            "二、按苏财农〔2030〕3号办理。",
        ),
        ISSUING,
    )
    assert [one for one in found.relations if one.source == one.target] == []
    assert relations(found, titled(found, "茶园补助的通知")) == []


def test_across_collections() -> None:
    texts = [STATE, by(JIANGSU, "关于茶园补助的通知", "苏财农〔2030〕3号", "为落实财农〔2030〕1号，现通知如下：")]
    found = build_sources(
        [SourceText(f"{name}.txt", name, tuple(text.split("\n"))) for name, text in zip("甲乙", texts, strict=True)]
    )
    source = titled(found, "茶园补助")
    cited = target(found, source)
    assert (source.collection, cited.collection, cited.in_corpus) == ("乙", "甲", True)


TEXTS = (
    STATE,
    ISSUING,
    by(JIANGSU, "关于茶园补助的通知", "苏财农〔2030〕3号", "为落实《财政部关于茶园保护的通知》和财农〔2029〕7号，现通知如下：", "一、按《江苏省茶园补助办法》执行。"),
    by(ZHEJIANG, "关于茶厂的通知", None, "为落实《财政部关于茶厂的意见》（财农〔2029〕7号），现通知如下：", "一、根据预算法管理。"),
    forwarding(EMBEDDED, "苏财农〔2030〕9号"),
)  # fmt: skip


def test_the_same_input_gives_the_same_graph() -> None:
    assert graph(*TEXTS) == graph(*TEXTS)


def test_ids_do_not_depend_on_the_order_of_the_input() -> None:
    def shape(texts: tuple[str, ...]) -> tuple[object, ...]:
        found = graph(*texts)
        edges = {(one.source, one.type, one.target, one.scope, one.evidence.quote) for one in found.relations}
        return (
            {one.id for one in found.documents},
            edges,
            {one.id for one in found.passages},
            {one.id for one in found.measures},
        )

    assert shape(TEXTS) == shape(TEXTS[::-1]) == shape(TEXTS[2:] + TEXTS[:2])


def test_a_document_that_stands_in_the_input_twice() -> None:
    found = graph(STATE, STATE)
    assert [document.id for document in found.documents] == ["财农〔2030〕1号", "财农〔2030〕1号~2"]
    assert [(issue.kind, issue.file) for issue in found.issues] == [("duplicate_document", "2.txt")]


def test_every_edge_hangs_on_two_documents() -> None:
    found = graph(*TEXTS)
    ids = {document.id for document in found.documents}
    assert len(ids) == len(found.documents)
    for one in found.relations:
        assert {one.source, one.target, *one.candidates} <= ids
    for passage in found.passages:
        assert passage.document in ids
        assert {mention.target for mention in passage.mentions} <= ids
        assert all(passage.text[mention.start : mention.end] for mention in passage.mentions)
    for document in found.documents:
        assert set(document.encloses) <= ids
        assert document.parent is None or document.parent in ids


def test_rules_that_were_revised_and_end_are_repealed() -> None:
    found = graph(
        by(
            JIANGSU,
            "关于修订《江苏省茶园补助办法》的通知",
            "苏财农〔2030〕3号",
            "我厅对《江苏省茶园补助办法》（苏财农〔2027〕8号）进行了修订，现将修订后的《江苏省茶园补助办法》印发给你们。"
            "原办法同时废止。",
        )
    )
    assert pairs(found, titled(found, "关于修订")) == {(RelationType.REPEALS, "苏财农〔2027〕8号")}


def test_former_rules_that_may_be_one_of_two_are_not_guessed() -> None:
    found = graph(
        by(
            JIANGSU,
            "关于茶园的通知",
            "苏财农〔2030〕3号",
            "根据《江苏省茶园补助办法》（苏财农〔2027〕8号）和《江苏省茶厂补助办法》（苏财农〔2027〕9号），通知如下。"
            "原办法同时废止。",
        )
    )
    assert RelationType.REPEALS not in {relation.type for relation in found.relations}


def test_what_is_forwarded_without_its_text_is_no_document_of_the_one_who_forwards_it() -> None:
    found = graph(
        by(
            JIANGSU,
            "关于转发《财政部关于茶园减租的通知》的通知",
            "苏财农〔2030〕3号",
            "现将《财政部关于茶园减租的通知》（财农〔2030〕7号）转发给你们。",
        ),
        by(JIANGSU, "关于茶农的通知", "苏财农〔2030〕4号", "为落实《关于茶园减租的通知》，现通知如下："),
    )
    assert [document.parent for document in found.documents] == [None, None, None]
    assert target(found, titled(found, "茶农")).doc_number == "财农〔2030〕7号"

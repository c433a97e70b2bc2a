"""One document, read alone: which mentions count, whose they are, and what proves them."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from texts import document, notice

from graph_builder.agencies import AgencyRegistry
from graph_builder.extraction.draft import DraftMention, Extraction
from graph_builder.extraction.extract import extract
from graph_builder.extraction.mention import Form
from graph_builder.extraction.pipeline import pipeline
from graph_builder.model import RelationType, Scope


def read(text: str) -> Extraction:
    """A text, read alone."""
    return extract(document(text), frozenset(), pipeline(), AgencyRegistry.load())


def cited(text: str) -> list[str | None]:
    """Titles, or numbers, of the mentions that count."""
    return [mention.title or mention.number for mention in read(text).mentions if mention.form is not Form.ALIAS]


def body(*lines: str, title: str = "关于茶园补助的通知", annexes: tuple[str, ...] = ()) -> str:
    """A notice of 江苏省财政厅 with this body."""
    return notice(title, *lines, issuer="江苏省财政厅", number="苏财农〔2030〕3号", annexes=annexes)


# -- what is a target ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "请填写《茶园登记表》。",
        "核发《茶叶生产许可证》和《茶园核定证明》。",
        "刊登于《新华日报》。",
        "签订《茶园租赁合同》。",
        "填写《茶园核定办法》（附件1）。",
        "本《通知》自印发之日起施行。",
        "本通知《关于茶园补助的通知》由省财政厅解释。",
        "省财政厅《关于茶园补助的通知》（苏财农〔2030〕3号）由省财政厅解释。",
    ],
)
def test_what_is_no_target(line: str) -> None:
    assert cited(body(line)) == []


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("按《茶园补助办法》执行。", "茶园补助办法"),
        ("按《茶园登记表》（苏农〔2029〕2号）执行。", "茶园登记表"),
        ("按苏财农〔2029〕1号执行。", "苏财农〔2029〕1号"),
        ("根据预算法，现通知如下：", "预算法"),
        ("为落实今年《政府工作报告》，现通知如下：", "政府工作报告"),
    ],
)
def test_what_is_a_target(line: str, title: str) -> None:
    assert cited(body(line)) == [title]


def test_a_title_that_tells_nothing_is_reported() -> None:
    found = read(body("按《江南春色》核定。"))
    assert not found.mentions
    assert [(issue.kind, issue.line, issue.text) for issue in found.issues if issue.kind == "unclear_target"] == [
        ("unclear_target", 9, "《江南春色》")
    ]


def test_what_the_document_issues_itself_is_no_target() -> None:
    assert (
        cited(
            body(
                "现将《江苏省茶园补助办法》印发给你们。",
                title="关于印发《江苏省茶园补助办法》的通知",
                annexes=(
                    "江苏省茶园补助办法",
                    "第一条 为规范补助，制定本办法。",
                    "第二条 违反《江苏省茶园补助办法》的，收回补助。",
                ),
            )
        )
        == []
    )


def test_what_it_issues_is_no_target_even_without_its_text() -> None:
    assert cited(body("我厅制定了《江苏省茶园补助办法》，现印发给你们。")) == []
    assert cited(body("《江苏省茶园补助办法》已经省政府同意，现予印发，请遵照执行。")) == []


def test_what_it_passes_on_is_a_target_even_without_its_number() -> None:
    title = "关于转发《农业农村部关于茶园补助的通知》的通知"
    assert set(cited(body("现将《农业农村部关于茶园补助的通知》转发给你们。", title=title))) == {
        "农业农村部关于茶园补助的通知"
    }


def test_a_title_has_the_number_that_the_text_gives_it() -> None:
    title = "关于转发《农业农村部关于茶园补助的通知》的通知"
    text = body("现将农业农村部《关于茶园补助的通知》（农计发〔2030〕5号）转发给你们。", title=title)
    assert [mention.number for mention in read(text).mentions] == ["农计发〔2030〕5号"] * 2
    other = body("请对照《省农业农村厅关于茶园补助的通知》（苏农〔2030〕5号）执行。", title=title)
    assert [mention.number for mention in read(other).mentions] == [None, "苏农〔2030〕5号"]


@pytest.mark.parametrize(
    "line",
    [
        "近日，《茶园补助办法》已正式印发。",
        "《茶园补助办法》印发实施以来，茶农增收明显。",
        "现将《茶园补助办法》的执行期限延长至2031年底。",
        "现将《茶园补助办法》部分条款修改如下：",
    ],
)
def test_what_was_issued_before_is_a_target(line: str) -> None:
    assert cited(body(line)) == ["茶园补助办法"]


def test_the_national_document_of_the_same_title_is_a_target() -> None:
    found = read(body("为落实财政部印发的《关于茶园补助的通知》，现通知如下："))
    assert [(mention.title, mention.issuers) for mention in found.mentions] == [("关于茶园补助的通知", ("财政部",))]


def test_an_undefined_short_name() -> None:
    found = read(body("为落实《财政部关于茶园保护的意见》，现提出要求：", "一、《意见》所列任务按期完成。"))
    assert [(mention.form, mention.refers) for mention in found.mentions] == [(Form.TITLE, ()), (Form.ALIAS, (0,))]
    found = read(
        body("为落实《财政部关于甲的意见》、《财政部关于乙的意见》，现提出要求：", "一、《意见》所列任务按期完成。")
    )
    assert len(found.mentions) == 2
    (issue,) = [issue for issue in found.issues if issue.kind == "undefined_short_name"]
    assert issue.candidates == ("财政部关于甲的意见", "财政部关于乙的意见")


def test_a_name_that_counts_several() -> None:
    found = read(
        body("财政部印发的《甲公告》、《乙公告》和《丙公告》三个公告到期。", "一、三个公告的优惠继续执行至2031年底。")
    )
    assert [mention.refers for mention in found.mentions] == [(), (), (), (0, 1, 2)]
    last = found.mentions[-1]
    assert (last.form, last.type, last.until) == (Form.ALIAS, RelationType.EXTENDS, date(2031, 12, 31))


# -- whose, where, and why ----------------------------------------------------------------------------------------


def only(text: str) -> DraftMention:
    """The one mention of a text."""
    (mention,) = read(text).mentions
    return mention


@pytest.mark.parametrize(
    ("line", "issuers"),
    [
        ("为落实财政部《关于茶园保护的意见》，", ("财政部",)),
        ("为落实财政部、农业农村部联合印发的《关于茶园保护的意见》，", ("财政部", "农业农村部")),
        ("为落实财政部会同农业农村部制定的《关于茶园保护的意见》，", ("财政部", "农业农村部")),
        ("为落实财政部等四部门印发的《关于茶园保护的意见》，", ("财政部",)),
        ("为落实省农业农村厅《关于茶园保护的意见》，", ("江苏省农业农村厅",)),
        ("财政部提出要求，为落实《关于茶园保护的意见》，", ()),
    ],
)
def test_issuers_before_a_title(line: str, issuers: tuple[str, ...]) -> None:
    assert only(body(line + "现通知如下：")).issuers == issuers


@pytest.mark.parametrize(
    ("text", "kind", "scope"),
    [
        (body("为落实《关于茶园保护的意见》，现通知如下：", "一、按亩核定。"), RelationType.IMPLEMENTS, Scope.DOCUMENT),
        (body("现通知如下：", "一、严格落实《关于茶园保护的意见》。"), RelationType.IMPLEMENTS, Scope.CLAUSE),
        (body("现通知如下：", "一、按亩核定。《茶园补助办法》同时废止。"), RelationType.REPEALS, Scope.CLAUSE),
        (body("现通知如下：", "一、按亩核定。", "《茶园补助办法》同时废止。"), RelationType.REPEALS, Scope.DOCUMENT),
        (body("请落实。", title="关于废止《茶园补助办法》的通知"), RelationType.REPEALS, Scope.DOCUMENT),
        (
            "江苏省茶园管理办法\n第一条 根据《江苏省农业条例》，制定本办法。\n第二条 茶园按亩核定。",
            RelationType.BASED_ON,
            Scope.DOCUMENT,
        ),
        (
            "江苏省茶园管理办法\n第一条 为规范管理，制定本办法。\n第二条 依据《江苏省农业条例》处罚。",
            RelationType.CITES,
            Scope.CLAUSE,
        ),
    ],
)
def test_type_and_scope(text: str, kind: RelationType, scope: Scope) -> None:
    mention = only(text)
    assert (mention.type, mention.scope) == (kind, scope)


def test_a_title_printed_without_a_particle_has_the_number_of_the_whole_one() -> None:
    text = body(
        "《关于茶园保护的若干意见》（财农〔2029〕1号）印发后，各地积极落实。",
        title="关于明确《关于茶园保护若干意见》有关事项的通知",
    )
    assert {mention.number for mention in read(text).mentions} == {"财农〔2029〕1号"}


def test_what_a_heading_says_of_a_list() -> None:
    found = read(body("现决定如下：", "一、下列文件予以废止：", "（一）《甲办法》（苏财〔2019〕1号）", "二、下列文件予以修改：", "（二）《乙办法》（苏财〔2019〕2号）", title="关于清理文件的决定"))  # fmt: skip
    assert [mention.type for mention in found.mentions] == [RelationType.REPEALS, RelationType.AMENDS]


def test_what_the_title_of_an_annexed_list_says_of_its_entries() -> None:
    entries = "1.关于茶园补助的通知（苏财〔2011〕3号）", "2.转发国务院关于春茶收购的通知（苏财〔2012〕4号）"
    found = read(body("现决定如下。", title="关于清理文件的决定", annexes=("附件", "宣布失效的文件目录", *entries)))
    assert [(mention.title, mention.number, mention.type, mention.scope) for mention in found.mentions] == [
        ("关于茶园补助的通知", "苏财〔2011〕3号", RelationType.REPEALS, Scope.CLAUSE),
        ("转发国务院关于春茶收购的通知", "苏财〔2012〕4号", RelationType.REPEALS, Scope.CLAUSE),
    ]


def test_the_nearer_heading_decides() -> None:
    entries = "一、修改的文件", "1.茶园补助办法（苏财〔2011〕3号）", "二、其他文件", "1.春茶收购办法（苏财〔2012〕4号）"
    found = read(body("现决定如下。", title="关于清理文件的决定", annexes=("附件", "废止的文件目录", *entries)))
    assert [mention.type for mention in found.mentions] == [RelationType.AMENDS, RelationType.REPEALS]


def test_evidence_runs_from_the_cue_to_the_citation() -> None:
    mention = only(body("为贯彻落实《关于茶园保护的意见》（财农〔2030〕1号），现通知如下："))
    assert mention.evidence.line == 9
    assert mention.evidence.quote == "贯彻落实《关于茶园保护的意见》（财农〔2030〕1号）"
    assert mention.evidence.cue == "贯彻落实"
    mention = only(body("现通知如下：", "一、《茶园补助办法》（苏财〔2019〕1号）同时废止。"))
    assert mention.evidence.quote == "《茶园补助办法》（苏财〔2019〕1号）同时废止"


def test_evidence_of_a_title_over_two_lines() -> None:
    text = body("为贯彻落实省委省政府部署和《关于\n茶园保护的意见》，现通知如下：")
    mention = only(text)
    assert mention.title == "关于茶园保护的意见"
    assert mention.evidence.line == 9
    assert mention.evidence.quote == "贯彻落实省委省政府部署和《关于"


def test_a_mention_stands_in_its_passage() -> None:
    found = read(body("为落实《关于茶园保护的意见》，现通知如下：", "一、按《茶园补助办法》执行。"))
    shown = [found.passages[mention.passage].text[mention.start : mention.end] for mention in found.mentions]
    assert shown == ["《关于茶园保护的意见》", "《茶园补助办法》"]


def test_a_document_in_full_speaks_for_itself() -> None:
    found = read(
        body(
            "现将《财政部关于茶园保护的通知》（财农〔2030〕1号）转发给你们。",
            title="关于转发《财政部关于茶园保护的通知》的通知",
            annexes=(
                "财政部关于茶园保护的通知",
                "财农〔2030〕1号",
                "各省财政厅：",
                "根据《农业条例》，现通知如下：",
                "财政部",
                "2030年1月5日",
            ),
        )
    )
    (embedded,) = found.embedded
    assert embedded.fields.doc_number == "财农〔2030〕1号"
    assert {(mention.title, mention.owner) for mention in found.mentions} == {
        ("财政部关于茶园保护的通知", None),
        ("农业条例", embedded.part),
    }


def test_a_request_without_title_and_number() -> None:
    (request,) = read(body("按照财政部通知要求，现就有关事项通知如下：")).requests
    assert (request.agency, request.scope, request.evidence.quote) == ("财政部", Scope.DOCUMENT, "按照财政部通知要求")
    assert read(body("按照上级通知要求，现就有关事项通知如下：")).requests == ()


def test_what_is_read_can_be_sent_to_another_process() -> None:
    found = read(body("为落实《关于茶园保护的意见》，现通知如下：", "一、每亩补助五百元。（省财政厅负责）"))
    assert pickle.loads(pickle.dumps(found)) == found


# -- what a list stands under -------------------------------------------------------------------------------------


def test_the_entries_of_a_list_stand_under_the_words_before_it_whatever_stands_between_them() -> None:
    lines = [
        "决定对以下规章作出修改：",
        "一、江苏省茶园管理办法（江苏省人民政府令第11号）",
        "将第三条修改为：",
        "“茶园由县级部门登记。”",
        "二、江苏省茶具管理办法（江苏省人民政府令第12号）",
        "删去第八条。",
    ]
    found = read(notice("关于修改两件规章的决定", *lines, issuer="江苏省人民政府", number="江苏省人民政府令第20号"))
    assert [(mention.number, mention.type) for mention in found.mentions] == [
        ("江苏省人民政府令第11号", RelationType.AMENDS),
        ("江苏省人民政府令第12号", RelationType.AMENDS),
    ]


def test_a_list_that_begins_anew_stands_under_its_own_words() -> None:
    lines = [
        "对以下规章作出修改：",
        "1.江苏省茶园管理办法（江苏省人民政府令第11号）",
        "删去第八条。",
        "下列规章予以废止：",
        "1.江苏省茶具管理办法（江苏省人民政府令第12号）",
        "2.江苏省茶市管理办法（江苏省人民政府令第13号）",
    ]
    found = read(notice("关于两类规章的决定", *lines, issuer="江苏省人民政府", number="江苏省人民政府令第20号"))
    assert [mention.type for mention in found.mentions] == [
        RelationType.AMENDS,
        RelationType.REPEALS,
        RelationType.REPEALS,
    ]


def test_a_text_without_a_title_has_no_name_that_is_its_issuers() -> None:
    found = read("江苏省财政厅\n\n苏财农〔2030〕3号\n\n请落实。\n\n江苏省财政厅\n\n2030年3月1日\n")
    assert (found.fields.title, found.fields.aliases) == ("", ())

"""Look-up of pasted texts, on both engines, against answers worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from graphs import AMENDMENT, ANNEX, EXTENSION, LAW, OPINION, PROVINCE, ROOT, document, every_type
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from work import calls

from api.questions import lookup
from api.questions.lookup import LONGEST, FoundCitation
from api.questions.pasted import Pasted
from api.questions.standing.answers import State
from api.questions.targets import Found
from graph_builder.errors import InputError
from graph_builder.extraction.mention import Form
from graph_builder.model import Agency, Graph, Level, Resolution
from graph_builder.store import Store, dump, load

SAME = "关于做好甲费统计的通知"
FIRST_SAME, SECOND_SAME = "乙厅发〔2021〕31号", "丙局发〔2021〕32号"
FIRST_EIGHT, SECOND_EIGHT = "甲部公告2021年第8号", "丁总局公告2021年第8号"


def graph() -> Graph:
    """The small graph, with two documents of one title, two announcements of one running number, and an agency."""
    made = every_type()
    more = (
        document(FIRST_SAME, SAME, level=Level.PROVINCIAL, in_corpus=True),
        document(SECOND_SAME, SAME, level=Level.MUNICIPAL, in_corpus=True),
        document(FIRST_EIGHT, "关于甲税的公告", doc_type="公告", in_corpus=True, issuers=("甲部",)),
        document(SECOND_EIGHT, "关于乙税的公告", doc_type="公告", in_corpus=True, issuers=("丁总局",)),
    )
    treasury = Agency("财政部", "财政部", Level.NATIONAL)
    return replace(made, documents=(*made.documents, *more), agencies=(*made.agencies, treasury))


@pytest.fixture
def loaded(store: Store) -> Store:
    load(store, graph())
    return store


def one(found: Sequence[FoundCitation]) -> FoundCitation:
    (citation,) = found
    return citation


@pytest.mark.parametrize(
    ("text", "cited", "target", "how"),
    [
        ("按照甲部发〔2021〕1号办理。", "甲部发〔2021〕1号", ROOT, Resolution.NUMBER),
        ("按照甲部发[2021] 1 号办理。", "甲部发[2021] 1 号", ROOT, Resolution.NUMBER),
        ("按照甲部发（２０２１）１号办理。", "甲部发（２０２１）１号", ROOT, Resolution.NUMBER),
        ("按照甲部发〔2021〕第1号办理。", "甲部发〔2021〕第1号", ROOT, Resolution.NUMBER),
        ("甲部发〔2021〕1号", "甲部发〔2021〕1号", ROOT, Resolution.NUMBER),
        ("见：\n  甲部发〔2021〕\n1号。", "甲部发〔2021〕\n1号", ROOT, Resolution.NUMBER),
        ("根据《关于减轻企业负担的意见》，", "《关于减轻企业负担的意见》", OPINION, Resolution.TITLE),
        ("根据《关于减轻\r\n　　企业负担的意见》，", "《关于减轻\r\n　　企业负担的意见》", OPINION, Resolution.TITLE),
        (
            "根据《甲部 丁总局关于阶段性减免甲费的通知》",
            "《甲部 丁总局关于阶段性减免甲费的通知》",
            ROOT,
            Resolution.TITLE,
        ),
        ("根据《减免通知》", "《减免通知》", ROOT, Resolution.TITLE),
        ("根据《中华人民共和国甲法》", "《中华人民共和国甲法》", LAW, Resolution.TITLE),
        ("根据《甲法》", "《甲法》", LAW, Resolution.TITLE),
        # A text that a document issues is cited for that document.
        ("按照《减免甲费实施方案》", "《减免甲费实施方案》", ROOT, Resolution.TITLE),
        (
            f"《关于修改减免甲费规定的公告》（{AMENDMENT}）",
            "《关于修改减免甲费规定的公告》",
            AMENDMENT,
            Resolution.NUMBER,
        ),
    ],
)
def test_a_citation_is_resolved_in_its_place(
    loaded: Store, text: str, cited: str, target: str, how: Resolution
) -> None:
    citation = one(lookup(loaded, text).citations)
    assert citation.text == text[citation.start : citation.end] == cited
    assert (citation.found, citation.how) == (Found.RESOLVED, how)
    assert [ref.id for ref in citation.documents] == [target]
    assert citation.candidates == ()
    assert citation.outdated is None


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        (f"按照《{SAME}》办理。", {SECOND_SAME, FIRST_SAME}),
        ("按照公告2021年第8号办理。", {SECOND_EIGHT, FIRST_EIGHT}),
    ],
)
def test_what_may_be_several_stays_undecided(loaded: Store, text: str, candidates: set[str]) -> None:
    citation = one(lookup(loaded, text).citations)
    assert (citation.found, citation.how, citation.documents) == (Found.AMBIGUOUS, None, ())
    assert {ref.id for ref in citation.candidates} == candidates


def test_a_number_and_a_title_that_do_not_fit_are_doubted(loaded: Store) -> None:
    number_of_another = one(lookup(loaded, f"按照《关于乡村道路的意见》（{ROOT}）办理。").citations)
    assert (number_of_another.found, number_of_another.doubt) == (Found.RESOLVED, "title_differs")
    both_known = one(lookup(loaded, f"按照《{SAME}》（{ROOT}）办理。").citations)
    assert both_known.found is Found.AMBIGUOUS
    assert {ref.id for ref in both_known.candidates} == {ROOT, FIRST_SAME, SECOND_SAME}
    other_number = one(lookup(loaded, "按照《关于阶段性减免甲费的通知》（甲部发〔2020〕77号）办理。").citations)
    assert (other_number.found, other_number.doubt) == (Found.AMBIGUOUS, "number_differs")
    assert [ref.id for ref in other_number.candidates] == [ROOT]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("按照甲部发〔2021〕99号办理。", Form.NUMBER),
        ("按照《关于别的事项的通知》办理。", Form.TITLE),
    ],
)
def test_what_the_graph_does_not_hold_is_unknown(loaded: Store, text: str, form: Form) -> None:
    citation = one(lookup(loaded, text).citations)
    assert (citation.found, citation.form, citation.documents, citation.candidates) == (Found.UNKNOWN, form, (), ())


def test_a_title_of_another_region_is_another_document(loaded: Store) -> None:
    text = "《河北省财政厅关于阶段性减免甲费的通知》"
    documents = tuple(replace(each, issuers=("财政部",)) if each.id == ROOT else each for each in graph().documents)
    load(loaded, replace(graph(), documents=documents))
    assert one(lookup(loaded, text).citations).found is Found.UNKNOWN


def test_forms_and_tables_are_no_documents(loaded: Store) -> None:
    assert lookup(loaded, "填写《甲费减免申请表》，附《营业执照》。").citations == ()


def test_a_defined_name_stands_for_what_it_was_defined_for(loaded: Store) -> None:
    text = (
        f"根据《关于阶段性减免甲费的通知》（{ROOT}，以下简称《通知》）、"
        f"《关于延长减免甲费期限的通知》（{EXTENSION}）两个文件，落实《通知》。两个文件继续有效。"
    )
    found = lookup(loaded, text).citations
    assert [(each.text, [ref.id for ref in each.documents]) for each in found if each.form is Form.ALIAS] == [
        ("《通知》", [ROOT]),
        ("两个文件", [ROOT, EXTENSION]),
    ]


def test_agencies_are_found_with_the_ids_of_the_graph(loaded: Store) -> None:
    text = "财政部、河北省人民政府办理。"
    assert [(each.text, each.name, each.id, each.known) for each in lookup(loaded, text).agencies] == [
        ("财政部", "财政部", "财政部", True),
        ("河北省人民政府", "河北省人民政府", None, True),
    ]
    (local,) = lookup(loaded, "报省财政厅。", region="河北省").agencies
    assert (local.text, local.name) == ("省财政厅", "河北省财政厅")


def test_dates_are_found_with_their_bounds(loaded: Store) -> None:
    text = "自2021年2月1日至6月30日，\n二〇二一年三月五日，2021-03-06，2021年4月。"
    assert [(each.text, each.first, each.last) for each in lookup(loaded, text).dates] == [
        ("2021年2月1日至6月30日", date(2021, 2, 1), date(2021, 6, 30)),
        ("二〇二一年三月五日", date(2021, 3, 5), date(2021, 3, 5)),
        ("2021-03-06", date(2021, 3, 6), date(2021, 3, 6)),
        ("2021年4月", date(2021, 4, 1), date(2021, 4, 30)),
    ]


@pytest.mark.parametrize(
    ("day", "state", "outdated"),
    # The root ends on 2021-06-30, is prolonged to 2021-12-31, and that to 2022-12-31.
    [
        (date(2021, 5, 1), State.IN_FORCE, False),
        (date(2022, 2, 1), State.EXTENDED, False),
        (date(2023, 2, 1), State.EXPIRED, True),
    ],
)
def test_what_had_ended_on_the_day_is_marked(loaded: Store, day: date, state: State, outdated: bool) -> None:
    answer = lookup(loaded, f"按照{ROOT}和甲部发〔2021〕99号办理。", on=day)
    assert [each.outdated for each in answer.citations] == [outdated, None]
    assert [(each.document.id, each.state) for each in answer.statuses] == [(ROOT, state)]
    assert answer.on == day


def test_a_lookup_changes_nothing(loaded: Store) -> None:
    before = dump(loaded)
    lookup(loaded, f"《{SAME}》{ROOT}、{PROVINCE}、{ANNEX}《新的通知》", on=date(2021, 5, 1))
    assert dump(loaded) == before


def test_a_text_that_is_too_long_is_refused(loaded: Store) -> None:
    assert lookup(loaded, "a" * LONGEST).citations == ()
    with pytest.raises(InputError, match="1000000 bytes"):
        lookup(loaded, "费" * (LONGEST // 3 + 1))


_PARTS = [
    *(
        "《",
        "》",
        "〔2021〕",
        "1号",
        "甲部发",
        "\n",
        "\r\n",
        " ",
        "　",
        "公告",
        "第8号",
        "2021年",
        "3月",
        "以下简称",
        "（",
        "）",
    ),
    *("\x00", "\ud800", "'", "`", "财政部", SAME, "\u2028", "**", "- ", "# "),
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_PARTS), max_size=25).map("".join) | st.text(max_size=60))
def test_any_text_is_answered_with_offsets_inside_it(store: Store, text: str) -> None:
    load(store, graph())
    answer = lookup(store, text, on=date(2022, 1, 1))
    for found in (*answer.citations, *answer.agencies, *answer.dates):
        assert 0 <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]


@pytest.mark.parametrize(
    "unit", ["《", "《a\n", "1\n", "年\n2", "（", "2020年", "财〔2020〕", "〔2020〕\n5", "《甲》\n", "财政部"]
)
def test_reading_a_text_takes_work_in_proportion(unit: str) -> None:
    def work(length: int) -> int:
        def reading() -> None:
            pasted = Pasted(unit * (length // len(unit)))
            pasted.citations()
            pasted.days()

        return calls(reading)

    work(1000)  # what is read once
    assert work(200_000) < 15 * work(20_000)


def test_the_compendium_knows_its_own_citations(compendium_store: Store, corpus_file: Path) -> None:
    text = corpus_file.read_text("utf-8").encode()[:LONGEST].decode("utf-8", "ignore")
    answer = lookup(compendium_store, text)
    resolved = [each for each in answer.citations if each.found is Found.RESOLVED]
    assert len(resolved) > 0.9 * len(answer.citations) > 500
    numbers = [each for each in resolved if each.number == "人社部发〔2020〕11号" and each.form is Form.NUMBER]
    assert numbers
    assert {ref.id for each in numbers for ref in each.documents} == {"人社部发〔2020〕11号"}

"""The spaCy pipeline: its factories, what they leave in a text, and components of a user's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.agencies import Context
from graph_builder.errors import KnowledgeError
from graph_builder.extraction.components import COMPONENTS, configured_components
from graph_builder.extraction.cues import Place
from graph_builder.extraction.pipeline import BlockSpan, make_doc, pipeline
from graph_builder.model import RelationType

OWN = "test_subsidies"


def read(text: str, place: Place = Place.OPENING, nlp: Language | None = None) -> Doc:
    """A text of one block, read."""
    nlp = nlp or pipeline()
    blocks = [BlockSpan(0, len(text), place)]
    return nlp(make_doc(nlp.vocab, text, blocks, "关于茶园补助的通知", Context("江苏省", (), 2030)))


def named(doc: Doc, group: str) -> list[str]:
    """The words of a span group."""
    return [doc._.plain[span.start : span.end] for span in doc.spans[group]]


@pytest.mark.parametrize(
    ("name", "requires", "assigns"),
    [
        ("policygraph_citations", {"doc._.blocks"}, {"doc.spans", "span._.citation"}),
        ("policygraph_clauses", {"doc.spans"}, {"doc.spans"}),
        ("policygraph_agencies", {"doc.spans"}, {"doc.spans", "span._.agency"}),
        ("policygraph_cues", {"doc.spans", "span._.citation"}, {"span._.verdict", "span._.row"}),
    ],
)
def test_factories(name: str, requires: set[str], assigns: set[str]) -> None:
    meta = Language.get_factory_meta(name)
    assert (set(meta.requires), set(meta.assigns)) == (requires, assigns)


def test_the_order_of_the_components() -> None:
    nlp = pipeline()
    assert tuple(nlp.pipe_names) == COMPONENTS
    assert pipeline() is nlp
    assert nlp.lang == "zh"


def test_every_component_finds_what_it_requires() -> None:
    analysis = pipeline().analyze_pipes()
    assert analysis is not None
    problems = analysis["problems"]
    # the blocks are set by make_doc, before the pipeline
    assert {name: [need for need in needs if need != "doc._.blocks"] for name, needs in problems.items()} == {
        name: [] for name in COMPONENTS
    }


def test_one_token_is_one_character() -> None:
    text = "为落实《茶园补助办法》，制定本通知。"
    doc = read(text)
    assert len(doc) == len(text)
    assert doc.text == doc._.plain == text


def test_what_each_component_leaves() -> None:
    doc = read(
        "春茶开采。为落实财政部、农业农村部印发的《关于茶园补助的意见》（财农〔2030〕5号），现通知如下：\n秋茶另定。"
    )
    assert named(doc, "citations") == ["《关于茶园补助的意见》"]
    assert named(doc, "clauses") == [
        "为落实财政部、农业农村部印发的《关于茶园补助的意见》（财农〔2030〕5号），现通知如下：\n"
    ]
    assert named(doc, "agencies") == ["财政部", "农业农村部"]
    (span,) = doc.spans["citations"]
    assert span._.citation.number == "财农〔2030〕5号"
    assert (span._.verdict.type, span._.verdict.cue) == (RelationType.IMPLEMENTS, "落实")
    assert [agency._.agency for agency in doc.spans["agencies"]] == ["财政部", "农业农村部"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("《甲办法》、《乙办法》和《丙办法》同时废止。", "REPEALS REPEALS REPEALS"),
        ("《甲办法》（示财〔2029〕1号）、省财政厅印发的《乙办法》同时废止。", "REPEALS REPEALS"),
        ("删去《甲办法》第五条第二款和《乙办法》第六条。", "AMENDS AMENDS"),
        ("《甲办法》同时废止，严格落实《关于乙的通知》。", "REPEALS IMPLEMENTS"),
        ("《甲办法》同时废止。《乙办法》另行公布。", "REPEALS CITES"),
        ("修订《甲办法》，认真落实《关于乙的意见》。", "CITES IMPLEMENTS"),
    ],
)
def test_a_row_shares_its_cues(text: str, types: str) -> None:
    doc = read(text, Place.CLAUSE)
    assert [span._.verdict.type for span in doc.spans["citations"]] == types.split()


def test_a_cue_of_another_block_does_not_count() -> None:
    nlp = pipeline()
    text = "贯彻落实\n《关于茶园的通知》印发"
    blocks = [BlockSpan(0, 4, Place.CLAUSE), BlockSpan(5, len(text), Place.CLAUSE)]
    doc = nlp(make_doc(nlp.vocab, text, blocks, "", Context()))
    assert doc.spans["citations"][0]._.verdict.rule == "mentioned"


def test_a_heading_that_forwards_without_marks() -> None:
    doc = read("江苏省政府办公厅转发国务院办公厅关于茶园保护的意见的通知", Place.TITLE)
    assert named(doc, "citations") == ["国务院办公厅关于茶园保护的意见"]
    assert doc.spans["citations"][0]._.verdict.type is RelationType.FORWARDS


# -- components of a user's own -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own_component() -> str:
    """A component that notes what is cited for sums of money."""

    @Language.component(OWN, requires=["doc.spans"], assigns=["doc.spans"])
    def subsidies(doc: Doc) -> Doc:
        doc.spans["subsidies"] = [
            clause for clause in doc.spans["clauses"] if "元" in doc._.plain[clause.start : clause.end]
        ]
        return doc

    return OWN


def test_a_component_joins_by_its_name(own_component: str) -> None:
    nlp = pipeline((*COMPONENTS, own_component))
    assert tuple(nlp.pipe_names) == (*COMPONENTS, own_component)
    doc = read("按《甲办法》补助五百元。按《乙办法》办理。", nlp=nlp)
    assert named(doc, "subsidies") == ["按《甲办法》补助五百元。"]
    plain = read("按《甲办法》补助五百元。按《乙办法》办理。")
    verdicts = [[span._.verdict for span in one.spans["citations"]] for one in (doc, plain)]
    assert verdicts[0] == verdicts[1]
    assert tuple(pipeline().pipe_names) == COMPONENTS


def test_a_component_that_nobody_registered() -> None:
    with pytest.raises(ValueError, match="no_such_component"):
        pipeline((*COMPONENTS, "no_such_component"))


# -- any text -----------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "《甲办法》",
        "《",
        "》",
        "、",
        "和",
        "。",
        "\n",
        "同时废止",
        "落实",
        "财政部",
        "示财〔2030〕5号",
        "三个公告",
        "预算法",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=30).map("".join), st.sampled_from(list(Place)))
def test_any_text(text: str, place: Place) -> None:
    """Every citation gets a verdict and stands in a clause; clauses and agencies follow each other."""
    doc = read(text, place)
    clauses = list(doc.spans["clauses"])
    for span in doc.spans["citations"]:
        assert span._.verdict is not None
        assert any(clause.start <= span.start and span.end <= clause.end for clause in clauses)
    for group in ("citations", "agencies"):
        starts = [span.start for span in doc.spans[group]]
        assert starts == sorted(starts)
    for before, after in zip(doc.spans["agencies"], list(doc.spans["agencies"])[1:], strict=False):
        assert before.end <= after.start


def test_components_are_configured_by_name(own_component: str) -> None:
    assert configured_components(()) == COMPONENTS
    assert configured_components([own_component]) == (*COMPONENTS, own_component)


@pytest.mark.parametrize("entry", ["no_such_component", "no_such_module:policygraph_cues"])
def test_a_configured_component_that_is_not_there(entry: str) -> None:
    with pytest.raises(KnowledgeError, match=entry):
        configured_components([entry])

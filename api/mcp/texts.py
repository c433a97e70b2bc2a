"""Texts of answers that the command line has no view of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from api.questions.answers import DocumentRef
from api.questions.coverage.answers import Coverage
from api.questions.lookup import FoundCitation, LookedUp
from api.questions.reading import ReadDocument, ReadMention
from api.questions.standing.answers import State
from api.questions.targets import Found
from graph_builder.cli import covering
from graph_builder.cli.find import name_of
from graph_builder.cli.words import LEVELS, RELATIONS, STATES

_FOUND = {Found.RESOLVED: "即", Found.AMBIGUOUS: "多个候选 ambiguous", Found.UNKNOWN: "库中没有 unknown"}
_DOUBTS = {"title_differs": "标题不一致 the title differs", "number_differs": "字号不一致 the number differs"}


def or_nothing(parts: Sequence[RenderableType]) -> Sequence[RenderableType]:
    """The parts of an answer; where there are none, that nothing was found."""
    return parts or ("没有找到 nothing was found",)


def coverage(answer: Coverage) -> Sequence[RenderableType]:
    """As on the command line, and a word where nothing carries the document out."""
    nothing = "没有已载入的下级文件整体落实它 no loaded document below its level carries it out as a whole"
    return [*covering.coverage(answer), *([] if answer.by else [nothing])]


def read(answer: ReadDocument) -> Iterator[str]:
    """Each passage with its line, and below it the documents that it names."""
    root = answer.parts[0].document
    yield f"{name_of(root)} 〔{LEVELS[root.level]}〕 {root.issued_on or '日期不明'}"
    if answer.enclosing:
        yield f"见于 in {name_of(answer.enclosing)}"
    if answer.status:
        yield f"{answer.status.on} {STATES[answer.status.state]} {answer.status.state}"
    if not answer.passages:
        yield "库中没有这些段落 the graph holds no such passages of it"
    for passage in answer.passages:
        yield f"第{passage.line}行 {passage.text}"
        for mention in passage.mentions:
            yield f"  {_mention(mention)}"


def _mention(mention: ReadMention) -> str:
    kind = f"{RELATIONS[mention.type]} {mention.type}" if mention.type else "提及"
    candidates = "" if mention.decided else f"（多个候选 ambiguous：{_names(mention.candidates)}）"
    return f"→ {kind} {name_of(mention.target)}{candidates}"


def lookup(answer: LookedUp) -> Iterator[str]:
    """Each citation with what it means; agencies and dates by what they say."""
    yield f"引文 citations: {len(answer.citations)}"
    states = {each.document.id: each.state for each in answer.statuses}
    for found in answer.citations:
        yield f"  [{found.start}:{found.end}] {' '.join(found.text.split())} {_meaning(found, states)}"
    for title, said in (
        ("机关 agencies", [each.name if each.id else f"{each.name}（库中没有）" for each in answer.agencies]),
        ("日期 dates", ["—".join(dict.fromkeys((str(each.first), str(each.last)))) for each in answer.dates]),
    ):
        if said:
            yield f"{title}: {'；'.join(dict.fromkeys(said))}"


def _meaning(found: FoundCitation, states: dict[str, State]) -> str:
    stands = "、".join(STATES[states[each.id]] for each in found.documents if each.id in states)
    marks = [
        stands,
        "已失效，请核对 outdated" if found.outdated else "",
        _DOUBTS.get(found.doubt or "", found.doubt or ""),
        "字号残缺 damaged" if found.damaged else "",
    ]
    doubts = "，".join(mark for mark in marks if mark)
    meant = _names(found.documents or found.candidates)
    return f"{_FOUND[found.found]}{'：' if meant else ''}{meant}" + (f"（{doubts}）" if doubts else "")


def _names(documents: Sequence[DocumentRef]) -> str:
    return "；".join(map(name_of, documents))

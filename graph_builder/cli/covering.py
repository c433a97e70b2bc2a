"""Coverage as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.text import Text

from api.questions.answers import DocumentRef
from api.questions.coverage.answers import Aspect, Basis, Coverage, Difference, Implementation, Pair, Whole
from api.questions.coverage.bases import Baseless, InClauses, Uncovered
from graph_builder.cli.console import table
from graph_builder.cli.find import name_of
from graph_builder.cli.views import evidence, relation_name
from graph_builder.model import Measure

_WORDS = 36

_BASES = {Basis.REFERENCE: "引条文", Basis.LIKENESS: "相似", Basis.SECTION: "同一标题下"}
_ASPECTS = {Aspect.VALUE: "数额期限", Aspect.PERIOD: "起止日期", Aspect.BENEFICIARY: "对象"}
_PARTS = {
    "wording": "文字",
    "section": "标题",
    "figures": "数字",
    "beneficiary": "对象",
    "action": "动作",
    "order": "次序",
}
_WHOLE = {
    Whole.EMBEDDED: "全文转发，所转文本在文中：全部条款适用 forwarded with its text",
    Whole.FORWARDED: "全文转发，所转文本不在文中：全部条款适用 forwarded, its text is not shown",
}


def coverage(answer: Coverage) -> list[RenderableType]:
    """A document beside each that carries it out, and what none of them does."""
    parts: list[RenderableType] = [Text(f"{name_of(answer.document)}  措施 {len(answer.measures)} 条", style="bold")]
    for each in answer.by:
        parts += ["", *_implementation(each)]
    if len(answer.by) > 1 and answer.nowhere:
        parts += ["", _measures("各文件均未落实 carried out by none of them", answer.nowhere)]
    return parts


def _implementation(found: Implementation) -> list[RenderableType]:
    counts, alignment = found.counts, found.alignment
    parts: list[RenderableType] = [Text(name_of(found.document), style="bold")]
    parts += [
        Text(f"  {relation_name(step.relation)} {evidence(step.relation)}", style="dim") for step in found.relations
    ]
    if found.whole:
        parts.append(Text(f"  {_WHOLE[found.whole]}"))
    parts.append(
        Text(
            f"  国家条款 {counts.national}：有对应 {counts.carried}，无对应 {counts.gaps}，"
            f"不适用本地 {counts.elsewhere}；"
            f"地方条款 {counts.provincial}：有对应 {counts.carrying}，新增 {counts.additions}；"
            f"对应 {len(alignment.pairs)} 对：引条文 {counts.by_reference}，相似 {counts.by_likeness}，"
            f"同一标题下 {counts.by_section}；有差异 {counts.differ} 对"
        )
    )
    if alignment.pairs:
        made = table("国家条款", "地方条款", "依据", "得分", "得分构成（值×权重）", "差异（国家→地方）")
        for pair in alignment.pairs:
            made.add_row(*_pair(pair))
        parts.append(made)
    for title, measures in (
        ("无对应 gaps", alignment.gaps),
        ("只对其他省份 for other provinces", alignment.elsewhere),
        ("地方新增 additions", alignment.additions),
    ):
        if measures:
            parts.append(_measures(title, measures))
    return parts


def _pair(pair: Pair) -> tuple[str, ...]:
    basis = _BASES[pair.basis] + (f" “{pair.words}”" if pair.words else "")
    parts = " ".join(f"{_PARTS[part.name]}{part.value:.2f}×{part.weight:.2f}" for part in pair.parts)
    differences = "；".join(_difference(each) for each in pair.differences)
    return clause(pair.national), clause(pair.provincial), basis, f"{pair.score:.2f}", parts, differences


def _difference(found: Difference) -> str:
    one, other = ("、".join(words) or "—" for words in (found.national, found.provincial))
    return f"{_ASPECTS[found.aspect]}：{one}→{other}"


def clause(measure: Measure) -> str:
    """A measure in one line: its line, number and first words."""
    words = "".join((measure.heading or measure.text or "").split())
    cut = words if len(words) <= _WORDS else words[:_WORDS] + "…"
    return f"{measure.line}行 {measure.label or ''} {cut}"


def _measures(title: str, measures: Sequence[Measure]) -> RenderableType:
    made = table("条款", title=f"{title}: {len(measures)}")
    for measure in measures:
        made.add_row(clause(measure))
    return made


def uncovered(found: Sequence[Uncovered]) -> list[RenderableType]:
    """National documents that nothing below carries out."""
    return _bare(
        "下级文件均未落实 not carried out below", ((each.document, each.clauses) for each in found), len(found)
    )


def baseless(found: Sequence[Baseless]) -> list[RenderableType]:
    """Documents below that rest on no national one."""
    rows = ((each.document, each.clauses) for each in found)
    return _bare("无国家依据 without a national basis", rows, len(found))


def _bare(title: str, rows: Iterable[tuple[DocumentRef, tuple[InClauses, ...]]], count: int) -> list[RenderableType]:
    made = table("文件", "仅个别条款涉及 in clauses only", title=f"{title}: {count}")
    for document, clauses in rows:
        made.add_row(name_of(document), "\n".join(_in_clause(each) for each in clauses))
    return [made, Text("以已载入的文件为限 as far as the loaded documents say", style="dim")]


def _in_clause(found: InClauses) -> str:
    return f"{relation_name(found.relation)} {name_of(found.document)} {evidence(found.relation)}"

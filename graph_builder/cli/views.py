"""Answers as tables and trees for people; every function returns what rich prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from api.questions.answers import DocumentRef, DocumentView, Link, Stats, Trace, TraceStep
from api.questions.searching import SearchHit
from graph_builder.cli.console import table
from graph_builder.cli.find import name_of
from graph_builder.cli.words import LEVELS, NODES, RELATIONS, SCOPES, STATES
from graph_builder.model import Document, Issue, Relation

_SURE = 0.5
_PASSAGES = 3


def document(view: DocumentView) -> list[RenderableType]:
    """The fields of a document, its relations both ways and its measures."""
    parts: list[RenderableType] = [_fields(view)]
    for title, links in (("本文件对其他文件 outgoing", view.outgoing), ("其他文件对本文件 incoming", view.incoming)):
        if links:
            parts += ["", _links(title, links)]
    if view.measures:
        made = table("序号", "措施", "责任单位", "起", "止", "行", title=f"措施 measures: {len(view.measures)}")
        for measure in view.measures:
            words = " ".join(part for part in (measure.action, measure.object) if part)
            heading = measure.heading or words or measure.text or ""
            days = str(measure.valid_from or ""), str(measure.valid_to or "")
            made.add_row(measure.label or "", heading, "、".join(measure.responsible), *days, str(measure.line))
        parts += ["", made]
    return parts


def _fields(view: DocumentView) -> Table:
    shown: Document = view.document
    source = shown.source
    place = f"{source.file}:{source.line_start}-{source.line_end}" if source else "○仅被引用，文本不在库中"
    page = f"（第{source.page}页）" if source and source.page else ""
    rows = (
        ("标题", shown.title),
        ("发文字号", shown.doc_number),
        ("文种", shown.doc_type),
        ("发文机关", "、".join(shown.issuers)),
        ("主送机关", "、".join(shown.addressees)),
        ("成文日期", shown.issued_on),
        ("施行日期", shown.effective_from),
        ("有效期至", shown.effective_to),
        ("层级", LEVELS[shown.level]),
        ("类别", shown.category),
        ("汇编", shown.collection),
        ("印发文本", "；".join(f"《{title}》" for title in shown.enclosures)),
        ("所属文件", name_of(view.enclosing) if view.enclosing else None),
        ("别称", "；".join(shown.aliases)),
        ("出处", place + page),
        ("标识", shown.id),
    )
    made = Table(box=None, show_header=False, pad_edge=False)
    made.add_column(no_wrap=True, style="bold")
    made.add_column(overflow="fold")
    for label, value in rows:
        if value:
            made.add_row(label, str(value))
    return made


def _links(title: str, links: Sequence[Link]) -> Table:
    made = table("关系", "范围", "文件", "成文日期", "相隔天数", "依据的原文", title=f"{title}: {len(links)}")
    for link in links:
        made.add_row(
            relation_name(link.relation),
            SCOPES[link.relation.scope],
            name_of(link.document),
            str(link.document.issued_on or ""),
            "" if link.days is None else str(link.days),
            evidence(link.relation),
        )
    return made


def trace(answer: Trace) -> Tree:
    """A document with what it carries out above and what carries it on below it."""
    root = Tree(_dated(answer.document))
    if answer.measure:
        root.add(Text(f"措施 measure {answer.measure.label or ''}（第{answer.measure.line}行）"))
    for title, steps in (("上溯：其落实、依据的文件 up", answer.up), ("下行：落实、转发、延长等 down", answer.down)):
        branch = root.add(Text(title if steps else f"{title}：无 none", style="bold"))
        _grow(branch, steps)
    if answer.truncated:
        left = f"……另有{answer.left_out}条关系未列出 {answer.left_out} more relations; use --depth, --limit or --type"
        root.add(Text(left))
    return root


def _grow(branch: Tree, steps: Iterable[TraceStep]) -> None:
    for step in steps:
        line = Text(f"{relation_name(step.relation)} ")
        line.append(_dated(step.document))
        if step.days is not None:
            line.append(f" {step.days:+d}天")
        if step.relation.until:
            line.append(f" 延至 {step.relation.until}", style="bold")
        if step.passed:
            line.append(" （途经 on the way）")
        if step.repeated:
            line.append(" （另处已列 shown elsewhere）")
        line.append(f"\n  {evidence(step.relation)}", style="dim")
        _grow(branch.add(line), step.children)


def _dated(found: DocumentRef) -> Text:
    return Text(f"{name_of(found)} 〔{LEVELS[found.level]}〕 {found.issued_on or '日期不明'}")


def relation_name(relation: Relation) -> str:
    """`落实 IMPLEMENTS`, with what makes it less than certain, or the reviewer who decided on it."""
    doubts = ["推断" if relation.inferred else "", "待核" if relation.confidence < _SURE else ""]
    doubts.append("多个候选" if relation.candidates else "")
    doubts.append(f"审定：{relation.decided_by}" if relation.decided_by else "")
    marks = "、".join(doubt for doubt in doubts if doubt)
    return f"{RELATIONS[relation.type]} {relation.type}" + (f"（{marks}）" if marks else "")


def evidence(relation: Relation) -> str:
    """`file:line “words” [rule 0.95]`; who decided, if not the reader, is with the relation's name."""
    proof = relation.evidence
    words = proof.quote or proof.cue
    return (
        f"{proof.file}:{proof.line}" + (f" “{words}”" if words else "") + f" [{relation.rule} {relation.confidence:g}]"
    )


def hits(found: Sequence[SearchHit]) -> list[RenderableType]:
    """What a search found, with the lines of the passages and the words marked."""
    parts: list[RenderableType] = []
    for hit in found:
        state = f" {STATES[hit.state]}" if hit.state else ""
        parts.append(Text.assemble((name_of(hit.document), "bold"), f" 〔{LEVELS[hit.document.level]}〕{state}"))
        for passage in hit.passages[:_PASSAGES]:
            words = Text(passage.text)
            for start, end in passage.spans:
                words.stylize("bold reverse", start, end)
            parts.append(Text.assemble(f"  第{passage.line}行 ", words))
        if hit.found > _PASSAGES:
            parts.append(Text(f"  ……另有{hit.found - _PASSAGES}段"))
    return parts


def stats(answer: Stats) -> list[RenderableType]:
    """Counts by kind, the most implemented documents, and what could not be decided."""
    counts = table("种类", "数量")
    for label, number in answer.nodes.items():
        counts.add_row(f"{NODES.get(label, '')} {label}".strip(), str(number))
    for label, number in (("已读文件 read", answer.read), ("所含文本 enclosed", answer.enclosed)):
        counts.add_row(f"  {label}", str(number))
    counts.add_row("  仅被引用 only cited", str(answer.cited))
    for relation, word in RELATIONS.items():
        counts.add_row(f"{word} {relation}", str(answer.edges.get(relation, 0)))
    parts: list[RenderableType] = [counts]
    if answer.most_implemented:
        ranking = table("次数", "发文字号", "标题", title="被落实最多的文件 most implemented")
        for ranked in answer.most_implemented:
            ranking.add_row(str(ranked.count), ranked.document.doc_number or "", ranked.document.title)
        parts += ["", ranking]
    undecided = table("种类", "数量", title="未能判定 undecided")
    for kind, number in answer.undecided.items():
        undecided.add_row(kind, str(number))
    return [*parts, "", undecided] if answer.undecided else parts


def issues(found: Sequence[Issue]) -> Table:
    """The issue list."""
    made = table("程度", "种类", "位置", "内容", "候选")
    for issue in found:
        place = f"{issue.file}:{issue.line}" if issue.line else issue.file
        made.add_row(issue.level, issue.kind, place, issue.text, "\n".join(issue.candidates))
    return made

"""Status, endings, effects and paths for people; every function returns what rich prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from api.questions.effects import Effect, Effects
from api.questions.paths import Paths
from api.questions.standing.answers import (
    ClauseStatus,
    Expiring,
    Knowledge,
    Reach,
    Reason,
    State,
    Status,
    Step,
)
from graph_builder.cli.console import table
from graph_builder.cli.find import name_of
from graph_builder.cli.views import evidence, relation_name
from graph_builder.cli.words import CONFLICTS, DOUBTS, REASONS, STATES

_LONGEST = 60


def status(answer: Status) -> list[RenderableType]:
    """How one document stands, with its reasons, clauses, contradictions and doubts."""
    root = Tree(Text(f"{name_of(answer.document)}：{answer.on} {_state(answer)}", style="bold"))
    root.add(Text(f"{_until(answer.first, answer.last)}；{_known(answer.known, answer.reach)}"))
    _branch(root, "理由 why", [_step(step) for step in answer.why])
    clauses = root.add(Text("条款期限 clauses", style="bold")) if answer.clauses else root
    for clause in answer.clauses:
        _branch(clauses, _clause(clause), [_step(step) for step in clause.why])
    for contradiction in answer.contradictions:
        _branch(root, f"矛盾 contradiction：{CONFLICTS[contradiction.conflict]}", map(_step, contradiction.sides))
    for doubt in answer.doubts:
        words = f"{relation_name(doubt.relation)} {name_of(doubt.document)} {evidence(doubt.relation)}"
        root.add(Text(f"存疑 doubt：{DOUBTS[doubt.why]}：{words}"))
    return [root]


def statuses(answers: Sequence[Status]) -> list[RenderableType]:
    """How many documents stand, a row each."""
    if not answers:
        return [Text("没有这样的文件 no such document")]
    made = table("状态", "文件", "起", "止", "最后的依据", title=f"{answers[0].on}: {len(answers)}")
    for answer in answers:
        marks = "！矛盾" if answer.contradictions else ""
        last = _step(answer.why[-1]) if answer.state not in (State.IN_FORCE, State.NOT_YET) else ""
        days = str(answer.first or ""), str(answer.last or "未载明")
        made.add_row(STATES[answer.state] + marks, name_of(answer.document), *days, last)
    return [made, Text(_known(answers[0].known, answers[0].reach))]


def expiring(answer: Expiring) -> list[RenderableType]:
    """What ends, in the order of the days."""
    made = table("止", "文件", "条款", "依据", title=f"{answer.first} — {answer.last}: {len(answer.endings)}")
    for ending in answer.endings:
        last = next((step for step in reversed(ending.why) if step.until == ending.day), ending.why[-1])
        # the words of a clause that states its end itself stand in its own column
        why = _step(last) if ending.clause is None or ending.extended else REASONS[last.reason]
        made.add_row(str(ending.day), name_of(ending.document), _place(ending.clause), why)
    more = [Text("……未全部列出 use --limit")] if answer.truncated else []
    return [made, *more, Text(_known(answer.known, answer.known.reach(answer.last)))]


def effects(answer: Effects) -> list[RenderableType]:
    """One row per effect, both ways."""
    parts: list[RenderableType] = [Text(name_of(answer.document), style="bold")]
    for title, rows in (("本文件对其他文件 made", answer.made), ("其他文件对本文件 received", answer.received)):
        made = table("效力", "文件", "条款", "所及条款", "日期", "延至", "依据的原文", title=f"{title}: {len(rows)}")
        for row in rows:
            made.add_row(*_effect(row))
        parts += ["", made]
    return parts


def paths(answer: Paths) -> list[RenderableType]:
    """Each path with the relations of its steps."""
    parts: list[RenderableType] = []
    for number, path in enumerate(answer.paths, 1):
        tree = Tree(Text(f"{number}. {name_of(answer.start)}（{len(path)}步）", style="bold"))
        for step in path:
            branch = tree.add(Text(name_of(step.end)))
            for link in step.links:
                along = "→" if link.relation.source == step.start.id else "←"
                branch.add(Text(f"{along} {relation_name(link.relation)} {evidence(link.relation)}"))
        parts.append(tree)
    return [*parts, Text("……还有其他路径 there are more")] if answer.truncated else parts


def _state(answer: Status) -> str:
    words = "、".join(STATES[each] for each in (answer.state, *answer.also))
    return f"{words} {answer.state}"


def _until(first: date | None, last: date | None) -> str:
    return f"{first or '起始日不明'} 至 {last or '未载明截止日期 no end stated'}"


def _known(known: Knowledge, reach: Reach) -> str:
    words = f"按已载入文件（成文于{known.earliest or '？'}至{known.latest or '？'}）as far as the loaded documents say"
    if reach == Reach.AFTER:
        return f"{words}；此后有无新规定不得而知 nothing later is loaded"
    if reach == Reach.BEFORE:
        return f"{words}；此前的变动不得而知 nothing earlier is loaded"
    return words


def _clause(clause: ClauseStatus) -> str:
    ceiling = "最迟" if clause.at_most and clause.last == clause.stated else ""
    partly = "（部分已到期 partly ended）" if clause.partly else ""
    until = f"{clause.first or '？'} 至 {ceiling}{clause.last or '未载明'}"
    return f"{clause.label or ''}（第{clause.line}行）{STATES[clause.state]}{partly} {until} “{_short(clause.words)}”"


def _place(clause: ClauseStatus | None) -> str:
    return f"{clause.label or ''}（第{clause.line}行）{_short(clause.words)}" if clause else ""


def _step(step: Step) -> str:
    return "".join(_step_parts(step))


def _step_parts(step: Step) -> Iterator[str]:
    yield f"{step.day} " if step.day else ""
    yield REASONS[step.reason]
    yield "".join(step.articles)
    if step.relation:
        yield f"（{step.document.doc_number or step.document.title}）"
    if step.until:
        yield f" 至 {step.until}"
    elif step.reason == Reason.EXTENDED:
        yield " 未载明截止日期 no end stated"
    if step.later:
        yield "（其后作出 decided later）"
    if step.proof and step.proof.words:
        yield f" {step.proof.file}:{step.proof.line} “{_short(step.proof.words)}”"
    elif step.relation:
        yield f" {evidence(step.relation)}"
    elif step.proof:
        yield f" {step.proof.file}:{step.proof.line}"


def _effect(row: Effect) -> tuple[str, ...]:
    days = str(row.day or ""), str(row.until or "")
    clauses = row.clause or "", "、".join(row.articles)
    return relation_name(row.relation), name_of(row.document), *clauses, *days, evidence(row.relation)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"


def _branch(tree: Tree, title: str, lines: Iterator[str] | Sequence[str]) -> None:
    branch = tree.add(Text(title, style="bold"))
    for line in lines:
        branch.add(Text(line))

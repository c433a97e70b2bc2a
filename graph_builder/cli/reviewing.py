"""Documents to read, look-ups and judgements for people; every function returns what rich prints."""

from __future__ import annotations

from collections import Counter

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from api.judgements import Listing, Queue, Recorded, Standing
from api.judgements.answers import WhyWaiting
from api.questions.lookup import FoundCitation, LookedUp
from api.questions.reading import ReadDocument, ReadMention
from graph_builder.cli.console import table
from graph_builder.cli.find import name_of
from graph_builder.cli.views import evidence, relation_name
from graph_builder.cli.words import JUDGEMENTS, RELATIONS, STATES
from graph_builder.judgements import Judgement

_FOUND = {"resolved": "已识别", "ambiguous": "多个候选", "unknown": "库中没有"}
_STANDING = {Standing.IN_FORCE: "有效", Standing.UNDONE: "已撤销", Standing.UNMATCHED: "无对应"}
_DOUBTS = {"title_differs": "标题不符", "number_differs": "文号不符"}


def document(answer: ReadDocument) -> list[RenderableType]:
    """The text line by line, its citations underlined and listed below each passage."""
    state = f" {answer.status.on} {STATES[answer.status.state]}" if answer.status else ""
    heading = " ".join(filter(None, (answer.document.doc_number, answer.document.title)))
    parts: list[RenderableType] = [Text(heading + state, style="bold")]
    if answer.enclosing:
        parts.append(Text(f"载于 in {name_of(answer.enclosing)}"))
    effects = "；".join(
        f"{'对外' if each.outgoing else '被'}{RELATIONS[each.type]} {each.count}" for each in answer.effects
    )
    if effects:
        parts.append(Text(f"关系 relations：{effects}"))
    if not answer.passages:
        parts.append(Text("○文本不在库中 its text is not in the graph"))
    part = 0
    for passage in answer.passages:
        if passage.part != part:
            part = passage.part
            parts.append(Text(f"── {name_of(answer.parts[part].document)}", style="bold"))
        words = Text(passage.text)
        for mention in passage.mentions:
            words.stylize("underline", mention.start, mention.end)
        parts.append(Text.assemble((f"{passage.line:>6} ", "dim"), words))
        parts.extend(Text(f"       → {_mention(mention)}", style="dim") for mention in passage.mentions)
    return parts


def _mention(mention: ReadMention) -> str:
    kind = f"{RELATIONS[mention.type]} {mention.type} " if mention.type else ""
    decided = f"（审定：{mention.relation.decided_by}）" if mention.relation and mention.relation.decided_by else ""
    if mention.decided:
        return f"{kind}{name_of(mention.target)}{decided}"
    return f"{kind}未定，可能是 one of：{'；'.join(map(name_of, mention.candidates))}"


def lookup(answer: LookedUp, text: str) -> list[RenderableType]:
    """What a text names: citations with their lines and what they mean, then agencies and dates with their counts."""
    made = table("行", "引文", "结果", "文件", title=f"引用 citations: {len(answer.citations)}")
    for citation in answer.citations:
        line = text.count("\n", 0, citation.start) + 1
        named = "；".join(map(name_of, citation.documents or citation.candidates))
        made.add_row(str(line), "".join(citation.text.split()), _result(citation), named)
    parts: list[RenderableType] = [made]
    agencies = Counter((each.name, each.id) for each in answer.agencies)
    for title, rows in (
        ("机关 agencies", [(name if held else f"{name} ○库中没有", n) for (name, held), n in agencies.items()]),
        ("日期 dates", list(Counter("".join(each.text.split()) for each in answer.dates).items())),
    ):
        counted = table("名称", "次数", title=f"{title}: {len(rows)}")
        for name, n in rows:
            counted.add_row(name, str(n))
        parts += ["", counted] if rows else []
    return parts


def _result(citation: FoundCitation) -> str:
    marks = [_FOUND[citation.found], _DOUBTS.get(citation.doubt or "", "")]
    marks += ["文号残缺"] if citation.damaged else []
    marks += ["！已失效 outdated"] if citation.outdated else []
    return "、".join(filter(None, marks))


def queue(answer: Queue) -> list[RenderableType]:
    """What waits, with evidence and candidates."""
    parts: list[RenderableType] = []
    for number, item in enumerate(answer.items, answer.offset + 1):
        why = "多个候选" if item.doubt is WhyWaiting.AMBIGUOUS else f"置信度 {item.relation.confidence}"
        head = f"{number}. {name_of(item.source)} {relation_name(item.relation)} {name_of(item.target)}"
        parts += [Text(f"{head}（{why}）", style="bold"), Text(f"   {evidence(item.relation)}")]
        parts += [Text(f"   候选 candidate：{name_of(each)}") for each in item.candidates]
    last = answer.offset + len(answer.items)
    return [*parts, Text(f"\n{answer.offset + 1}-{last} / {answer.total}", style="dim")]


def judgements(answer: Listing) -> list[RenderableType]:
    """What reviewers decided, and how it stands."""
    made = table("标识", "时间", "审核人", "意见", "内容", "理由", "状态")
    for entry in answer.entries:
        given = entry.judgement
        state = _STANDING[entry.standing] + (f"：{entry.why}" if entry.why else "")
        when = given.at.astimezone().strftime("%Y-%m-%d %H:%M")
        made.add_row(given.id, when, given.by, JUDGEMENTS[given.kind], _subject(given), given.reason, state)
    damaged = [Text(f"第{each.line}行无法读取 unreadable：{each.reason}") for each in answer.damaged]
    return [made, *damaged]


def _subject(given: Judgement) -> str:
    if given.relation is not None:
        target = f"{given.relation.target} → {given.target}" if given.target else given.relation.target
        kind = f"{given.relation.type} → {given.type}" if given.type else given.relation.type
        return f"{given.relation.source} {kind} {target}"
    return given.undoes or f"{given.agency} / {given.other}"


def recorded(answer: Recorded) -> Table:
    """The judgement that was kept, and what the graph now says."""
    made = Table(box=None, show_header=False, pad_edge=False)
    given = answer.judgement
    made.add_row("已记录 recorded", f"{given.id} {JUDGEMENTS[given.kind]} {_subject(given)}")
    if answer.relation:
        relation = answer.relation
        made.add_row("现为 now", f"{relation.source} {relation_name(relation)} {relation.target}")
    return made

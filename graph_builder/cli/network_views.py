"""Speed of implementation, networks of issuers and an agency's page as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from api.questions.answers import DocumentRef
from api.questions.lag import Grouping, Lag, Summary
from api.questions.network.answers import Carried, Dating, FollowingNetwork, JointNetwork, Node
from api.questions.network.page import AgencyPage, FoundAgency, Line
from graph_builder.cli.console import table
from graph_builder.cli.find import name_of
from graph_builder.cli.views import evidence, relation_name
from graph_builder.cli.words import LEVELS

_GROUPINGS = {
    Grouping.ISSUER: "发文机关",
    Grouping.COUNTERPART: "对口部门",
    Grouping.MINISTRY: "国家文件发文机关",
    Grouping.CATEGORY: "类别",
    Grouping.DOC_TYPE: "文种",
}
_DATINGS = {
    Dating.CONTRADICTING: "日期矛盾",
    Dating.SOURCE_UNKNOWN: "落实文件日期不明",
    Dating.TARGET_UNKNOWN: "国家文件日期不明",
    Dating.BOTH_UNKNOWN: "日期均不明",
    Dating.UNDECIDED: "多个候选",
}
_ALL = "全部 all"
_UNKNOWN = "不明 unknown"


def lag(answer: Lag, top: int, *, pairs: bool) -> list[RenderableType]:
    """The spread of days by group; ``pairs``: under it the documents of each group."""
    heads = ("件数 n", "最短", "四分之一", "中位", "四分之三", "最长", "四分位距", "日期矛盾", "日期不明", "多个候选")
    made = table(_GROUPINGS[answer.by], *heads, title="从国家文件到落实文件的天数 days from national documents")
    made.add_row(_ALL, *_summary(answer.overall))
    for row in answer.rows[:top]:
        made.add_row(row.name or _UNKNOWN, *_summary(row.summary))
    parts: list[RenderableType] = [made, *_more(len(answer.rows), top)]
    for row in answer.rows[:top] if pairs else ():
        parts += ["", Text(row.name or _UNKNOWN, style="bold"), _pairs(row.pairs)]
    return parts


def _summary(summary: Summary) -> list[str]:
    spread = summary.spread
    days = [spread.least, spread.lower, spread.median, spread.upper, spread.most, spread.iqr] if spread else []
    return [
        str(spread.n if spread else 0),
        *([f"{value:g}" for value in days] or [""] * 6),
        *(str(count or "") for count in (summary.contradicting, summary.undated, summary.undecided)),
    ]


def _pairs(pairs: Iterable[Carried]) -> Table:
    made = table("天数", "落实文件", "国家文件", "关系", "依据的原文")
    for pair in pairs:
        known = pair.dating == Dating.KNOWN
        days = str(pair.days) if known else " ".join(filter(None, (str(pair.days or ""), _DATINGS[pair.dating])))
        relations = "\n".join(relation_name(relation) for relation in pair.relations)
        words = "\n".join(evidence(relation) for relation in pair.relations)
        made.add_row(days, name_of(pair.source), name_of(pair.target), relations, words)
    return made


def joint(network: JointNetwork, top: int) -> list[RenderableType]:
    """The bodies with most partners, and the pairs that issue together most often."""
    edges = sorted(network.edges, key=lambda edge: (-edge.count, edge.first, edge.second))
    pairs = table("次数", "机关", "机关", "类别", title=f"联合发文 issued together: {len(edges)}")
    names = {node.body.id: node.body.name for node in network.nodes}
    for edge in edges[:top]:
        pairs.add_row(str(edge.count), names[edge.first], names[edge.second], _categories(edge.categories))
    nodes = _nodes(network.nodes, top, "文件", f"发文机关 issuers: {len(network.nodes)}")
    shown = [pairs, *_more(len(edges), top)] if edges else [Text("没有联合发文 none issued together")]
    return [*nodes, "", *shown, *_notes(len(network.undated), network.pivots)]


def following(network: FollowingNetwork, top: int) -> list[RenderableType]:
    """The bodies with most links, and who carries out most documents of whom."""
    shown = [edge for edge in network.edges if edge.count]
    shown.sort(key=lambda edge: (-edge.count, edge.source, edge.target))
    pairs = table("次数", "落实机关", "被落实机关", "对口", title=f"落实关系 who follows whom: {len(shown)}")
    names = {node.body.id: node.body.name for node in network.nodes}
    for edge in shown[:top]:
        pairs.add_row(str(edge.count), names[edge.source], names[edge.target], "是" if edge.counterpart else "")
    silent = len(network.edges) - len(shown)
    notes = [Text(f"对口而无落实文件 counterparts without a document: {silent}")] if silent else []
    if network.unattributed:
        notes.append(Text(f"发文机关不明的落实关系 pairs without known issuers: {len(network.unattributed)}"))
    nodes = _nodes(network.nodes, top, "涉及文件", f"机关 bodies: {len(network.nodes)}")
    return [*nodes, "", pairs, *_more(len(shown), top), *notes, *_notes(len(network.undated), network.pivots)]


def _nodes(nodes: Sequence[Node], top: int, documents: str, title: str) -> list[RenderableType]:
    made = table("机关", "层级", documents, "伙伴", "联系", "中介度", "PageRank", "群", title=title)
    ranked = sorted(nodes, key=lambda node: (-node.strength, -node.documents, node.body.id))
    for node in ranked[:top]:
        former = f"（含{'、'.join(node.body.names)}）" if node.body.names else ""
        made.add_row(
            node.body.name + former,
            LEVELS[node.body.level],
            *(str(number) for number in (node.documents, node.degree, node.strength)),
            f"{node.betweenness:.3f}",
            f"{node.pagerank:.3f}",
            "" if node.community is None else str(node.community + 1),
        )
    return [made, *_more(len(ranked), top)]


def _notes(undated: int, pivots: int | None) -> list[RenderableType]:
    notes = [f"因日期不明未计入 left out without a date: {undated}"] if undated else []
    notes += [f"中介度由{pivots}个节点估算 betweenness estimated from {pivots} nodes"] if pivots else []
    return [Text(note) for note in notes]


def agencies(found: Iterable[FoundAgency]) -> Table:
    """Agencies that a name may mean."""
    made = table("机关", "层级", "地区", "文件")
    for each in found:
        agency = each.agency
        made.add_row(agency.name, LEVELS[agency.level], agency.region or "", str(each.documents))
    return made


def agency(page: AgencyPage, top: int) -> list[RenderableType]:
    """All that is known of an agency."""
    parts: list[RenderableType] = [_fields(page)]
    if page.documents:
        documents = table("成文日期", "文件", "署名次序", title=f"发文 documents: {len(page.documents)}")
        for each in page.documents[:top]:
            documents.add_row(str(each.document.issued_on or ""), name_of(each.document), str(each.position + 1))
        parts += ["", documents, *_more(len(page.documents), top)]
    if page.partners:
        partners = table("次数", "机关", "类别", title=f"联合发文机关 partners: {len(page.partners)}")
        for partner in page.partners[:top]:
            partners.add_row(str(partner.count), partner.body.name, _categories(partner.categories))
        parts += ["", partners, *_more(len(page.partners), top)]
    for title, lines in (("落实其文件 follows", page.follows), ("受其落实 followed by", page.followed_by)):
        parts += _lines(title, lines, top)
    if page.duties:
        duties = table("文件", "序号", "措施", "位置", title=f"负责的措施 measures: {page.duties_count}")
        for duty in page.duties[:top]:
            measure = duty.measure
            words = measure.heading or measure.object or measure.text or ""
            place = f"{duty.file}:{measure.line}" if duty.file else str(measure.line)
            duties.add_row(name_of(duty.document), measure.label or "", words, place)
        parts += ["", duties, *_more(page.duties_count, top)]
    return parts


def _lines(title: str, lines: Sequence[Line], top: int) -> list[RenderableType]:
    if not lines:
        return []
    made = table("次数", "机关", "对口", "文件", title=f"{title}: {len(lines)}")
    for line in lines[:top]:
        ends = [(pair.source, pair.target) for pair in line.pairs]
        numbers = "；".join(f"{_short(source)}→{_short(target)}" for source, target in ends)
        made.add_row(str(len(line.pairs)), line.body.name, "是" if line.counterpart else "", numbers)
    return ["", made, *_more(len(lines), top)]


def _short(document: DocumentRef) -> str:
    return document.doc_number or document.title


def _fields(page: AgencyPage) -> Table:
    shown = page.agency
    years = f"{shown.founded or '？'}—{shown.dissolved or ''}" if shown.founded or shown.dissolved else None
    rows = (
        ("机关", shown.name + ("" if shown.known else "（名录未收，按名称形式识别）")),
        ("简称", "、".join(shown.short_names)),
        ("层级", LEVELS[shown.level]),
        ("地区", "，".join(region.name for region in page.region) or shown.region),
        ("存续", years),
        ("前身", "、".join(each.name for each in page.former)),
        ("后继", "、".join(each.name for each in page.later)),
        ("并入", page.absorbed_by.name if page.absorbed_by else None),
        ("并入本机关", "、".join(body.name for body in page.absorbed)),
        ("隶属", " → ".join(body.name for body in page.superiors)),
        ("内设机构", "、".join(body.name for body in page.offices)),
        ("对口部门", page.counterpart.name if page.counterpart else None),
        ("类别", _categories(page.categories)),
        ("仅被引用的文件", str(page.cited) if page.cited else None),
    )
    made = Table(box=None, show_header=False, pad_edge=False)
    made.add_column(no_wrap=True, style="bold")
    made.add_column(overflow="fold")
    for label, value in rows:
        if value:
            made.add_row(label, value)
    return made


def _categories(categories: Iterable[tuple[str | None, int]]) -> str:
    return "、".join(f"{name or _UNKNOWN} {count}" for name, count in categories)


def _more(count: int, top: int) -> list[RenderableType]:
    return [Text(f"……另有{count - top}行 {count - top} more; use --top")] if count > top else []

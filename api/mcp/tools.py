"""The tools: what each is called, takes and answers, and the question that answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from rich.console import RenderableType

from api.mcp import arguments as given
from api.mcp import asking, texts
from api.questions.answers import DocumentRef, DocumentView, Trace
from api.questions.coverage.answers import Coverage
from api.questions.effects import Effects
from api.questions.lookup import LookedUp
from api.questions.paths import Paths
from api.questions.reading import ReadDocument
from api.questions.searching import SearchHit
from api.questions.standing.answers import Expiring, Status
from graph_builder.cli import standing, views
from graph_builder.cli.find import documents_table
from graph_builder.store import Store

Given = TypeVar("Given", bound=given.Arguments)
Said = TypeVar("Said")


class Answer(BaseModel, Generic[Said]):
    """What a tool answers, with its evidence: document, line, words, rule, confidence."""

    model_config = ConfigDict(frozen=True)

    answer: Said
    truncated: bool = Field(description="是否因条数或步数的限制而未全部列出 whether a limit left anything out")


@dataclass(frozen=True, slots=True)
class Tool(Generic[Given, Said]):
    """A question as a tool. ``ask`` may raise any error of the project; ``text`` shows the answer to people."""

    name: str
    title: str
    description: str
    arguments: type[Given]
    answer: type[Answer[Said]]
    ask: Callable[[Store, Given], tuple[Said, bool]]
    text: Callable[[Said], Iterable[RenderableType]]


TOOLS: tuple[Tool[Any, Any], ...] = (
    Tool(
        "search",
        "检索文件 Search",
        "在发文字号、标题、别称和正文中检索，给出命中的段落、行号和词的位置；照录的字号排在最前。"
        "Search numbers, titles, aliases and texts: the passages found, with lines and the places of the words.",
        given.SearchArguments,
        Answer[tuple[SearchHit, ...]],
        asking.search,
        lambda hits: texts.or_nothing(views.hits(hits)),
    ),
    Tool(
        "find",
        "辨认文件 Find a document",
        "按发文字号（括号样式不限）、标题或其一部分列出可能所指的文件，只列最相符的一类。"
        "List the documents that a number (in any brackets), a title or a part of one may mean; the best kind only.",
        given.FindArguments,
        Answer[tuple[DocumentRef, ...]],
        asking.find,
        lambda found: texts.or_nothing((documents_table(found),) if found else ()),
    ),
    Tool(
        "show",
        "查看文件 Show a document",
        "一份文件的要素、与其他文件的双向关系（含原文依据）、各项措施及责任单位。"
        "The fields of a document, its relations both ways with their evidence, its measures and who answers for them.",
        given.ShowArguments,
        Answer[DocumentView],
        asking.show,
        views.document,
    ),
    Tool(
        "read",
        "阅读原文 Read",
        "一份文件的原文：逐段给出原文行号、段内引用的文件及其关系、措施；可从某一行读起。"
        "The text of a document, passage by passage, with the original lines, the documents it names and its measures; "
        "it can be read on from a line.",
        given.ReadArguments,
        Answer[ReadDocument],
        asking.read,
        texts.read,
    ),
    Tool(
        "trace",
        "追踪落实 Trace",
        "从一份文件（或其一项措施）向下追踪转发、落实、延长、补充、修改、废止它的文件，向上追踪它所落实的文件；"
        "每一步有层级、日期、相隔天数和原文依据。"
        "From a document (or one of its measures) down to all that carries it on and up to what it carries out.",
        given.TraceArguments,
        Answer[Trace],
        asking.trace,
        lambda answer: (views.trace(answer),),
    ),
    Tool(
        "status",
        "查询效力 Status on a day",
        "文件在某日是否有效：有效、尚未施行、已到期、已延期（至何日、依据何文）、已修改、已被取代、已废止，以及理由。"
        "只就已载入的文件而言；相互矛盾之处只标明，不裁断。"
        "Whether a document holds on a day, and why, as far as the loaded documents say; contradictions are flagged.",
        given.StatusArguments,
        Answer[Status],
        asking.status,
        standing.status,
    ),
    Tool(
        "effects",
        "查询影响 Effects",
        "一份文件对其他文件、其他文件对它的延长、废止、修改、补充：条款、日期和原文依据，一行一项。"
        "What a document changes in others and they in it, one row per effect, with clause, date and evidence.",
        given.EffectsArguments,
        Answer[Effects],
        asking.effects,
        standing.effects,
    ),
    Tool(
        "expiring",
        "即将到期 Expiring",
        "自某日起若干天内到期的文件和条款，已计入延期。"
        "The documents and single clauses that end within some days from a day on, prolongations counted.",
        given.ExpiringArguments,
        Answer[Expiring],
        asking.expiring,
        standing.expiring,
    ),
    Tool(
        "paths",
        "两文关联 Paths",
        "两份文件之间由关系连成的路径，最短的在前，每一步有原文依据。"
        "The paths of relations that join two documents, the shortest first, with the evidence of each step.",
        given.PathsArguments,
        Answer[Paths],
        asking.paths,
        lambda answer: texts.or_nothing(standing.paths(answer)),
    ),
    Tool(
        "coverage",
        "对照落实 Coverage",
        "国家文件的各项措施与落实它的下级文件的条款逐条对照：依据（引条文或相似）、得分及其构成、数额期限和对象的差异，"
        "以及没有对应的条款和地方新增的条款。"
        "The measures of a document beside the clauses that carry them out below: basis, score, differences, gaps, "
        "additions.",
        given.CoverageArguments,
        Answer[Coverage],
        asking.coverage,
        texts.coverage,
    ),
    Tool(
        "lookup",
        "核对文稿 Look up a text",
        "在一段文稿中找出引用的文件、机关和日期及其位置，并说明各为库中哪份文件、有多个候选或查无；"
        "给出日期则一并说明所引文件当日是否已失效。不改动图谱。"
        "Find the citations, agencies and dates of a text with their offsets, each resolved, ambiguous or unknown; "
        "with a day, whether what it cites still held.",
        given.LookupArguments,
        Answer[LookedUp],
        asking.lookup,
        texts.lookup,
    ),
)

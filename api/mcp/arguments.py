"""What the tools take; every argument is described in Chinese and English, for the assistant that fills it in."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from api.questions.lookup import LONGEST
from api.questions.standing.facts import CHANGES
from api.questions.tracing import CARRIED
from graph_builder.model import Level, RelationType, Scope

DEEPEST = 20
"""Most steps of a trace: assistants check the answer against its schema, which goes as deep as the trace does."""


def _iso(value: Any) -> date:
    """A day in the one form that everybody reads alike: pydantic would take seconds since 1970, too."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise PydanticCustomError("day", "日期写作 2020-12-31 a day is written like this") from None


Day = Annotated[date, BeforeValidator(_iso, json_schema_input_type=date)]
Document = Annotated[
    str,
    Field(
        min_length=1,
        max_length=500,
        description="文件的发文字号（括号样式不限）、标题、标题的一部分或标识 "
        "a document: its number (in any brackets), its title or a part of it, or its id",
    ),
]
Limit = Annotated[int, Field(ge=1, le=200, description="最多列出多少条 the most rows to list")]
EachLimit = Annotated[int, Field(ge=1, le=200, description="每类最多列出多少条 the most rows of each kind to list")]
Types = Annotated[
    tuple[RelationType, ...],
    Field(
        min_length=1,
        description="只看这些关系：转发 FORWARDS、延长 EXTENDS、落实 IMPLEMENTS、废止 REPEALS、修改 AMENDS、"
        "补充 SUPPLEMENTS、依据 BASED_ON、引用 CITES only relations of these types",
    ),
]


class Arguments(BaseModel):
    """The arguments of a tool. What it does not know it refuses: a misspelt filter must not pass for none."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SearchArguments(Arguments):
    """What ``search`` takes."""

    words: str = Field(
        min_length=1,
        max_length=500,
        description="要找的词：发文字号、标题或正文用语，以空格分开，须全部出现 "
        "words of numbers, titles or texts, parted by blanks; all must be found",
    )
    limit: Limit = 10


class FindArguments(Arguments):
    """What ``find`` takes."""

    document: Document
    limit: Limit = 20


class ShowArguments(Arguments):
    """What ``show`` takes."""

    document: Document
    limit: EachLimit = 50


class ReadArguments(Arguments):
    """What ``read`` takes."""

    document: Document
    line: int | None = Field(
        default=None, ge=1, description="从含原文此行的段落读起 read from the passage that holds this original line on"
    )
    on: Day | None = Field(default=None, description="一并说明该日效力 also say how it stands on this day (YYYY-MM-DD)")
    limit: Annotated[int, Field(ge=1, le=200, description="最多读几段 the most passages to read")] = 40


class TraceArguments(Arguments):
    """What ``trace`` takes."""

    document: Document
    measure: str | None = Field(
        default=None,
        max_length=500,
        description="只追踪该文件的一项措施：`show` 所列的措施标识 trace one measure of it: the id that `show` lists",
    )
    depth: int = Field(default=5, ge=1, le=DEEPEST, description="最多追踪几步 the most steps to follow")
    types: Types = CARRIED
    levels: tuple[Level, ...] = Field(
        default=tuple(Level),
        min_length=1,
        description="只看这些层级的文件：国家、省、市、县 only documents of these levels of government",
    )
    scopes: tuple[Scope, ...] = Field(
        default=tuple(Scope),
        min_length=1,
        description="关系及于全文或个别条款 only relations of the whole document, or of single clauses",
    )
    confidence: float = Field(
        default=0.0, ge=0, le=1, description="只看不低于此把握的关系 only relations at least this certain"
    )
    issued_from: Day | None = Field(default=None, description="成文不早于该日 issued on this day or later (YYYY-MM-DD)")
    issued_to: Day | None = Field(default=None, description="成文不晚于该日 issued on this day or before (YYYY-MM-DD)")
    limit: Limit = 100


class StatusArguments(Arguments):
    """What ``status`` takes."""

    document: Document
    on: Day | None = Field(
        default=None, description="所问之日，不填为今日 the day asked about (YYYY-MM-DD), today without it"
    )
    limit: EachLimit = 50


class EffectsArguments(Arguments):
    """What ``effects`` takes."""

    document: Document
    types: Types = CHANGES
    limit: EachLimit = 50


class ExpiringArguments(Arguments):
    """What ``expiring`` takes."""

    first: Day | None = Field(default=None, description="首日，不填为今日 the first day (YYYY-MM-DD), today without it")
    days: int = Field(default=30, ge=0, le=36_600, description="自首日起多少天 how many days from it on")
    limit: Limit = 50


class PathsArguments(Arguments):
    """What ``paths`` takes."""

    start: Document
    end: Document
    types: Types = tuple(RelationType)
    steps: int = Field(default=4, ge=1, le=10, description="路径最多几步 the most steps of a path")
    limit: Annotated[int, Field(ge=1, le=50, description="最多列出几条路径 the most paths to list")] = 10


class CoverageArguments(Arguments):
    """What ``coverage`` takes."""

    document: Document
    provincial: str | None = Field(
        default=None,
        min_length=1,
        max_length=500,
        description="只与这一份下级文件对照，写法同 document，不填则与全部落实它的文件对照 "
        "only beside this document below, named as `document` is; all that carry it out without it",
    )
    limit: Limit = 50


class LookupArguments(Arguments):
    """What ``lookup`` takes."""

    text: str = Field(min_length=1, max_length=LONGEST, description="文稿，至多 1 MB the text, up to 1 MB")
    on: Day | None = Field(
        default=None,
        description="所引文件在该日是否仍有效 whether what it cites still held on this day (YYYY-MM-DD)",
    )
    region: str | None = Field(
        default=None,
        max_length=50,
        description="文稿所属行政区划的全称，如 河北省；“省财政厅”即指该省的 the full name of the division that the "
        "text is from: it tells whose 省财政厅 is meant",
    )
    limit: EachLimit = 100

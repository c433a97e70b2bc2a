"""Made-up documents and compendia for the tests of splitting. All names, numbers and provisions are invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph_builder.splitting import Split, split
from graph_builder.text import SourceText

PROSE = "为做好示例工作，经研究，现就有关事项提出如下要求，请各地认真组织落实。"


@dataclass(frozen=True)
class Made:
    """A made-up document: its heading in the table of contents and in the body."""

    listed: str
    number: str | None
    heading: tuple[str, ...]
    page: int = 1
    rest: tuple[str, ...] = ("各市人民政府：", PROSE, "一、总体要求", PROSE, "2030年3月1日")

    def lines(self) -> list[str]:
        """The document as it stands in the body."""
        number = [self.number, ""] if self.number else []
        return [*self.heading, "", *number, *self.rest, ""]


FISHERY = Made(
    "示例省人民政府关于稳定渔业生产的通知", "示政发〔2030〕3号", ("示例省人民政府", "", "关于稳定渔业生产的通知"), 1
)
SUBSIDY = Made(
    "示例省财政厅 示例省农业农村厅关于印发示例省渔业补贴资金管理办法的通知",
    "示财农〔2030〕12号",
    ("**示例省财政厅", "示例省农业农村厅", "关于印发《示例省渔业补贴资金", "管理办法》的通知**"),
    5,
    ("各市财政局：", "现将《示例省渔业补贴资金管理办法》印发给你们。", "示例省渔业补贴资金管理办法", "第一条 " + PROSE),
)
RIVERS = Made(
    "示例省水利厅办公室关于开展河湖清理专项行动的函", None, ("示例省水利厅办公室", "关于开展河湖清理专项行动的函"), 20
)
HOUSES = Made(
    "示例省住房和城乡建设厅等五部门关于支持老旧小区改造的若干措施",
    "示建〔2030〕45号",
    ("示例省住房和城乡建设厅等五部门 关于支持老旧小区改造的若干措施",),
    33,
)
FOUR = (FISHERY, SUBSIDY, RIVERS, HOUSES)


def body(documents: Iterable[Made], chapters: dict[int, str] | None = None) -> list[str]:
    """The documents one after another, the heading of a chapter before those whose index ``chapters`` names."""
    lines: list[str] = []
    for index, document in enumerate(documents):
        if chapters and index in chapters:
            lines += [chapters[index], ""]
        lines += document.lines()
    return lines


def split_lines(lines: Iterable[str], noise: frozenset[int] = frozenset()) -> Split:
    """Split a text given by its lines."""
    return split(SourceText("made-up.txt", "made-up", tuple(lines)), noise)


def bounds(result: Split) -> list[tuple[str, str]]:
    """First and last line of each document, without blanks and bold marks at their ends."""
    return [
        (document.source.lines[document.first - 1].strip(" *"), document.source.lines[document.last - 1].strip(" *"))
        for document in result.documents
    ]


def expected(documents: Iterable[Made]) -> list[tuple[str, str]]:
    """The bounds that :func:`bounds` must give for these documents."""
    return [(document.heading[0].strip(" *"), document.rest[-1]) for document in documents]

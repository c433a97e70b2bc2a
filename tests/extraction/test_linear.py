"""Time grows with the length of a text, not faster, whatever the text: no pattern backtracks its way through it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest
from texts import document

from graph_builder.agencies import AgencyRegistry
from graph_builder.extraction import extract, pipeline
from graph_builder.extraction.aliases import with_aliases
from graph_builder.extraction.citations import find_citations
from graph_builder.extraction.numbers import find_numbers
from graph_builder.extraction.until import end_date
from graph_builder.structure import structure

PIECES = [
    "《",
    "》",
    "《》",
    "《甲",
    "〈",
    "《关于",
    "《关于印发《甲办法》的通知",
    "《甲办法》",
    "《甲办法》、",
    "《甲办法》三个公告",
    "《甲办法》（以下简称《乙》）",
    "《甲办法》（示财〔2030〕5号，以下简称5号文）5号文",
    "（",
    "）",
    "（（）",
    "（一）",
    "(",
    "[",
    "〔2030〕",
    "〔2030〕5号",
    "（2030）",
    "示财农",
    "示财农〔2030〕5号",
    "公告",
    "公告2030年",
    "公告2030年第5号",
    "、第6号",
    "国务院令第5号",
    "2030年",
    "2030年3月1日",
    "号",
    "第",
    "根据",
    "按照",
    "贯彻落实",
    "财政部",
    "财政部、",
    "同时废止",
    "法",
    "预算法",
    "政府工作报告",
    "中华人民共和国",
    "以下简称",
    "延长至",
    "转发",
    "附件：",
    "附件1",
    "一、",
    "，",
    "。",
    "\t",
    "a b ",
    "1.",
    "- ",
    "0",
]
SIZE = 3500
"""Characters of the shorter text; the longer one is four times as long."""

_BOUND = 12
"""Four times the text may take twelve times the time: square growth would take sixteen; what is left is for noise."""
_FLOOR = 0.004
"""Seconds below which the clock says nothing."""


def grows(work: Callable[[str], object], piece: str) -> float:
    """How many times longer ``work`` takes on four times the text; measured again where it seems too much."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        work(text)
        return max(time.process_time() - start, _FLOOR)

    work(piece)
    gc.collect()
    gc.disable()
    try:
        return next((ratio for _ in range(3) if (ratio := seconds(4 * SIZE) / seconds(SIZE)) < _BOUND), _BOUND)
    finally:
        gc.enable()


def search(text: str) -> None:
    """Everything that looks for mentions."""
    with_aliases(text, find_citations(text))
    list(find_numbers(text))
    end_date(text, 0, None)


def whole(text: str) -> None:
    """A document of one paragraph, read alone."""
    extract(document(f"关于茶园补助的通知\n各市财政局：\n{text}"), frozenset(), pipeline(), AgencyRegistry.load())


def lines(text: str) -> None:
    """A document whose every line is short."""
    structure(document("\n".join(text[at : at + 20] for at in range(0, len(text), 20))))


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_search(piece: str) -> None:
    assert grows(search, piece) < _BOUND


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_whole_document(piece: str) -> None:
    assert grows(whole, piece) < _BOUND


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_lines(piece: str) -> None:
    assert grows(lines, piece) < _BOUND


@pytest.mark.parametrize("piece", ["（一）《甲办法》。\n", "一、\n", "附件1\n", "2030年3月1日\n", "甲方案\n", "《通知》\n", "现印发《甲方案》，\n", "现将《甲方案》印发。\n2030年3月1日\n甲方案\n"])  # fmt: skip
def test_documents_of_many_lines(piece: str) -> None:
    assert grows(whole, piece) < _BOUND

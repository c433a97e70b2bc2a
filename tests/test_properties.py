"""What holds for any text: the whole extraction ends, raises nothing but the documented errors, and quotes verbatim.

The real compendium is cut short at every 997th character. A build of each of its thousand beginnings in full would take
half an hour, so what is built is the last three thousand characters before each cut, which is all that a cut can change
but for the table of contents, many of them together as files that share no text; a few beginnings are built in full,
with the table that announces what is cut off.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.build import build_sources
from graph_builder.errors import PolicyGraphError
from graph_builder.model import Graph
from graph_builder.text import QUOTE_LIMIT, SourceText

ROOT = Path(__file__).parents[1]
STEP = 997
GROUPS = 39
"""The cuts are built in so many groups: those of one are so many steps apart, and share no text."""


def checked(lines: Sequence[str]) -> Graph | None:
    """The graph of some lines, with everything that must hold of it; ``None`` where they hold no document."""
    return checked_files({"any.txt": lines})


def checked_files(files: Mapping[str, Sequence[str]]) -> Graph | None:
    """The graph of some files, with everything that must hold of it; ``None`` where none of them holds a document."""
    try:
        graph = build_sources([SourceText(name, "any", tuple(lines)) for name, lines in files.items()])
    except PolicyGraphError:
        return None
    file_of = {document.id: document.source.file for document in graph.documents if document.source is not None}
    ids = {document.id for document in graph.documents}
    assert len(ids) == len(graph.documents)
    for document in graph.documents:
        if document.source is not None:
            assert 1 <= document.source.line_start <= document.source.line_end <= len(files[document.source.file])
        assert set(document.encloses) <= ids
    for relation in graph.relations:
        assert {relation.source, relation.target, *relation.candidates} <= ids
        assert relation.source != relation.target
        assert 0 < relation.confidence <= 1
        proof = relation.evidence
        assert proof.quote
        assert len(proof.quote) <= QUOTE_LIMIT
        assert proof.quote in files[proof.file][proof.line - 1]
    keys = {(relation.source, relation.type, relation.target) for relation in graph.relations}
    assert len(keys) == len(graph.relations)
    for passage in graph.passages:
        assert passage.document in ids
        assert 1 <= passage.line <= len(files[file_of[passage.document]])
        assert all(
            0 <= mention.start < mention.end <= len(passage.text) and mention.target in ids
            for mention in passage.mentions
        )
    for measure in graph.measures:
        assert measure.document in ids
        assert 1 <= measure.line <= len(files[file_of[measure.document]])
    assert all(issue.line is None or 1 <= issue.line <= len(files[issue.file]) for issue in graph.issues)
    return graph


# -- any text -----------------------------------------------------------------------------------------------------

SAMPLE_LINES = sorted(
    {
        line
        for path in (ROOT / "data" / "sample").iterdir()
        if path.suffix in (".txt", ".md")
        for line in path.read_bytes().decode("utf-8" if path.name[:2] != "09" else "gb18030").split("\n")
        if line.strip()
    }
)
SIGNS = st.text(
    st.one_of(
        st.sampled_from(
            "《》〈〉（）()〔〕[]【】“”「」、，。；：！—-－*#|\t 　\u200b\ufeff\r\x00\x0b\x0c\x1c\x85\u2028"
        ),
        st.sampled_from("一二三四五六七八九十百〇①②③1234567890１２３４"),
        st.sampled_from("第章节条款号年月日至自起令函发部厅局省市县区国财税法办"),
        st.characters(codec="utf-8", exclude_characters="\n"),
    ),
    max_size=30,
)
WORDS = st.lists(
    st.sampled_from(
        [
            "根据", "按照", "贯彻落实", "转发", "印发", "同时废止", "修改为", "延长至", "继续执行", "补充通知", "以下简称", "有关规定", "附件", "附件：",
            "《关于茶园的通知》", "《茶园办法》", "《", "》", "（", "）", "〔2030〕5号", "苏财农〔2030〕5号", "财政部公告2030年第5号", "、第6号", "国务院令第905号",
            "三个公告", "5号文", "《通知》", "《办法》", "预算法", "政府工作报告", "及其实施细则", "省财政厅", "财政部", "等五部门", "江苏省人民政府", "各市人民政府：",
            "一、", "（一）", "1.", "第一条", "第一章", "2030年3月1日", "二〇三〇年三月一日", "至2031年13月32日", "0000年底", "9999年", "明年", "自", "至",
            "责任单位：", "（省财政厅负责）", "牵头", "有效期5年", "自印发之日起施行", "目录", "……12", "（12）", "|", "\t", "**", "- ",
        ]
    ),
    max_size=12,
).map("".join)  # fmt: skip
HEAD = ["江苏省财政厅", "关于印发《茶园办法》的通知", "苏财农〔2030〕3号", "各市财政局："]
"""With it most lines make a document, and reach the later stages."""
LINES = st.builds(
    list.__add__,
    st.sampled_from([[], HEAD, HEAD]),
    st.lists(st.one_of(st.sampled_from(SAMPLE_LINES), WORDS, SIGNS, st.just("")), max_size=40),
)


FILES = st.lists(LINES, min_size=1, max_size=8).map(
    lambda texts: {f"{number}.txt": lines for number, lines in enumerate(texts)}
)
"""Several texts at once, as most of the time of a small build is the same for one text and for eight."""


@settings(max_examples=100, deadline=None)
@given(FILES)
def test_any_lines(files: dict[str, list[str]]) -> None:
    checked_files(files)


@settings(max_examples=20, deadline=None)
@given(FILES)
def test_the_same_lines_give_the_same_graph(files: dict[str, list[str]]) -> None:
    once, again = checked_files(files), checked_files(files)
    assert once == again


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.one_of(st.sampled_from(SAMPLE_LINES), WORDS), max_size=20), max_size=4))
def test_any_files(files: list[list[str]]) -> None:
    sources = [SourceText(f"{number}.txt", f"{number % 2}", tuple(lines)) for number, lines in enumerate(files)]
    try:
        graph = build_sources(sources)
    except PolicyGraphError:
        return
    by_name = {source.file: source for source in sources}
    for relation in graph.relations:
        proof = relation.evidence
        assert proof.quote in by_name[proof.file].lines[proof.line - 1]


@settings(max_examples=20, deadline=None)
@given(st.permutations(SAMPLE_LINES))
def test_shuffled_lines_of_the_sample(lines: list[str]) -> None:
    checked(lines)


def test_the_sample_cut_short() -> None:
    text = "\n".join(SAMPLE_LINES)
    for end in range(0, len(text), STEP):
        checked(text[:end].split("\n"))


@pytest.mark.parametrize(
    "sign",
    ["《", "》", "（", "〔2030〕", "号", "、", "一、", "附件1", "\t", "财政部", "根据", "同时废止", "\u2028", "\x00"],
)
def test_one_sign_over_and_over(sign: str) -> None:
    for lines in ([sign * 3000], [sign] * 1500):
        checked(lines)
        assert checked([*HEAD, *lines]) is not None


# -- the real compendium ------------------------------------------------------------------------------------------


@cache
def compendium(path: Path) -> str:
    """The text of the compendium."""
    return path.read_text("utf-8")


@pytest.mark.corpus
def test_the_compendium_cut_short(corpus_file: Path) -> None:
    text = compendium(corpus_file)
    ends = range(STEP, len(text), STEP)
    held = set()
    for first in range(GROUPS):
        files = {f"{end}.txt": text[max(0, end - 3 * STEP) : end].split("\n") for end in ends[first::GROUPS]}
        graph = checked_files(files)
        held |= {document.source.file for document in graph.documents if document.source} if graph else set()
    assert len(held) > 0.5 * len(ends)


@pytest.mark.corpus
def test_the_compendium_cut_short_from_its_beginning(corpus_file: Path) -> None:
    """With its table of contents, which then announces documents that the file no longer holds."""
    text = compendium(corpus_file)
    for part in (1, 7, 23, 51):
        checked(text[: STEP * (len(text) // STEP * part // 200)].split("\n"))


@pytest.mark.corpus
def test_the_compendium_shuffled(corpus_file: Path) -> None:
    lines = compendium(corpus_file).split("\n")
    shuffler = random.Random(20200101)
    blocks = [lines[at : at + 5] for at in range(0, len(lines), 5)]
    shuffler.shuffle(blocks)
    checked(list(chain.from_iterable(blocks)))
    shuffler.shuffle(lines)
    checked(lines)

"""The closest open baseline for relations: titles by a regular expression, joined by name, typed by the nearest cue.

Run ``python -m benchmarks.baseline`` to score it beside the project's own build of the same text.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.citation_pattern import TITLE
from benchmarks.inputs import compendium_file, labels_file
from benchmarks.scores import Scored, score, scores_table
from graph_builder.build import build_sources, read
from graph_builder.export.jsonl import write_jsonl
from graph_builder.model import Document, Evidence, Graph, Level, Relation, RelationType, Resolution, Scope
from graph_builder.text import SourceText, Text, clean

_TITLE = re.compile(TITLE)
_DROPPED = ("表", "书", "报告")
_SENTENCE = re.compile(r"[^。；]*")
_NOT_NAME = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]")
_LONGEST_ISSUERS = 60

CUES: dict[RelationType, tuple[str, ...]] = {
    RelationType.FORWARDS: ("转发", "推广"),
    RelationType.EXTENDS: ("延长", "延续", "继续执行"),
    RelationType.IMPLEMENTS: ("贯彻", "落实", "根据", "按照", "要求", "精神", "部署"),
    RelationType.BASED_ON: ("依据", "制定本"),
    RelationType.REPEALS: ("废止", "停止执行", "失效"),
    RelationType.AMENDS: ("修改", "调整"),
    RelationType.SUPPLEMENTS: ("补充",),
}
"""The typical words of each relation type; a title near none of them is CITES."""

_CUE = re.compile("|".join(word for words in CUES.values() for word in words))
_TYPE_OF = {word: kind for kind, words in CUES.items() for word in words}


@dataclass(frozen=True, slots=True)
class _Cue:
    type: RelationType
    word: str


def name_key(title: str) -> str:
    """A cleaned title: characters, letters and digits, from 关于 on where issuers stand before it."""
    name = _NOT_NAME.sub("", title)
    at = name.find("关于")
    return name[at:] if 0 < at <= _LONGEST_ISSUERS else name


def baseline(graph: Graph, sources: Sequence[SourceText]) -> Graph:
    """The documents of ``graph`` with the relations that the baseline finds in their lines.

    Bounds and header fields are those of ``graph``, so that the relations alone differ; of ``sources`` only the lines
    are read. A title that no document bears becomes a cited document.
    """
    texts = {source.file: source for source in sources}
    read_documents = [document for document in graph.documents if document.in_corpus]
    spoken = [document for document in read_documents if document.parent is None and document.catalog_no is not None]
    if not spoken:
        spoken = [document for document in read_documents if document.parent is None]
    documents = {document.id: replace(document, encloses=()) for document in read_documents}
    by_name: dict[str, Document] = {}
    for document in spoken:
        by_name.setdefault(name_key(document.title), document)
    relations: dict[tuple[str, RelationType, str], Relation] = {}
    for document in spoken:
        for title, cue, evidence in _citations(document, texts):
            target = by_name.get(name_key(title))
            if target is None:
                target = _cited(title)
                documents.setdefault(target.id, target)
            if target.id != document.id:
                found = Resolution.TITLE if target.in_corpus else Resolution.CITED
                relations.setdefault(
                    (document.id, cue.type, target.id),
                    Relation(
                        *(document.id, target.id, cue.type, Scope.DOCUMENT),
                        inferred=False,
                        confidence=0.5,
                        rule="nearest_cue_word",
                        resolution=found,
                        evidence=evidence,
                    ),
                )
    return replace(
        graph, documents=tuple(documents.values()), relations=tuple(relations.values()), passages=(), issues=()
    )


def _citations(document: Document, texts: dict[str, SourceText]) -> Iterator[tuple[str, _Cue, Evidence]]:
    """Every title that the document's lines print, with the cue nearest to it and its place."""
    where = document.source
    if where is None:
        return
    source = texts[where.file]
    text = clean(source, range(where.line_start, where.line_end + 1))
    for match in _TITLE.finditer(text.text):
        title = match.group()[1:-1]
        if title.endswith(_DROPPED) or not name_key(title):
            continue
        cue = _nearest(text.text, match.start(), match.end())
        yield title, cue, _evidence(text, source, match.start(), match.end(), cue.word)


def _nearest(text: str, start: int, end: int) -> _Cue:
    """The cue word with the fewest characters between it and the title, in the title's sentence.

    No shorter reach: every one that was tried made the baseline worse.
    """
    begin = max(text.rfind(mark, 0, start) for mark in "。；") + 1
    rest = _SENTENCE.match(text, end)
    before, after = text[begin:start], rest.group() if rest else ""
    found = [(len(before) - match.end(), match.group()) for match in _CUE.finditer(before)]
    found += [(match.start(), match.group()) for match in _CUE.finditer(after)]
    word = min(found, key=lambda each: each[0])[1] if found else ""
    return _Cue(_TYPE_OF.get(word, RelationType.CITES), word)


def _evidence(text: Text, source: SourceText, start: int, end: int, cue: str) -> Evidence:
    line, quote = text.quote(source, start, end)
    return Evidence(source.file, line, quote, cue)


def _cited(title: str) -> Document:
    return Document(id=f"cited:{name_key(title)}", title=title, level=Level.NATIONAL)


def compare_with_baseline(corpus: Path, labels: Path) -> tuple[Scored, Scored]:
    """Build ``corpus``, run the baseline on the same documents, and score both against ``labels``: ours, baseline."""
    sources, issues = read([corpus])
    ours = build_sources(sources, issues=issues)
    theirs = baseline(ours, sources)
    with tempfile.TemporaryDirectory() as folder:
        scored = []
        for name, graph in (("ours", ours), ("baseline", theirs)):
            export = Path(folder) / name
            write_jsonl(graph, export)
            scored.append(score(name, graph, export, labels))
    return scored[0], scored[1]


def main() -> None:
    """Print the table of both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=compendium_file())
    parser.add_argument("--labels", type=Path, default=labels_file())
    given = parser.parse_args()
    if given.corpus is None or given.labels is None:
        parser.error("the compendium and its labels are not at hand; name them with --corpus and --labels")
    print(scores_table(compare_with_baseline(given.corpus, given.labels)))


if __name__ == "__main__":
    main()

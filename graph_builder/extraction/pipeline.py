"""The spaCy pipeline that carries the text: a blank Chinese one with this project's components.

One token is one character, so that offsets of text and tokens are the same numbers. Each component reads what the ones
before it left in the document's span groups and adds its own:

===========================  ==========================  ===============================================
factory                      requires                    assigns
===========================  ==========================  ===============================================
``policygraph_citations``    ``doc._.blocks``            ``doc.spans["citations"]``, ``span._.citation``
``policygraph_clauses``      citations                   ``doc.spans["clauses"]`` (sentences that cite)
``policygraph_agencies``     clauses                     ``doc.spans["agencies"]``, ``span._.agency``
``policygraph_cues``         citations, clauses          ``span._.verdict`` of each citation
===========================  ==========================  ===============================================

A user adds a component, his own or a trained one of spaCy's, by its factory name in the setting ``components``; spaCy
finds the factories of installed packages by itself, ``my_package.my_module:my_component`` imports the module first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from graph_builder.agencies import AgencyRegistry, Context
from graph_builder.extraction.aliases import with_aliases
from graph_builder.extraction.citations import find_citations
from graph_builder.extraction.components import COMPONENTS
from graph_builder.extraction.cues import Place, Setting, judge, telling
from graph_builder.extraction.mention import Citation
from graph_builder.extraction.named import forwarded_title

_WINDOW = 120
"""Characters on either side of a row of citations that its cues may stand in; another row ends it earlier."""

_BELOW = 40
"""Characters of the line below an entry that rules see."""
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_ENTRY_NUMBER = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,4}[）).．、\t ]{0,3}")
_ENTRY_END = re.compile(r"[。；;，、]?(?:\t[^\n]*)?")
_ROW_GAP = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,6}条(?:第[一二三四五六七八九十\d]{1,4}[款项]){0,2})?(?:[（(][^（）()\n]{1,50}[）)])?"
    r"(?:文件?)?(?:[、，,和及与或]{0,2}(?:以及|并)?|[及和]其)"
    r"(?:[\u4e00-\u9fff、]{0,40}?(?:部门?|委|局|厅|府|办|室|院|会|行|省|市|区|县|组|署|国家|机制|中央|原|单位)"
    r"(?:联合)?(?:印发的|发布的|出台的|制定的|下发的|印发了|发布了)?)?"
)


@dataclass(frozen=True, slots=True)
class BlockSpan:
    """Where a block of the structure stands in the text of the pipeline, and as what rules see it."""

    start: int
    end: int
    place: Place
    headings: tuple[str, ...] = ()
    """What it stands under, the nearest first."""
    annexed: bool = False
    """It stands in a paper that hangs on the document."""


for _name, _default in (("plain", ""), ("blocks", ()), ("own_title", ""), ("opening", ""), ("context", None)):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)
for _name in ("citation", "agency", "verdict", "row"):
    if not Span.has_extension(_name):
        Span.set_extension(_name, default=None)


def make_doc(vocab: Vocab, text: str, blocks: Sequence[BlockSpan], own_title: str, context: Context) -> Doc:
    """A document of one token a character, with the blocks it is made of and what its components need to know."""
    doc = Doc(vocab, words=list(text), spaces=[False] * len(text))
    doc._.plain = text  # doc.text puts the string together again from its tokens at every call
    doc._.blocks = tuple(blocks)
    doc._.own_title = own_title
    doc._.context = context
    opening = "".join(text[block.start : block.end] for block in blocks if block.place is Place.OPENING)
    doc._.opening = opening
    return doc


@Language.component("policygraph_citations", requires=["doc._.blocks"], assigns=["doc.spans", "span._.citation"])
def citations(doc: Doc) -> Doc:
    """Find every mention of a document."""
    text = doc._.plain
    found = with_aliases(text, find_citations(text))
    for block in doc._.blocks:
        if block.place is Place.TITLE and (forwarded := forwarded_title(text, block.start, block.end)) is not None:
            found = sorted([*found, forwarded], key=lambda citation: citation.start)
    spans = []
    for citation in found:
        span = Span(doc, citation.start, citation.end, citation.form.value)
        span._.citation = citation
        spans.append(span)
    doc.spans["citations"] = spans
    return doc


@Language.component("policygraph_clauses", requires=["doc.spans"], assigns=["doc.spans"])
def clauses(doc: Doc) -> Doc:
    """Find the sentences that cite; one that cites nothing is of no use to the components behind."""
    text = doc._.plain
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] if doc.spans["citations"] else []
    spans: list[Span] = []
    start, place = 0, 0
    for span in doc.spans["citations"]:
        while place < len(ends) and ends[place] <= span.start:
            start = ends[place]
            place += 1
        stop = place
        while stop < len(ends) and ends[stop] < span.end:  # a title may hold the end of a sentence
            stop += 1
        end = ends[stop] if stop < len(ends) else len(text)
        if not spans or spans[-1].start != start or spans[-1].end < end:
            spans.append(Span(doc, start, end, "clause"))
    doc.spans["clauses"] = spans
    return doc


@Language.factory("policygraph_agencies", requires=["doc.spans"], assigns=["doc.spans", "span._.agency"])
class AgencyComponent:
    """Finds the agencies named in the sentences that cite: they tell whose document is meant."""

    def __init__(self, nlp: Language, name: str) -> None:
        del nlp, name  # what spaCy gives to every factory
        self._registry = AgencyRegistry.load()

    def __call__(self, doc: Doc) -> Doc:
        text = doc._.plain
        spans = []
        done = 0
        for clause in doc.spans["clauses"]:
            start = max(clause.start, done)
            for found in self._registry.find(text[start : clause.end], doc._.context or Context()):
                span = Span(doc, start + found.start, start + found.end, "agency")
                span._.agency = found.agency.name
                spans.append(span)
            done = max(done, clause.end)
        doc.spans["agencies"] = spans
        return doc


@Language.component(
    "policygraph_cues", requires=["doc.spans", "span._.citation"], assigns=["span._.verdict", "span._.row"]
)
def cues(doc: Doc) -> Doc:
    """Judge each citation by the words around its row: 《A》、《B》和《C》 share what stands before and after."""
    text = doc._.plain
    blocks: tuple[BlockSpan, ...] = doc._.blocks
    found = [(span, span._.citation) for span in doc.spans["citations"]]
    block_at = 0
    done = 0
    for row in _rows(text, [citation for _, citation in found]):
        first, last = found[row[0]][1], found[row[-1]][1]
        while block_at + 1 < len(blocks) and blocks[block_at].end <= first.start:
            block_at += 1
        block = blocks[block_at] if blocks else BlockSpan(0, len(text), Place.CLAUSE)
        following = found[row[-1] + 1][1].start if row[-1] + 1 < len(found) else len(text)
        before = text[max(block.start, done, first.start - _WINDOW) : first.start]
        after = text[last.outer_end : max(last.outer_end, min(block.end, following, last.outer_end + _WINDOW))]
        done = last.outer_end
        before = _SENTENCE_END.split(before)[-1]
        after = _SENTENCE_END.split(after)[0]
        heading = telling(block.headings)
        below = _below(text, first.start, last.outer_end)
        annexed = doc._.own_title if below is not None and block.annexed and not heading else ""
        for index in row:
            span, citation = found[index]
            span._.verdict = judge(
                Setting(
                    before,
                    after,
                    block.place,
                    citation.kind,
                    citation.title,
                    doc._.own_title,
                    doc._.opening,
                    heading,
                    annexed,
                    below or "",
                )
            )
            span._.row = row[0]
    return doc


def _below(text: str, start: int, end: int) -> str | None:
    """How the line below goes on where what is cited, behind the number of an entry, is all that its line holds."""
    line_end = text.find("\n", end)
    line_end = line_end if line_end >= 0 else len(text)
    if _ENTRY_NUMBER.fullmatch(text, text.rfind("\n", 0, start) + 1, start) is None:
        return None
    return text[line_end + 1 : line_end + 1 + _BELOW] if _ENTRY_END.fullmatch(text, end, line_end) else None


def _rows(text: str, found: Sequence[Citation]) -> Iterable[list[int]]:
    """Indexes of citations that stand in one row."""
    row: list[int] = []
    for index, citation in enumerate(found):
        if row:
            previous = found[row[-1]]
            gap = citation.start - previous.outer_end
            if gap < 0 or gap > 60 or _ROW_GAP.fullmatch(text, previous.outer_end, citation.start) is None:
                yield row
                row = []
        row.append(index)
    if row:
        yield row


@cache
def pipeline(components: tuple[str, ...] = COMPONENTS) -> Language:
    """The pipeline with these components, made once. Raises ``ValueError`` (spaCy's) for a name it does not know."""
    nlp = spacy.blank("zh")
    nlp.max_length = 1 << 31
    for name in components:
        nlp.add_pipe(name)
    return nlp

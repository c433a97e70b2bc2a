"""Where a document may open in a text without a table of contents, and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph_builder.splitting.forms import LineKind, bare, ends_in_kind, is_agency, squash, tight
from graph_builder.splitting.furniture import is_metadata
from graph_builder.splitting.headings import Ending, Line, Run, endings, runs
from graph_builder.splitting.numbers import Number, parse_number

_ACTS = re.compile(r"关于|[转印批]发|发布|公布|废止|修改")
_CAPTION = re.compile(
    r"[(（].{0,80}(?:\d{4}|[二〇○零一九]{4})年.{0,160}(?:通过|公布|发布|施行|修订|修正|批准).{0,40}[)）]?"
)
_SERIAL = re.compile(r"(?:令|公告)第")
_ORDER = re.compile(r".{2,60}(?:令|公告)")
_ENCLOSURE_MARK = re.compile(r"附件?[\d一二三四五六七八九十]{0,2}[:：]?")
_LETTERHEAD = re.compile(r"(?:特急|加急|平急|急件|绝密|机密|秘密|份号|签发人).{0,30}|.{0,40}文件")
_COLOPHON = re.compile(r"^[(（]|月.{1,3}日")
_JOINT = re.compile(r"等[二三四五六七八九十\d]{1,3}个?(?:部门|单位|厅局)")
_SHORTEST = 6
_HEADED = re.compile(r".{0,40}文件")
_FEWEST_LABELS = 2
_LABEL_REACH = 6
_ADDRESSEE_LINES = 4
_LONGEST_TITLE = 9


@dataclass(frozen=True, slots=True)
class Opening:
    """A heading at lines ``first`` to ``last`` with its squashed ``title`` and the signs that speak for it.

    ``number`` is that of the document, if it stands by the title. ``addressees``: these, or its date, follow.
    ``closed``: the text before it has come to an end. ``issuers``: the heading names its issuers. ``certain``: its form
    alone is beyond doubt (an order, a caption, a letterhead by GB/T 9704-2012, 7.2, metadata). ``enclosed``: it is
    marked as an annex.
    """

    first: int
    last: int
    title: str
    number: Number | None = None
    addressees: bool = False
    closed: bool = False
    issuers: bool = False
    certain: bool = False
    enclosed: bool = False

    @property
    def signs(self) -> int:
        """How many signs are there; issuers count beside a number only: annexed letters name theirs too."""
        numbered = self.number is not None
        return numbered + self.addressees + self.closed + (self.issuers and numbered)


def find_openings(lines: tuple[str, ...], numbers: Iterable[int]) -> list[Opening]:
    """All openings among the lines with the given 1-based numbers, in order."""
    known = list(numbers)
    found = [opening for run in runs(lines, known) for opening in _of_run(run)]
    found += _of_metadata(lines, known)
    return sorted(found, key=lambda opening: opening.first)


def _of_run(run: Run) -> Iterator[Opening]:
    used = -1
    for index, line in enumerate(run.lines[:-1]):
        following = run.lines[index + 1]
        if following.kind is LineKind.NUMBER and _is_order(run, index, following):
            first = _issuers_above(run, index, used)
            number = parse_number(line.text + following.text)
            closed = _is_closed(run, first)
            yield Opening(run.lines[first].number, following.number, line.squashed, number, closed=closed, certain=True)
            used = index + 1
    for ending in endings(run):
        opening = _titled(run, ending, used) if ending.index > used else None
        if opening is not None:
            used = ending.index
            yield opening


def _titled(run: Run, ending: Ending, used: int) -> Opening | None:
    """The opening whose title ends at ``ending``: a title with 关于 or the like, or one with a caption below it."""
    act = next(
        (
            at
            for at in range(ending.index, max(used, ending.index - _LONGEST_TITLE), -1)
            if _ACTS.search(run.lines[at].text)
        ),
        None,
    )
    text = run.lines[ending.index].text
    below = run.lines[ending.index + 1] if ending.index + 1 < len(run.lines) else None
    caption = below is not None and _CAPTION.match(below.text) is not None and ends_in_kind(text)
    named = below is not None and below.kind is LineKind.NUMBER and _may_be_title(text)
    if text.startswith("附件") or not (caption or named or (act is not None and ends_in_kind(text))):
        return None
    title_first = ending.index if act is None else act
    while title_first > used + 1 and _is_title_part(run.lines[title_first - 1]):
        title_first -= 1
    standing = ends_in_kind(text, "standing_kinds")
    first = _issuers_above(run, title_first, used)
    closed = _is_closed(run, first)
    issuers = _names_issuers(run, first, title_first)
    if not standing and not caption and ending.number is None:
        return None
    title = "".join(line.squashed for line in run.lines[title_first : ending.index + 1])
    above = run.lines[first - 1].text if first else ""
    closing = len(run.lines) - 1 - ending.index <= _ADDRESSEE_LINES
    headed = any(_HEADED.fullmatch(line.text) for line in run.lines[first:title_first])
    return Opening(
        run.lines[first].number,
        run.lines[ending.index].number,
        title,
        number=ending.number,
        addressees=closing and (run.closed_by is LineKind.COLON or (below is None and run.closed_by is LineKind.DATE)),
        closed=closed,
        issuers=issuers,
        certain=caption or (headed and ending.number is not None),
        enclosed=_ENCLOSURE_MARK.fullmatch(above) is not None,
    )


def _may_be_title(text: str) -> bool:
    """Whether a line above a document number can be its title: no issuer, letterhead or note on publication."""
    return len(text) >= _SHORTEST and not (is_agency(text) or _LETTERHEAD.fullmatch(text) or _COLOPHON.search(text))


def _names_issuers(run: Run, first: int, title_first: int) -> bool:
    """Whether the heading names its issuers, in lines above the title or before its 关于."""
    if any(is_agency(line.text) for line in run.lines[first:title_first]):
        return True
    if _JOINT.search(run.lines[title_first].text):
        return True
    before = _ACTS.split(run.lines[title_first].text, maxsplit=1)[0]
    return is_agency(before)


def _is_order(run: Run, index: int, following: Line) -> bool:
    """Whether a line is the head of an order or announcement (示例省人民政府令), not the last line of a title."""
    text = run.lines[index].text
    if _SERIAL.match(following.text) and is_agency(text):
        return True
    if (
        "号" not in following.text
        or not _ORDER.fullmatch(text)
        or _ACTS.search(text)
        or (index and _is_title_part(run.lines[index - 1]))
    ):
        return False
    return text.endswith("令") or is_agency(text.removesuffix("公告"))


def _is_title_part(line: Line) -> bool:
    """Whether a line above the one with 关于 belongs to the title too: …厅关于 / 《…部关于 / …的通知》…的通知."""
    if line.kind is not LineKind.SHORT or _COLOPHON.search(line.text):
        return False
    return _ACTS.search(line.text) is not None and not ends_in_kind(line.text)


def _is_closed(run: Run, first: int) -> bool:
    """Whether what stands before the heading has ended: with a date or a note in brackets; so has nothing at all."""
    if first == 0:
        return run.opened_by is LineKind.DATE or run.opened_by is None
    return run.lines[first - 1].text[:1] in "(（" and run.opened_by is LineKind.DATE


def _issuers_above(run: Run, index: int, used: int) -> int:
    """Index of the first line of the heading: issuer and number lines right above the title belong to it."""
    first = index
    for at in range(index - 1, used, -1):
        line = run.lines[at]
        if line.kind is not LineKind.NUMBER and not is_agency(line.text) and not _LETTERHEAD.fullmatch(line.text):
            break
        first = at
    return first


def _of_metadata(lines: tuple[str, ...], numbers: list[int]) -> Iterator[Opening]:
    """Blocks of metadata labels: a site prints one before, or right after, the title of each document."""
    labels: list[int] = []
    for number in numbers:
        raw = lines[number - 1]
        if len(raw) > 120 or not is_metadata(raw):
            continue
        if labels and number - labels[-1] > _LABEL_REACH:
            yield from _block(lines, labels)
            labels = []
        labels.append(number)
    yield from _block(lines, labels)


def _block(lines: tuple[str, ...], labels: list[int]) -> Iterator[Opening]:
    if len(labels) < _FEWEST_LABELS:
        return
    first = labels[0]
    for above in range(first - 1, max(first - 1 - _LABEL_REACH, 0), -1):
        text = tight(bare(lines[above - 1]))
        titled = "关于" in text or ends_in_kind(text)
        if text and not titled and not is_agency(text):
            break
        if titled:
            first = above
    title = "".join(squash(bare(lines[number - 1])) for number in range(first, labels[0])) if first < labels[0] else ""
    yield Opening(first, labels[-1], title, certain=True)

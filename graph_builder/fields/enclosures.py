"""What a document issues or passes on: the normative texts, by the names that the document gives them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph_builder.fields.heading import tight_title
from graph_builder.fields.kinds import doc_type_of
from graph_builder.model import PassageKind
from graph_builder.structure import Part, Role, Structure, squash

_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]{0,80}》)+)》")
_ISSUES = re.compile(
    r"^(?:关于)?(?:联合)?(?:修订)?(印发|发布|颁布|公布|下发|转发|批转)?"
    r"([^《》]{0,40}?)(《.*)的(?:补充|紧急)?(?:通知|公告|通告|函)$"
)
_ISSUES_BARE = re.compile(
    r"^(?:关于)?(?:联合)?(?:修订)?(?:印发|发布|颁布|公布|下发|转发|批转)"
    r"([^《》]*)的(?:通知|公告|通告|函)$"
)
_WHOLE = re.compile(r"(?:通知|意见|公告|通告|通报|办法|方案|规定|函|批复|纪要|决定|措施|细则|计划|规划)$")
_HANDS_ON = re.compile(r"转发|批转|印发")
_ISSUER_END = re.compile(r"(?:厅|局|府|委|会|部|办|组|署|院|行|司|室|门|公司|海关)$")
_ENTRY = re.compile(r"(?:^|(?<=[^\d（(〔]))\d{1,2}[.．、](?!\d)")
_LIST_HEAD = re.compile(r"^附件?[一二三四五六七八九十\d]{0,2}[:：.、]?")
_NUMBER_TAIL = re.compile(r"[（(][^（）()]*(?:[（(〔][^（）()〔〕]*[）)〕][^（）()]*)*号[）)]?$")
_DOUBLED = re.compile(r"([\u4e00-\u9fff]{2,6})\1")
_SHORTEST = 6
_CONTAINED = 0.6
_AGREES = 0.8


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A text in the document. ``issued``: it is the document's own, so that its title names the document too."""

    title: str
    issued: bool


def enclosures_of(structure: Structure, owner: int | None, own_title: str) -> tuple[Enclosure, ...]:
    """The normative texts issued with or forwarded in the document (``owner`` ``None``) or in its embedded part
    ``owner``, whose title is ``own_title``, in the order that they stand in."""
    main = structure.main if owner is None else structure.parts[owner]
    quoted = Counter(_named_in(main, own_title))
    listed = list(_listed_in(main))
    titled = _in_title(own_title)
    found: list[Enclosure] = []
    for place, part in enumerate(structure.parts):
        if place in (0, owner) or part.owner != owner or part.title is None:
            continue
        if part.role is Role.ENCLOSURE:
            found.append(Enclosure(_best_name(tight_title(part.title), quoted, listed), issued=True))
        elif part.role is Role.EMBEDDED and owner is None:
            found.extend(_embedded(structure, place, [*titled, *listed]))
    unseen = [name for name in titled if not found or name in quoted]
    for title in [*unseen, *(entry for entry in listed if _normative(entry))]:
        if not any(_alike(squash(title), squash(enclosure.title)) for enclosure in found):
            found.append(Enclosure(title, issued=not passes_on(own_title)))
    return tuple(found)


def _embedded(structure: Structure, place: int, announced: Sequence[str]) -> Iterator[Enclosure]:
    """An embedded document, or the texts that it issues where those are what the outer one passes on."""
    part = structure.parts[place]
    title = _tight(part.title or "")
    own = [_tight(other.title) for other in structure.parts if other.owner == place and other.title]
    if own and not any(_alike(squash(name), squash(title)) for name in announced):
        yield from (Enclosure(name, issued=False) for name in own)
    else:
        yield Enclosure(title, issued=False)


def _in_title(title: str) -> list[str]:
    """The texts that a title issues: 关于印发《甲》《乙》的通知 has two. Unquoted ones must end in a kind."""
    match = _ISSUES.match(title)
    if match is not None and (match.group(1) or not match.group(2)):
        # 印发贯彻落实《甲》实施方案的通知 issues a plan; the words ahead of the quote may only name the issuers of 甲
        if match.group(2) and not _ISSUER_END.search(match.group(2)):
            return []
        return [name for name in _QUOTED.findall(match.group(3)) if doc_type_of(name)]
    bare = _ISSUES_BARE.match(title)
    if bare is None or not doc_type_of(bare.group(1)):
        return []
    return [forwarded_name(bare.group(1)) if passes_on(title) else bare.group(1)]


def forwarded_name(title: str) -> str:
    """The whole name of what a heading forwards without 《》: 转发X关于Y的通知 forwards 《X关于Y的通知》, and so does
    转发X转发Y意见的通知, as what forwards or issues is a 通知 itself."""
    whole = _WHOLE.search(title) is not None and (title.endswith("通知") or _HANDS_ON.search(title) is None)
    return title if whole else title + "的通知"


def passes_on(title: str) -> bool:
    """Whether a title says that another's document is passed on (关于转发…的通知)."""
    return re.match(r"(?:关于)?(?:转发|批转)", title) is not None


def _named_in(part: Part, own_title: str) -> Iterator[str]:
    yield from _QUOTED.findall(own_title)
    for block in part.blocks:
        if block.kind in (PassageKind.PARAGRAPH, PassageKind.CLAUSE, PassageKind.ANNEX):
            yield from _QUOTED.findall(block.text.text)


def _listed_in(part: Part) -> Iterator[str]:
    """Titles of the list 附件：1. … 2. … at the end of a text."""
    for block in part.of(PassageKind.ANNEX):
        for entry in _ENTRY.split(_LIST_HEAD.sub("", block.text.text)):
            title = _NUMBER_TAIL.sub("", _tight(entry))
            if len(title) >= _SHORTEST:
                yield title


def _normative(title: str) -> bool:
    quoted = _QUOTED.search(title)
    kind = doc_type_of(quoted.group(1) if quoted and title.endswith("》") else title)
    return kind is not None and kind not in ("清单", "目录", "报告", "标准", "程序", "分工", "安排", "公约", "倡议书")


def _best_name(printed: str, quoted: Counter[str], listed: Sequence[str]) -> str:
    """The name that the text bears most often; its own head breaks ties, issuers ahead of the announced one go."""
    names = [_tight(name) for name in [*quoted.elements(), *listed]]
    for name in names:
        ahead = printed.removesuffix(name)
        if ahead != printed and _ISSUER_END.search(ahead) and doc_type_of(name):
            return name
    votes: Counter[str] = Counter({printed: 1})
    votes.update(name for name in names if _agrees(squash(name), squash(printed)))
    for name in votes:  # a word printed twice is a slip where the text also has the name without it
        if name != printed and squash(_DOUBLED.sub(r"\1", printed)) == squash(name):
            return name
    best = max(votes.values())
    return printed if votes[printed] == best else next(name for name, count in votes.items() if count == best)


def _agrees(one: str, other: str) -> bool:
    """The same title with a slip: of nearly the same length, the shorter one with all its characters in the longer."""
    short, long = sorted((one, other), key=len)
    if one == other:
        return True
    signs = iter(long)
    return len(short) >= _AGREES * len(long) and all(sign in signs for sign in short)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    contained = short in long and len(short) >= _CONTAINED * len(long)
    return bool(short) and (contained or _agrees(one, other))


def _tight(text: str) -> str:
    return re.sub(r"\s", "", text)

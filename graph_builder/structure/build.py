"""From units to parts: where the head ends, where the signature stands, where an annex begins and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from graph_builder.model import PassageKind
from graph_builder.structure.labels import Label, LabelPath
from graph_builder.structure.lines import SIGNER, Unit, UnitKind, particular, units
from graph_builder.structure.parts import Block, Part, Position, Role, Structure
from graph_builder.text import DocumentText

_TITLE_LIKE = re.compile(r"[\u4e00-\u9fff“《（(A-Za-z\d]")
_ADDRESSEES = re.compile(r"\A[^。]{2,}[:：]$")
_ANNOUNCES = re.compile(r"^(?:为|根据|按照|现|经|近|当前|依据|自|各地要|以下|特|一是)|如下|通知|公告|意见|要求")
# Texts that a document issues (normative) against papers that it hangs on for use (forms, lists).
_NORMATIVE = re.compile(
    r"(?:方案|办法|细则|措施|意见|规定|计划|要点|条例|规则|程序|指南|规划|制度|政策|决定|通知|公告|函|章程|准则|规程|规范|纲要|"
    r"标准|指引|(?<![做方看说语算司执立])法|指导手册|若干|预案|安排|行动|清单（负面清单）|负面清单|实施要求|导则|工作机制|机制|纪要|批复|报告|令|公报|任务分工|分工)"
    r"(?:[（(](?:[^（）()]|[（(][^（）()]*[）)])*[）)])*[》”]?$"
)
_FORM = re.compile(
    r"(?:表|表格|书|名单|证明|样式|模板|格式|式样|一览|单|台账|登记|目录|图|附件|说明|材料|回执|样本|流程|汇总|统计|函样|示例|册|数据)"
    r"(?:[（(][^（）()]*[）)])*$"
)
_DOCUMENT_KIND = re.compile(r"(?:通知|公告|函|批复|通报|意见|决定|令)(?:[（(][^（）()]*[）)])*$")
_SIGNATURE_LINE = re.compile(r"[\u4e00-\u9fff（）()、·“”\s]{2,40}$")
# Words that a title ends with and that no title goes on behind, unlike 标准, 政策, 制度 (…标准有关事项的通知).
_WHOLE_TITLE = re.compile(
    r"(?:通知|公告|通告|意见|办法|方案|措施|细则|规定|条例|计划|要点|指南|规划|函|批复|决定|程序)(?:[（(][^（）()]{0,24}[）)])*[》”]?$"
)
_FIRST_ARTICLE = ("第一条", "第1条")
_FIRST = ("一、", "1.")
_PURPOSE = re.compile(r"[，,](?:特|现)?制[定订]本[\u4e00-\u9fff]{2,6}[。；]$")
"""How the first provision of rules ends, which gives their purpose and authority; not all of them count 条."""
_SECOND_ARTICLE = ("第二条", "第2条")
_AUTHORITY = re.compile(r"\A第[二2]条本(?!条)[\u4e00-\u9fff]{2,6}(?:根据|依据|依照|按照)[^。]*制[定订]。")
"""Rules may leave their authority to the second article: 第二条 本办法根据《…》制定。"""
_ENTRY_END = re.compile(r"号[^（）()]{0,20}[）)]$")
"""How an entry of a list of documents ends: 3.关于粮食储备的通知（示政发〔1999〕21号)."""
_REPEATED = 8
"""Characters of a line that is a title by itself if it stands in one heading twice."""
_TITLE_LINES = 60
"""More issuers, a line each, than any heading has."""
_AGENCY_LINE = re.compile(r"(?:部|委|局|厅|署|院|府|办|室|会|行|社|组|公司|集团|党组|分行|中心)$")
_BODY_START = re.compile(r"(?:为|根据|按照|依据|近|当前|经|现将|现就|随着|今年|自|各级|各地|各有关)")
_NAMED_VALUE = re.compile(r"[\u4e00-\u9fff]{2,8}[:：](?!$)")
_PARTICULAR_LIMIT = 80
_ABOVE = 3
"""So many lines below one that belongs to the page the next particular stands."""
_ISSUES = re.compile(r"(?:印发|发布|颁布|公布|下发|转发|推广)")
_TABLE_HEAD = "序号"
"""What the head of a table begins with that was printed without its lines."""
_ORDER = re.compile(r"令[）)]?$")
_PASSES_ON = re.compile(r"转发|批转")
_SHORTEST = 6
_SQUASH = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]")
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")


def squash(text: str) -> str:
    """Only what tells two titles apart: no blank, no punctuation."""
    return _SQUASH.sub("", text)


def structure(document: DocumentText, noise: frozenset[int] = frozenset()) -> Structure:
    """Read the lines of a document as parts and blocks.

    Returns a structure of at least one part; its blocks hold every line that is not layout, in order.
    """
    return _Reader(document, units(document, noise)).read()


@dataclass(slots=True)
class _Draft:
    """A part while it is read."""

    role: Role
    title: list[str] = field(default_factory=list)
    number: str | None = None
    blocks: list[Block] = field(default_factory=list)
    path: LabelPath = field(default_factory=LabelPath)
    in_head: bool = True
    signed: bool = False
    addressed: bool = False
    owner: int | None = None

    @property
    def printed_title(self) -> str:
        return "".join(self.title)


class _Reader:
    """Walks the units once. State: the part being read, and the titles that the document has announced."""

    def __init__(self, document: DocumentText, found: list[Unit]) -> None:
        self._document = document
        self._units = found
        self._drafts: list[_Draft] = [_Draft(Role.MAIN)]
        self._announced: list[str] = []

    def read(self) -> Structure:
        index = 0
        while index < len(self._units):
            index = self._step(index)
        return Structure(self._document, tuple(self._finished()))

    @property
    def _draft(self) -> _Draft:
        return self._drafts[-1]

    def _step(self, index: int) -> int:
        """Handle the unit at ``index``; returns the index of the next one to handle."""
        unit = self._units[index]
        if unit.kind is UnitKind.ANNEX and not (self._draft.in_head and not self._draft.title):
            self._open(Role.ANNEX)
            self._add(unit, PassageKind.ANNEX, Position.TITLE)
            return index + 1
        if not self._draft.in_head and self._begins_part(index):
            self._open(Role.ANNEX)
        if self._draft.in_head:
            return self._head(index)
        self._body(index)
        return index + 1

    # -- head ---------------------------------------------------------------------------------------------------

    def _head(self, index: int) -> int:
        unit, draft = self._units[index], self._draft
        text = unit.text.text
        if unit.kind is UnitKind.TABLE and ((draft.role is not Role.MAIN and draft.title) or not _is_particular(text)):
            draft.in_head = False
            return index
        if unit.kind is UnitKind.NUMBER:
            draft.number = draft.number or text.strip("（）()") if not text.startswith("〔") else draft.number or text
            self._add(unit, PassageKind.NUMBER, Position.TITLE)
        elif unit.kind is UnitKind.DATE:
            self._add(unit, PassageKind.SIGNATURE, Position.TITLE)
        elif self._is_particular_line(unit) or self._stands_above(index):
            self._add(unit, PassageKind.NUMBER, Position.TITLE)
        elif self._is_addressees(unit):
            draft.addressed = True
            self._add(unit, PassageKind.ADDRESSEES, Position.TITLE)
        elif self._is_title_line(unit):
            if self._is_repeated(text) or self._is_order_below(index):
                self._begin_title_again()
            if not (draft.role is not Role.MAIN and self._title_is_whole() and _AGENCY_LINE.search(text)):
                draft.title.append(text)
            self._add(unit, PassageKind.TITLE, Position.TITLE)
        else:
            draft.in_head = False
            return index
        return index + 1

    def _is_repeated(self, text: str) -> bool:
        return len(text) >= _REPEATED and text in self._draft.title

    def _is_order_below(self, index: int) -> bool:
        """Whether an order's own head begins here (某省人民政府令, 第7号), below the name of what it makes public."""
        following = self._units[index + 1] if index + 1 < len(self._units) else None
        return (
            _ORDER.search(self._units[index].text.text) is not None
            and following is not None
            and following.kind is UnitKind.NUMBER
            and following.text.text.lstrip("（(").startswith("第")
            and self._title_is_whole()
        )

    def _begin_title_again(self) -> None:
        """A web page prints the title over the document once more: what stood above is no part of it."""
        draft = self._draft
        draft.title.clear()
        draft.blocks = [
            replace(block, kind=PassageKind.NUMBER) if block.kind is PassageKind.TITLE else block
            for block in draft.blocks
        ]

    def _is_particular_line(self, unit: Unit) -> bool:
        """A particular by its name, or, above the title of a document, anything in its form: 时效：有效."""
        text = unit.text.text
        if unit.kind is not UnitKind.TABLE and len(text) >= _PARTICULAR_LIMIT:
            return False
        printed = self._draft.printed_title
        if printed.count("《") > printed.count("》"):  # 关于印发《某市老 | 字号保护措施》的通知
            return False
        above = self._draft.role is Role.MAIN and not self._draft.title
        return _is_particular(text) or (above and _NAMED_VALUE.match(text) is not None)

    def _stands_above(self, index: int) -> bool:
        """Whether the page still sets particulars below a line that is no title itself."""
        if self._draft.role is not Role.MAIN or self._draft.title or self._is_title_line(self._units[index]):
            return False
        following = self._units[index + 1 : index + 1 + _ABOVE]
        return any(unit.label is None and _is_particular(unit.text.text) for unit in following)

    def _is_addressees(self, unit: Unit) -> bool:
        text = unit.text.text
        if unit.label is not None or not _ADDRESSEES.match(text) or not self._draft.title or self._draft.addressed:
            return False
        return not _ANNOUNCES.search(text) or (
            len(text) > 6 and text.startswith(("各", "省", "市")) and "如下" not in text
        )

    def _is_title_line(self, unit: Unit) -> bool:
        if self._draft.addressed or len(self._draft.title) >= _TITLE_LINES or not _TITLE_LIKE.match(unit.text.text):
            return False
        if unit.text.text.startswith(_TABLE_HEAD):
            return False
        if self._is_repeated(unit.text.text):
            return True
        if self._title_is_whole() and not self._goes_with_title(unit):
            return False
        if unit.kind is UnitKind.LINE:
            if unit.label is None or not self._draft.title:
                return True
            return unit.label.rank > 5 and not _ENTRY_END.search(unit.text.text)
        text = unit.text.text
        return (
            unit.kind in (UnitKind.PROSE, UnitKind.NOTE)
            and unit.label is None
            and not text.endswith(("。", "；", "：", ":"))
            and (len(text) <= 90 or text.count("，") < 2)
            and (bool(_DOCUMENT_KIND.search(text)) or bool(_NORMATIVE.search(text)) or text.startswith("（"))
        )

    def _title_is_whole(self) -> bool:
        return bool(_WHOLE_TITLE.search(self._draft.printed_title))

    def _goes_with_title(self, unit: Unit) -> bool:
        """What may stand under a title that has its last word: a bracket, an issuer, the rest of a longer title."""
        text = unit.text.text
        if text[0] in "（(〔《“" or _AGENCY_LINE.search(text):
            return True
        return not unit.after_blank and not _BODY_START.match(text)

    # -- body ---------------------------------------------------------------------------------------------------

    def _body(self, index: int) -> None:
        unit, draft = self._units[index], self._draft
        text = unit.text.text
        if unit.kind is UnitKind.TABLE:
            self._add(unit, PassageKind.TABLE, Position.CLAUSE)
        elif unit.kind is UnitKind.DATE and unit.label is None:
            self._sign(unit)
        elif unit.kind is UnitKind.ANNEX_LIST and draft.role in (Role.MAIN, Role.EMBEDDED):
            self._announce_list(text)
            self._add(unit, PassageKind.ANNEX, Position.CLAUSE)
        elif unit.label is not None:
            self._labelled(unit, unit.label)
        else:
            position = Position.CLAUSE if draft.path.started else Position.OPENING
            if draft.role is Role.MAIN:
                self._announce_quoted(text)
            self._add(unit, PassageKind.PARAGRAPH, position)

    def _labelled(self, unit: Unit, label: Label) -> None:
        draft = self._draft
        path = draft.path.enter(label)
        heading = unit.kind is UnitKind.LINE
        position = Position.CLAUSE
        if _gives_purpose(label, unit.text.text):
            position = Position.PURPOSE
        if draft.role is Role.MAIN:
            self._announce_quoted(unit.text.text)
        self._drafts[-1].blocks.append(
            Block(
                PassageKind.HEADING if heading else PassageKind.CLAUSE,
                position,
                unit.text,
                path,
                label.text,
                label.rank,
                label.length,
            )
        )

    def _sign(self, unit: Unit) -> None:
        """A date alone ends a text; the short lines before it are its issuers."""
        draft = self._draft
        at = len(draft.blocks)
        while at and _is_signature(draft.blocks[at - 1]):
            at -= 1
        for place in range(at, len(draft.blocks)):
            block = draft.blocks[place]
            draft.blocks[place] = Block(PassageKind.SIGNATURE, Position.CLOSING, block.text)
        self._add(unit, PassageKind.SIGNATURE, Position.CLOSING)
        draft.signed = True

    def _add(self, unit: Unit, kind: PassageKind, position: Position) -> None:
        label = self._draft.path.current if position is Position.CLAUSE else None
        self._draft.blocks.append(Block(kind, position, unit.text, label))

    # -- parts --------------------------------------------------------------------------------------------------

    def _open(self, role: Role) -> None:
        if self._draft.blocks or self._draft.role is Role.MAIN:
            self._drafts.append(_Draft(role))

    def _begins_part(self, index: int) -> bool:
        """Whether a new text begins here: behind a signature, or with a title that the document has announced."""
        unit = self._units[index]
        short = unit.kind is UnitKind.LINE and (unit.label is None or unit.label.rank > 5)
        if not short and not (unit.kind is UnitKind.PROSE and unit.label is None and self._is_long_title(unit)):
            return False
        heading = squash(self._heading_at(index))
        if len(heading) < 4 or self._is_signed_at(index):
            return False
        if any(_alike(heading, title) for title in self._announced):
            return not self._already_open(heading)
        return (
            self._draft.signed
            and unit.label is None
            and (unit.after_blank or len(heading) > 8)
            and (not _is_note(unit.text.text))
        )

    def _is_signed_at(self, index: int) -> bool:
        """Whether issuers stand here over a date: a title that was announced may begin with their names."""
        while index < len(self._units) and SIGNER.match(self._units[index].text.text):
            index += 1
            if index < len(self._units) and self._units[index].kind is UnitKind.DATE:
                return True
        return False

    def _is_long_title(self, unit: Unit) -> bool:
        text = unit.text.text
        return len(text) <= 90 and "。" not in text and bool(_NORMATIVE.search(text)) and "，" not in text

    def _already_open(self, heading: str) -> bool:
        return any(heading == squash(draft.printed_title) for draft in self._drafts[1:] if draft.title)

    def _heading_at(self, index: int) -> str:
        """The title lines from ``index`` on, joined."""
        lines: list[str] = []
        for unit in self._units[index : index + 6]:
            if unit.kind not in (UnitKind.LINE, UnitKind.PROSE) or (lines and unit.label is not None):
                break
            if unit.kind is UnitKind.PROSE and (lines or not self._is_long_title(unit)):
                break
            if lines and unit.after_blank and _NORMATIVE.search("".join(lines)):
                break
            lines.append(unit.text.text)
        return "".join(lines)

    def _announce_quoted(self, text: str) -> None:
        if not _ISSUES.search(text) and "附件" not in text and "制定了" not in text:
            return
        self._announced.extend(squash(match.group(1)) for match in _QUOTED.finditer(text))

    def _announce_list(self, text: str) -> None:
        body = re.sub(r"^附件?[一二三四五六七八九十\d]{0,2}[:：.、]?", "", text)
        for entry in re.split(r"(?:^|(?<=[^\d（(〔]))\d{1,2}[.．、](?!\d)", body):
            title = squash(entry)
            if len(title) > 5:
                self._announced.append(title)

    # -- end ----------------------------------------------------------------------------------------------------

    def _finished(self) -> list[Part]:
        drafts = [draft for draft in self._drafts if draft.blocks]
        own_number = drafts[0].number if drafts else None
        result: list[Part] = []
        embedded: int | None = None
        embedded_title = ""
        for place, draft in enumerate(drafts):
            role, owner = Role.MAIN, None  # whatever comes first speaks for the document, an 附件 handed in alone too
            title = draft.printed_title or None
            if place:
                role = _role_of(draft, own_number)
                if role is Role.ENCLOSURE and embedded is None and _is_passed_on(draft.printed_title, drafts[0]):
                    role = Role.EMBEDDED
                if role is Role.EMBEDDED:
                    embedded, embedded_title = place, squash(draft.printed_title)
                elif embedded is not None and title and _issued_by(squash(title), embedded_title):
                    role, owner = Role.ENCLOSURE, embedded
                elif embedded is not None and title and _hung_on(squash(title), result[embedded]):
                    owner = embedded
            result.append(Part(role, title, draft.number, tuple(draft.blocks), owner))
        if not result:
            result.append(Part(Role.MAIN, None, None, ()))
        return result


def _role_of(draft: _Draft, own_number: str | None) -> Role:
    title = draft.printed_title
    if draft.number and squash(draft.number) != squash(own_number or "") and "号" in draft.number:
        return Role.EMBEDDED
    if draft.addressed and _DOCUMENT_KIND.search(title):
        return Role.EMBEDDED
    if draft.signed and re.search(r"(?:通知|公告|函|批复)$", title) and "关于" in title:
        return Role.EMBEDDED
    if title and _NORMATIVE.search(title) and not _FORM.search(title):
        return Role.ENCLOSURE
    return Role.ANNEX


def _is_passed_on(title: str, main: _Draft) -> bool:
    """Whether a text is the other body's document that the main one forwards, though it bears no number of its own."""
    passed = _PASSES_ON.search(main.printed_title)
    if passed is None:
        return False
    names = [squash(main.printed_title[passed.end() :]), *_quoted_where(main.blocks, _PASSES_ON)]
    bare = squash(title).replace("的", "")
    return len(bare) >= _SHORTEST and any(bare in name.replace("的", "") for name in names)


def _quoted_where(blocks: Iterable[Block], words: re.Pattern[str]) -> Iterator[str]:
    """What stands in 《》 in the blocks that hold these words, squashed."""
    for block in blocks:
        if words.search(block.text.text):
            yield from (squash(match.group(1)) for match in _QUOTED.finditer(block.text.text))


def _issued_by(title: str, embedded_title: str) -> bool:
    return len(title) >= 6 and title in embedded_title


def _hung_on(title: str, embedded: Part) -> bool:
    """Whether an embedded document names ``title`` in its own list 附件：…, or in 《》 as what it issues."""
    if len(title) < 4:
        return False
    texts = [block.text.text for block in embedded.blocks]
    if any(text.startswith("附件") and title in squash(text) for text in texts):
        return True
    return title in _quoted_where(embedded.blocks, _ISSUES)


def _alike(one: str, other: str) -> bool:
    """The same title, printed with or without its last words or a slip."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 6:
        return False
    if long.startswith(short) or long.endswith(short):
        return len(short) >= 0.6 * len(long)
    if abs(len(one) - len(other)) > 4:
        return False
    same = sum(a == b for a, b in zip(one, other, strict=False))
    return same >= 0.9 * len(long)


def _gives_purpose(label: Label, text: str) -> bool:
    """Whether a provision says what for, and by what authority, the text is made."""
    if label.text in _FIRST:
        return _PURPOSE.search(text) is not None
    return label.text in _FIRST_ARTICLE or (label.text in _SECOND_ARTICLE and _AUTHORITY.match(text) is not None)


def _is_signature(block: Block) -> bool:
    text = block.text.text
    if block.kind is PassageKind.TABLE:  # issuers set out in columns
        return all(SIGNER.match(cell.replace(" ", "")) for cell in text.split() if cell)
    if block.kind is not PassageKind.PARAGRAPH:
        return False
    return len(text) <= 40 and bool(_SIGNATURE_LINE.match(text)) and not text.endswith(("通知", "公告", "执行", "落实"))


def _is_particular(text: str) -> bool:
    """Whether a row or line gives a particular of the document; names may be spaced out: 索 引 号."""
    return bool(particular().match(text[:20].replace(" ", "").replace("\u3000", "")))


def _is_note(text: str) -> bool:
    return text.startswith(
        ("（", "(", "抄送", "联系", "主送", "电话", "传真", "校对", "印发", "共印", "附注", "注：", "备注", "发：")
    )

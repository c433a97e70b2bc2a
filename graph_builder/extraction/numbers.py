"""Document numbers (发文字号; GB/T 9704-2012, 7.2.5): found in running text, written in one form, compared by key.

A number is an agency's letters, the year in 〔〕 and a running number (财金〔2020〕5号), or a kind of document with the
year and a running number (公告2020年第8号, 国务院令第728号).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPEN, _SHUT = "〔\\[［【（(﹝{", "〕\\]］】）)﹞}"
_WIDE = str.maketrans("０１２３４５６７８９（）［］【】﹝﹞{}", "0123456789()〔〕〔〕〔〕〔〕")

YEARED = re.compile(rf"[{_OPEN}]((?:19|20)\d{{2}})年?[{_SHUT}](?:第|[—－\-─–]{{1,2}})?(\d{{1,5}})(号?)")
"""The year and running number of a number: ``〔2020〕5号``; the letters stand before it."""

_KIND = "公告|通告|令|公报|第"
NUMBERED = re.compile(
    r"(?:(?P<kind>公告|通告|令)(?:[〔（(]?(?P<year>(?:19|20)\d{2})(?:年|[〕）)]))?|(?P<bare>(?:19|20)\d{2})年)第(?P<number>\d{1,5})号"
)
"""公告2020年第8号, 令第728号, 2020年第8号; the agency stands before it."""

FOLLOWING = re.compile(r"(?:、|和|及|以及)(?:(?P<year>(?:19|20)\d{2})年)?第(?P<number>\d{1,5})号")
"""The rest of a row of numbers: 公告2020年第8号、第9号."""

_KIND_BEHIND = re.compile(r"公告|通告|令(?![\u4e00-\u9fff])")
"""The kind of an announcement may stand behind its number: 财政部2024年第5号公告."""

_LETTERS = re.compile(r"[\u4e00-\u9fffA-Za-z（）()·]{1,24}\Z")
# Words that can stand before the letters of a number without being part of them; 和 and 原 are of places' names, too:
# 和田, 呼和浩特, 太原.
_BEFORE_LETTERS = re.compile(
    r"\A.*(?:对照|按照|根据|依据|依照|参照|参考|比照|遵照|遵守|违反|执行|实施|延续|继续|延长|落实|贯彻|符合|适用|使用|即|参见|详见|见|以及|(?<!呼)和(?![平田静硕顺龙林])|(?:\A|(?<=[号文件》〉）)]))和|与|及|或|按|以|对|将|在|的|"
    r"由|为|把|抓好|做好|确保|围绕|遵循|推进|推动|是指|关于|文件|通知|意见|办法|公告|规定|印发|转发|发布|公布|废止|修改|了|〉|》|，|(?<![松太固五平清三阳])原|“)"
)
_ITEM = re.compile(r"[（(][^（）()]*[）)]")
_LABEL = re.compile(r"[一二三四五六七八九十]{0,3}、")
_KIND_LETTERS = re.compile(r"[\u4e00-\u9fff、]{0,60}\Z")
_KIND_BEFORE = re.compile(
    r"\A.*(?:对照|按照|按|根据|依据|依照|依(?![兰安])|参照|参考|比照|遵照|遵守|违反|执行|实施|延续|继续|延长|落实|贯彻|符合|适用|即|详见|见|以及|"
    r"(?:文件?|号)和|和(?!信息化|城乡|社会保障|改革|旅游|草原|物资储备|计划生育|国家|规划|体育|技术|宗教)|与|及|或|对|将|在|的|中|由|为|了|把|抓好|做好|确保|围绕|遵循|推进|推动|是指|关于|认真|现行|发布|颁布|好|[法例文件号]、)"
)


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A number in a text: half-open offsets, its form for display (:func:`normal`), and whether it is damaged."""

    start: int
    end: int
    text: str
    damaged: bool = False


def normal(text: str) -> str:
    """A number as the export contract prints it: no white space, half-width digits, the year in 〔〕."""
    text = re.sub(r"\s", "", text).translate(_WIDE)
    return (
        re.sub(r"[(\[〔]((?:19|20)\d{2})年?[)\]〕]", r"〔\1〕", text)
        .replace("(", "（")
        .replace(")", "）")
        .strip("，。、；")
    )


def key(text: str | None) -> str:
    """What two printings of one number have in common; empty for none."""
    return re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", normal(text or "")).replace("第", "")


def short_key(text: str | None) -> str:
    """Year and running number of an announcement or order, without its issuer: ``2020年8号``; empty for others."""
    match = re.search(r"(?:(?P<kind>公告|通告|令))?(?P<year>(?:(?:19|20)\d{2})年)?(?P<number>\d{1,5})号$", key(text))
    return f"{match['year'] or ''}{match['number']}号" if match and (match["kind"] or match["year"]) else ""


def year_of(text: str | None) -> int | None:
    """The year of a number, ``None`` where it has none: 2020 of 财金〔2020〕5号."""
    match = re.search(r"〔((?:19|20)\d{2})〕|((?:19|20)\d{2})年", normal(text or ""))
    return int(match[1] or match[2]) if match else None


def find_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[NumberSpan]:
    """All numbers in ``text[start:end]``, in order; a row of numbers (第8号、第9号) gives one span each."""
    stop = len(text) if end is None else end
    floor = start
    for match in _EITHER.finditer(text, start, stop):
        if match.start() < floor:
            continue
        spans = _yeared(text, match, floor) if match["y"] else _numbered(text, match, floor, stop)
        for span in spans:
            yield span
            floor = span.end


_EITHER = re.compile(
    rf"(?P<y>[{_OPEN}](?:19|20)\d{{2}}年?[{_SHUT}])|(?P<n>(?:(?:公告|通告|令)[〔（(]?(?:(?:19|20)\d{{2}}[年〕）)])?|(?:19|20)\d{{2}}年)第\d)"
)


def _yeared(text: str, match: re.Match[str], floor: int) -> list[NumberSpan]:
    whole = YEARED.match(text, match.start())
    if whole is None or (text[match.start()] in "（(" and not whole[3]):
        return []
    start = _letters_before(text, whole.start(), floor)
    damaged = start == whole.start() or not whole[3]
    return [NumberSpan(start, whole.end(), normal(text[start : whole.end()]), damaged)]


def _letters_before(text: str, at: int, floor: int) -> int:
    letters = _LETTERS.search(text, max(floor, at - 24), at)
    if letters is None:
        return at
    run = letters.group()
    before = _BEFORE_LETTERS.match(run)
    cut = before.end() if before else 0
    opened = run.rfind("（", cut), run.rfind("(", cut)
    last_open = max(opened)
    if last_open >= 0 and not re.search(r"[）)]", run[last_open:]):
        cut = last_open + 1
    while cut < len(run) and run[cut] in "）)":
        cut += 1
    item = _ITEM.match(run, cut)  # no number begins with a bracket: （一）示财农〔2030〕5号
    cut = item.end() if item else cut
    return _behind_day(text, letters.start() + cut)


def _behind_day(text: str, start: int) -> int:
    """2004年3月1日示政发〔2004〕8号: the day before a number is no part of it."""
    return start + 1 if text[start : start + 1] == "日" and text[start - 1 : start].isdigit() else start


def _numbered(text: str, match: re.Match[str], floor: int, stop: int) -> list[NumberSpan]:
    whole = NUMBERED.match(text, match.start())
    if whole is None:
        return []
    start, end = whole.start(), whole.end()
    behind = _KIND_BEHIND.match(text, end, stop) if whole["bare"] else None
    if behind is not None:  # 财政部2024年第5号公告
        end = behind.end()
    kind = whole["kind"] or (behind.group() if behind else "")
    if kind:
        run = _KIND_LETTERS.search(text, max(floor, start - 60), start)
        if run is not None:
            before = _KIND_BEFORE.match(run.group())
            start = run.start() + (before.end() if before else 0)
            label = _LABEL.match(text, start, whole.start())
            start = _behind_day(text, label.end() if label is not None else start)
    head = text[start : whole.start()] + kind
    year = whole["year"] or whole["bare"]
    printed = f"{head}{year}年第{whole['number']}号" if behind else text[start:end]
    spans = [NumberSpan(start, end, normal(printed))]
    at = end
    while (more := FOLLOWING.match(text, at, stop)) is not None:
        year = more["year"] or year
        spans.append(NumberSpan(at + 1, more.end(), normal(f"{head}{year + '年' if year else ''}第{more['number']}号")))
        at = more.end()
    return spans

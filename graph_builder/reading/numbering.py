"""The automatic numbers of Word: 一、 (一) 第一条 that are drawn before a paragraph and stand nowhere in its text.

Chinese documents are often numbered by Word's multilevel lists; without the numbers their provisions have no labels.
ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_MAX_STYLES = 20
_LEVELS = 9
Element: TypeAlias = etree._Element


def chinese(value: int, digits: str = _DIGITS, units: str = "千百十") -> str:
    """1 to 9999 in Chinese: 十二, 二十, 一百零三. Other numbers stay in figures."""
    if not 0 < value < 10_000:
        return str(value)
    text = ""
    for figure, unit in zip(f"{value:04d}", (*units, ""), strict=True):
        if figure != "0":
            text += digits[int(figure)] + unit
        elif text and not text.endswith(digits[0]):
            text += digits[0]
    text = text.rstrip(digits[0])
    return text.removeprefix(digits[1]) if text.startswith(digits[1] + units[-1]) and digits == _DIGITS else text


def _legal(value: int) -> str:
    return chinese(value, _LEGAL_DIGITS, "仟佰拾")


def _digitwise(value: int) -> str:
    return str(value).translate(str.maketrans("0123456789", "〇" + _DIGITS[1:]))


def _full_width(value: int) -> str:
    return str(value).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})


def _circled(value: int) -> str:
    return chr(0x2460 + value - 1) if 0 < value <= 20 else str(value)


def _letters(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= 260 else str(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    pairs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
    text = ""
    for number, letters in pairs:
        count, value = divmod(value, number)
        text += letters * count
    return text


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": _digitwise,
    "taiwaneseDigital": _digitwise,
    "chineseLegalSimplified": _legal,
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    suffix: str
    legal: bool

    @property
    def is_numbered(self) -> bool:
        return self.format not in ("bullet", "none")


class Numbering:
    """Counts the numbered paragraphs of one document in their order.

    ``numbering`` and ``styles`` are the roots of these parts, ``None`` where the document has none.
    """

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._begun: set[tuple[str, int]] = set()
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._styles = {} if styles is None else _style_lists(styles)
        if numbering is not None:
            self._read(numbering)

    def label(self, paragraph: Element) -> str:
        """The number that Word draws before ``paragraph`` (``w:p``), counted on; empty for a paragraph without."""
        number, level = self._list_of(paragraph)
        abstract = self._abstract.get(number or "")
        kind = self._levels.get(abstract, {}).get(level) if abstract else None
        if number is None or abstract is None or kind is None:
            return ""
        counts = self._counts[abstract]
        override = self._overrides.get((number, level))
        if override is not None and (number, level) not in self._begun:
            counts[level] = override - 1
        self._begun.add((number, level))
        counts[level] = counts.get(level, kind.start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)
        return self._draw(abstract, level) if kind.is_numbered else ""

    def _draw(self, abstract: str, level: int) -> str:
        kinds, counts = self._levels[abstract], self._counts[abstract]
        text = kinds[level].text
        for upper in range(level + 1):
            kind = kinds.get(upper)
            if kind is None or f"%{upper + 1}" not in text:
                continue
            form = str if kinds[level].legal else _FORMATS.get(kind.format, str)
            text = text.replace(f"%{upper + 1}", form(counts.setdefault(upper, kind.start)))
        return text if kinds[level].suffix == "nothing" or not text[-1:].isalnum() else text + " "

    def _list_of(self, paragraph: Element) -> tuple[str | None, int]:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return None, 0
        style = properties.find(f"{_W}pStyle")
        number, level = self._styles.get(_value(style), (None, None)) if style is not None else (None, None)
        own_number, own_level = _list_properties(properties)
        number = own_number if own_number is not None else number
        level = own_level if own_level is not None else level
        return (None if number == "0" else number), level or 0  # list 0 takes the style's number away

    def _read(self, root: Element) -> None:
        for abstract in root.iterchildren(f"{_W}abstractNum"):
            levels = (_read_level(level) for level in abstract.iterchildren(f"{_W}lvl"))
            self._levels[abstract.get(f"{_W}abstractNumId", "")] = dict(levels)
        for number in root.iterchildren(f"{_W}num"):
            name = number.get(f"{_W}numId", "")
            self._abstract[name] = _value(number.find(f"{_W}abstractNumId"))
            for override in number.iterchildren(f"{_W}lvlOverride"):
                start = override.find(f"{_W}startOverride")
                if start is not None:
                    self._overrides[name, _integer(override.get(f"{_W}ilvl"), 0)] = _integer(_value(start), 1)


def _read_level(level: Element) -> tuple[int, _Level]:
    kind = _Level(
        start=_integer(_value(level.find(f"{_W}start")), 1),
        format=_value(level.find(f"{_W}numFmt")) or "decimal",
        text=_value(level.find(f"{_W}lvlText")),
        suffix=_value(level.find(f"{_W}suff")) or "tab",
        legal=level.find(f"{_W}isLgl") is not None,
    )
    return _integer(level.get(f"{_W}ilvl"), 0), kind


def _style_lists(styles: Element) -> dict[str, tuple[str | None, int | None]]:
    """List and level of each paragraph style, taken over from the style that it is based on."""
    own: dict[str, tuple[str | None, int | None]] = {}
    bases: dict[str, str] = {}
    for style in styles.iterchildren(f"{_W}style"):
        name = style.get(f"{_W}styleId", "")
        properties = style.find(f"{_W}pPr")
        own[name] = _list_properties(properties) if properties is not None else (None, None)
        bases[name] = _value(style.find(f"{_W}basedOn"))
    found: dict[str, tuple[str | None, int | None]] = {}
    for name, (own_number, own_level) in own.items():
        number, level, at = own_number, own_level, bases[name]
        for _ in range(_MAX_STYLES):
            if number is not None or at not in own:
                break
            base_number, base_level = own[at]
            number, level, at = base_number, level if level is not None else base_level, bases[at]
        found[name] = number, level
    return found


def _list_properties(properties: Element) -> tuple[str | None, int | None]:
    numbered = properties.find(f"{_W}numPr")
    if numbered is None:
        return None, None
    number, level = numbered.find(f"{_W}numId"), numbered.find(f"{_W}ilvl")
    return (
        _value(number) if number is not None else None,
        _integer(_value(level), 0) if level is not None else None,
    )


def _value(element: Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else default

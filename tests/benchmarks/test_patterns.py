"""The count of steps: the matches are those of re, and what grows is told from what does not.

The measurement of all patterns (``python -m benchmarks.patterns``) takes minutes and is no part of the tests.
"""

from __future__ import annotations

import re
from math import inf

import pytest

from benchmarks import patterns
from benchmarks.patterns import Growth, Pattern, growth, units
from benchmarks.steps import Steps
from graph_builder.extraction import cues, numbers
from graph_builder.fields import dates

TEXTS = (
    "",
    "根据《示例法》（2021年修订）第三条、第四条，按照示财发〔2021〕5号和〔2021〕6号执行。",
    "（一）（二）aab abab AbAB 12.50元\n自2021年3月1日起至2021年6月30日止 \t甲甲乙",
)


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        (r"《[^》]{1,20}》(?:（[^）]*）)?", 0),
        (r"(?:a|ab)(?:b|ab)*?(?=b|\s)", 0),
        (r"(a|b)\1?", re.IGNORECASE),
        (r"(?<!第)[一二三四]条|第(?P<n>\w)条(?!、)", 0),
        (r"\d+(?:\.\d+)?(?<=\d)元", 0),
        (r"^\S+|\S+$", re.MULTILINE),
        (r"(?>a+)b|[^\d\s]++。", 0),
        (r".*?(?:号|$)", re.DOTALL),
        (r"\b\w{2,3}\b|\B甲", 0),
        (r"(?:)|甲*", 0),
        (numbers._BEFORE_LETTERS.pattern, 0),
        (dates.DATE_PATTERN, 0),
        (cues.rules()[0].words.pattern, 0),
    ],
)
def test_it_matches_what_re_matches(pattern: str, flags: int) -> None:
    for text in TEXTS:
        expected = [match.span() for match in re.finditer(pattern, text, flags)]
        assert Steps(pattern, flags).find_all(text) == expected


def of(text: str) -> Growth:
    return growth(Pattern(text, 0, "test"))


@pytest.mark.parametrize(
    "text", ["第[一二三四]条", "《[^》]{0,40}》", r"\A\s*等", r"\d{4}年\d{1,2}月", "(?:甲|乙){1,8}$"]
)
def test_what_is_linear(text: str) -> None:
    assert of(text).times < 3


@pytest.mark.parametrize("text", [r"\s+等", "《[^》]*》", "(?:甲乙)+$", "甲*乙*丙"])
def test_what_is_quadratic(text: str) -> None:
    assert 3 < of(text).times < 5


@pytest.mark.parametrize("text", ["(?:甲+)+乙", "(?:甲|甲甲)*乙", "(?:(?:甲乙)*)*丙"])
def test_what_is_worse_is_given_up(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_PATIENCE", 100_000)
    assert of(text).times == inf


def test_texts_are_made_of_the_parts_of_a_pattern() -> None:
    made = {unit for _, unit in units(Pattern("附件(?:[一二]、)+[^。]{2,}号", 0, "test"))}
    assert {"附", "一、", "附件一、"} & made == {"附", "一、"}
    assert any(before == "附件" and unit == "一、" for before, unit in units(Pattern("附件(?:[一二]、)+", 0, "test")))

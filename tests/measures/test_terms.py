"""Periods of single sentences; every example and counter-example of ``data/measures/terms.yaml`` is run."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.knowledge import load_yaml
from graph_builder.measures.terms import Term, named_articles, read_terms, terms_of
from graph_builder.model import Measure

TERMS = load_yaml("measures/terms.yaml")
ISSUED_ON = date(2021, 2, 20)


@pytest.mark.parametrize("example", TERMS["examples"], ids=lambda each: each["text"][:16])
def test_example(example: dict[str, Any]) -> None:
    (term,) = read_terms(example["text"], ISSUED_ON)
    assert str(term.first or "") == example.get("from", "")
    assert str(term.last or "") == example.get("to", "")
    assert term.at_most is example.get("limit", False)
    assert term.prolongs is example.get("prolongs", False)
    if "length" in example:
        assert term.length == example["length"]


@pytest.mark.parametrize("text", TERMS["counter_examples"])
def test_counter_example(text: str) -> None:
    assert all(term.length is None and term.last is None for term in read_terms(text, ISSUED_ON))


def test_each_sentence_has_its_own_period_from_the_same_day() -> None:
    small, large = read_terms(
        "自2021年2月起，免征小微企业示例费，免征期限不超过5个月；对大型企业示例费减半征收，减征期限不超过3个月。",
        ISSUED_ON,
    )
    assert (small.first, small.last, small.beneficiaries) == (date(2021, 2, 1), date(2021, 6, 30), {"小微企业"})
    assert (large.first, large.last, large.beneficiaries) == (date(2021, 2, 1), date(2021, 4, 30), {"大型企业"})
    assert "减半征收" in large.actions


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("免征小微企业示例费", "小微企业免征的政策延长", True),
        ("免征小微企业示例费", "大型企业免征的政策延长", False),
        ("免征小微企业示例费", "小微企业减半征收的政策延长", False),
        ("免征各类参保单位示例费", "大型企业免征的政策延长", True),
        ("免征小微企业示例费", "上述政策延长", True),
        ("免征小微企业（不含大型企业）示例费", "大型企业免征的政策延长", False),
    ],
)
def test_sentences_that_speak_of_the_same_grant(one: str, other: str, same: bool) -> None:
    (here,) = read_terms(f"自2021年2月起，{one}。", ISSUED_ON)
    (there,) = read_terms(f"{other}执行到2021年12月底。", ISSUED_ON)
    assert here.concerns(there) is there.concerns(here) is same


def test_without_its_text_a_measure_has_the_period_of_its_fields() -> None:
    known = Measure("m", "d", 1, "一", None, None, "免征", "示例费", "小微企业", "不超过5个月", date(2021, 2, 1))
    (term,) = terms_of(known, ISSUED_ON)
    assert (term.first, term.last, term.at_most) == (date(2021, 2, 1), date(2021, 6, 30), True)
    assert term.beneficiaries == {"小微企业"}
    assert terms_of(Measure("m", "d", 1, "一", None, None, "加强", "管理"), ISSUED_ON) == ()


def test_a_period_that_another_sentence_sets_is_that_of_the_field() -> None:
    measure = Measure("m", "d", 1, "一", None, "免征小微企业示例费。", "免征", valid_to=date(2021, 6, 30))
    assert [(term.words, term.last) for term in terms_of(measure, ISSUED_ON)] == [
        ("免征小微企业示例费。", date(2021, 6, 30))
    ]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("第二条废止执行。", (("第二条",), True)),
        ("（示发〔2021〕1号）第二条、第三条同时废止", (("第二条", "第三条"), True)),
        ("第五条第一款修改为：", (("第五条", "第一款"), False)),
        ("》第七条", (("第七条",), False)),
        ("同时废止。第二条另行规定", ((), False)),
        ("", ((), False)),
    ],
)
def test_provisions_behind_a_citation(after: str, expected: tuple[tuple[str, ...], bool]) -> None:
    assert named_articles(after) == expected


@given(st.text(alphabet="自至到2021年月日起免征期限不超过个企业。；，延长第二条废止（）《》\n", max_size=60))
def test_any_text_gives_sentences_of_it(text: str) -> None:
    for term in read_terms(text, ISSUED_ON):
        assert isinstance(term, Term)
        assert term.words in text
    named_articles(text)

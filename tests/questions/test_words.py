"""What is typed, as a query."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.questions.words import fold, query_of, spans_of, uncommon
from graph_builder.knowledge import load_yaml
from graph_builder.store.keys import match_key


@pytest.mark.parametrize(
    ("words", "text", "runs"),
    [
        ("社会保险费 缓缴", '+"社会保险费" +"缓缴"', ("社会保险费", "缓缴")),
        ("国办发〔2020〕6号", '+"国办发" +"2020" +"6"', ("国办发", "号")),
        ("ＣＯＶＩＤ-19", '+"covid" +"19"', ()),
        ("费", "+费*", ("费",)),
        ("3.5%", '+"3.5"', ()),
        ("", "", ()),
        ('"《*', "", ()),
        ("企业 企业", '+"企业"', ("企业",)),
    ],
)
def test_query(words: str, text: str, runs: tuple[str, ...]) -> None:
    query = query_of(words)
    assert (query.text, query.runs) == (text, runs)


@pytest.mark.parametrize(
    ("words", "rare"),
    [
        ("国办发〔2020〕6号", '+"国办" +"6"'),
        (" 示例政办函[2020]第16号 ", '+"示例" +"16"'),
        ("国办发〔2020〕6号 保险", '+"国办发" +"6" +"保险"'),
        ("2020年第16号", '+"年第" +"16"'),
        ("2020 covid", '+"covid"'),
        ("2020年社会保险费", '+"年社" +"会保险费"'),
        ("2020", ""),
        ("2020 企业", ""),
    ],
)
def test_years_are_left_out_beside_what_is_rare(words: str, rare: str) -> None:
    query = query_of(words)
    assert query.rare == rare
    assert len(query.years) == (1 if rare else 0)


@pytest.mark.parametrize(
    ("words", "rare"),
    [
        ("养老服务补贴", '+"养老服" +"务补贴"'),
        ("企业 养老", '+"养老"'),
        ("养老", ""),
        ("企业 通知", ""),
        ("covid", ""),
        ("国办发6号", ""),
        ("〔2120〕6号", ""),
        ("费", ""),
    ],
)
def test_what_stands_everywhere_is_left_out(words: str, rare: str) -> None:
    query = query_of(words)
    assert (query.rare, query.years) == (rare, ())


@pytest.mark.parametrize("example", load_yaml("search/common.yaml")["examples"], ids=lambda example: example["words"])
def test_examples_of_common_words(example: dict[str, Any]) -> None:
    assert uncommon(example["words"]) == example["rest"]


@pytest.mark.parametrize("text", ["2020", "国办发〔2020〕6号", "一\n二２０２０年\n三", "（2020）"])
def test_a_year_is_found_as_the_index_finds_it(text: str) -> None:
    (year,) = query_of("国办发〔2020〕6号").years
    assert re.fullmatch(year, text)


@pytest.mark.parametrize("text", ["12020号", "20201", "2020a", "", "2021年", "２０２０１"])
def test_a_year_in_another_number_is_none(text: str) -> None:
    (year,) = query_of("国办发〔2020〕6号").years
    assert not re.fullmatch(year, text)


@given(st.text())
def test_a_query_holds_nothing_that_the_index_would_read_as_syntax(words: str) -> None:
    query = query_of(words)
    for term in query.terms:
        assert not set(term) & set('"\\+-!(){}[]^~*?:/&| ')
    assert len(fold(words)) == len(words)


@given(st.text(), st.lists(st.text(min_size=1).map(fold), max_size=3).map(tuple))
def test_spans_are_in_order_apart_and_hold_the_terms(text: str, terms: tuple[str, ...]) -> None:
    spans = spans_of(text, terms)
    assert all(start < end for start, end in spans)
    assert all(one[1] < other[0] for one, other in pairwise(spans))
    if spans:
        assert any(term in fold(text) for term in terms)


@pytest.mark.parametrize(
    "text",
    ["国办发〔2020〕6号", "国办发[2020]6号", "国办发（２０２０） 6号", "国办发【2020】６号", "国办发﹝2020﹞6号"],
)
def test_styles_of_brackets_have_one_key(text: str) -> None:
    assert match_key(text) == "国办发20206号"

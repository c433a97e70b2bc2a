"""The rules of relations/cues.yaml: each example and counter-example, and the mechanism that reads them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph_builder.extraction.citations import find_citations
from graph_builder.extraction.cues import Place, Setting, Side, Verdict, fallbacks, judge, overlap, rules
from graph_builder.extraction.targets import kind_of
from graph_builder.knowledge import load_yaml
from graph_builder.model import RelationType, Scope

ENTRIES: list[dict[str, Any]] = load_yaml("relations/cues.yaml")["rules"]


def cases(kind: str) -> list[Any]:
    """All examples, or counter-examples, with their rule."""
    return [
        pytest.param(entry, example, id=f"{entry['name']}-{number}")
        for entry in ENTRIES
        for number, example in enumerate(entry[kind], 1)
    ]


def setting(example: dict[str, str]) -> Setting:
    """What surrounds the first citation of an example."""
    text = example["text"]
    citation = find_citations(text)[0]
    return Setting(
        text[: citation.start],
        text[citation.outer_end :],
        Place(example["position"]),
        citation.kind,
        citation.title,
        example.get("title", ""),
        example.get("opening", ""),
        example.get("heading", ""),
        example.get("annexed", ""),
        example.get("below", ""),
    )


@pytest.mark.parametrize(("entry", "example"), cases("examples"))
def test_examples(entry: dict[str, Any], example: dict[str, str]) -> None:
    verdict = judge(setting(example))
    assert (verdict.rule, verdict.type) == (entry["name"], entry["type"])
    assert verdict.confidence == entry["confidence"]
    assert verdict.cue


@pytest.mark.parametrize(("entry", "example"), cases("counter_examples"))
def test_counter_examples(entry: dict[str, Any], example: dict[str, str]) -> None:
    verdict = judge(setting(example))
    assert verdict.rule != entry["name"]
    assert verdict.type == example.get("expect", verdict.type)


def test_every_rule_fires_on_an_example() -> None:
    fired = {judge(setting(example)).rule for entry in ENTRIES for example in entry["examples"]}
    assert fired == {rule.name for rule in rules()}
    assert len({rule.name for rule in rules()}) == len(rules())


def test_every_relation_type_has_a_rule() -> None:
    assert {rule.type for rule in rules()} == set(RelationType)


def test_no_word_of_a_rule_is_disarmed_by_the_rule_itself() -> None:
    """A phrase that its own exception always catches could never fire."""
    for entry in ENTRIES:
        words = [word for word in entry["words"] if "…" not in word]
        assert [word for word in words if any(phrase in word for phrase in entry.get("unless", ()))] == []


def test_the_last_fallback_fits_every_position() -> None:
    assert fallbacks()[-1].places == frozenset(Place)
    assert not fallbacks()[-1].kinds
    assert fallbacks()[-1].verdict.type is RelationType.CITES


# -- mechanism ----------------------------------------------------------------------------------------------------

PLAIN = Setting("", "", Place.CLAUSE, kind_of("茶园补助办法"), "茶园补助办法")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "同时废止。", RelationType.REPEALS),
        ("", "第三条同时废止。", RelationType.AMENDS),
        ("", "继续有效。其他文件同时废止。", RelationType.CITES),
        ("", "；其他文件同时废止", RelationType.CITES),
        ("", "所列茶园以及历年核定的茶厂名录和补助档案连同其他各类文书材料一律同时废止", RelationType.CITES),
        ("认真落实", "，做好", RelationType.IMPLEMENTS),
        ("认真落实春茶补助。参照", "执行", RelationType.CITES),
        ("落实茶园补助，并按", "核定", RelationType.CITES),
    ],
)
def test_reach_and_stops(before: str, after: str, expected: RelationType) -> None:
    assert judge(replace(PLAIN, before=before, after=after)).type is expected


def test_scope_follows_the_position() -> None:
    words = replace(PLAIN, after="同时废止。")
    assert judge(words).scope is Scope.CLAUSE
    assert judge(replace(words, place=Place.OPENING)).scope is Scope.DOCUMENT
    assert judge(replace(words, place=Place.TITLE)).scope is Scope.DOCUMENT


def test_without_any_cue() -> None:
    policy = kind_of("关于茶园补助的通知")
    assert judge(replace(PLAIN, kind=policy, place=Place.OPENING)) == Verdict(
        RelationType.IMPLEMENTS, "recalled_in_opening", "", Scope.DOCUMENT, 0.6
    )
    assert judge(PLAIN) == Verdict(RelationType.CITES, "mentioned", "", Scope.CLAUSE, 0.8)
    assert judge(replace(PLAIN, place=Place.ANNEX_LIST)).type is RelationType.CITES


def test_a_law_gives_authority_and_a_notice_is_carried_out() -> None:
    opening = replace(PLAIN, before="根据", after="，制定本细则。", place=Place.OPENING)
    assert judge(replace(opening, kind=kind_of("预算法"))).type is RelationType.BASED_ON
    assert judge(opening).type is RelationType.BASED_ON
    assert judge(replace(opening, kind=kind_of("关于茶园补助的通知"))).type is RelationType.IMPLEMENTS


def test_the_nearest_word_is_the_cue() -> None:
    verdict = judge(replace(PLAIN, before="根据茶情，为贯彻落实", place=Place.OPENING, kind=kind_of("关于补助的意见")))
    assert verdict.cue == "贯彻落实"


@pytest.mark.parametrize(
    ("target", "own", "share"),
    [
        ("关于阶段性减征茶税的通知", "关于延长阶段性减征茶税期限的通知", 1.0),
        ("关于阶段性减征茶税的通知", "关于茶厂减租的意见", 0.0),
        ("", "关于茶厂减租的意见", 0.0),
        ("茶", "茶", 0.0),
    ],
)
def test_overlap(target: str, own: str, share: float) -> None:
    assert overlap(target, own) == pytest.approx(share, abs=0.01)


def test_rules_on_titles_and_headings_need_no_reach() -> None:
    for rule in rules():
        beside = rule.side in (Side.BEFORE, Side.AFTER) or rule.unless_other is not None
        assert (rule.reach > 0) is beside

"""The knowledge of ``data/measures/``, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph_builder.errors import KnowledgeError
from graph_builder.knowledge import data_dir, load_yaml

Pattern = re.Pattern[str]

_NUMBER = r"(?:\d{1,9}(?:[.．]\d{1,4})?(?:[—\-~～至]\d{1,9}(?:[.．]\d{1,4})?)?|[一二两三四五六七八九十百千半]{1,5})"
_UNIT = r"(?:[百千万亿]{0,2}(?:元|美元))"


@dataclass(frozen=True, slots=True)
class ValidityRule:
    """One way to state when a provision holds. ``kind`` is period, end, start or part."""

    name: str
    kind: str
    before: Pattern
    after: Pattern | None
    not_before: Pattern | None
    not_after: Pattern | None


@dataclass(frozen=True, slots=True)
class ValidityLexicon:
    """Rules of validity in the order in which they are tried, and the statements that hold for a whole text."""

    rules: tuple[ValidityRule, ...]
    on_issue: Pattern
    general: Pattern
    not_general: Pattern


@dataclass(frozen=True, slots=True)
class ActionLexicon:
    """Verbs: one pattern that finds them all (nouns that hold a verb included), and the class of each."""

    verb: Pattern
    effect: frozenset[str]
    light: frozenset[str]
    manner: frozenset[str]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class ResponsibilityLexicon:
    """Patterns that open, end and clean a note of responsibility, and those of a subject."""

    label: Pattern
    """A label with its colon; group ``who`` is set where agencies follow it."""
    line: Pattern
    duty: Pattern
    tail: Pattern
    kept: frozenset[str]
    subject: Pattern
    not_subject: Pattern


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _compiled(name: str, place: str, pattern: str) -> Pattern:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise KnowledgeError(f"{data_dir() / name}: {place}: {error}; correct the regular expression") from error


@cache
def provision_rules() -> dict[str, Pattern]:
    """The patterns of ``provisions.yaml`` by what they apply to, the rules of each joined into one."""
    found: dict[str, list[str]] = {}
    for rule in load_yaml("measures/provisions.yaml")["rules"]:
        _compiled("measures/provisions.yaml", rule["name"], rule["pattern"])
        found.setdefault(rule["applies_to"], []).append(f"(?:{rule['pattern']})")
    return {kind: re.compile("|".join(patterns)) for kind, patterns in found.items()}


@cache
def actions() -> ActionLexicon:
    """``actions.yaml``."""
    content: dict[str, Any] = load_yaml("measures/actions.yaml")
    words = {*content["effect"], *content["duty"], *content["light"], *content["nouns"]}
    return ActionLexicon(
        re.compile(_any(list(words))),
        frozenset(content["effect"]),
        frozenset(content["light"]),
        frozenset(content["manner"]),
        frozenset(content["nouns"]),
    )


@cache
def beneficiaries() -> tuple[Pattern, Pattern]:
    """``beneficiaries.yaml``: words that count everywhere, and words that count behind 对 or 为 only."""
    content = load_yaml("measures/beneficiaries.yaml")
    weak = rf"(?:对|为|向|给|支持)[^，。；]{{0,30}}?({_any(content['weak'])})(?![\u4e00-\u9fff]?[的内])"
    return re.compile(_any(content["strong"])), re.compile(weak)


@cache
def amounts() -> tuple[Pattern, ...]:
    """The patterns of ``amounts.yaml``, the kind that wins first."""
    name = "measures/amounts.yaml"
    return tuple(
        _compiled(name, kind["name"], kind["pattern"].replace("{n}", _NUMBER).replace("{unit}", _UNIT))
        for kind in load_yaml(name)["kinds"]
    )


@cache
def responsibility() -> ResponsibilityLexicon:
    """``responsibility.yaml``."""
    content = load_yaml("measures/responsibility.yaml")
    labels, others = _any(content["labels"]), _any(content["other_labels"])
    duties, fillers = _any(content["duties"]), _any(content["fillers"])
    return ResponsibilityLexicon(
        label=re.compile(rf"(?P<who>{labels})[：:]|(?:{others})[：:]"),
        line=re.compile(rf"(?:^|(?<=[\n。；]))(?=(?:{labels})[：:])[^\n。]{{1,600}}"),
        duty=re.compile(rf"(?:{duties})(?:[。，,；;].*)?$"),
        tail=re.compile(rf"(?:(?:{fillers}|{duties}|部门|单位){{1,20}})$"),
        kept=frozenset(content["kept_collectives"]),
        subject=re.compile(rf"(?:{_any(content['subject'])})"),
        not_subject=re.compile(rf"(?:{_any(content['not_subject'])})"),
    )


@cache
def validity() -> ValidityLexicon:
    """``validity.yaml``."""
    name = "measures/validity.yaml"
    content = load_yaml(name)

    def pattern(rule: dict[str, str], key: str) -> Pattern | None:
        return _compiled(name, f"{rule['name']}/{key}", rule[key]) if key in rule else None

    rules = []
    for rule in content["rules"]:
        before = _compiled(name, f"{rule['name']}/before", rule["before"])
        more = (pattern(rule, key) for key in ("after", "not_before", "not_after"))
        rules.append(ValidityRule(rule["name"], rule["kind"], before, *more))
    return ValidityLexicon(
        tuple(rules), *(_compiled(name, key, content[key]) for key in ("on_issue", "general", "not_general"))
    )

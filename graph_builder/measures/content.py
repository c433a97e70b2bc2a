"""What a provision does: its action, object, beneficiary and amount."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph_builder.measures.lexicon import actions, amounts, beneficiaries

_CLAUSE = re.compile(r"[^，。；：\n]+")
_AMOUNT = re.compile(
    r"[\d一二两三四五六七八九十百千万亿半](?:[%％‰元倍]|美元|个百分点|个基点|个月|个工作日|年(?![上下底末度]))|减半"
)
_TITLE = re.compile(r"《[^《》]{0,200}》")
_MODAL = re.compile(r"应当|要(?!求|素)|应(?!急|对|用|收)|须|可以?|将")
_OBJECT_LIMIT = 40
_REACH = 400
"""Characters of a provision that are searched for action and beneficiary: what it is about stands at its beginning."""
_BEFORE_VERB = re.compile(
    r"(?:^|(?<=[，。；：]))(?:对于|对|将|把|使)|(?:及时|适当|进一步|积极|切实|大力|合理|依法|全面|予以|给予|可|应|要|的|等){1,12}$"
)
_OF_OBJECT = "了的，"
_JOINING = ("和", "与", "及", "以及", "或", "或者", "并", "、")


@dataclass(frozen=True, slots=True)
class Action:
    """A verb as printed and what it acts on."""

    verb: str | None = None
    object: str | None = None


def read_action(heading: str | None, text: str) -> Action:
    """The main verb, from the heading where there is one, and its object."""
    text = _TITLE.sub("", text)
    if heading:
        found = _in_clauses(heading)
        if found.verb:
            return found
        text = text[len(heading) :]
    return _in_clauses(text[:_REACH], prefer_effect=True)


def _in_clauses(text: str, *, prefer_effect: bool = False) -> Action:
    """The verb of the first clause that has one; ``prefer_effect``: of the first that does something to someone."""
    first: Action | None = None
    for clause in _CLAUSE.finditer(text):
        found = _in_clause(clause.group())
        if found is None:
            continue
        if found.verb in actions().effect or not prefer_effect:
            return found
        first = first or found
    return first or Action()


def _in_clause(clause: str) -> Action | None:
    lexicon = actions()
    verbs = [match for match in lexicon.verb.finditer(clause) if match.group() not in lexicon.nouns]
    if not verbs:
        return None
    first = verbs[0]
    if first.group() not in lexicon.effect and (modal := _MODAL.search(clause)):
        first = next((verb for verb in verbs if verb.start() >= modal.end()), first)
    behind = verbs[verbs.index(first) + 1 :]
    if first.group() in lexicon.manner and behind and behind[0].start() == first.end():
        first, behind = behind[0], behind[1:]
    chosen = first
    if first.group() in lexicon.light:  # 实行税费减免: the verb proper stands behind it
        proper = (verb for verb in behind if verb.group() in lexicon.effect or verb.end() == len(clause))
        chosen = next(proper, first)
    last = chosen
    for verb in verbs[verbs.index(chosen) + 1 :]:  # 督促和帮助企业: both act on what stands behind the second
        if clause[last.end() : verb.start()] not in _JOINING:
            break
        last = verb
    return Action(chosen.group(), _object(clause, first, chosen, last))


def _object(clause: str, first: re.Match[str], chosen: re.Match[str], last: re.Match[str]) -> str | None:
    behind = clause[last.end() :].lstrip(_OF_OBJECT)
    if not behind:
        begin = first.end() if first is not chosen else 0
        behind = _BEFORE_VERB.sub("", clause[begin : chosen.start()])
    return behind[:_OBJECT_LIMIT].strip("“”（）()、 ") or None


def read_beneficiary(heading: str | None, text: str) -> str | None:
    """Who gets what the provision gives, as printed; several of one enumeration are joined by 、."""
    strong, weak = beneficiaries()
    for words in (heading or "", text[:_REACH]):
        first = strong.search(words)
        if first is None:
            continue
        names = [first.group()]
        at = first.end()
        while words[at : at + 1] in ("、", "和", "及", "与") and (following := strong.match(words, at + 1)):
            names.append(following.group())
            at = following.end()
        return "、".join(dict.fromkeys(names))
    match = weak.search(text[:_REACH])
    return match.group(1) if match else None


def read_value(text: str) -> str | None:
    """The amount that a provision gives or changes, as printed."""
    if not _AMOUNT.search(text):
        return None
    for pattern in amounts():
        match = pattern.search(text)
        if match is not None:
            return match["value"]
    return None

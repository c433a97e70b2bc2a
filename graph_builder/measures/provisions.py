"""Which provisions of a document are operative, and the words that each hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph_builder.measures.lexicon import provision_rules
from graph_builder.measures.notes import find_notes
from graph_builder.measures.outline import Node, heading_of, outline
from graph_builder.model import PassageKind
from graph_builder.structure import Part, Role, Structure

_END_MARKS = "。：:；;"
_HEADING_LINE_LIMIT = 30
_SENTENCE_MARK = re.compile(r"[。；：:，（(]")
_FOR_ALL = re.compile(r"[（(]?(?:以上|上述)")


@dataclass(frozen=True, slots=True)
class Provision:
    """An operative provision: the line it begins in, its path of numbers, heading and text (without its number).

    ``leads`` are the texts of the provisions that it stands under, innermost first.
    """

    line: int
    label: str | None
    heading: str | None
    text: str
    leads: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """The operative provisions of a part, and the texts left out, which may state something for all of them."""

    provisions: list[Provision] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def readings(structure: Structure) -> Iterator[Reading]:
    """One reading for each part that the document itself says: its own text and the texts that it issues.

    A text without any number has one provision for each operative paragraph, unless it only passes others on.
    """
    issues = any(part.role is Role.ENCLOSURE and part.owner is None for part in structure.parts)
    for part in structure.parts:
        if part.role is Role.MAIN or (part.role is Role.ENCLOSURE and part.owner is None):
            yield _read_part(part, paragraphs_count=not (part.role is Role.MAIN and issues))


def _read_part(part: Part, *, paragraphs_count: bool) -> Reading:
    result = Reading()
    found = outline(part)
    if found.roots:
        shared = _take_shared_note(found.roots[-1])
        _cut_closing(found.roots[-1], result.left_out)
        for root in found.roots:
            _visit(root, shared, result)
    elif paragraphs_count:
        _paragraphs([(block.text.line, block.text.text) for block in found.opening], result)
    return result


def _visit(node: Node, leads: tuple[str, ...], result: Reading) -> None:
    rules = provision_rules()
    heading = node.heading
    if rules["heading"].search(heading or node.body.rstrip(_END_MARKS)):
        result.left_out.extend(each.text for each in node.walk())
    elif node.children and not _is_list(node):
        shared = _take_shared_note(node.children[-1])
        for child in node.children:
            _visit(child, (*shared, node.text, *leads), result)
    else:
        text = "\n".join([node.text, *(each.block.text.text for each in list(node.walk())[1:])])
        if rules["provision"].search(text):
            result.left_out.append(text)
        elif text:
            result.provisions.append(Provision(node.block.text.line, node.block.label, heading, text, leads))


def _is_list(node: Node) -> bool:
    """Whether the numbers under ``node`` only count the items of its own sentence: conditions, papers, cases."""
    lead = (node.paragraphs[-1] if node.paragraphs else node.body)[-60:]
    return provision_rules()["enumeration"].search(lead) is not None


def _take_shared_note(node: Node) -> tuple[str, ...]:
    """Take from the end of ``node`` the note that stands there once for it and its siblings: （以上责任单位：…）."""
    last = _last_leaf(node)
    if last.paragraphs and _FOR_ALL.match(last.paragraphs[-1]) and find_notes(last.paragraphs[-1]):
        return (last.paragraphs.pop(),)
    return ()


def _last_leaf(node: Node) -> Node:
    while node.children:
        node = node.children[-1]
    return node


def _cut_closing(root: Node, left_out: list[str]) -> None:
    """Take from the last provision the paragraphs behind it that speak of the text as a whole."""
    last = _last_leaf(root)
    first = 1 if last.block.kind is PassageKind.HEADING else 0  # a heading alone is no provision
    for index, paragraph in enumerate(last.paragraphs[first:], first):
        if provision_rules()["closing"].search(paragraph):
            left_out.extend(last.paragraphs[index:])
            del last.paragraphs[index:]
            return


def _paragraphs(blocks: list[tuple[int, str]], result: Reading) -> None:
    """A text without numbers: a provision for each operative paragraph, or for each heading line with what follows."""
    rules = provision_rules()
    title: tuple[int, str] | None = None
    body: list[str] = []

    def close() -> None:
        nonlocal title
        if title is not None and body:
            if rules["heading"].search(title[1]):
                result.left_out.extend(body)
            else:
                result.provisions.append(Provision(title[0], None, title[1], "\n".join([title[1], *body])))
        title = None
        body.clear()

    for line, text in blocks:
        if rules["formula"].search(text) or rules["provision"].search(text):
            result.left_out.append(text)
        elif _is_heading_line(text):
            close()
            title = line, text
        elif title is not None:
            body.append(text)
        else:
            result.provisions.append(Provision(line, None, heading_of(text, alone=False), text))
    close()


def _is_heading_line(text: str) -> bool:
    return len(text) <= _HEADING_LINE_LIMIT and _SENTENCE_MARK.search(text) is None

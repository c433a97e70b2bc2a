"""The addressees (主送机关, GB/T 9704-2012, 7.3.2) of a document, one by one."""

from __future__ import annotations

import re

_OPEN = "（(〔[《“"
_CLOSE = "）)〕]》”"
_BRACKET_TAIL = re.compile(r"[（(](?:[^（）()])*[）)]$")
# 各省、自治区、直辖市财政厅 is one addressee: a 、 parts two only behind the name of a body.
_BODY = re.compile(
    r"(?:政府|党委|党组|局|厅|委|部|会|院|行|司|办|室|组|社|署|海关|关|队|处|站|所|中心|公司|集团|企业|单位|部门|机构|大学|学院|"
    r"学校|协会|商会|联盟|银行|兵团|学会|法院|团体|总局|总队|支队|电网|机场|港口)$"
)
_GOES_ON = re.compile(r"(?:[局厅委处办][^、，；]*|.)$")


def split_addressees(text: str) -> tuple[str, ...]:
    """The addressees of the line ``text`` (各市、县人民政府，省政府各部门：), as printed, without blanks."""
    text = re.sub(r"\s", "", text).rstrip("：:")
    found: list[str] = []
    for group in _split(text, "，,；;"):
        pending = ""
        for piece in _split(group, "、"):
            if pending and (_GOES_ON.fullmatch(piece) or not _BODY.search(_BRACKET_TAIL.sub("", pending))):
                pending += "、" + piece
                continue
            if pending:
                found.append(pending)
            pending = piece
        if pending:
            found.append(pending)
    return tuple(found)


def _split(text: str, marks: str) -> list[str]:
    """Split at any of ``marks`` outside brackets and quotation marks; empty pieces go."""
    pieces: list[str] = []
    depth = start = 0
    for place, sign in enumerate(text):
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(depth - 1, 0)
        elif sign in marks and depth == 0:
            pieces.append(text[start:place])
            start = place + 1
    pieces.append(text[start:])
    return [piece for piece in pieces if piece]

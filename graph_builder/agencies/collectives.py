"""Words for many bodies at once, which name no agency."""

from __future__ import annotations

import re

_COLLECTIVE = re.compile(
    r"各|有关|相关|所属|下属|成员单位|等[一二三四五六七八九十\d]*(?:部门|单位|厅局|部委)"
    r"|^(?:地方|当地|属地|基层|上级|下级|同级|中央|[省市县区]级?[、及和]?[省市县区]*级?)(?:人民)?(?:政府|党委|机关|单位|部门)"
    r"|(?:部门|单位|机关|机构|企业|部委|委办局)$"
)
_LEVELS = (
    r"(?:设区|省会|地|区|级|、|（|）|\(|\)|及|和|或|以上|以下|直辖|自治|省|市|县|州|盟|旗|兵团|计划单列|新区"
    r"|地方)"
)
_MANY_BEFORE = re.compile(
    rf"(?:各(?:级|地|相关|有关)?|有关|相关|所在|当地|同级|上级|下级|属地|所属|基层|其他|等){_LEVELS}{{0,12}}$"
    rf"|(?:外|两|多|[一二三四五六七八九十]个?){_LEVELS}{{1,12}}$"
    r"|(?:直辖|计划单列|设区的?|省辖|地级|县级|副省级|省会城|[市县区]、)$"
)
_MANY_AFTER = re.compile("(?:各|有关|相关|所属|直属|内设)?(?:组成)?(?:部门|单位|部委|机构|成员|工作部门)|各|有关|相关")
_LEFT = 24


def is_collective(name: str) -> bool:
    """Whether a name means many bodies at once: 各市人民政府, 有关部门, 地方各级人民政府."""
    return _COLLECTIVE.search(name) is not None


def among_many(text: str, start: int) -> bool:
    """Whether what begins at ``start`` continues a phrase for many bodies: 各市|财政局, 各设区|市政府."""
    return _MANY_BEFORE.search(text, max(start - _LEFT, 0), start) is not None


def many_follow(text: str, end: int) -> bool:
    """Whether what ends at ``end`` only heads a phrase for many bodies: 国务院|有关部门, 领导小组|成员单位."""
    return _MANY_AFTER.match(text, end) is not None

"""The table of keys and values that websites print above a document (索引号, 发文字号, 成文日期)."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.knowledge import load_yaml

_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")  # 标　题
_MARKS = "：:\t |\n\u3000"


@cache
def _keys() -> dict[str, str | None]:
    return {
        word: entry.get("field") for entry in load_yaml("documents/metadata.yaml")["keys"] for word in entry["words"]
    }


@cache
def _key_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _keys()), key=len, reverse=True))
    return re.compile(rf"(?:\[|【)?({words})(?:\]|】)?[{_MARKS}]+")


def read_metadata(text: str) -> dict[str, str]:
    """Values by field (``number``, ``issuers``, ``date``, ``published``, ``title``) of one row or table."""
    text = _SPACED.sub("", text)
    values: dict[str, str] = {}
    matches = list(_key_pattern().finditer(text))
    for place, match in enumerate(matches):
        end = matches[place + 1].start() if place + 1 < len(matches) else len(text)
        field = _keys()[match.group(1)]
        value = text[match.end() : end].strip(_MARKS)
        if field and value:
            values.setdefault(field, value)
    return values

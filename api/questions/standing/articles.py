"""Provisions as citations name them (第二条) and as texts label them (二、（一）)."""

from __future__ import annotations

import re

from graph_builder.fields.dates import number

_FIRST_NUMBER = re.compile(r"第?([一二三四五六七八九十\d]{1,4})")


def covers(articles: tuple[str, ...], label: str | None) -> bool:
    """Whether one of ``articles`` is the provision of a label path, or holds it.

    Only whole articles (第二条) can be told apart by the path; a part of one (第二条第一款) is none of them.
    """
    own = _FIRST_NUMBER.match(label or "")
    if own is None or not all(article.endswith("条") for article in articles):
        return False
    named = [match for article in articles if (match := _FIRST_NUMBER.match(article))]
    return any(number(match[1]) == number(own[1]) for match in named)

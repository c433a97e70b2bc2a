"""What two ways of printing one number or title have in common."""

from __future__ import annotations

import unicodedata

_LONGEST = 500


def match_key(text: str) -> str:
    """Letters and digits of ``text`` in one width and case: 〔2020〕, [2020] and （２０２０） give the same key.

    Brackets, quotation marks, punctuation and white space go; the key of text without any letter or digit is empty.
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def exact_key(text: str) -> str:
    """:func:`match_key` for an index of whole values, which takes no value of any length (Neo4j: 8 kB)."""
    return match_key(text)[:_LONGEST]

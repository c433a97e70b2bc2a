"""Places in a list as words for an address. What comes back is checked, as anyone may write one."""

from __future__ import annotations

import base64
import binascii
import json

from api.questions.listing import Place
from api.web.problems import ProblemError, Wrong

_TAKES = "`next` of the page before"
_LARGEST = 2**53


def write_cursor(place: Place | None) -> str | None:
    """A place as letters, digits, ``-`` and ``_``."""
    if place is None:
        return None
    content = json.dumps([place.state, place.sort, place.key, place.at], ensure_ascii=False)
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def read_cursor(words: str | None) -> Place | None:
    """The place that :func:`write_cursor` wrote. Raises :class:`ProblemError` for anything else."""
    if words is None:
        return None
    try:
        padded = words.encode("ascii") + b"=" * (-len(words) % 4)
        state, sort, key, at = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, TypeError, RecursionError):
        raise _refused() from None
    right = isinstance(state, str) and isinstance(sort, str) and _is_number(at) and isinstance(at, int)
    if not right or not (key is None or isinstance(key, str) or _is_number(key)):
        raise _refused()
    return Place(state, sort, key, at)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST


def _refused() -> ProblemError:
    wrong = Wrong(parameter="cursor", place="query", message="this is no cursor", takes=_TAKES)
    return ProblemError(400, f"cursor: this is no cursor; it takes {_TAKES}", errors=[wrong])

"""What a problem says of a name that the graph does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from api.questions.answers import DocumentRef
from api.web.access import PREFIX
from api.web.asking import ask
from api.web.problems import NearMatch, ProblemError
from graph_builder.errors import NotFoundError, NothingLoadedError

_SHOWN = 100
_SAFE = ""
"""Of an id every character is encoded that is no letter or digit, `/` too."""


@contextmanager
def naming(name: str, near: Callable[..., Sequence[Any]]) -> Iterator[None]:
    """Turn "not found" into a problem that suggests what ``near``, a question, finds near ``name``."""
    try:
        yield
    except NothingLoadedError:
        raise
    except NotFoundError as error:
        suggestions = [_suggestion(found) for found in ask(near, name)]
        detail = str(error) if len(name) <= _SHOWN else f"{name[:_SHOWN]}…: the graph holds nothing of this name"
        raise ProblemError(404, detail, suggestions=suggestions) from error


def address_of(kind: str, name: str) -> str:
    """The path where a document or an agency is answered."""
    return f"{PREFIX}/{kind}/{quote(name, safe=_SAFE)}"


def _suggestion(found: DocumentRef | str) -> NearMatch:
    if isinstance(found, str):
        return NearMatch(id=found, title=found, href=address_of("agencies", found))
    return NearMatch(id=found.id, title=found.title, href=address_of("documents", found.id))

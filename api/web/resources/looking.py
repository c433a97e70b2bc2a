"""Looking up what a pasted text names."""

from __future__ import annotations

from pydantic import Field

from api import questions
from api.questions.lookup import LONGEST, LookedUp
from api.web.asking import ask
from api.web.parameters import Body, Day, Word
from api.web.problems import ProblemError
from api.web.resource import Resource

looking = Resource("look-up", "What a pasted text names")


class LookupBody(Body):
    """A text, and what helps to understand it."""

    text: str = Field(max_length=LONGEST, description=f"the text; at most {LONGEST} bytes as UTF-8")
    on: Day | None = Field(None, description="a day: tell how each document that is cited stands on it")
    region: Word | None = Field(
        None, description="full name of a division (示例省), which tells whose 省财政厅 is meant"
    )


@looking.post("/lookup", LookedUp, changes=False)
def lookup(body: LookupBody) -> LookedUp:
    """Find the citations, agencies and dates of a text.

    Each with its offsets in the text; a citation is resolved, ambiguous (with its candidates) or unknown. Nothing is
    changed in the graph, and the text is not kept.
    """
    if len(body.text.encode()) > LONGEST:
        raise ProblemError(413, f"text: a text may have {LONGEST} bytes at most; look up its parts one by one")
    return ask(questions.lookup, body.text, on=body.on, region=body.region)

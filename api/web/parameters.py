"""What requests may hold: the bases of their models, and the kinds of values that several of them take."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    ValidationError,
    model_validator,
)

from api.web.problems import ProblemError, Wrong
from graph_builder.model import Level, RelationType, Scope

_MODELS: dict[str, type[Parameters]] = {}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FIRST, _LAST = date(1000, 1, 1), date(2999, 12, 31)
_MOST_VALUES = 100
_MOST_ERRORS = 20


class Parameters(BaseModel):
    """A part of a request. What it does not name is refused, so that a mistyped filter does not pass for none."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    place: ClassVar[str] = "query"
    _schema: ClassVar[dict[str, Any] | None] = None

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        _MODELS[cls.__name__] = cls

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As pydantic's, but made once: flask-openapi3 asks for it at every request."""
        if args or kwargs:
            return super().model_json_schema(*args, **kwargs)
        if "_schema" not in cls.__dict__ or cls._schema is None:
            cls._schema = super().model_json_schema()
        return cls._schema


class PathParameters(Parameters):
    """The parts of an address."""

    place: ClassVar[str] = "path"


class Body(Parameters):
    """A body of JSON."""

    place: ClassVar[str] = "body"

    @model_validator(mode="before")
    @classmethod
    def _whole_characters(cls, given: Any) -> Any:
        return _whole(given)


Kinds = TypeVar("Kinds")


class BodyOfKinds(RootModel[Kinds]):
    """A body of JSON of one of several kinds, each a :class:`Body` that its field ``kind`` tells."""

    @model_validator(mode="before")
    @classmethod
    def _whole_characters(cls, given: Any) -> Any:
        return _whole(given)


def _whole(given: Any) -> Any:
    """JSON can name one half of a pair of surrogates, which no text can hold."""
    try:
        json.dumps(given, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ValueError("a text holds half of a character (a lone surrogate)") from error
    return given


def _day(given: Any) -> Any:
    # pydantic would read a number as seconds since 1970
    if isinstance(given, str) and not _ISO.fullmatch(given):
        raise ValueError("a day is written 2020-06-30")
    return given


def _calendar(given: date) -> date:
    if not _FIRST <= given <= _LAST:
        raise ValueError(f"a day lies between {_FIRST} and {_LAST}")
    return given


Day = Annotated[date, BeforeValidator(_day), AfterValidator(_calendar)]
Word = Annotated[str, Field(max_length=300)]
Words = Annotated[list[Word], Field(max_length=_MOST_VALUES)]
Levels = Annotated[list[Level], Field(max_length=_MOST_VALUES)]
Types = Annotated[list[RelationType], Field(max_length=_MOST_VALUES)]
Scopes = Annotated[list[Scope], Field(max_length=_MOST_VALUES)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class DocumentPath(PathParameters):
    """A document."""

    id: Annotated[str, Field(min_length=1, max_length=600)] = Field(
        description="The document's id; `/`, `#` and blanks are percent-encoded.",
        json_schema_extra={"example": "国办发〔2020〕6号"},
    )


class PageQuery(Parameters):
    """A page of a list."""

    cursor: Annotated[str, Field(max_length=4000)] | None = Field(
        None, description="`next` of the page before; without it the first page"
    )
    limit: int = Field(50, ge=1, le=500, description="entries of a page")


def refuse(error: ValidationError) -> Any:
    """What flask-openapi3 calls for a request that breaks its model. Raises :class:`ProblemError`."""
    model = _MODELS.get(error.title)
    place = model.place if model else "body"
    found = error.errors(include_url=False, include_input=False)[:_MOST_ERRORS]
    wrong = [_wrong(model, place, each) if model else _wrong_kind(each) for each in found]
    first = wrong[0]
    takes = f"; it takes {first.takes}" if first.takes else ""
    raise ProblemError(400, f"{first.parameter or place}: {first.message}{takes}", errors=wrong)


def _wrong(model: type[Parameters] | None, place: str, error: Any, loc: tuple[int | str, ...] | None = None) -> Wrong:
    at = error["loc"] if loc is None else loc
    return Wrong(
        parameter=str(at[0]) if at else "",
        place=place,
        message=_message(error["msg"], error["type"]),
        takes=_takes(model, at),
    )


def _wrong_kind(error: Any) -> Wrong:
    """What is wrong with a body of one of several kinds: pydantic puts the kind before the name of the field."""
    if error["type"] in ("union_tag_invalid", "union_tag_not_found"):
        takes = error.get("ctx", {}).get("expected_tags")
        return Wrong(
            parameter="kind", place="body", message="tells the kind of the body", takes=takes and f"one of {takes}"
        )
    return _wrong(None, "body", error, error["loc"][1:])


def _message(message: str, kind: str) -> str:
    return "there is no such parameter" if kind == "extra_forbidden" else message.removeprefix("Value error, ")


def _takes(model: type[Parameters] | None, loc: tuple[int | str, ...]) -> str | None:
    if model is None:
        return None
    schema = model.model_json_schema()
    found = schema.get("properties", {}).get(loc[0]) if loc else None
    if found is None:
        return "one of " + ", ".join(schema.get("properties", {}))
    return _describe(found, schema.get("$defs", {}))


def _describe(schema: dict[str, Any], defs: dict[str, Any]) -> str:
    if "$ref" in schema:
        return _describe(defs[schema["$ref"].rsplit("/", 1)[-1]], defs)
    if "anyOf" in schema:
        return " or ".join(_describe(each, defs) for each in schema["anyOf"] if each.get("type") != "null")
    for key, words in _WORDS.items():
        if key in schema:
            return words(schema, defs)
    return str(schema.get("type", "a value"))


def _bounds(schema: dict[str, Any], least: str, most: str, unit: str = "") -> str:
    low, high = schema.get(least), schema.get(most)
    if low is not None and high is not None:
        return f" from {low} to {high}{unit}"
    return f" of at most {high}{unit}" if high is not None else f" of at least {low}{unit}" if low is not None else ""


def _of_type(schema: dict[str, Any], defs: dict[str, Any]) -> str:
    kind = schema["type"]
    if kind == "array":
        return f"at most {schema.get('maxItems', 'any number')} values, each {_describe(schema.get('items', {}), defs)}"
    if kind == "string":
        if schema.get("format") == "date":
            return "a day such as 2020-06-30"
        return "text" + _bounds(schema, "minLength", "maxLength", " characters")
    if kind in ("integer", "number"):
        return ("a whole number" if kind == "integer" else "a number") + _bounds(schema, "minimum", "maximum")
    return "true or false" if kind == "boolean" else str(kind)


_WORDS: dict[str, Callable[[dict[str, Any], dict[str, Any]], str]] = {
    "enum": lambda schema, _: "one of " + ", ".join(map(str, schema["enum"])),
    "const": lambda schema, _: str(schema["const"]),
    "type": _of_type,
}

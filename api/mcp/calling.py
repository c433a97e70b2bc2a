"""One call of a tool: arguments in, the answer or one line about what is wrong out."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from mcp.types import CallToolResult, TextContent
from pydantic import ValidationError

from api.mcp.plain import plain
from api.mcp.tools import Tool
from graph_builder.errors import PolicyGraphError, StoreError
from graph_builder.store import Store, StoreSettings, open_store

_LONGEST = 500
_MORE = "（未全部列出，可调高 limit 或收窄条件 not all is listed; raise the limit or narrow the question）"

_log = logging.getLogger(__name__)


class OpenedStore:
    """The store for as long as the server runs: opened by the first question, closed with the server.

    Not to be used by several threads at once.
    """

    def __init__(self, settings: StoreSettings | None = None) -> None:
        self._settings = settings
        self._opened = ExitStack()
        self._store: Store | None = None

    def get(self) -> Store:
        """The open store. Raises :class:`StoreError` where it cannot be opened; the next call then tries again."""
        if self._store is None:
            self._store = self._opened.enter_context(open_store(self._settings))
        return self._store

    def hidden(self, message: str) -> str:
        """A message without the place of the store, which is the operator's business and not the assistant's."""
        return message if self._store is None else message.replace(self._store.place, "图库 the store")

    def close(self) -> None:
        """Close it, if it is open."""
        self._store = None
        self._opened.close()


def call(tool: Tool[Any, Any], given: Mapping[str, Any], opened: OpenedStore) -> CallToolResult:
    """Ask a tool's question. Whatever goes wrong is an answer too: an error of the tool in one line."""
    try:
        # Assistants send null for what they leave out.
        asked = tool.arguments.model_validate({key: value for key, value in given.items() if value is not None})
    except ValidationError as error:
        return _failed("参数有误 wrong arguments: " + "；".join(map(_wrong, error.errors())))
    try:
        answer, truncated = tool.ask(opened.get(), asked)
        return CallToolResult(
            content=[TextContent(type="text", text=plain([*tool.text(answer), *([_MORE] if truncated else [])]))],
            structured_content=tool.answer(answer=answer, truncated=truncated).model_dump(mode="json"),
        )
    except StoreError as error:
        # The message is for the operator: it names the place of the store.
        _log.warning("%s", error)
        # An engine that was started again listens elsewhere.
        opened.close()
        return _failed("图库不可用 the store cannot be used; `policygraph doctor` says why")
    except PolicyGraphError as error:
        return _failed(opened.hidden(str(error)))
    except Exception:
        _log.exception("%s failed", tool.name)
        return _failed("内部错误 internal error; the server's standard error has the details")


def _wrong(error: Any) -> str:
    place = ".".join(map(str, error["loc"]))
    return f"{place}: {error['msg']}"


def _failed(message: str) -> CallToolResult:
    line = " ".join(message.split())
    return CallToolResult(content=[TextContent(type="text", text=line[:_LONGEST])], is_error=True)

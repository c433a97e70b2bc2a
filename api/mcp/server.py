"""The server over standard input and output."""

from __future__ import annotations

import importlib.metadata
import signal
from functools import partial
from typing import Any

import anyio
from anyio.to_thread import run_sync
from mcp import types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from pydantic.json_schema import GenerateJsonSchema

from api.mcp.calling import OpenedStore, call
from api.mcp.tools import TOOLS, Tool
from graph_builder.store import StoreSettings

_INSTRUCTIONS = (
    "政策图谱：政府文件及其间的转发、落实、延长、修改、废止等关系，每条关系都有原文依据。"
    "回答时请引用 evidence 中的文件、行号和原文；confidence 低于 0.5 或有 candidates 的关系尚未判定，应当说明。"
    "所有结论只就已载入的文件而言。"
    "Government documents and what they do to each other, every relation with its evidence. Quote the file, line and "
    "words of `evidence`; say so where a relation has candidates or a confidence below 0.5. "
    "All answers go as far as the loaded documents say."
)
_READS = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def serve(settings: StoreSettings | None = None) -> None:
    """Answer until the standard input ends; without ``settings`` from the store that the environment names.

    Nothing but the protocol goes to the standard output. A store that cannot be reached is an error of the tool that
    was called, not of the server.
    """
    # The reader of the standard input cannot be cancelled: Ctrl-C ends the process at once. The engine notices.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    opened = OpenedStore(settings)
    try:
        anyio.run(_run, opened)
    finally:
        opened.close()


async def _run(opened: OpenedStore) -> None:
    server = _server(opened)
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


def _server(opened: OpenedStore) -> Server[Any]:
    tools = {tool.name: tool for tool in TOOLS}
    listed = [_described(tool) for tool in TOOLS]
    # One question at a time: the store may be opened anew between two of them.
    one = anyio.CapacityLimiter(1)

    async def list_tools(
        _: ServerRequestContext[Any], __: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=listed)

    async def call_tool(_: ServerRequestContext[Any], asked: types.CallToolRequestParams) -> types.CallToolResult:
        tool = tools.get(asked.name)
        if tool is None:
            raise MCPError(types.INVALID_PARAMS, f"{asked.name[:100]}: no such tool; there are {', '.join(tools)}")
        return await run_sync(partial(call, tool, asked.arguments or {}, opened), limiter=one)

    return Server(
        "policygraph",
        version=importlib.metadata.version("policygraph"),
        title="政策图谱 Policy Graph",
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


class _Schema(GenerateJsonSchema):
    """Without the titles that only repeat the names: an assistant has to read all of it."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False


def _described(tool: Tool[Any, Any]) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.arguments.model_json_schema(schema_generator=_Schema),
        output_schema=tool.answer.model_json_schema(schema_generator=_Schema, mode="serialization"),
        annotations=_READS,
    )

"""A session of the official client with the real server over standard input and output, on the small graph."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from engines import session_folder
from mcp.shared.exceptions import MCPError

from api import questions
from api.mcp.tools import TOOLS
from graph_builder.cli.console import plain
from graph_builder.model import Graph, RelationType
from graph_builder.store import Store, StoreSettings, load, open_store
from graph_builder.store.locks import Places, try_hold

NATIONAL, PROVINCIAL, EXTENSION = "示例部发〔2021〕1号", "示例厅发〔2021〕7号", "示例部发〔2021〕9号"
LAW = "示例促进法"
DOCUMENT = {"document": NATIONAL}
DAY = "2022-02-01"
DRAFT = "按照《关于支持示例企业的通知》（示例部发[2021]1号）和示例部发〔2021〕8号要求，自2021年5月1日起办理。"

CALLS: dict[str, tuple[dict[str, Any], Callable[[Store], Any]]] = {
    "search": ({"words": "示例费 减免"}, lambda store: questions.search(store, "示例费 减免", limit=10).hits),
    "find": ({"document": "示例部发"}, lambda store: questions.find_documents(store, "示例部发", limit=20)),
    "show": (DOCUMENT, lambda store: questions.show(store, NATIONAL)),
    "read": (DOCUMENT | {"on": DAY}, lambda store: questions.read(store, NATIONAL, on=date.fromisoformat(DAY))),
    "trace": (DOCUMENT, lambda store: questions.trace(store, NATIONAL, depth=5, limit=100)),
    "status": (DOCUMENT | {"on": DAY}, lambda store: questions.status(store, NATIONAL, date.fromisoformat(DAY))),
    "effects": (DOCUMENT, lambda store: questions.effects(store, NATIONAL)),
    "expiring": (
        {"first": "2022-06-01", "days": 30},
        lambda store: questions.expiring(store, date(2022, 6, 1), 30, limit=50),
    ),
    "paths": (
        {"start": PROVINCIAL, "end": EXTENSION},
        lambda store: questions.paths(store, PROVINCIAL, EXTENSION, limit=10),
    ),
    "coverage": (DOCUMENT, lambda store: questions.coverage(store, NATIONAL)),
    "lookup": (
        {"text": DRAFT, "on": "2023-01-01"},
        lambda store: questions.lookup(store, DRAFT, on=date(2023, 1, 1)),
    ),
}


def test_tools_are_listed_and_described(assistant: Any) -> None:
    listed = assistant.tools()
    assert list(listed) == [tool.name for tool in TOOLS] == list(CALLS)
    for tool in listed.values():
        assert tool.annotations.read_only_hint
        assert tool.output_schema["type"] == "object"
        described = [tool.description, *(each["description"] for each in tool.input_schema["properties"].values())]
        for words in described:
            assert any("\u4e00" <= char <= "\u9fff" for char in words), words
            assert sum(char.isascii() and char.isalpha() for char in words) > 10, words


@pytest.mark.parametrize("tool", CALLS)
def test_a_tool_answers_what_its_question_answers(assistant: Any, store: Store, tool: str) -> None:
    arguments, question = CALLS[tool]
    expected = json.loads(json.dumps(plain(question(store)), default=str))
    assert assistant.answer(tool, **arguments) == {"answer": expected, "truncated": False}


def test_the_evidence_is_whole(assistant: Any) -> None:
    (step,) = [
        step
        for step in assistant.answer("trace", **DOCUMENT)["answer"]["down"]
        if step["relation"]["type"] == RelationType.IMPLEMENTS
    ]
    relation = step["relation"]
    assert (relation["source"], relation["rule"], relation["confidence"]) == (PROVINCIAL, "purpose_implements", 0.95)
    assert relation["evidence"] == {"file": "sample.txt", "line": 24, "quote": f"为落实{NATIONAL}", "cue": "落实"}
    assert step["days"] == 30


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("search", {"words": "制定"}, "第24行 为落实示例部发〔2021〕1号，制定本通知。"),
        ("search", {"words": "没有的词"}, "没有找到"),
        ("find", {"document": "示例厅发"}, f"{PROVINCIAL}｜关于落实支持示例企业政策的通知｜省级｜2021-03-03"),
        ("show", {"document": PROVINCIAL}, "一、（一）｜减免示例费｜示例省示例厅｜2021-03-01｜2021-06-30｜30"),
        (
            "read",
            {"document": PROVINCIAL},
            "第24行 为落实示例部发〔2021〕1号，制定本通知。\n  → 落实 IMPLEMENTS 示例部发",
        ),
        ("read", DOCUMENT | {"on": DAY}, "2022-02-01 已延期 extended\n第1行 示例部关于支持示例企业的通知"),
        ("read", {"document": LAW}, "库中没有这些段落"),
        (
            "lookup",
            {"text": DRAFT, "on": "2023-01-01"},
            f"即：{NATIONAL} 关于支持示例企业的通知（已到期，已失效，请核对",
        ),
        ("lookup", {"text": DRAFT}, "] 示例部发〔2021〕8号 库中没有"),
        ("lookup", {"text": DRAFT}, "日期 dates: 2021-05-01"),
        ("trace", DOCUMENT, f"落实 IMPLEMENTS {PROVINCIAL}"),
        ("trace", DOCUMENT, f"\n      sample.txt:24 “为落实{NATIONAL}”"),
        ("status", DOCUMENT | {"on": DAY}, f"{NATIONAL} 关于支持示例企业的通知：2022-02-01 已延期"),
        ("effects", DOCUMENT, "2021-12-01｜2022-06-30｜sample.txt:44"),
        ("expiring", {"first": "2022-06-01"}, f"2022-06-30｜{NATIONAL}"),
        ("paths", {"start": PROVINCIAL, "end": EXTENSION}, "→ 落实 IMPLEMENTS sample.txt:24"),
        ("coverage", DOCUMENT, "30行 一、（一） 减免示例费"),
        ("coverage", {"document": EXTENSION}, "没有已载入的下级文件整体落实它"),
    ],
)
def test_the_text_is_short_and_chinese(assistant: Any, tool: str, arguments: dict[str, str], says: str) -> None:
    assert says in assistant.text(tool, **arguments)


@pytest.mark.parametrize(
    "typed", ["示例部发[2021]1号", "示例部发（2021）1 号", "关于支持示例企业的通知", "支持示例企业的"]
)
def test_a_document_is_named_in_any_way(assistant: Any, typed: str) -> None:
    assert assistant.answer("effects", document=typed)["answer"]["document"]["id"] == NATIONAL


def test_filters_reach_the_question(assistant: Any) -> None:
    provincial = assistant.answer("trace", **DOCUMENT, levels=["provincial"])["answer"]["down"]
    assert [step["document"]["id"] for step in provincial] == [PROVINCIAL]
    late = assistant.answer("trace", **DOCUMENT, issued_from="2021-04-01")["answer"]["down"]
    assert [step["document"]["id"] for step in late] == [EXTENSION]
    assert assistant.answer("trace", **DOCUMENT, issued_to=None) == assistant.answer("trace", **DOCUMENT)
    assert assistant.answer("trace", **DOCUMENT, confidence=0.99)["answer"]["down"] == []
    up = assistant.answer("trace", document=PROVINCIAL, types=["BASED_ON"])["answer"]["up"]
    assert [step["document"]["id"] for step in up] == [LAW]
    measure = assistant.answer("trace", document=PROVINCIAL, measure="m1")["answer"]["measure"]
    assert measure["label"] == "一、（一）"


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("search", {"words": "通知"}),
        ("find", {"document": "示例部发"}),
        ("show", DOCUMENT),
        ("trace", DOCUMENT),
        ("lookup", {"text": DRAFT}),
        ("expiring", {"first": "2021-01-01", "days": 1000}),
    ],
)
def test_limits_cut_and_say_so(assistant: Any, tool: str, arguments: dict[str, Any]) -> None:
    assert not assistant.answer(tool, **arguments)["truncated"]
    assert "not all is listed" not in assistant.text(tool, **arguments)
    assert assistant.answer(tool, **arguments, limit=1)["truncated"]
    assert "not all is listed" in assistant.text(tool, **arguments, limit=1)


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("search", {}, "words: Field required"),
        ("search", {"words": ""}, "words: String should have at least 1 character"),
        ("search", {"words": "字" * 501}, "words: String should have at most 500 characters"),
        ("search", {"words": "x", "limit": 0}, "limit: Input should be greater than or equal to 1"),
        ("search", {"words": "x", "limit": 201}, "limit: Input should be less than or equal to 200"),
        ("trace", DOCUMENT | {"depth": 21}, "depth: Input should be less than or equal to 20"),
        ("trace", DOCUMENT | {"types": ["LIKES"]}, "types.0: Input should be 'FORWARDS', 'EXTENDS'"),
        ("trace", DOCUMENT | {"types": []}, "types: Tuple should have at least 1 item"),
        ("trace", DOCUMENT | {"deep": 2}, "deep: Extra inputs are not permitted"),
        ("trace", DOCUMENT | {"measure": "m9"}, "m9: the graph holds no measure of this id"),
        ("trace", DOCUMENT | {"measure": "m1"}, f"m1: 不是该文件的措施 is no measure of {NATIONAL}"),
        ("status", DOCUMENT | {"on": "2021-02-30"}, "on: 日期写作 2020-12-31"),
        ("status", DOCUMENT | {"on": 0}, "on: 日期写作 2020-12-31"),
        ("expiring", {"days": -1, "limit": 0}, "days: Input should be greater than or equal to 0；limit: "),
        ("effects", {"document": "没有的文件"}, "没有的文件: 没有此字号或标题的文件"),
        ("effects", {"document": "示例部发〔2021〕4号"}, f"no such document; 最相近的是 nearest: {NATIONAL}"),
        ("paths", {"start": NATIONAL, "end": "没\n有\u0000的"}, "no such document; 可先用 search 查找"),
        ("lookup", {"text": "字" * 400_000}, "the text has more than 1000000 bytes"),
        ("coverage", DOCUMENT | {"provincial": EXTENSION}, "does not forward, implement or extend"),
        ("show", {"document": "示例部发"}, f"name one: {EXTENSION}；{NATIONAL}"),
        ("show", {"document": "'}) DETACH DELETE n //"}, "no such document"),
    ],
)
def test_what_is_wrong_is_one_line(assistant: Any, tool: str, arguments: dict[str, Any], says: str) -> None:
    assert says in assistant.error(tool, **arguments)


def test_an_unknown_tool_is_an_error_of_the_protocol(assistant: Any) -> None:
    with pytest.raises(MCPError, match="forget: no such tool; there are search, find"):
        assistant.call("forget")


def test_a_store_that_is_away_is_an_error_of_the_tool(start: Any) -> None:
    assistant = start(POLICYGRAPH_URI="bolt://127.0.0.1:9", POLICYGRAPH_PASSWORD="secret")
    for _ in range(2):
        line = assistant.error("search", words="通知")
        assert "the store cannot be used; `policygraph doctor` says why" in line
        assert "127.0.0.1" not in line


def _say(server: Popen[str], **message: Any) -> None:
    assert server.stdin is not None
    server.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    server.stdin.flush()


def _greet(server: Popen[str]) -> dict[str, Any]:
    client = {"name": "test", "version": "1"}
    _say(
        server,
        id=1,
        method="initialize",
        params={"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client},
    )
    greeting = _heard(server)
    _say(server, method="notifications/initialized")
    return greeting


def _heard(server: Popen[str]) -> dict[str, Any]:
    assert server.stdout is not None
    line = server.stdout.readline()
    assert line, f"the server ended with {server.wait(10)}"
    message: dict[str, Any] = json.loads(line)
    assert message["jsonrpc"] == "2.0"
    return message


def test_the_output_is_the_protocol_and_the_store_is_closed_at_the_end(
    bare: Any, small_graph: Graph, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with open_store(StoreSettings(home)) as store:
        load(store, small_graph)
    server = bare(POLICYGRAPH_HOME=str(home))
    greeting = _greet(server)
    assert greeting["result"]["serverInfo"]["name"] == "policygraph"
    assert "evidence" in greeting["result"]["instructions"]
    places = Places(home / "store")
    assert not places.endpoint.exists()  # nothing was asked of the store yet

    for number, words in enumerate(["示例费", "通知"], 2):
        _say(server, id=number, method="tools/call", params={"name": "search", "arguments": {"words": words}})
        assert _heard(server)["id"] == number
    assert places.endpoint.exists()
    assert try_hold(places.engine) is None

    rest, _ = server.communicate(timeout=30)
    assert rest == ""
    assert server.returncode == 0
    assert not places.endpoint.exists()
    free = try_hold(places.engine)
    assert free is not None
    free.release()


def test_messages_that_are_none_do_not_end_the_server(bare: Any, store: Store) -> None:
    server = bare(POLICYGRAPH_HOME=str(session_folder()))
    _greet(server)
    server.stdin.write("no json\n\n{}\n")
    for number, words in ((2, "\ud800"), (3, "示例费")):
        _say(server, id=number, method="tools/call", params={"name": "search", "arguments": {"words": words}})
    answers = []
    while not answers or answers[-1].get("id") != 3:
        answers.append(_heard(server))
    assert "关于落实支持示例企业政策的通知" not in str(answers[:-1])
    assert not answers[-1]["result"].get("isError"), answers[-1]


def test_nothing_loaded_is_said_without_the_place_and_a_server_that_is_killed_leaves_no_engine(
    bare: Any, tmp_path: Path
) -> None:
    server = bare(POLICYGRAPH_HOME=str(tmp_path / "home"))
    _greet(server)
    _say(server, id=2, method="tools/call", params={"name": "search", "arguments": {"words": "x"}})
    result = _heard(server)["result"]
    assert result["isError"]
    (said,) = result["content"]
    assert "no graph was loaded yet; run `policygraph build`" in said["text"]
    assert len(said["text"].splitlines()) == 1
    assert str(tmp_path) not in str(result)
    server.terminate()
    assert server.wait(10) != 0
    places = Places(tmp_path / "home" / "store")
    deadline = time.monotonic() + 30
    while (free := try_hold(places.engine)) is None:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    free.release()

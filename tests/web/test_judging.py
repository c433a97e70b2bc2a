"""Look-up and judgements over HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from web_graph import CITY, EXTENSION, PROVINCE, ROOT
from web_problems import problem_of

from api.questions.lookup import LONGEST
from api.web import create_app
from graph_builder.judgements import JudgementLog
from graph_builder.settings import Settings
from graph_builder.store import Store, dump

BASE = "/api/v1"
SIGNED = {"by": "李审", "reason": "与原文核对"}
CONFIRM = {"kind": "confirm", "source": CITY, "type": "IMPLEMENTS", "target": PROVINCE, **SIGNED}


def post(client: FlaskClient, path: str, body: Any, status: int) -> Any:
    answer = client.post(BASE + path, json=body)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json() if status < 400 else problem_of(answer)


def test_a_text_is_looked_up(client: FlaskClient, store: Store) -> None:
    before = dump(store)
    answer = post(client, "/lookup", {"text": f"按照{PROVINCE}办理。", "on": "2021-09-01"}, 200)
    (citation,) = answer["citations"]
    assert (citation["found"], citation["documents"][0]["id"]) == ("resolved", PROVINCE)
    assert (citation["start"], citation["end"]) == (2, 2 + len(PROVINCE))
    assert answer["statuses"][0]["document"]["id"] == PROVINCE
    assert dump(store) == before


def test_a_text_of_a_megabyte_is_taken_however_it_is_written(client: FlaskClient) -> None:
    whole = "甲" * (LONGEST // 3)
    assert post(client, "/lookup", {"text": whole}, 200)["length"] == len(whole)
    problem = post(client, "/lookup", {"text": whole + "甲" * 10}, 413)
    assert "1000000" in problem["detail"]
    assert post(client, "/lookup", {"text": "x" * 3_000_000}, 413)


def test_a_judgement_is_kept_seen_and_undone(client: FlaskClient, settings: Settings, get: Any) -> None:
    tag = client.get(f"{BASE}/stats").headers["ETag"]
    recorded = post(client, "/judgements", CONFIRM, 201)
    assert (recorded["relation"]["decided_by"], recorded["relation"]["confidence"]) == ("李审", 1.0)
    answer = client.get(f"{BASE}/stats", headers={"If-None-Match": tag})
    assert answer.status_code == 200, "what was answered before is not taken for fresh"
    assert answer.headers["ETag"] != tag
    (kept,) = JudgementLog(settings.judgements_file).read().all
    assert kept.id == recorded["judgement"]["id"], "the command line uses the same file"
    (entry,) = get("/judgements")["entries"]
    assert entry["standing"] == "in_force"
    undone = post(client, f"/judgements/{kept.id}/undo", SIGNED, 201)
    standings = {each["judgement"]["id"]: each["standing"] for each in get("/judgements")["entries"]}
    assert standings == {kept.id: "undone", undone["judgement"]["id"]: "in_force"}
    assert "undone" in post(client, f"/judgements/{kept.id}/undo", SIGNED, 400)["detail"]


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "reject"},
        {"kind": "retype", "new": "FORWARDS"},
        {"kind": "target", "meant": ROOT},
    ],
)
def test_every_kind_on_a_relation(client: FlaskClient, get: Any, body: dict[str, str]) -> None:
    post(client, "/judgements", CONFIRM | body, 201)
    left = {(each["type"], each["target"]["id"]) for each in _from_city(get)}
    expected = {"reject": set(), "retype": {("FORWARDS", PROVINCE)}, "target": {("IMPLEMENTS", ROOT)}}
    assert {pair for pair in left if pair[0] != "CITES"} == expected[body["kind"]]


def _from_city(get: Any) -> list[Any]:
    found = get(f"/relations?source={CITY}")["items"]
    return [{"type": each["relation"]["type"], "target": each["target"]} for each in found]


def test_agencies_are_merged_and_separated(client: FlaskClient, get: Any) -> None:
    body = {"kind": "merge", "agency": "丁总局", "other": "甲部", **SIGNED}
    post(client, "/judgements", body, 201)
    assert "丁总局" not in [each["agency"]["id"] for each in get("/agencies")["items"]]
    post(client, "/judgements", body | {"kind": "separate"}, 201)
    assert "丁总局" in [each["agency"]["id"] for each in get("/agencies")["items"]]


@pytest.mark.parametrize(
    ("body", "status", "parameter"),
    [
        ({"kind": "retype", "new": "IMPLEMENTS"}, 400, "new"),
        ({"kind": "target", "meant": PROVINCE}, 400, "meant"),
        ({"type": "CITES", "target": EXTENSION}, 400, "target"),
        ({"kind": "other"}, 400, "kind"),
        ({"by": " "}, 400, "by"),
        ({"reason": ""}, 400, "reason"),
        ({"more": "x"}, 400, "more"),
        ({"type": "NONE"}, 400, "type"),
    ],
)
def test_refusals_name_the_parameter(
    client: FlaskClient, settings: Settings, body: dict[str, str], status: int, parameter: str
) -> None:
    problem = post(client, "/judgements", CONFIRM | body, status)
    assert problem["errors"][0]["parameter"] == parameter
    assert not settings.judgements_file.exists()


@pytest.mark.parametrize(
    ("body", "near"),
    [
        ({"source": CITY.replace("8", "9")}, CITY),
        ({"target": PROVINCE.replace("5", "6")}, PROVINCE),
        ({"type": "REPEALS"}, PROVINCE),
    ],
)
def test_unknown_names_suggest_what_is_near(client: FlaskClient, body: dict[str, str], near: str) -> None:
    problem = post(client, "/judgements", CONFIRM | body, 404)
    assert near in [each["id"] for each in problem["suggestions"]]


def test_unknown_agencies_and_judgements(client: FlaskClient) -> None:
    body = {"kind": "merge", "agency": "示例省乙厅局", "other": "甲部", **SIGNED}
    problem = post(client, "/judgements", body, 404)
    assert "示例省乙厅" in [each["id"] for each in problem["suggestions"]]
    post(client, "/judgements/0123456789ab/undo", SIGNED, 404)


def test_the_queue_is_paged(get: Any) -> None:
    first = get("/judgements/queue?below=0.7&limit=1")
    assert first["total"] == 2
    assert first["items"][0]["doubt"] == "ambiguous"
    assert [each["id"] for each in first["items"][0]["candidates"]] == [EXTENSION, ROOT]
    assert first["items"][0]["relation"]["evidence"]["line"] == 64
    (second,) = get("/judgements/queue?below=0.7&limit=1&offset=1")["items"]
    assert second["relation"]["evidence"]["line"] == 62


def test_writing_needs_the_token_and_the_same_site(store: Store, settings: Settings) -> None:
    away = settings.changed(host="0.0.0.0", public_read=True, token="a secret token", rate="")
    client = create_app(away, lambda: nullcontext(store)).test_client()
    sent = {"Authorization": "Bearer a secret token"}
    for path, body in (("/judgements", CONFIRM), ("/judgements/0123456789ab/undo", SIGNED)):
        assert client.post(BASE + path, json=body).status_code == 401
        other = client.post(BASE + path, json=body, headers=sent | {"Origin": "http://evil.example"})
        assert other.status_code == 403
    assert not settings.judgements_file.exists()
    assert client.post(f"{BASE}/lookup", json={"text": "x"}).status_code == 200
    assert client.post(f"{BASE}/judgements", json=CONFIRM, headers=sent).status_code == 201


def test_a_file_that_cannot_be_written_does_not_tell_its_place(store: Store, settings: Settings) -> None:
    settings.judgements_file.mkdir()
    client = create_app(settings, lambda: nullcontext(store)).test_client()
    answer = client.post(f"{BASE}/judgements", json=CONFIRM)
    assert answer.status_code == 503
    assert str(settings.home) not in answer.get_data(as_text=True)
    problem_of(answer)


WRITER = """
import sys
from pathlib import Path
from graph_builder.judgements import JudgementKind, JudgementLog, judge
log = JudgementLog(Path(sys.argv[1]))
for number in range(100):
    log.append(judge(JudgementKind.UNDO, sys.argv[2], "x" * 500, undoes=f"{number:012}"))
"""


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    command = [sys.executable, "-c", WRITER, str(path)]
    writers = [subprocess.Popen([*command, name], env=dict(os.environ)) for name in ("甲", "乙")]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    read = JudgementLog(path).read()
    assert not read.damaged
    assert sorted((each.by, each.undoes) for each in read.all) == sorted(
        (name, f"{number:012}") for name in ("甲", "乙") for number in range(100)
    )

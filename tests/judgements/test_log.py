"""The file of judgements: added to, flushed, shared, and read whatever state it is in."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from graphs import PROVINCE, ROOT, Kind, relation
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.errors import InputError
from graph_builder.judgements import JudgementKind, JudgementLog, judge
from graph_builder.judgements.model import as_line, from_line

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
RELATION = relation(PROVINCE, Kind.IMPLEMENTS, ROOT, 42)
CONFIRM = judge(JudgementKind.CONFIRM, "李审", "原文如此", at=NOON, relation=RELATION)
MERGE = judge(JudgementKind.MERGE, "王审", "同一机关", at=NOON, agency="甲部", other="丁总局")


def test_what_was_added_is_read_back(log: JudgementLog) -> None:
    assert log.read().all == ()
    for judgement in (CONFIRM, MERGE):
        log.append(judgement)
    assert log.read().all == (CONFIRM, MERGE)
    assert log.read().damaged == ()
    rows = [json.loads(line) for line in log.path.read_text("utf-8").splitlines()]
    assert rows[0]["by"] == "李审"
    assert rows[0]["relation"]["evidence"]["line"] == 42
    assert rows[1].keys() == {"id", "kind", "by", "at", "reason", "agency", "other"}


def test_a_line_that_was_cut_off_is_told_and_the_next_one_is_whole(log: JudgementLog) -> None:
    log.append(CONFIRM)
    whole = log.path.read_bytes()
    log.path.write_bytes(whole + whole[: len(whole) // 2])
    assert [damage.line for damage in log.read().damaged] == [2]
    log.append(MERGE)
    read = log.read()
    assert read.all == (CONFIRM, MERGE)
    assert [damage.line for damage in read.damaged] == [2]
    assert log.path.read_bytes().startswith(whole)


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "[]",
        "null",
        '{"kind": "later"}',
        as_line(CONFIRM).replace('"relation"', '"other"'),
        as_line(CONFIRM).replace("Z", ""),
    ],
)
def test_a_line_that_is_no_judgement_is_told_with_its_number(log: JudgementLog, line: str) -> None:
    log.append(MERGE)
    log.path.write_text(log.path.read_text("utf-8") + line + "\n", "utf-8")
    (damage,) = log.read().damaged
    assert damage.line == 2
    assert damage.reason
    assert log.read().all == (MERGE,)


def test_several_writers_lose_nothing(log: JudgementLog) -> None:
    judgements = [judge(JudgementKind.MERGE, "李审", f"第{n}次", agency="甲", other="乙") for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(log.append, judgements))
    read = log.read()
    assert {each.id for each in read.all} == {each.id for each in judgements}
    assert read.damaged == ()


def test_a_file_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    log = JudgementLog(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        log.read()
    with pytest.raises(InputError, match="cannot be written"):
        log.append(MERGE)


@pytest.mark.parametrize(
    ("by", "reason", "subject", "says"),
    [
        ("", "因", {"undoes": "x"}, "name of the reviewer"),
        ("李", " \n", {"undoes": "x"}, "reason"),
        ("李" * 101, "因", {"undoes": "x"}, "1 to 100"),
        ("李", "因" * 2001, {"undoes": "x"}, "1 to 2000"),
        ("李", "因", {}, "takes undoes"),
        ("李", "因", {"undoes": "x", "target": "y"}, "takes undoes"),
    ],
)
def test_a_judgement_without_name_reason_or_subject_is_refused(
    by: str, reason: str, subject: dict[str, str], says: str
) -> None:
    with pytest.raises(InputError, match=says):
        judge(JudgementKind.UNDO, by, reason, **subject)


@given(st.text(min_size=1), st.text(min_size=1), st.text())
def test_any_words_survive_the_file(by: str, reason: str, target: str) -> None:
    try:
        judgement = judge(
            JudgementKind.TARGET,
            by,
            reason,
            at=NOON,
            relation=RELATION,
            target=target.encode("utf-8", "replace").decode(),
        )
    except InputError:
        assert not by.split() or not reason.split() or len(by) > 100
        return
    line = as_line(judgement)
    assert "\n" not in line
    assert from_line(line.encode()) == judgement

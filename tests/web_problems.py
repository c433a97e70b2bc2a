"""The one shape of problems."""

from __future__ import annotations

from typing import Any


def problem_of(answer: Any) -> Any:
    """The problem of an answer, its one shape checked."""
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    problem = answer.get_json()
    assert set(problem) == {"type", "title", "status", "detail", "instance", "errors", "suggestions"}
    assert problem["type"].startswith("urn:policygraph:problem:")
    assert problem["status"] == answer.status_code
    assert problem["instance"] == f"urn:policygraph:request:{answer.headers['X-Request-ID']}"
    assert problem["title"]
    assert problem["detail"]
    assert "bolt" not in answer.get_data(as_text=True)
    assert "Traceback" not in answer.get_data(as_text=True)
    return problem

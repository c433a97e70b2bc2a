"""Files under ``data/`` against their schemas."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder import knowledge
from graph_builder.errors import KnowledgeError
from graph_builder.knowledge import cypher_dir, data_dir, load_yaml

NO_RULES = {"schemas", "sample", "corpus", "hebei-2020"}
RULES = sorted(
    path.relative_to(data_dir()).as_posix()
    for path in data_dir().rglob("*.yaml")
    if path.relative_to(data_dir()).parts[0] not in NO_RULES
)


@pytest.mark.parametrize("name", RULES)
def test_every_file_matches_its_schema(name: str) -> None:
    assert load_yaml(name)


def test_there_are_rules_and_statements() -> None:
    assert RULES
    assert list(cypher_dir().rglob("*.cypher"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "schemas").mkdir()
    schema = '{"type": "object", "additionalProperties": {"type": "array", "items": {"type": "integer"}}}'
    (tmp_path / "schemas" / "odd.schema.json").write_text(schema)
    monkeypatch.setattr(knowledge, "data_dir", lambda: tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("a: [1, x]", 'odd.yaml: a/1: "x" is not of type "integer"'),
        ("[1]", 'odd.yaml: top level: [1] is not of type "object"'),
        ("a: [2030-01-05]", "odd.yaml: Unsupported type: 'date'; write dates"),
        ("2030: [1]", "names that are numbers, in quotation marks"),
        ("a: [1", "odd.yaml: cannot be read"),
        (None, "odd.yaml: cannot be read"),
    ],
)
def test_a_broken_file_is_named_with_the_place(folder: Path, content: str | None, says: str) -> None:
    if content is not None:
        (folder / "odd.yaml").write_text(content)
    with pytest.raises(KnowledgeError) as caught:
        load_yaml("odd.yaml")
    assert says in str(caught.value)


def test_a_sound_file_is_given_back(folder: Path) -> None:
    (folder / "odd.yaml").write_text("a: [1, 2]")
    assert load_yaml("odd.yaml") == {"a": [1, 2]}

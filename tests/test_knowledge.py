"""Files under ``data/`` against their schemas."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_builder import knowledge
from graph_builder.errors import KnowledgeError
from graph_builder.knowledge import cypher_dir, data_dir, load_yaml, rules_fingerprint

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


# -- what the rules are told by ----------------------------------------------------------------------------------------


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    files = {
        "reading.py": "from graph_builder.words import cut\n\n\ndef late():\n    import graph_builder.deep.inner\n",
        "words.py": "import json\nfrom graph_builder.deep import (\n    other,\n)\n",
        "deep/__init__.py": "",
        "deep/inner.py": "",
        "deep/other.py": "",
        "later.py": "import graph_builder.reading\n",
    }
    home = tmp_path / "graph_builder"
    for name, content in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(content)
    monkeypatch.setattr(knowledge, "_HERE", home)
    rules_fingerprint.cache_clear()
    yield home
    rules_fingerprint.cache_clear()


@pytest.mark.parametrize("name", ["reading", "words", "deep/__init__", "deep/inner", "deep/other", "later"])
def test_rules_of_a_module_are_told_by_what_it_imports(package: Path, name: str) -> None:
    before = rules_fingerprint("graph_builder.reading"), rules_fingerprint()
    (package / f"{name}.py").write_text((package / f"{name}.py").read_text() + "\n# changed\n")
    rules_fingerprint.cache_clear()
    assert (rules_fingerprint("graph_builder.reading") == before[0]) == (name == "later")
    assert rules_fingerprint() != before[1]


def test_all_that_runs_to_read_a_text_tells_its_rules() -> None:
    told = {path.relative_to(knowledge._HERE) for path in knowledge._imported("graph_builder.extracting")}
    code = """
import sys
from graph_builder.extracting import extract_batch
from graph_builder.extraction import extract, pipeline

here = [each.__file__ for name, each in sys.modules.items() if name.partition(".")[0] == "graph_builder"]
print("\\n".join(here))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {Path(line).relative_to(knowledge._HERE) for line in ran.stdout.split()}
    assert len(loaded) > 50
    assert loaded <= told

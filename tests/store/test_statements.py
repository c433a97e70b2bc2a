"""The loader of statements, and the statements of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.errors import StoreError
from graph_builder.knowledge import cypher_dir
from graph_builder.store.statements import load_statements, statements

HEADER = "// name: one\n// purpose: Tries the loader.\n"


def write(folder: Path, text: str, name: str = "one.cypher") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_header_and_statement_are_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        HEADER
        + "//     It has two lines.\n// param id: str, the id\n// column title: str\n// column n: int\n"
        + "MATCH (d:Document {id: $id})\nCALL { WITH d RETURN 1 AS one }\n"
        + "RETURN d.title AS title, count([x IN [1, 2] | x]) AS n\nORDER BY title LIMIT 3\n",
        "read/one.cypher",
    )
    (found,) = load_statements(tmp_path).values()
    assert found.purpose == "Tries the loader. It has two lines."
    assert found.folder == "read"
    assert dict(found.params) == {"id": "str, the id"}
    assert list(found.columns) == ["title", "n"]
    assert found.text.startswith("MATCH") and found.text.endswith("LIMIT 3")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "lacks 'name'"),
        ("// name: one\nRETURN 1 AS n", 1, "lacks 'purpose'"),
        (HEADER, 3, "no statement"),
        (HEADER + "\n  // only a remark\n", 3, "no statement"),
        ("// name: two\n// purpose: x\nRETURN 1 AS n", 1, "is not the file's"),
        (HEADER + "// purpose: again\nRETURN 1 AS n", 3, "declared twice"),
        (HEADER + "// param a: x\n// param a: y\nRETURN $a AS n", 4, "declared twice"),
        (HEADER + "// colour n: int\nRETURN 1 AS n", 3, "no entry of a header"),
        (HEADER + "// param: x\nRETURN 1 AS n", 3, "takes a name"),
        (HEADER + "// purpose x: y\nRETURN 1 AS n", 3, "takes no name"),
        (HEADER + "// column n: int\nRETURN $id AS n", 4, "param 'id' is not declared"),
        (HEADER + "// param id: str\n// column n: int\nRETURN '$id' AS n", 5, "param 'id' is declared, but"),
        (HEADER + "RETURN 1 AS n", 3, "column 'n' is not declared"),
        (HEADER + "// column m: int\n// column n: int\nRETURN 1 AS n", 5, "column 'm' is declared, but"),
        (HEADER + "// column n: int\nMATCH (a)\nRETURN a.x", 4, "returned without a name"),
        (HEADER + "MATCH (a)\nDELETE a;\nMATCH (b) DELETE b", 4, "one statement"),
    ],
)
def test_what_is_not_as_declared_is_refused_with_its_place(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(StoreError) as refused:
        load_statements(tmp_path)
    assert str(refused.value).startswith(f"{path}:{line}: ")
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_one_name_in_two_folders_is_refused(tmp_path: Path) -> None:
    write(tmp_path, HEADER + "MATCH (a) DELETE a", "load/one.cypher")
    write(tmp_path, HEADER + "MATCH (a) DELETE a", "read/one.cypher")
    with pytest.raises(StoreError, match="taken by load/"):
        load_statements(tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.cypher").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StoreError, match="cannot be read"):
        load_statements(tmp_path)


def test_every_statement_of_the_project_is_used() -> None:
    root = cypher_dir().parent
    code = "\n".join(
        path.read_text("utf-8")
        for package in ("graph_builder", "api", "benchmarks")
        for path in (root / package).rglob("*.py")
    )
    for name in statements():
        family = name.startswith(("load_", "drop_")) or name[:4].isdecimal()
        assert family or f'"{name}"' in code, name


def test_no_cypher_stands_in_python() -> None:
    root = cypher_dir().parent
    for package in ("graph_builder/store", "api"):
        for path in (root / package).rglob("*.py"):
            text = path.read_text("utf-8")
            assert "MATCH (" not in text and "MERGE (" not in text, path

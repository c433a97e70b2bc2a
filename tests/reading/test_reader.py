from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_builder.errors import InputError
from graph_builder.model import Issue, IssueLevel
from graph_builder.reading import Reading, read_inputs

LINES = ("示例省财政厅关于做好登记工作的通知", "各市财政局：", "现将有关事项通知如下。")
TEXT = "\n".join(LINES)
Make = Callable[..., bytes]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "2021选编"
    path.mkdir()
    return path


def files(reading: Reading) -> list[str]:
    return [source.file for source in reading.sources]


def issue(reading: Reading) -> Issue:
    (only,) = reading.issues
    return only


def test_every_format_gives_the_same_lines(folder: Path, make_docx: Make, make_pdf: Make) -> None:
    contents = {
        "a.txt": TEXT.encode(),
        "b.md": f"# {LINES[0]}\n{LINES[1]}\n{LINES[2]}".encode("gb18030"),
        "c.html": "".join(f"<p>{line}</p>" for line in LINES).encode("utf-16"),
        "d.HTM": "<br>".join(LINES).encode(),
        "e.docx": make_docx(LINES),
        "f.pdf": make_pdf([LINES]),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    reading = read_inputs([folder])
    assert [(source.file, source.lines) for source in reading.sources] == [
        (f"2021选编/{name}", LINES) for name in contents
    ]
    assert {source.collection for source in reading.sources} == {"2021选编"}
    assert reading.issues == ()
    assert reading.sources[5].pages == (1, 1, 1)


def test_a_file_goes_by_its_name_and_its_collection_by_its_stem(tmp_path: Path) -> None:
    path = tmp_path / "示例省.2021.txt"
    path.write_text(TEXT, "utf-8")
    (source,) = read_inputs([path]).sources
    assert (source.file, source.collection, source.lines, source.pages) == (
        "示例省.2021.txt",
        "示例省.2021",
        LINES,
        None,
    )
    (source,) = read_inputs([path], collection="惠企").sources
    assert (source.file, source.collection) == ("示例省.2021.txt", "惠企")


def test_folders_are_read_through_in_order_without_hidden_files(folder: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "b/.hidden.txt", ".git/c.txt", "b/c/d.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, "utf-8")
    assert files(read_inputs([folder])) == [
        f"2021选编/{name}" for name in ("a.txt", "b/10.txt", "b/2.txt", "b/c/d.txt")
    ]


def test_names_do_not_depend_on_where_the_user_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(folder)
    for way in (".", "../2021选编", "../2021选编/", "./../2021选编/.", str(folder)):
        assert files(read_inputs([Path(way)])) == ["2021选编/a.txt"]
    assert files(read_inputs([Path("a.txt")])) == files(read_inputs([folder / "a.txt"])) == ["a.txt"]


def test_inputs_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("x/政策/a.txt", "y/政策/a.txt", "z.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT, "utf-8")
    reading = read_inputs([tmp_path / "x/政策", tmp_path / "y/政策", tmp_path / "z.txt"])
    assert files(reading) == ["x/政策/a.txt", "y/政策/a.txt", "z.txt"]
    assert [source.collection for source in reading.sources] == ["政策", "政策", "z"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(TEXT, "utf-8")
    reading = read_inputs([folder / "b.txt", folder, folder / "b.txt"])
    assert len(reading.sources) == 2
    assert {each.kind for each in reading.issues} == {"repeated"}


def test_progress_tells_each_file(folder: Path) -> None:
    for name in "abc":
        (folder / f"{name}.txt").write_text(TEXT, "utf-8")
    told: list[tuple[str, int, int]] = []
    read_inputs([folder], progress=lambda *step: told.append(step))
    assert told == [("读取", 1, 3), ("读取", 2, 3), ("读取", 3, 3)]


BAD = [
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \n\t\r\n", "is empty"),
    ("full-width-blanks.txt", "　\n　".encode(), "holds no text"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n123", r"is a picture \(PNG\)"),
    ("binary.txt", b"abc\0def", "is binary"),
    ("program.md", b"\x7fELF\x02\x01", "is a program"),
    ("really.pdf.txt", b"%PDF-1.4 ...", "is a PDF file, not text; name it .pdf"),
    ("latin.txt", "Größe und Maße über alles".encode("latin-1"), "neither UTF-8 nor GB18030"),
    ("old.doc", b"\xd0\xcf\x11\xe0", r"format that is not read \(.doc\); save it as .docx"),
    ("paper.ofd", b"PK\x03\x04", "export it as .pdf"),
    ("bundle.zip", b"PK\x03\x04", "unpack it"),
    ("table.xlsx", b"PK\x03\x04", "give .txt, .md, .html, .docx or .pdf"),
    ("nothing", b"text", r"not read \(no suffix\)"),
    ("broken.docx", b"PK\x03\x04 and then nothing", "no Word file or a damaged one"),
    ("text.docx", TEXT.encode(), "no Word file or a damaged one"),
    ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "protected by a password, or an old .doc"),
    ("broken.pdf", b"%PDF-1.7 and then nothing", "no PDF or a damaged one"),
    ("text.pdf", TEXT.encode(), "no PDF or a damaged one"),
    ("empty.html", b"<html><body><script>x()</script></body></html>", "holds no text"),
    ("nobody.html", b"<!-- only -->", "holds no text|is no HTML"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_that_was_named_is_an_error_in_one_line(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        read_inputs([path])
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_bad_files_in_a_folder_cost_the_others_nothing(folder: Path) -> None:
    for name, content, _ in BAD:
        (folder / name).write_bytes(content)
    (folder / "good.txt").write_text(TEXT, "utf-8")
    reading = read_inputs([folder])
    assert files(reading) == ["2021选编/good.txt"]
    assert sorted(each.file for each in reading.issues) == sorted(f"2021选编/{name}" for name, _, _ in BAD)
    assert {each.kind for each in reading.issues} == {"unreadable"}
    warned = {each.file.rsplit("/", 1)[1] for each in reading.issues if each.level is IssueLevel.WARNING}
    assert warned == {"table.xlsx", "nothing"}


def test_a_folder_without_any_readable_file_is_an_error(folder: Path) -> None:
    with pytest.raises(InputError, match="holds no file; give a folder with"):
        read_inputs([folder])
    (folder / "a.pdf").write_bytes(b"nothing")
    (folder / "b.txt").write_bytes(b"")
    with pytest.raises(InputError, match=r"holds no readable file \(2 tried\); the first, 2021选编/a.pdf, is no PDF"):
        read_inputs([folder])


def test_missing_and_strange_paths(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no input given"):
        read_inputs([])
    with pytest.raises(InputError, match=r"nowhere\.txt: does not exist; check the path"):
        read_inputs([tmp_path / "nowhere.txt"])
    with pytest.raises(InputError, match=r"a\\nb.txt: does not exist"):
        read_inputs([tmp_path / "a\nb.txt"])
    with pytest.raises(InputError, match="cannot be reached"):
        read_inputs([tmp_path / ("x" * 5000)])
    with pytest.raises(InputError, match="cannot be reached"):
        read_inputs([Path("a\0b.txt")])


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in the file system on Windows")
def test_pipes_and_sockets_are_never_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    os.mkfifo("pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
        (folder / "good.txt").write_text(TEXT, "utf-8")
        reading = read_inputs([folder])
        assert files(reading) == ["2021选编/good.txt"]
        assert [each.text.split(";")[0] for each in reading.issues] == ["is no regular file"] * 2
        with pytest.raises(InputError, match="neither a file nor a folder"):
            read_inputs([folder / "pipe.txt"])


def test_links_that_leave_the_folder_are_refused(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "s.txt").write_text(TEXT, "utf-8")
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "file.txt").symlink_to(secret / "s.txt")
    (folder / "inner").symlink_to(secret, target_is_directory=True)
    (folder / "dead.txt").symlink_to(tmp_path / "gone")
    reading = read_inputs([folder])
    assert files(reading) == ["2021选编/a.txt"]
    assert [each.file for each in reading.issues] == [f"2021选编/{name}" for name in ("dead.txt", "file.txt", "inner")]
    assert all("symbolic link" in each.text and each.level is IssueLevel.ERROR for each in reading.issues)


def test_links_that_stay_inside_neither_loop_nor_repeat(folder: Path) -> None:
    (folder / "b.txt").write_text(TEXT, "utf-8")
    (folder / "a.txt").symlink_to(folder / "b.txt")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    reading = read_inputs([folder])
    assert files(reading) == ["2021选编/b.txt"]
    assert reading.issues == ()


def test_a_link_that_the_user_names_is_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    assert files(read_inputs([tmp_path / "link"])) == ["link/a.txt"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the file system refuses such names")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\nb.txt", "a\\nb.txt"),
        (b"\x1b[31mred.txt", "\\x1b[31mred.txt"),
        (b"\xd5\xfe.txt", "\\udcd5\\udcfe.txt"),
        ("\u202etxt.a.txt".encode(), "\\u202etxt.a.txt"),
        ("甲\u200b.txt".encode(), "甲\\u200b.txt"),
    ],
)
def test_file_names_that_would_break_a_line_are_shown_with_escapes(folder: Path, name: bytes, shown: str) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(TEXT, "utf-8")
    reading = read_inputs([folder])
    assert files(reading) == [f"2021选编/{shown}"]
    assert (issue(reading).kind, issue(reading).level) == ("file_name", IssueLevel.WARNING)
    files(reading)[0].encode("utf-8")


def test_folders_without_end_are_followed_to_a_limit(folder: Path) -> None:
    (folder / "good.txt").write_text(TEXT, "utf-8")
    folder.joinpath(*["a"] * 150).mkdir(parents=True)
    reading = read_inputs([folder])
    assert files(reading) == ["2021选编/good.txt"]
    assert issue(reading).text == "lies more than 100 folders deep; move it up"
    assert issue(reading).file.count("/a") == 101


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_reported(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").chmod(0)
    reading = read_inputs([folder])
    assert files(reading) == ["2021选编/a.txt"]
    assert "cannot be read (Permission denied)" in issue(reading).text


def test_what_a_reader_left_out_becomes_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes((TEXT * 100).encode()[:-1])
    reading = read_inputs([path])
    assert (issue(reading).kind, issue(reading).line, issue(reading).file) == ("encoding", 201, "cut.txt")


def test_the_libraries_of_other_formats_are_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    for module in ("hypertext", "word", "portable"):
        monkeypatch.setitem(sys.modules, f"graph_builder.reading.{module}", None)
    assert files(read_inputs([path])) == ["a.txt"]

"""Files made to harm: each is refused by one line that names the limit, and costs neither memory nor time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from graph_builder.errors import InputError
from graph_builder.reading import archive, content, extract, hypertext, read_inputs
from graph_builder.reading.decode import decode
from graph_builder.reading.extract import UnreadableError
from graph_builder.reading.hypertext import read_html
from graph_builder.reading.plain import read_markdown
from graph_builder.reading.word import read_docx

Make = Callable[..., bytes]
CONTENT_TYPES = "[Content_Types].xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as output:
        for name, content in entries.items():
            output.writestr(name, content)
    return buffer.getvalue()


def replaced(word: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(word)) as source:
        entries = {entry.filename: source.read(entry) for entry in source.infolist()}
    return packed({**entries, name: content})


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_docx(data)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_zip_bomb_is_not_unpacked(make_docx: Make) -> None:
    bomb = replaced(make_docx(["正文"]), "word/document.xml", b"<a>" + b" " * (40 * 1024 * 1024) + b"</a>")
    assert len(bomb) < 200_000
    assert "'word/document.xml' unpacks to 41,943,047 bytes" in refusal(bomb)


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [
        ("MAX_ARCHIVE_ENTRIES", 3, "holds more than 3 files"),
        ("MAX_ARCHIVE_BYTES", 1024, "unpacks to more than 0 MB"),
        ("MAX_XML_BYTES", 1024, "is no honest file"),
    ],
)
def test_limits_of_the_archive(
    make_docx: Make, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, message: str
) -> None:
    monkeypatch.setattr(archive, limit, value)
    assert message in refusal(make_docx(["正文"]))


def test_an_archive_that_lies_about_its_sizes(make_docx: Make) -> None:
    bomb = bytearray(replaced(make_docx([]), "word/document.xml", b"<a>" + b" " * (30 * 1024 * 1024) + b"</a>"))
    true_size = (30 * 1024 * 1024 + 7).to_bytes(4, "little")
    assert bomb.count(true_size) == 2
    assert "damaged Word file" in refusal(bytes(bomb.replace(true_size, (900).to_bytes(4, "little"))))


def test_an_archive_inside_is_never_opened(make_docx: Make) -> None:
    inner = packed({"bomb": b"0" * 1_000_000})
    assert read_docx(replaced(make_docx(["正文"]), "word/embeddings/inner.zip", inner)).lines == ("正文",)


def test_other_archives_and_names_with_dots_are_no_word_files() -> None:
    assert "no Word file; unpack it" in refusal(packed({"../../evil.txt": b"x"}))
    assert "damaged Word file" in refusal(packed({CONTENT_TYPES: b"<Types/>", "../../evil.xml": b"x"}))


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;">]>',
    ],
)
def test_entities_in_word_files_are_refused(make_docx: Make, declaration: str) -> None:
    xml = f"{declaration}<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    assert "declares XML entities" in refusal(replaced(make_docx([]), "word/document.xml", xml.encode()))


def test_a_word_file_damaged_anywhere_is_refused_or_read_but_never_crashes(make_docx: Make) -> None:
    whole = make_docx(["示例省财政厅", "正文"])
    for at in range(0, len(whole), 211):
        data = whole[:at] + b"\xff" * 7 + whole[at + 7 :]
        try:
            read_docx(data)
        except UnreadableError as error:
            assert "\n" not in str(error)


@pytest.mark.parametrize(
    "xml", ["<w:document", f"<w:document {W}/>", "<a/>", f"<w:document {W}><w:body/></w:document>"]
)
def test_a_word_file_without_a_sound_body(make_docx: Make, tmp_path: Path, xml: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(replaced(make_docx([]), "word/document.xml", xml.encode()))
    with pytest.raises(InputError, match=r"a\.docx: "):
        read_inputs([path])


def test_a_page_fetches_runs_and_expands_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("密", "utf-8")
    page = f"""<!DOCTYPE html SYSTEM "{secret.as_uri()}" [<!ENTITY x SYSTEM "{secret.as_uri()}">
        <!ENTITY a "甲甲"><!ENTITY b "&a;&a;&a;&a;">]>
        <link rel=import href="{secret.as_uri()}"><script>document.write("密")</script><p>正文&x;&b;</p>
        <iframe src="{secret.as_uri()}"></iframe><xi:include href="{secret.as_uri()}" parse="text"/>"""
    lines = read_html(page.encode()).lines
    assert lines[-1] == "正文&x;&b;"
    assert "密" not in "".join(lines)
    assert "甲甲" not in "".join(lines)


def test_nesting_without_end() -> None:
    page = b"<div>" * 100_000 + "深处".encode()
    with pytest.raises(UnreadableError, match="its HTML cannot be parsed"):
        read_html(page)


def test_pages_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hypertext, "MAX_HTML_BYTES", 1024 * 1024)
    with pytest.raises(UnreadableError, match="is larger than 1 MB"):
        read_html(b"<p>" + b"x" * (1024 * 1024))


def test_spans_beyond_reason_make_no_giant_rows() -> None:
    row = "<tr><td colspan=99999>甲</td><td colspan='9999999999999'>乙</td><td rowspan=99999>丙</td></tr>"
    assert max(map(len, read_html(f"<table>{row}</table>".encode()).lines)) < 100


def test_a_file_or_line_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("第一行\n" + "长" * 5000, "utf-8")
    monkeypatch.setattr(extract, "MAX_LINE_CHARACTERS", 4999)
    with pytest.raises(InputError, match=r"a\.txt: line 2 is longer than 4,999 characters; break the text into lines"):
        read_inputs([path])
    monkeypatch.setattr(content, "MAX_FILE_BYTES", 1024)
    with pytest.raises(InputError, match=r"a\.txt: has 15,010 bytes, more than 0 MB; split it"):
        read_inputs([path])


def test_a_file_beyond_the_limit_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as output:
        output.truncate(200 * 1024 * 1024)  # sparse: it takes no room on the disk
    path.chmod(0)  # opening it would give another message
    with pytest.raises(InputError, match="has 209,715,200 bytes, more than 100 MB; split it"):
        read_inputs([path])


@pytest.mark.parametrize(
    ("read", "unit"),
    [
        (read_markdown, "- - - - "),
        (read_markdown, "> > > "),
        (read_markdown, "#" * 40),
        (read_markdown, " #" * 20),
        (read_markdown, "|" + " " * 40),
        (read_markdown, "*  " * 12 + "甲"),
        (read_html, "<p><b><table><tr><td>"),
        (read_html, "</p></div>&amp"),
        (read_html, "<ol><li>甲</ol>"),
        (read_html, "<li>甲"),
        (read_html, "<td colspan=30>"),
        (decode, "\x7f-"),
    ],
)
def test_marks_without_end_are_read_to_the_end(read: Callable[[bytes], object], unit: str) -> None:
    with suppress(UnreadableError):
        assert "甲" in str(read(("<ol>甲" + unit * 40_000).encode()))

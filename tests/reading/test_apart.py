"""The process that reads what was made to harm: it is cut off, and the other files are read all the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph_builder.model import IssueLevel
from graph_builder.reading import apart, read_inputs
from graph_builder.reading.apart import read_apart
from graph_builder.reading.cell import TOO_LARGE
from graph_builder.reading.extract import UnreadableError
from graph_builder.reading.hypertext import read_html

Make = Callable[..., bytes]
HTML = ("graph_builder.reading.hypertext", "read_html")
PDF = ("graph_builder.reading.portable", "read_pdf")
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
    b"/Resources<</XObject<</X 6 0 R>>/Font<</F 5 0 R>>>>>>"
)
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>"


def pdf(*objects: bytes) -> bytes:
    """A PDF of objects numbered from 1, the first of which is its catalogue."""
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(made + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content)


def page_of(content: bytes, *forms: bytes) -> bytes:
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, content, FONT, *forms)


def drawing_itself() -> bytes:
    """A page whose form draws itself, twice: 700 bytes that no reader comes to the end of."""
    return page_of(stream(b"/X Do"), stream(b"BT /F 12 Tf (ha) Tj ET /X Do /X Do", FORM % 6))


def drawing_in_powers() -> bytes:
    """Forms that each draw the next one ten times, twelve levels deep."""
    return page_of(stream(b"/X Do"), *(stream(b"/X Do " * 10, FORM % (7 + level)) for level in range(12)))


def unpacking(size: int) -> bytes:
    """A page whose content unpacks to so many bytes, packed a thousand to one."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"(ha) Tj ".ljust(1 << 20)) for _ in range(size >> 20)) + packer.flush()
    return page_of(stream(packed, b"/Filter/FlateDecode"))


def test_what_a_reader_returns_and_refuses_comes_through() -> None:
    page = "<p>第一行</p><pre>a\tb</pre>".encode() + "甲乙丙".encode() * 400 + b"\xff"
    assert read_apart(*HTML, page) == read_html(page)
    assert read_html(page).notes
    with pytest.raises(UnreadableError, match="holds no text"):
        read_apart(*HTML, b"\n")
    with pytest.raises(UnreadableError, match="is no PDF or a damaged one"):
        read_apart(*PDF, b"%PDF-1.7")


@pytest.mark.parametrize("make", [drawing_itself, drawing_in_powers])
def test_a_file_without_end_is_cut_off(make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MAX_READER_SECONDS", 0)
    with pytest.raises(UnreadableError, match="takes more than 0 seconds to read"):
        read_apart(*PDF, make())


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that may take 128 MB."""
    owner = apart.Apart()
    monkeypatch.setattr(apart, "_apart", owner)
    monkeypatch.setattr(apart, "MAX_READER_BYTES", 128 << 20)
    yield
    owner.close()


@pytest.mark.usefixtures("small")
def test_a_file_that_swells_is_cut_off() -> None:
    assert read_apart(*HTML, "<p>甲".encode()).lines == ("甲",)
    with pytest.raises(UnreadableError, match="crashes its reader or takes more than 128 MB"):
        read_apart(*PDF, unpacking(128 << 20))
    with pytest.raises(UnreadableError, match=f"{TOO_LARGE}|takes more than 128 MB|is no HTML|cannot be parsed"):
        read_apart(*HTML, "<p>甲<b>乙</b></p>".encode() * 400_000)
    assert read_apart(*HTML, "<p>乙".encode()).lines == ("乙",)


@pytest.mark.parametrize(
    "objects",
    [
        (b"<</Type/Pages/Kids[2 0 R]/Count 5>>",),
        (b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 9>>", b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 4>>"),
        (b"2 0 R",),
        (b"<</Type/Pages/Kids 3 0 R/Count 1>>", b"[3 0 R]"),
        (b"<</Type/Pages/Count 2000000000>>",),
        (b"<</Type/Pages/Count 1/Kids " + b"[" * 100_000,),
    ],
)
def test_trees_of_pages_that_turn_in_circles(objects: tuple[bytes, ...]) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_apart(*PDF, pdf(b"<</Type/Catalog/Pages 2 0 R/Outlines 1 0 R>>", *objects))
    assert "\n" not in str(caught.value)


def test_ten_thousand_pages() -> None:
    kids = b" ".join(b"%d 0 R" % (3 + page) for page in range(10_000))
    pages = b"<</Type/Pages/Kids[%b]/Count 10000>>" % kids
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>"
    with pytest.raises(UnreadableError, match="has 10,000 pages, more than 5,000; split it"):
        read_apart(*PDF, pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages, *[page] * 10_000))


def test_a_mistake_of_a_reader_costs_its_file_only() -> None:
    with pytest.raises(UnreadableError, match=r"its reader failed \(JSONDecodeError: .*\); report this with the file"):
        read_apart("json", "loads", b"{")
    assert read_apart(*HTML, "<p>甲".encode()).lines == ("甲",)


def test_a_process_that_was_ended_between_two_files_costs_none() -> None:
    first = cell_of(apart.shared())
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert cell_of(apart.shared()) != first


def cell_of(owner: apart.Apart) -> int:
    """The process that reads for ``owner``."""
    owner.ask(json.dumps({"module": HTML[0], "function": HTML[1], "seconds": 9}).encode(), "<p>甲".encode())
    assert owner.pid is not None
    return owner.pid


FORKING = """
import os, sys
from graph_builder.reading import apart
def lines(text):
    return apart.read_apart("graph_builder.reading.hypertext", "read_html", f"<p>{text}".encode()).lines
assert lines("parent") == ("parent",)
mine = apart.shared().pid
child = os.fork()
if not child:
    good = lines("child") == ("child",) and apart.shared().pid != mine
    apart.shared().close()
    os._exit(0 if good else 1)
assert os.waitpid(child, 0)[1] == 0
assert lines("parent") == ("parent",) and apart.shared().pid == mine
print(mine, flush=True)
sys.stdin.read()
"""


def test_a_forked_process_has_one_of_its_own_and_none_outlives_its_owner() -> None:
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", FORKING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        cell = int(owner.stdout.readline())
        owner.kill()
    deadline = time.monotonic() + 60
    while Path(f"/proc/{cell}").exists() and not _is_dead(cell):
        assert time.monotonic() < deadline, "the process of a killed owner goes on"
        time.sleep(0.02)


def _is_dead(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def test_files_made_to_harm_cost_the_others_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_docx: Make, make_pdf: Make
) -> None:
    monkeypatch.setattr(apart, "MAX_READER_SECONDS", 0)
    line = "示例省财政厅关于做好登记工作的通知"
    contents = {
        "1.docx": make_docx([line]),
        "2.pdf": drawing_itself(),
        "3.html": f"<p>{line}".encode(),
        "4.html": b"<div>" * 100_000 + "深处".encode(),
        "5.pdf": make_pdf([[line]]),
        "6.docx": b"PK\x03\x04",
        "7.txt": line.encode(),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    reading = read_inputs([tmp_path], collection="x")
    assert [source.lines for source in reading.sources] == [(line,)] * 4
    assert [issue.file.rsplit("/", 1)[1] for issue in reading.issues] == ["2.pdf", "4.html", "6.docx"]
    assert {(issue.kind, issue.level) for issue in reading.issues} == {("unreadable", IssueLevel.ERROR)}


LARGE = """
import resource, sys
from pathlib import Path
from graph_builder.reading import read_inputs
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
reading = read_inputs([Path(sys.argv[1])])
print(len(reading.sources), *sorted(issue.text for issue in reading.issues), sep="|")
"""


def test_large_texts_are_read_or_refused_within_two_gigabytes(tmp_path: Path) -> None:
    size = 100 << 20
    (tmp_path / "a-line.txt").write_bytes("甲😀".encode().ljust(size, b"x"))  # four bytes a character in memory
    (tmp_path / "b-largest.txt").write_bytes(("甲😀" + "x" * 60 + "\n").encode() * (size // 68))
    (tmp_path / "c-good.txt").write_text("正文", "utf-8")
    done = subprocess.run([sys.executable, "-c", LARGE, tmp_path], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("2|line 1 is longer than 2,000,000 characters; break"), done.stderr

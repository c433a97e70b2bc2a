from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from graph_builder.reading import portable
from graph_builder.reading.extract import UnreadableError
from graph_builder.reading.portable import read_pdf

Make = Callable[..., bytes]
PAGES = [
    [f"第{page}项工作安排如下", f"由第{page}组负责，年底前完成。"] for page in ("一", "二", "三", "四", "五", "六")
]
BODY = tuple(line for page in PAGES for line in page)


def test_lines_and_their_pages(make_pdf: Make) -> None:
    extract = read_pdf(make_pdf(PAGES))
    assert extract.lines == BODY
    assert extract.pages == (1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6)


@pytest.mark.parametrize(
    "head",
    [
        lambda _: "示例省人民政府公报 2021年第3期",
        lambda page: f"示例省人民政府公报 2021年第3期 {page + 40}",
        lambda page: f"{page + 40} 示例省人民政府公报 2021年第3期",
        lambda page: "示例省人民政府公报" if page % 2 else "惠企政策选编 二〇二一",
    ],
)
@pytest.mark.parametrize(
    "foot", [str, lambda page: f"- {page + 17} -", lambda page: f"— {page} —", lambda page: f"第 {page} 页 共 6 页"]
)
def test_running_heads_and_page_numbers_go(
    make_pdf: Make, head: Callable[[int], str], foot: Callable[[int], str]
) -> None:
    assert read_pdf(make_pdf(PAGES, head, foot)).lines == BODY


def test_what_stands_on_each_page_as_part_of_the_documents_stays(make_pdf: Make) -> None:
    pages = [["示例省财政厅文件", f"示财〔2021〕{page}号", "示例省财政厅", "2021年3月1日"] for page in range(1, 7)]
    assert read_pdf(make_pdf(pages)).lines == tuple(line for page in pages for line in page)


def test_a_lonely_number_on_a_single_page_stays(make_pdf: Make) -> None:
    assert read_pdf(make_pdf([["附表", "1"]])).lines == ("附表", "1")


def test_radicals_of_bad_fonts_become_characters(make_pdf: Make) -> None:
    assert read_pdf(make_pdf([["⼈⼒资源"]])).lines == ("人力资源",)


def test_pages_that_are_pictures_are_reported_and_blank_ones_are_not(make_pdf: Make) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(buffer, "PNG")
    picture = buffer.getvalue()
    extract = read_pdf(make_pdf([["正文"], [], ["附件"]], picture=picture))
    assert extract.lines == ("正文", "附件")
    assert [note.text.split(";")[0] for note in extract.notes] == ["1 of its pages are pictures without text (2)"]
    assert read_pdf(make_pdf([["正文"], [], ["附件"]])).notes == ()


@pytest.mark.parametrize(
    ("pages", "options", "message"),
    [
        ([[]], {}, "has no text layer"),
        ([["正文"]], {"password": "secret"}, "protected by a password"),
        ([["\ue001\ue002\ue003\ue004甲"]], {}, "characters cannot be told"),
    ],
)
def test_what_cannot_be_read_is_refused(
    make_pdf: Make, pages: list[list[str]], options: dict[str, str], message: str
) -> None:
    with pytest.raises(UnreadableError, match=message):
        read_pdf(make_pdf(pages, **options))


def test_damaged_files_are_refused_or_read_but_never_crash(make_pdf: Make) -> None:
    whole = make_pdf(PAGES)
    for cut in range(0, len(whole), 97):
        try:
            read_pdf(whole[:cut])
        except UnreadableError as error:
            assert "\n" not in str(error)


def test_too_many_pages(make_pdf: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portable, "MAX_PDF_PAGES", 5)
    with pytest.raises(UnreadableError, match="has 6 pages, more than 5; split it"):
        read_pdf(make_pdf(PAGES))


def test_pages_that_may_lack_characters_for_want_of_a_font_are_reported(make_pdf: Make) -> None:
    extract = read_pdf(make_pdf([["现将有关事项公告如下", "："], ["特此公告。"]]))
    lacking = extract.lines != ("现将有关事项公告如下", "：", "特此公告。")  # false where a Chinese font is installed
    assert [note.kind for note in extract.notes] == (["missing_font"] if lacking else [])
    assert all("(1)" in note.text for note in extract.notes)

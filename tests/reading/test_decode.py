from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.reading.decode import decode, is_chinese
from graph_builder.reading.extract import UnreadableError

PASSAGE = "示例省财政厅关于做好会计人员登记工作的通知\n各市财政局：现将有关事项通知如下。\n一、2021年3月1日起执行。\n"
TRADITIONAL = "為進一步規範本省財政資金的管理，各部門應當依照有關規定辦理，並於每年年底前報送執行情況。"

hanzi = st.sampled_from("的一国在人了有中是年和大业不为发会工经上地市要个产这出行作生家以成到日民来我部对进多全")
chinese = st.text(
    st.one_of(hanzi, hanzi, hanzi, st.sampled_from("，。：、《》〔〕（）\n\t 0123456789abcXYZ%")), min_size=1
)
passages = st.builds(lambda text: PASSAGE + text, chinese)
anything = st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=("Cs",)))


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_each_encoding_is_told(encoding: str, named: str) -> None:
    decoded = decode(PASSAGE.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.broken) == (PASSAGE, named, 0)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, b"\x84\x31\x95\x33"])
def test_byte_order_marks_are_no_text(mark: bytes) -> None:
    encoding = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "gb18030"
    assert decode(mark + PASSAGE.encode(encoding)).text == PASSAGE


@pytest.mark.parametrize("text", ["联通", "联通公司\n", "中华人民共和国", "财政部", "通知", "a,b\n1,2\n"])
def test_short_texts_are_not_mistaken(text: str) -> None:
    assert decode(text.encode("gb18030")).text == text
    assert decode(text.encode("utf-8")).text == text


def test_traditional_characters_and_rare_ones_in_gb18030() -> None:
    text = TRADITIONAL + "𠮷㐂"
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize("encoding", ["big5", "shift-jis"])
def test_a_foreign_encoding_is_refused_rather_than_read_as_rubbish(encoding: str) -> None:
    text = TRADITIONAL if encoding == "big5" else "政府は新しい政策を発表しました。各部門はこれに従うこと。"
    with pytest.raises(UnreadableError, match="neither UTF-8 nor GB18030 nor UTF-16; save it as UTF-8"):
        decode(text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_within_a_character_is_read_and_says_so(encoding: str) -> None:
    data = (PASSAGE * 50).encode(encoding)[:-2]
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert decoded.broken == 1
    assert decoded.text.startswith(PASSAGE * 49)


def test_a_false_byte_order_mark_is_told() -> None:
    with pytest.raises(UnreadableError, match="claims by its byte order mark to be utf-8"):
        decode(codecs.BOM_UTF8 + (PASSAGE * 20).encode("gb18030"))


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (mark, encoding)
        for mark, own in (
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
            (codecs.BOM_UTF32_LE, "utf-32-le"),
            (b"\x84\x31\x95\x33", "gb18030"),
        )
        for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
        if encoding != own
    ],
)
def test_the_mark_of_one_encoding_before_the_bytes_of_another(mark: bytes, encoding: str) -> None:
    with pytest.raises(UnreadableError, match="claims by its byte order mark to be"):
        decode(mark + PASSAGE.encode(encoding))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "a PDF file"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office file"),
        (b"{\\rtf1", "an RTF file"),
        (b"Rar!\x1a\x07\x00", "a RAR archive"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"some text\0with a NUL", "NUL bytes"),
        (bytes(range(256)) * 40, "NUL bytes"),
    ],
)
def test_binary_content_is_named(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableError, match=what):
        decode(data)


def test_plausible_chinese() -> None:
    assert is_chinese(PASSAGE)
    assert not is_chinese("plain ASCII")
    assert not is_chinese("Größe é à ü")


@given(passages, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]))
def test_chinese_text_comes_back_from_any_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@given(anything, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_any_text_comes_back_behind_its_byte_order_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@given(anything)
def test_any_text_beside_chinese_comes_back_from_utf8(text: str) -> None:
    assert decode((PASSAGE + text).encode("utf-8")).text == PASSAGE + text


@given(st.binary(max_size=400))
def test_arbitrary_bytes_raise_nothing_undocumented(data: bytes) -> None:
    try:
        assert isinstance(decode(data).text, str)
    except UnreadableError as error:
        assert "\n" not in str(error)

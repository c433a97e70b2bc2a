from __future__ import annotations

from collections.abc import Callable

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from graph_builder.reading.word import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Make = Callable[..., bytes]


def body_xml(xml: str) -> Callable[[docx.document.Document], None]:
    """Adds raw blocks at the end of the body."""

    def fill(document: docx.document.Document) -> None:
        root = parse_xml(
            f'<w:body {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
            'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
            f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{xml}</w:body>'
        )
        for block in list(root):
            document.element.body.insert(-1, block)

    return fill


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_paragraphs_and_headings_are_lines(make_docx: Make) -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_heading("一、总体安排", 1)
        document.add_paragraph("")
        document.add_paragraph("第二段。")

    assert read_docx(make_docx(["关于做好工作的通知"], fill)).lines == (
        "关于做好工作的通知", "一、总体安排", "", "第二段。",
    )  # fmt: skip


def test_rows_of_tables_are_tab_joined_in_their_place(make_docx: Make) -> None:
    def fill(document: docx.document.Document) -> None:
        table = document.add_table(2, 3)
        for index, text in enumerate(["序号", "任务", "责任\n单位", "1", "", "省财政厅"]):
            table.cell(index // 3, index % 3).text = text
        document.add_paragraph("表后")

    assert read_docx(make_docx(["表前"], fill)).lines == ("表前", "序号\t任务\t责任 单位", "1\t\t省财政厅", "表后")


def test_merged_cells_leave_empty_ones(make_docx: Make) -> None:
    def fill(document: docx.document.Document) -> None:
        table = document.add_table(2, 3)
        for index in range(6):
            table.cell(index // 3, index % 3).text = str(index)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "合并"

    assert read_docx(make_docx([], fill)).lines == ("合并\t\t2", "3\t4\t5")


def test_a_frame_of_one_cell_is_no_table_and_a_nested_table_stays_in_its_cell(make_docx: Make) -> None:
    def fill(document: docx.document.Document) -> None:
        frame = document.add_table(1, 1)
        frame.cell(0, 0).text = "框内第一段"
        frame.cell(0, 0).add_paragraph("框内第二段")
        table = document.add_table(1, 2)
        inner = table.cell(0, 0).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "内", "层"
        table.cell(0, 1).text = "外"

    assert read_docx(make_docx([], fill)).lines == ("框内第一段", "框内第二段", "内 层\t外")


def test_page_heads_and_feet_are_no_text(make_docx: Make) -> None:
    def fill(document: docx.document.Document) -> None:
        document.sections[0].header.paragraphs[0].text = "示例省人民政府公报"
        document.sections[0].footer.paragraphs[0].text = "— 1 —"

    assert read_docx(make_docx(["正文"], fill)).lines == ("正文",)


@pytest.mark.parametrize(
    ("xml", "lines"),
    [
        (f"<w:p>{run('甲')}<w:ins>{run('乙')}</w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del></w:p>", ["甲乙"]),
        (f"<w:p><w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo></w:p>", ["新"]),
        (f"<w:p><w:hyperlink>{run('链接')}</w:hyperlink><w:smartTag>{run('标记')}</w:smartTag></w:p>", ["链接标记"]),
        (f"<w:p><w:fldSimple w:instr='REF x'>{run('域')}</w:fldSimple><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>", ["域"]),
        (f"<w:sdt><w:sdtContent><w:p>{run('控件')}</w:p></w:sdtContent></w:sdt>", ["控件"]),
        ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>", ["甲", "乙 丙"]),
        (f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>{run('显')}</w:p>", ["显"]),
        (f"<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>不隐</w:t></w:r>{run('显')}</w:p>", ["不隐显"]),
        ("<w:p><w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>", ["拼"]),
        ("<w:p><m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath></w:p>", ["a=b"]),
        (
            "<w:p><w:r><mc:AlternateContent>"
            f"<mc:Choice Requires='wps'><wps:txbx><w:txbxContent><w:p>{run('红头文件')}</w:p></w:txbxContent></wps:txbx></mc:Choice>"
            f"<mc:Fallback><w:pict><w:txbxContent><w:p>{run('红头文件')}</w:p></w:txbxContent></w:pict></mc:Fallback>"
            f"</mc:AlternateContent></w:r>{run('标题')}</w:p>",
            ["标题", "红头文件"],
        ),
    ],
)  # fmt: skip
def test_what_a_reader_of_the_page_sees(make_docx: Make, xml: str, lines: list[str]) -> None:
    assert list(read_docx(make_docx([], body_xml(xml))).lines) == lines


def test_footnotes_follow_the_paragraph_that_cites_them(make_docx: Make) -> None:
    def fill(document: docx.document.Document) -> None:
        notes = (
            f'<w:footnotes {W}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
            f'<w:footnote w:id="2"><w:p>{run("见省财政厅网站。")}</w:p></w:footnote></w:footnotes>'
        )
        content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), content, notes.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        body_xml(f'<w:p>{run("名单")}<w:r><w:footnoteReference w:id="2"/></w:r>{run("另发。")}</w:p>')(document)
        document.add_paragraph("后段")

    assert read_docx(make_docx([], fill)).lines == ("名单另发。", "[1] 见省财政厅网站。", "后段")


def test_automatic_numbers_are_written_out(make_docx: Make) -> None:
    def fill(document: docx.document.Document) -> None:
        for text in ("甲", "乙"):
            document.add_paragraph(text, style="List Number")
        document.add_paragraph("丙", style="List Bullet")

    assert read_docx(make_docx([], fill)).lines == ("1.甲", "2.乙", "丙")


def test_embedded_files_are_reported(make_docx: Make) -> None:
    extract = read_docx(make_docx(["正文"], body_xml('<w:altChunk r:id="rId99"/>')))
    assert extract.lines == ("正文",)
    assert [note.kind for note in extract.notes] == ["embedded"]

"""Files of each format, made when a test asks for them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import docx
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    """PDF bytes of pages given as lines; ``head`` and ``foot`` are called with the page to draw at its edges."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))

    def make(
        pages: Sequence[Sequence[str]],
        head: Callable[[int], str] | None = None,
        foot: Callable[[int], str] | None = None,
        password: str | None = None,
        picture: bytes | None = None,
    ) -> bytes:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, encrypt=password)
        for page, lines in enumerate(pages, 1):
            canvas.setFont(FONT, 12)
            for row, line in enumerate(lines):
                canvas.drawString(72, 740 - 18 * row, line)
            if not lines and picture:
                canvas.drawImage(ImageReader(io.BytesIO(picture)), 72, 72)
            # Drawn after the text, as many programs do: their order in the file says nothing about their place.
            if head:
                canvas.drawString(72, 800, head(page))
            if foot:
                canvas.drawString(290, 30, foot(page))
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return make


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    """Word bytes of paragraphs; ``fill`` may add more to the document before it is saved."""

    def make(paragraphs: Sequence[str], fill: Callable[[docx.document.Document], None] | None = None) -> bytes:
        document = docx.Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        if fill:
            fill(document)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return make

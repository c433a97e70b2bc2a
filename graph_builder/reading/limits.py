"""The limits of what is read. A file beyond one of them is refused with a message that names the limit.

They are far above what governments print (a compendium of 266 documents is a text of 2.7 MB) and far below what would
fill the memory of a small machine.
"""

from __future__ import annotations

MAX_FILE_BYTES = 100 * 1024 * 1024
"""Largest input file."""

MAX_HTML_BYTES = 32 * 1024 * 1024
"""Largest HTML file: its tree takes some twenty times as much memory."""

MAX_LINE_CHARACTERS = 2_000_000
"""Longest line: beyond it a file is a dump without line ends, not the text of documents."""

MAX_LINES = 2_000_000
"""Most lines of a file: a text of the largest size has so many if a line has fifty bytes."""

MAX_FOLDERS_DEEP = 100
"""Most folders inside one another below a folder that is read."""

MAX_PDF_PAGES = 5_000
"""Most pages of a PDF."""

MAX_ARCHIVE_ENTRIES = 10_000
"""Most entries in the ZIP archive that a .docx is."""

MAX_ARCHIVE_BYTES = 256 * 1024 * 1024
"""Largest sum of the unpacked sizes of a .docx, pictures included."""

MAX_XML_BYTES = 128 * 1024 * 1024
"""Largest unpacked XML part of a .docx."""

MAX_ARCHIVE_RATIO = 500
"""Highest ratio of unpacked to packed size of an XML part of a .docx above 8 MB. XML as Word writes it packs 10 to 60
to 1, the worst tables 150 to 1; a zip bomb packs 1000 to 1."""

MAX_READER_BYTES = 2 * 1024 * 1024 * 1024
"""Most memory (address space) of the process that reads .docx, .html and .pdf."""

MAX_READER_SECONDS = 120
"""Most time of the processor that reading one such file may take. (What a slow machine reads in it is still some
thousand pages.)"""

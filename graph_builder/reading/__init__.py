"""Files of any supported format and encoding, read as lines that know where they stand."""

from graph_builder.reading.discover import InputFile, discover
from graph_builder.reading.layout import noise_lines
from graph_builder.reading.reader import Reading, check_folders, read_files, read_inputs

__all__ = ["InputFile", "Reading", "check_folders", "discover", "noise_lines", "read_files", "read_inputs"]

"""Files of any supported format and encoding, read as lines that know where they stand."""

from graph_builder.reading.layout import noise_lines
from graph_builder.reading.reader import Reading, read_inputs

__all__ = ["Reading", "noise_lines", "read_inputs"]

"""Tables on disk: rows of dataclasses in Parquet files, written whole or not at all, read as they are asked for."""

from graph_builder.tables.columns import schema_of
from graph_builder.tables.folder import Folder, Place
from graph_builder.tables.lazy import Lazy
from graph_builder.tables.rows import Rows, TableWriter, count_rows, write_table
from graph_builder.tables.workbench import Workbench, columns_of

__all__ = [
    "Folder",
    "Lazy",
    "Place",
    "Rows",
    "TableWriter",
    "Workbench",
    "columns_of",
    "count_rows",
    "schema_of",
    "write_table",
]

"""Tables on disk: rows of dataclasses in Parquet files, written whole or not at all, read as they are asked for."""

"""Passages with their citations, and measures, of the documents that were read, under their ids."""

from __future__ import annotations

from graph_builder.model import Measure
from graph_builder.relations.rows import BATCH_BITS, OWN
from graph_builder.tables import Folder, Workbench, columns_of


def texts_task(work: Folder, number: int, extraction: tuple[Folder, str]) -> None:
    """Write the passages and the measures of a batch, whose extractions are the given table.

    The tables ``owners`` and ``marks`` are to be sorted by place.
    """
    first = number << BATCH_BITS
    last = first + (1 << BATCH_BITS) - 1
    with Workbench(work) as bench:
        bench.view("read", [extraction[1]], folder=extraction[0])
        for name in ("owners", "marks"):
            bench.view(f"all_{name}", [name])
            bench.run(f"CREATE VIEW {name} AS SELECT * FROM all_{name} WHERE place BETWEEN {first} AND {last}")
        bench.run(f"CREATE VIEW own AS SELECT place - {first} AS row, document FROM owners WHERE part = {OWN}")
        bench.make(
            f"passages-{number:05d}",
            f"""
            WITH blocks AS (
                SELECT file_row_number AS row, unnest(passages) AS p, generate_subscripts(passages, 1) AS nth FROM read
            ), cited AS (
                SELECT place - {first} AS row, passage + 1 AS nth,
                    list(struct_pack(start := start, "end" := "end", target := target, relation := relation)
                         ORDER BY slot, marks.nth) AS mentions
                FROM marks GROUP BY place, passage
            )
            SELECT own.document || '#p' || nth AS id, own.document AS document, nth - 1 AS ordinal,
                p.line AS line, p.kind AS kind, p.label AS label, p.text AS text, coalesce(mentions, []) AS mentions
            FROM blocks JOIN own USING (row) LEFT JOIN cited USING (row, nth) ORDER BY row, nth
            """,
        )
        columns = columns_of(Measure, "m", without=("id", "document"))
        bench.make(
            f"measures-{number:05d}",
            f"""
            WITH read_measures AS (
                SELECT file_row_number AS row, unnest(measures) AS m, generate_subscripts(measures, 1) AS nth FROM read
            )
            SELECT own.document || '#m' || nth AS id, own.document AS document, {columns}
            FROM read_measures JOIN own USING (row) ORDER BY row, nth
            """,
        )

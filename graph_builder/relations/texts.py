"""Passages with their citations, and measures, of the documents that were read, under their ids."""

from __future__ import annotations

from graph_builder.model import Measure, Passage
from graph_builder.relations.layout import numbered
from graph_builder.relations.rows import BATCH_BITS
from graph_builder.tables.folder import Folder
from graph_builder.tables.workbench import Workbench, columns_of


def texts_task(work: Folder, number: int, extraction: tuple[Folder, str], earlier: Folder | None) -> None:
    """Write the passages and the measures of a batch, whose extractions are the given table.

    The tables ``homes`` and ``marks`` are to be sorted by place. Of documents that are not due, the rows are taken over
    from the tables of ``earlier``.
    """
    first = number << BATCH_BITS
    last = first + (1 << BATCH_BITS) - 1
    with Workbench(work) as bench:
        bench.view("read", [extraction[1]], folder=extraction[0])
        for name in ("homes", "marks"):
            bench.view(f"all_{name}", [name])
            bench.run(f"CREATE VIEW {name} AS SELECT * FROM all_{name} WHERE place BETWEEN {first} AND {last}")
        for name, condition in (("own", "due"), ("known", "NOT due")):
            bench.run(f"CREATE VIEW {name} AS SELECT place - {first} AS row, document FROM homes WHERE {condition}")
        _make(
            bench,
            numbered("passages", number),
            Passage,
            f"""
            WITH blocks AS (
                SELECT file_row_number AS row, unnest(passages) AS p, generate_subscripts(passages, 1) AS nth FROM read
            ), cited AS (
                SELECT place - {first} AS row, passage + 1 AS nth,
                    list(struct_pack(start := start, "end" := "end", target := target, relation := relation)
                         ORDER BY slot, marks.nth) AS mentions
                FROM marks GROUP BY place, passage
            )
            SELECT row, nth, own.document || '#p' || nth AS id, own.document AS document, nth - 1 AS ordinal,
                p.line AS line, p.kind AS kind, p.label AS label, p.text AS text, coalesce(mentions, []) AS mentions
            FROM blocks JOIN own USING (row) LEFT JOIN cited USING (row, nth)
            """,
            earlier,
        )
        columns = columns_of(Measure, "m", without=("id", "document"))
        _make(
            bench,
            numbered("measures", number),
            Measure,
            f"""
            WITH read_measures AS (
                SELECT file_row_number AS row, unnest(measures) AS m, generate_subscripts(measures, 1) AS nth FROM read
            )
            SELECT row, nth, own.document || '#m' || nth AS id, own.document AS document, {columns}
            FROM read_measures JOIN own USING (row)
            """,
            earlier,
        )


def _make(bench: Workbench, name: str, kind: type, select: str, earlier: Folder | None) -> None:
    columns = columns_of(kind)
    if earlier:
        bench.view(f"earlier_{kind.__name__}", [name], folder=earlier)
        same = f"SELECT row, file_row_number AS nth, {columns_of(kind, 'e')}"
        select = f"{select} UNION ALL BY NAME {same} FROM earlier_{kind.__name__} e JOIN known USING (document)"
    bench.make(name, f"SELECT {columns} FROM ({select}) ORDER BY row, nth")

"""Tables of a resolution beside those of an earlier one: only what differs is made, the rest is read where it lies.

Rows belong to groups that are decided alone: a family, a place, a source. A group whose rows are those of the earlier
resolution has the earlier results; of the others, the earlier results go and new ones come. Without an earlier
resolution all groups are new, so that there is one way through the steps for both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph_builder.relations.layout import Base
from graph_builder.tables.folder import Folder
from graph_builder.tables.rows import write_table
from graph_builder.tables.workbench import Workbench, columns_of, digest_of

_JOINS = ("ANTI", "SEMI")


@dataclass(frozen=True, slots=True)
class Grouped:
    """A table to make: its name, the column that tells everything of a row, the SELECT of its rows, and their order."""

    name: str
    value: str
    select: str
    order: str


@dataclass(frozen=True, slots=True)
class Patches:
    """Makes the tables of a resolution on a workbench, by what ``base``, if there is one, has of them."""

    bench: Workbench
    base: Base | None

    def make(self, group: str, *tables: Grouped) -> None:
        """Make tables of the rows of their SELECTs, but for the groups of which base's tables have just these rows.

        ``group`` is a column of all of them. View ``NAME`` are the rows made, view ``NAME_gone`` the rows of base's
        table whose groups differ.
        """
        bench, base = self.bench, self.base
        differing = []
        for table in tables if base else ():
            told = f"SELECT {group} AS g, sum({digest_of(table.value)}::HUGEINT) AS h FROM {{}} GROUP BY {group}"
            bench.view(f"{table.name}_base", [table.name], folder=base.folder if base else None)
            bench.table(f"{table.name}_told", told.format(f"{table.name}_base"))
            bench.table(f"{table.name}_tells", told.format(f"({table.select})"))
            both = f"{table.name}_told AS t FULL JOIN {table.name}_tells AS n USING (g)"
            differing.append(f"SELECT g FROM {both} WHERE t.h IS DISTINCT FROM n.h")
        due = ""
        if differing:
            name = f"{group}_of_{tables[0].name}"
            bench.table(name, " UNION ".join(differing))
            due = f"SEMI JOIN {name} ON g = {group}"
        for table in tables:
            columns = f"{group}, {table.value}"
            bench.make(table.name, f"SELECT {columns} FROM ({table.select}) {due} ORDER BY {table.order}")
            bench.view(table.name, [table.name])
            if base:
                gone = f"SELECT {columns} FROM {table.name}_base {due}"
                bench.run(f"CREATE OR REPLACE VIEW {table.name}_gone AS {gone}")

    def join(self, name: str, kind: type, tables: Sequence[str], gone: str, on: str) -> None:
        """Let view ``NAME_all`` stand for all rows of a kind of results.

        ``tables`` are those made now: view ``NAME_came``. Of base's rows ``b`` those go, as view ``NAME_gone``, that
        match a row ``g`` of the SELECT ``gone`` by ``on``. View ``NAME_differing`` are the rows that are on one side
        only.
        """
        bench, base, columns = self.bench, self.base, columns_of(kind)
        none = f"{name}-none"
        if not bench.folder.has_table(none):
            write_table(bench.folder, none, kind, ())
        # the empty one last: the engine guesses the rows of all by those of the first
        bench.view(f"{name}_came", [*tables, none])
        if base is None:
            bench.run(f"CREATE OR REPLACE VIEW {name}_all AS SELECT {columns} FROM {name}_came")
            return
        bench.view(f"{name}_base", tables_of(base.folder, name), folder=base.folder)
        bench.table(f"{name}_going", gone)
        new = f"SELECT {columns} FROM {name}_came"
        stays, goes = (f"SELECT {columns} FROM {name}_base b {join} JOIN {name}_going g ON {on}" for join in _JOINS)
        bench.run(f"CREATE OR REPLACE VIEW {name}_gone AS {goes}")
        bench.run(f"CREATE OR REPLACE VIEW {name}_all AS {stays} UNION ALL {new}")
        old = f"SELECT {columns} FROM {name}_gone"
        bench.table(f"{name}_differing", f"({old} EXCEPT {new}) UNION ALL ({new} EXCEPT {old})")


def tables_of(folder: Folder, name: str) -> list[str]:
    """The tables that a step has made in stretches or by batch."""
    numbered = re.compile(rf"({re.escape(name)}-(?:\d+|none))\.parquet")
    return [found.group(1) for each in folder.names() if (found := numbered.fullmatch(each))]

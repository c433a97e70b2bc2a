"""The resolved graph: from batches of extractions to documents, relations, passages, measures, agencies and issues.

Nothing here holds the input: what belongs together is brought together by joins and sorts on the disk, decided by
tasks over stretches of the sorted tables, and kept as a table. A table that is there is not made again, so that a
resolution that was ended goes on where it stood; the result depends on the batches and their order alone.

================  ==================================================================================================
table             made of
================  ==================================================================================================
speakers          who speaks in the batches, by family of what may be one document
entered, owners   the documents of the input with their ids; whose document speaks in which part
candidates        the documents that citations may mean, by family of what citations may mean
citations         the citations, by the same families
found, resolved   what each citation means; the documents as the citations left them
said, marks       what each citation says; where it stands in its passage
asked             requests that name an agency alone, with the one document that they can mean
relations         what each document says of others, once
================  ==================================================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from graph_builder.agencies import AgencyRegistry
from graph_builder.extraction.cues import overlap
from graph_builder.model import (
    Agency,
    Document,
    Evidence,
    Graph,
    Issue,
    Level,
    Measure,
    Passage,
    Region,
    Relation,
    Scope,
)
from graph_builder.progress import Progress, silent
from graph_builder.relations.batches import Batch
from graph_builder.relations.families import Stretch, find_families, stretches
from graph_builder.relations.gather import agencies_of, regions_of
from graph_builder.relations.keys import LONG_NAME
from graph_builder.relations.rows import BATCH_BITS, OWN, READ, Asked, Entered, Found, Mark, Owner
from graph_builder.relations.tasks import (
    SaidBy,
    enter_task,
    forms_task,
    relate_task,
    resolve_task,
    settle_task,
)
from graph_builder.relations.texts import texts_task
from graph_builder.tables import Folder, Rows, Workbench, columns_of, schema_of, write_table
from graph_builder.workers import Workers

_ROWS = 20_000
"""Rows of a task, about."""

_LETTERS = "'^([^〔0-9]+)〔'"
"""The letters of a document number, as SQL takes the expression."""
_NEARLY_ALWAYS = 0.9

_SAME_MATTER = 0.8
"""Share of its pairs of characters that the national title must have in common with the provincial one."""
_DAYS_BEFORE, _DAYS_AFTER = 199, 3


def resolve(
    batches: Sequence[Batch], work: Folder, workers: Workers, issues: Iterable[Issue] = (), progress: Progress = silent
) -> Graph:
    """Join what was read document by document into one graph, whose lists are read from ``work`` as they are asked for.

    ``issues`` are those of the earlier stages. ``progress`` is called as ``progress("关联", steps done, steps)``.
    """
    with Workbench(work) as bench:
        resolution = _Resolution(batches, work, bench, workers)
        steps = (
            resolution.enter,
            resolution.find_candidates,
            resolution.resolve,
            resolution.relate,
            resolution.ask,
            resolution.settle,
            resolution.write_texts,
            resolution.write_documents,
        )
        for done, step in enumerate(steps, 1):
            step()
            progress("关联", done, len(steps))
        resolution.write_issues(issues)
        return resolution.graph()


@dataclass(slots=True)
class _Resolution:
    batches: Sequence[Batch]
    work: Folder
    bench: Workbench
    workers: Workers
    relations: list[str] = field(default_factory=list)
    """The tables of the relations."""

    def __post_init__(self) -> None:
        bench = self.bench
        numbers = [(number, table) for number, batch in enumerate(self.batches) for table in batch.tables]
        bench.fill("batches", "number BIGINT, name VARCHAR", [(number, f"{name}.parquet") for number, name in numbers])
        for at, kind in enumerate(("extracted", "spoken", "all_cited", "unsplit")):
            self._view_batches(kind, [batch.tables[at] for batch in self.batches])

    def _view_batches(self, view: str, tables: Sequence[str]) -> None:
        """All batches as one view, with the places of the whole input."""
        folder = self.batches[0].folder
        self.bench.view(f"raw_{view}", tables, folder=folder)
        named = "regexp_extract(filename, '[^/]+$')"
        row = "place" if view in ("spoken", "all_cited") else "file_row_number"
        self.bench.run(
            f"CREATE OR REPLACE VIEW {view} AS SELECT (b.number << {BATCH_BITS}) + {row} AS place, "
            f"r.* EXCLUDE (filename, {', '.join({'file_row_number', row})}) "
            f"FROM raw_{view} r JOIN batches b ON b.name = {named}"
        )

    def _do(self, task: Callable[[Folder, Stretch], None], last: str, made: Sequence[Stretch]) -> None:
        """Run a task over stretches, but for those whose last table is there."""
        wanting = [stretch for stretch, table in zip(made, _tables(last, made), strict=True) if not self._has(table)]
        for _ in self.workers.run(task, [(self.work, stretch) for stretch in wanting]):
            pass

    def _has(self, table: str) -> bool:
        return self.work.has_table(table)

    # -- who speaks ---------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Give every document of the input its id."""
        bench = self.bench
        find_families(bench, "voices", "SELECT keys[1] AS a, unnest(keys) AS b FROM spoken")
        bench.view("voices", ["voices"])
        bench.make(
            "speakers",
            f"""
            SELECT v.family, s AS speaker FROM spoken s JOIN voices v ON v.key = s.keys[1]
            ORDER BY v.family, s.part <> {OWN}, s.place, s.part
            """,
        )
        bench.view("speakers", ["speakers"])
        made = stretches(bench, "family", ["speakers"], _ROWS)
        self._do(enter_task, "entered", made)
        for name in ("entered", "owners", "inner", "doubled"):
            bench.view(f"{name}_all", _tables(name, made))
        bench.make("owners", f"SELECT {columns_of(Owner)} FROM owners_all ORDER BY place, part")
        bench.view("owners", ["owners"])

    # -- what is cited ------------------------------------------------------------------------------------------

    def find_candidates(self) -> None:
        """Bring the citations and the documents that they may mean together."""
        bench = self.bench
        self._find_slips()
        # keys that no citation asks for bring nothing together
        bench.table("used", "SELECT k FROM wanted UNION SELECT long FROM slips UNION SELECT short FROM slips")
        bench.run(
            """
            CREATE OR REPLACE VIEW meant AS
            SELECT rank, list_sort(list(k)) AS keys
            FROM (SELECT rank, unnest(keys) AS k FROM entered_all) SEMI JOIN used USING (k) GROUP BY rank
            """
        )
        find_families(
            bench,
            "matters",
            """
            SELECT keys[1] AS a, unnest(keys) AS b FROM all_cited
            UNION ALL SELECT keys[1], unnest(keys) FROM meant UNION ALL SELECT long, short FROM slips
            """,
        )
        bench.view("matters", ["matters"])
        entered = ", ".join(f"{name} := e.{name}" for name in schema_of(Entered).names)
        bench.make(
            "candidates",
            f"""
            SELECT m.family, struct_pack({entered}) AS entered
            FROM entered_all e JOIN meant USING (rank) JOIN matters m ON m.key = meant.keys[1]
            ORDER BY m.family, e.rank
            """,
        )
        bench.make("unnamed", "SELECT rank, document FROM entered_all ANTI JOIN meant USING (rank)")
        self._learn_letters()
        bench.make(
            "citations",
            f"""
            SELECT m.family, struct_pack(source := o.document, told := l.issuer, cited := c) AS citation
            FROM all_cited c JOIN matters m ON m.key = c.keys[1]
            JOIN owners o ON o.place = c.place AND o.part = c.part
            LEFT JOIN letters l ON l.letters = regexp_extract(c.number, {_LETTERS}, 1) AND len(c.issuers) = 0
            ORDER BY m.family, coalesce(c.number, '') = '', c.place, c.slot
            """,
        )
        for name in ("candidates", "citations"):
            bench.view(name, [name])

    def _learn_letters(self) -> None:
        """Find whose numbers begin with which letters: 冀财农 is whoever nearly always numbers by it in the input."""
        self.bench.table(
            "letters",
            f"""
            WITH used AS (
                SELECT regexp_extract(fields.doc_number, {_LETTERS}, 1) AS letters, fields.issuers[1] AS issuer,
                    count(*) AS times
                FROM spoken WHERE len(fields.issuers) > 0 GROUP BY ALL
            )
            SELECT letters, arg_max(issuer, (times, issuer)) AS issuer FROM used WHERE letters <> ''
            GROUP BY letters HAVING max(times) >= {_NEARLY_ALWAYS} * sum(times)
            """,
        )

    def _find_slips(self) -> None:
        """Find the pairs of long titles, one of them cited, of which one may be the other with a slip."""
        bench = self.bench
        bench.make(
            "names",
            f"""
            SELECT DISTINCT name
            FROM (SELECT core AS name FROM all_cited UNION ALL SELECT unnest(names) FROM entered_all)
            WHERE length(name) >= {LONG_NAME} ORDER BY name
            """,
        )
        bench.view("names", ["names"])
        made = stretches(bench, "name", ["names"], _ROWS)
        self._do(forms_task, "forms", made)
        bench.table("wanted", "SELECT DISTINCT unnest(keys) AS k FROM all_cited")
        bench.table("held", "SELECT DISTINCT unnest(keys) AS k FROM entered_all")
        if not made:
            bench.table("slips", "SELECT k AS long, k AS short FROM wanted WHERE false")
            return
        bench.view("forms", _tables("forms", made))
        bench.table(
            "slips",
            """
            SELECT long, short FROM forms SEMI JOIN wanted ON k = long
            WHERE short IN (SELECT k FROM wanted) OR short IN (SELECT k FROM held)
            UNION SELECT long, short FROM forms SEMI JOIN wanted ON k = short WHERE long IN (SELECT k FROM held)
            """,
        )

    def resolve(self) -> None:
        """Decide what each citation means."""
        bench = self.bench
        made = stretches(bench, "family", ["candidates", "citations"], _ROWS)
        self._do(resolve_task, "resolved", made)
        write_table(self.work, "found-none", Found, ())
        bench.view("found_all", ["found-none", *_tables("found", made)])
        bench.make("found", f"SELECT {columns_of(Found)} FROM found_all ORDER BY place, slot")
        bench.view("found", ["found"])
        bench.view("resolved", ["unnamed", *_tables("resolved", made)])

    # -- what is said -------------------------------------------------------------------------------------------

    def relate(self) -> None:
        """Say of each citation what relation it states and where it stands."""
        bench = self.bench
        starts = {name: self._starts(name) for name in ("owners", "found")}
        calls = []
        for number, batch in enumerate(self.batches):
            bounds = tuple((starts[name][number], starts[name][number + 1]) for name in ("owners", "found"))
            if not self._has(f"doubts-{number:05d}"):
                first = number << BATCH_BITS
                calls.append((self.work, number, first, (batch.folder, batch.name), Stretch(number, bounds)))
        for _ in self.workers.run(relate_task, calls):
            pass
        for name in ("said", "marks", "doubts"):
            bench.view(f"{name}_all", self._of_batches(name))

    def _starts(self, name: str) -> list[int]:
        """Where the rows of each batch begin in a table that is sorted by place, and where the last ones end."""
        counted = dict(self.bench.rows(f"SELECT place >> {BATCH_BITS}, count(*) FROM {name} GROUP BY 1"))
        starts = [0]
        for number in range(len(self.batches)):
            starts.append(starts[-1] + int(counted.get(number, 0)))
        return starts

    def ask(self) -> None:
        """Find the one document that a request by an agency's name alone can mean: same matter, shortly before."""
        if self._has("asked"):
            return
        rows = self.bench.stream(
            f"""
            WITH requests AS (
                SELECT place, unnest(requests) AS request, generate_subscripts(requests, 1) AS slot FROM extracted
            ), houses AS (
                SELECT document AS d, unnest(houses) AS agency FROM entered_all WHERE len(houses) > 0
            )
            SELECT r.place, r.slot, s.document.id, s.document.title, h.d.id, h.d.title, r.request.scope,
                r.request.evidence.file, r.request.evidence.line, r.request.evidence.quote, r.request.evidence.cue
            FROM requests r
            JOIN entered_all s ON s.rank.kind = {READ} AND s.rank.place = r.place
            JOIN houses h ON h.agency = r.request.agency AND h.d.id <> s.document.id
                AND h.d.issued_on BETWEEN s.document.issued_on - {_DAYS_BEFORE} AND s.document.issued_on + {_DAYS_AFTER}
            ORDER BY s.document.id, r.place, r.slot, h.d.id
            """
        )
        write_table(self.work, "asked", Asked, _only_ones(rows))

    def settle(self) -> None:
        """Keep the strongest of what a document says of another one."""
        bench = self.bench
        bench.make(
            "said", f"SELECT {columns_of(SaidBy)} FROM said_all ORDER BY source, said.place, said.slot, said.nth"
        )
        for name in ("said", "asked"):
            bench.view(name, [name])
        made = stretches(bench, "source", ["said", "asked"], _ROWS)
        self._do(settle_task, "relations", made)
        write_table(self.work, "relations-none", Relation, ())
        self.relations = ["relations-none", *_tables("relations", made)]

    # -- the rest of the graph ----------------------------------------------------------------------------------

    def write_texts(self) -> None:
        """Write passages and measures; a mark whose relation was left out is a mere mention."""
        bench = self.bench
        bench.view("relations", self.relations)
        marks = columns_of(Mark, "m", without=("relation",))
        bench.make(
            "marks",
            f"""
            SELECT {marks}, CASE WHEN r.source IS NULL THEN NULL ELSE m.relation END AS relation
            FROM marks_all m JOIN owners o ON o.place = m.place AND o.part = {OWN}
            LEFT JOIN relations r ON r.source = o.document AND r.target = m.target AND r.type = m.relation
            ORDER BY m.place, m.passage, m.slot, m.nth
            """,
        )
        calls = [
            (self.work, number, (batch.folder, batch.name))
            for number, batch in enumerate(self.batches)
            if not self._has(f"measures-{number:05d}")
        ]
        for _ in self.workers.run(texts_task, calls):
            pass

    def write_documents(self) -> None:
        """Write the documents, with those that stand in them, and the agencies and regions that they name."""
        bench = self.bench
        columns = columns_of(Document, "r.document")
        bench.make(
            "documents",
            f"""
            WITH placed AS (
                SELECT o.document AS outside, n.document AS inside, min(n.rank) AS rank
                FROM inner_all n JOIN owners o ON o.place = n.place AND o.part = n.part GROUP BY ALL
            ), standing AS (
                SELECT outside, list(inside ORDER BY rank) AS inside FROM placed GROUP BY outside
            ), listed AS (
                SELECT r.rank, s.inside, {columns} FROM resolved r LEFT JOIN standing s ON s.outside = r.document.id
            )
            SELECT * EXCLUDE (rank, inside) REPLACE (coalesce(inside, encloses) AS encloses) FROM listed ORDER BY rank
            """,
        )
        bench.view("documents", ["documents"])
        bench.view("measures", self._of_batches("measures"))
        issued = bench.rows(
            """
            SELECT issuer, arg_min(level, (n, slot)) FROM (
                SELECT file_row_number AS n, generate_subscripts(issuers, 1) AS slot, level, unnest(issuers) AS issuer
                FROM documents
            ) GROUP BY issuer ORDER BY min((n, slot))
            """
        )
        answering = bench.rows(
            """
            SELECT name FROM (
                SELECT filename, file_row_number AS n, generate_subscripts(responsible, 1) AS slot,
                    unnest(responsible) AS name
                FROM measures
            ) GROUP BY name ORDER BY min((filename, n, slot))
            """
        )
        registry = AgencyRegistry.load()
        levels = {name: Level(level) for name, level in issued}
        agencies = agencies_of(levels, (name for (name,) in answering), registry)
        write_table(self.work, "agencies", Agency, agencies)
        write_table(self.work, "regions", Region, regions_of(agencies, registry))

    def write_issues(self, given: Iterable[Issue]) -> None:
        """Write what could not be read or decided, in the order of the stages."""
        bench = self.bench
        write_table(self.work, "given", Issue, given)
        bench.view("given", ["given"])
        inner = columns_of(Issue, "issue")
        plain = columns_of(Issue)
        bench.make(
            "issues",
            f"""
            SELECT {plain} FROM (
                SELECT 0 AS stage, file_row_number AS place, 0 AS slot, 0 AS nth, {plain} FROM given
                UNION ALL SELECT 1, place, 0, 0, {plain} FROM unsplit
                UNION ALL SELECT 2, place, slot, nth, {inner} FROM doubts_all
                UNION ALL SELECT 3, place, slot, 0, {inner} FROM (
                    SELECT place, unnest(issues) AS issue, generate_subscripts(issues, 1) AS slot FROM extracted
                )
                UNION ALL SELECT 4, place, slot, nth, {inner} FROM doubled_all
            ) ORDER BY stage, place, slot, nth
            """,
        )

    def _of_batches(self, name: str) -> list[str]:
        return [f"{name}-{number:05d}" for number in range(len(self.batches))]

    def graph(self) -> Graph:
        """The graph, read from the tables."""
        return Graph(
            documents=Rows(Document, self.work, ["documents"]),
            relations=Rows(Relation, self.work, self.relations),
            agencies=Rows(Agency, self.work, ["agencies"]),
            regions=Rows(Region, self.work, ["regions"]),
            passages=Rows(Passage, self.work, self._of_batches("passages")),
            measures=Rows(Measure, self.work, self._of_batches("measures")),
            issues=Rows(Issue, self.work, ["issues"]),
        )


def _tables(name: str, made: Sequence[Stretch]) -> list[str]:
    return [f"{name}-{stretch.number:05d}" for stretch in made]


def _only_ones(rows: Iterable[tuple[Any, ...]]) -> Iterator[Asked]:
    """The requests that exactly one document fits, from requests beside each document of the agency."""
    for (place, at), candidates in groupby(rows, lambda row: row[:2]):
        fitting = [row for row in candidates if min(overlap(row[5], row[3]), overlap(row[3], row[5])) >= _SAME_MATTER]
        if len(fitting) == 1:
            (row,) = fitting
            yield Asked(place, at, row[2], row[4], Scope(row[6]), Evidence(*row[7:]))

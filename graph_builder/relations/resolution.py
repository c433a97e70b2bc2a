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

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    Region,
    Relation,
    Scope,
)
from graph_builder.progress import Progress, silent
from graph_builder.relations.batches import Batch
from graph_builder.relations.families import Stretch, find_families, stretches
from graph_builder.relations.gather import agencies_of, regions_of
from graph_builder.relations.kept import keep_graph
from graph_builder.relations.keys import LONG_NAME
from graph_builder.relations.layout import Base, number_batches, numbered, read_base, write_layout
from graph_builder.relations.patches import Grouped, Patches, tables_of
from graph_builder.relations.rows import (
    BATCH_BITS,
    NUMBERED,
    OWN,
    READ,
    Asked,
    Doubt,
    Entered,
    Found,
    Inner,
    Mark,
    Owner,
    Ranked,
)
from graph_builder.relations.tasks import (
    NameForm,
    SaidBy,
    enter_task,
    forms_task,
    relate_task,
    resolve_task,
    settle_task,
)
from graph_builder.relations.texts import texts_task
from graph_builder.tables.columns import schema_of
from graph_builder.tables.folder import Folder
from graph_builder.tables.rows import write_table
from graph_builder.tables.workbench import Workbench, columns_of
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
    batches: Sequence[Batch],
    work: Folder,
    workers: Workers,
    issues: Iterable[Issue] = (),
    progress: Progress = silent,
    *,
    base: Folder | None = None,
) -> Graph:
    """Join what was read document by document into one graph, whose lists are read from ``work`` as they are asked for.

    ``issues`` are those of the earlier stages. ``progress`` is called as ``progress("关联", steps done, steps)``.
    ``base`` is the work folder of an earlier resolution that had none: where most of its batches are there again, only
    what differs is decided anew, and some lists are read from there too. The graph is the same.
    """
    earlier = read_base(base) if base else None
    numbers = number_batches(batches, earlier)
    if numbers is None:
        earlier, numbers = None, number_batches(batches, None)
    with Workbench(work) as bench:
        resolution = _Resolution(numbers or {}, work, bench, workers, Patches(bench, earlier))
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
        return resolution.keep()


@dataclass(slots=True)
class _Resolution:
    batches: Mapping[int, Batch]
    """By number, in order."""
    work: Folder
    bench: Workbench
    workers: Workers
    patches: Patches
    relations: list[str] = field(default_factory=list)
    """The tables of the relations."""
    texts: list[tuple[Folder, int]] = field(default_factory=list)
    """Where the passages and measures of each batch are."""

    def __post_init__(self) -> None:
        bench = self.bench
        named = [(at, f"{table}.parquet") for at, batch in self.batches.items() for table in batch.tables]
        bench.fill("batches", "number BIGINT, name VARCHAR", named)
        for at, kind in enumerate(("extracted", "spoken", "all_cited", "unsplit")):
            self._view_batches(kind, [batch.tables[at] for batch in self.batches.values()])

    def _view_batches(self, view: str, tables: Sequence[str]) -> None:
        """All batches as one view, with the places of the whole input."""
        folder = next(iter(self.batches.values())).folder
        self.bench.view(f"raw_{view}", tables, folder=folder)
        named = "regexp_extract(filename, '[^/]+$')"
        row = "place" if view in ("spoken", "all_cited") else "file_row_number"
        self.bench.run(
            f"CREATE OR REPLACE VIEW {view} AS SELECT (b.number << {BATCH_BITS}) + {row} AS place, "
            f"r.* EXCLUDE (filename, {', '.join({'file_row_number', row})}) "
            f"FROM raw_{view} r JOIN batches b ON b.name = {named}"
        )

    @property
    def _base(self) -> Base | None:
        return self.patches.base

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
        bench, join = self.bench, self.patches.join
        find_families(bench, "voices", "SELECT keys[1] AS a, unnest(keys) AS b FROM spoken")
        bench.view("voices", ["voices"])
        speakers = Grouped(
            "speakers",
            "speaker",
            "SELECT v.family, s AS speaker FROM spoken s JOIN voices v ON v.key = s.keys[1]",
            f"family, speaker.part <> {OWN}, speaker.place, speaker.part",
        )
        self.patches.make("family", speakers)
        made = stretches(bench, "family", ["speakers"], _ROWS)
        self._do(enter_task, "doubled", made)
        gone = "SELECT speaker.place AS place, speaker.part AS part FROM speakers_gone"
        ranked = f"g.place = b.rank.place AND g.part = CASE b.rank.kind WHEN {READ} THEN {OWN} ELSE b.rank.slot END"
        join("entered", Entered, _tables("entered", made), gone, ranked)
        join("inner", Inner, _tables("inner", made), gone, ranked)
        join("owners", Owner, _tables("owners", made), gone, "g.place = b.place AND g.part = b.part")
        join("doubled", Doubt, _tables("doubled", made), gone, f"g.place = b.place AND g.part = {OWN}")

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
        candidates = Grouped(
            "candidates",
            "entered",
            f"""
            SELECT m.family, struct_pack({entered}) AS entered
            FROM entered_all e JOIN meant USING (rank) JOIN matters m ON m.key = meant.keys[1]
            """,
            "family, entered.rank",
        )
        self._learn_letters()
        citations = Grouped(
            "citations",
            "citation",
            f"""
            SELECT m.family, struct_pack(source := o.document, told := l.issuer, cited := c) AS citation
            FROM all_cited c JOIN matters m ON m.key = c.keys[1]
            JOIN owners_all o ON o.place = c.place AND o.part = c.part
            LEFT JOIN letters l ON l.letters = regexp_extract(c.number, {_LETTERS}, 1) AND len(c.issuers) = 0
            """,
            "family, coalesce(citation.cited.number, '') = '', citation.cited.place, citation.cited.slot",
        )
        self.patches.make("family", candidates, citations)

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
        bench.run(
            f"""
            CREATE OR REPLACE VIEW used_names AS SELECT DISTINCT name
            FROM (SELECT core AS name FROM all_cited UNION ALL SELECT unnest(names) FROM entered_all)
            WHERE length(name) >= {LONG_NAME}
            """
        )
        known = ""
        if self._base:
            bench.view("names_base", ["names"], folder=self._base.folder)
            known = "ANTI JOIN names_base USING (name)"
        bench.make("names", f"SELECT name FROM used_names {known} ORDER BY name")
        bench.view("names", ["names"])
        made = stretches(bench, "name", ["names"], _ROWS)
        self._do(forms_task, "forms", made)
        self.patches.join("forms", NameForm, _tables("forms", made), "SELECT 0 AS none WHERE false", "g.none = b.long")
        bench.table("wanted", "SELECT DISTINCT unnest(keys) AS k FROM all_cited")
        bench.table("held", "SELECT DISTINCT unnest(keys) AS k FROM entered_all")
        bench.table(
            "slips",
            """
            SELECT long, short FROM forms_all SEMI JOIN wanted ON k = long
            WHERE short IN (SELECT k FROM wanted) OR short IN (SELECT k FROM held)
            UNION SELECT long, short FROM forms_all SEMI JOIN wanted ON k = short WHERE long IN (SELECT k FROM held)
            """,
        )

    def resolve(self) -> None:
        """Decide what each citation means."""
        bench, join = self.bench, self.patches.join
        made = stretches(bench, "family", ["candidates", "citations"], _ROWS)
        self._do(resolve_task, "resolved", made)
        cited = "citation.cited.place AS place, citation.cited.slot AS slot"
        gone = f"SELECT {cited} FROM citations_gone"
        join("found", Found, _tables("found", made), gone, "g.place = b.place AND g.slot = b.slot")
        # a document that is only cited has the place and slot of a citation of its family
        ranks = f"""
            SELECT entered.rank.kind AS kind, entered.rank.place AS place, entered.rank.slot AS slot,
                entered.rank.sub AS sub
            FROM candidates_gone UNION ALL SELECT {NUMBERED}, place, slot, 0 FROM ({gone})
        """
        own = f"b.rank.kind < {NUMBERED}"
        same = "g.place = b.rank.place AND g.slot = b.rank.slot"
        kind = f"g.kind = CASE WHEN {own} THEN b.rank.kind ELSE {NUMBERED} END"
        ranked = f"{same} AND {kind} AND g.sub = CASE WHEN {own} THEN b.rank.sub ELSE 0 END"
        join("resolved", Ranked, _tables("resolved", made), ranks, ranked)

    # -- what is said -------------------------------------------------------------------------------------------

    def relate(self) -> None:
        """Say of each citation what relation it states and where it stands."""
        bench, join = self.bench, self.patches.join
        due = ""
        if self._base:
            bench.table("due", "SELECT place FROM owners_differing UNION SELECT place FROM found_differing")
            due = "SEMI JOIN due USING (place)"
        for name, kind in (("owners", Owner), ("found", Found)):
            last = "part" if name == "owners" else "slot"
            bench.make(name, f"SELECT {columns_of(kind)} FROM {name}_all {due} ORDER BY place, {last}")
            bench.view(name, [name])
        starts = {name: self._starts(name) for name in ("owners", "found")}
        calls = []
        for at, (number, batch) in enumerate(self.batches.items()):
            bounds = tuple((starts[name][at], starts[name][at + 1]) for name in ("owners", "found"))
            if bounds[0][0] < bounds[0][1] and not self._has(numbered("doubts", number)):
                calls.append((self.work, number, (batch.folder, batch.name), Stretch(number, bounds)))
        for _ in self.workers.run(relate_task, calls):
            pass
        gone = "SELECT place FROM due"
        join("said", SaidBy, tables_of(self.work, "said"), gone, "g.place = b.said.place")
        join("marks", Mark, tables_of(self.work, "marks"), gone, "g.place = b.place")
        join("doubts", Doubt, tables_of(self.work, "doubts"), gone, "g.place = b.place")

    def _starts(self, name: str) -> list[int]:
        """Where the rows of each batch begin in a table that is sorted by place, and where the last ones end."""
        counted = dict(self.bench.rows(f"SELECT place >> {BATCH_BITS}, count(*) FROM {name} GROUP BY 1"))
        starts = [0]
        for number in self.batches:
            starts.append(starts[-1] + int(counted.get(number, 0)))
        return starts

    def ask(self) -> None:
        """Find the one document that a request by an agency's name alone can mean: same matter, shortly before."""
        bench = self.bench
        bench.run(
            """
            CREATE OR REPLACE VIEW requests AS
            SELECT place, unnest(requests) AS request, generate_subscripts(requests, 1) AS slot FROM extracted
            """
        )
        due = gone = ""
        if self._base:
            # of the requests that stay, those may be answered otherwise that name an agency of a document that differs
            bench.table("asking", f"SELECT rank.place AS place FROM entered_differing WHERE rank.kind = {READ}")
            bench.table(
                "open_requests",
                """
                SELECT place, slot FROM requests WHERE place IN (SELECT place FROM asking)
                OR request.agency IN (SELECT unnest(houses) FROM entered_differing)
                """,
            )
            due = "SEMI JOIN open_requests USING (place, slot)"
            gone = """
                SELECT place, slot FROM open_requests
                UNION SELECT b.place, b.slot FROM requested_base b SEMI JOIN asking USING (place)
            """
            bench.view("requested_base", tables_of(self._base.folder, "requested"), folder=self._base.folder)
        made = numbered("requested", 0)
        if not self._has(made):
            bench.table(
                "dated_requests",
                f"""
                SELECT r.place, r.slot, s.document.id AS source, s.document.title AS title, r.request AS request,
                    s.document.issued_on - {_DAYS_BEFORE} AS first, s.document.issued_on + {_DAYS_AFTER} AS last
                FROM (SELECT * FROM requests {due}) r
                JOIN entered_all s ON s.rank.kind = {READ} AND s.rank.place = r.place
                WHERE s.document.issued_on IS NOT NULL
                """,
            )
            # by spans of time too: an agency's documents of all years beside all that ask for one are too many pairs
            rows = bench.stream(
                f"""
                WITH houses AS (
                    SELECT document AS d, unnest(houses) AS agency, {_span("document.issued_on")} AS span
                    FROM entered_all WHERE len(houses) > 0
                ), asking_in AS (
                    SELECT *, unnest(range({_span("first")}, {_span("last")} + 1)) AS span FROM dated_requests
                )
                SELECT r.place, r.slot, r.source, r.title, h.d.id, h.d.title, r.request.scope,
                    r.request.evidence.file, r.request.evidence.line, r.request.evidence.quote, r.request.evidence.cue
                FROM asking_in r JOIN houses h ON h.agency = r.request.agency AND h.span = r.span
                    AND h.d.id <> r.source AND h.d.issued_on BETWEEN r.first AND r.last
                ORDER BY r.source, r.place, r.slot, h.d.id
                """
            )
            write_table(self.work, made, Asked, _only_ones(rows))
        self.patches.join("requested", Asked, [made], gone, "g.place = b.place AND g.slot = b.slot")

    def settle(self) -> None:
        """Keep the strongest of what a document says of another one."""
        bench = self.bench
        due = ""
        if self._base:
            bench.table("settling", "SELECT source FROM said_differing UNION SELECT source FROM requested_differing")
            due = "SEMI JOIN settling USING (source)"
        bench.make(
            "said", f"SELECT {columns_of(SaidBy)} FROM said_all {due} ORDER BY source, said.place, said.slot, said.nth"
        )
        bench.make("asked", f"SELECT {columns_of(Asked)} FROM requested_all {due} ORDER BY source, place, slot")
        for name in ("said", "asked"):
            bench.view(name, [name])
        made = stretches(bench, "source", ["said", "asked"], _ROWS)
        self._do(settle_task, "relations", made)
        self.patches.join(
            "relations", Relation, _tables("relations", made), "SELECT source FROM settling", "g.source = b.source"
        )
        self.relations = ["relations-none", *_tables("relations", made)]
        if self._base:
            columns = columns_of(Relation)
            bench.make("relations", f"SELECT {columns} FROM relations_all ORDER BY source, evidence.line, target, type")
            self.relations = ["relations"]

    # -- the rest of the graph ----------------------------------------------------------------------------------

    def write_texts(self) -> None:
        """Write passages and measures; a mark whose relation was left out is a mere mention."""
        bench, base = self.bench, self._base
        homes = f"SELECT place, document, true AS due FROM owners_all WHERE part = {OWN}"
        if base:
            told = "place IN (SELECT place FROM due) OR document IN (SELECT source FROM settling)"
            bench.table("homes_told", f"SELECT * REPLACE ({told} AS due) FROM ({homes})")
            its_batch = f"place >> {BATCH_BITS}"
            homes = f"SELECT * FROM homes_told WHERE {its_batch} IN (SELECT {its_batch} FROM homes_told WHERE due)"
        bench.make("homes", f"{homes} ORDER BY place")
        bench.view("homes", ["homes"])
        marks = columns_of(Mark, "m", without=("relation",))
        bench.make(
            "marks",
            f"""
            SELECT {marks}, CASE WHEN r.source IS NULL THEN NULL ELSE m.relation END AS relation
            FROM marks_all m JOIN homes o ON o.place = m.place AND o.due
            LEFT JOIN relations_all r ON r.source = o.document AND r.target = m.target AND r.type = m.relation
            ORDER BY m.place, m.passage, m.slot, m.nth
            """,
        )
        touched = {at for (at,) in bench.rows(f"SELECT DISTINCT place >> {BATCH_BITS} FROM homes")}
        texts = []
        for number, batch in self.batches.items():
            if number in touched and not self._has(numbered("measures", number)):
                earlier = base.folder if base and number in base.batches else None
                texts.append((self.work, number, (batch.folder, batch.name), earlier))
        for _ in self.workers.run(texts_task, texts):
            pass
        self.texts = [(self.work if number in touched or not base else base.folder, number) for number in self.batches]

    def write_documents(self) -> None:
        """Write the documents, with those that stand in them, and the agencies and regions that they name."""
        bench = self.bench
        columns = columns_of(Document, "r.document")
        bench.make(
            "documents",
            f"""
            WITH placed AS (
                SELECT o.document AS outside, n.document AS inside, min(n.rank) AS rank
                FROM inner_all n JOIN owners_all o ON o.place = n.place AND o.part = n.part GROUP BY ALL
            ), standing AS (
                SELECT outside, list(inside ORDER BY rank) AS inside FROM placed GROUP BY outside
            ), ranked AS (
                SELECT rank, document FROM entered_all ANTI JOIN meant USING (rank)
                UNION ALL SELECT rank, document FROM resolved_all
            ), listed AS (
                SELECT r.rank, s.inside, {columns} FROM ranked r LEFT JOIN standing s ON s.outside = r.document.id
            )
            SELECT * EXCLUDE (rank, inside) REPLACE (coalesce(inside, encloses) AS encloses) FROM listed ORDER BY rank
            """,
        )
        bench.view("documents", ["documents"])
        bench.view_over("measures", self._texts("measures"))
        issued = bench.rows(
            """
            SELECT issuer, arg_min(level, (n, slot)) FROM (
                SELECT file_row_number AS n, generate_subscripts(issuers, 1) AS slot, level, unnest(issuers) AS issuer
                FROM documents
            ) GROUP BY issuer ORDER BY min((n, slot))
            """
        )
        answering = bench.rows(
            r"""
            SELECT name FROM (
                SELECT regexp_extract(filename, '(\d+)\.parquet$', 1)::BIGINT AS batch, file_row_number AS n,
                    generate_subscripts(responsible, 1) AS slot, unnest(responsible) AS name
                FROM measures
            ) GROUP BY name ORDER BY min((batch, n, slot))
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

    def _texts(self, name: str) -> list[tuple[Folder, str]]:
        return [(folder, numbered(name, number)) for folder, number in self.texts]

    def keep(self) -> Graph:
        """The graph, read from the tables; their names are kept last, so that what is not whole is no base."""
        own = {name: [(self.work, name)] for name in ("documents", "agencies", "regions", "issues")}
        texts = {name: self._texts(name) for name in ("passages", "measures")}
        write_layout(self.work, self.batches)
        tables = own | texts | {"relations": [(self.work, name) for name in self.relations]}
        return keep_graph(self.work, tables, self._base.folder if self._base else None)


def _tables(name: str, made: Sequence[Stretch]) -> list[str]:
    return [numbered(name, stretch.number) for stretch in made]


def _span(day: str) -> str:
    """The number of the span of time that a day is in, as SQL. A request asks for documents of two of them at most."""
    return f"({day} - DATE '0001-01-01') // {_DAYS_BEFORE + _DAYS_AFTER}"


def _only_ones(rows: Iterable[tuple[Any, ...]]) -> Iterator[Asked]:
    """The requests that exactly one document fits, from requests beside each document of the agency."""
    for (place, at), candidates in groupby(rows, lambda row: row[:2]):
        fitting = [row for row in candidates if min(overlap(row[5], row[3]), overlap(row[3], row[5])) >= _SAME_MATTER]
        if len(fitting) == 1:
            (row,) = fitting
            yield Asked(place, at, row[2], row[4], Scope(row[6]), Evidence(*row[7:]))

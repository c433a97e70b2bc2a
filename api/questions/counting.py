"""What the graph holds, and what could not be decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from operator import itemgetter

from api.questions.answers import DocumentRef, Ranked, Stats
from api.questions.keeping import kept
from api.questions.snapshot import question
from graph_builder.model import Issue, Level, RelationType
from graph_builder.store import records
from graph_builder.store.reading import Snapshot


@question
@kept(lambda answer: len(answer.nodes) + len(answer.edges) + len(answer.most_implemented))
def stats(build: Snapshot, *, top: int = 10, levels: Collection[Level] = ()) -> Stats:
    """Counts by kind, the ``top`` documents that most others implement, and what could not be decided.

    ``levels``: only documents of these are listed as most implemented; empty for all.
    """
    edges = Counter({kind.value: 0 for kind in RelationType})
    for row in sorted(build.read("count_edges"), key=itemgetter("type")):
        edges[row["type"]] += row["n"]
    read = cited = enclosed = 0
    for row in build.read("count_documents"):
        if not row["in_corpus"]:
            cited += row["n"]
        elif row["enclosed"]:
            enclosed += row["n"]
        else:
            read += row["n"]
    kinds = sorted(build.read("count_issues"), key=lambda row: (-row["n"], row["kind"]))
    undecided = {row["kind"]: row["n"] for row in kinds}
    (ambiguous,) = build.read("count_ambiguous")
    return Stats(
        build=build.build,
        nodes={row["label"]: row["n"] for row in build.read("count_nodes")},
        edges=dict(edges),
        read=read,
        cited=cited,
        enclosed=enclosed,
        most_implemented=tuple(
            Ranked(DocumentRef.of(row["document"]), row["n"])
            for row in build.read("most_implemented", levels=[level.value for level in levels], limit=top)
        ),
        undecided=undecided | ({"ambiguous": ambiguous["n"]} if ambiguous["n"] else {}),
    )


@question
def issues(build: Snapshot, *, kind: str | None = None, limit: int | None = None) -> list[Issue]:
    """What the build could not read or decide, in the order of the input: of one ``kind``, at most ``limit``."""
    found = [records.issue(row["issue"]) for row in build.read("all_issues")]
    return [issue for issue in found if kind in (None, issue.kind)][:limit]

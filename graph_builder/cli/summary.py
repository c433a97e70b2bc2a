"""What a build prints when it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import click

from api.questions.answers import DocumentRef, Ranked, Stats
from graph_builder.cli import views
from graph_builder.cli.console import note, show, show_json
from graph_builder.model import Document, Graph, Issue, IssueLevel, RelationType, Resolution

_NEXT = """
下一步 what to do next:
  policygraph trace DOC     how a document travels, down and up (DOC: number, title or part of one)
  policygraph show DOC      its fields, relations and measures
  policygraph search WORDS  numbers, titles and texts
  policygraph issues        what could not be decided"""


def name_bad_files(issues: Iterable[Issue]) -> None:
    """Say which files of a folder were left out, and why."""
    for issue in issues:
        if issue.level is IssueLevel.ERROR:
            note(f"left out: {issue.file}: {issue.text}")


def report(answer: Stats, *, as_json: bool, loaded: bool = True) -> None:
    """Print the summary of a build; what to ask next only where there is a loaded graph to ask."""
    if as_json:
        show_json(answer)
        return
    show(*views.stats(answer))
    if loaded:
        click.echo(_NEXT)


def counts(graph: Graph, *, top: int = 10) -> Stats:
    """The summary of a graph that is in no store."""
    implemented = Counter(r.target for r in graph.relations if r.type is RelationType.IMPLEMENTS)
    most = sorted(implemented.items(), key=lambda pair: (-pair[1], pair[0]))[:top]
    shown = {target for target, _ in most}
    documents = {document.id: document for document in graph.documents if document.id in shown}
    edges = Counter(relation.type for relation in graph.relations)
    undecided = Counter(issue.kind for issue in graph.issues)
    ambiguous = sum(relation.resolution is Resolution.AMBIGUOUS for relation in graph.relations)
    return Stats(
        build="",
        nodes={label: len(items) for label, items in _nodes(graph).items()},
        edges={kind.value: edges[kind] for kind in RelationType},
        read=sum(d.in_corpus and d.parent is None for d in graph.documents),
        cited=sum(not d.in_corpus for d in graph.documents),
        enclosed=sum(d.in_corpus and d.parent is not None for d in graph.documents),
        most_implemented=tuple(Ranked(_reference(documents[target]), count) for target, count in most),
        undecided=dict(undecided) | ({"ambiguous": ambiguous} if ambiguous else {}),
    )


def _nodes(graph: Graph) -> dict[str, Sequence[object]]:
    return {
        "Document": graph.documents,
        "Passage": graph.passages,
        "Agency": graph.agencies,
        "Measure": graph.measures,
        "Region": graph.regions,
        "Issue": graph.issues,
    }


def _reference(document: Document) -> DocumentRef:
    return DocumentRef(
        id=document.id,
        title=document.title,
        doc_number=document.doc_number,
        doc_type=document.doc_type,
        level=document.level,
        issuers=document.issuers,
        issued_on=document.issued_on,
        in_corpus=document.in_corpus,
        collection=document.collection,
        parent=document.parent,
    )

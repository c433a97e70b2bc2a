"""Recording a judgement: kept in the file first, then carried out in the store at once.

Only the part of the graph that the judgement is about (one document with the texts inside it, or the agencies) is
taken out, decided anew from what the reader made of it and all judgements that stand, and written back in one
transaction. That gives the same graph as a load of the whole, in a fraction of a second.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from api.judgements.answers import Recorded
from api.questions.snapshot import the_document
from graph_builder.errors import InputError, NotFoundError
from graph_builder.judgements import (
    ON_AGENCIES,
    UNMATCHED,
    Judgement,
    JudgementKind,
    JudgementLog,
    Unmatched,
    in_force,
    judge,
    undone_by,
)
from graph_builder.judgements import apply as apply_judgements
from graph_builder.model import Relation, RelationType, Resolution
from graph_builder.store.connection import Store
from graph_builder.store.reading import Snapshot, ask, current
from graph_builder.store.records import relation
from graph_builder.store.revising import put_in, put_in_agencies, take_out, take_out_agencies


def confirm(
    store: Store, log: JudgementLog, source: str, type: RelationType, target: str, *, by: str, reason: str
) -> Recorded:
    """A person says that a relation (ids of its ends, its type) is right.

    This and the following raise :class:`InputError` where name or reason is missing or there is nothing to decide,
    :class:`NotFoundError` where the graph holds no such relation, document, agency or judgement, and
    :class:`~graph_builder.errors.StoreError`; nothing is recorded then, unless the message says so.
    """
    judged = _relation(store, source, type, target)
    if judged.resolution is Resolution.AMBIGUOUS:
        raise InputError(f"{target}: several documents may be meant; set the target instead of confirming")
    return record(store, log, judge(JudgementKind.CONFIRM, by, reason, relation=judged))


def reject(
    store: Store, log: JudgementLog, source: str, type: RelationType, target: str, *, by: str, reason: str
) -> Recorded:
    """A person says that a relation does not hold; the citation stays a mention without a type."""
    judged = _relation(store, source, type, target)
    return record(store, log, judge(JudgementKind.REJECT, by, reason, relation=judged))


def retype(
    store: Store,
    log: JudgementLog,
    source: str,
    type: RelationType,
    target: str,
    new: RelationType,
    *,
    by: str,
    reason: str,
) -> Recorded:
    """A person says that a relation is of another type."""
    if new is type:
        raise InputError(f"{new}: is the relation's type already; confirm it, or name another type")
    judged = _relation(store, source, type, target)
    return record(store, log, judge(JudgementKind.RETYPE, by, reason, relation=judged, type=new))


def set_target(
    store: Store, log: JudgementLog, source: str, type: RelationType, target: str, meant: str, *, by: str, reason: str
) -> Recorded:
    """A person says which document a citation means.

    Where several were possible, this holds for every mention of that name in the source.
    """
    judged = _relation(store, source, type, target)
    ask(store, lambda build: the_document(build, meant))
    if meant == target:
        raise InputError(f"{meant}: is the target already; confirm the relation, or name another document")
    return record(store, log, judge(JudgementKind.TARGET, by, reason, relation=judged, target=meant))


def merge_agencies(store: Store, log: JudgementLog, agency: str, into: str, *, by: str, reason: str) -> Recorded:
    """A person says that an agency is another one under another name."""
    return record(store, log, judge(JudgementKind.MERGE, by, reason, agency=agency, other=into))


def separate_agencies(store: Store, log: JudgementLog, name: str, agency: str, *, by: str, reason: str) -> Recorded:
    """A person says that a name is not another name, nor a former one, of an agency."""
    return record(store, log, judge(JudgementKind.SEPARATE, by, reason, agency=name, other=agency))


def undo(store: Store, log: JudgementLog, judgement_id: str, *, by: str, reason: str) -> Recorded:
    """A person takes a judgement back; it stays in the file. Undoing the undoing puts it in force again."""
    kept = log.read().all
    if all(each.id != judgement_id for each in kept):
        raise NotFoundError(f"{judgement_id}: no such judgement; `policygraph judgements` lists them")
    earlier = undone_by(kept).get(judgement_id)
    if earlier:
        raise InputError(f"{judgement_id}: was undone by {earlier} already; undo that one to put it in force again")
    return record(store, log, judge(JudgementKind.UNDO, by, reason, undoes=judgement_id))


def record(store: Store, log: JudgementLog, judgement: Judgement) -> Recorded:
    """Keep a judgement and carry it out; see :func:`confirm` for what it raises.

    One that says just what the last one on its subject says is that one: who asks again because the store went away
    before it answered gives no second judgement, but has the first one carried out.
    """
    with store.exclusive():
        build = current(store)
        if build is None:
            raise NotFoundError(
                f"{store.place}: no graph was loaded yet; run `policygraph build` or `policygraph load`"
            )
        kept = log.read().all
        judgement = _given_before(judgement, kept) or judgement
        keep = partial(log.append, judgement) if judgement not in kept else _nothing
        subject = _subject(judgement, kept)
        standing = in_force((*kept, judgement))
        if judgement.kind is not JudgementKind.UNDO and judgement not in standing:
            raise InputError(f"{judgement.id}: was recorded and undone before; give it anew")
        if subject.kind in ON_AGENCIES:
            return _agencies(store, build, keep, judgement, standing)
        return _document(store, build, keep, judgement, subject, standing)


def _given_before(judgement: Judgement, kept: Sequence[Judgement]) -> Judgement | None:
    same = [each for each in in_force(kept) if _about(each) == _about(judgement)]
    if same and replace(same[-1], id=judgement.id, at=judgement.at) == judgement:
        return same[-1]
    return None


def _about(judgement: Judgement) -> tuple[str | None, ...]:
    """The document or the agencies that a judgement is on."""
    source = judgement.relation.source if judgement.relation else None
    return source, judgement.agency, judgement.other


def _nothing() -> None:
    """The judgement is in the file already."""


def _subject(judgement: Judgement, kept: Sequence[Judgement]) -> Judgement:
    """The judgement that one undoes, at the end of a row of undoings; else itself."""
    by_id = {each.id: each for each in kept}
    while judgement.undoes is not None:
        if judgement.undoes not in by_id:
            raise NotFoundError(f"{judgement.undoes}: the file holds no such judgement, which is undone in it")
        judgement = by_id[judgement.undoes]
    return judgement


def _document(
    store: Store,
    build: Snapshot,
    keep: Callable[[], None],
    judgement: Judgement,
    subject: Judgement,
    standing: Sequence[Judgement],
) -> Recorded:
    if subject.relation is None:
        raise InputError(f"{subject.id}: is a judgement on nothing; the file of judgements is damaged")
    source = subject.relation.source
    named = [each for each in standing if each.relation is not None]
    also = [name for each in named if each.relation for name in (each.relation.target, each.target) if name]
    part = take_out(build, source, also, UNMATCHED)
    inside = {source, *part.sources}
    mine = [each for each in named if each.relation and each.relation.source in inside]
    applied = apply_judgements(part.graph, mine)
    _refuse(judgement, applied.unmatched)
    keep()
    revision = _revision(build, judgement)
    put_in(store, build, part, applied.graph, revision)
    key = (source, subject.type or subject.relation.type, subject.target or subject.relation.target)
    made = next((each for each in applied.graph.relations if (each.source, each.type, each.target) == key), None)
    shown = None if judgement.kind is JudgementKind.REJECT else made
    return _recorded(build, judgement, shown, revision, applied.unmatched)


def _agencies(
    store: Store,
    build: Snapshot,
    keep: Callable[[], None],
    judgement: Judgement,
    standing: Sequence[Judgement],
) -> Recorded:
    old = take_out_agencies(build)
    applied = apply_judgements(old, [each for each in standing if each.kind in ON_AGENCIES])
    _refuse(judgement, applied.unmatched)
    keep()
    revision = _revision(build, judgement)
    put_in_agencies(store, build, old, applied.graph, revision)
    return _recorded(build, judgement, None, revision, applied.unmatched)


def _refuse(judgement: Judgement, unmatched: Sequence[Unmatched]) -> None:
    why = next((each.why for each in unmatched if each.judgement.id == judgement.id), None)
    if why:
        raise InputError(f"nothing to decide: {why}; the judgement is not kept")


def _revision(build: Snapshot, judgement: Judgement) -> str:
    return hashlib.sha256(f"{build.fingerprint} {judgement.id}".encode()).hexdigest()[:12]


def _recorded(
    build: Snapshot, judgement: Judgement, made: Relation | None, revision: str, unmatched: Sequence[Unmatched]
) -> Recorded:
    others = tuple(each.judgement.id for each in unmatched)
    return Recorded(judgement, made, f"{build.build}.{revision}", others)


def _relation(store: Store, source: str, kind: RelationType, target: str) -> Relation:
    def find(build: Snapshot) -> Relation:
        the_document(build, source)
        for row in build.read("relations_from", ids=[source], types=[kind.value]):
            if row["document"]["id"] == target:
                return relation(source, target, row["type"], row["relation"])
        raise NotFoundError(
            f"{source} {kind} {target}: the graph holds no such relation; `policygraph show` lists them"
        )

    return ask(store, find)

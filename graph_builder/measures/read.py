"""From the structure of a document to its measures."""

from __future__ import annotations

from datetime import date

from graph_builder.agencies import AgencyRegistry, Context
from graph_builder.measures.content import read_action, read_beneficiary, read_value
from graph_builder.measures.notes import without_notes
from graph_builder.measures.provisions import Provision, Reading, readings
from graph_builder.measures.responsible import Responsibility
from graph_builder.measures.validity import Validity, read_general, read_validity
from graph_builder.model import Measure
from graph_builder.structure import Structure


def read_measures(
    structure: Structure, document_id: str, registry: AgencyRegistry, context: Context, issued_on: date | None
) -> list[Measure]:
    """The operative provisions of a document and of the texts that it issues, at the lowest numbered level.

    ``context`` tells whose departments 省财政厅 names; ``issued_on`` gives the year of dates that lack it. Embedded
    documents and annexes have no measures of this document. Ids count the measures of the document from 1.
    """
    responsibility = Responsibility(registry, context)
    result: list[Measure] = []
    for reading in readings(structure):
        general = _general(reading, issued_on)
        for provision in reading.provisions:
            identity = f"{document_id}#m{len(result) + 1}"
            result.append(_measure(provision, identity, document_id, responsibility, general, issued_on))
    return result


def _general(reading: Reading, issued_on: date | None) -> Validity:
    """What the text states for all its measures; the first such statement counts."""
    for text in (*reading.left_out, *(provision.text for provision in reading.provisions)):
        found = read_general(text, issued_on)
        if found:
            return found
    return Validity()


def _measure(
    provision: Provision,
    identity: str,
    document_id: str,
    responsibility: Responsibility,
    general: Validity,
    issued_on: date | None,
) -> Measure:
    words = without_notes(provision.text)
    action = read_action(provision.heading, words)
    validity = _validity(provision, words, general, issued_on)
    return Measure(
        id=identity,
        document=document_id,
        line=provision.line,
        label=provision.label,
        heading=provision.heading,
        text=provision.text,
        action=action.verb,
        object=action.object,
        beneficiary=read_beneficiary(provision.heading, words),
        value=read_value(words),
        valid_from=validity.first,
        valid_to=validity.last,
        responsible=responsibility.read(provision.text, provision.leads),
    )


def _validity(provision: Provision, words: str, general: Validity, issued_on: date | None) -> Validity:
    own = read_validity(words, issued_on)
    if own.last is not None:
        return own
    for lead in provision.leads:
        if "。" not in lead and not lead.endswith(("：", ":")):
            continue  # a heading tells a phase of work (3月至5月), a sentence a validity
        found = read_validity(without_notes(lead), issued_on)
        if found:
            return Validity(own.first or found.first, found.last)
    return Validity(own.first or general.first, general.last)

"""The header fields of a document: title, number, kind, issuers, addressees, dates, enclosures."""

from graph_builder.fields.dates import parse_date
from graph_builder.fields.enclosures import forwarded_name, passes_on
from graph_builder.fields.kinds import doc_type_of
from graph_builder.fields.model import Fields
from graph_builder.fields.numbers import issuers_of_number, normalise_number, region_of_number
from graph_builder.fields.read import read_fields, read_part_fields

__all__ = [
    "Fields",
    "doc_type_of",
    "forwarded_name",
    "issuers_of_number",
    "normalise_number",
    "parse_date",
    "passes_on",
    "read_fields",
    "read_part_fields",
    "region_of_number",
]

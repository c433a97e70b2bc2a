"""A made-up country: documents of its governments that cite each other, and every relation that they state.

The words are the project's own (``grammar.yaml``, ``phrases.yaml``), the divisions and departments those of ``data/``.
A document depends on the seed, its index and the size of the country alone, so that any part can be made by itself.
"""

from benchmarks.country.documents import Made, make
from benchmarks.country.model import Country
from benchmarks.country.writing import write_country

__all__ = ["Country", "Made", "make", "write_country"]

"""The graph store: opened by :func:`open_store`, filled by :func:`load`, read back by :func:`dump`."""

from graph_builder.settings import StoreSettings
from graph_builder.store.connection import Store, open_store
from graph_builder.store.dump import dump
from graph_builder.store.load import LoadReport, load

__all__ = ["LoadReport", "Store", "StoreSettings", "dump", "load", "open_store"]

"""The command line ``policygraph``."""

from graph_builder.cli.app import main

__all__ = ["main"]

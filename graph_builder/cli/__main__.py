"""`python -m graph_builder.cli`: the command ``policygraph`` without its script."""

from graph_builder.cli import main

main()

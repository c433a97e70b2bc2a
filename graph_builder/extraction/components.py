"""The names of the components that the spaCy pipeline of this project is made of."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from graph_builder.errors import KnowledgeError

COMPONENTS = ("policygraph_citations", "policygraph_clauses", "policygraph_agencies", "policygraph_cues")
"""The default components, in order."""


def configured_components(more: Sequence[str]) -> tuple[str, ...]:
    """The default components and ``more``, which ``POLICYGRAPH_COMPONENTS`` or the settings file names.

    ``module:name`` imports the module that registers the factory. Raises :class:`KnowledgeError` where it cannot.
    """
    if not more:
        return COMPONENTS
    # imported here: spaCy is slow to import, and a build that finds all of its texts extracted needs none of it
    from spacy.language import Language  # noqa: PLC0415

    # registers the components of this project, which those of others may build on
    import graph_builder.extraction.pipeline  # noqa: F401, PLC0415

    names = list(COMPONENTS)
    for entry in more:
        module, _, name = entry.rpartition(":")
        try:
            if module:
                import_module(module)
        except ImportError as error:
            raise KnowledgeError(
                f"POLICYGRAPH_COMPONENTS: {entry}: {error}; install the module or correct it"
            ) from error
        if not Language.has_factory(name):
            raise KnowledgeError(
                f"POLICYGRAPH_COMPONENTS: {entry}: no spaCy factory '{name}'; register it or correct it"
            )
        names.append(name)
    return tuple(names)

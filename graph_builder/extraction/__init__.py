"""What a document says of others, by the spaCy pipeline of this project."""

from graph_builder.extraction.draft import DraftMention, Extraction
from graph_builder.extraction.extract import extract
from graph_builder.extraction.pipeline import COMPONENTS, configured_components, pipeline

__all__ = ["COMPONENTS", "DraftMention", "Extraction", "configured_components", "extract", "pipeline"]

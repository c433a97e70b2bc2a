"""The questions as tools for assistants, by the Model Context Protocol: an outer side like the command line."""

from api.mcp.server import serve

__all__ = ["serve"]

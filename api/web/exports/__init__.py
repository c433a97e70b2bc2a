"""What can be taken away as a file. The modules of addresses are imported for the views that they add."""

from api.web.exports import lists, parts
from api.web.exports.group import exports

__all__ = ["exports", "lists", "parts"]

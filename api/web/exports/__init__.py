"""What can be taken away as a file."""

from api.web.exports.routes import exports

__all__ = ["exports"]

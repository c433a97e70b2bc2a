"""The questions over HTTP: a thin side of Flask over :mod:`api.questions`."""

from api.web.app import create_app

__all__ = ["create_app"]

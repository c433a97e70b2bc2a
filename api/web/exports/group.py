"""The group of addresses that the exports share."""

from __future__ import annotations

from api.web.resource import Resource

exports = Resource("exports", "Lists and parts of the graph as files")

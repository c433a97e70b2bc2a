"""The addresses, a module per group. A new group is a module with a :class:`~api.web.resource.Resource`, named here."""

from api.web.resource import Resource
from api.web.resources.covering import covering
from api.web.resources.documents import documents
from api.web.resources.finding import finding
from api.web.resources.issuers import issuers
from api.web.resources.lists import lists
from api.web.resources.looking import looking
from api.web.resources.reviewing import reviewing
from api.web.resources.standing import standing
from api.web.resources.state import state

RESOURCES: tuple[Resource, ...] = (documents, finding, standing, covering, issuers, lists, looking, reviewing, state)

__all__ = ["RESOURCES"]

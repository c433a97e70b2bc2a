"""What axe-core finds on an open page, at levels A and AA of WCAG 2.0, 2.1 and 2.2."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page
from servers import PROJECT

_AXE: Path = PROJECT / "viz" / "node_modules" / "axe-core" / "axe.min.js"
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """async levels => {
  const {violations} = await axe.run(document, {runOnly: {type: 'tag', values: levels}, resultTypes: ['violations']})
  return violations.map(({id, help, nodes}) => {
    const reasons = node => [...node.any, ...node.all, ...node.none].map(each => each.message).join('; ')
    return `${id}: ${help} · ` + nodes.map(node => `${node.target.join(' ')} (${reasons(node)})`).join(' · ')
  })
}"""


@cache
def _axe() -> str:
    return _AXE.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """What breaks a rule of level A or AA as the page stands: a line each with the rule, the places and the reasons.

    Raises ``FileNotFoundError`` where the page's packages are not installed.
    """
    page.evaluate(_axe())
    found: list[str] = page.evaluate(_RUN, _LEVELS)
    return found

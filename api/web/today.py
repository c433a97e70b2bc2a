"""The day that a question without one is about."""

from __future__ import annotations

from datetime import date


def day_or_today(given: date | None) -> date:
    """The given day, else today's."""
    return given or date.today()

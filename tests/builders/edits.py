"""An edit as lists and notifiers get it; a test says only what it asks about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from archiver.model.diff import Assessment, Disclosure, Weight
from archiver.model.revision import Edit

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def judged(
    summary: str, *, disclosure: Disclosure | None = None, reasons: tuple[str, ...] = ()
) -> Assessment:
    """Return what a substantive edit amounts to."""
    return Assessment(
        weight=Weight.SUBSTANTIVE, disclosure=disclosure or Disclosure(), reasons=reasons, summary=summary
    )


def edited(summary: str = "…", **values: Any) -> Edit:
    """Return the step from revision 1 to 2 of an article, with these values of `Edit`."""
    usual = {
        "id": 7,
        "article": 3,
        "url": "https://gazette.example/storm",
        "source": "gazette",
        "old": 1,
        "new": 2,
        "not_before": NOON,
        "not_after": NOON + timedelta(minutes=5),
        "blocks": (("edited", 1),),
        "assessment": judged(summary),
    }
    return Edit(**{**usual, **values})

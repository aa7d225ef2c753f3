"""An edit or event in a few lines of plain text, for people who read it in a message or a feed."""

from __future__ import annotations

from datetime import UTC, datetime

from archiver.model.revision import Edit, Event

MINUTE = "%Y-%m-%d %H:%M"


EVENTS = {
    "gone": "The article is gone",
    "returned": "The article is back",
    "moved": "The article moved",
    "variant": "Another wording is served at the same time",
    "suspect": "A capture that is probably not the article",
}
"""What events are called, by their kind."""


def said(what: Edit | Event) -> str:
    """Return what happened: headline, summary, interval, and the wordings before and after.

    The most telling comes first, so that it may be cut at its end. Its address is not in it.
    """
    return _said_of_edit(what) if isinstance(what, Edit) else _said_of_event(what)


def in_a_line(what: Edit | Event) -> str:
    """Return what happened in one sentence."""
    return what.assessment.summary if isinstance(what, Edit) else _happened(what)


def _said_of_event(event: Event) -> str:
    if event.not_before is None:
        seen = f"Seen by {event.not_after.astimezone(UTC):{MINUTE}} UTC"
    else:
        seen = f"Happened {interval(event.not_before, event.not_after)}"
    return f"{_happened(event)}\n{seen}"


def _happened(event: Event) -> str:
    told = EVENTS.get(event.kind, event.kind)
    return f"{told}: {event.detail}" if event.detail else told


def _said_of_edit(edit: Edit) -> str:
    lines = [edit.headline, edit.assessment.summary, f"Changed {interval(edit.not_before, edit.not_after)}"]
    headline = next(((old, new) for name, old, new in edit.fields if name == "headline"), None)
    if headline is not None:
        lines += _both("headline", *headline)
    if edit.body is not None:
        lines += _both("text", *edit.body)
    return "\n".join(line for line in lines if line)


def interval(not_before: datetime, not_after: datetime) -> str:
    """Return the time of an edit, as `between 2026-11-24 12:00 and 12:05 UTC`."""
    first, last = not_before.astimezone(UTC), not_after.astimezone(UTC)
    end = f"{last:%H:%M}" if first.date() == last.date() else f"{last:{MINUTE}}"
    return f"between {first:{MINUTE}} and {end} UTC"


def _both(name: str, old: str | None, new: str | None) -> list[str]:
    return [f"{name.capitalize()} {when}: {text}" for when, text in (("before", old), ("now", new)) if text]

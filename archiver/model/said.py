"""An edit in a few lines of plain text, for people who read it in a message or a feed."""

from __future__ import annotations

from datetime import UTC, datetime

from archiver.model.revision import Edit

MINUTE = "%Y-%m-%d %H:%M"


def said(edit: Edit) -> str:
    """Return what an edit did: headline, summary, interval, and the wordings before and after.

    The most telling comes first, so that it may be cut at its end. Its address is not in it.
    """
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

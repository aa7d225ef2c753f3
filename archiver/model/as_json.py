"""The JSON forms that other programs rely on; documented in docs/json.md."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from archiver.model.revision import Edit, Event


def iso(moment: datetime | None) -> str | None:
    """Return an instant in ISO 8601, UTC, with Z."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def edit_as_dict(edit: Edit) -> dict[str, Any]:
    """Return an edit as `archiver edits --json` prints it."""
    verdict = edit.assessment
    return {
        "id": edit.id,
        "url": edit.url,
        "source": edit.source,
        "kind": edit.kind,
        "not_before": iso(edit.not_before),
        "not_after": iso(edit.not_after),
        "fields": {name: {"old": old, "new": new} for name, old, new in edit.fields},
        "blocks": dict(edit.blocks),
        "substantive": verdict.substantive,
        "disclosure": verdict.disclosure.kind,
        "reasons": list(verdict.reasons),
        "summary": verdict.summary,
    }


def event_as_dict(event: Event) -> dict[str, Any]:
    """Return an event as `archiver edits --json --events` prints it: the same keys, nothing changed."""
    return {
        "id": event.id,
        "url": event.url,
        "source": event.source,
        "kind": event.kind,
        "not_before": iso(event.not_before),
        "not_after": iso(event.not_after),
        "fields": {},
        "blocks": {},
        "substantive": False,
        "disclosure": None,
        "reasons": [],
        "summary": event.detail,
    }

"""The JSON that other programs rely on; documented in docs/json.md."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from archiver.model.delivery import Delivery
from archiver.model.diff import Weight
from archiver.model.imported import collection_of
from archiver.model.outlet import Outlet
from archiver.model.plain import plain
from archiver.model.revision import Edit, Event

_OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What JSON may hold as it is, but some reader obeys: ends of lines (Unicode Standard Annex 14), control
characters of terminals (ECMA-48), and signs that turn the direction of text (Annex 9)."""


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def iso(moment: datetime | None) -> str | None:
    """Return an instant in ISO 8601, UTC, with Z; fractions of a second only where there are some."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def instant(value: datetime) -> str:
    """Return an aware instant as rows and entries of the ledger spell it.

    UTC, microseconds, one width, so that texts sort.

    Raises:
        ValueError: it has no time zone.
    """
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def edit_as_dict(edit: Edit) -> dict[str, Any]:
    """Return an edit as `archiver edits --json` prints it.

    `substantive` is null where the rules do not know the language, `disclosure` is null where
    nothing on the page announced the edit, "not_judged" where the rules cannot know.
    """
    verdict = edit.assessment
    return {
        "id": edit.id,
        "article": edit.article,
        "url": edit.url,
        "collection": collection_of(edit.url),
        "source": edit.source,
        "headline": edit.headline,
        "kind": edit.kind,
        "old_revision": edit.old,
        "new_revision": edit.new,
        "not_before": iso(edit.not_before),
        "not_after": iso(edit.not_after),
        "fields": {name: {"old": old, "new": new} for name, old, new in edit.fields},
        "body": None if edit.body is None else {"old": edit.body[0], "new": edit.body[1]},
        "blocks": dict(edit.blocks),
        "substantive": None if verdict.weight is Weight.UNCLASSIFIED else verdict.substantive,
        "disclosure": verdict.disclosure.kind,
        "reasons": list(verdict.reasons),
        "summary": verdict.summary,
        "signed_in": edit.signed_in,
    }


def delivery_as_dict(delivery: Delivery) -> dict[str, Any]:
    """Return an edit as notifiers send it: with the id by which a receiver can drop doubles, as last key."""
    return edit_as_dict(delivery.edit) | {"delivery": delivery.id}


def as_text(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON; no character in it is obeyed by a terminal or taken for the end of a line."""
    encoder = _ENCODER if indent is None else json.JSONEncoder(ensure_ascii=False, indent=indent)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", encoder.encode(value))


def as_line(told: Mapping[str, Any]) -> str:
    """Return a JSON line; no character in it is taken for the end of a line by anybody."""
    return as_text(told) + "\n"


def edit_as_line(edit: Edit) -> str:
    """Return an edit as a JSON line."""
    return as_line(edit_as_dict(edit))


def event_as_dict(event: Event) -> dict[str, Any]:
    """Return an event as `archiver edits --json --events` prints it: the same keys, nothing changed.

    Edits and events are numbered apart: `id` is unique together with `kind`.
    """
    return {
        "id": event.id,
        "article": event.article,
        "url": event.url,
        "collection": collection_of(event.url),
        "source": event.source,
        "headline": None,
        "kind": event.kind,
        "old_revision": None,
        "new_revision": None,
        "not_before": iso(event.not_before),
        "not_after": iso(event.not_after),
        "fields": {},
        "body": None,
        "blocks": {},
        "substantive": False,
        "disclosure": None,
        "reasons": [],
        "summary": event.detail,
        "signed_in": False,
    }


def outlet_as_dict(outlet: Outlet) -> dict[str, Any]:
    """Return the figures of an outlet as the documented JSON."""
    return {
        "source": outlet.source,
        "domain": outlet.domain,
        "articles": outlet.articles,
        "counted_at": iso(outlet.counted_at),
        "figures": {of.name: {**plain(one), "doubt": one.doubt} for of, one in outlet.figures},
    }

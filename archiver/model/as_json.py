"""The JSON that other programs rely on; documented in docs/json.md."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
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


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)  # what we tell has no circles


def iso(moment: datetime | None) -> str | None:
    """Return an instant in ISO 8601, UTC, with Z; fractions of a second only where there are some."""
    if moment is None:
        return None
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat()[: -len("+00:00")] + "Z"


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
    changes = [*edit.fields, *([("body", *edit.body)] if edit.body else ())]
    return told(
        edit.id, edit.article, edit.url, edit.source, edit.headline, edit.reverts_to, edit.old, edit.new,
        iso(edit.not_before), iso(edit.not_after), changes, edit.blocks, verdict.weight.value,
        verdict.disclosure.kind, verdict.reasons, verdict.summary,
        None if verdict.changes is None else [one.as_dict() for one in verdict.changes], edit.signed_in,
    )  # fmt: skip


def told(  # noqa: PLR0913  one for each part of the JSON
    number: int,
    article: int,
    url: str,
    source: str | None,
    headline: str,
    reverts_to: int | None,
    old: int,
    new: int,
    not_before: str | None,
    not_after: str | None,
    changes: Iterable[tuple[str, str | None, str | None]],
    blocks: Iterable[tuple[str, int]],
    weight: str,
    disclosure: str | None,
    reasons: Iterable[str],
    summary: str,
    typed: list[dict[str, Any]] | None,
    signed_in: bool,
) -> dict[str, Any]:
    """Return an edit as JSON has it, of which only this function knows the form.

    Whoever hands out many makes them of rows, without values in between that nobody asks for: it takes a
    third of the time.

    Args:
        number: id of the edit.
        article: id of its article.
        url: of the article.
        source: its name.
        headline: of the new revision.
        reverts_to: number of the revision whose text is back.
        old: number of the revision before.
        new: number of the one it led to.
        not_before: as `iso` writes it.
        not_after: as `iso` writes it.
        changes: field, old, new; the body is one, with excerpts.
        blocks: how many alignments of each kind.
        weight: of `Weight`.
        disclosure: None: not announced.
        reasons: rules that fired.
        summary: the edit in a sentence.
        typed: what single changes are about; None: nobody looked.
        signed_in: seen in a session of a reader who is signed in.
    """
    fields = {field: {"old": before, "new": after} for field, before, after in changes}
    body = fields.pop("body", None)
    return {
        "id": number,
        "article": article,
        "url": url,
        "collection": collection_of(url),
        "source": source,
        "headline": headline,
        "kind": "edit" if reverts_to is None else "reversion",
        "old_revision": old,
        "new_revision": new,
        "not_before": not_before,
        "not_after": not_after,
        "fields": fields,
        "body": body,
        "blocks": dict(blocks),
        "substantive": None if weight == Weight.UNCLASSIFIED else weight == Weight.SUBSTANTIVE,
        "disclosure": disclosure,
        "reasons": list(reasons),
        "summary": summary,
        "changes": typed,
        "signed_in": signed_in,
    }


def delivery_as_dict(delivery: Delivery) -> dict[str, Any]:
    """Return an edit or event as notifiers send it: last, the id by which a receiver can drop doubles."""
    return told_as_dict(delivery.told) | {"delivery": delivery.id}


def as_text(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON; no character in it is obeyed by a terminal or taken for the end of a line."""
    encoder = _ENCODER if indent is None else json.JSONEncoder(ensure_ascii=False, indent=indent)
    text = encoder.encode(value)
    if text.isprintable():  # none of these is, and most texts are
        return text
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


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
        "changes": [],
        "signed_in": False,
    }


def told_as_dict(what: Edit | Event) -> dict[str, Any]:
    """Return an edit or an event as `archiver edits --json --events` prints it."""
    return edit_as_dict(what) if isinstance(what, Edit) else event_as_dict(what)


def outlet_as_dict(outlet: Outlet) -> dict[str, Any]:
    """Return the figures of an outlet as the documented JSON."""
    return {
        "source": outlet.source,
        "domain": outlet.domain,
        "articles": outlet.articles,
        "counted_at": iso(outlet.counted_at),
        "figures": {of.name: {**plain(one), "doubt": one.doubt} for of, one in outlet.figures},
    }

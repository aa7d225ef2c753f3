"""The values that the room gives to other programs, as schemas; docs/json.md says what the keys mean."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "integer", "minimum": 1}
TIME: Schema = {"type": "string", "format": "date-time"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
MAYBE_WHOLE: Schema = {"type": ["integer", "null"]}
MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
MAYBE_TIME: Schema = {"type": ["string", "null"], "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
NEXT: Schema = {"type": ["string", "null"], "format": "uri"}


def ref(name: str) -> Schema:
    """Return a reference to one of `SCHEMAS`."""
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(schema: Schema) -> Schema:
    """Allow null, too."""
    return {"anyOf": [schema, {"type": "null"}]}


def list_of(schema: Schema) -> Schema:
    """Return a list of such values."""
    return {"type": "array", "items": schema}


def by_name(schema: Schema) -> Schema:
    """Return an object of such values, by any names."""
    return {"type": "object", "additionalProperties": schema}


def object_of(about: str, *optional: str, **keys: Schema) -> Schema:
    """Return an object of these keys; those that are named first may be missing."""
    required = [key for key in keys if key not in optional]
    return {"type": "object", "description": about, "required": required, "properties": keys}


TYPED = object_of(
    "What a single change is about.", kind=TEXT, field=TEXT, old=MAYBE_TEXT, new=MAYBE_TEXT, detail=MAYBE_TEXT
)
BOTH = object_of("Before and after; null: it was not there.", old=MAYBE_TEXT, new=MAYBE_TEXT)

SCHEMAS: Schema = {
    "Error": object_of("Why there is no answer.", error=TEXT),
    "Edit": object_of(
        "An edit, or something that happened to an article and is none.",
        id=WHOLE,
        article=WHOLE,
        url=TEXT,
        collection=MAYBE_TEXT,
        source=MAYBE_TEXT,
        headline=MAYBE_TEXT,
        kind={"enum": ["edit", "reversion", "gone", "returned", "moved", "variant", "suspect"]},
        old_revision=MAYBE_WHOLE,
        new_revision=MAYBE_WHOLE,
        not_before=MAYBE_TIME,
        not_after=TIME,
        fields=by_name(BOTH),
        body=maybe(BOTH),
        blocks=by_name(WHOLE),
        substantive={"type": ["boolean", "null"]},
        disclosure=MAYBE_TEXT,
        reasons=list_of(TEXT),
        summary=MAYBE_TEXT,
        changes=maybe(list_of(TYPED)),
    ),
    "Article": object_of(
        "An article that is watched, or was.",
        id=WHOLE,
        url=TEXT,
        source=MAYBE_TEXT,
        added_at=TIME,
        next_visit=MAYBE_TIME,
        last_visit=MAYBE_TIME,
        gone_since=MAYBE_TIME,
        unwatched_at=MAYBE_TIME,
    ),
    "Listing": object_of(
        "An article in a list.",
        article=ref("Article"),
        headline=MAYBE_TEXT,
        state={"enum": ["new", "article", "suspect", "gone", "moved"]},
        moved_to=MAYBE_TEXT,
        revisions=WHOLE,
        last_visit=MAYBE_TIME,
        last_change=MAYBE_TIME,
    ),
    "Step": object_of(
        "A revision without its text, and the edit that opened it.",
        number=WHOLE,
        headline=TEXT,
        snapshot=WHOLE,
        seen_from=TIME,
        seen_until=TIME,
        sights=WHOLE,
        opened_by={"enum": ["first", "edit", "reversion", "rebase"]},
        not_before=MAYBE_TIME,
        edit=maybe(ref("Edit")),
    ),
    "Event": object_of(
        "Something that happened to an article and is no edit.",
        id=WHOLE,
        article=WHOLE,
        url=TEXT,
        source=MAYBE_TEXT,
        kind=TEXT,
        not_before=MAYBE_TIME,
        not_after=TIME,
        detail=MAYBE_TEXT,
    ),
    "Visit": object_of(
        "One attempt to see an article.",
        id=WHOLE,
        article=WHOLE,
        url=TEXT,
        started_at=TIME,
        outcome=TEXT,
        snapshot=MAYBE_WHOLE,
        reason=MAYBE_TEXT,
        took={"type": "number", "description": "seconds"},
    ),
    "Reading": object_of(
        "An article as one reader understood one snapshot.",
        reader=TEXT,
        headline=TEXT,
        dek=MAYBE_TEXT,
        bylines=list_of(TEXT),
        published_at=MAYBE_TIME,
        modified_at=MAYBE_TIME,
        language=MAYBE_TEXT,
        blocks=list_of(object_of("A paragraph-sized unit of the body.", text=TEXT, kind=TEXT)),
    ),
    "Revision": object_of(
        "A distinct editorial state, and the span of visits that found it.",
        id=WHOLE,
        article=WHOLE,
        number=WHOLE,
        snapshot=WHOLE,
        reading=ref("Reading"),
        fingerprint=TEXT,
        seen_from=TIME,
        seen_until=TIME,
        opened_by=TEXT,
    ),
    "Diff": object_of(
        "What changed between two readings.",
        fields=by_name(BOTH),
        blocks=list_of(
            object_of(
                "An alignment of old and new blocks.",
                "links",
                kind={"enum": ["same", "edited", "added", "removed", "moved", "split", "merged"]},
                old=list_of(WHOLE),
                new=list_of(WHOLE),
                spans=list_of(list_of(TEXT)),
                links=list_of(list_of(MAYBE_TEXT)),
            )
        ),
    ),
    "Exhibit": object_of(
        "A file that was kept, or why there is none.",
        name=TEXT,
        media_type=TEXT,
        digest={"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$", "description": "SHA-256"},
        size_bytes=MAYBE_WHOLE,
        missing=MAYBE_TEXT,
        partial={"type": "boolean"},
    ),
    "Snapshot": object_of(
        "What one snapshot holds.",
        id=WHOLE,
        article=WHOLE,
        captured_at=TIME,
        url=TEXT,
        final_url=TEXT,
        status=WHOLE,
        exhibits=list_of(ref("Exhibit")),
        headers=list_of(list_of(TEXT)),
    ),
    "Hit": object_of(
        "A revision with which words came into the text of an article, or went out of it.",
        article=WHOLE,
        url=TEXT,
        source=MAYBE_TEXT,
        headline=TEXT,
        edit=WHOLE,
        old_revision=MAYBE_WHOLE,
        new_revision=WHOLE,
        kind={"enum": ["first", "edit", "reversion", "rebase"]},
        moved={"enum": ["came", "went"]},
        not_before=MAYBE_TIME,
        not_after=TIME,
        field=TEXT,
        text=TEXT,
        excerpt=list_of(list_of(TEXT)),
        stays=list_of(
            object_of(
                "A time in which the article had the words.",
                from_revision=WHOLE,
                to_revision=WHOLE,
                seen_from=TIME,
                seen_until=TIME,
                came_by=TEXT,
                left_at=MAYBE_WHOLE,
                left_by=MAYBE_TEXT,
            )
        ),
        further=list_of(WHOLE),
    ),
    "Outlet": object_of(
        "The figures of one source; docs/outlets.md says what each counts.",
        source=TEXT,
        domain=TEXT,
        articles=WHOLE,
        counted_at=TIME,
        figures=by_name(
            object_of(
                "A value and its interval of 95 % confidence.",
                value=MAYBE_NUMBER,
                low=MAYBE_NUMBER,
                high=MAYBE_NUMBER,
                cases=WHOLE,
                unknown=WHOLE,
                doubt=MAYBE_TEXT,
            )
        ),
    ),
    "Item": object_of(
        "An entry of a JSON Feed.",
        id=TEXT,
        url=TEXT,
        external_url=TEXT,
        title=TEXT,
        summary=TEXT,
        content_html=TEXT,
        date_published=TIME,
        authors=list_of(object_of("An outlet.", name=TEXT)),
        tags=list_of(TEXT),
        _archiver=ref("Edit"),
    ),
}

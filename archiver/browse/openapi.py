"""What the room gives to other programs, described as OpenAPI 3.1; docs/json.md says what the keys mean."""

from __future__ import annotations

from archiver.browse.shapes import (
    DAY,
    MAYBE_TEXT,
    NEXT,
    NUMBER,
    SCHEMAS,
    TEXT,
    WHOLE,
    Schema,
    list_of,
    maybe,
    object_of,
    ref,
)


def _asked(name: str, about: str, schema: Schema = TEXT) -> Schema:
    return {"name": name, "in": "query", "description": about, "schema": schema}


def _in_path(name: str, about: str, schema: Schema = NUMBER) -> Schema:
    return {"name": name, "in": "path", "required": True, "description": about, "schema": schema}


def _answer(about: str, schema: Schema, media_type: str = "application/json") -> Schema:
    return {"description": about, "content": {media_type: {"schema": schema}}}


def _get(about: str, parameters: list[Schema], answer: Schema) -> Schema:
    errors = {"503": _answer("It would have taken longer than the room allows.", ref("Error"))}
    if any(one["in"] == "path" for one in parameters):
        errors["404"] = _answer("There is no such thing.", ref("Error"))
    return {"get": {"summary": about, "parameters": parameters, "responses": {"200": answer, **errors}}}


FILTERS = [
    _asked("source", "Only of the source of this name."),
    _asked("field", "Only edits that changed this field: headline, body, dek, bylines, …"),
    _asked("kind", "Only edit, reversion, gone, returned, moved, variant or suspect."),
    _asked("weight", "Only substantive, cosmetic or unclassified edits."),
    _asked("disclosure", "Only edits announced so: correction, update, modified_time, …; none: not at all."),
    _asked("change", "Only edits with a change of this kind: number, date_moved, name_added, …"),
    _asked("language", "Only articles in this language: a primary subtag, such as pt."),
    _asked("silent", "1: only substantive edits that nothing on the page announced.", {"enum": ["1"]}),
    _asked("phrase", "Only edits that took these words out of a text, or brought them in."),
    _asked("since", "First seen on this day (UTC) or later.", DAY),
    _asked("until", "First seen on this day (UTC) or before.", DAY),
    _asked("below", "Go on below this entry; `next` says which."),
]
ARTICLE = _in_path("article", "The article's id.")

FEED = object_of(
    "JSON Feed 1.1.",
    "next_url",
    version=TEXT,
    title=TEXT,
    home_page_url=TEXT,
    feed_url=TEXT,
    next_url=TEXT,
    items=list_of(ref("Item")),
)

PATHS: Schema = {
    "/edits.json": _get(
        "Edits and events, newest first, narrowed as on the page of edits.",
        FILTERS,
        _answer("A hundred of them.", object_of("", edits=list_of(ref("Edit")), next=NEXT)),
    ),
    "/feed.atom": _get(
        "The same as a feed (RFC 4287).", FILTERS, _answer("Atom.", TEXT, "application/atom+xml")
    ),
    "/feed.json": _get(
        "The same as a JSON Feed.", FILTERS, _answer("JSON Feed.", FEED, "application/feed+json")
    ),
    "/articles.json": _get(
        "Articles, the last added first.",
        [
            _asked("source", "Only of the source of this name."),
            _asked("below", "Go on below this article; `next` says which."),
        ],
        _answer("A hundred of them.", object_of("", articles=list_of(ref("Listing")), next=NEXT)),
    ),
    "/articles/{article}.json": _get(
        "The history of an article: its revisions, newest first, its latest events and visits.",
        [ARTICLE, _asked("below", "Go on below this revision; `next` says which.", WHOLE)],
        _answer(
            "Its history.",
            object_of(
                "",
                article=ref("Listing"),
                aliases=list_of(object_of("Another address of it.", url=TEXT, why=TEXT)),
                revisions=list_of(ref("Step")),
                events=list_of(ref("Event")),
                visits=list_of(ref("Visit")),
                next=NEXT,
            ),
        ),
    ),
    "/articles/{article}/{number}.json": _get(
        "A revision with its text.",
        [ARTICLE, _in_path("number", "Of the revision, from 1.")],
        _answer(
            "The revision, the edit that opened it, and what it stands on.",
            object_of(
                "",
                revision=ref("Revision"),
                edit=maybe(ref("Edit")),
                evidence=list_of(ref("Exhibit")),
            ),
        ),
    ),
    "/articles/{article}/{old}..{new}.json": _get(
        "What changed between two revisions of an article.",
        [ARTICLE, _in_path("old", "Number of a revision."), _in_path("new", "Number of another.")],
        _answer(
            "The difference, and what it amounts to.",
            object_of(
                "",
                url=TEXT,
                article=WHOLE,
                old_revision=WHOLE,
                new_revision=WHOLE,
                weight={"enum": ["cosmetic", "substantive", "unclassified"]},
                disclosure=MAYBE_TEXT,
                reasons=list_of(TEXT),
                summary=TEXT,
                edit=maybe(ref("Edit")),
                diff=ref("Diff"),
            ),
        ),
    ),
    "/search.json": _get(
        "Where words came into the text of an article, or went out of it, newest first.",
        [
            _asked("q", 'Words; "several in a row"; begin*; or the address of an article.'),
            _asked("deleted", "1: only where they went out.", {"enum": ["1"]}),
            *(one for one in FILTERS if one["name"] in ("source", "since", "until", "below")),
        ],
        _answer(
            "Twenty hits, or the articles of an address.",
            object_of("", articles=list_of(ref("Listing")), hits=list_of(ref("Hit")), next=NEXT),
        ),
    ),
    "/outlets.json": _get(
        "What outlets change after publication.",
        [],
        _answer("Their figures.", object_of("", outlets=list_of(ref("Outlet")))),
    ),
    "/outlets/{source}.json": _get(
        "What one outlet changes after publication.",
        [_in_path("source", "The name of the source.", TEXT)],
        _answer("Its figures.", object_of("", outlet=ref("Outlet"))),
    ),
    "/snapshots/{snapshot}.json": _get(
        "What one snapshot holds.",
        [_in_path("snapshot", "The snapshot's id.")],
        _answer("The snapshot.", object_of("", snapshot=ref("Snapshot"))),
    ),
}

DESCRIPTION: Schema = {
    "openapi": "3.1.0",
    "info": {
        "title": "Archiver: what newsrooms changed",
        "version": "1",
        "description": "The values of the pages, for other programs; nothing can be written. Keys may be"
        " added, never renamed or removed. Times are ISO 8601 in UTC. `next` is the address of what comes"
        " after, null at the end.",
    },
    "servers": [{"url": "./"}],
    "paths": PATHS,
    "components": {"schemas": SCHEMAS},
}
"""As it is served under `/openapi.json`."""

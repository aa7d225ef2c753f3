"""What the fields of a reading are called where people read of them: in summaries, feeds and pages."""

from __future__ import annotations

FIELD_NAMES = {
    "headline": "headline",
    "social_headline": "headline for sharing",
    "search_headline": "headline for search engines",
    "dek": "standfirst",
    "bylines": "byline",
    "contributors": "contributors",
    "dateline": "dateline",
    "label": "label",
    "published_at": "publication time",
    "modified_at": "modification time",
    "captions": "caption",
    "pictures": "picture",
    "notices": "notice",
    "language": "language",
    "section": "section",
    "rights": "rights",
    "body": "text",
}
"""By the names that the fields have in JSON and tables."""


def field_name(name: str) -> str:
    """Return what a field is called amid a sentence; a field without a name is called by its own."""
    return FIELD_NAMES.get(name) or name.replace("_", " ")


def field_title(name: str) -> str:
    """Return what a field is called above or before what it says, with a capital."""
    called = field_name(name)
    return called[:1].upper() + called[1:]

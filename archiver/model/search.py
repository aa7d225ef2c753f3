"""What a search in the texts of all revisions finds, and how long words stood in an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A run of revisions whose text had what was sought; the words may have left and come back."""

    from_revision: int
    to_revision: int
    seen_from: datetime  # UTC; first sight of the first of them
    seen_until: datetime  # UTC; last sight of the last of them
    came_by: str  # what opened the first: "first", "edit", "reversion" or "rebase"
    left_at: int | None  # number of the revision that has it no longer; None: the current one has it
    left_by: str | None  # what opened that: "edit", "reversion" or "rebase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A revision with which words came into the text of an article, or went out of it."""

    article: int
    url: str
    source: str | None
    headline: str  # of the current revision
    edit: int  # id of the revision; of an edit this is its id
    old_revision: int | None  # number of the one before; None: this is the first
    new_revision: int
    kind: str  # what opened it: "first", "edit", "reversion" or "rebase"
    moved: str  # "came" or "went"
    not_before: datetime | None  # UTC; last sight of the revision before an edit
    not_after: datetime  # UTC; first sight of this one
    field: str  # where the words stand or stood: "headline", "body", …
    text: str  # of that line
    excerpt: tuple[tuple[str, str], ...]  # runs of it: ("text" or "match", words)
    stays: tuple[Stay, ...]  # all times the article had the words, oldest first
    further: tuple[int, ...]  # earlier revisions of the article with which words came, or went, just so


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of hits, newest first."""

    hits: tuple[Hit, ...]
    older: int | None  # where the next page begins; None: this is the last

"""What a person says of a capture, against what the program took it for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A person's word on whether a snapshot shows the article; it changes what is told, not the evidence."""

    id: int
    article: int
    snapshot: int
    revision: int | None  # number of the revision that the snapshot opened, if any
    is_article: bool
    by: str  # who says so
    why: str
    ruled_at: datetime  # UTC

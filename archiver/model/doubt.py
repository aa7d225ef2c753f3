"""Why a capture was not taken for the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class DoubtKind(StrEnum):
    """What a capture rather is than the article as it stands today.

    The first are what the screening found, with the names of `PageKind`; the last are told by comparison
    with the current revision.
    """

    BOT_WALL = "bot_wall"
    CONSENT_WALL = "consent_wall"
    LOGIN = "login"
    PAYWALL_STUB = "paywall_stub"
    ERROR_PAGE = "error_page"
    SHELL = "shell"
    FRONT_PAGE = "front_page"
    GONE = "gone"
    MOVED = "moved"
    OTHER = "other"
    STALE = "stale"  # an old copy that a cache kept
    MISREAD = "misread"  # the page has the text, but our reader misses it
    DOUBTFUL = "doubtful"  # the reading may be of something else on the page, or of a part of the text
    CUT = "cut"  # much of the text is gone between two paragraphs, and nothing announces it
    ANOTHER = "another_article"  # the address shows another article, or a page that is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A kind, which alone is compared and acted on, and a detail for people."""

    kind: DoubtKind
    detail: str = field(compare=False)

    def __str__(self) -> str:
        """Return both, as visits and events tell them: "bot_wall: status 403"."""
        return f"{self.kind.value}: {self.detail}"

    @property
    def article_answered(self) -> bool:
        """Tell whether the article itself answered: only the copy is old, or our reader may miss its text."""
        return self.kind in (DoubtKind.STALE, DoubtKind.MISREAD, DoubtKind.DOUBTFUL)

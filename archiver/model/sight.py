"""What one capture showed of an article, and what that means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from archiver.model.capture import CaptureTask
from archiver.model.reading import PageKind, Reading, Screening
from archiver.model.revision import Verdict
from archiver.model.volatile import Volatile


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one capture showed: the page was read and screened, and nothing is concluded yet."""

    task: CaptureTask
    seen_at: datetime  # UTC; when the capture was made
    made_at: datetime | None = None  # UTC; when its answer was made, if a cache on the way tells
    status: int  # of the HTTP answer
    screening: Screening
    reading: Reading | None = None  # also of what is not the article; None: nothing was read
    fingerprint: str | None = None  # of the reading
    plain: bool | None = None  # does plain HTTP show the same article? None: not looked at

    @property
    def is_article(self) -> bool:
        """Tell whether the screening took the page for an article."""
        return self.screening.kind is PageKind.ARTICLE

    @property
    def said(self) -> str | None:
        """What there is to say of what was seen: that its reading is doubtful, or what it was taken for."""
        why = self.reading.signals.why_doubtful if self.reading is not None and self.is_article else None
        return f"doubtful: {why}" if why else self.screening.reason or None

    @property
    def may_be_article(self) -> bool:
        """Tell whether it is one, here or at the address that answered instead."""
        return self.screening.kind in (PageKind.ARTICLE, PageKind.MOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sight and its verdict: what a visit found."""

    sight: Sight
    verdict: Verdict
    volatile: tuple[Volatile, ...] = ()  # the article's places, with what this sight tells of them

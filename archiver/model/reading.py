"""An article as one reader understood one snapshot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Moment = datetime | date
"""A publisher's time: aware UTC `datetime`, or a bare `date` where only the day was given."""


class BlockKind(StrEnum):
    """What a block of the body is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    PULL_QUOTE = "pull_quote"
    TABLE_ROW = "table_row"
    EMBED = "embed"  # a post of a network: its script may come or not, so it is shown and never compared
    LIVE_ENTRY = "live_entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A link inside a block: the words that carry it and where it leads."""

    text: str
    url: str  # absolute, canonical spelling


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph-sized unit of body text."""

    text: str  # white space collapsed to single spaces; the publisher's typos untouched
    kind: BlockKind = BlockKind.PARAGRAPH
    anchors: tuple[Anchor, ...] = ()
    at: Moment | None = None  # of a live entry: the publisher's time for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The words under a picture and who made it."""

    text: str
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the article, and what a browser saw of it; None where it did not."""

    url: str  # absolute; where it was fetched from, which says nothing of what it shows
    words: str = ""  # its caption, else its text for those who cannot see it
    digest: str | None = None  # SHA-256 of the bytes that came
    glance: str | None = None  # its average colours in squares, row by row, in hexadecimal digits
    size: tuple[int, int] | None = None  # width and height in pixels


class NoticeKind(StrEnum):
    """What a publisher's notice about its own article announces."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    EDITORS_NOTE = "editors_note"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A correction, clarification, update or editor's note printed with the article."""

    text: str
    kind: NoticeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Why a field reads as it does: the source that was believed and those that were not."""

    field: str
    source: str  # "h1", "json-ld", "og:title", "meta author", "density", …
    reason: str = ""
    rejected: tuple[tuple[str, str], ...] = ()  # (source, value) that differed


SURROUNDINGS = frozenset({"address", "time below", "text below"})
"""Sources of a day of publication that are no part of the article: where it stands, and what stands below."""


DOUBTFUL = 0.5
"""Confidence below which a reading may be of something else than the article, or of a part of it.

Each check sets its own measure so that it is doubted here (`normalize/screening/confidence.py`).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """Measures of how well a reading went; never part of the article."""

    structured: float = 0.0  # share of headline, byline, time, dek that structured data confirms
    body_chars: int = 0
    page_chars: int = 0  # visible text of the page; boilerplate is what is not body
    doubts: tuple[str, ...] = ()  # reasons to mistrust this reading
    beside: str | None = (
        None  # digest of running text in the article's column that was left out; None: unknown
    )
    confidence: float = 1.0  # 0 to 1, of the weakest check; 1 of what was read before there were any
    left: str | None = None  # what of the article could not be had: a next page, what does not open

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the reading may be of something else, or of a part: no ground to tell an edit on."""
        return self.confidence < DOUBTFUL

    @property
    def why_doubtful(self) -> str | None:
        """Why the reading is doubtful, in words; None: it is not."""
        return next(iter(self.doubts), "it may be something else on the page") if self.is_doubtful else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article as read from one snapshot by one reader.

    Two readings are comparable only if their `reader` is equal. Absent is None or empty.
    """

    reader: str  # "generic/10": name/revision
    headline: str
    social_headline: str | None = None  # og:title, as shown when the article is shared
    search_headline: str | None = None  # the page's title, as shown by search engines
    dek: str | None = None
    bylines: tuple[str, ...] = ()  # names, without "By"
    contributors: tuple[str, ...] = ()  # as printed: "Additional reporting by …"
    dateline: str | None = None
    label: str | None = (
        None  # what the article is, as printed at its headline: "Opinion", "Paid content by …"
    )
    published_at: Moment | None = None  # the publisher's claim, not ours
    published_on: date | None = None  # the day of it by the publisher's clock, as his readers see it
    modified_at: Moment | None = None  # the publisher's claim, not ours
    blocks: tuple[Block, ...] = ()
    captions: tuple[Caption, ...] = ()
    pictures: tuple[Picture, ...] = ()
    notices: tuple[Notice, ...] = ()
    language: str | None = None  # BCP 47, as the page declares it
    section: str | None = None
    rights: str | None = None
    canonical: str | None = None  # what the page calls its own address; not believed blindly
    other_urls: tuple[str, ...] = ()  # AMP, short and translated spellings the page names
    why: tuple[Choice, ...] = field(default=(), compare=False)
    signals: Signals = field(default_factory=Signals, compare=False)

    @property
    def text(self) -> str:
        """The body's blocks joined by blank lines; no headline, dek, byline or caption."""
        return "\n\n".join(block.text for block in self.blocks)

    @property
    def dated_at(self) -> Moment | None:
        """When it was published by what the page says at its head; None where only its surroundings tell.

        Walls and error pages stand under an address that holds a day, too, and above teasers with theirs.
        """
        told = next((why.source for why in self.why if why.field == "published_at"), "")
        return None if told in SURROUNDINGS else self.published_at

    def lacks_end_of(self, other: Reading) -> bool:
        """Tell whether this is of a part of the article, and another reading, of the whole, goes on."""
        if self.signals.left is None or other.signals.left is not None or not other.blocks:
            return False
        return other.blocks[-1].text not in {block.text for block in self.blocks}

    def as_text(self) -> str:
        """Return the whole reading as a person reads it, parts separated by blank lines."""
        parts = [
            self.headline,
            self.dek,
            f"By {', '.join(self.bylines)}" if self.bylines else None,
            *(notice.text for notice in self.notices),
            self.text,
            *self.contributors,
            *(f"[{c.text} ({c.credit})]" if c.credit else f"[{c.text}]" for c in self.captions),
        ]
        return "\n\n".join(part for part in parts if part)

    @classmethod
    def from_text(cls, headline: str, text: str) -> Reading:
        """Make a reading of plain text: blocks are split at blank lines, white space collapsed."""
        parts = (" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text))
        return cls(
            reader="text/1",
            headline=" ".join(headline.split()),
            blocks=tuple(Block(text=part) for part in parts if part),
        )


TRIED_FIELDS = ("headline", "social_headline", "search_headline", "dek")
"""Fields of which newsrooms serve several wordings at a time, to see which is read more."""


class PageKind(StrEnum):
    """What a capture shows, judged before it is compared with anything."""

    ARTICLE = "article"
    BOT_WALL = "bot_wall"
    CONSENT_WALL = "consent_wall"
    LOGIN = "login"
    PAYWALL_STUB = "paywall_stub"
    ERROR_PAGE = "error_page"
    SHELL = "shell"  # the page's frame before its text arrived
    FRONT_PAGE = "front_page"  # redirected to the home page or a section front
    GONE = "gone"
    MOVED = "moved"
    OTHER = "other"  # PDF, image, feed, listing, …


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """Whether a capture shows the article at all, and why we think so."""

    kind: PageKind
    reason: str = ""
    moved_to: str | None = None
    is_unnamed: bool = False  # of a move: nothing there names what was asked for
    doubts: tuple[str, ...] = ()  # of an article: signs that its text may be cut or not all there

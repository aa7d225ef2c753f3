"""What the archive concludes: verdicts, revisions, edits, events, visits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from archiver.model.article import Article
from archiver.model.diff import Assessment, Diff
from archiver.model.doubt import Doubt, DoubtKind
from archiver.model.imported import ImportedFrom
from archiver.model.reading import Reading
from archiver.model.ruling import Ruling
from archiver.model.volatile import Volatile

# --- verdicts: what one sight of an article means ------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """The first reading of an article opens revision 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """The current revision was seen again."""

    beside: bool = field(default=False, compare=False)  # running text that was left out reads otherwise now


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A change waits for further, independent looks; nothing is announced yet."""

    said: str = field(
        default="", compare=False
    )  # what changed, in a sentence; for people, it decides nothing
    looks: int = field(default=1, compare=False)  # that agree so far, in a row; 1: this look is the first


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """Enough looks agree: a new revision opens at the first of them, or at the one that confirms it."""

    diff: Diff
    assessment: Assessment
    reverts_to: int | None = None  # number of the earlier revision whose text is back
    not_before: datetime | None = None  # UTC; of a variant that came to stay: the last sight of the other
    opens_here: bool = False  # with the text of the look that confirms it


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A look made to confirm a change shows the current text: both are served at one time; no edit."""

    reason: str
    is_news: bool = True  # the first time that the article is seen to be served in this way


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased:
    """Our reader or the layout of the page changed, not the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """Probably not the article: kept as evidence, no revision opened or closed."""

    doubt: Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The article lives at another address now."""

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """The publisher answers that there is no such article."""

    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """This program failed on what came, which is a bug: kept as evidence, and nothing is concluded."""

    reason: str


Verdict = First | Same | Changed | Edited | Variant | Rebased | Suspect | Moved | Gone | Failed

Unseen = Suspect | Moved | Gone | Failed
"""Verdicts on captures that did not show the article itself."""


class Outcome(StrEnum):
    """What became of a visit."""

    FIRST = "first"
    SAME = "same"
    CHANGED = "changed"  # waits for further looks
    EDITED = "edited"
    VARIANT = "variant"
    REBASED = "rebased"
    SUSPECT = "suspect"
    MOVED = "moved"
    GONE = "gone"
    RETURNED = "returned"  # seen again after it was gone, whatever its text says
    FAILED = "failed"  # no answer, or one that this program failed on
    REFUSED = "refused"  # guard, robots.txt or scheme: not asked at all


# --- what is stored and shown --------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A distinct editorial state and the span of visits that found it."""

    id: int
    article: int
    number: int  # from 1
    snapshot: int  # id of the opening snapshot, never pruned
    reading: Reading
    fingerprint: str
    seen_from: datetime  # UTC; first sight
    seen_until: datetime  # UTC; last sight
    opened_by: str  # "first", "edit", "reversion" or "rebase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The step between two revisions; its time is an interval, never a point."""

    id: int  # of the revision it opened
    article: int
    url: str
    source: str | None
    old: int  # revision numbers
    new: int
    not_before: datetime  # UTC; last sight of the old revision
    not_after: datetime  # UTC; first sight of the new revision
    fields: tuple[tuple[str, str | None, str | None], ...]  # (name, old, new), without the body
    blocks: tuple[tuple[str, int], ...]  # how many alignments of each kind
    assessment: Assessment
    reverts_to: int | None = None
    headline: str = ""  # of the new revision
    body: tuple[str | None, str | None] | None = None  # excerpts of what changed; None: the body did not
    signed_in: bool = False  # one of its sides was seen with a session: not everybody sees it

    @property
    def kind(self) -> str:
        """`edit`, or `reversion` where an earlier text came back."""
        return "edit" if self.reverts_to is None else "reversion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to an article and is no edit."""

    id: int
    article: int
    url: str
    source: str | None
    kind: str  # "variant", "gone", "returned", "moved", "suspect"
    not_before: datetime | None  # UTC; last visit that saw the state before
    not_after: datetime  # UTC; first visit that saw this
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One attempt to see an article, successful or not; always logged."""

    id: int
    article: int
    url: str
    started_at: datetime  # UTC
    outcome: Outcome
    snapshot: int | None = None
    reason: str | None = None
    took: timedelta = timedelta(0)
    waits: int = field(default=0, compare=False)  # as it is recorded: looks that agree on a change, so far


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A change seen once, waiting for the second look."""

    fingerprint: str
    visit: int
    snapshot: int
    seen_at: datetime  # UTC; the first of the looks
    looks: int = 1  # that agreed, in a row
    reading: Reading | None = None  # of its snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class LastingDoubt:
    """A doubt that the last looks had in a row, each by browser and in the bare response alike."""

    kind: DoubtKind
    since: datetime  # UTC; the first of them
    looks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the archive knows of an article when a new sight of it is judged."""

    article: Article
    current: Revision | None
    fingerprints: tuple[tuple[int, str], ...] = ()  # (number, fingerprint) of all revisions
    pending: Pending | None = None
    volatile: tuple[Volatile, ...] = ()  # places that have not ended
    doubt: LastingDoubt | None = None
    vouched: frozenset[str] = frozenset()  # kinds of page that a person took for this article
    ruled_out: frozenset[str] = frozenset()  # fingerprints of what a person said is not this article


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietSpan:
    """A time over which an article was watched and did not change, until perhaps it did."""

    changed_at: datetime  # UTC; the latest change known before, or the publication
    watched_from: datetime  # UTC; not before `changed_at`
    watched_until: datetime  # UTC; of an edit: the middle of its interval
    edited: bool  # an edit ended it


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two revisions of an article side by side, and what the step between them amounts to."""

    url: str
    old: Revision
    new: Revision
    diff: Diff
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that happened to an article, oldest first."""

    article: Article
    revisions: tuple[Revision, ...]
    edits: tuple[Edit, ...]
    events: tuple[Event, ...]
    visits: int
    rulings: tuple[Ruling, ...] = ()
    volatile: tuple[Volatile, ...] = ()  # what differs from look to look
    imported: tuple[str, ...] = ()  # addresses of what others captured of it
    origins: tuple[ImportedFrom, ...] = ()  # where this was imported from; none: we saw it ourselves
    beside_since: datetime | None = None  # UTC; when something else on the page was first seen changed

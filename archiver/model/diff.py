"""What changed between two readings, as one value that every presentation is made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archiver.model.reading import NoticeKind
from archiver.model.typed import TypedChange

FIELDS = (
    "headline", "social_headline", "search_headline", "dek", "bylines", "contributors", "dateline", "label",
    "published_at", "modified_at", "captions", "pictures", "notices", "language", "section", "rights",
)  # fmt: skip
"""The fields that are compared, besides the body."""

ECHOES = ("social_headline", "search_headline")
"""Headlines that are as a rule the headline itself."""


class SpanKind(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of words inside a block or field; white space belongs to the run."""

    kind: SpanKind
    text: str


class ChangeKind(StrEnum):
    """What became of a block."""

    SAME = "same"
    EDITED = "edited"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"  # `spans` tell whether it was edited on the way
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockChange:
    """One alignment of old and new blocks.

    `spans` without the added ones, joined, give the old text; without the removed ones, the new
    (of a split or merge: the blocks of that side joined by one space).
    """

    kind: ChangeKind
    old: tuple[int, ...] = ()  # positions in the old body
    new: tuple[int, ...] = ()  # positions in the new body
    spans: tuple[Span, ...] = ()
    links: tuple[tuple[str | None, str | None], ...] = ()  # (old URL, new URL) behind the same words


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field that differs. Values are text as a person reads it; None: absent on that side."""

    name: str  # "headline", "dek", "bylines", "published_at", "captions", …
    old: str | None
    new: str | None
    spans: tuple[Span, ...] = ()

    @property
    def went(self) -> frozenset[str]:
        """The lines of the old text that the new one has no more."""
        return frozenset((self.old or "").splitlines()) - frozenset((self.new or "").splitlines())

    @property
    def came(self) -> frozenset[str]:
        """The lines of the new text that the old one had not."""
        return frozenset((self.new or "").splitlines()) - frozenset((self.old or "").splitlines())


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """The difference between two readings; empty (`not diff`) when a reader sees none."""

    fields: tuple[FieldChange, ...] = ()  # never "body"
    blocks: tuple[BlockChange, ...] = ()  # in reading order of the new body, removals in place
    coarse: bool = False  # too large for words: some blocks are shown whole

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.fields) or any(b.kind is not ChangeKind.SAME for b in self.blocks)

    def counts(self) -> dict[str, int]:
        """Return how many alignments there are of each kind that occurs, `same` included."""
        counts: dict[str, int] = {}
        for block in self.blocks:
            counts[block.kind.value] = counts.get(block.kind.value, 0) + 1
        return counts

    def as_dict(self) -> dict[str, Any]:
        """Return it as the documented JSON (see docs/json.md)."""
        return {
            "fields": {f.name: {"old": f.old, "new": f.new} for f in self.fields},
            "blocks": [
                {
                    "kind": b.kind.value,
                    "old": list(b.old),
                    "new": list(b.new),
                    "spans": [[s.kind.value, s.text] for s in b.spans],
                    **({"links": [list(pair) for pair in b.links]} if b.links else {}),
                }
                for b in self.blocks
            ],
        }


class Weight(StrEnum):
    """How much a change matters to a reader."""

    COSMETIC = "cosmetic"
    SUBSTANTIVE = "substantive"
    UNCLASSIFIED = "unclassified"  # a language the rules do not know


MODIFIED_TIME = "modified_time"
"""Kind of a disclosure where only the time moved."""

NOT_JUDGED = "not_judged"
"""Kind of a disclosure where nothing was found, and no rules know how the language's newsrooms announce."""


DISCLOSURES = (*map(str, NoticeKind), MODIFIED_TIME, NOT_JUDGED, "none")
"""How an edit can be announced, where people choose; "none": not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """How the publisher announced an edit; `kind` is None for none at all."""

    kind: str | None = None  # a NoticeKind value, MODIFIED_TIME or NOT_JUDGED
    text: str | None = None  # the notice as printed

    @property
    def silent(self) -> bool:
        """Tell whether nothing on the page announced the edit."""
        return self.kind is None

    @property
    def admitted(self) -> bool:
        """Tell whether a notice announced it: a time alone says nothing about the edit."""
        return self.kind not in (None, MODIFIED_TIME, NOT_JUDGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What an edit amounts to, by rules that can each be read in one line."""

    weight: Weight
    disclosure: Disclosure
    reasons: tuple[str, ...]  # the rules that fired, in words
    summary: str  # one sentence
    field_weights: tuple[tuple[str, Weight], ...] = ()  # also "body"
    changes: tuple[TypedChange, ...] | None = None  # what single changes are about; None: nobody looked

    @property
    def substantive(self) -> bool:
        """Tell whether the edit changes what a reader learns."""
        return self.weight is Weight.SUBSTANTIVE

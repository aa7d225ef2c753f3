"""What today's reader reads differently of a snapshot: before and after, never an edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from archiver.diff.engine import compare
from archiver.model.diff import Diff
from archiver.model.reading import Reading


@dataclass(frozen=True, kw_only=True)
class Rereading:
    """A revision's snapshot as it was read before, and as today's reader reads it."""

    url: str
    number: int  # of the revision
    before: Reading
    after: Reading | None  # None: today's reader refuses the page

    @cached_property
    def diff(self) -> Diff:
        """Return what differs; empty where the page is refused."""
        return compare(self.before, self.after) if self.after else Diff()

    @cached_property
    def kinds(self) -> dict[str, tuple[int, int]]:
        """Return how many blocks there were and are, by kind, where that differs."""
        old = Counter(block.kind.value for block in self.before.blocks)
        new = Counter(block.kind.value for block in (self.after or self.before).blocks)
        return {kind: (old[kind], new[kind]) for kind in sorted(old | new) if old[kind] != new[kind]}

    @property
    def changes(self) -> tuple[str, ...]:
        """Return the names of what differs: fields, and what became of blocks (`body added`, …)."""
        blocks = (f"body {kind}" for kind in self.diff.counts() if kind != "same")
        kinds = ("kinds of blocks",) if self.kinds else ()
        return (*(change.name for change in self.diff.fields), *sorted(blocks), *kinds)

    @property
    def differs(self) -> bool:
        """Tell whether today's reader reads anything differently, or nothing at all."""
        return self.after is None or bool(self.changes)

    def as_dict(self) -> dict[str, Any]:
        """Return it as the documented JSON (see docs/json.md)."""
        return {
            "url": self.url,
            "revision": self.number,
            "before": self.before.reader,
            "after": self.after.reader if self.after else None,
            "differs": self.differs,
            "changes": list(self.changes),
            "diff": self.diff.as_dict(),
            "kinds": {kind: list(counts) for kind, counts in self.kinds.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How many revisions read differently, and in what."""

    reread: int
    differ: int
    refused: int
    changes: dict[str, int]  # revisions by what differs, most first


def summarize(rereadings: Iterable[Rereading]) -> Summary:
    """Count what differs."""
    reread = differ = refused = 0
    changes: Counter[str] = Counter()
    for one in rereadings:
        reread += 1
        differ += one.differs
        refused += one.after is None
        changes.update(one.changes)
    return Summary(reread=reread, differ=differ, refused=refused, changes=dict(changes.most_common()))

"""What a rule judges by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from archiver.diff.calm import calm
from archiver.diff.fingerprint import VERSION, fingerprint
from archiver.judge.agreement import Agreement, agree
from archiver.model.reading import Reading
from archiver.model.revision import Memory, Revision
from archiver.model.sight import Sight


@dataclass(frozen=True, kw_only=True)
class Case:
    """A sight, what the archive knew before it, and costly questions that are answered only when asked.

    Raises:
        ValueError: a bug of the caller: a sight of the article without a reading.
    """

    sight: Sight
    memory: Memory
    page_text: Callable[[], str]  # all text of the page, hidden text as well
    is_relaid: Callable[[], bool]  # does it read otherwise than the current revision by its layout alone?
    earlier: Callable[[], Iterable[Revision]] = tuple  # all revisions, to tell a reversion of a volatile page

    def __post_init__(self) -> None:
        """Refuse what nobody can judge."""
        if self.sight.may_be_article and self.sight.reading is None:
            raise ValueError(f"article {self.memory.article.id}: a sight of the article without a reading")

    @property
    def current(self) -> Revision:
        """Return the current revision. The rule `first` stands above all that ask for it."""
        assert self.memory.current is not None
        return self.memory.current

    @property
    def reading(self) -> Reading:
        """Return what the page says. The rule `absent` stands above all that ask for it."""
        assert self.sight.reading is not None
        return self.sight.reading

    @property
    def opens_here(self) -> bool:
        """Tell whether an edit would open with the text of this look: the first look's is not to be had."""
        return self.agreement.change is None or not self.agreement.first_shows_own

    @property
    def opening(self) -> Reading:
        """Return the text with which an edit would open, as it was captured."""
        pending = self.memory.pending
        if self.opens_here or pending is None or pending.reading is None:
            return self.reading
        return pending.reading

    @property
    def unseen(self) -> timedelta:
        """Return for how long the current revision had not been seen."""
        return self.sight.seen_at - self.current.seen_until

    @cached_property
    def agreement(self) -> Agreement:
        """Return what the sight has in common with the current revision and with the look that waits."""
        return agree(self.memory, self.sight)

    @cached_property
    def is_current(self) -> bool:
        """Tell whether the page says what the current revision says, but for what is volatile.

        The revision's fingerprint may have been made by older rules; then it is made anew.
        """
        ours, look = self.agreement.current, self.agreement.look
        if ours is not self.current.reading or look is not self.reading:
            return fingerprint(look) == fingerprint(ours)
        known = self.current.fingerprint
        if not known.startswith(f"{VERSION}:"):
            known = fingerprint(self.current.reading)
        return self.sight.fingerprint == known

    @property
    def is_known(self) -> bool:
        """Tell whether a revision said the same, the current one or an earlier one."""
        return bool(self.said_by(self.reading))

    def said_by(self, reading: Reading) -> set[int]:
        """Return the numbers of the revisions that say what a reading says, but for what is volatile."""
        found = fingerprint(reading)
        said = {number for number, known in self.memory.fingerprints if known == found}
        places = self.agreement.volatile
        are_old = any(not known.startswith(f"{VERSION}:") for _, known in self.memory.fingerprints)
        if said or not (places or are_old):
            return said
        found = fingerprint(calm(reading, places))
        return {one.number for one in self.earlier() if fingerprint(calm(one.reading, places)) == found}

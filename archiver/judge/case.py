"""What a rule judges by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from archiver.diff.fingerprint import VERSION, fingerprint
from archiver.model.reading import Reading
from archiver.model.revision import Memory, Revision
from archiver.model.sight import Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sight, what the archive knew before it, and two costly questions that are answered only when asked.

    Raises:
        ValueError: a bug of the caller: a sight of the article without a reading.
    """

    sight: Sight
    memory: Memory
    page_text: Callable[[], str]  # all text of the page, hidden text as well
    is_relaid: Callable[[], bool]  # does it read otherwise than the current revision by its layout alone?

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
    def unseen(self) -> timedelta:
        """Return for how long the current revision had not been seen."""
        return self.sight.seen_at - self.current.seen_until

    @property
    def is_current(self) -> bool:
        """Tell whether the page says what the current revision says.

        The revision's fingerprint may have been made by older rules; then it is made anew.
        """
        known = self.current.fingerprint
        if not known.startswith(f"{VERSION}:"):
            known = fingerprint(self.current.reading)
        return self.sight.fingerprint == known

    @property
    def is_known(self) -> bool:
        """Tell whether a revision said the same, the current one or an earlier one."""
        return self.sight.fingerprint in {known for _, known in self.memory.fingerprints}

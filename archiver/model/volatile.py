"""What is shown otherwise at looks seconds apart, and so is no text of the article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

NOISY = 4
"""Distinct values from which a place is taken to show another one at every look, such as a price or a
counter. Our choice: lots are drawn among two or three wordings."""

COUNTS = 3
"""The same where the values differ in their digits only."""

LONGEST_RUN = 7
"""Looks in a row that show another value, from which it is asked in any case whether that stays.

At even odds a lot falls so in 1 of 64 cases.
"""


class PlaceKind(StrEnum):
    """How a place is found again in a reading."""

    WORDS = "words"  # between words that stay, within one line; or a line alone in its field
    LINE = "line"  # a paragraph, caption or notice that is there or not, by its text
    LINK = "link"  # the address behind words


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a reading something differs, found by what stands around it, wherever on the page that is."""

    part: str  # "body", "captions", "notices", "bylines", "contributors", or the name of a field
    kind: PlaceKind
    before: str  # words before; of a line: its text; of a link: its words. A line begins and ends with "\n"
    after: str = ""  # words after


@dataclass(frozen=True, slots=True, kw_only=True)
class Volatile:
    """A place, what it was seen to show, and how the last looks went."""

    place: Place
    own: str  # what the current revision showed when this was learnt; several values are joined by "\n"
    values: tuple[str, ...]  # all that were seen, the oldest first
    value: str  # of the last look that had the place
    looks: int = 0  # in a row that showed `value`, where that is not `own`
    returns: int = 0  # how often `own` came back
    is_told: bool = False  # as an event
    own_seen: datetime  # UTC; the last look that showed `own`
    first_seen: datetime  # UTC
    last_seen: datetime  # UTC
    ended_at: datetime | None = None  # UTC; when an edit settled it

    @property
    def is_noisy(self) -> bool:
        """Tell whether another value is to be expected at each look."""
        if self.place.before == self.place.after == "\n":
            return False  # a field as a whole is what it says
        words = {"".join(filter(str.isalpha, value)) for value in self.values}
        return len(self.values) >= (COUNTS if len(words) == 1 else NOISY)

    @property
    def is_wording(self) -> bool:
        """Tell whether this is what readers are shown in one of few wordings."""
        return self.place.kind is not PlaceKind.LINK and not self.is_noisy

    @property
    def seems_settled(self) -> bool:
        """Tell whether one other value was shown so often in a row that it may be there to stay.

        The oftener the current one came back before, the longer it takes: few looks are spent on lots.
        """
        wanted = min(1 + self.returns, LONGEST_RUN)
        return not self.is_noisy and self.value != self.own and self.looks >= wanted

"""What is known of an article while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from archiver.model.reading import Choice, Moment, Notice
from archiver.normalize.body.body import Body
from archiver.normalize.body.ground import Ground
from archiver.normalize.body.weighing import Weights
from archiver.normalize.fields.headline import Headline
from archiver.normalize.page.structured import Claims
from archiver.normalize.page.walk import Line, Page

ABOVE = 8
"""How many lines above the headline are looked at for kicker, date and author."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of the article so far; each step returns it with more."""

    page: Page
    claims: Claims
    title: Headline
    ground: Ground | None  # where the running text is
    start: int  # index of its first line, a dek that is set like it included
    known: frozenset[str]  # keys of what is read as headline or stands where a dek would
    dek: Line | None = None
    body: Body = field(default_factory=Body)
    bylines: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    published: Moment | None = None
    published_on: date | None = None
    modified: Moment | None = None
    dateline: str | None = None
    label: str | None = None
    notices: tuple[Notice, ...] = ()
    why: tuple[Choice, ...] = ()
    weights: Weights | None = None  # by which parts are weighed; None: our own

    @property
    def headline(self) -> Line | None:
        """The line that shows the headline, if it stands above the running text."""
        line = self.title.line
        return line if line is not None and line.index < self.start else None

    @property
    def top(self) -> int:
        """Index of the headline's line, or of the first line that may belong to the article."""
        return self.headline.index if self.headline else max(0, self.start - ABOVE)

    @property
    def last(self) -> int | None:
        """Index of the body's last line; None where there is no body."""
        return self.body.lines[-1].index if self.body.lines else None

"""Share cards: pictures of edits that networks show beside a link."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from archiver.access import whole_file
from archiver.archive.looking import Looking
from archiver.model.filters import EditFilter

if TYPE_CHECKING:  # who only looks needs neither differ nor browser
    from archiver.diff.card import Card

DRAWN_AT_ONCE = 50
"""Cards between two starts of a browser, and held in memory; a start costs as much as drawing ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A picture of an edit."""

    file: str
    url: str
    old_revision: int
    new_revision: int
    told: str  # the alternative text: both wordings


class Carding(Looking):
    """Draws cards. They are no evidence: whoever loses them draws them again."""

    def card(self, url: str, old: int, new: int, target: Path | None = None) -> Drawn:
        """Draw the card of the step between two revisions.

        Args:
            url: of the article.
            old: number of the revision before.
            new: number of the revision after.
            target: the file; None: one in the home, from where the reading room shows it.

        Raises:
            UnknownArticle, UnknownRevision: there is no such article or revision.
            BrowserMissing: no browser starts.
            OSError: the file cannot be written.
        """
        return self._drawn([self._card(url, old, new)], target)[0]

    def cards(self, **which: Unpack[EditFilter]) -> tuple[Drawn, ...]:
        """Draw the cards of edits that have none yet into the home, from where the reading room shows them.

        Raises:
            UnknownSource, UnknownField, UnknownArticle: what it is narrowed to does not exist.
            BrowserMissing: no browser starts.
            OSError: a file cannot be written.
        """
        drawn: list[Drawn] = []
        waiting: list[tuple[Drawn, Card]] = []
        for edit in self.edits(**which):
            told, card = self._card(edit.url, edit.old, edit.new)
            if not Path(told.file).exists():
                waiting.append((told, card))
            if len(waiting) == DRAWN_AT_ONCE:
                drawn += self._drawn(waiting)
                waiting = []
        return (*drawn, *self._drawn(waiting))

    def _card(self, url: str, old: int, new: int) -> tuple[Drawn, Card]:
        from archiver.diff.card import card_of

        comparison = self.compare(url, old, new)
        edit = next((one for one in self.edits(url=url) if (one.old, one.new) == (old, new)), None)
        card = card_of(comparison, edit, source=self._article(url).source)
        file = str(self.home.cards / card.name)
        return Drawn(file=file, url=comparison.url, old_revision=old, new_revision=new, told=card.told), card

    def _drawn(self, cards: Sequence[tuple[Drawn, Card]], target: Path | None = None) -> tuple[Drawn, ...]:
        from archiver.capture.drawing import draw
        from archiver.diff.card import HEIGHT, WIDTH

        made = tuple(told if target is None else replace(told, file=str(target)) for told, _ in cards)
        pages = [card.html for _, card in cards]

        def keep(place: int, picture: bytes) -> None:
            file = Path(made[place].file)
            if target is None:
                file.parent.mkdir(exist_ok=True)
            with whole_file(file) as part:
                part.write_bytes(picture)

        draw(pages, (WIDTH, HEIGHT), keep, config=self.config.capture, environ=os.environ)
        return made

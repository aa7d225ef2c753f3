"""The page of an article: its headlines, its life as a picture, whom it quotes, and all its revisions."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date
from itertools import groupby
from typing import TYPE_CHECKING

from datasette.utils.asgi import NotFound, Request, Response
from markupsafe import Markup

from archiver.browse import answers, chronicle, intervals, shelf, timeline
from archiver.browse.asking import Context, asker_of

if TYPE_CHECKING:  # Datasette loads its plugins while it is itself only half imported
    from datasette.app import Datasette

OPEN_STEPS = 12
"""Revisions of the newest days that stand open; older days are folded."""

MOST_CHOICES = 1_000
"""Revisions among which one can choose in a list; of more, the number is to be written."""

HEADLINES_SHOWN = 6
"""Newest headlines that stand open; about what one looks over at a glance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsOfDay:
    """The revisions that one day brought."""

    day: date  # UTC
    steps: tuple[shelf.Step, ...]  # newest first
    open: bool


async def article(datasette: Datasette, request: Request) -> Response:
    """Show the history of one article, or lead to the comparison that its form asks for."""
    asker = await asker_of(datasette, request)
    number, below = asker.path_number("article"), asker.number("below")
    old, new = asker.number("old"), asker.number("new")
    if old and new:  # the form that compares two revisions
        first, last = min(old, new), max(old, new)
        return answers.redirect(f"{asker.root}articles/{number}/{first}..{last}")
    whole = asker.asked("time") == "whole"

    def work(db: sqlite3.Connection) -> Context | None:
        listing = shelf.article(db, number)
        if listing is None:
            return None
        steps = shelf.history(db, number, below=below)
        newest = shelf.newest_number(db, number)
        choices = options(chronicle.choices(db, number, MOST_CHOICES))
        return {
            "listing": listing,
            "steps": by_day(steps[: shelf.LISTED]),
            "below": below,
            "older": steps[shelf.LISTED - 1].number if len(steps) > shelf.LISTED else None,
            "newest": newest,
            "old_choices": chosen(choices, newest - 1),
            "new_choices": chosen(choices, newest),
            "headlines": chronicle.headlines(db, number),
            "headlines_shown": HEADLINES_SHOWN,
            "quoted": chronicle.quoted(db, number),
            "aliases": shelf.aliases(db, number),
            **shelf.others(db, number),
            **_life(db, number, whole=whole),
            "events": shelf.events(db, number),
            "visits": shelf.visits(db, number),
        }

    context = await asker.read(work)
    if context is None:
        raise NotFound(f"no article {number}")
    return asker.page("article.html", context)


def by_day(steps: Sequence[shelf.Step]) -> tuple[StepsOfDay, ...]:
    """Put revisions of one day together; the newest days stand open as long as few revisions do."""
    found: list[StepsOfDay] = []
    shown = 0
    for day, of_day in groupby(steps, key=lambda step: step.seen_from.astimezone(UTC).date()):
        together = tuple(of_day)
        shown += len(together)
        found.append(StepsOfDay(day=day, steps=together, open=shown <= OPEN_STEPS))
    return tuple(found)


def options(found: Sequence[chronicle.Choice]) -> str:
    """Return the choices of a list, by day; written here, as there may be a thousand of them."""
    written = []
    for day, of_day in groupby(found, key=lambda one: one.day):
        lines = "".join(
            f'<option value="{one.number}">{one.number} · {day.day} {one.seen_from:%b %H:%M} UTC</option>'
            for one in of_day
        )
        written.append(f'<optgroup label="{intervals.day(day)}">{lines}</optgroup>')
    return "".join(written)


def chosen(options: str, number: int) -> Markup:
    """Return the choices of a list with one of them chosen."""
    option = f'<option value="{number}"'
    return Markup(options.replace(option, option + " selected", 1))  # noqa: S704  numbers and times, all ours


def _life(db: sqlite3.Connection, article: int, *, whole: bool) -> Context:
    life = chronicle.lifetime(db, article)
    if life is None:
        return {"picture": None, "days": (), "whole": whole, "later": False}
    happened = chronicle.happenings(db, article)
    start, end = timeline.window(*life, happened, whole=whole)
    shown = [*happened, *chronicle.visits(db, article, start, end)]
    return {
        "picture": timeline.draw(chronicle.LANES, shown, start, end),
        "days": chronicle.days(db, article),
        "whole": whole,
        "later": end < life[1],
    }

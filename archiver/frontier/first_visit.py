"""When is an article visited for the first time? The newest at once, the others at leisure; pure.

A sitemap may name every article of ten years. Visits to all of them at once would stand before those to the
news for days, and nearly all would find what is never edited again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from archiver.frontier.revisit import LONGEST_WAIT, RETIRED_AFTER
from archiver.model.article import Link

AT_ONCE = 300
"""Articles of one reading of a seed that are visited as soon as they can be: more than feeds and fronts name,
and 25 minutes of a host that is asked every five seconds."""


def newest_first(links: Iterable[Link], *, undated: datetime) -> list[Link]:
    """Return links by the latest time their seed claims, those of one time in the order given.

    Args:
        links: of one reading of a seed.
        undated: counts for a link without a claim.
    """
    return sorted(links, key=lambda link: link.claimed_at or undated, reverse=True)


def first_visits(
    links: Sequence[Link], now: datetime, *, undated: datetime, between: timedelta
) -> list[datetime | None]:
    """Return when each article is due, or None for one that waits until a seed says that it changed.

    The first `AT_ONCE` are due now, the others one after the other, but none that is older than the age at
    which articles retire, nor those whose turn would come in more than `LONGEST_WAIT`.

    Args:
        links: to articles that were never visited, newest first.
        now: when the seed was read (UTC).
        undated: counts for a link without a claim.
        between: two visits at leisure.
    """
    oldest = now - RETIRED_AFTER
    dues: list[datetime | None] = []
    for number, link in enumerate(links):
        wait = between * max(0, number + 1 - AT_ONCE)
        hopeless = wait > LONGEST_WAIT or (link.claimed_at or undated) < oldest
        dues.append(None if wait and hopeless else now + wait)
    return dues

"""When other programs look again, as their sources say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR

Rule = Callable[[], "Plan"]
Plan = Iterator[float]
"""Yields the seconds from first sight of the first visit, then of each next one; it is sent whether
the visit found a new version: `plan.send(found)`."""


def newsdiffs() -> Iterator[float]:
    """Visit by a ladder of the time since the last update was found.

    Source:
        `get_update_delay` in website/frontend/management/commands/scraper.py of ecprice/newsdiffs: 15
        min within 3 h, 1 h within a day, 3 h within a week, 3 days within a month, then 30 days.
    """
    now = last = 0.0
    while True:
        found = yield now
        last = now if found else last
        quiet = now - last
        if quiet < 3 * HOUR:
            wait = 15 * MINUTE
        elif quiet < DAY:
            wait = HOUR
        elif quiet < 7 * DAY:
            wait = 3 * HOUR
        else:
            wait = 3 * DAY if quiet < 30 * DAY else 30 * DAY
        now += wait


def news_sniffer() -> Iterator[float]:
    """Back off by 1.2 from half an hour, and begin anew at a new version.

    Source:
        `set_next_check_period` and `reset_next_check_period` in app/models/news_article.rb of
        johnl/news-sniffer.
    """
    now, period = 0.0, 30 * MINUTE
    yield now
    while True:
        now += period
        found = yield now
        period = 30 * MINUTE if found else period * 1.2


def diffengine() -> Iterator[float]:
    """Visit when the time since the last check is a fifth of the age, looking every half hour.

    Both times are taken as `timedelta.seconds`, which leaves whole days out: the rule begins anew
    each day. That is what takes 420 visits.

    Source:
        `Entry.stale` in diffengine/__init__.py of DocNow/diffengine; cron line of its README.
    """
    now = checked = 0.0
    yield now
    while True:
        now += 30 * MINUTE
        age, waited = now % DAY, (now - checked) % DAY
        if age == 0 or waited / age >= 0.2:
            checked = now
            yield now


def plain(share: float, shortest: float) -> Rule:
    """Return the rule that waits a share of the time since the last change was found."""

    def rule() -> Iterator[float]:
        now = last = 0.0
        while True:
            found = yield now
            last = now if found else last
            now += max(share * (now - last), shortest)

    return rule

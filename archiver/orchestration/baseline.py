"""Take over what is out already: every sitemap below a seed is read, each article first seen at leisure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from archiver.errors import CaptureError, HostClosed, SeedError
from archiver.frontier.first_visit import newest_first
from archiver.frontier.revisit import LONGEST_WAIT, RETIRED_AFTER
from archiver.model.article import SeedState, Source
from archiver.model.urls import host_of
from archiver.orchestration.discovery import Asking, look_at, wanted
from archiver.store import Store

MOST_SITEMAPS = 20_000
"""Read below one seed; with 50,000 addresses each more than any has, and an end to chains without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What one seed, or a sitemap below it, gave."""

    source: str
    url: str
    links: int = 0  # in scope
    new: int = 0  # articles that were not watched before
    planned: int = 0  # first visits that were planned
    waiting: int = 0  # articles whose first visit would be too far off; take over again later
    until: datetime | None = None  # UTC; the last of the first visits, as planned
    read: int = 0  # sitemaps so far, with this one
    left: int = 0  # sitemaps known and not yet read
    error: str | None = None


def take_over(seed: str, source: Source, asking: Asking, store: Store) -> Iterator[TakenOver]:
    """Read a seed and all sitemaps it leads to, and plan the first visits of what they name, newest first.

    Done again, it reads them again and plans what is not planned yet; nothing is visited here. It ends early
    where the host is to be left alone.

    Raises:
        StoreError: the archive cannot be written.
    """
    waiting, seen, read = deque([seed]), {seed}, 0
    while waiting and read < MOST_SITEMAPS:
        url = waiting.popleft()
        read += 1
        try:
            refusal = asking.refusal(url)
            if refusal is not None:
                raise refusal
            reading = look_at(url, asking.fetcher, now=asking.now)
        except (CaptureError, SeedError) as error:
            yield TakenOver(source=source.name, url=url, read=read, left=len(waiting), error=str(error))
            if isinstance(error, HostClosed):
                return
            continue
        fresh = [child for child in reading.children if child not in seen]
        waiting.extend(fresh)
        seen.update(fresh)
        links = newest_first(wanted(reading.links, source), undated=asking.now - RETIRED_AFTER)
        store.record_links(links, source.name, asking.now)
        between = asking.leisure(host_of(seed))
        plan = store.take_over(
            [link.url for link in links], source.name, asking.now, between=between, longest=LONGEST_WAIT
        )
        yield TakenOver(
            source=source.name,
            url=url,
            links=len(links),
            new=plan.new,
            planned=plan.planned,
            waiting=plan.waiting,
            until=plan.until,
            read=read,
            left=len(waiting),
        )


def note_read(seed: str, store: Store, now: datetime) -> None:
    """Note that a seed was read just now, so that discovery does not read it at once as one that is new."""
    if store.seed(seed) is None:
        store.record_seeds([SeedState(url=seed, asked_at=now, read_at=now)], None)

"""Which sources have been read badly of late: beside their articles' own past, and their own."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import fmean, median
from typing import NamedTuple

from archiver.model.revision import Outcome

LATELY = 10_000
"""Newest revisions and visits that are looked at, of all sources together."""

RECENT = 10
"""Newest articles and visits of a source that are compared with those before."""

LEAST = 5
"""Fewest articles, lately and before, that tell a source's habit."""

LEAST_OWN = 3
"""Fewest articles that tell it where each is compared with its own past."""

HALF = 0.5
"""Share of what it was below which a length is a loss, and of articles from which it is the source's.

Articles of one publisher differ by more from each other; the median of five or more rarely does.
"""

ONE_FIELD = 0.25
"""Loss of structured data that counts: one of headline, dek, author and time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How some articles of a source were read."""

    articles: int
    body_chars: int  # median
    boilerplate: float  # median share of the page's text that is not body
    structured: float  # mean share of headline, dek, author and time that structured data gives
    doubtful: int  # articles whose reading gives a reason to doubt it
    doubt: str | None  # the most frequent reason


@dataclass(frozen=True, slots=True, kw_only=True)
class BadlyRead:
    """A source whose reading went bad."""

    source: str  # its name; the host of articles that were added by hand
    troubles: tuple[str, ...]  # what went bad, with figures
    lately: Figures | None  # of its newest articles; None: none was read
    before: Figures | None  # of what was read before them
    shrunk: int  # newest articles that lost more than half of their body since the revision before
    visits: int  # its newest visits
    no_article: int  # of these, visits that found a page without an article


class _Reading(NamedTuple):
    """How one snapshot was read; there are thousands, so it is a tuple."""

    article: int
    body_chars: int
    page_chars: int
    structured: float
    doubt: str | None


class _Doubted(NamedTuple):
    """Why a visit found no article."""

    kind: str  # by which these are counted
    reason: str  # for people


def badly_read(db: sqlite3.Connection) -> tuple[BadlyRead, ...]:
    """Return the sources whose newest articles are read worse than those before them, by name."""
    readings = _readings(db)
    visits = _visits(db)
    found = (_judge(source, readings[source], visits[source]) for source in sorted({*readings, *visits}))
    return tuple(one for one in found if one.troubles)


def _readings(db: sqlite3.Connection) -> dict[str, list[_Reading]]:
    """Return the readings of the newest revisions by source, newest first; one for each snapshot.

    A rebase stands on the snapshot of the revision before it and takes its place.
    """
    found = db.execute(
        "SELECT coalesce(sources.name, articles.host) AS source, revisions.snapshot, revisions.article,"
        " json_extract(signals, '$.body_chars', '$.page_chars', '$.structured', '$.doubts[0]') AS read"
        " FROM revisions JOIN readings ON readings.id = revisions.reading"
        " JOIN articles ON articles.id = revisions.article LEFT JOIN sources ON sources.id = articles.source"
        " WHERE revisions.id > (SELECT max(id) FROM revisions) - ? ORDER BY revisions.id DESC",
        (LATELY,),
    )
    readings: dict[str, list[_Reading]] = defaultdict(list)
    seen = set()
    for source, snapshot, article, read in found:
        if snapshot not in seen:
            seen.add(snapshot)
            readings[source].append(_Reading(article, *json.loads(read)))
    return readings


def _visits(db: sqlite3.Connection) -> dict[str, list[_Doubted | None]]:
    """Return the newest visits by source, newest first: why they found no article, or None."""
    found = db.execute(
        "SELECT coalesce(sources.name, articles.host) AS source,"
        " outcome = ? AS doubted, coalesce(doubt, '') AS kind, coalesce(reason, '') AS reason"
        " FROM visits JOIN articles ON articles.id = visits.article"
        " LEFT JOIN sources ON sources.id = articles.source"
        " WHERE visits.id > (SELECT max(id) FROM visits) - ? ORDER BY visits.id DESC",
        (Outcome.SUSPECT.value, LATELY),
    )
    visits: dict[str, list[_Doubted | None]] = defaultdict(list)
    for source, doubted, kind, reason in found:
        if len(visits[source]) < RECENT:
            visits[source].append(_Doubted(kind, reason) if doubted else None)
    return visits


def _judge(source: str, readings: Sequence[_Reading], visits: Sequence[_Doubted | None]) -> BadlyRead:
    newest = {each.article: each for each in reversed(readings)}
    order = dict.fromkeys(each.article for each in readings)
    lately = [newest[article] for article in islice(order, RECENT)]
    before = [each for each in readings if each is not newest[each.article] or each not in lately]
    pairs = list(_pairs(lately, readings))
    shrunk = sum(now.body_chars < HALF * then.body_chars for now, then in pairs)
    doubted = [visit for visit in visits if visit is not None]
    now, then = _figures(lately), _figures(before)
    troubles = []
    if len(doubted) > HALF * len(visits) and len(doubted) >= LEAST_OWN:
        kind = Counter(visit.kind for visit in doubted).most_common(1)[0][0]
        why = next(visit.reason for visit in doubted if visit.kind == kind)
        troubles.append(f"no article in {len(doubted)} of the last {len(visits)} visits: {why}")
    if shrunk >= LEAST_OWN and shrunk >= HALF * len(pairs):
        troubles.append(f"{shrunk} of {len(pairs)} articles lost more than half of their body")
    if now and then and min(now.articles, then.articles) >= LEAST:
        troubles.extend(_worse(now, then))
    return BadlyRead(
        source=source,
        troubles=tuple(troubles),
        lately=now,
        before=then,
        shrunk=shrunk,
        visits=len(visits),
        no_article=len(doubted),
    )


def _pairs(lately: Iterable[_Reading], readings: Sequence[_Reading]) -> Iterator[tuple[_Reading, _Reading]]:
    """Give the newest readings with the one before of the same article, where there is one."""
    of_article: dict[int, list[_Reading]] = defaultdict(list)
    for each in readings:
        of_article[each.article].append(each)
    for now in lately:
        if len(of_article[now.article]) > 1:
            yield now, of_article[now.article][1]


def _figures(readings: Sequence[_Reading]) -> Figures | None:
    if not readings:
        return None
    doubts = Counter(each.doubt for each in readings if each.doubt)
    return Figures(
        articles=len({each.article for each in readings}),
        body_chars=round(median(each.body_chars for each in readings)),
        boilerplate=round(median(1 - each.body_chars / max(each.page_chars, 1) for each in readings), 3),
        structured=round(fmean(each.structured for each in readings), 3),
        doubtful=len({each.article for each in readings if each.doubt}),
        doubt=doubts.most_common(1)[0][0] if doubts else None,
    )


def _worse(now: Figures, then: Figures) -> Iterator[str]:
    if now.body_chars < HALF * then.body_chars:
        yield f"bodies of {now.body_chars:,} characters (median), {then.body_chars:,} before"
    if 1 - now.boilerplate < HALF * (1 - then.boilerplate):
        yield f"boilerplate is {now.boilerplate:.0%} of the page, {then.boilerplate:.0%} before"
    if now.structured <= then.structured - ONE_FIELD:
        told = "of headline, dek, author and time in structured data"
        yield f"{now.structured:.0%} {told}, {then.structured:.0%} before"
    doubtful, doubted = now.doubtful / now.articles, then.doubtful / then.articles
    if doubtful > HALF and doubted < HALF * doubtful:
        yield f"{now.doubtful} of {now.articles} readings are doubtful ({now.doubt}), {doubted:.0%} before"

"""Play histories against a rule of visits, with a simulated clock."""

from __future__ import annotations

import heapq
import random
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime

from archiver.frontier.habits import Habits, observed
from archiver.frontier.revisit import Tempo, next_visit
from archiver.model.article import Article
from archiver.model.reading import Reading
from archiver.model.revision import Changed, First, Memory, QuietSpan, Revision, Same, Verdict
from benchmarks.schedule.histories import WATCH, Record
from benchmarks.schedule.peers import DAY, MINUTE, Rule

EPOCH = datetime.fromtimestamp(0, UTC)
SPAN = WATCH.total_seconds()


@dataclass(slots=True, kw_only=True)
class Score:
    """What a rule found and what it took."""

    articles: int = 0
    checks: int = 0
    late: int = 0  # after the article left the page
    versions: int = 0
    missed: int = 0  # overwritten, or never looked for
    delays: list[float] = field(default_factory=list)  # seconds

    @property
    def visits(self) -> float:
        """Checks of an article in 30 days."""
        return self.checks / self.articles

    def quantile(self, share: float) -> float:
        """Return a quantile of the delays, in minutes."""
        ordered = sorted(self.delays)
        return ordered[int(share * len(ordered))] / MINUTE if ordered else 0.0

    @property
    def missed_percent(self) -> float:
        """Versions that no visit saw, in percent."""
        return 100 * self.missed / self.versions if self.versions else 0.0

    def visit(self, record: Record, times: list[float], seen: int, now: float) -> int:
        """Count a visit; return how many changes have been made by now."""
        self.checks += 1
        self.late += now > record.last_seen
        made = bisect_right(times, now)
        if made > seen:
            self.missed += made - seen - 1
            self.delays.append(now - times[made - 1])
        return made

    def end(self, times: list[float], seen: int) -> None:
        """Count what was never seen."""
        self.articles += 1
        self.versions += len(times)
        self.missed += len(times) - seen


def replay(records: tuple[Record, ...], rule: Rule) -> Score:
    """Play a rule that knows nothing but its own finds."""
    score = Score()
    for record in records:
        times = [change.at for change in record.changes]
        plan, seen = rule(), 0
        due = next(plan)
        while due <= SPAN:
            made = score.visit(record, times, seen, record.first_seen + due)
            found, seen = made > seen, made
            due = plan.send(found)  # type: ignore[attr-defined]  # a generator
        score.end(times, seen)
    return score


@dataclass(slots=True)
class Watched:
    """An article as our archive knows it while the replay runs."""

    record: Record
    times: list[float]
    article: Article
    seen: int = 0
    changed_at: datetime = EPOCH  # as our archive knows it
    before: datetime = EPOCH  # the visit before
    current: Revision | None = None

    def visit(self, now: datetime, made: int) -> tuple[Verdict, Memory]:
        """Return what the visit brought, and the memory it met."""
        met = Memory(article=self.article, current=self.current)
        if self.current is None or made > self.seen:
            claim = self.record.changes[made - 1].claim if made else self.record.claim
            came: Verdict = First() if self.current is None else Changed()
            opened = "first" if self.current is None else "edit"
            reading = Reading(reader="replay/1", headline="", modified_at=claim)
            self._open(now, reading, opened, now)
        else:
            came = Same()
            self._open(self.current.seen_from, self.current.reading, self.current.opened_by, now)
        return came, met

    def _open(self, seen_from: datetime, reading: Reading, opened_by: str, now: datetime) -> None:
        self.current = Revision(
            id=1,
            article=1,
            number=1,
            snapshot=1,
            reading=reading,
            fingerprint="",
            seen_from=seen_from,
            seen_until=now,
            opened_by=opened_by,
        )


class Ours:
    """The product's own `next_visit`, learning as it goes: nothing is known before it was seen."""

    def __init__(self, records: tuple[Record, ...], *, pace: float, learn: bool, hints: bool) -> None:
        self.records = records
        self.pace = pace
        self.learn = learn
        self.hints = hints
        self.habits: dict[str, Habits] = defaultdict(Habits)
        self.news: dict[str, list[QuietSpan]] = defaultdict(list)

    def play(self) -> Score:
        """Visit all articles in the order of time; once a day the habits are counted anew."""
        score, jitter = Score(), random.Random(1)
        articles = [_watched(record) for record in self.records]
        due = [(watched.record.first_seen, number) for number, watched in enumerate(articles)]
        heapq.heapify(due)
        counted = 0.0
        while due:
            now, number = heapq.heappop(due)
            if now - counted > DAY:
                counted = now
                self._count()
            watched = articles[number]
            later = self._visit(watched, now, score, jitter.random())
            if later is not None and later <= watched.record.first_seen + SPAN:
                heapq.heappush(due, (later, number))
            else:
                score.end(watched.times, watched.seen)
        return score

    def _visit(self, watched: Watched, now: float, score: Score, jitter: float) -> float | None:
        made = score.visit(watched.record, watched.times, watched.seen, now)
        instant = datetime.fromtimestamp(now, UTC)
        if self.learn and now <= watched.record.last_seen:
            self._note(watched, instant, edited=made > watched.seen)
        came, memory = watched.visit(instant, made)
        watched.seen = made
        watched.before = instant
        source = watched.record.source
        tempo = Tempo(pace=self.pace, habits=self.habits[source] if self.learn else Habits())
        due = next_visit(came, memory, instant, jitter=jitter, tempo=tempo)
        hinted = self._hint(watched, now)
        later = due.timestamp() if due else None
        return min(later, hinted) if later and hinted else later

    def _hint(self, watched: Watched, now: float) -> float | None:
        """Return when the feed will say next that the article changed."""
        if not self.hints:
            return None
        return next((change.shown for change in watched.record.changes if change.shown > now), None)

    def _note(self, watched: Watched, now: datetime, *, edited: bool) -> None:
        """Note what the archive itself could know: its own visits, not the time of the edit."""
        if watched.current is None:
            watched.changed_at = min(watched.record.claim or now, now)
            return
        middle = watched.before + (now - watched.before) / 2 if edited else now
        self.news[watched.record.source].append(
            QuietSpan(
                changed_at=watched.changed_at,
                watched_from=watched.before,
                watched_until=middle,
                edited=edited,
            )
        )
        if edited:
            watched.changed_at = now

    def _count(self) -> None:
        for source, spans in self.news.items():
            self.habits[source] += observed(spans)
            spans.clear()


def _watched(record: Record) -> Watched:
    first = datetime.fromtimestamp(record.first_seen, UTC)
    article = Article(id=1, url=record.article, source=record.source, added_at=first, next_visit=first)
    return Watched(record=record, times=[change.at for change in record.changes], article=article)

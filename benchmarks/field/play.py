"""Play one case: visit its stages with a real browser, and gather what the archive then says."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from archiver.archive.working import Archive
from archiver.errors import ArchiverError
from archiver.home import Home, create_home
from benchmarks.field.site import FieldSite

BEGIN = datetime(2026, 11, 24, 9, tzinfo=UTC)
"""Shortly after the articles of the cases were published."""

ROUNDS = (timedelta(0), timedelta(hours=3), timedelta(hours=6))
"""When a stage is visited, from its beginning."""

LATE = timedelta(hours=60)
"""A further round of the last stage: after every patience of 48 hours."""

BETWEEN = timedelta(hours=9)
"""From the beginning of one stage to that of the next."""

DECLARATION = """\
[guard]
allow = ["127.0.0.1:8901"]
[politeness]
delay = "1ms"
[schedule]
confirm = "50ms"
[capture]
dwell = "400ms"
settle = "3s"
"""


@dataclass(frozen=True, slots=True)
class Look:
    """One visit, as it was recorded."""

    stage: int
    round: int
    url: str
    outcome: str
    reason: str | None


@dataclass(slots=True)
class Seen:
    """What came of a case."""

    added: str | None = None  # why `add` refused, if it did
    looks: list[Look] = field(default_factory=list)
    told: list[tuple[int, int, dict[str, Any]]] = field(default_factory=list)  # stage, round, edit or event
    articles: int = 0
    urls: tuple[str, ...] = ()
    revisions: dict[str, int] = field(default_factory=dict)
    seeds: str = ""  # what discovery said of the seeds, in the last stage
    texts: dict[str, str] = field(default_factory=dict)  # the newest reading of each article

    @property
    def edits(self) -> list[tuple[int, int, dict[str, Any]]]:
        """What was told as an edit or a reversion."""
        return [one for one in self.told if one[2]["kind"] in ("edit", "reversion")]

    @property
    def events(self) -> list[dict[str, Any]]:
        """What else was told."""
        return [one for _, _, one in self.told if one["kind"] not in ("edit", "reversion")]


def play(case: Path) -> Seen:
    """Play a folder with stages (or a single stage)."""
    stages = sorted(case.glob("stage*")) or [case]
    seen = Seen()
    with FieldSite() as site, tempfile.TemporaryDirectory(prefix="field-") as folder:
        home = create_home(Path(folder) / "home")
        home.declaration.write_text(DECLARATION, encoding="utf-8")
        clock = _Clock()
        for number, stage in enumerate(stages):
            site.show(*({case, stage} if case != stage else {case}))
            last = stage == stages[-1]
            for turn, after in enumerate((*ROUNDS, LATE) if last else ROUNDS):
                clock.time = BEGIN + BETWEEN * number + after
                _round(home, clock, site, seen, (number, turn))
        with Archive.open(home, now=clock, readonly=True) as archive:
            _gather(archive, seen)
    return seen


def _round(home: Home, clock: _Clock, site: FieldSite, seen: Seen, at: tuple[int, int]) -> None:
    stage, turn = at
    with Archive.open(home, now=clock) as archive:
        if at == (0, 0):
            seen.added = _add(archive, site)
        seen.seeds = "; ".join(
            f"{found.seed}: {found.error or f'{len(found.links)} links'}" for found in archive.discover()
        )
        for visit in archive.visit(archive.all_tasks()):
            seen.looks.append(Look(stage, turn, visit.url, visit.outcome.value, visit.reason))
        known = {(one["kind"], one["id"]) for _, _, one in seen.told}
        for one in archive.feed_as_dicts(events=True):
            if (one["kind"], one["id"]) not in known:
                seen.told.append((stage, turn, one))


def _add(archive: Archive, site: FieldSite) -> str | None:
    """Add the seed where there is one, else the article; return why it was refused."""
    parts = ("?page", "/frame", "/rest")  # of a page, no article of their own
    answers = sorted(a for a in site.answers if not any(part in a for part in parts))
    what = next((address for address in answers if address.endswith("/feed")), answers[0])
    try:
        archive.add(site.url + what)
    except ArchiverError as error:
        try:
            archive.capture(site.url + what)
        except ArchiverError as second:
            return f"{error}; {second}"
        return str(error)
    return None


def _gather(archive: Archive, seen: Seen) -> None:
    found = tuple(archive.articles())
    seen.articles, seen.urls = len(found), tuple(article.url for article in found)
    for article in found:
        revisions = archive.revisions(article.id)
        seen.revisions[article.url] = len(revisions)
        if revisions:
            seen.texts[article.url] = revisions[-1].reading.as_text()


@dataclass(slots=True)
class _Clock:
    time: datetime = BEGIN

    def __call__(self) -> datetime:
        self.time += timedelta(milliseconds=10)  # no two visits at one instant
        return self.time


def texts_of(case: Path) -> Iterator[tuple[str, str]]:
    """Yield language and words of each line of `wordings.tsv`."""
    for line in (case / "wordings.tsv").read_text(encoding="utf-8").splitlines():
        language, _, words = line.partition("\t")
        if words:
            yield language, words

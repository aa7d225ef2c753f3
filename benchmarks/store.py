"""Visits recorded per second, with FULL, on an archive of 100,000 articles.

    python -m benchmarks.store [--articles 100000] [--visits 500]

The archive is filled in bulk; the articles that are measured are watched and read through the real
doors, and every edited visit is the real thing too: `keep` stages the evidence, `record` puts its files
in place and then writes visit, snapshot, artefacts, files, reading, blocks with their full-text index,
spans, revision, edits and the article in one transaction. (Where a change waits for its second look,
the first look writes reading and blocks, and the second the rest.) Its time is told apart:

- transaction: `record` without the writing of evidence files; the bar is 500 a second;
- with files: the same, and the evidence files written, not synced or synced (FULL syncs SQLite's own
  file in every row of the table);
- keep: compressing against keyframes, proving that the bytes come back, one synced staging file.

Rates are wall clock, which a busy machine lowers; the CPU milliseconds beside them are not affected.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archiver.model.capture import Artefact, Browser, Capture, CaptureTask, Depth
from archiver.model.diff import (
    Assessment,
    BlockChange,
    ChangeKind,
    Diff,
    Disclosure,
    FieldChange,
    Span,
    SpanKind,
    Weight,
)
from archiver.model.reading import Block, Choice, PageKind, Reading, Screening
from archiver.model.revision import Changed, Edited, First, Same, Verdict
from archiver.model.sight import Finding, Sight
from archiver.store import Kept, Store
from archiver.store.evidence.blobs import Folder, Piece
from archiver.store.history.readings import keep_reading, mark_spans
from archiver.store.rows import insert, instant

BAR = 500
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BLOCKS = 18  # of 40 words: a body of about 4 KB
FILLED = 5  # blocks of an article that is only there to make the archive large
FRAME_WORDS = 12_000  # a page of about 100 KB around it
SYLLABLES = ("ba", "co", "di", "fu", "ge", "ha", "ji", "lo", "mu", "ne", "pa", "re", "sto", "vi")
WORDS = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in ("", "n", "rs", "l", "t")]
ARTICLE = Screening(kind=PageKind.ARTICLE)
NO_DIGEST = "0" * 64


@dataclass
class Spent:
    """Wall and CPU seconds of many short spans of one kind of work."""

    wall: list[float] = field(default_factory=list)
    cpu: float = 0.0

    @contextmanager
    def clock(self) -> Iterator[None]:
        began, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall.append(time.perf_counter() - began)
        self.cpu += time.process_time() - cpu

    def told(self) -> str:
        ordered = sorted(self.wall)
        at = [ordered[int(share * (len(ordered) - 1))] * 1000 for share in (0.5, 0.99)]
        rate = len(ordered) / sum(ordered)
        cpu = self.cpu / len(ordered) * 1000
        return f"{rate:8,.0f}/s   p50 {at[0]:6.2f} ms   p99 {at[1]:6.2f} ms   cpu {cpu:6.2f} ms"


class TimedFolder(Folder):
    """A snapshots folder that says how long the writing of its files took."""

    def __init__(self, root: Path, *, synced: bool) -> None:
        super().__init__(root, sync=os.fsync if synced else lambda _: None)
        self.writing = Spent()
        self.files = 0

    def write(self, pieces: Iterable[Piece]) -> None:
        given = tuple(pieces)
        with self.writing.clock():
            super().write(given)
        self.files += len(given)


class World:
    """Articles, their pages and their edits, the same at every run."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.frame = self.prose(FRAME_WORDS)

    def prose(self, words: int) -> str:
        return " ".join(self.random.choices(WORDS, k=words))

    def reading(self) -> Reading:
        return Reading(
            reader="generic/1",
            headline=self.prose(9).capitalize(),
            dek=self.prose(20).capitalize(),
            bylines=("Ann Example",),
            blocks=tuple(Block(text=self.prose(40)) for _ in range(BLOCKS)),
            why=tuple(Choice(field=name, source="json-ld") for name in ("headline", "dek", "bylines")),
        )

    def edit(self, old: Reading) -> tuple[Reading, Edited]:
        """Return the text with another headline and one block edited, and the verdict on it."""
        blocks = list(old.blocks)
        nth = self.random.randrange(len(blocks))
        before = blocks[nth].text
        words = before.split()
        words[self.random.randrange(len(words))] = self.random.choice(WORDS)
        blocks[nth] = Block(text=" ".join(words))
        new = Reading(
            reader=old.reader,
            headline=self.prose(9).capitalize(),
            dek=old.dek,
            bylines=old.bylines,
            blocks=tuple(blocks),
            why=old.why,
        )
        spans = (
            Span(kind=SpanKind.REMOVED, text=before),
            Span(kind=SpanKind.ADDED, text=blocks[nth].text),
        )
        changes = tuple(
            BlockChange(
                kind=ChangeKind.EDITED if place == nth else ChangeKind.SAME,
                old=(place,),
                new=(place,),
                spans=spans if place == nth else (),
            )
            for place in range(len(blocks))
        )
        headline = FieldChange(name="headline", old=old.headline, new=new.headline)
        assessment = Assessment(
            weight=Weight.SUBSTANTIVE,
            disclosure=Disclosure(),
            reasons=("words of the body changed",),
            summary="The headline and a paragraph were edited.",
        )
        return new, Edited(diff=Diff(fields=(headline,), blocks=changes), assessment=assessment)

    def capture(self, url: str, read: Reading, at: datetime) -> Capture:
        """Return a page of about 100 KB that shows the text and some noise."""
        noise = "".join(f"<div data-slot='{self.random.getrandbits(64):x}'></div>" for _ in range(8))
        html = f"<html><body>{self.frame}<h1>{read.headline}</h1>{read.text}{noise}</body></html>"
        return Capture(
            url=url,
            final_url=url,
            captured_at=at,
            status=200,
            headers=tuple((f"x-header-{n}", f"value {n}") for n in range(20)),
            response=Artefact(content=html.encode(), media_type="text/html"),
            dom=Artefact(
                content=html.replace("<body>", "<body class='js'>").encode(), media_type="text/html"
            ),
            browser=Browser(product="HeadlessChrome/156.0"),
            took=timedelta(seconds=1),
            depth=Depth.LIGHT,
        )


def fingerprint(read: Reading) -> str:
    return f"1:{hash((read.headline, read.blocks)) & (2**256 - 1):064x}"


def fill(store: Store, world: World, articles: int) -> None:
    """Write articles that were read once, in one transaction and without evidence files."""
    pool = [world.reading() for _ in range(200)]
    blocks = [block for read in pool for block in read.blocks]
    with store.writing() as db:
        insert(
            db,
            "files",
            {"digest": NO_DIGEST, "size_bytes": 0, "stored_bytes": 0, "kept_at": instant(NOON)},
        )
        for number in range(articles):
            url = f"https://gazette{number % 50}.example/2026/{number}"
            cells = {"url": url, "host": url.split("/")[2], "added_at": instant(NOON)}
            article = insert(
                db, "articles", cells | {"next_visit": instant(NOON + timedelta(minutes=number))}
            )
            sight = {
                "article": article,
                "started_at": instant(NOON),
                "outcome": "first",
                "purpose": "routine",
            }
            visit = insert(db, "visits", sight | {"depth": "light", "attempt": 1, "took_ms": 900})
            page = {"article": article, "visit": visit, "captured_at": instant(NOON), "url": url}
            page |= {"final_url": url, "status": 200, "media_type": "text/html", "manifest": NO_DIGEST}
            page |= {"depth": "light", "browser": "x", "settled": "quiet"}
            snapshot = insert(db, "snapshots", page | {"resources": 0, "resources_missing": 0})
            read = replace(pool[number % len(pool)], blocks=tuple(world.random.sample(blocks, FILLED)))
            reading = keep_reading(
                db, read, article=article, snapshot=snapshot, fingerprint=fingerprint(read), now=NOON
            )
            state = {"article": article, "number": 1, "snapshot": snapshot, "reading": reading}
            state |= {"fingerprint": fingerprint(read), "seen_from": instant(NOON)}
            revision = insert(db, "revisions", state | {"seen_until": instant(NOON), "opened_by": "first"})
            mark_spans(db, article=article, reading=reading, number=1)
            db.execute("UPDATE articles SET revision = ? WHERE id = ?", (revision, article))


@dataclass
class Sample:
    """A watched article and what it says now."""

    task: CaptureTask
    read: Reading


def record(store: Store, kept: Kept, read: Reading, verdict: Verdict) -> None:
    at = kept.capture.captured_at
    sight = Sight(
        task=kept.task,
        seen_at=at,
        status=kept.capture.status,
        screening=ARTICLE,
        reading=read,
        fingerprint=fingerprint(read),
    )
    store.record(kept, Finding(sight=sight, verdict=verdict), next_visit=at + timedelta(hours=1), now=at)


def watch(store: Store, world: World, count: int) -> list[Sample]:
    """Watch the articles that are measured, and read each for the first time."""
    samples = []
    for number in range(count):
        url = f"https://measured.example/{number}"
        article, _ = store.add_article(url, source=None, now=NOON, next_visit=NOON)
        sample = Sample(task=store.claim([article.id], NOON)[0], read=world.reading())
        kept = store.keep(sample.task, world.capture(url, sample.read, NOON))
        record(store, kept, sample.read, First())
        samples.append(sample)
    world.random.shuffle(samples)
    return samples


@dataclass
class Measured:
    """What one pass over the samples took."""

    keep: Spent = field(default_factory=Spent)
    same: Spent = field(default_factory=Spent)
    changed: Spent = field(default_factory=Spent)
    confirmed: Spent = field(default_factory=Spent)
    edited: Spent = field(default_factory=Spent)
    transaction: Spent = field(default_factory=Spent)  # of `edited`, without its files
    files: int = 0


def measure(store: Store, world: World, samples: list[Sample], *, synced: bool, start: datetime) -> Measured:
    """See every sample unchanged, changed, and changed again; then edited at one look."""
    folder = TimedFolder(store.folder.root, synced=synced)
    store.folder = folder
    done = Measured()
    for nth, sample in enumerate(samples):
        at = start + timedelta(seconds=nth)
        new, verdict = world.edit(sample.read)
        newest, at_once = world.edit(new)
        for read, conclusion, spent in (
            (sample.read, Same(), done.same),
            (new, Changed(), done.changed),
            (new, verdict, done.confirmed),
            (newest, at_once, done.edited),
        ):
            at += timedelta(minutes=1)
            taken = world.capture(sample.task.url, read, at)
            with done.keep.clock():
                kept = store.keep(sample.task, taken)
            before, cpu_before = sum(folder.writing.wall), folder.writing.cpu
            with spent.clock():
                record(store, kept, read, conclusion)
            if conclusion is at_once:
                writing = sum(folder.writing.wall) - before
                done.transaction.wall.append(spent.wall[-1] - writing)
                done.transaction.cpu -= folder.writing.cpu - cpu_before
        sample.read = newest
    done.transaction.cpu += done.edited.cpu
    done.files = folder.files
    return done


def bare_writes(path: Path, times: int = 200) -> Spent:
    """Measure what the disk takes to sync 64 KB, about what a commit appends; FULL cannot be faster."""
    spent, data = Spent(), os.urandom(65_536)
    with path.open("wb") as file:
        for _ in range(times):
            with spent.clock():
                file.write(data)
                file.flush()
                os.fdatasync(file.fileno())
    return spent


def batched(spans: list[float], size: int) -> list[list[float]]:
    return [spans[start : start + size] for start in range(0, len(spans) - size + 1, size)]


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--visits", type=int, default=500, help="edited visits measured in each pass")
    parser.add_argument(
        "--folder", type=Path, help="where to build it; default: the system's temporary folder"
    )
    given = parser.parse_args()
    world = World()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        root = Path(name)
        path = root / "db" / "archive.db"
        with Store.open(path, root / "snapshots") as store:
            began = time.perf_counter()
            fill(store, world, max(0, given.articles - given.visits))
            samples = watch(store, world, min(given.visits, given.articles))
            store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            os.sync()  # the disk must not still be busy with the filling
            print(
                f"archive of {given.articles:,} articles made in {time.perf_counter() - began:.0f} s,",
                end=" ",
            )
            print(f"{path.stat().st_size / 1e6:,.0f} MB")
            print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
            bare = bare_writes(root / "bare")
            plain = measure(store, world, samples, synced=False, start=NOON + timedelta(hours=1))
            synced = measure(store, world, samples, synced=True, start=NOON + timedelta(hours=9))
            print(f"\nedited visit, transaction only       {plain.transaction.told()}")
            print(f"edited visit, with files             {plain.edited.told()}")
            print(f"edited visit, with synced files      {synced.edited.told()}")
            print(f"first look at a change, synced       {synced.changed.told()}")
            print(f"second look at a change, synced      {synced.confirmed.told()}")
            print(f"unchanged visit                      {synced.same.told()}")
            print(f"keep, evidence staged, unsynced      {plain.keep.told()}")
            print(f"keep, evidence staged, synced        {synced.keep.told()}")
            print(f"a bare write of 64 KB, synced        {bare.told()}")
            print(f"\nfiles an article: {synced.files / len(synced.edited.wall):.1f} (two edits, one of them")
            print("seen twice, and the last sight of the text before)")
            spans = plain.transaction.wall
            rate, median = len(spans) / sum(spans), 1 / statistics.median(spans)
            best = max(len(part) / sum(part) for part in batched(spans, len(spans) // 10 or 1))
            print(f"bar: {BAR} edited visits/s, transaction with FULL: {rate:,.0f}/s", end=" ")
            print(f"({'met' if rate >= BAR else 'MISSED'});", end=" ")
            print(
                f"at the median {median:,.0f}/s, best tenth {best:,.0f}/s, which others' work disturbs less"
            )


if __name__ == "__main__":
    main()

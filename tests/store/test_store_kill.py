"""`kill -9` at random moments: a process is forked, works on one archive, and dies."""

from __future__ import annotations

import os
import random
import select
import signal
import time
from pathlib import Path

from store_samples import NOON, at, capture, edited, fingerprint, reading, see, suspect

from archiver.model.reading import Reading
from archiver.model.revision import Changed, First, Gone, Same, Verdict
from archiver.store import Store, verify

KILLS = 12
ARTICLES = 3


def work(root: Path, acknowledge: int, seed: int) -> None:
    """Keep and record visits for ever; write each visit's id to the pipe once it is recorded."""
    rng = random.Random(seed)
    with Store.open(root / "db" / "archive.db", root / "snapshots") as store:
        start = store.db.execute("SELECT coalesce(max(id), 0) FROM visits").fetchone()[0]
        for number in range(start, start + 100_000):
            url = f"https://gazette.example/{rng.randrange(ARTICLES)}"
            article, _ = store.add_article(url, source=None, now=NOON, next_visit=NOON)
            (task,) = store.claim([article.id], at(number))
            read, verdict = next_sight(store, article.id, rng)
            taken = capture(
                read.text if read else "x", when=at(number), noise=rng.random(), full=rng.random() < 0.3
            )
            visit = see(store, task, read, verdict, minutes=number, taken=taken)
            os.write(acknowledge, f"{visit.id}\n".encode())


def next_sight(store: Store, article: int, rng: random.Random) -> tuple[Reading | None, Verdict]:
    """Choose what this visit finds, so that every kind of verdict occurs."""
    current = store.memory(article).current
    if current is None:
        return reading("start", "end"), First()
    new = reading(f"{rng.randrange(50)}", "end")
    other = fingerprint(new) != current.fingerprint
    choice = rng.randrange(6)
    if choice < 2:
        return current.reading, Same()
    if choice == 2 and other:
        return new, Changed()
    if choice == 3 and other:
        return new, edited(current.reading, new)
    return (None, Gone(status=404)) if choice == 4 else (None, suspect("bot_wall", "x"))


def kill_one(root: Path, rng: random.Random) -> list[int]:
    """Fork a worker, kill it at a random moment after its first visit; return what it acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            work(root, writer, rng.randrange(10**9))
        finally:
            os._exit(1)
    os.close(writer)
    select.select([reader], [], [], 20)
    time.sleep(rng.random() * 0.12)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as pipe:
        return [int(line) for line in pipe.read().split(b"\n")[:-1]]


def test_nothing_is_lost(root: Path) -> None:
    rng = random.Random(20261124)
    acknowledged: list[int] = []
    leftovers = 0

    for _ in range(KILLS):
        acknowledged += kill_one(root, rng)

        with Store.open(root / "db" / "archive.db", root / "snapshots") as store:
            report = verify(store)
            assert report.damaged == ()  # no row without its file, no torn file, SQLite whole
            leftovers += len(report.orphans)
            known = {row[0] for row in store.db.execute("SELECT id FROM visits")}
            assert set(acknowledged) <= known
            if rng.random() < 0.3:
                swept = verify(store, repair=True)
                assert set(verify(store).orphans) == set(swept.orphans) - set(swept.leftovers)

    assert len(acknowledged) == len(set(acknowledged)) > KILLS / 2  # how many more, the machine decides
    assert leftovers > 0  # the kills did hit the moments between files and rows

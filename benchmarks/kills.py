"""Is anything lost by `kill -9`? What is left after each kill must hold and go on.

    python -m benchmarks.kills [--kills 300] [--only copies]

A third of the kills each goes to a process that records visits, to one that imports, and to one that copies
an archive at work. After each, `verify` must find no damage, and what was acknowledged must be there; imports
must end with what they give without kills. Then a process is killed at every statement of every migration.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from archiver.config import Config
from archiver.imports.found import Found, captured
from archiver.model.capture import Origin
from archiver.orchestration.importing import Importing
from archiver.store import Store, copy_archive, verify

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "store"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "builders"))
from migration_kills import kill_everywhere
from pages import PARAGRAPHS, article, meta, paragraphs
from store_samples import NOON
from test_store_kill import kill_one, work

CAPTURES, HISTORIES = 60, 3
SIGNED = meta("author", "Ann Example")  # which is what makes a short text an article
COPIED, IMPORTED = 0.4, 1.5  # seconds until a kill, at most: a copy is made sooner than a page is read


def opened(root: Path, *, readonly: bool = False) -> Store:
    return Store.open(root / "db" / "archive.db", root / "snapshots", readonly=readonly)


def damage(root: Path) -> tuple[str, ...]:
    with opened(root, readonly=True) as store:
        return verify(store).damaged


def killed(doing: Callable[[], None], rng: random.Random, longest: float) -> None:
    """Run something in a process that is killed after a while; its end is awaited."""
    child = os.fork()
    if child == 0:
        try:
            doing()
        finally:
            os._exit(0)
    time.sleep(rng.random() * longest)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


# --- what is killed ------------------------------------------------------------------------------------


def visits(root: Path, kills: int, rng: random.Random) -> str:
    acknowledged: list[int] = []
    for _ in range(kills):
        acknowledged += kill_one(root, rng)
        assert damage(root) == ()
        with opened(root) as store:
            known = {row[0] for row in store.db.execute("SELECT id FROM visits")}
        assert set(acknowledged) <= known, "a visit that was acknowledged is lost"
    return f"{len(acknowledged)} visits acknowledged, none lost"


def captures() -> Iterator[Found]:
    for number in range(CAPTURES):
        history, turn = divmod(number, CAPTURES // HISTORIES)
        url = f"https://gazette.example/kept/{history}"
        at = NOON - timedelta(days=100) + timedelta(hours=turn)
        texts = (PARAGRAPHS[0], PARAGRAPHS[1].replace("1904", str(1904 + turn // 4)), PARAGRAPHS[2])
        page = article(text=paragraphs(*texts), head=SIGNED).encode()
        origin = Origin(archive="kills", record=str(number), made_by="kills", collection="kills")
        yield Found(url=url, at=at, origin=origin, load=partial(captured, url, page, at=at, origin=origin))


def bring(root: Path) -> None:
    with opened(root) as store:
        importing = Importing(store=store, config=Config(), collection="kills", now=lambda: NOON)
        for found in captures():
            importing.take(found)


def histories(root: Path) -> list[tuple[object, ...]]:
    query = (
        "SELECT url, seen_from, opened_by FROM revisions JOIN articles ON articles.id = article ORDER BY 1, 2"
    )
    with opened(root, readonly=True) as store:
        return [tuple(row) for row in store.db.execute(query)]


def imports(root: Path, kills: int, rng: random.Random) -> str:
    bring(root / "whole")
    wanted, turn, archives = histories(root / "whole"), 0, 1
    assert wanted, "nothing is taken in, so nothing can be lost"
    for _ in range(kills):
        target = root / str(turn)
        killed(partial(bring, target), rng, IMPORTED)
        if (target / "db" / "archive.db").exists():
            with opened(target):
                pass  # a database whose making was interrupted is made to its end
            assert damage(target) == ()
            with opened(target, readonly=True) as store:
                done = store.db.execute("SELECT count(*) FROM visits").fetchone()[0]
            if done >= CAPTURES * 3 // 4:
                bring(target)
                assert histories(target) == wanted, "an import that was killed ends otherwise"
                turn, archives = turn + 1, archives + 1
    bring(root / str(turn))
    assert histories(root / str(turn)) == wanted, "an import that was killed ends otherwise"
    return f"{archives} imports ended as without kills, {len(wanted)} revisions each"


def copies(root: Path, kills: int, rng: random.Random) -> str:
    reader, writer = os.pipe()
    worker = os.fork()
    if worker == 0:
        try:
            work(root / "at-work", writer, 1)
        finally:
            os._exit(1)
    select.select([reader], [], [], 60)
    os.set_blocking(writer, False)
    to, left = root / "copy", 0

    def copy() -> None:
        with opened(root / "at-work", readonly=True) as store:
            copy_archive(store, to / "db" / "archive.db", to / "snapshots", lambda *_: None)

    try:
        for number in range(kills):
            os.kill(worker, signal.SIGCONT)
            killed(copy, rng, COPIED)
            if number % 10 == 9:
                copy()
            os.kill(worker, signal.SIGSTOP)  # else the archive, and each check of its copy, grows without end
            if (to / "db" / "archive.db").exists():
                left += 1
                assert damage(to) == ()
        os.kill(worker, signal.SIGCONT)
        copy()
    finally:
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
    assert damage(to) == ()
    return f"{left} copies were whole after a kill"


KILLED: dict[str, Callable[[Path, int, random.Random], str]] = {
    "visits": visits,
    "imports": imports,
    "copies": copies,
}
MIGRATIONS = "migrations"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=(*KILLED, MIGRATIONS), help="one part, with its share of the kills")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, what in KILLED.items():
            if asked.only in (None, name):
                began, kills = time.monotonic(), asked.kills // len(KILLED)
                said = what(Path(folder) / name, kills, random.Random(f"{asked.seed} {name}"))
                print(f"{name}: {kills} kills, {said} ({time.monotonic() - began:.0f} s)", flush=True)
        if asked.only in (None, MIGRATIONS):
            kills = kill_everywhere(Path(folder) / "old" / "archive.db", every=1)
            print(f"{MIGRATIONS}: {kills} kills, at every statement, nothing lost")


if __name__ == "__main__":
    main()

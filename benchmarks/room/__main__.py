"""How long lists and pages take on an archive of a million revisions, in CPU milliseconds.

    python -m benchmarks.room [--revisions 1000000] [--folder DIR] [--keep]

The archive is made first (see `making`); with `--keep` it stays in the folder and is used again. Each page
is asked for with many filters and from many depths; what is printed is the median and the slowest twentieth
of the CPU time of the whole process. The bars are those the project set itself: 60 ms a page, 100 ms a
search, 150 ms for tables and views in Datasette, 300 ms for what commands list, 30,000 edits a CPU second
for exports. Words are drawn from 980, so that each stands in a third of all texts, as few words do.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from archiver import open_archive
from archiver.browse.serve import datasette_of
from archiver.export import FORMATS, parquet
from archiver.home import create_home
from benchmarks.room.making import BEGIN, SOURCES, multiply, record_longest, record_small
from benchmarks.store import WORDS

SMALL_ARTICLES = 100
REVISIONS_A_COPY = 1_140  # what `record_small` makes of them
DEPTHS = 40
EXPORTED = 20_000
TABLES = ("edit_feed", "silent_edits", "headline_changes", "article_history", "articles", "revisions")
FIELDS = ("headline", "body", "dek", "bylines", "notices")


class Sink:
    """A file that forgets."""

    def write(self, text: str) -> int:
        return len(text)

    def writelines(self, lines: Iterator[str]) -> None:
        for _ in lines:
            pass


def questions(longest: int) -> Iterator[tuple[str, str]]:
    """Yield the kind of each page that is asked for, and its address.

    Args:
        longest: the id of the article with the longest history, the last of all.
    """
    dice = random.Random(3)
    yield "front page", "/edits"
    for _ in range(DEPTHS):
        at = int(BEGIN.timestamp()) + dice.randrange(86_400 * 20)
        narrowed = {
            "source": f"gazette{dice.randrange(SOURCES):02}",
            "field": dice.choice(FIELDS),
            "weight": dice.choice(("substantive", "cosmetic")),
            "disclosure": dice.choice(("none", "correction", "update")),
            "language": dice.choice(("en", "ar", "ja", "xx", "zz")),
            "silent": "1",
        }
        asked = dict(dice.sample(sorted(narrowed.items()), dice.randrange(1, 5)))
        yield "feed, filtered", "/edits?" + urlencode(asked)
        yield "feed, filtered, deep", "/edits?" + urlencode({**asked, "below": at << 30})
        phrase = {"phrase": " ".join(dice.sample(WORDS, dice.randrange(1, 3)))}
        yield (
            "feed, of a phrase",
            "/edits?" + urlencode({**asked, **phrase} if dice.random() < 0.5 else phrase),
        )
        yield "feed, deep", "/edits?" + urlencode({"below": at << 30})
        yield from (("search, " + kind, "/search?" + urlencode(asked)) for kind, asked in searches(dice))
        number = dice.randrange(1, longest)
        yield "article", f"/articles/{number}"
        yield "article, of 500 revisions", f"/articles/{longest}?below={dice.randrange(2, 501)}"
        yield "diff", f"/articles/{number}/1..2"
    for table in (
        "edit_feed",
        "silent_edits",
        "headline_changes",
        "article_history",
        "articles",
        "revisions",
    ):
        yield f"table {table}", f"/archive/{table}"


def searches(dice: random.Random) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield searches for words that a third of all texts have, for phrases, and for what nobody wrote."""
    one, other, third = dice.sample(WORDS, 3)
    source = f"gazette{dice.randrange(SOURCES):02}"
    yield "a word", {"q": one}
    yield "a word, of a source", {"q": one, "source": source, "since": "2026-03-10"}
    yield "two words", {"q": f"{one} {other}"}
    yield "a phrase", {"q": f'"{one} {other}"'}
    yield "a beginning", {"q": f"{one[:5]}*"}
    yield "found nowhere", {"q": f"zebra {one}"}
    yield "a word taken out", {"q": one, "deleted": "1"}
    yield "a phrase taken out", {"q": f'"{one} {other}"', "deleted": "1"}
    yield "a phrase, found nowhere", {"q": f'"{one} {other} {third}"', "deleted": "1"}
    yield "deep", {"q": one, "below": str(int(BEGIN.timestamp()) + dice.randrange(86_400 * 20) << 30)}


async def ask_pages(home: Path, longest: int) -> dict[str, list[tuple[float, int]]]:
    """Return CPU milliseconds and status of each page, by kind."""
    datasette = datasette_of(home)
    await datasette.invoke_startup()
    gc.freeze()  # as `archiver browse` does
    told: dict[str, list[tuple[float, int]]] = {}
    for first in ("/edits", "/articles/1", "/archive/sources"):  # templates are made once
        await datasette.client.get(first)
    for kind, address in questions(longest):
        began = time.process_time()
        answer = await datasette.client.get(address)
        told.setdefault(kind, []).append(((time.process_time() - began) * 1000, answer.status_code))
    return told


def newest_article(database: Path) -> int:
    """Return the id of the article that was added last."""
    with closing(sqlite3.connect(database)) as db:
        return int(db.execute("SELECT max(id) FROM articles").fetchone()[0])


def timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def ask_archive(home: Path) -> None:
    """Print what commands take to list, without starting Python."""
    with open_archive(home) as archive:
        url = next(iter(archive.listings())).article.url
        for name, work in (
            ("status", archive.health),
            ("log URL", lambda: archive.history(url)),
            ("edits --limit 30", lambda: list(archive.edits(limit=30))),
            ("edits --field dek --limit 30", lambda: list(archive.edits(field="dek", limit=30))),
            ("edits --silent --limit 30", lambda: list(archive.edits(silent=True, limit=30))),
        ):
            print(f"{name:32} {timed(work):8.1f} ms")
        for name, form in FORMATS.items():
            exported = islice(archive.told(), EXPORTED)
            taken = timed(lambda form=form, exported=exported: form.write(exported, Sink()))  # type: ignore[misc]
            print(f"export --format {name:16} {EXPORTED / taken * 1000:8,.0f} edits a CPU second")
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "edits.parquet"
            taken = timed(lambda: parquet.write(islice(archive.told(), EXPORTED), target))
            print(f"export --format {'parquet':16} {EXPORTED / taken * 1000:8,.0f} edits a CPU second")
        for name, work in (
            ("edits --phrase --limit 30", lambda: list(archive.edits(phrase=WORDS[7], limit=30))),
            ("search", lambda: archive.search(WORDS[9])),
            ("search --deleted", lambda: archive.search(WORDS[9], deleted=True)),
        ):
            print(f"{name:32} {timed(work):8.1f} ms")


def main() -> None:
    """Make, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--revisions", type=int, default=1_000_000)
    parser.add_argument(
        "--folder", type=Path, help="where to make it; default: the system's temporary folder"
    )
    parser.add_argument(
        "--keep", action="store_true", help="leave it in the folder, and use it if it is there"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = given.folder if given.keep and given.folder else Path(temporary) / "home"
        database = home / "db" / "archive.db"
        if not database.is_file():
            began = time.perf_counter()
            create_home(home)
            record_small(home, SMALL_ARTICLES)
            multiply(database, max(1, given.revisions // REVISIONS_A_COPY))
            record_longest(home)
            print(f"made in {time.perf_counter() - began:.0f} s, {database.stat().st_size / 1e9:.2f} GB")
        for kind, found in asyncio.run(ask_pages(home, newest_article(database))).items():
            taken = sorted(milliseconds for milliseconds, _ in found)
            slow = taken[int(0.95 * (len(taken) - 1))]
            failed = sum(status >= 500 for _, status in found)
            said = f", {failed} of {len(found)} FAILED" if failed else ""
            print(f"{kind:32} {statistics.median(taken):8.1f} ms, p95 {slow:8.1f} ms{said}")
        ask_archive(home)


if __name__ == "__main__":
    main()

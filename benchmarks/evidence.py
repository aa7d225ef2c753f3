"""Is what was changed found? Random changes of a verified archive and of its bundles; what the ledger costs.

    python -m benchmarks.evidence [--changes 2000] [--bundles 1000] [--entries 1000000]

An archive of two articles is made through the real doors: edits, failures, walls, unchanged visits, a
checkpoint an hour, of which each third is stamped, cosigned and brought into a block of Bitcoin by witnesses
on this machine. A copy of it is
changed in one way, and `verify` looks at it: alone, with the newest checkpoint that somebody has elsewhere,
and with one that is an hour older. Who changes it is

- clumsy: changes a file, a row, an entry, and nothing beside it;
- careful: also writes all hashes of the ledger anew, so that rows and entries agree;
- the owner: also has the key, and signs again, but leaves what witnesses said;
- all: also removes what witnesses said, and that they ever said something.

A change is found if any damage is told, or a file that no row knows. What is found alone is not looked for
again with a checkpoint, which only adds to what is compared. Ctrl-C tells of what was done so far. Bundles
are changed likewise and checked by the `verify.py` that lies in them; `careful` then also writes their list
of files anew, without the key.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archiver.archive.working import Archive
from archiver.bundle import verify as checker
from archiver.errors import ArchiverError
from archiver.home import Home, create_home
from archiver.keys import Keys
from archiver.ledger.notes import PrivateKey, signed
from archiver.ledger.tree import leaf_hash
from archiver.model.capture import digest_of
from archiver.store import Store
from archiver.store.ledger import entries
from archiver.store.rows import instant
from archiver.store.tending.ledger import check_ledger
from benchmarks.store import World

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "store"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "builders"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "newsroom"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "ledger"))
from store_samples import (
    ONE,
    TWO,
    URL,
    WALL,
    Changed,
    First,
    Same,
    capture,
    edited,
    see,
    suspect,
)
from witnesses import Authority, Calendar, Cosigner

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ARTICLES = 2
VISITS = 5  # rounds after the first, an hour apart
END = VISITS * 60 + 10

Change = Callable[[Path, random.Random], None]


# --- the archive ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Made:
    """An archive that holds, and the checkpoints that somebody has of it."""

    root: Path
    newest: str
    hour: str  # signed an hour before


WITNESSES = """
guard.allow = ["{stamping}", "{cosigning}", "{calendar}"]
[[witness]]
kind = "timestamp"
name = "harbour"
url = "http://{stamping}/tsr"
certificates = "{root}"
every = "3h"
[[witness]]
kind = "cosignature"
name = "quay"
url = "http://{cosigning}/quay/"
key = "{key}"
every = "3h"
[[witness]]
kind = "opentimestamps"
name = "chain"
url = "http://{calendar}"
every = "3h"
"""


def make(root: Path, outside: contextlib.ExitStack) -> Made:
    """Make the archive, and find after each round that nothing is told of it."""
    home = create_home(root)
    moment = NOON
    notes = []
    with Archive.open(home, now=lambda: moment) as archive:
        archive.store.add_article(f"{URL}/0", source=None, now=NOON, next_visit=NOON)
        archive.sign()
        authority = Authority(root.with_name("authority"))
        cosigner = Cosigner(archive.checkpoint().key, int(NOON.timestamp()))
    calendar = Calendar()
    stamping, cosigning, chain = (
        outside.enter_context(one.serve()) for one in (authority, cosigner, calendar)
    )
    home.declaration.write_text(
        WITNESSES.format(
            stamping=stamping.host,
            cosigning=cosigning.host,
            calendar=chain.host,
            root=authority.root,
            key=cosigner.key,
        )
    )
    with Archive.open(home, now=lambda: moment) as archive:
        tasks = [
            archive.store.add_article(f"{URL}/{n}", source=None, now=NOON, next_visit=NOON)
            for n in range(ARTICLES)
        ]
        claimed = archive.store.claim([article.id for article, _ in tasks], NOON)
        for number, task in enumerate(claimed):
            taken = capture(ONE.text, full=True, url=task.url, noise=number)
            see(archive.store, task, ONE, First(), minutes=number, taken=taken)
        for turn in range(1, VISITS + 1):
            moment = NOON + timedelta(hours=turn)
            for number, task in enumerate(claimed):
                _visit(archive.store, task, turn, number)
            archive.sign()
            archive.attest()
            calendar.block = 800_000  # from the second round on it keeps what it promised
            notes.append(archive.checkpoint().note)
            assert archive.verify(texts=False, checkpoint=notes[0]).damaged == ()
    return Made(root=root, newest=notes[-1], hour=notes[-2])


def _visit(store: Store, task, turn: int, number: int) -> None:  # type: ignore[no-untyped-def]
    at = turn * 60 + number * 5
    if turn == 3 + number:
        see(store, task, TWO, Changed(), minutes=at)
        see(store, task, TWO, edited(ONE, TWO), minutes=at + 1)
    elif turn == 2 and number == 1:
        see(store, task, None, suspect("bot_wall", "x"), minutes=at, screening=WALL)
    else:
        see(store, task, TWO if turn > 3 + number else ONE, Same(), minutes=at)


# --- changes -------------------------------------------------------------------------------------------


def evidence(root: Path) -> list[Path]:
    return sorted(path for path in (root / "snapshots").glob("[0-9a-f][0-9a-f]/*.zst"))


def nothing(*_: object) -> None:
    """Leave it as it is."""


def flip(root: Path, rng: random.Random) -> None:
    path = rng.choice(evidence(root))
    content = bytearray(path.read_bytes())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.write_bytes(content)


def truncate(root: Path, rng: random.Random) -> None:
    path = rng.choice(evidence(root))
    content = path.read_bytes()
    path.write_bytes(content[: rng.randrange(len(content))])


def drop_file(root: Path, rng: random.Random) -> None:
    rng.choice(evidence(root)).unlink()


def insert_file(root: Path, rng: random.Random) -> None:
    name = digest_of(rng.randbytes(8))
    path = root / "snapshots" / name[:2] / f"{name}.zst"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(rng.randbytes(40))


def swap_files(root: Path, rng: random.Random) -> None:
    one, other = rng.sample(evidence(root), 2)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def rows(change: Callable[[sqlite3.Connection, random.Random], None]) -> Change:
    """Return what changes rows."""

    def doing(root: Path, rng: random.Random) -> None:
        db = sqlite3.connect(root / "db" / "archive.db")
        db.row_factory = sqlite3.Row
        change(db, rng)
        db.commit()
        db.close()

    return doing


def visit_of(db: sqlite3.Connection, rng: random.Random) -> sqlite3.Row:
    return rng.choice(db.execute("SELECT * FROM visits").fetchall())


LOGGED = (
    "outcome", "reason", "purpose", "depth", "attempt", "status", "page_kind", "took_ms", "response_digest",
    "response_bytes", "dom_digest", "dom_bytes", "plain", "doubt",
)  # fmt: skip


NUMBERS = {"attempt", "status", "took_ms", "response_bytes", "dom_bytes", "plain"}


def edit_visit(db: sqlite3.Connection, rng: random.Random) -> None:
    row, column = visit_of(db, rng), rng.choice(LOGGED)
    value = row[column]
    new = (value or 0) + 1 if column in NUMBERS else f"{value}x"
    db.execute(f"UPDATE visits SET {column} = ? WHERE id = ?", (new, row["id"]))


def back_date(db: sqlite3.Connection, rng: random.Random) -> None:
    row = visit_of(db, rng)
    at = datetime.fromisoformat(row["started_at"]) - timedelta(minutes=rng.randrange(1, 10_000))
    db.execute("UPDATE visits SET started_at = ? WHERE id = ?", (instant(at), row["id"]))


def insert_visit(db: sqlite3.Connection, rng: random.Random) -> None:
    row = visit_of(db, rng)
    db.execute(
        "INSERT INTO visits (article, started_at, outcome, purpose, depth, attempt, took_ms)"
        " VALUES (?, ?, 'same', 'routine', 'light', 1, 0)",
        (row["article"], row["started_at"]),
    )


def drop_visit(db: sqlite3.Connection, rng: random.Random) -> None:
    row = visit_of(db, rng)
    db.execute("DELETE FROM visits WHERE id = ?", (row["id"],))
    db.execute("DELETE FROM ledger WHERE visit = ?", (row["id"],))


def swap_visits(db: sqlite3.Connection, rng: random.Random) -> None:
    one, other = rng.sample(db.execute("SELECT * FROM visits WHERE outcome = 'same'").fetchall(), 2)
    for name in ("started_at", "capture", "response_digest", "dom_digest"):
        db.execute(
            f"UPDATE visits SET {name} = NULL WHERE id = ?", (one["id"],)
        ) if name == "capture" else None
        db.execute(f"UPDATE visits SET {name} = ? WHERE id = ?", (one[name], other["id"]))
        db.execute(f"UPDATE visits SET {name} = ? WHERE id = ?", (other[name], one["id"]))


def reorder(db: sqlite3.Connection, rng: random.Random) -> None:
    one, other = rng.sample(db.execute("SELECT * FROM ledger WHERE visit IS NOT NULL").fetchall(), 2)
    db.execute("UPDATE ledger SET visit = -1 WHERE entry = ?", (one["entry"],))
    for to, row in ((other, one), (one, other)):
        cells = (row["visit"], row["kept"], row["logged_at"], row["leaf"], to["entry"])
        db.execute("UPDATE ledger SET visit = ?, kept = ?, logged_at = ?, leaf = ? WHERE entry = ?", cells)


def drop_tail(db: sqlite3.Connection, rng: random.Random) -> None:
    """Drop the last entries with their visits and the checkpoints that know of them."""
    size = db.execute("SELECT count(*) FROM ledger").fetchone()[0]
    cut = size - rng.randrange(1, 3)
    db.execute("DELETE FROM visits WHERE id IN (SELECT visit FROM ledger WHERE entry >= ?)", (cut,))
    db.execute("DELETE FROM ledger WHERE entry >= ?", (cut,))
    db.execute("DELETE FROM checkpoints WHERE size > ?", (cut,))


def edit_entry(db: sqlite3.Connection, rng: random.Random) -> None:
    entry = rng.randrange(db.execute("SELECT count(*) FROM ledger").fetchone()[0])
    db.execute("UPDATE ledger SET leaf = ? WHERE entry = ?", (rng.randbytes(32), entry))


def edit_checkpoint(db: sqlite3.Connection, rng: random.Random) -> None:
    row = rng.choice(db.execute("SELECT * FROM checkpoints").fetchall())
    place = rng.randrange(len(row["note"]))
    other = "A" if row["note"][place] != "A" else "B"
    note = row["note"][:place] + other + row["note"][place + 1 :]
    db.execute("UPDATE checkpoints SET note = ? WHERE size = ?", (note, row["size"]))


def edit_address(db: sqlite3.Connection, rng: random.Random) -> None:
    db.execute("UPDATE articles SET url = url || 'x' WHERE id = ?", (rng.randrange(1, ARTICLES + 1),))


def edit_text(db: sqlite3.Connection, rng: random.Random) -> None:
    row = rng.choice(db.execute("SELECT id FROM blocks").fetchall())
    db.execute("UPDATE blocks SET text = text || ' not' WHERE id = ?", (row["id"],))


def edit_interval(db: sqlite3.Connection, rng: random.Random) -> None:
    column = rng.choice(("not_before", "seen_from"))
    row = rng.choice(db.execute("SELECT * FROM revisions WHERE not_before IS NOT NULL").fetchall())
    at = datetime.fromisoformat(row[column]) - timedelta(minutes=rng.randrange(1, 600))
    db.execute(f"UPDATE revisions SET {column} = ? WHERE id = ?", (instant(at), row["id"]))


def said(root: Path, *endings: str) -> list[Path]:
    """Return the files in which witnesses said something."""
    return sorted(path for path in (root / "witnessed").rglob("*") if path.suffix in endings)


def witnesses(*endings: str) -> Change:
    """Return what changes a character of a file of witnesses."""

    def doing(root: Path, rng: random.Random) -> None:
        path = rng.choice(said(root, *endings))
        content = bytearray(path.read_bytes())
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        path.write_bytes(content)

    return doing


def swap_stamps(root: Path, rng: random.Random) -> None:
    one, other = rng.sample(said(root, ".tsr"), 2)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def drop_said(root: Path, rng: random.Random) -> None:
    """Drop what one witness said of one checkpoint."""
    path = rng.choice(said(root, ".tsr", ".note"))
    for file in path.parent.glob(f"{path.stem}.*"):
        file.unlink()


def drop_newest_said(root: Path, rng: random.Random) -> None:
    ending = rng.choice((".tsr", ".note"))
    path = max(said(root, ending), key=lambda file: int(file.parent.name))
    for file in path.parent.glob(f"{path.stem}.*"):
        file.unlink()


def drop_witnesses(root: Path) -> None:
    """Remove what witnesses said, and that they ever said something."""
    shutil.rmtree(root / "witnessed")
    db = sqlite3.connect(root / "db" / "archive.db")
    db.execute("DELETE FROM witnesses")
    db.commit()
    db.close()


CLUMSY: dict[str, Change] = {
    "nothing, which is to raise no alarm": nothing,
    "flip a bit of a file": flip,
    "cut a file short": truncate,
    "drop a file": drop_file,
    "insert a file": insert_file,
    "swap two files": swap_files,
    "edit a visit": rows(edit_visit),
    "back-date a visit": rows(back_date),
    "insert a visit": rows(insert_visit),
    "drop a visit": rows(drop_visit),
    "swap two visits": rows(swap_visits),
    "reorder two entries": rows(reorder),
    "edit an entry": rows(edit_entry),
    "edit a checkpoint": rows(edit_checkpoint),
    "edit an address": rows(edit_address),
    "edit a text": rows(edit_text),
    "edit an interval": rows(edit_interval),
    "drop the tail": rows(drop_tail),
    "flip a bit of a time stamp": witnesses(".tsr"),
    "flip a bit of a stamp's certificates": witnesses(".pem"),
    "flip a bit of a cosignature": witnesses(".note"),
    "flip a bit of a witness's key": witnesses(".key"),
    "flip a bit of a witnessed checkpoint": witnesses(".txt"),
    "flip a bit of a promised proof": witnesses(".ots"),
    "flip a bit of a complete proof": witnesses(".block"),
    "swap two time stamps": swap_stamps,
    "drop what a witness said": drop_said,
    "drop the newest that a witness said": drop_newest_said,
}

DEEPER = (
    "edit a visit", "back-date a visit", "insert a visit", "drop a visit", "swap two visits",
    "reorder two entries", "edit an address", "drop the tail",
)  # fmt: skip


NOT_LOGGED = "SELECT id, started_at FROM visits WHERE id NOT IN (SELECT visit FROM ledger WHERE visit > 0)"


def relog(root: Path) -> None:
    """Write the ledger anew as it follows from the rows: numbers, lines, hashes, tiles."""
    db = sqlite3.connect(root / "db" / "archive.db")
    db.row_factory = sqlite3.Row
    listed = [row[0] for row in db.execute("SELECT entry FROM ledger ORDER BY entry")]
    for place, entry in enumerate(listed):
        db.execute("UPDATE ledger SET entry = ? WHERE entry = ?", (place, entry))
    for row in db.execute(
        "SELECT id, started_at FROM visits WHERE id NOT IN (SELECT visit FROM ledger WHERE visit > 0)"
    ):
        entry = db.execute("SELECT count(*) FROM ledger").fetchone()[0]
        db.execute(
            "INSERT INTO ledger (entry, visit, kept, logged_at, leaf) VALUES (?, ?, 0, ?, x'')",
            (entry, row["id"], row["started_at"]),
        )
    for row in db.execute(f"{entries.LOGGED} ORDER BY ledger.entry").fetchall():
        db.execute(
            "UPDATE ledger SET leaf = ? WHERE entry = ?", (leaf_hash(entries.line_of(row)), row["entry"])
        )
    db.commit()
    db.close()


def resign(root: Path) -> None:
    """Sign everything again, as the owner of the key can."""
    home = Home(root=root)
    with Store.open(home.database, home.snapshots, checked=False) as store:
        store.db.execute("DELETE FROM checkpoints")
        store.db.commit()
        key = Keys(home.keys).look(store.begin_ledger(NOON))
        assert key is not None
        store.sign_ledger(key, NOON + timedelta(minutes=END))


# --- looking -------------------------------------------------------------------------------------------


@dataclass
class Tally:
    """How many changes of each kind, and how many were found by which look."""

    made: Counter[str] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)

    def told(self, looks: tuple[str, ...]) -> Iterator[str]:
        yield f"{'':42}{'changes':>9}" + "".join(f"{look:>10}" for look in looks)
        for name, count in self.made.items():
            yield f"{name:42}{count:9}" + "".join(f"{self.found[name, look]:10}" for look in looks)
        total = sum(self.made.values())
        sums = [sum(number for (_, by), number in self.found.items() if by == look) for look in looks]
        yield f"{'all':42}{total:9}" + "".join(f"{number:10}" for number in sums)


def is_found(root: Path, checkpoint: str | None) -> bool:
    try:
        with Archive.open(Home(root=root), readonly=True) as archive:
            report = archive.verify(texts=False, checkpoint=checkpoint)
        return bool(report.damaged or report.orphans)
    except (ArchiverError, sqlite3.Error):  # refused is found as well
        return True


def mirror(source: Path, target: Path) -> None:
    """Make a folder what another is again; files of the same size and time are left as they are."""
    target.mkdir(exist_ok=True)
    wanted = {entry.name: entry for entry in os.scandir(source)}
    for entry in list(os.scandir(target)):
        if entry.name not in wanted:
            shutil.rmtree(entry.path) if entry.is_dir() else Path(entry.path).unlink()
    for name, entry in wanted.items():
        path = target / name
        if entry.is_dir():
            mirror(Path(entry.path), path)
            continue
        stat, there = entry.stat(), path.stat() if path.exists() else None
        if there is None or (there.st_size, there.st_mtime_ns) != (stat.st_size, stat.st_mtime_ns):
            shutil.copy2(entry.path, path)


def looked(root: Path, made: Made) -> dict[str, bool]:
    """Tell which looks find something; what is found alone is found with any checkpoint as well."""
    if is_found(root, None):
        return dict.fromkeys(LOOKS, True)
    return {"alone": False, "newest": is_found(root, made.newest), "an hour": is_found(root, made.hour)}


LOOKS = ("alone", "newest", "an hour")
LEVELS = ("clumsy", "careful", "owner", "all")


def change(root: Path, name: str, level: str, rng: random.Random) -> None:
    """Change an archive in one way, and what follows from that as somebody of that level can."""
    CLUMSY[name](root, rng)
    with contextlib.suppress(sqlite3.Error):
        if level != "clumsy":
            relog(root)
        if level in ("owner", "all"):
            resign(root)
    if level == "all":
        drop_witnesses(root)


def changes(made: Made, count: int, rng: random.Random, work: Path) -> Tally:
    tally, root = Tally(), work / "copy"
    plans = [(name, level) for name in CLUMSY for level in LEVELS
             if level == "clumsy" or name in DEEPER]  # fmt: skip
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C: so far, then
        for number in range(count):
            name, level = plans[number % len(plans)]
            mirror(made.root, root)
            change(root, name, level, rng)
            looks = looked(root, made)
            label = f"{level}: {name}"
            tally.made[label] += 1
            tally.found.update({(label, look): found for look, found in looks.items()})
    return tally


# --- bundles -------------------------------------------------------------------------------------------


def holds(files: dict[str, bytes]) -> bool:
    """Tell whether a bundle's own checker finds nothing."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            checking = checker.Checking(dict(files), [])
        except checker.WRONG:
            return False
        for check in (
            checking.check_files,
            checking.check_ledger,
            checking.check_sights,
            checking.check_interval,
        ):
            try:
                check()
            except checker.WRONG:
                return False
        return not checking.failed


def change_bundle(files: dict[str, bytes], kind: str, rng: random.Random) -> None:
    names = sorted(set(files) - {"FILES.txt"})
    name, other = rng.sample([one for one in names if files[one]], 2)
    content = bytearray(files[name])
    if kind == "flip":
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        files[name] = bytes(content)
    elif kind == "cut":
        files[name] = bytes(content[: rng.randrange(len(content))])
    elif kind == "drop":
        del files[name]
    elif kind == "insert":
        files[f"captures/{rng.randrange(10**6)}"] = b"x"
    elif kind == "swap":
        files[name], files[other] = files[other], files[name]
        if files[name] == files[other]:
            files[name] += b" "
    elif kind == "tell another time":
        about = json.loads(files["bundle.json"])
        sight = rng.choice(about["sights"])
        line = json.loads(sight["line"])
        line["started"] = sight["started"] = instant(NOON - timedelta(minutes=rng.randrange(1, 10_000)))
        sight["line"] = json.dumps(line, sort_keys=True, separators=(",", ":"))
        files["bundle.json"] = json.dumps(about).encode()


def bundles(made: Made, count: int, rng: random.Random, work: Path) -> tuple[Tally, int]:
    path = work / "edit.zip"
    with Archive.open(Home(root=made.root), readonly=True) as archive:
        archive.bundle(f"{URL}/0", 1, 2, path)
    with zipfile.ZipFile(path) as packed:
        whole = {name: packed.read(name) for name in packed.namelist()}
    alarms = sum(not holds(whole) for _ in range(20))
    tally = Tally()
    stranger = PrivateKey(name=json.loads(whole["bundle.json"])["ledger"]["origin"], seed=rng.randbytes(32))
    kinds = ("flip", "cut", "drop", "insert", "swap", "tell another time")
    for number in range(count):
        kind, files = kinds[number % len(kinds)], dict(whole)
        change_bundle(files, kind, rng)
        level = ("clumsy", "careful")[number // len(kinds) % 2]
        if level == "careful":
            listed = "".join(
                f"{digest_of(files[name])}  {name}\n" for name in sorted(set(files) - {"FILES.txt"})
            )
            files["FILES.txt"] = signed(f"archiver-bundle/1\nmade now\n{listed}", stranger).encode()
        tally.made[f"{level}: {kind}"] += 1
        tally.found[f"{level}: {kind}", "verify.py"] += not holds(files)
    return tally, alarms


# --- cost ----------------------------------------------------------------------------------------------


def cost_of_recording(work: Path, visits: int = 100) -> str:
    """Measure the entry's share of keeping and recording unchanged visits of a page of 100 KB, in CPU."""
    spent = 0.0

    def clocked(function: Callable[..., None]) -> Callable[..., None]:
        def run(*args: object) -> None:
            nonlocal spent
            began = time.process_time()
            function(*args)
            spent += time.process_time() - began

        return run

    kept = entries.log_visit
    entries.log_visit = clocked(kept)
    try:
        with Store.open(work / "cost" / "archive.db", work / "cost" / "snapshots") as store:
            article, _ = store.add_article(URL, source=None, now=NOON, next_visit=NOON)
            (task,) = store.claim([article.id], NOON)
            world = World()
            read = world.reading()
            shown = [world.capture(URL, read, NOON + timedelta(minutes=n)) for n in range(visits + 1)]
            see(store, task, read, First(), minutes=0, taken=shown[0])
            spent, began = 0.0, time.process_time()
            for number in range(1, visits + 1):
                see(store, task, read, Same(), minutes=number, taken=shown[number])
            whole = time.process_time() - began
    finally:
        entries.log_visit = kept
    each = spent / visits * 1e6
    return f"an entry costs {each:.0f} us of CPU, {spent / whole:.1%} of keeping and recording a visit"


def fill(store: Store, count: int) -> None:
    """Write visits as an archive from before the ledger has them."""
    articles, page = count // 20, "https://gazette.example/2026/11/24/an-article-of-usual-length"
    columns = (
        "article, capture, started_at, outcome, purpose, depth, attempt, status, page_kind, took_ms,"
        " response_digest, response_bytes, dom_digest, dom_bytes"
    )
    told = "'same', 'routine', 'light', 1, 200, 'article', 1200"
    visits = (
        (n % articles + 1, f"{n:064x}", instant(NOON + timedelta(seconds=n)), f"{n:064x}", f"{n:064x}")
        for n in range(count)
    )
    with store.writing() as db:
        db.executemany(
            "INSERT INTO articles (url, host, added_at) VALUES (?, 'h', '')",
            ((f"{page}-{n}",) for n in range(articles)),
        )
        db.executemany(
            f"INSERT INTO visits ({columns}) VALUES (?, ?, ?, {told}, ?, 100000, ?, 200000)", visits
        )


def cost_of_many(work: Path, count: int) -> Iterator[str]:
    """Fill a ledger and measure its size, signing, proving and verifying."""
    with Store.open(work / "many" / "archive.db", work / "many" / "snapshots") as store:
        fill(store, count)
        began = time.process_time()
        with store.writing() as db:
            entries.begin(db, NOON)
        spent = time.process_time() - began
        yield f"{count:,} visits logged in {spent:.1f} s of CPU, as an old archive's are"
        tables = "'ledger', 'ledger_tiles', 'sqlite_autoindex_ledger_1'"
        query = f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({tables})"
        yield f"{store.db.execute(query).fetchone()[0] / count:.0f} bytes an entry, index and tiles included"
        key = PrivateKey(name=store.begin_ledger(NOON), seed=bytes(32))
        store.log_key(key.public, None, NOON)
        began = time.process_time()
        store.sign_ledger(key, NOON)
        yield f"signed in {(time.process_time() - began) * 1000:.0f} ms of CPU"
        began = time.process_time()
        store.prove([count // 3])
        yield f"an entry proven in {(time.process_time() - began) * 1000:.0f} ms of CPU"
        began = time.process_time()
        assert check_ledger(store).damaged == []
        yield f"verified in {time.process_time() - began:.1f} s of CPU"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--changes", type=int, default=2000)
    parser.add_argument("--bundles", type=int, default=1000)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as outside:
        work = Path(folder)
        made = make(work / "home", outside)
        alarms = sum(is_found(made.root, note) for note in (None, made.hour, made.newest))
        print(f"false alarms of verify: {alarms} of {VISITS + 3}")
        if asked.changes:
            print(*changes(made, asked.changes, rng, work).told(LOOKS), sep="\n")
        if asked.bundles:
            tally, alarms = bundles(made, asked.bundles, rng, work)
            print(f"\nfalse alarms of verify.py: {alarms} of 20")
            print(*tally.told(("verify.py",)), sep="\n")
        print()
        print(cost_of_recording(work))
        if asked.entries:
            for line in cost_of_many(work, asked.entries):
                print(line)


if __name__ == "__main__":
    main()

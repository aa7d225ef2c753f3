"""Evidence in a bucket: carried when it can be, let go here only when it is there, never waited for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from homes import empty_archive
from program import Programs
from storage import KEYS, ObjectStorage
from store_samples import ONE, TWO, URL, First, at, capture, see, see_edit, watch
from waiting import wait_until

from archiver.config import Storage
from archiver.errors import BucketUnusable, OutOfReach
from archiver.model.capture import Digest
from archiver.orchestration.carrying import Carriage
from archiver.store import Store, verify
from archiver.store.evidence.bucket import bucket_of

CARRY_AND_DIE = """
import os, signal, sys
from pathlib import Path
from archiver.config import parse_config
from archiver.store import Store
from archiver.store.evidence.carried import Carried

def die(shelves, held):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return let_go(shelves, held)

let_go, Carried._move_to_cache, left = Carried._move_to_cache, die, 3
root, declared, keys = {root!r}, {declared!r}, {keys!r}
os.environ.update(keys)
places = Path(root) / "db/archive.db", Path(root) / "snapshots"
with Store.open(*places, parse_config(declared).storage) as store:
    store.carry()
"""


@pytest.fixture
def storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectStorage]:
    """Return a storage that answers."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    with ObjectStorage(tmp_path / "storage") as storage:
        yield storage


@pytest.fixture
def declared(storage: ObjectStorage) -> Storage:
    return Storage(bucket="s3://evidence/news", endpoint=f"http://127.0.0.1:{storage.port}")


def opened(root: Path, declared: Storage, *, readonly: bool = False) -> Store:
    """Open an archive as a program does that was started just now."""
    bucket_of.cache_clear()  # and knows nothing of a bucket that did not answer
    return Store.open(root / "db" / "archive.db", root / "snapshots", declared, readonly=readonly)


@pytest.fixture
def lived(root: Path, declared: Storage) -> Path:
    """Return an archive with a short history and an edit, all of it in the home still."""
    empty_archive(root)
    with opened(root, declared) as store:
        task = watch(store)
        see(store, task, ONE, First(), minutes=0, taken=capture("one", full=True))
        see_edit(store, task, ONE, TWO, minutes=10)
    return root


def here(store: Store) -> list[str]:
    """Return the names of the files of evidence on this machine, without copies."""
    return [held.name for held in chain.from_iterable(store.folder.here.held())]


def test_evidence_moves_to_the_bucket_and_comes_back_from_there(
    lived: Path, declared: Storage, storage: ObjectStorage
) -> None:
    with opened(lived, declared) as store:
        files = {name: (store.folder.root / name).read_bytes() for name in here(store)}
        seen = store.capture_of(1)
        steps: list[tuple[int, int]] = []
        moved = store.carry(progress=lambda done, total: steps.append((done, total)))
        state = store.bucket(asked=True)

        assert (moved.files, moved.stay, here(store)) == (len(files), (), [])
        assert steps[-1] == (len(files), len(files))
        assert {
            str(path.relative_to(storage.bucket / "news")): path.read_bytes() for path in storage.objects()
        } == files
        assert state is not None
        assert (state.trouble, state.waiting, state.cached_bytes) == (None, 0, sum(map(len, files.values())))
        assert store.carry().files == 0

        for copy in (store.folder.root / "cache").rglob("*.zst"):
            copy.unlink()
        report = verify(store)
        assert (report.damaged, report.checked, report.unchecked) == ((), len(files), ())
        assert report.bucket == (f"{len(files)} files in the bucket s3://evidence/news",)
        assert store.capture_of(1) == seen


def test_while_the_bucket_is_away_captures_go_on_and_nothing_waits(
    lived: Path, declared: Storage, storage: ObjectStorage
) -> None:
    with opened(lived, declared) as store:
        store.carry()
    for copy in (lived / "snapshots" / "cache").rglob("*.zst"):
        copy.unlink()
    storage.stop()

    with opened(lived, declared) as store:
        (task,) = store.claim([1], at(20))
        see_edit(store, task, TWO, ONE, minutes=20)  # what it is compared with is in the bucket
        with pytest.raises(BucketUnusable, match="does not answer"):
            store.carry()
        with pytest.raises(OutOfReach, match="cannot be read now"):
            store.capture_of(1)
        report, state = verify(store), store.bucket(asked=True)
        kept = len(here(store))
        assert kept > 0
        assert (report.damaged, report.ok, report.out_of_reach > 0) == ((), True, True)
        assert any("files: cannot be read now" in told for told in report.unchecked)
        assert state is not None
        assert (state.trouble, state.waiting) == ("does not answer", kept)

    storage.start()
    with opened(lived, declared) as store:
        carriage = Carriage()
        carriage.beside.start(store)
        wait_until(lambda: not here(store))
        carriage.beside.stop()
        assert verify(store).out_of_reach == 0
        assert verify(store).ok


def test_an_object_that_does_not_hold_is_found_and_none_is_ever_replaced(
    lived: Path, declared: Storage, storage: ObjectStorage
) -> None:
    with opened(lived, declared) as store:
        names = here(store)
        other = storage.bucket / "news" / names[0]
        other.parent.mkdir(parents=True)
        other.write_bytes(b"of another home")
        moved = store.carry()
        assert (moved.files, here(store)) == (len(names) - 1, names[:1])
        assert "has other bytes of that name" in moved.stay[0]
        assert other.read_bytes() == b"of another home"
        assert verify(store).ok

        spoilt = storage.bucket / "news" / names[-1]
        data = bytearray(spoilt.read_bytes())
        data[-1] ^= 1
        spoilt.write_bytes(data)
        assert any(Path(names[-1]).stem in told for told in verify(store).damaged)
        assert not (
            store.folder.root / "cache" / names[-1]
        ).exists()  # the copy was whole, and is no evidence


def test_a_kill_between_arrival_and_letting_go_loses_nothing(
    lived: Path, declared: Storage, storage: ObjectStorage, programs: Programs
) -> None:
    with opened(lived, declared) as store:
        names = here(store)
    code = CARRY_AND_DIE.format(root=str(lived), declared=storage.declaration, keys=KEYS)
    assert programs.python(code, b"").returncode != 0

    with opened(lived, declared) as store:
        there = {str(path.relative_to(storage.bucket / "news")) for path in storage.objects()}
        assert len(there & set(here(store))) == 1  # in both
        assert there | set(here(store)) == set(names)
        assert verify(store).ok
        assert store.carry().files == len(names) - len(there) + 1
        assert (here(store), verify(store).ok) == ([], True)


def test_copies_in_the_home_stay_within_their_bytes_and_those_in_use_stay_longest(
    lived: Path, declared: Storage
) -> None:
    small = Storage(bucket=declared.bucket, endpoint=declared.endpoint, cache=3_000)
    with opened(lived, small) as store:
        assert store.folder.carried is not None
        store.carry()
        size = store.folder.carried.cached_bytes()
        assert 0 < size <= small.cache
        copies = [held.name for held in chain.from_iterable(store.folder.carried.cached.held())]
        digest = Digest(Path(copies[0]).stem)
        before = (store.folder.root / "cache" / copies[0]).stat().st_mtime_ns
        store.folder.read(digest)
        assert (store.folder.root / "cache" / copies[0]).stat().st_mtime_ns > before


@pytest.fixture
def home(lived: Path, storage: ObjectStorage) -> Path:
    """Return that archive as a home that declares its bucket."""
    (lived / "archiver.toml").write_text(storage.declaration)
    return lived


def test_commands_work_over_a_bucket_and_say_when_it_is_away(
    archiver, home: Path, storage: ObjectStorage
) -> None:  # type: ignore[no-untyped-def]
    def say(*words: str) -> tuple[int, str]:
        done = archiver("--home", home, *words, **KEYS)
        assert KEYS["AWS_SECRET_ACCESS_KEY"] not in done.stdout + done.stderr
        return done.returncode, done.stdout + done.stderr

    assert "still to be carried there" in say("status")[1]
    assert "can be listed, written and read" in say("doctor")[1]
    assert say("run")[0] == 0  # nothing is due; it carries at its end
    assert "holds all evidence" in say("status")[1]
    assert say("carry") == (0, "0 files carried to s3://evidence/news (0.0 MB)\n")
    for copy in (home / "snapshots" / "cache").rglob("*.zst"):
        copy.unlink()
    assert say("verify")[0] == 0
    page = say("evidence", URL, "dom")
    assert say("export", "--format", "warc", "--output", str(home / "all.warc.gz"))[0] == 0
    assert say("backup", str(home.parent / "copy"))[0] == 0
    database = home / "db" / "archive.db"
    database.rename(home / "db" / "lost.db")
    assert say("restore", "--from-evidence")[0] == 0
    database.unlink()
    (home / "db" / "lost.db").rename(database)

    secret = KEYS["AWS_SECRET_ACCESS_KEY"].encode()
    assert not [path for path in home.rglob("*") if path.is_file() and secret in path.read_bytes()]

    storage.stop()
    code, told = say("verify")
    assert (code, "files: cannot be read now: the bucket s3://evidence/news does not answer" in told) == (
        1,
        True,
    )
    assert say("evidence", URL, "dom")[0] == 1
    assert "captures go on, and what they keep stays here" in say("status")[1]
    assert json.loads(say("status", "--json")[1])["bucket"]["trouble"] == "does not answer"
    assert archiver("--home", home.parent / "copy", "evidence", URL, "dom", **KEYS).stdout == page[1]

"""An archive whose database is lost is made again out of its evidence."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from histories import FERRY, ROAD, live, open_store, visit
from homes import empty_home
from rounds import EDITED_PARAGRAPHS, NOON, page

from archiver.config import load_config
from archiver.errors import DatabaseDamaged, DatabaseOlder, UsageError
from archiver.home import Home
from archiver.model.as_json import edit_as_dict
from archiver.orchestration.restoring import restore
from archiver.store import Store, verify

Told = dict[str, Any]


def told(store: Store) -> Told:
    """Return what the archive tells of its articles, but for what no evidence tells."""
    articles = {article.id: article for article in store.articles()}
    last = {number: max(one.number for one in store.revisions(number)) for number in articles}
    return {
        "articles": {(article.url, article.added_at, article.gone_since) for article in articles.values()},
        "edits": [edit_as_dict(edit) | {"id": None, "article": None} for edit in store.edits()],
        "events": [
            (event.url, event.kind, event.not_before, event.not_after, event.detail)
            for event in store.events()
        ],
        "revisions": [
            (
                article.url,
                one.number,
                one.seen_from,
                one.seen_until if one.number != last[article.id] else None,
                one.opened_by,
                one.fingerprint,
                one.reading,
            )
            for article in articles.values()
            for one in store.revisions(article.id)
        ],
    }


def evidence(home: Home) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in home.snapshots.glob("??/*")}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Told]:
    """Return a home that watched two articles for a while, made once, and what it tells."""
    home = empty_home(tmp_path_factory.mktemp("lived") / "home")
    with open_store(home) as store:
        live(store)
        return home, told(store)


@pytest.fixture
def past(lived: tuple[Home, Told], tmp_path: Path) -> Home:
    """Return a copy of that home, which a test may spoil."""
    return Home(root=shutil.copytree(lived[0].root, tmp_path / "past"))


@pytest.fixture
def before(lived: tuple[Home, Told]) -> Told:
    """Return what that home tells."""
    return lived[1]


def make_again(home: Home):  # type: ignore[no-untyped-def]
    return restore(home, load_config(home.declaration), NOON + timedelta(days=1), lambda *done: None)


def lose(home: Home) -> None:
    home.database.unlink()


def empty(home: Home) -> None:
    home.database.write_bytes(b"")


def cut_and_move_away(home: Home) -> None:
    os.truncate(home.database, home.database.stat().st_size // 2)
    with pytest.raises(DatabaseDamaged, match="move it away"):
        make_again(home)
    home.database.rename(home.root / "cut.db")


@pytest.mark.parametrize("harm", [lose, empty, cut_and_move_away])
def test_a_lost_database_comes_back(past: Home, before: Told, harm: Callable[[Home], None]) -> None:
    harm(past)
    files = evidence(past)

    restored = make_again(past)

    assert (restored.unreadable, restored.articles) == ((), 2)
    assert evidence(past) == files
    with open_store(past) as store:
        after = told(store)
        assert after["edits"] == before["edits"]
        assert after["events"] == before["events"]
        assert after == before
        assert len(list(store.edits())) == restored.edits == 4
        report = verify(store)
        assert (report.damaged, report.orphans) == ((), ())


def test_a_rolled_back_database_is_made_anew_once_it_is_away(home: Home) -> None:
    with open_store(home) as store:
        visit(store, FERRY, 0, page(), full=True)
        store.db.execute("VACUUM INTO ?", [str(home.root / "older.db")])
        visit(store, FERRY, 60, page("Ferry cancelled as storm nears", *EDITED_PARAGRAPHS))
        before = told(store)
    shutil.copyfile(home.root / "older.db", home.database)
    with pytest.raises(DatabaseOlder):
        open_store(home)
    with pytest.raises(UsageError, match="move it away first"):
        make_again(home)

    home.database.rename(home.root / "moved.db")
    make_again(home)

    with open_store(home) as store:
        assert told(store) == before


def test_a_restored_archive_goes_on(past: Home) -> None:
    lose(past)
    make_again(past)

    with open_store(past) as store:
        edits = len(list(store.edits()))
        visit(store, FERRY, 3000, page("Ferry cancelled as storm nears", *EDITED_PARAGRAPHS))
        assert len(list(store.edits())) == edits + 1
        assert verify(store).ok
    with open_store(past) as store:
        assert verify(store).orphans == ()


def test_a_kill_while_restoring_leaves_everything_for_the_next_try(past: Home, before: Told) -> None:
    lose(past)
    files = evidence(past)
    child = os.fork()
    if child == 0:

        def die(doing: str, done: int, total: int) -> None:
            if (doing, done) == ("restoring", 5):
                os.kill(os.getpid(), signal.SIGKILL)

        restore(past, load_config(past.declaration), NOON, die)
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert not past.database.exists()
    assert evidence(past) == files

    make_again(past)

    with open_store(past) as store:
        assert told(store) == before
    assert not (past.database.parent / "restoring").exists()


def test_evidence_that_is_damaged_is_named_and_the_rest_restored(past: Home) -> None:
    with open_store(past) as store:
        manifest = store.db.execute(
            "SELECT manifest FROM snapshots WHERE article = (SELECT id FROM articles WHERE url = ?)",
            (ROAD,),
        ).fetchone()[0]
        edits = len(list(store.edits(url=FERRY)))
    lose(past)
    path = past.snapshots / manifest[:2] / f"{manifest}.zst"
    path.write_bytes(path.read_bytes()[:-3])

    restored = make_again(past)

    assert any(manifest in problem for problem in restored.unreadable)
    with open_store(past) as store:
        assert len(list(store.edits(url=FERRY))) == edits


def test_what_lay_beside_a_lost_database_is_not_taken_for_the_new_ones(past: Home, before: Told) -> None:
    lose(past)
    Path(f"{past.database}-wal").write_bytes(b"pages of the lost one")

    make_again(past)

    with open_store(past) as store:
        assert told(store) == before
    (kept,) = past.database.parent.glob("backups/*/archive.db-wal")
    assert kept.read_bytes() == b"pages of the lost one"


def test_without_a_journal_the_manifests_alone_give_most_back(past: Home, before: Told) -> None:
    lose(past)
    (past.snapshots / "journal.jsonl").unlink()

    restored = make_again(past)

    with open_store(past) as store:
        assert told(store)["articles"] == before["articles"]
        assert restored.edits >= 1  # what took seven looks is not believed on three
        assert verify(store).ok


def test_a_home_without_evidence_has_nothing_to_restore_from(home: Home) -> None:
    with pytest.raises(UsageError, match="no evidence"):
        make_again(home)

"""What other programs kept: folders and git histories of pages, diffengine, NewsDiffs, changedetection.io."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

import brotli
import pytest
from homes import empty_home
from pages import HEADLINE, PARAGRAPHS, URL, article, paragraphs

from archiver.archive.working import Archive
from archiver.home import Home
from archiver.imports.saved import address_of
from archiver.model.revision import Visit

DAYS = tuple(datetime(2024, 3, day, 9, tzinfo=UTC) for day in (1, 2, 3))
STATES = (PARAGRAPHS, PARAGRAPHS, (PARAGRAPHS[0], PARAGRAPHS[1].replace("1904", "1914"), PARAGRAPHS[2]))
CANONICAL = f'<link rel="canonical" href="{URL}">'


def html(texts: tuple[str, ...]) -> bytes:
    return article(text=paragraphs(*texts), head=CANONICAL).encode()


def folder(root: Path) -> Path:
    for day, texts in zip(DAYS, STATES, strict=True):
        file = root / "saved" / f"{day:%d}" / "page.html"
        file.parent.mkdir(parents=True)
        file.write_bytes(html(texts))
        os.utime(file, (day.timestamp(), day.timestamp()))
    (root / "saved" / "nothing.html").write_text("<p>no address</p>")
    (root / "saved" / "away.html").symlink_to("/etc/passwd")
    return root / "saved"


def git(root: Path) -> Path:
    repository = root / "repository"

    def run(*words: str, **more: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@a.example")
        subprocess.run(
            ["git", *who, *words], cwd=repository, check=True, env=os.environ | more, capture_output=True
        )

    repository.mkdir()
    run("init", "-q")
    for day, texts in zip(DAYS, STATES, strict=True):
        (repository / "page.html").write_bytes(html(texts) + f"<!-- {day} -->".encode())
        (repository / "notes.txt").write_text(str(day))
        run("add", "-A")
        run(
            "commit", "-q", "-m", "state", GIT_COMMITTER_DATE=day.isoformat(), GIT_AUTHOR_DATE=day.isoformat()
        )
    (repository / "gone.html").write_text("<p>no address</p>")
    run("add", "-A")
    run("commit", "-q", "-m", "more")
    for name in ("core.fsmonitor", "gpg.program", "core.pager", "diff.external"):
        run("config", name, f"touch {root}/ran; false")
    run("config", "log.showSignature", "true")
    return repository


def diffengine(root: Path) -> Path:
    with sqlite3.connect(root / "diffengine.db") as db:
        db.execute(
            "CREATE TABLE entryversion (id INTEGER PRIMARY KEY, title TEXT, url TEXT, summary TEXT,"
            " created DATETIME, archive_url TEXT, entry_id INTEGER)"
        )
        for day, texts in zip(DAYS, STATES, strict=True):
            told = (HEADLINE, URL, paragraphs(*texts), day.strftime("%Y-%m-%d %H:%M:%S.%f"))
            db.execute("INSERT INTO entryversion (title, url, summary, created) VALUES (?, ?, ?, ?)", told)
        db.execute(
            "INSERT INTO entryversion (title, url, summary, created) VALUES ('', ?, '', 'never')", (URL,)
        )
    db.close()
    return root / "diffengine.db"


def newsdiffs(root: Path) -> Path:
    """Return a checkout of the program with its store, as its README says to lay it out."""
    home = root / "checkout"
    articles = home / "articles" / "2024-03"
    kept = articles / "https:" / URL.removeprefix("https://")
    kept.parent.mkdir(parents=True)

    def run(*words: str, **more: str) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@a.example")
        done = subprocess.run(
            ["git", *who, *words], cwd=articles, check=True, env=os.environ | more, capture_output=True
        )
        return done.stdout.decode().strip()

    run("init", "-q")
    with sqlite3.connect(home / "newsdiffs.db") as db:
        db.execute(
            "CREATE TABLE Articles (id INTEGER PRIMARY KEY, url TEXT, initial_date TEXT, git_dir TEXT)"
        )
        db.execute(
            "CREATE TABLE version (id INTEGER PRIMARY KEY, article_id INTEGER, v TEXT, title TEXT,"
            " byline TEXT, date TEXT, boring BOOL)"
        )
        db.execute("INSERT INTO Articles VALUES (1, ?, '2024-03-01 04:00:00', '2024-03')", (URL,))
        columns = "article_id, v, title, byline, date"
        query = f"INSERT INTO version ({columns}) VALUES (1, ?, ?, 'By Ann Example', 'local')"
        for day, texts in zip(DAYS, STATES, strict=True):
            kept.write_text("\n".join((f"March {day:%d}", HEADLINE, "By Ann Example", *texts, "")))
            run("add", "-A")
            told = {"GIT_COMMITTER_DATE": day.isoformat(), "GIT_AUTHOR_DATE": day.isoformat()}
            run("commit", "-q", "-m", "Change", **told)
            db.execute(query, (run("rev-parse", "HEAD"), HEADLINE))
        db.execute(query, ("0" * 40, HEADLINE))
    db.close()
    (home / ".git").mkdir()
    return home


def changedetection(root: Path) -> Path:
    store, name = root / "datastore", "6bea3bf0-1111-2222-3333-444444444444"
    (store / name).mkdir(parents=True)
    watch = {"url": URL, "title": HEADLINE}
    (store / "url-watches.json").write_text(json.dumps({"watching": {name: watch, "../../evil": watch}}))
    lines = []
    for day, texts in zip(DAYS, STATES, strict=True):
        file = store / name / f"{day:%d}.txt.br"
        file.write_bytes(brotli.compress("\n".join(texts).encode()))
        lines.append(f"{int(day.timestamp())},/datastore/{name}/{file.name}")
    lines.append(f"{int(DAYS[2].timestamp()) + 60},lost.txt")
    (store / name / "history.txt").write_text("\n".join(lines))
    return store


def taken(home: Home, path: Path) -> list[str]:
    with Archive.open(home, now=lambda: DAYS[2] + timedelta(days=9)) as archive:
        done = archive.import_(archive.look_into([str(path)]))
        return [one.outcome.value if isinstance(one, Visit) else one.why.value for one in done]


@pytest.mark.parametrize("kept", [folder, git, diffengine, newsdiffs, changedetection])
def test_a_history_comes_out_of_what_another_program_kept(
    kept: Callable[[Path], Path], tmp_path: Path
) -> None:
    home, path = empty_home(tmp_path / "home"), kept(tmp_path)
    assert sorted(taken(home, path)) == ["broken", "edited", "first", "same"]
    with Archive.open(home, readonly=True) as archive:
        history = archive.history(f"{URL}#imported:files")
        (edit,) = history.edits
        assert (edit.not_before, edit.not_after) == (DAYS[1], DAYS[2])
        assert history.revisions[0].reading.headline == HEADLINE
        assert edit.body is not None
    assert not (tmp_path / "ran").exists()
    assert sorted(taken(home, path)) == ["broken", "known", "known", "known"]


@pytest.mark.parametrize(
    ("content", "path", "url"),
    [
        (b"<!-- saved from url=(0026)https://www.example.org/a -->", "x.html", "https://www.example.org/a"),
        (
            b"<meta content='https://www.example.org/b?c=1&amp;d=2' property=og:url>",
            "x.html",
            "https://www.example.org/b?c=1&d=2",
        ),
        (
            b"<link href=/relative rel=canonical>",
            "mirror/www.example.org/2024/index.html",
            "https://www.example.org/2024/",
        ),
        (b"<link rel=canonical href='javascript:alert(1)'>", "notes/x.html", None),
    ],
)
def test_the_address_of_a_saved_page_is_found(content: bytes, path: str, url: str | None) -> None:
    assert address_of(content, PurePosixPath(path)) == url


def test_what_newsdiffs_read_is_headline_author_and_text(tmp_path: Path) -> None:
    home = empty_home(tmp_path / "home")
    taken(home, newsdiffs(tmp_path) / "newsdiffs.db")
    with Archive.open(home, readonly=True) as archive:
        first = archive.history(f"{URL}#imported:files").revisions[0]
        capture = archive.looker.capture_of(first.snapshot)
    assert first.reading.bylines == ("Ann Example",)
    assert [block.text for block in first.reading.blocks] == list(PARAGRAPHS)
    assert capture.notes[0].startswith("made of the title, byline and text that NewsDiffs read")
    assert (capture.origin and capture.origin.made_by) == "NewsDiffs"

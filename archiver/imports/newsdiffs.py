"""The store of NewsDiffs: a database of versions, and git repositories with the text of each.

It keeps no pages: what is taken in is made of the words that it read, and says so. Times are those of the
commits, as the database has the clock of the machine without its time zone.

Source:
    https://github.com/NewsDiffs/newsdiffs (website/frontend/models.py, scraper.py; parsers/baseparser.py)
"""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from archiver.imports.databases import is_database, opened
from archiver.imports.found import Broken, Found, NotReadable
from archiver.imports.plumbing import blob, commit_times
from archiver.imports.saved import captured_words
from archiver.model.capture import Capture, Origin

MADE = "made of the title, byline and text that NewsDiffs read and kept, a line a paragraph; it keeps no page"

MADE_BY = "NewsDiffs"

COLUMNS = {"Articles": {"id", "url"}, "version": {"id", "article_id", "v", "title", "byline"}}
"""Tables, and what of them is read; `git_dir` of articles came later."""

COMMIT = re.compile(r"[0-9a-f]{40}")

LINES_BEFORE = 3
"""Lines of a text before its body: date, title and byline, of which those that are empty may be missing."""

SCHEME = re.compile(r"^(https?):/+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A row of the database."""

    id: int
    url: str
    commit: str
    title: str
    byline: str
    folder: str  # of its repository, below that of all articles


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsDiffs:
    """What NewsDiffs knows."""

    about: str = "SQLite databases of NewsDiffs, beside the folder of its articles"

    def knows(self, path: Path) -> bool:
        """Tell whether it is a database of it, or a folder with one."""
        return _database(path) is not None

    def find(self, path: Path, collection: str) -> Iterator[Found | Broken]:
        """Yield its versions."""
        database = _database(path)
        if database is None:
            return
        try:
            versions = _versions(database)
        except sqlite3.Error as error:
            yield Broken(archive=path.name, record="version", why=str(error))
            return
        repositories = dict[str, dict[str, tuple[Path, datetime]]]()  # folder → commit → where and when
        for version in versions:
            record = f"version {version.id}"
            if version.folder not in repositories:
                repositories[version.folder] = dict(_commits(database.parent, version.folder))
            repository, at = repositories[version.folder].get(version.commit, (None, None))
            if repository is None or at is None:
                why = f"its text is in no repository: there is no commit {version.commit[:40]}"
                yield Broken(archive=path.name, record=record, why=why)
                continue
            origin = Origin(collection=collection, archive=path.name, record=record, made_by=MADE_BY)
            load = partial(_load, repository, version, at, origin)
            yield Found(url=version.url, at=at, origin=origin, load=load)


def _database(path: Path) -> Path | None:
    for file in sorted(path.glob("*.db")) if path.is_dir() else [path]:
        if is_database(file, COLUMNS):
            return file
    return None


def _versions(database: Path) -> list[Version]:
    with closing(opened(database)) as db:
        named = {row[1] for row in db.execute("PRAGMA table_info(Articles)")}
        folder = "git_dir" if "git_dir" in named else "''"
        rows = db.execute(
            f"SELECT version.id, url, v, title, byline, {folder} FROM version"  # noqa: S608  one of two names
            " JOIN Articles ON Articles.id = article_id ORDER BY version.id"
        )
        return [_version(*row) for row in rows]


def _version(number: int, *cells: object) -> Version:
    url, commit, title, byline, folder = (str(cell or "") for cell in cells)
    return Version(id=number, url=url, commit=commit, title=title, byline=byline, folder=folder)


def _commits(home: Path, folder: str) -> Iterator[tuple[str, tuple[Path, datetime]]]:
    """Yield the commits of the repository of an article, wherever such programs put it."""
    for place in (home / "articles" / folder, home / folder, home.parent / "articles" / folder):
        if (place / ".git").exists() and ".." not in Path(folder).parts:
            try:
                for commit, seconds in commit_times(place).items():
                    yield commit, (place, datetime.fromtimestamp(seconds, UTC))
            except NotReadable:
                continue


def _load(repository: Path, version: Version, at: datetime, origin: Origin) -> Capture:
    if not COMMIT.fullmatch(version.commit):
        raise NotReadable("its commit is none")
    # as NewsDiffs names files: without http://, and with one slash after https:
    path = SCHEME.sub(lambda found: "https:/" if found[1] == "https" else "", version.url).rstrip("/")
    lines = blob(repository, f"{version.commit}:{path}").decode("utf-8", "replace").split("\n")
    told = [version.title.strip(), version.byline.strip()]
    head = [place for place, line in enumerate(lines[:LINES_BEFORE]) if line.strip() and line.strip() in told]
    body = [line.strip() for line in lines[(max(head) + 1 if head else 0) :] if line.strip()]
    byline = f'<p class="byline" rel="author">{html.escape(told[1])}</p>' if told[1] else ""
    text = "".join(f"<p>{html.escape(line)}</p>" for line in body)
    return captured_words(version.url, told[0], byline + text, at=at, origin=origin, made=MADE)

"""The reading room as other programs ask for it by time (RFC 7089), with plain HTTP requests."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest
from browse_room import HOSTILE_PAGE

from archiver.browse.mementos import Memento, Resource
from archiver.imports.timemaps import read_timemap


@pytest.fixture(scope="module")
def edited(library: Path) -> tuple[str, list[datetime]]:
    """Return an article with more than one capture of its own, and their times."""
    with sqlite3.connect(library / "db/archive.db") as db:
        url, number = db.execute(
            "SELECT url, id FROM articles WHERE NOT EXISTS (SELECT 1 FROM aliases WHERE url = articles.url)"
            " AND (SELECT count(*) FROM revisions WHERE article = articles.id) > 1 LIMIT 1"
        ).fetchone()
        times = db.execute(
            "SELECT captured_at FROM snapshots JOIN visits ON visits.id = snapshots.visit"
            " WHERE snapshots.article = ? AND outcome NOT IN ('suspect', 'gone', 'moved') ORDER BY 1",
            (number,),
        ).fetchall()
    return url, [datetime.fromisoformat(at) for (at,) in times]


@pytest.fixture(scope="module")
def ask(room: str) -> httpx.Client:
    with httpx.Client(base_url=room, timeout=60) as client:
        yield client


def http(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)


def linked(answer: httpx.Response, relation: str) -> list[str]:
    found = re.findall(r'<([^>]*)>; rel="([^"]*)"', answer.headers["link"])
    return [url for url, said in found if relation in said.split()]


def test_a_timegate_leads_to_the_memento_of_a_time(ask, edited) -> None:
    url, times = edited
    near = ask.get(f"/timegate/{url}", headers={"Accept-Datetime": http(times[0] - timedelta(days=400))})
    assert (near.status_code, "accept-datetime" in near.headers["vary"]) == (302, True)
    assert linked(near, "original") == [url]
    page = ask.get(near.headers["location"])
    assert (page.status_code, page.headers["memento-datetime"]) == (200, http(times[0]))
    assert linked(page, "first") == [near.headers["location"]]
    assert linked(page, "timegate") == [f"{str(ask.base_url).rstrip('/')}/timegate/{url}"]
    newest = ask.get(f"/timegate/{url}")
    assert ask.get(newest.headers["location"]).headers["memento-datetime"] == http(times[-1])


def test_both_timemaps_list_every_capture_of_the_article(ask, edited) -> None:
    url, times = edited
    seconds = [at.replace(microsecond=0) for at in times]
    for form in ("link", "json"):
        answer = ask.get(f"/timemap/{form}/{url}")
        assert answer.status_code == 200
        listed = read_timemap(answer.content, str(answer.url)).mementos
        assert [one.at.replace(microsecond=0) for one in listed] == seconds
    assert ask.get(f"/timemap/link/{url}").headers["content-type"] == "application/link-format"
    assert json.loads(ask.get(f"/timemap/json/{url}").content)["original_uri"] == url


def test_a_memento_is_inert_whatever_it_holds(ask, library: Path) -> None:
    with sqlite3.connect(library / "db/archive.db") as db:
        (url,) = db.execute("SELECT url FROM articles WHERE url LIKE '%evil.example%'").fetchone()
    where = ask.get(f"/timegate/{url}").headers["location"]
    page = ask.get(where)
    assert page.content == HOSTILE_PAGE
    assert page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    assert {"sandbox", "default-src 'none'"} <= {part.strip() for part in policy.split(";")}
    assert page.headers["x-content-type-options"] == "nosniff"
    raw = ask.get(re.sub(r"/memento/(\d{14})/", r"/memento/\1id_/", where))
    assert (raw.status_code, raw.content) == (200, HOSTILE_PAGE)
    assert "sandbox" in raw.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/timegate/https://nowhere.example/a", 404),
        ("/timegate/javascript:alert(1)", 404),
        ("/timemap/link/https://nowhere.example/a", 404),
        ("/memento/20200101000000/https://nowhere.example/a", 404),
    ],
)
def test_what_we_do_not_have_is_not_here(ask, path: str, status: int) -> None:
    assert ask.get(path).status_code == status


def test_a_time_that_is_none_is_refused_and_one_we_have_not_is_not_here(ask, edited) -> None:
    url, _ = edited
    assert ask.get(f"/timegate/{url}", headers={"Accept-Datetime": "yesterday"}).status_code == 400
    assert ask.get(f"/memento/19990101000000/{url}").status_code == 404


def test_a_memento_names_those_next_to_it() -> None:
    times = [datetime(2026, 3, day, tzinfo=UTC) for day in (1, 2, 3, 4)]
    mementos = [Memento(number, at) for number, at in enumerate(times)]
    found = Resource(url="https://a.example/", base="http://b/", mementos=mementos)
    said = re.findall(r'memento/(\d{8})\d{6}/[^>]*>; rel="([^"]*)"', found.links(found.mementos[1]))
    assert said == [
        ("20260301", "first prev memento"),
        ("20260302", "memento"),
        ("20260303", "next memento"),
        ("20260304", "last memento"),
    ]
    assert found.nearest(times[2] + timedelta(hours=13)).at == times[3]

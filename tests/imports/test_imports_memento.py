"""What archives on the web have, asked for by TimeMap or CDX server: with their times, as it was kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from cases import together
from click.testing import CliRunner, Result
from newsstand import Newsstand, Page, moved
from pages import PARAGRAPHS, URL, article, paragraphs

from archiver.archive.working import Archive
from archiver.cli import program
from archiver.home import Home
from archiver.imports.timemaps import Memento, as_kept, read_timemap, replays_at

DAYS = tuple(datetime(*day, 9, tzinfo=UTC) for day in ((2024, 3, 1), (2024, 3, 2), (2025, 1, 1)))
STATES = (PARAGRAPHS, PARAGRAPHS, (PARAGRAPHS[0], PARAGRAPHS[1].replace("1904", "1914"), PARAGRAPHS[2]))


def stamp(day: datetime) -> str:
    return day.strftime("%Y%m%d%H%M%S")


def http(day: datetime) -> str:
    return format_datetime(day, usegmt=True)


@pytest.fixture
def archive_site() -> Iterator[Newsstand]:
    """Return an archive that has three captures of an article, a redirect and an error of its own."""
    with Newsstand() as stand:
        for day, texts in zip(DAYS, STATES, strict=True):
            html = article(text=paragraphs(*texts)).encode()
            told = {"Memento-Datetime": http(day), "Age": "99", "X-Archive-Orig-ETag": '"7"'}
            stand.pages[f"/web/{stamp(day)}id_/{URL}"] = Page(html, headers=told)
            stand.pages[f"/web/{stamp(day)}/{URL}"] = Page(b"<p>rewritten, with a toolbar</p>", headers=told)
        links = [f'<{URL}>; rel="original"', f'<{stand.url}/timegate/{URL}>; rel="timegate"']
        links += [
            f'<{stand.url}/web/{at}/{URL}>; rel="memento"; datetime="{http(day)}"'
            for day, at in ((DAYS[1], "20240401000000"), *((day, stamp(day)) for day in reversed(DAYS)))
        ]
        stand.pages[f"/web/timemap/link/{URL}"] = Page(",\n".join(links).encode(), "application/link-format")
        yield stand


Import = Callable[..., Result]


@pytest.fixture
def bring(declare: Callable[..., Home], archive_site: Newsstand) -> Import:
    home = declare(archive_site.host)

    def run(*words: str) -> Result:
        return CliRunner().invoke(program, ["--home", str(home.root), "import", *words])

    return run


def test_a_timemap_shows_what_changed_before_anyone_watched(
    bring: Import, archive_site: Newsstand, home: Home
) -> None:
    timemap = f"{archive_site.url}/web/timemap/link/"
    done = bring("--memento", timemap, URL)
    assert done.exit_code == 0, done.output
    assert "3 captures of 1 article: 1 edited, 1 first, 1 same" in done.stdout
    assert "left out: 1 broken" in done.stdout
    assert "the archive answered 404" in done.stderr
    name = archive_site.host.replace(":", "-")
    with Archive.open(home, readonly=True) as archive:
        history = archive.history(f"{URL}#imported:{name}")
        (edit,) = history.edits
        assert (edit.not_before, edit.not_after) == DAYS[1:]
        (origin,) = history.origins
        assert (origin.archive, origin.made_by, origin.captures) == (timemap, archive_site.host, 3)
        kept = archive.looker.capture_of(history.revisions[0].snapshot)
        assert (kept.header("etag"), kept.header("age"), kept.final_url) == ('"7"', None, URL)
    asked = len(archive_site.asked)
    again = bring("--memento", timemap, URL)
    assert "left out: 3 known already" in again.stdout
    assert len(archive_site.asked) - asked <= 3  # the list, robots.txt, and what was broken


def test_pictures_and_styles_come_when_they_are_asked_for(
    bring: Import, archive_site: Newsstand, home: Home
) -> None:
    html = article(text=paragraphs(*PARAGRAPHS), head="<link rel=stylesheet href=/look.css>").encode()
    site, at = "https://gazette.example", stamp(DAYS[0])
    kept = {"Memento-Datetime": http(DAYS[0])}
    archive_site.pages[f"/web/{at}id_/{URL}"] = Page(html, headers=kept)
    style = b"p { background: url(dots.png) } b { background: url(late.png) }"
    archive_site.pages[f"/web/{at}id_/{site}/look.css"] = Page(style, "text/css", headers=kept)
    archive_site.pages[f"/web/{at}id_/{site}/dots.png"] = Page(b"dots", "image/png", headers=kept)
    late = {"Memento-Datetime": http(DAYS[2])}
    archive_site.pages[f"/web/{at}id_/{site}/late.png"] = Page(b"late", "image/png", headers=late)
    done = bring("--memento", f"{archive_site.url}/web/timemap/link/", URL, "--resources")
    assert done.exit_code == 0, done.output
    name = archive_site.host.replace(":", "-")
    with Archive.open(home, readonly=True) as archive:
        first = archive.history(f"{URL}#imported:{name}").revisions[0].snapshot
        found = archive.looker.capture_of(first).resources
    assert [(one.url.removeprefix(site), one.kind, one.status, one.body.content) for one in found] == [
        ("/look.css", "stylesheet", 200, style),
        ("/dots.png", "image", 200, b"dots"),
    ]


def test_an_archive_whose_robots_txt_forbids_it_is_not_asked(bring: Import, archive_site: Newsstand) -> None:
    archive_site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /\n", "text/plain")
    done = bring("--memento", f"{archive_site.url}/web/timemap/link/", URL)
    assert done.exit_code != 0
    assert "robots.txt" in str(done.exception)
    assert [path for path, _ in archive_site.asked] == ["/robots.txt"]


def test_a_memento_that_leads_to_another_page_is_not_the_article(
    bring: Import, archive_site: Newsstand
) -> None:
    other = "https://gazette.example/2026/goose"
    archive_site.pages[f"/web/{stamp(DAYS[0])}id_/{URL}"] = moved(f"/web/{stamp(DAYS[0])}id_/{other}", 302)
    archive_site.pages[f"/web/{stamp(DAYS[0])}id_/{other}"] = Page(
        b"<p>Geese</p>", headers={"Memento-Datetime": http(DAYS[0])}
    )
    done = bring("--memento", f"{archive_site.url}/web/timemap/link/{URL}", URL)
    assert "2 captures of 1 article: 1 edited, 1 first" in done.stdout
    assert "left out: 1 no article" in done.stdout


def test_what_is_no_list_is_refused(bring: Import, archive_site: Newsstand) -> None:
    archive_site.pages[f"/nothing/{URL}"] = Page(b"<h1>Welcome to our archive</h1>")
    done = bring("--memento", f"{archive_site.url}/nothing/", URL)
    assert done.exit_code != 0
    assert "it is no list of mementos" in str(done.exception)
    assert "--memento takes one URL" in bring("--memento", archive_site.url, URL, URL).stderr


BASE = "https://archive.example"
KEPT = Memento(f"{BASE}/web/{stamp(DAYS[0])}id_/{URL}", DAYS[0])
ROW = {"timestamp": stamp(DAYS[0]), "original": URL, "mimetype": "text/html", "statuscode": "200"}
NAMES = ["urlkey", *ROW, "digest"]


def row(**other: str) -> list[str]:
    return ["example,gazette)/", *(ROW | other).values(), "D"]


@together(
    ("address", "content"),
    [
        (
            f"{BASE}/web/timemap/link/{URL}",
            f'<{BASE}/web/{stamp(DAYS[0])}/{URL}>; rel="first last memento"; datetime="{http(DAYS[0])}"',
        ),
        (
            f"{BASE}/timemap/json/{URL}",
            json.dumps(
                {
                    "mementos": {
                        "list": [{"datetime": DAYS[0].isoformat(), "uri": f"/web/{stamp(DAYS[0])}/{URL}"}]
                    }
                }
            ),
        ),
        (f"{BASE}/cdx/search/cdx?url={URL}", json.dumps([NAMES, row(), row(statuscode="301")])),
        (f"{BASE}/cdx/search/cdx?url={URL}", " ".join(row()) + "\n" + " ".join(row(mimetype="image/png"))),
        (
            f"{BASE}/web/cdx?url={URL}&output=json",
            json.dumps({"timestamp": stamp(DAYS[0]), "url": URL, "mime": "text/html", "status": "200"}),
        ),
        (
            f"{BASE}/web/cdx?url={URL}",
            f"example,gazette)/ {stamp(DAYS[0])} " + json.dumps({"url": URL, "mime": "warc/revisit"}),
        ),
    ],
)
def test_lists_are_read_in_the_forms_that_archives_have(address: str, content: str) -> None:
    assert read_timemap(content.encode(), address).mementos == (KEPT,)


def test_a_list_of_lists_leads_to_all_of_them() -> None:
    index = f'<{BASE}/self>; rel="self timemap",\n<{BASE}/2024>; rel="timemap"; from="{http(DAYS[0])}"'
    assert read_timemap(index.encode(), BASE).others == (f"{BASE}/2024",)


@together("content", ["", "[]", "{", "[[[[", "a b c d e f g", "1 2", "[7, [8]]"])
def test_anything_else_is_refused(content: str) -> None:
    with pytest.raises(ValueError, match="it is no list of mementos"):
        read_timemap(content.encode(), BASE)


@pytest.mark.parametrize("content", ["<b>rel=", '{"mementos": 7}', '{"mementos": {"list": [7, {"uri": 1}]}}'])
def test_a_list_may_be_empty(content: str) -> None:
    assert read_timemap(content.encode(), BASE).mementos == ()


def test_addresses_of_mementos_are_those_of_what_was_kept() -> None:
    assert as_kept(f"{BASE}/web/20240301090000mp_/{URL}") == f"{BASE}/web/20240301090000id_/{URL}"
    assert as_kept(f"{BASE}/other/{URL}") == f"{BASE}/other/{URL}"
    assert replays_at(f"{BASE}/cdx/search/cdx?url=x") == f"{BASE}/web/"

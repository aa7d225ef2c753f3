"""Adding many addresses at once, and watching one no longer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result
from homes import empty_home
from server import FaultServer
from store_samples import NOON, ONE, URL, First, see, watch

from archiver.cli import program
from archiver.demo import DemoSite
from archiver.orchestration.adding import addresses
from archiver.store import Store

Run = Callable[..., Result]
DRAWN = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<div id=app></div><script src=/app.js></script>"
REFUSED = "http://10.0.0.1/"  # the guard lets nothing out to it


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return empty_home(tmp_path / "news").root


@pytest.fixture
def run(home: Path) -> Run:
    def run(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(program, ["--home", str(home), *words], input=typed)

    return run


def allow(home: Path, site: DemoSite) -> None:
    (home / "archiver.toml").write_text(
        f'[guard]\nallow = ["{urlsplit(site.url).netloc}"]\n[politeness]\ndelay = "10ms"\n'
    )


def test_each_address_is_reported_and_a_bad_one_keeps_no_other_back(
    run: Run, home: Path, site: DemoSite
) -> None:
    allow(home, site)
    done = run("add", f"{site.url}/feed.xml", "ftp://a.example/", REFUSED, f"{site.url}/politics")
    assert done.exit_code == 1
    assert done.stdout.index("/feed.xml") < done.stdout.index("/politics")
    assert "only http and https" in done.stderr
    assert "10.0.0.1" in done.stderr
    assert len(run("sources").stdout.splitlines()) == 3, "a source and its two seeds"


def test_addresses_come_from_a_file_and_from_standard_input(run: Run, home: Path, site: DemoSite) -> None:
    allow(home, site)
    (home.parent / "urls.txt").write_text(f"# fronts\n\n{site.url}/politics  # the first\n")
    done = run("add", "--json", str(home.parent / "urls.txt"), "-", typed=f"{site.url}/feed.xml\n{REFUSED}\n")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert [urlsplit(one["url"]).path for one in told] == ["/politics", "/feed.xml", "/"]
    assert "10.0.0.1" in told[2]["error"]


def test_a_list_has_one_address_a_line_and_comments(tmp_path: Path) -> None:
    listed = tmp_path / "urls.txt"
    listed.write_text("\ufeffhttps://a.example/1\r\n  # no\nhttps://a.example/2#part # yes\n\n")
    feeds = tmp_path / "feeds.opml"
    feeds.write_text("<opml/>")
    given = ["https://b.example/", "-", str(listed), str(feeds)]
    assert list(addresses(given, iter(["https://c.example/\n", "#\n"]))) == [
        "https://b.example/",
        "https://c.example/",
        "https://a.example/1",
        "https://a.example/2#part",
        str(feeds),
    ]


def test_an_article_is_watched_no_longer_and_kept_and_added_again(run: Run, home: Path) -> None:
    with Store.open(home / "db" / "archive.db", home / "snapshots") as store:
        see(store, watch(store), ONE, First(), minutes=0)
    assert "no longer watched" in run("unwatch", URL).stdout

    assert "no articles" in run("articles").stdout
    assert "no longer watched" in run("articles", "--all").stdout
    assert "no longer watched" in run("log", URL).stdout
    assert "The bridge is open." in run("show", URL).stdout
    assert "nothing is due" in run("run", "--all").stdout

    with Store.open(home / "db" / "archive.db", home / "snapshots") as store:
        _, newly = store.add_article(URL, source=None, now=NOON, next_visit=NOON)
    assert newly
    assert URL in run("articles").stdout


def test_a_seed_is_not_unwatched_but_taken_out_of_the_declaration(archiver, home: Path) -> None:
    (home / "archiver.toml").write_text(
        '[[source]]\nname = "gazette"\ndomain = "gazette.example"\nseeds = ["https://gazette.example/feed"]\n'
    )
    done = archiver("--home", home, "unwatch", "https://gazette.example/feed")
    assert done.returncode == 2
    assert "take it out of archiver.toml" in done.stderr


def test_a_page_that_scripts_draw_is_an_article_when_a_person_names_it(run: Run, home: Path) -> None:
    with FaultServer() as faults:
        host = urlsplit(faults.url).netloc
        (home / "archiver.toml").write_text(f'[guard]\nallow = ["{host}"]\n[politeness]\ndelay = "10ms"\n')

        faults.drawn = DRAWN
        assert run("add", f"{faults.url}/drawn").exit_code == 0

    assert f"{faults.url}/drawn" in run("articles").stdout

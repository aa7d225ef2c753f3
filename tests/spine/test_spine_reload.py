"""The declaration is read again while the daemon works: what is new counts, what is broken does not."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from program import Started
from waiting import PATIENCE

from archiver.archive.working import Archive
from archiver.demo import DemoSite
from archiver.errors import ConfigError
from archiver.home import Home


class Working:
    """A daemon in a process of its own, and what it has said so far."""

    def __init__(self, process: Started) -> None:
        self.process = process
        self.said = ""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout:
            self.said += line

    def until(self, claim: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not claim():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.05)

    def says(self, words: str) -> None:
        self.until(lambda: words in self.said)


@pytest.fixture
def working(start) -> Callable[[Home], Working]:  # type: ignore[no-untyped-def]
    """Return a function that starts the daemon of a home."""
    return lambda home: Working(start(home, "daemon", merged=True))


@pytest.fixture
def looking_only(site: DemoSite, declare) -> Home:  # type: ignore[no-untyped-def]
    """Return a home with a source that takes no article, so that no browser is needed."""
    host = urlsplit(site.url).netloc
    source = f'\n[[source]]\nname = "courier"\ndomain = "{host}"\nexclude = ["."]\nseeds = []\n'
    return declare(host, extra=source)


def fetched(site: DemoSite, path: str) -> list[str]:
    return [request.user_agent for request in site.requests if request.path == path]


def status(archiver, home: Home) -> dict[str, object]:  # type: ignore[no-untyped-def]
    done = archiver("--home", home.root, "status", "--json")
    told: dict[str, object] = json.loads(done.stdout)
    assert done.returncode == (2 if told["misdeclared"] else 0), "all is told, and what is wrong as well"
    return told


def test_a_feed_added_while_the_daemon_works_is_read_without_a_restart(
    site: DemoSite, looking_only: Home, run, working
) -> None:  # type: ignore[no-untyped-def]
    daemon = working(looking_only)
    daemon.until(lambda: (looking_only.root / "db" / "archive.beat").exists())
    added = run(looking_only, "add", site.url + "/feed.xml").stdout
    assert str(daemon.process.pid) in added
    daemon.says(f"discover {site.url}/feed.xml")


def test_a_broken_declaration_is_reported_and_the_old_one_stays(
    site: DemoSite, looking_only: Home, archiver, working
) -> None:
    good = looking_only.declaration.read_text()
    daemon = working(looking_only)
    daemon.until(lambda: (looking_only.root / "db" / "archive.beat").exists())
    looking_only.declaration.write_text(good + "\n[politness]\n")
    daemon.says("did you mean 'politeness'")
    assert "did you mean 'politeness'" in str(status(archiver, looking_only)["misdeclared"])
    daemon.until(lambda: "did you mean 'politeness'" in str(status(archiver, looking_only)["writer"]))
    daemon.process.send_signal(signal.SIGHUP)
    daemon.until(lambda: daemon.said.count("did you mean 'politeness'") == 2)

    good = good.replace("seeds = []", f'seeds = ["{site.url}/feed.xml"]')
    looking_only.declaration.write_text(good)
    daemon.says(f"discover {site.url}/feed.xml")
    assert status(archiver, looking_only)["misdeclared"] is None
    assert "Traceback" not in daemon.said


def test_settings_that_everything_is_made_with_count_without_a_restart(
    site: DemoSite, looking_only: Home, working
) -> None:
    """The user agent, the guard and the schedule: here the feed could not even be asked for before."""
    good = looking_only.declaration.read_text().replace("seeds = []", f'seeds = ["{site.url}/feed.xml"]')
    looking_only.declaration.write_text(good.replace(urlsplit(site.url).netloc, "127.0.0.1:1", 1))
    daemon = working(looking_only)
    daemon.says("so it was not contacted")
    changed = good.replace(
        'delay = "20ms"', 'delay = "10ms"\nuser_agent = "Gazetteer/2 (+https://a.example)"'
    )
    changed = changed.replace("/feed.xml", "/politics")  # which did not fail yet
    looking_only.declaration.write_text(changed.replace("[schedule]", '[schedule]\ndiscover = "1s"'))
    daemon.until(lambda: "Gazetteer/2 (+https://a.example)" in fetched(site, "/politics"))


def test_sighup_has_it_read_the_declaration_though_it_was_not_touched(looking_only: Home, working) -> None:  # type: ignore[no-untyped-def]
    daemon = working(looking_only)
    daemon.until(lambda: (looking_only.root / "db" / "archive.beat").exists())
    daemon.process.send_signal(signal.SIGHUP)
    daemon.says("archiver.toml was read again: nothing changed")


def test_a_channel_or_a_browser_that_cannot_be_opened_is_a_broken_declaration(looking_only: Home) -> None:
    good = looking_only.declaration.read_text()
    with Archive.open(looking_only) as archive:
        before = archive.config
        for wrong in (
            '[[notify]]\nkind = "pigeon"\n',
            good.replace("[capture]", '[capture]\nbrowser = "/nowhere"'),
        ):
            looking_only.declaration.write_text(wrong if "[guard]" in wrong else good + wrong)
            with pytest.raises(ConfigError):
                archive.reload()
            assert archive.config is before
            assert archive.misdeclared
            assert not archive.reload(), "it is said once"


def test_what_visits_are_made_with_is_not_replaced_under_them(site: DemoSite, looking_only: Home) -> None:
    text = looking_only.declaration.read_text().replace("seeds = []", f'seeds = ["{site.url}/feed.xml"]')
    looking_only.declaration.write_text(text)
    with Archive.open(looking_only) as archive:
        under_way = archive.discover()
        next(under_way)
        looking_only.declaration.write_text(
            text.replace("[politeness]", '[politeness]\nuser_agent = "Other/1"')
        )
        assert not archive.reload()
        looking_only.declaration.write_text(text.replace("20ms", "30ms"))
        assert archive.reload(), "what is looked up each time may change at any time"
        looking_only.declaration.write_text(
            text.replace("[politeness]", '[politeness]\nuser_agent = "Other/1"')
        )
        assert list(under_way) == []
        assert archive.reload()
        assert archive.config.politeness.user_agent == "Other/1"


def test_looking_needs_no_declaration_that_can_be_used(looking_only: Home) -> None:
    with Archive.open(looking_only) as archive:
        _ = archive.store
    looking_only.declaration.write_text("nonsense")
    with Archive.open(looking_only, readonly=True) as archive:
        assert list(archive.edits()) == []
        assert "not TOML" in str(archive.misdeclared)
    with pytest.raises(ConfigError):
        Archive.open(looking_only)

"""Bad input through the whole program: an outcome is recorded, the archive intact, the round goes on."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from server import FaultServer

from archiver.archive.working import Archive
from archiver.errors import ArchiveBusy, BrowserMissing, SeedError, StoreError
from archiver.home import Home
from archiver.model.revision import Outcome, Visit

FAULTS = {
    "/404": (Outcome.SUSPECT, "404"),  # it was never an article, so it is not gone
    "/410": (Outcome.SUSPECT, "410"),
    "/500": (Outcome.SUSPECT, "500"),
    "/503": (Outcome.SUSPECT, "503"),
    "/pdf": (Outcome.SUSPECT, "pdf"),
    "/image": (Outcome.SUSPECT, "image"),
    "/feed": (Outcome.SUSPECT, "other"),
    "/empty": (Outcome.SUSPECT, ""),
    "/no-content": (Outcome.SUSPECT, ""),
    "/download": (Outcome.SUSPECT, ""),
    "/huge": (Outcome.FAILED, "MB"),
    "/loop": (Outcome.FAILED, "redirect"),
    "/hang": (Outcome.FAILED, "not done after"),
    "/garbage": (Outcome.FAILED, ""),
    "/to-private": (Outcome.REFUSED, "not contacted"),
    "/to?url=http://a..b.example/": (Outcome.FAILED, "not a web address"),
    "/to?url=http://*.x.example/": (Outcome.FAILED, "not a web address"),
    "/to?url=http://a%20b.example/": (Outcome.FAILED, "not a web address"),
    "/to?url=https://a..b.example/": (Outcome.FAILED, "not a web address"),
    "/wrong-charset": (Outcome.FIRST, ""),
    "/no-charset": (Outcome.FIRST, ""),
    "/no-type": (Outcome.FIRST, ""),
    "/malformed": (Outcome.FIRST, ""),
    "/story": (Outcome.FIRST, ""),
}


@pytest.fixture(scope="module")
def faults() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


@pytest.fixture(scope="module")
def home_of_faults(faults: FaultServer, tmp_path_factory: pytest.TempPathFactory) -> Home:
    from homes import empty_home

    home = empty_home(tmp_path_factory.mktemp("faults") / "home")
    declare_faults(home, faults, deadline="120s")
    return home


def declare_faults(home: Home, faults: FaultServer, *, deadline: str) -> None:
    host = "{}:{}".format(*faults.host)
    home.declaration.write_text(
        f'[guard]\nallow = ["{host}"]\n[politeness]\ndelay = "1ms"\nrobots = false\n'
        f'[capture]\ndwell = "200ms"\nsettle = "1s"\ndeadline = "{deadline}"\nmax_bytes = 3000000\n'
        '[schedule]\nconfirm = "10ms"\n',
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def visits(faults: FaultServer, home_of_faults: Home) -> dict[str, Visit]:
    """A round in a hurry over what never ends, then one over all else; the story, last, must be reached."""
    found: dict[str, Visit] = {}
    for deadline, paths in (("3s", {"/hang"}), ("120s", FAULTS.keys() - {"/hang"})):
        declare_faults(home_of_faults, faults, deadline=deadline)
        with Archive.open(home_of_faults) as archive:
            now = archive.now()
            for path in (path for path in FAULTS if path in paths):
                archive.store.add_article(faults.url + path, source=None, now=now, next_visit=now)
            found |= {visit.url.removeprefix(faults.url): visit for visit in archive.visit(archive.due())}
            assert not archive.verify().damaged
    return found


@pytest.mark.parametrize("path", FAULTS)
def test_every_fault_is_an_outcome_with_a_reason(visits: dict[str, Visit], path: str) -> None:
    outcome, said = FAULTS[path]
    assert visits[path].outcome is outcome, visits[path]
    assert said.lower() in (visits[path].reason or "").lower()


def test_every_answer_was_kept_as_evidence(visits: dict[str, Visit]) -> None:
    for path, (outcome, _) in FAULTS.items():
        if outcome in (Outcome.SUSPECT, Outcome.FIRST):
            assert visits[path].snapshot is not None, path


def test_doubt_is_not_news(visits: dict[str, Visit], home_of_faults: Home, faults: FaultServer) -> None:
    with Archive.open(home_of_faults, readonly=True) as archive:
        for path, (outcome, _) in FAULTS.items():
            revisions = archive.revisions(faults.url + path)
            assert len(revisions) == (1 if outcome is Outcome.FIRST else 0), path


@pytest.mark.parametrize("path", ["/no-charset", "/malformed", "/story"])
def test_words_survive_what_the_server_did_not_say(
    visits: dict[str, Visit], home_of_faults: Home, faults: FaultServer, path: str
) -> None:
    with Archive.open(home_of_faults, readonly=True) as archive:
        text = archive.revision(faults.url + path).reading.text
    assert "“It is the wind,” said his daughter" in text


def test_a_feed_that_is_no_feed_is_said_in_one_sentence(home_of_faults: Home, faults: FaultServer) -> None:
    with Archive.open(home_of_faults) as archive, pytest.raises(SeedError) as caught:
        archive.add(faults.url + "/no-feed")
    assert "\n" not in str(caught.value)


def test_a_browser_that_is_not_there_ends_the_round_and_harms_nothing(
    home_of_faults: Home, faults: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVER_BROWSER", "/nonexistent/chromium")
    with Archive.open(home_of_faults) as archive:
        with pytest.raises(BrowserMissing, match="doctor --fix"):
            archive.capture(faults.url + "/story")
        assert not archive.verify().damaged


def test_two_writers_never_meet(home_of_faults: Home) -> None:
    with Archive.open(home_of_faults) as first:
        assert first.store
        with Archive.open(home_of_faults) as second, pytest.raises(ArchiveBusy):
            _ = second.store
        with Archive.open(home_of_faults, readonly=True) as looker:
            assert looker.health().articles


def test_a_full_disk_stops_the_round_and_loses_nothing(declare, faults: FaultServer) -> None:
    home = declare("{}:{}".format(*faults.host))
    url = faults.url + "/story"
    with Archive.open(home) as archive:
        archive.capture(url)
        before = archive.revision(url)
        with _no_room(), pytest.raises(StoreError):
            archive.capture(faults.url + "/malformed")
    with Archive.open(home) as archive:
        assert archive.revision(url) == before
        assert not archive.verify(repair=True).damaged
        assert archive.capture(faults.url + "/malformed").outcome is Outcome.FIRST


@contextmanager
def _no_room() -> Iterator[None]:
    """Limit the size of any file this process writes: writes then fail as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)

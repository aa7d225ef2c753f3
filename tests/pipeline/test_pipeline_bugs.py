"""Whatever one article raises: the others are visited, its evidence stays, and it is tried again."""

from __future__ import annotations

import itertools
import logging
from datetime import datetime, timedelta
from pkgutil import resolve_name

import pytest
from rounds import NOON, URL, capture, outcomes, page

from archiver.capture.replay import ReplayCapturer
from archiver.errors import DiskFull
from archiver.model.capture import CaptureTask, Purpose
from archiver.model.revision import Outcome, Visit
from archiver.orchestration.rounds import Steps, round_
from archiver.store import Store

OTHER = "https://gazette.example/2026/harbor"


@pytest.fixture
def store(store: Store) -> Store:
    """Return the archive with a second article, that has no trouble."""
    store.add_article(OTHER, source=None, now=NOON, next_visit=NOON)
    return store


def break_(monkeypatch: pytest.MonkeyPatch, where: str, error: Exception) -> None:
    """Make a function raise whenever the first article is anywhere in what it is given."""
    whole = resolve_name(where)

    def broken(*args: object, **kwargs: object) -> object:
        if "storm-warning" in f"{args} {kwargs}":
            raise error
        return whole(*args, **kwargs)

    monkeypatch.setattr(where, broken)


def make_round(store: Store, now: datetime = NOON, *, probed: bool = False) -> list[Visit]:
    minutes = (now - NOON) / timedelta(minutes=1)
    captures = [capture(page(), minutes), capture(page(), minutes, url=OTHER)]
    steps = Steps(
        capturer=ReplayCapturer(captures),
        prober=ReplayCapturer(captures) if probed else None,
        store=store,
        now=lambda: now,
        permitted=permitted,
        jitter=lambda: 0.0,
        sleep=lambda seconds: None,
    )
    articles = tuple(article.id for article in store.articles())
    return list(round_(store.claim(articles, now, purpose=Purpose.ROUTINE), steps))


def permitted(task: CaptureTask) -> None:
    """Allow every visit."""


@pytest.mark.parametrize(
    "where",
    [
        "archiver.orchestration.finding.screen",
        "archiver.orchestration.finding.observe",
        "archiver.orchestration.finding.judge",
    ],
)
def test_a_bug_ends_the_visit_that_brings_it_to_light_and_no_other(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    break_(monkeypatch, where, MemoryError("a page\nof doom"))
    visits = {visit.url: visit for visit in make_round(store)}
    assert visits[OTHER].outcome is Outcome.FIRST
    failed = visits[URL]
    assert failed.outcome is Outcome.FAILED
    assert (
        failed.reason == f"{URL}: this program failed on it; its log says where (MemoryError: a page of doom)"
    )
    assert failed.snapshot is not None
    assert store.capture_of(failed.snapshot).response.content == page()
    (logged,) = (line for line in caplog.records if line.levelno >= logging.ERROR)
    assert logged.exc_info is not None


def test_an_article_that_failed_is_tried_again_with_patience_and_shown(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        break_(broken, "archiver.orchestration.finding.screen", ZeroDivisionError())
        moments = [NOON]
        for _ in range(3):
            make_round(store, moments[-1])
            due = store.find_article(URL).next_visit
            assert due is not None
            moments.append(due)
        waits = [after - before for before, after in itertools.pairwise(moments)]
        assert waits == [timedelta(hours=6), timedelta(hours=12), timedelta(hours=24)]
        health = store.health(moments[-1])
        assert [(host.articles, host.failures) for host in health.failing] == [(1, 3)]
        assert URL in (health.failing[0].reason or "")
        assert [spot.url for spot in health.blind_spots] == [URL]
        assert store.health(moments[-1]).snapshots == 2  # the same bytes are kept once
    visits = make_round(store, moments[-1])
    assert sorted(outcomes(visits)) == ["first", "same"]
    assert not store.health(moments[-1]).failing
    assert not tuple(store.events())


@pytest.mark.parametrize(
    "where",
    [
        "archiver.frontier.revisit._while_quiet",
        "archiver.orchestration.finding.judge",
        "archiver.store.watching.identity.learn",
        "archiver.store.Store.keep",
        "test_pipeline_bugs.permitted",
    ],
)
def test_no_step_with_a_bug_ends_the_round(store: Store, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    make_round(store)
    break_(monkeypatch, where, UnicodeEncodeError("ascii", "é", 0, 1, "a bug"))
    visits = make_round(store, NOON + timedelta(hours=1))
    assert {visit.url: visit.outcome for visit in visits} == {URL: Outcome.FAILED, OTHER: Outcome.SAME}


def test_a_bug_in_a_glance_leaves_the_article_to_a_browser(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hours in range(3):
        make_round(store, NOON + timedelta(hours=hours), probed=True)
    break_(monkeypatch, "archiver.orchestration.rounds.unmodified", ValueError("a bug"))
    visits = make_round(store, NOON + timedelta(hours=4), probed=True)
    assert outcomes(visits) == ["same", "same"]
    assert not [path for path in store.folder.root.rglob("incoming/*") if path.is_file()]


@pytest.mark.parametrize("error", [DiskFull("archive.db"), OSError(5, "Input/output error")])
def test_trouble_of_the_archive_itself_ends_the_round(
    store: Store, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    break_(monkeypatch, "archiver.store.Store.record", error)
    with pytest.raises(type(error)):
        make_round(store)
    assert not store.visits(store.find_article(URL).id)

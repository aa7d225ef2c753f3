"""Visits that a plain request answers, and those it may not."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from rounds import EDITED, URL, Visiting, capture, outcomes, page

from archiver.capture.replay import ReplayCapturer
from archiver.errors import CaptureError, ConnectionFailed, NameNotResolved, NotConnected
from archiver.frontier.trust import RECHECK
from archiver.model.capture import Artefact, Capture, Depth
from archiver.model.revision import Outcome
from archiver.store import Store


def plain(html: bytes, minutes: float, *, status: int = 200) -> Capture:
    """Return what a plain request brings."""
    return replace(capture(html, minutes, status=status), dom=None, depth=Depth.PROBE)


NOT_MODIFIED = replace(plain(b"", 30, status=304), headers=())
UNTOUCHED = ConnectionFailed("https://gazette.example", "a browser was sent")


def answers(*captures: Capture | CaptureError) -> ReplayCapturer:
    return ReplayCapturer(captures)


def depths(store: Store) -> list[str]:
    with sqlite3.connect(store.path) as db:
        return [depth for (depth,) in db.execute("SELECT depth FROM visits ORDER BY id")]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(NOT_MODIFIED, id="not-modified"),
        pytest.param(plain(page(), 30), id="the-same-bytes"),
        pytest.param(plain(page().replace(b"<body>", b"<body><p>3 readers</p>"), 30), id="the-same-reading"),
    ],
)
def test_the_current_revision_is_seen_again_without_a_browser(
    store: Store, visiting: Visiting, answer: Capture
) -> None:
    visiting(capture(page(), 0))
    visits = visiting(UNTOUCHED, prober=answers(answer))
    assert outcomes(visits) == ["same"]
    assert depths(store) == ["light", "probe"]
    (revision,) = store.revisions(1)
    assert revision.seen_until == answer.captured_at
    health = store.health(answer.captured_at)
    assert (health.unchanged, health.unchanged_plain) == (1, 1)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(plain(EDITED, 30), id="an-edit"),
        pytest.param(plain(b"<h1>Access denied</h1>", 30, status=403), id="a-wall"),
        pytest.param(plain(b"<h1>Gone</h1>", 30, status=410), id="gone"),
        pytest.param(ConnectionFailed("https://gazette.example", "reset"), id="no-answer"),
    ],
)
def test_whatever_else_a_plain_request_shows_is_for_a_browser_to_see(
    store: Store, visiting: Visiting, answer: Capture | CaptureError
) -> None:
    visiting(capture(page(), 0))
    visits = visiting(capture(page(), 31), prober=answers(answer))
    assert outcomes(visits) == ["same"]
    assert depths(store) == ["light", "light"]
    assert not list(store.events())
    assert not list(store.folder.root.joinpath("incoming").iterdir())


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(NotConnected(URL, "connection refused"), id="refused"),
        pytest.param(NameNotResolved(URL, host="gazette.example"), id="no-name"),
    ],
)
def test_a_host_that_takes_no_connection_is_asked_once_a_visit(
    store: Store, visiting: Visiting, error: CaptureError
) -> None:
    visiting(capture(page(), 0))
    (visit,) = visiting(UNTOUCHED, prober=answers(error))
    assert (visit.outcome, visit.reason) == (Outcome.FAILED, str(error))
    assert depths(store) == ["light", "probe"], "no browser was sent"


def test_a_host_that_takes_no_connection_is_asked_by_browser_now_and_then(
    store: Store, visiting: Visiting
) -> None:
    visiting(capture(page(), 0))
    closed = answers(NotConnected(URL, "connection refused"))
    visits = visiting(capture(page(), 99), rounds=RECHECK + 1, prober=closed)
    assert outcomes(visits) == [*["failed"] * RECHECK, "same"]


def test_an_edit_that_a_plain_request_saw_is_found_by_browser(store: Store, visiting: Visiting) -> None:
    visiting(capture(page(), 0))
    looks = (capture(EDITED, 31), capture(EDITED, 32))
    assert outcomes(visiting(*looks, prober=answers(plain(EDITED, 30)))) == ["changed", "edited"]


def test_trust_is_lost_when_the_browser_disagrees_and_won_back(store: Store, visiting: Visiting) -> None:
    visiting(capture(page(), 0))
    visiting(capture(page(), 31), prober=answers(plain(EDITED, 30)))
    untouched = answers(plain(page(), 40))
    visiting(capture(page(), 41), capture(page(), 42), rounds=2, prober=untouched)
    visiting(UNTOUCHED, prober=untouched)
    assert depths(store) == ["light", "light", "light", "light", "probe"]


def test_a_page_that_needs_its_scripts_is_never_trusted(store: Store, visiting: Visiting) -> None:
    shell = b"<!doctype html><title>Ferry cancelled</title><body><div id=app></div>"
    rendered = replace(capture(page(), 0), response=Artefact(content=shell, media_type="text/html"))
    visiting(rendered, rendered, rounds=3, prober=answers(UNTOUCHED))
    assert "probe" not in depths(store)


def test_a_browser_looks_again_now_and_then(store: Store, visiting: Visiting) -> None:
    plainly = [plain(page(), 30 + n) for n in range(RECHECK + 1)]
    visiting(capture(page(), 0), capture(page(), 99), rounds=RECHECK + 3, prober=answers(*plainly))
    assert depths(store) == ["light", *["probe"] * RECHECK, "light", "probe"]


def test_a_last_sight_by_plain_http_is_evidence_of_the_old_text(store: Store, visiting: Visiting) -> None:
    again = page().replace(b"<body>", b"<body><p>3 readers</p>")
    visiting(capture(page(), 0))
    visiting(UNTOUCHED, prober=answers(plain(again, 30)))
    visiting(UNTOUCHED, prober=answers(NOT_MODIFIED))
    visiting(capture(EDITED, 60), capture(EDITED, 61), prober=answers(plain(EDITED, 59)))
    kept = [store.capture_of(snapshot.id) for snapshot in store.snapshots(1)]
    assert [each.response.content for each in kept if each.depth is Depth.PROBE] == [again]

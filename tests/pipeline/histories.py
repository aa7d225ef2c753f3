"""The history of two articles, as rounds over captures at hand would find it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rounds import EDITED_PARAGRAPHS, NOON, PARAGRAPHS, capture, page

from archiver.capture.replay import ReplayCapturer
from archiver.home import Home
from archiver.model.capture import Capture, Depth, Purpose
from archiver.orchestration.rounds import Steps, round_
from archiver.store import Store

FERRY = "https://gazette.example/2026/ferry"
ROAD = "https://gazette.example/2026/road"
WALL = b"<html><head><title>Just a moment...</title></head><body><p>Checking your browser</p></body></html>"

NEW_HEADLINE = page("Islands cut off as storm hits", *EDITED_PARAGRAPHS)
THIRD = page("Islands cut off as storm hits", EDITED_PARAGRAPHS[0], PARAGRAPHS[1].replace("400", "4,000"))


def open_store(home: Home) -> Store:
    return Store.open(home.database, home.snapshots)


def visit(
    store: Store, url: str, minutes: float, *shown: bytes, status: int = 200, full: bool = False
) -> None:
    """Let a round visit an article, which shows these pages in turn, the last one again and again."""
    captures = [shot(html, minutes + look / 100, url, status, full) for look, html in enumerate(shown)]
    captures += [shot(shown[-1], minutes + look / 100, url, status, full) for look in range(len(shown), 8)]
    moment = NOON + timedelta(minutes=minutes)
    article, _ = store.add_article(url, source=None, now=moment, next_visit=moment)
    steps = Steps(
        capturer=ReplayCapturer(captures),
        store=store,
        now=lambda: moment,
        permitted=lambda task: None,
        jitter=lambda: 0.0,
        sleep=lambda seconds: None,
    )
    for _ in round_(store.claim((article.id,), moment, purpose=Purpose.ROUTINE), steps):
        pass


def shot(html: bytes, minutes: float, url: str, status: int, full: bool) -> Capture:
    taken = capture(html, minutes, status=status, url=url)
    return replace(taken, depth=Depth.FULL if full else Depth.LIGHT)


def live(store: Store) -> None:
    """Watch two articles for a while: edits of text and headline, a trial, a wall, one gone and back."""
    first, edited = page(), page("Ferry cancelled as storm nears", *EDITED_PARAGRAPHS)
    visit(store, FERRY, 0, first, full=True)
    visit(store, ROAD, 1, page("Road closed", *PARAGRAPHS[1:]), full=True)
    visit(store, FERRY, 30, first)
    visit(store, FERRY, 60, edited)
    visit(store, FERRY, 90, edited)
    visit(store, ROAD, 95, page("Road shut", *PARAGRAPHS[1:]), page("Road closed", *PARAGRAPHS[1:]))
    visit(store, FERRY, 120, NEW_HEADLINE)  # seven looks, of which three leave files
    visit(store, ROAD, 130, WALL, status=403)
    visit(store, ROAD, 140, WALL, status=403)
    visit(store, FERRY, 150, NEW_HEADLINE)
    visit(store, FERRY, 180, b"<html><body>Not found</body></html>", status=404)
    visit(store, FERRY, 210, NEW_HEADLINE)
    visit(store, FERRY, 240, THIRD)
    visit(store, ROAD, 250, page("Road closed", *PARAGRAPHS[1:]))
    visit(store, FERRY, 270, first)

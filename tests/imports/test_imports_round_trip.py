"""A web archive that this program wrote, read by it again: nothing is lost on the way."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

from click.testing import CliRunner
from homes import empty_home
from pages import PARAGRAPHS, URL, article, paragraphs
from store_samples import NOON, at, capture

from archiver.archive.working import Archive
from archiver.capture.replay import ReplayCapturer
from archiver.cli import program
from archiver.home import Home
from archiver.model.capture import Artefact, Capture
from archiver.model.holding import Holding
from archiver.orchestration.rounds import Steps, receive

EDITED = (PARAGRAPHS[0], PARAGRAPHS[1].replace("1904", "1914"), PARAGRAPHS[2])
LATER = timedelta(days=3)


def seen(texts: tuple[str, ...], minutes: float) -> Capture:
    """Return a capture with all there can be, whose scripts added a paragraph to what the server sent."""
    sent = article(text=paragraphs(*texts[:2])).encode()
    shown = article(text=paragraphs(*texts)).encode()
    return replace(
        capture("x", when=at(minutes) + timedelta(microseconds=7), full=True, url=URL),
        headers=(("content-type", "text/html"), ("content-encoding", "br"), ("content-length", "77")),
        response=Artefact(content=sent, media_type="text/html"),
        dom=Artefact(content=shown, media_type="text/html"),
        screenshot=Artefact(content=b"\xff\xd8jpeg", media_type="image/jpeg")
        if minutes
        else Artefact(missing="the page was too tall", media_type="image/jpeg"),
        connections=(),
    )


def watched(home: Home) -> None:
    """Watch an article that is edited once."""
    with Archive.open(home, now=lambda: at(90)) as archive:
        archive.store.add_article(URL, source=None, now=NOON, next_visit=NOON)
        steps = Steps(
            capturer=ReplayCapturer(()),
            store=archive.store,
            now=lambda: at(90),
            permitted=lambda _: None,
            jitter=random.random,
        )
        for texts, minutes in ((PARAGRAPHS, 0), (EDITED, 60), (EDITED, 60.1)):
            (task,) = archive.store.claim([1], at(90))
            receive(task, seen(texts, minutes), steps)


NOT_HANDED_OUT = ("connections", "origin", "browser", "circumstances")
"""What of a capture is in no record, or not whole: docs/formats.md says so."""


def kept(archive: Archive) -> list[tuple[object, ...]]:
    """Return every capture that was kept, and what was read in it."""
    held = [one for one in archive.store.holdings() if isinstance(one, Holding)]
    return [
        (
            one.headline,
            one.text,
            one.capture.browser.product,
            *(getattr(one.capture, each.name) for each in fields(Capture) if each.name not in NOT_HANDED_OUT),
        )
        for one in held
    ]


def sights(archive: Archive, url: str) -> list[tuple[object, ...]]:
    return [(one.seen_from, one.seen_until, replace(one.reading, why=())) for one in archive.revisions(url)]


def test_every_digest_text_and_time_comes_back(tmp_path: Path) -> None:
    ours, theirs = empty_home(tmp_path / "ours"), empty_home(tmp_path / "theirs")
    watched(ours)
    wacz, again = tmp_path / "out.wacz", tmp_path / "again.wacz"

    def run(home: Home, *words: str | Path) -> str:
        done = CliRunner().invoke(program, ["--home", str(home.root), *map(str, words)])
        assert done.exit_code == 0, done.output
        return done.output

    run(ours, "export", "--format", "wacz", "-o", wacz)
    assert "3 captures of 1 article: 1 edited, 1 first, 1 same" in run(theirs, "import", wacz)
    run(theirs, "export", "--format", "wacz", "-o", again)
    assert "left out: 3 known already" in run(theirs, "import", again)
    with Archive.open(ours, readonly=True) as one, Archive.open(theirs, readonly=True) as other:
        assert len(kept(one)) == 3
        assert kept(one) == kept(other)
        assert sights(one, URL) == sights(other, f"{URL}#imported:files")
        (edit,), (same) = tuple(one.edits()), tuple(other.edits())
        assert [(e.not_before, e.not_after, e.body) for e in same] == [
            (edit.not_before, edit.not_after, edit.body)
        ]

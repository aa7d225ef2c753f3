"""Captures, readings and verdicts built by hand, for the tests of the store."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

import readings

from archiver.model.capture import (
    Artefact,
    Browser,
    Capture,
    CaptureTask,
    Connection,
    Depth,
    Hop,
    Resource,
)
from archiver.model.diff import (
    Assessment,
    BlockChange,
    ChangeKind,
    Diff,
    Disclosure,
    FieldChange,
    Span,
    SpanKind,
    Weight,
)
from archiver.model.doubt import Doubt, DoubtKind
from archiver.model.reading import PageKind, Reading, Screening
from archiver.model.revision import Changed, Edited, First, Same, Suspect, Verdict, Visit
from archiver.model.sight import Finding, Sight
from archiver.model.volatile import Volatile
from archiver.store import Kept, Store

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://gazette.example/2026/storm-warning"
ARTICLE_PAGE = Screening(kind=PageKind.ARTICLE)
WORDS = ("storm", "harbour", "council", "warned", "river", "night", "town", "mayor", "said", "water")


def at(minutes: float) -> datetime:
    """Return an instant that many minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def prose(seed: int, words: int = 40) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) for _ in range(words))


def page(text: str, *, noise: object = "") -> bytes:
    """Return a page with a frame that stays, a text, and noise that no reader sees."""
    return f"<html><body>{_frame()}<article>{text}</article><i data-n='{noise}'></i></body></html>".encode()


@cache
def _frame() -> str:
    return "".join(f'<div class="c{n}">{prose(n)}</div>\n' for n in range(60))


def capture(
    text: str = "first",
    *,
    when: datetime = NOON,
    noise: object = "",
    full: bool = False,
    status: int = 200,
    url: str = URL,
) -> Capture:
    """Return a capture of a page with this text."""
    html = page(text, noise=noise)
    return Capture(
        url=url,
        final_url=url,
        hops=(Hop(url=url + "?r", status=301, location=url, headers=(("location", url),)),),
        captured_at=when,
        status=status,
        headers=(("content-type", "text/html; charset=utf-8"), ("etag", f'"{len(html)}"'), ("x-a", "1")),
        response=Artefact(content=html, media_type="text/html"),
        dom=Artefact(content=html.replace(b"<body>", b"<body class='js'>"), media_type="text/html"),
        mhtml=Artefact(content=b"MIME-Version: 1.0\n" + html, media_type="multipart/related")
        if full
        else None,
        screenshot=Artefact(missing="the page was too tall", media_type="image/jpeg") if full else None,
        resources=(
            Resource(
                url="https://gazette.example/a.css",
                kind="stylesheet",
                status=200,
                headers=(("content-type", "text/css"),),
                body=Artefact(content=b"body { color: black }" * 20, media_type="text/css"),
            ),
            Resource(url="https://ads.example/x.js", kind="script", body=Artefact(missing="refused")),
        )
        if full
        else (),
        connections=(
            Connection(host="gazette.example", port=443, address="93.184.216.34", at=when, received_bytes=9),
            Connection(host="10.0.0.1", port=80, refused="not on the public internet", at=when),
        ),
        browser=Browser(product="HeadlessChrome/156.0", path="/usr/bin/chromium", flags=("--a", "--b")),
        took=timedelta(milliseconds=1250, microseconds=7),
        depth=Depth.FULL if full else Depth.LIGHT,
        notes=("dialog dismissed",),
    )


reading = partial(readings.reading, headline="Storm warning", bylines=("Ann Example",), language=None)


def fingerprint(read: Reading) -> str:
    return "1:" + sha256(f"{read.headline}|{read.text}".encode("utf-8", "replace")).hexdigest()


def edited(old: Reading, new: Reading, *, silent: bool = True, reverts_to: int | None = None) -> Edited:
    """Return a verdict that says the headline changed, if it did, and the first block, if it did."""
    fields = ()
    if old.headline != new.headline:
        fields = (FieldChange(name="headline", old=old.headline, new=new.headline),)
    blocks = []
    for number, (before, after) in enumerate(zip(old.blocks, new.blocks, strict=True)):
        same = before == after
        spans = () if same else (
            Span(kind=SpanKind.REMOVED, text=before.text), Span(kind=SpanKind.ADDED, text=after.text)
        )  # fmt: skip
        kind = ChangeKind.SAME if same else ChangeKind.EDITED
        blocks.append(BlockChange(kind=kind, old=(number,), new=(number,), spans=spans))
    return Edited(
        diff=Diff(fields=fields, blocks=tuple(blocks)),
        assessment=Assessment(
            weight=Weight.SUBSTANTIVE,
            disclosure=Disclosure() if silent else Disclosure(kind="correction", text="Corrected: a name"),
            reasons=("a number changed",),
            summary="The text changed.",
            field_weights=(("body", Weight.SUBSTANTIVE),),
        ),
        reverts_to=reverts_to,
    )


def watch(store: Store, url: str = URL) -> CaptureTask:
    """Watch an article and claim it."""
    article, _ = store.add_article(url, source=None, now=NOON, next_visit=NOON)
    return store.claim([article.id], NOON)[0]


def see(
    store: Store,
    task: CaptureTask,
    read: Reading | None,
    verdict: Verdict,
    *,
    minutes: float,
    taken: Capture | None = None,
    screening: Screening = ARTICLE_PAGE,
    volatile: tuple[Volatile, ...] = (),
) -> Visit:
    """Keep and record one capture of the article."""
    when = at(minutes)
    taken = taken or capture(read.text if read else "nothing", when=when, noise=minutes, url=task.url)
    kept = store.keep(task, taken)
    finding = replace(found(kept, read, verdict, screening=screening), volatile=volatile)
    return store.record(kept, finding, next_visit=when + timedelta(hours=1), now=when)


def found(
    kept: Kept, read: Reading | None, verdict: Verdict, *, screening: Screening = ARTICLE_PAGE
) -> Finding:
    """Return what a capture shows, and what that means."""
    sight = Sight(
        task=kept.task,
        seen_at=kept.capture.captured_at,
        status=kept.capture.status,
        screening=screening,
        reading=read,
        fingerprint=fingerprint(read) if read else None,
    )
    return Finding(sight=sight, verdict=verdict)


def suspect(kind: str, detail: str) -> Suspect:
    """Return the verdict on what is probably not the article."""
    return Suspect(doubt=Doubt(kind=DoubtKind(kind), detail=detail))


def see_edit(store: Store, task: CaptureTask, old: Reading, new: Reading, *, minutes: float) -> Visit:
    """See a change and, a minute later, see it again."""
    see(store, task, new, Changed(), minutes=minutes)
    return see(store, task, new, edited(old, new), minutes=minutes + 1)


ONE = reading("The bridge is open.", "It rained.")
TWO = reading("The bridge is closed.", "It rained.", headline="Bridge closed")
WALL = Screening(kind=PageKind.BOT_WALL, reason="challenge page")


def files(store: Store) -> set[Path]:
    """Return every file of the snapshots folder."""
    return {path for path in store.folder.root.rglob("*") if path.is_file()}


def dump(store: Store) -> list[str]:
    """Return the whole database as SQL."""
    return list(store.db.iterdump())


__all__ = [name for name in dir() if not name.startswith("_")] + ["First", "Same"]

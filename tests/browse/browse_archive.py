"""An archive for the reading room's tests: the demo's script, told to the real store without a browser."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from homes import empty_home

from archiver.demo.articles import Story, time_at
from archiver.demo.markup import Setting
from archiver.demo.pictures import draw
from archiver.demo.script import DEMO
from archiver.demo.templates import render
from archiver.diff.classify import assess
from archiver.diff.engine import compare
from archiver.diff.fingerprint import fingerprint
from archiver.model.article import Article, Source
from archiver.model.capture import Artefact, Browser, Capture, Connection, Depth, Hop, Resource
from archiver.model.reading import (
    Anchor,
    Block,
    BlockKind,
    Caption,
    Notice,
    NoticeKind,
    PageKind,
    Reading,
    Screening,
)
from archiver.model.revision import Edited, First, Gone, Moved, Same, Verdict
from archiver.model.sight import Finding, Sight
from archiver.store import Store

SITE = "https://courier.example"
AFTER = timedelta(minutes=12)
NOTICES = {"Correction": NoticeKind.CORRECTION, "Editor’s note": NoticeKind.EDITORS_NOTE}


def build(root: Path) -> Path:
    """Make a home whose archive knows the demo's whole script, and return its folder."""
    home = empty_home(root)
    with Store.open(home.database, home.snapshots) as store:
        store.sync_sources([Source(name="The Alder Courier", domain="courier.example")], time_at(0))
        known: dict[str, tuple[Article, Story]] = {}
        for step in range(DEMO.last_step + 1):
            for story in DEMO.newsroom(step):
                known[story.name] = (_visit(store, story, step, known.get(story.name)), story)
    return home.root


def add(root: Path, reading: Reading, *, url: str, at: datetime, html: bytes = b"<p>kept</p>") -> Article:
    """Let one more article be seen for the first time."""
    with Store.open(root / "db/archive.db", root / "snapshots") as store:
        article, _ = store.add_article(url, source=None, now=at, next_visit=at)
        see(store, article, capture(url, at, html), reading, First())
    return article


def see(store: Store, article: Article, got: Capture, reading: Reading | None, verdict: Verdict) -> None:
    """Let an article be seen."""
    task = store.claim([article.id], got.captured_at)[0]
    kept = store.keep(task, got)
    kind = {Gone: PageKind.GONE, Moved: PageKind.MOVED}.get(type(verdict), PageKind.ARTICLE)
    sight = Sight(
        task=kept.task,
        seen_at=kept.capture.captured_at,
        status=kept.capture.status,
        screening=Screening(kind=kind),
        reading=reading,
        fingerprint=fingerprint(reading) if reading else None,
    )
    at = got.captured_at
    store.record(kept, Finding(sight=sight, verdict=verdict), next_visit=at + timedelta(hours=1), now=at)


def _visit(store: Store, story: Story, step: int, before: tuple[Article, Story] | None) -> Article:
    at = (time_at(step) + AFTER).astimezone(UTC)
    if before is None:
        article, _ = store.add_article(SITE + story.path, source="The Alder Courier", now=at, next_visit=at)
        see(store, article, capture(SITE + story.path, at, _html(story, step)), read(story), First())
        return article
    article, old = before
    if story.gone:
        see(
            store,
            article,
            capture(SITE + story.path, at, b"<h1>Gone</h1>", status=410),
            None,
            Gone(status=410),
        )
        return article
    got = capture(SITE + story.path, at, _html(story, step))
    verdict: Verdict = Same()
    if fingerprint(read(story)) != fingerprint(read(old)):
        diff = compare(read(old), read(story))
        numbers = [revision.number for revision in store.revisions(article.id)
                   if revision.fingerprint == fingerprint(read(story))]  # fmt: skip
        back = min(numbers, default=None)
        verdict = Edited(diff=diff, assessment=assess(read(old), read(story), diff), reverts_to=back)
    if story.path != old.path:
        moved = capture(SITE + old.path, at - timedelta(minutes=1), b"", hops=(SITE + story.path,))
        see(store, article, moved, None, Moved(to=SITE + story.path))
    see(store, article, got, read(story), verdict)
    return article


def read(story: Story) -> Reading:
    """Return what a perfect reader would make of a story."""
    blocks = []
    for raw in story.blocks:
        kind, text = BlockKind.PARAGRAPH, raw
        for mark, other in (
            ("## ", BlockKind.HEADING),
            ("- ", BlockKind.LIST_ITEM),
            ("@ ", BlockKind.HEADING),
        ):
            if raw.startswith(mark):
                kind, text = other, raw[len(mark) :]
        anchors = tuple(Anchor(text=words, url=SITE + path) for words, path in re.findall(LINK, text))
        blocks.append(Block(kind=kind, text=re.sub(LINK, r"\1", text), anchors=anchors))
    return Reading(
        reader="generic/1",
        headline=story.headline,
        dek=story.dek,
        bylines=story.bylines,
        dateline=story.dateline,
        published_at=story.published.astimezone(UTC),
        modified_at=story.stamp.astimezone(UTC),
        blocks=tuple(blocks),
        captions=(Caption(text=story.picture.caption, credit=story.picture.credit),),
        notices=tuple(Notice(kind=NOTICES[note.split(":")[0]], text=note) for note in story.notices),
        language="en-US",
        section=story.section.title(),
    )


LINK = r"\[([^\]]+)\]\(([^)]+)\)"


def capture(url: str, at: datetime, html: bytes, *, status: int = 200, hops: tuple[str, ...] = ()) -> Capture:
    """Return a capture with everything a visit can bring home."""
    return Capture(
        url=url,
        final_url=hops[-1] if hops else url,
        hops=tuple(Hop(url=url, status=301, location=hop) for hop in hops),
        captured_at=at,
        status=status,
        headers=(("content-type", "text/html; charset=utf-8"), ("server", "courier/1")),
        response=Artefact(content=html, media_type="text/html"),
        dom=Artefact(content=html.replace(b"<p>", b"<p class='seen'>"), media_type="text/html"),
        mhtml=Artefact(missing="the page was gone before it was asked for"),
        screenshot=Artefact(content=draw(f"{url}.png")[0], media_type="image/png"),
        resources=(
            Resource(url=f"{SITE}/static/site.css", kind="stylesheet", status=200,
                     body=Artefact(content=b"p{color:red}", media_type="text/css")),
            Resource(url="https://ads.example/pixel", kind="image", body=Artefact(missing="no answer")),
        ),
        connections=(
            Connection(host="courier.example", port=443, address="203.0.113.7", at=at, received_bytes=9000),
        ),
        browser=Browser(product="HeadlessChrome/156.0.8078.79"),
        took=timedelta(seconds=2),
        depth=Depth.FULL,
    )  # fmt: skip


def _html(story: Story, step: int) -> bytes:
    others = tuple(other for other in DEMO.newsroom(step) if not other.gone)
    setting = Setting(url=SITE, now=time_at(step), stories=others, noise=Random(f"{story.name} {step}"))
    return render(story, setting).encode()

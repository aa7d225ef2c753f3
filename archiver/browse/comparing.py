"""The page that compares two revisions of an article, and the same as plain text."""

from __future__ import annotations

import shlex
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from datasette.utils.asgi import NotFound, Request, Response
from markupsafe import Markup

from archiver.browse import answers, intervals, marks, noting, shelf, sights, verdicts
from archiver.browse.about import about
from archiver.browse.asking import Asker, Context, asker_of
from archiver.browse.words import host
from archiver.diff import card, present
from archiver.diff.layout import lay_out
from archiver.diff.weigh import weigh
from archiver.model.diff import Assessment, Diff
from archiver.model.listing import Listing
from archiver.model.revision import Comparison, Edit, Revision
from archiver.model.text import undirected
from archiver.model.volatile import Volatile
from archiver.store.history import volatile

if TYPE_CHECKING:  # Datasette loads its plugins while it is itself only half imported
    from datasette.app import Datasette


FRAME_WIDTH, FRAME_HEIGHT = 640, 480
"""Pixels of a comparison in a page of others where nobody asks for fewer: a column of text, a screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Two revisions of an article as they are kept, and what is known beside them."""

    listing: Listing
    old: Revision
    new: Revision
    edit: Edit | None  # None: not neighbours, or no edit
    places: tuple[Volatile, ...]  # that are volatile in this article


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two revisions of an article, what changed between them, and what that amounts to."""

    listing: Listing
    old: Revision
    new: Revision
    diff: Diff
    assessment: Assessment
    edit: Edit | None  # None: not neighbours, or no edit


async def diff(datasette: Datasette, request: Request) -> Response:
    """Show what changed between two revisions of an article."""
    asker = await asker_of(datasette, request)
    side_by_side = asker.asked("view") == "side"
    pair = await pair_of(asker)
    shown = await asker.make(lambda: _shown(pair, side_by_side=side_by_side))
    proven = await asker.read(lambda db: _proven(db, pair))
    context = {**shown, **proven, **noting.beside(asker, pair.edit), "unfolded": _unfolded(asker, pair)}
    return asker.page("diff.html", context, script="diff.js")


async def diff_text(datasette: Datasette, request: Request) -> Response:
    """Give out the same as plain text, to be copied."""
    asker = await asker_of(datasette, request)
    pair = await pair_of(asker)
    evidence = await asker.read(lambda db: sights.evidence(db, pair.old, pair.new))
    address = asker.address[: -len(".txt")]
    text = await asker.make(lambda: "\n".join(_lines(pair, evidence, address)))
    return answers.listing(text, "text/plain; charset=utf-8")


async def pair_of(asker: Asker, numbers: tuple[int, ...] | None = None) -> Pair:
    """Compare two revisions; what an edit amounts to was judged when it was found.

    Args:
        asker: whose address names the article and both revisions,
        numbers: unless these do.

    Raises:
        NotFound: there are no such revisions.
    """
    named = numbers or tuple(asker.path_number(name) for name in ("article", "old", "new"))
    sides = await asker.read(lambda db: _sides(db, *named))
    return await asker.make(lambda: _compared(sides))


def _sides(db: sqlite3.Connection, number: int, first: int, last: int) -> Sides:
    listing = shelf.article(db, number)
    old, new = shelf.revision(db, number, first), shelf.revision(db, number, last)
    if listing is None or old is None or new is None:
        raise NotFound(f"article {number} has no revisions {first} and {last}")
    return Sides(
        listing=listing,
        old=old,
        new=new,
        edit=shelf.edit_into(db, number, last) if last == first + 1 else None,
        places=volatile.load(db, number),
    )


def _compared(sides: Sides) -> Pair:
    changes, weighed = weigh(sides.old.reading, sides.new.reading, sides.places)
    return Pair(
        listing=sides.listing,
        old=sides.old,
        new=sides.new,
        diff=changes,
        assessment=sides.edit.assessment if sides.edit else weighed,
        edit=sides.edit,
    )


def card_of(pair: Pair) -> card.Card:
    """Return what is drawn of a comparison."""
    comparison = Comparison(
        url=pair.listing.article.url,
        old=pair.old,
        new=pair.new,
        diff=pair.diff,
        assessment=pair.assessment,
    )
    return card.card_of(comparison, pair.edit, source=pair.listing.article.source)


def title_of(pair: Pair) -> str:
    """Say in a line what was changed, for those who see nothing of the page but this."""
    old, new = pair.old.reading.headline, pair.new.reading.headline
    return undirected(f"“{old}” became “{new}”" if old != new else f"What changed in “{new}”")


def frame_of(pair: Pair, address: str, width: int, height: int) -> str:
    """Return the HTML that shows a comparison in a page of others; all of a stranger's in it is escaped."""
    return Markup(
        '<iframe src="{}/embed" width="{}" height="{}" title="{}" loading="lazy"'
        ' sandbox="allow-popups allow-same-origin"></iframe>'
    ).format(address, width, height, title_of(pair))


def _unfolded(asker: Asker, pair: Pair) -> Context:
    """Return what is shown where somebody pastes the address: Open Graph (https://ogp.me) and oEmbed."""
    outlet = pair.listing.article.source or host(pair.listing.article.url)
    return {
        "title": title_of(pair),
        "description": undirected(f"{pair.assessment.summary} ({outlet})"),
        "frame": str(frame_of(pair, asker.address, FRAME_WIDTH, FRAME_HEIGHT)),
        "oembed": asker.absolute(f"/oembed?{urlencode({'url': asker.address})}"),
        "card": _card(asker, pair),
    }


def _card(asker: Asker, pair: Pair) -> Context | None:
    """Return the picture of a comparison, where one was drawn of it as it is today."""
    drawn = card_of(pair)
    if not (asker.cards / drawn.name).is_file():
        return None
    return {
        "url": f"{asker.address}/card.png",
        "told": drawn.told,
        "width": card.WIDTH,
        "height": card.HEIGHT,
    }


def _shown(pair: Pair, *, side_by_side: bool) -> Context:
    old, new = pair.old.reading, pair.new.reading
    parts = lay_out(pair.diff)
    # present.html escapes everything that comes from a page; its tests say so.
    shown = Markup(present.html(old, new, pair.diff, side_by_side=side_by_side))  # noqa: S704
    return {
        "listing": pair.listing,
        "old": pair.old,
        "new": pair.new,
        "edit": pair.edit,
        "diff": pair.diff,
        "assessment": pair.assessment,
        "side_by_side": side_by_side,
        "shown": shown,
        "marks": marks.marks(parts, new),
        "about": about(pair.assessment.changes, parts),
        "bar_length": marks.BAR_LENGTH,
        "copied": present.unified(old, new, pair.diff),
        "same_reader": old.reader == new.reader,
    }


def _proven(db: sqlite3.Connection, pair: Pair) -> Context:
    old, new = pair.old, pair.new
    looks = sights.looks(db, new)
    neighbours = new.number == old.number + 1
    return {
        "newest": shelf.newest_number(db, pair.listing.article.id),
        "looks": looks if neighbours else (),
        "rule": verdicts.rule_words(new.opened_by if neighbours else None),
        "looked": verdicts.looks_words([look.purpose for look in looks]) if neighbours else None,
        "weighed": verdicts.weight_words(pair.assessment),
        "reasons": verdicts.reasons(pair.assessment),
        "announcement": verdicts.disclosure_words(pair.assessment.disclosure),
        "confidence": verdicts.confidence_words(old.reading, new.reading),
        "evidence": sights.evidence(db, old, new),
        "before": sights.screenshots(db, old)[1],
        "after": sights.screenshots(db, new)[0],
        "command": _command("bundle", pair),
        "draws": _command("card", pair),
    }


def _command(name: str, pair: Pair) -> str:
    return f"archiver {name} {shlex.quote(pair.listing.article.url)} {pair.old.number}..{pair.new.number}"


def _lines(pair: Pair, evidence: tuple[sights.Kept, ...], address: str) -> Iterator[str]:
    old, new, edit = pair.old, pair.new, pair.edit
    yield new.reading.headline
    yield pair.listing.article.url
    yield f"From revision {old.number} to revision {new.number}: {address}"
    if edit:
        yield f"Edited between {intervals.plain(edit.not_before)} and {intervals.plain(edit.not_after)}"
    yield f"{pair.assessment.weight.value.capitalize()}: {pair.assessment.summary}"
    yield f"Announced: {verdicts.disclosure_words(pair.assessment.disclosure)}"
    yield ""
    yield present.unified(old.reading, new.reading, pair.diff) or "A reader sees no difference."
    for kept in evidence:
        yield f"{kept.role}: snapshot {kept.snapshot}, {intervals.plain(kept.captured_at)}"
        yield from (f"  {one.name} {one.digest}" for one in kept.exhibits if one.digest)
    yield ""

"""A comparison as a small page, to be drawn as the picture that networks show beside a link.

It is made of the marks that every other page of a diff has (`present.marked`), and of nothing that is
loaded: the same comparison gives the same bytes, by whose digest a picture drawn of it is known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape
from unicodedata import east_asian_width
from urllib.parse import urlsplit

from archiver.diff.layout import Field, Hunk, Move, Piece, lay_out
from archiver.diff.present import STYLE, marked
from archiver.diff.words import seen
from archiver.model.diff import Assessment, BlockChange, FieldChange, Span, SpanKind
from archiver.model.named import field_title
from archiver.model.revision import Comparison, Edit
from archiver.model.text import undirected

WIDTH, HEIGHT = 1200, 630
"""Pixels, as networks show a picture beside a link. Source: https://ogp.me names none; 1.91 to 1 is what
Facebook, LinkedIn, Mastodon and X crop to."""

LETTERS = ((60, 72), (110, 64), (160, 54), (240, 44))
"""Up to so many letters, which size of letter, in pixels: the most of each fill the card in DejaVu Serif, the
widest of its fonts. A phone shows a third of that: no less than 13 pixels."""

CONTEXT_LETTERS = 60
"""Letters that are shown before the first word that changed."""

LONGEST_TOLD = 400
"""Characters of the alternative text: X takes 420, others more."""

CUT = "…"

POLICY = "default-src 'none'; style-src 'unsafe-inline'"

SHEET = """\
* { box-sizing: border-box; margin: 0; }
body { width: 1200px; height: 630px; padding: 44px 52px 36px; background: #fdfcfa; color: #1d2327;
  display: flex; flex-direction: column;
  font-family: Charter, "Source Serif 4", "Noto Serif", Georgia, "DejaVu Serif", serif; }
.over, .under { display: flex; gap: 28px; align-items: baseline; color: #57626b; white-space: nowrap;
  font: 600 34px/1.3 "Noto Sans", "DejaVu Sans", sans-serif; }
.over > *, .under > * { overflow: hidden; text-overflow: ellipsis; }
.over > :last-child, .under > :last-child { margin-left: auto; flex: none; }
.label { color: #94231b; background: #fbe3df; border-radius: 20px; padding: 2px 20px; font-size: 30px; }
main { flex: 1; min-height: 0; display: flex; flex-direction: column; justify-content: center; gap: 14px;
  overflow: hidden; overflow-wrap: anywhere; }
main > * { line-height: 1.22; }
main > p.told { font: 34px/1.3 "Noto Sans", "DejaVu Sans", sans-serif; color: #57626b; white-space: nowrap;
  overflow: hidden; text-overflow: ellipsis; flex: none; }
.under { border-top: 3px solid #ddd9d1; padding-top: 18px; font-weight: 400; font-size: 32px; }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is drawn, and the same in words for those who do not see it."""

    html: str  # a whole page, which loads nothing
    told: str  # both wordings

    @property
    def name(self) -> str:
        """The name of the file that is drawn of it: another card has another."""
        return f"{hashlib.sha256(self.html.encode()).hexdigest()[:32]}.png"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """The change that a card shows."""

    what: str  # "Headline"
    spans: tuple[Span, ...]
    one_text: bool  # else the old stands above the new


def card_of(comparison: Comparison, edit: Edit | None, *, source: str | None) -> Card:
    """Return the card of a comparison.

    It shows the headline before and after; where that stayed, the first passage of the text that changed,
    else the first of what else did.

    Args:
        comparison: of two revisions.
        edit: what was told of the step between them; None: they are no neighbours, or it is no edit.
        source: who published the article; None: its host says so.
    """
    passage = _most_telling(comparison)
    outlet = source or urlsplit(comparison.url).netloc
    assessment = edit.assessment if edit else comparison.assessment
    when = _when(
        *(edit.not_before, edit.not_after) if edit else (comparison.old.seen_until, comparison.new.seen_from)
    )
    return Card(
        html=_page(comparison, passage, assessment, outlet=outlet, when=when),
        told=_in_words(passage, assessment, outlet=outlet, when=when),
    )


# --- what is shown ----------------------------------------------------------------------------------


def _most_telling(comparison: Comparison) -> _Passage | None:
    hunks = [part.pieces for part in lay_out(comparison.diff) if isinstance(part, Hunk)]
    fields = [piece for pieces in hunks for piece in pieces if isinstance(piece, Field)]
    headline = [field for field in fields if field.change.name == "headline"]
    texts = [tuple(_words(pieces)) for pieces in hunks]
    text = next((spans for spans in texts if spans), None)
    if headline or text is None:
        return next((_of_field(field) for field in headline or fields), None)
    return _Passage(what="Text", spans=text, one_text=True)


def _of_field(field: Field) -> _Passage:
    change = field.change
    one_text = bool(change.spans) and not field.old_over_new
    return _Passage(
        what=field_title(change.name), spans=change.spans if one_text else _sides(change), one_text=one_text
    )


def _sides(change: FieldChange) -> tuple[Span, ...]:
    both = (SpanKind.REMOVED, change.old), (SpanKind.ADDED, change.new)
    return tuple(Span(kind=kind, text=text) for kind, text in both if text)


def _words(pieces: Sequence[Piece]) -> Iterator[Span]:
    """Yield the words of a hunk of the text; of what only moved, none."""
    moved = [block for piece in pieces if isinstance(piece, Move) for block in piece.blocks]
    reworded = [block for block in moved if any(span.kind is not SpanKind.SAME for span in block.spans)]
    blocks = [piece for piece in pieces if isinstance(piece, BlockChange)] or reworded
    for place, block in enumerate(blocks):
        if place:
            yield Span(kind=SpanKind.SAME, text=" ")
        yield from seen(block.spans)


# --- the page -----------------------------------------------------------------------------------------


def _page(
    comparison: Comparison, passage: _Passage | None, assessment: Assessment, *, outlet: str, when: str
) -> str:
    reading = comparison.new.reading
    of_headline = passage is not None and passage.what == field_title("headline")
    spans = () if passage is None else _shortened(passage)
    letters = sum(_width(span.text) for span in spans)
    size = next((pixels for most, pixels in LETTERS if letters <= most), LETTERS[-1][1])
    style = "" if passage is None or passage.one_text else ' class="diff-over"'
    summary = f'<p class="told">{escape(assessment.summary)}</p>'
    shown = f'<p{style} dir="auto" style="font-size: {size}px">{marked(spans)}</p>' if spans else ""
    headline = "" if of_headline else f'<p class="told" dir="auto">{escape(reading.headline)}</p>'
    silent = assessment.substantive and assessment.disclosure.silent
    label = '<span class="label">no correction note</span>' if silent else "<span></span>"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(reading.language or "")}"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<style>{STYLE}{SHEET}</style></head>\n"
        f'<body><p class="over"><span dir="auto">{escape(outlet)}</span>{label}</p>\n'
        f"<main>{headline}{shown}{summary}</main>\n"
        f'<p class="under"><span>{escape(when)}</span><span>Archiver</span></p></body></html>\n'
    )


def _shortened(passage: _Passage) -> tuple[Span, ...]:
    """Return what fits on a card: of two texts half of each, of one the part around its first change."""
    most = LETTERS[-1][0]
    if not passage.one_text:
        return tuple(Span(kind=span.kind, text=_cut(span.text, most // 2)) for span in passage.spans)
    return tuple(_around_change(passage.spans, most))


def _around_change(spans: tuple[Span, ...], most: int) -> Iterator[Span]:
    if sum(_width(span.text) for span in spans) <= most:
        yield from spans
        return
    left = most
    for place, span in enumerate(spans):
        text = span.text
        if place == 0 and span.kind is SpanKind.SAME and _width(text) > CONTEXT_LETTERS:
            text = (
                CUT + text[-CONTEXT_LETTERS:].partition(" ")[2]
                if " " in text[-CONTEXT_LETTERS:]
                else CUT + text[-CONTEXT_LETTERS // 2 :]
            )
        text = _cut(text, left)
        yield Span(kind=span.kind, text=text)
        left -= _width(text)
        if left <= 0:
            return


def _cut(text: str, most: int) -> str:
    """Return the begin of a text, up to a space where there is one."""
    if _width(text) <= most:
        return text
    room = most
    for place, letter in enumerate(text):
        room -= _width(letter)
        if room < 0:
            begin, space, _ = text[:place].rpartition(" ")
            return (begin if space and len(begin) > place // 2 else text[:place]) + CUT
    return text


def _width(text: str) -> int:
    """Return how many letters wide a text is; one of Chinese, Japanese or Korean is as wide as two.

    Source: Unicode, UAX #11.
    """
    return len(text) + sum(east_asian_width(letter) in "WF" for letter in text)


# --- in words -----------------------------------------------------------------------------------------


def _in_words(passage: _Passage | None, assessment: Assessment, *, outlet: str, when: str) -> str:
    """Return what the card shows: both wordings, then whose and when."""
    end = f" {outlet}, {when}: {assessment.summary}."
    if passage is None:
        return end.strip()
    plain = tuple(replace(span, text=undirected(span.text)) for span in passage.spans)
    spans = _shortened(replace(passage, spans=plain))
    before = "".join(span.text for span in spans if span.kind is not SpanKind.ADDED).strip()
    after = "".join(span.text for span in spans if span.kind is not SpanKind.REMOVED).strip()
    half = max((LONGEST_TOLD - len(end)) // 2 - len("Headline before: “”; "), CONTEXT_LETTERS)
    sides = (("before", before), ("now", after))
    said = "; ".join(f"{side}: “{_cut(text, half)}”" for side, text in sides if text)
    return " ".join(undirected(f"{passage.what} {said}.{end}").split())


def _when(last_seen: datetime, first_seen: datetime) -> str:
    """Write an interval for people, to the minute."""
    old, new = last_seen.astimezone(UTC), first_seen.astimezone(UTC)
    start = f"{old.day} {old:%B %Y} {old:%H:%M}"
    same_day = old.date() == new.date()
    return f"between {start} and {'' if same_day else f'{new.day} {new:%B %Y} '}{new:%H:%M} UTC"

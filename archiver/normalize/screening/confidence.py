"""How sure a reading is, by what can be checked on the page without knowing the article.

A reading is as sure as its weakest check. What the page claims of its article must occur in what was read,
the words must be words of its language, and nothing with more running text may have been left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from archiver.language import LANGUAGES, known
from archiver.model.reading import DOUBTFUL, BlockKind, Reading
from archiver.normalize.page import wording
from archiver.normalize.page.forms import ASIDES, prose
from archiver.normalize.page.structured import Claims
from archiver.normalize.page.text import key
from archiver.normalize.page.walk import Page

HEADLINE_SHARE = 0.2
"""Least share of the headline's words that the text has: of 700 pages that are read well 0.5 % have less."""

CLAIMED_SHARE = 0.35
"""The same of a description: 0.7 %. One of both is enough, as newsrooms put either in words of their own."""

DECLARED_SHARE = 0.5
"""The same of the words of `articleBody` in JSON-LD, and of its length: none."""

TIMES_MORE = 1.5
"""How many times as much running text may stand elsewhere, counted by how far it has words of the claims.

Of 1,061 pages that are read well 0.4 % have more; uncounted, it were 0.8 %.
"""

PAGE_SHARE = 0.05
"""Least share of the page's text: of 1,061 pages that are read well none has less than 0.06."""

WRITTEN = 0.08
"""Least share of function words in what is written in a language. In prose it is 0.3 to 0.5."""

LEAST_FUNCTION_WORDS = 2
"""Fewest different ones in headline and dek: one alone is a word of many languages."""

READABLE = 0.5
"""Least share of the text that is written in its language, and that is no comment."""

STEM = 5
"""Letters by which forms of a word are taken for the same."""

CONTENT = 4
"""Least letters of a word that says something, in most languages."""

FEW = 3
"""Fewer words of a claim are not looked for: "Live blog"."""

DESCRIBES = 5
"""The same of a description."""

SPEAKING = 15
"""Least words of a paragraph in which function words are counted."""

SENTENCES = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIVE_ENTRY})
"""Kinds of blocks that are sentences."""

TEASER = 400
"""Longest `articleBody` that may be a teaser."""

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Check:
    """What one check found."""

    grade: float  # 0 to 1; doubtful below `DOUBTFUL`
    reason: str  # for people, where it is doubtful
    is_other: bool = False  # what was read is another text, and the article may be elsewhere on the page


UNWRITTEN = Check(0.0, "no running text found")
"""What is known where no text runs, though a few words may have been read."""


def checks_of(reading: Reading, page: Page, claims: Claims, told: frozenset[int]) -> tuple[Check, ...]:
    """Return what was checked.

    Args:
        reading: what was read.
        page: from which.
        claims: what the page says about itself.
        told: indices of the lines that were read as the body.
    """
    if not reading.blocks:
        return (UNWRITTEN,)
    checks = (
        *_claimed(reading, claims),
        *_beside(reading, page, claims, told),
        *_large(page, claims, told),
        *_written(reading),
    )
    return tuple(checks)


def _claimed(reading: Reading, claims: Claims) -> Iterator[Check]:
    """Check that what the page claims of its article occurs in what was read."""
    captions = (caption.text for caption in reading.captions)
    notices = (notice.text for notice in reading.notices)
    body = _stems(reading.text)
    whole = body | _stems(" ".join((reading.dek or "", *captions, *notices)))
    described, titled = _described(claims, whole), _share(reading.headline, body, FEW)
    if described is not None and titled is not None:
        best = max(described / CLAIMED_SHARE, titled / HEADLINE_SHARE)
        reason = "hardly a word of the headline or of the description is in the text"
        yield _check(best, 1.0, reason, is_other=True)
    declared = claims.body if claims.body and len(claims.body) > TEASER else ""
    if (share := _share(declared, whole, DESCRIBES)) is not None:
        yield _check(share, DECLARED_SHARE, "articleBody in JSON-LD is another text", is_other=True)
        length = len(key(reading.text)) / len(key(declared))
        yield _check(length, DECLARED_SHARE, "articleBody in JSON-LD is more than twice as long")


def _beside(reading: Reading, page: Page, claims: Claims, told: frozenset[int]) -> Iterator[Check]:
    """Check that the text is not the readers' comments, and that no more running text stands elsewhere.

    Comments below their label and asides are no such text. Teasers are, as boxed sections look like them,
    but what has fewer words of the claims than the text counts less: it is likely to be on something else.
    """
    if claims.shown:
        return
    running = [prose(line) for line in page.lines]
    ours = sum(running[index] for index in told)
    if sum(running) - ours <= ours * TIMES_MORE:
        return
    talk = _talk(page, running, key(reading.headline))
    others = [
        line
        for line in page.lines[:talk]
        if running[line.index] and line.index not in told and not line.zone & ASIDES
    ]
    left = sum(running[line.index] for line in others)
    if left > ours:
        reason = f"{left:,} characters of running text stand elsewhere on the page, {ours:,} were read"
        counted = left * _alike(reading, claims, _stems(" ".join(line.text for line in others)))
        yield _check(ours / max(counted, 1.0), 1 / TIMES_MORE, reason)
    said = sum(running[index] for index in told if index > talk)
    if said:
        yield _check(1 - said / ours, READABLE, "most of the text stands below a label for comments")


def _alike(reading: Reading, claims: Claims, other: frozenset[str]) -> float:
    """Return how far another text has the words of headline and description that the reading has, up to 1."""
    own = _stems(f"{reading.text} {reading.dek or ''}")
    pairs = (
        (_described(claims, own), _described(claims, other)),
        (_share(reading.headline, own, FEW), _share(reading.headline, other, FEW)),
    )
    shares = [min(1.0, (theirs or 0.0) / ours) for ours, theirs in pairs if ours]
    return sum(shares) / len(shares) if shares else 1.0


def _described(claims: Claims, text: frozenset[str]) -> float | None:
    """Return the share of a description's words that a text has; of several, that of the nearest."""
    shares = (_share(claim.value, text, DESCRIBES) for claim in claims.dek)
    return max((share for share in shares if share is not None), default=None)


def _large(page: Page, claims: Claims, told: frozenset[int]) -> Iterator[Check]:
    """Check that the text is more than a small part of the page's."""
    whole = sum(len(line.text) for line in page.lines)
    if whole and not claims.shown:
        share = sum(len(page.lines[index].text) for index in told) / whole
        yield _check(share, PAGE_SHARE, "the body is a small part of the page's text")


def _talk(page: Page, running: Sequence[int], headline: str) -> int:
    """Return the index of the line over the readers' comments; one above the headline only leads there."""
    first = next((index for index, says in enumerate(running) if says), 0)
    first = next((line.index for line in page.lines[first:] if key(line.text) == headline), first)
    labels = (line.index for line in page.lines[first:] if wording.is_comments_label(line.text))
    return next(labels, len(page.lines))


def _written(reading: Reading) -> Iterator[Check]:
    """Check that the words are words of the language: some paywalls print letters, none of them in its place.

    Where the headline is not written in it either, the page declares another language than it has. Rows of
    tables and items of lists are no sentences.
    """
    language = known(reading.language)
    if language is None or language.code not in _function_words():
        return
    titles = WORD.findall(
        f"{reading.headline} {reading.dek or ''} {reading.social_headline or ''}".casefold()
    )
    own = _function_words()[language.code]
    if _part(titles, own) < WRITTEN or len(own & {*titles}) < LEAST_FUNCTION_WORDS:
        return
    told = [block.text for block in reading.blocks if block.kind in SENTENCES]
    blocks = [text for text in told if len(WORD.findall(text)) >= SPEAKING]
    letters = sum(map(len, blocks))
    if letters:
        share = sum(len(text) for text in blocks if _is_written(text)) / letters
        yield _check(share, READABLE, f"{1 - share:.0%} of the text is in no words of its language")


def _check(value: float, least: float, reason: str, *, is_other: bool = False) -> Check:
    return Check(min(1.0, DOUBTFUL * value / least), reason, is_other)


def _share(claim: str, text: frozenset[str], fewest: int) -> float | None:
    """Return which share of a claim's words a text has; None of few words, or where nothing parts them."""
    words = _stems(claim)
    return len(words & text) / len(words) if len(words) >= fewest else None


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in WORD.findall(text.casefold()) if len(word) >= CONTENT)


def _is_written(text: str) -> bool:
    """Tell whether a text is written in any language whose function words are known."""
    words = WORD.findall(text.casefold())
    return any(_part(words, little) >= WRITTEN for little in _function_words().values())


def _part(words: list[str], among: Iterable[str]) -> float:
    return sum(word in among for word in words) / len(words) if words else 0.0


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """Return the function words of the languages whose words stand apart, by their code."""
    told = ((one.code, one.words) for one in LANGUAGES.values() if not one.joined)
    return {code: frozenset(words.function_words.split()) for code, words in told if words is not None}

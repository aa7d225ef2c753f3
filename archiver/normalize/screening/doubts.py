"""How well a reading went, and what makes it doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from archiver.model.reading import DOUBTFUL, Block, Reading, Signals
from archiver.normalize.fields.headline import Headline
from archiver.normalize.page.forms import ASIDES, prose
from archiver.normalize.page.structured import Claims
from archiver.normalize.page.text import key
from archiver.normalize.page.walk import Line, Page
from archiver.normalize.screening.confidence import Check

SHORT_CHARS = 250
"""Shorter bodies are rare: 3 of the 113 news pages of the benchmark."""

RESTLESS = frozenset({"links", "read more", "appeal"})
"""Why lines were left out that sites exchange from look to look."""

SHORT_DIGEST = 16
"""Hexadecimal digits of a digest that tells whether anything changed: equal by chance never."""


def measured(
    reading: Reading,
    page: Page,
    claims: Claims,
    title: Headline,
    checks: Sequence[Check],
    left_out: Iterable[tuple[Line, str]] = (),
) -> Reading:
    """Return a reading with measures of how well it went.

    `structured` is the share of headline, dek, author and time that structured data gives.

    Args:
        reading: what was read.
        page: from which.
        claims: what the page says about itself.
        title: where the headline was found.
        checks: what was checked, and how it came out.
        left_out: lines of the article's column that were not, each with why.
    """
    claimed = (claims.headline, claims.dek, claims.authors, claims.published)
    failed = (check.reason for check in checks if check.grade < DOUBTFUL)
    doubts = dict.fromkeys((*failed, *_doubts(page, title, reading.blocks)))
    signals = Signals(
        structured=sum(bool(claim) for claim in claimed) / len(claimed),
        body_chars=sum(len(block.text) for block in reading.blocks),
        page_chars=sum(len(line.text) for line in page.lines),
        doubts=tuple(doubts),
        beside=beside(left_out),
        left=page.left,
        confidence=round(min((check.grade for check in checks), default=1.0), 3),
    )
    return replace(reading, signals=signals)


def beside(left_out: Iterable[tuple[Line, str]]) -> str:
    """Return a digest of the running text among lines that were left out; empty where there is none.

    Order and repetition do not count, nor do teasers and appeals, which change from look to look, asides,
    and what is no running text.
    """
    lines = (line for line, why in left_out if why not in RESTLESS)
    told = sorted({key(line.text) for line in lines if prose(line) and not line.zone & ASIDES})
    return sha256("\n".join(told).encode()).hexdigest()[:SHORT_DIGEST] if told else ""


def _doubts(page: Page, title: Headline, blocks: tuple[Block, ...]) -> list[str]:
    chars = sum(len(block.text) for block in blocks)
    found = [page.left] if page.left else []
    if title.line is None:
        found.append("no heading shows the headline")
    if chars < SHORT_CHARS and blocks:
        found.append(f"a body of only {chars} characters")
    return found

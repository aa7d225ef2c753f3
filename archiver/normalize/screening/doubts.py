"""How well a reading went, and what makes it doubtful."""

from __future__ import annotations

from dataclasses import replace

from archiver.model.reading import DOUBTFUL, Block, Reading, Signals
from archiver.normalize.fields.headline import Headline
from archiver.normalize.page.structured import Claims
from archiver.normalize.page.walk import Page
from archiver.normalize.screening.confidence import checks_of

SHORT_CHARS = 250
"""Shorter bodies are rare: 3 of the 113 news pages of the benchmark."""

THIN = 0.02
"""Share of a page's text below which a body is hardly the page's matter."""


def measured(reading: Reading, page: Page, claims: Claims, title: Headline, told: frozenset[int]) -> Reading:
    """Return a reading with measures of how well it went.

    `structured` is the share of headline, dek, author and time that structured data gives.

    Args:
        reading: what was read.
        page: from which.
        claims: what the page says about itself.
        title: where the headline was found.
        told: indices of the lines that were read as the body.
    """
    claimed = (claims.headline, claims.dek, claims.authors, claims.published)
    checks = checks_of(reading, page, claims, told)
    failed = (check.reason for check in checks if check.grade < DOUBTFUL)
    doubts = dict.fromkeys((*failed, *_doubts(page, title, reading.blocks)))
    signals = Signals(
        structured=sum(bool(claim) for claim in claimed) / len(claimed),
        body_chars=sum(len(block.text) for block in reading.blocks),
        page_chars=sum(len(line.text) for line in page.lines),
        doubts=tuple(doubts),
        confidence=round(min((check.grade for check in checks), default=1.0), 3),
    )
    return replace(reading, signals=signals)


def _doubts(page: Page, title: Headline, blocks: tuple[Block, ...]) -> list[str]:
    chars = sum(len(block.text) for block in blocks)
    whole = sum(len(line.text) for line in page.lines)
    found = [page.left] if page.left else []
    if title.line is None:
        found.append("no heading shows the headline")
    if chars < SHORT_CHARS and blocks:
        found.append(f"a body of only {chars} characters")
    elif chars < THIN * whole:
        found.append("the body is a small part of the page's text")
    return found

"""How well a reading went, and what makes it doubtful."""

from __future__ import annotations

from archiver.model.reading import Block, Signals
from archiver.normalize.fields.headline import Headline
from archiver.normalize.page.structured import Claims
from archiver.normalize.page.text import key
from archiver.normalize.page.walk import Page

SHORT_CHARS = 250
"""Shorter bodies are rare: 3 of the 113 news pages of the benchmark."""

THIN = 0.02
"""Share of a page's text below which a body is hardly the page's matter."""

FAR = 2.0
"""How many times longer one of two bodies may be before they disagree."""

DECLARED_CHARS = 400
"""Shorter `articleBody` values are teasers."""


def signals_of(page: Page, claims: Claims, title: Headline, blocks: tuple[Block, ...]) -> Signals:
    """Return measures of a reading.

    `structured` is the share of headline, dek, author and time that structured data gives.
    """
    told = (claims.headline, claims.dek, claims.authors, claims.published)
    return Signals(
        structured=sum(bool(claim) for claim in told) / len(told),
        body_chars=sum(len(block.text) for block in blocks),
        page_chars=sum(len(line.text) for line in page.lines),
        doubts=tuple(_doubts(page, claims, title, blocks)),
    )


def _doubts(page: Page, claims: Claims, title: Headline, blocks: tuple[Block, ...]) -> list[str]:
    chars = sum(len(block.text) for block in blocks)
    whole = sum(len(line.text) for line in page.lines)
    found = [page.left] if page.left else []
    if title.line is None:
        found.append("no heading shows the headline")
    if not blocks:
        found.append("no body found")
    elif chars < SHORT_CHARS:
        found.append(f"a body of only {chars} characters")
    elif chars < THIN * whole:
        found.append("the body is a small part of the page's text")
    if claims.body and len(claims.body) > DECLARED_CHARS and blocks:
        ours, theirs = key(" ".join(block.text for block in blocks)), key(claims.body)
        if len(theirs) > FAR * len(ours):
            found.append("articleBody in JSON-LD is more than twice as long")
        elif len(ours) > FAR * len(theirs) and theirs[:200] not in ours:
            found.append("articleBody in JSON-LD is another text")
    return found

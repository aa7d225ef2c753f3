"""A page as captured, for the tests beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from archiver.model.capture import Artefact, Browser, Capture
from archiver.model.revision import Visit

Visiting = Callable[..., list[Visit]]

URL = "https://gazette.example/2026/storm-warning"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

PARAGRAPHS = (
    "The ferry to the outer islands will not sail on Tuesday, the harbor master said, because of a storm"
    " that is expected to bring winds of 70 miles an hour and waves of 18 feet.",
    "“We have not closed the line for two days in a row since 1993,” said Ines Calder, who has run the"
    " harbor for eleven years. “I would rather apologize to 400 people than search for four.”",
    "Schools on the islands will stay closed as well. The council has opened the town hall to anyone whose"
    " house lies less than six feet above the tide line.",
)


def page(headline: str = "Ferry cancelled as storm nears", *paragraphs: str) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs or PARAGRAPHS)
    return (
        f'<!doctype html><html lang="en"><head><title>{headline}</title></head><body><article>'
        f"<h1>{headline}</h1><p class=byline>By Ada Quill</p>{body}</article></body></html>"
    ).encode()


def capture(html: bytes, minutes: float, *, status: int = 200, url: str = URL) -> Capture:
    return Capture(
        url=url,
        final_url=url,
        captured_at=NOON + timedelta(minutes=minutes),
        status=status,
        headers=(("content-type", "text/html; charset=utf-8"),),
        response=Artefact(content=html, media_type="text/html"),
        dom=Artefact(content=html, media_type="text/html"),
        browser=Browser(product="Replay/1"),
        took=timedelta(seconds=1),
    )


def outcomes(visits: Sequence[Visit]) -> list[str]:
    return [visit.outcome.value for visit in visits]


EDITED_PARAGRAPHS = (PARAGRAPHS[0].replace("70 miles", "90 miles"), *PARAGRAPHS[1:])
EDITED = page("Ferry cancelled as storm nears", *EDITED_PARAGRAPHS)

HEADLINES = (
    "Schools shut on the islands",
    "Harbor master: nobody sails",
    "Waves of 18 feet expected",
    "What we know about the gale",
    "Line closed for a second day",
    "Town hall opens its doors",
    "Search for four called off",
    "Why 400 wait at the pier",
    "Calder defends her decision",
)
"""Wordings that have nothing in common."""

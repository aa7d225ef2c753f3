"""Other article extractors, called as their documentation says, behind one signature."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an extractor made of a page."""

    headline: str | None = None
    dek: str | None = None
    bylines: tuple[str, ...] = ()
    published: datetime | date | None = None
    published_on: date | None = None  # where an extractor tells the publisher's day apart
    blocks: tuple[str, ...] = ()
    doubtful: bool | None = None  # does it say that it may be wrong? None: it never says so


Peer = Callable[[str | bytes, str], Outcome]


def installed_peers() -> tuple[dict[str, Peer], tuple[str, ...]]:
    """Return the peers that can be imported, and the names of those that cannot."""
    found: dict[str, Peer] = {}
    missing = []
    for name, make in (
        ("trafilatura", _trafilatura),
        ("newspaper4k", _newspaper),
        ("readability", _readability),
        ("goose3", _goose),
    ):
        try:
            found[name] = make()
        except ImportError:
            missing.append(name)
    return found, tuple(missing)


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in re.split(r"\n+", text or "") if line.strip())


def _moment(text: str | None) -> datetime | date | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _text(html: str | bytes) -> str:
    return html if isinstance(html, str) else html.decode("utf-8", "replace")


def _trafilatura() -> Peer:
    import trafilatura

    def extract(html: str | bytes, url: str) -> Outcome:
        found = trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False)
        if found is None:
            return Outcome()
        return Outcome(
            headline=found.title,
            dek=found.description,
            bylines=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
            published=_moment(found.date),
            blocks=_lines(found.text),
        )

    return extract


def _newspaper() -> Peer:
    import newspaper

    config = newspaper.Config()
    config.fetch_images = False  # else it asks the network for them

    def extract(html: str | bytes, url: str) -> Outcome:
        found = newspaper.Article(url, config=config)
        found.download(input_html=_text(html))
        found.parse()
        return Outcome(
            headline=found.title,
            dek=found.meta_description,
            bylines=tuple(map(str, found.authors)),
            published=found.publish_date or None,
            blocks=_lines(found.text),
        )

    return extract


def _readability() -> Peer:
    import lxml.html
    import readability

    def extract(html: str | bytes, url: str) -> Outcome:
        found = readability.Document(_text(html), url=url)
        tree = lxml.html.fromstring(found.summary())
        blocks = [node.text_content() for node in tree.iter("p", "h2", "h3", "h4", "li", "pre", "td")]
        return Outcome(
            headline=found.short_title(), blocks=tuple(" ".join(b.split()) for b in blocks if b.strip())
        )

    return extract


def _goose() -> Peer:
    import goose3

    goose = goose3.Goose({"enable_image_fetching": False})

    def extract(html: str | bytes, url: str) -> Outcome:  # noqa: ARG001 - given one, goose fetches it
        found = goose.extract(url=None, raw_html=_text(html))
        return Outcome(
            headline=found.title,
            dek=found.meta_description,
            bylines=tuple(map(str, found.authors)),
            published=found.publish_datetime_utc,
            blocks=_lines(found.cleaned_text),
        )

    return extract

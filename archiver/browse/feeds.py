"""Feeds of what is told: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

Both say the same. The name of an entry is made of the article's address and the moment, so that it stays when
the archive is rebuilt, or is found at another address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml

from markupsafe import Markup

from archiver.browse import intervals, told, words
from archiver.browse.shelf import FeedLine
from archiver.model.as_json import iso
from archiver.model.named import field_title
from archiver.model.note import edit_name

ATOM = "http://www.w3.org/2005/Atom"

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may have (XML 1.0, production 2)."""

GENERATOR = "https://pypi.org/project/article-archiver/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as both feeds say it."""

    id: str  # a URN that stays
    address: str  # of the page that shows it
    article: str  # the article's own address
    title: str
    summary: str
    content: str  # HTML, escaped where it is a stranger's
    at: datetime  # first sight of the new text
    outlet: str
    tags: tuple[str, ...]
    values: dict[str, object]  # as in docs/json.md


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A page of a feed."""

    title: str
    page: str  # where people read the same
    address: str  # of the feed itself
    older: str | None  # address of the page after it (RFC 5005)
    entries: tuple[Entry, ...]

    @property
    def id(self) -> str:
        """Name of the feed: that of its address."""
        return _urn(self.address)


def entry(line: FeedLine, address: str) -> Entry:
    """Return what a feed says of an edit or event that a page at this address shows."""
    happened = line.edit or line.event
    assert happened is not None
    headline = line.headline or happened.url
    if line.edit is not None:
        summary, tags = line.edit.assessment.summary, tuple(label for _, label in words.badges(line.edit))
    else:
        assert line.event is not None
        summary, tags = _event(line), (line.event.kind,)
    return Entry(
        id=edit_name(happened.url, happened.kind, happened.not_after),
        address=address,
        article=happened.url,
        title=f"{headline}: {summary}",
        summary=summary,
        content=_content(line, summary, address),
        at=happened.not_after,
        outlet=happened.source or words.host(happened.url),
        tags=tags,
        values=told.as_dict(line),
    )


def atom(feed: Feed) -> bytes:
    """Write a feed as Atom."""
    root = Xml.Element("feed", xmlns=ATOM)
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    newest = max((one.at for one in feed.entries), default=datetime.fromtimestamp(0, UTC))
    _text(root, "updated", iso(newest) or "")
    Xml.SubElement(root, "generator", uri=GENERATOR).text = "Archiver"
    _link(root, "self", feed.address, "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    if feed.older:
        _link(root, "next", feed.older, "application/atom+xml")
    for one in feed.entries:
        root.append(_atom_entry(one))
    Xml.indent(root, space="")
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def json_feed(feed: Feed) -> dict[str, object]:
    """Return a feed as JSON Feed has it; `_archiver` has the values of docs/json.md."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        **({"next_url": feed.older} if feed.older else {}),
        "items": [
            {
                "id": one.id,
                "url": one.address,
                "external_url": one.article,
                "title": one.title,
                "summary": one.summary,
                "content_html": one.content,
                "date_published": iso(one.at),
                "authors": [{"name": one.outlet}],
                "tags": list(one.tags),
                "_archiver": one.values,
            }
            for one in feed.entries
        ],
    }


def _atom_entry(one: Entry) -> Xml.Element:
    found = Xml.Element("entry")
    _text(found, "id", one.id)
    _text(found, "title", one.title)
    _text(found, "updated", iso(one.at) or "")
    _text(Xml.SubElement(found, "author"), "name", one.outlet)
    _link(found, "alternate", one.address, "text/html")
    _link(found, "related", one.article, None)
    for tag in one.tags:
        Xml.SubElement(found, "category", term=tag)
    _text(found, "summary", one.summary)
    _text(found, "content", one.content).set("type", "html")
    return found


def _content(line: FeedLine, summary: str, address: str) -> str:
    return "\n".join(_paragraphs(line, summary, address))


def _paragraphs(line: FeedLine, summary: str, address: str) -> Iterator[Markup]:
    happened = line.edit or line.event
    assert happened is not None
    change = words.headline_change(line.changes)
    if change is not None:
        yield Markup("<p><b>{}</b></p>").format(words.wording(*change))
    yield Markup("<p>{}. {}</p>").format(summary, intervals.between(happened.not_before, happened.not_after))
    for name, old, new in words.telling(line.changes):
        yield Markup("<p><b>{}:</b> {}</p>").format(field_title(name), words.wording(old, new))
    yield Markup('<p><a href="{}">What changed</a> · {}</p>').format(
        address, words.web_link(happened.url, "the article")
    )


def _event(line: FeedLine) -> str:
    assert line.event is not None
    said = words.event_words(line.event.kind)
    return f"{said}: {line.event.detail}" if line.event.detail else said


def _text(parent: Xml.Element, name: str, text: str) -> Xml.Element:
    found = Xml.SubElement(parent, name)
    found.text = NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return found


def _link(parent: Xml.Element, relation: str, address: str, media_type: str | None) -> None:
    given = {"rel": relation, "href": NOT_XML.sub("", address)}
    Xml.SubElement(parent, "link", given | ({"type": media_type} if media_type else {}))


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"

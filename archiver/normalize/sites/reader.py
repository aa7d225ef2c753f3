"""What is special about the pages of one publisher, as selectors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bs4 import BeautifulSoup

from archiver.model.reading import Caption, Choice, Reading
from archiver.normalize.fields.pictures import split_credit
from archiver.normalize.page.text import collapse, key

Found = dict[str, tuple[str, ...]]
"""The texts that each selector finds, by field."""

IN_EVERY = frozenset({"headline", "dek", "bylines"})
"""Fields whose selector is out of date where it finds nothing; captions need a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteReader:
    """What is special about the pages of one publisher, as CSS selectors."""

    name: str  # as its golden page is called: tests/golden/<name>/
    revision: int  # goes up with every change of what it reads
    hosts: tuple[str, ...]  # with their subdomains
    since: date  # when the selectors were last seen to fit
    drop: tuple[str, ...] = ()  # elements that are no part of the article
    headline: str | None = None
    dek: str | None = None
    bylines: str | None = None  # one element for each name
    captions: str | None = None  # one element for each, with its credit

    @property
    def reader(self) -> str:
        """Name and revision, as readings carry them."""
        return f"{self.name}/{self.revision}"

    def prepare(self, soup: BeautifulSoup) -> Found:
        """Return what the selectors find, and remove from the page what is no part of the article."""
        asked = {
            "headline": self.headline,
            "dek": self.dek,
            "bylines": self.bylines,
            "captions": self.captions,
        }
        found = {field: _texts(soup, selector) for field, selector in asked.items() if selector}
        for selector in self.drop:
            for tag in soup.select(selector):
                tag.decompose()
        return found

    def amend(self, reading: Reading, found: Found) -> Reading:
        """Return the reading with the fields the selectors found.

        Where one found nothing, the generic reader's field stays and the reading is doubtful.
        """
        given = {field: texts for field, texts in found.items() if texts}
        why = tuple(choice for choice in reading.why if choice.field not in given)
        why += tuple(Choice(field=field, source=self.reader) for field in given)
        doubts = (
            f"{self.reader} of {self.since}: no {field} where its selector looks"
            for field, texts in found.items()
            if field in IN_EVERY and not texts
        )
        said = {key(given[field][0]) for field in ("headline", "dek") if field in given}
        said |= set(map(key, given.get("captions", ())))
        return replace(
            reading,
            reader=self.reader,
            headline=given["headline"][0] if "headline" in given else reading.headline,
            dek=given["dek"][0] if "dek" in given else reading.dek,
            bylines=given.get("bylines", reading.bylines),
            captions=tuple(map(_caption, given["captions"])) if "captions" in given else reading.captions,
            blocks=tuple(block for block in reading.blocks if key(block.text) not in said),
            why=why,
            signals=replace(reading.signals, doubts=(*doubts, *reading.signals.doubts)),
        )


def _caption(text: str) -> Caption:
    words, credit = split_credit(text)
    return Caption(text=words, credit=credit)


def _texts(soup: BeautifulSoup, selector: str) -> tuple[str, ...]:
    texts = (collapse(tag.get_text()) for tag in soup.select(selector))
    return tuple(text for text in texts if text)

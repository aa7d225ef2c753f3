"""Readers for publishers that need their own selectors: one small file each, registered in `SITES`.

See docs/adding-a-source.md. The generic reader carries the weight: a site reader only says which parts
of the page to leave out, and where a field stands that the generic reader gets wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from archiver.model.reading import Choice, Reading
from archiver.normalize.text import collapse


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteReader:
    """What is special about the pages of one publisher, as CSS selectors."""

    name: str  # as its golden pages are called: tests/golden/<name>/
    revision: int  # goes up with every change of what it reads
    hosts: tuple[str, ...]  # with their subdomains
    since: date  # when the selectors were last seen to fit
    drop: tuple[str, ...] = ()  # elements that are no part of the article
    headline: str | None = None
    dek: str | None = None
    bylines: str | None = None  # one element for each name

    @property
    def reader(self) -> str:
        """Name and revision, as readings carry them."""
        return f"{self.name}/{self.revision}"

    def prepare(self, soup: BeautifulSoup) -> None:
        """Remove from the page what is no part of the article."""
        for selector in self.drop:
            for tag in soup.select(selector):
                tag.decompose()

    def amend(self, reading: Reading, soup: BeautifulSoup) -> Reading:
        """Return the reading with the fields the selectors give, where they find something."""
        headline = self._texts(soup, self.headline)
        dek = self._texts(soup, self.dek)
        bylines = self._texts(soup, self.bylines)
        given = {"headline": headline, "dek": dek, "bylines": bylines}
        why = tuple(choice for choice in reading.why if not given.get(choice.field))
        why += tuple(Choice(field=field, source=self.reader) for field, texts in given.items() if texts)
        return replace(
            reading,
            reader=self.reader,
            headline=headline[0] if headline else reading.headline,
            dek=dek[0] if dek else reading.dek,
            bylines=bylines or reading.bylines,
            why=why,
        )

    @staticmethod
    def _texts(soup: BeautifulSoup, selector: str | None) -> tuple[str, ...]:
        found = soup.select(selector) if selector else []
        texts = (collapse(tag.get_text()) for tag in found)
        return tuple(text for text in texts if text)


SITES: tuple[SiteReader, ...] = ()
"""All site readers; each has a golden page, which a test demands."""


def site_for(url: str, sites: tuple[SiteReader, ...]) -> SiteReader | None:
    """Return the site reader of the address, or None."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    for site in sites:
        if any(host == each or host.endswith(f".{each}") for each in site.hosts):
            return site
    return None

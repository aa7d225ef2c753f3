"""Language, licence and addresses the page states for itself."""

from __future__ import annotations

import re
from collections.abc import Set

from archiver.model.urls import joined, web_address
from archiver.normalize.page.structured import Claims
from archiver.normalize.page.walk import Page

LICENCE = re.compile(r"creative commons|\bcc[ -](?:by|0)\b|\bcc0\b|public domain|open government licen[cs]e")
"""What names a licence, in lower case."""

DEED = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/|open-government-licence", re.IGNORECASE)
"""Where such licences are kept."""

LONGEST_RIGHTS = 400
"""Longest line that may be the licence of the page, in characters."""


def language(page: Page, claims: Claims) -> str | None:
    """Return the language as the page declares it, in the spelling of BCP 47."""
    for value in [page.language, *(claim.value for claim in claims.language)]:
        found = re.match(r"^([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|\d{3}|[A-Za-z]{4}))?\b", (value or "").strip())
        if found:
            region = found[2] or ""
            region = region.title() if len(region) == 4 else region.upper()
            return found[1].lower() + (f"-{region}" if region else "")
    return None


def find_rights(page: Page, claims: Claims, told: Set[int]) -> str | None:
    """Return the licence the page states: a line that names one, else what the head of the page says.

    A sentence of the text states it only where it links to the licence: an article may be about licences.

    Args:
        page: the walked page.
        claims: its structured data.
        told: indices of the lines that are read as the text.
    """
    for line in page.lines:
        if len(line.text) > LONGEST_RIGHTS or not LICENCE.search(line.text.lower()):
            continue
        if line.index not in told or any(DEED.search(href) for _, href in line.links):
            return line.text
    for rel, tag in page.rels:
        if "license" in rel.split() and tag.attrs.get("href"):
            return str(tag.attrs["href"])
    return claims.rights[0].value if claims.rights else None


def canonical(page: Page) -> str | None:
    """Return what the page calls its own address, absolute."""
    for rel, tag in page.rels:
        if "canonical" in rel.split():
            return _absolute(page, tag.attrs.get("href"))
    return next((_absolute(page, content) for name, content in page.metas if name == "og:url"), None)


def other_urls(page: Page) -> tuple[str, ...]:
    """Return the AMP, short and translated spellings of the address the page names, sorted."""
    found = set()
    for rel, tag in page.rels:
        names = rel.split()
        if "amphtml" in names or "shortlink" in names or ("alternate" in names and tag.attrs.get("hreflang")):
            found.add(_absolute(page, tag.attrs.get("href")))
    found -= {None, canonical(page)}
    return tuple(sorted(url for url in found if url))


def _absolute(page: Page, href: str | None) -> str | None:
    return web_address(joined(page.url, href)) if href and href.strip() else None

"""Readers for publishers that need their own selectors: one small file each, registered in `SITES`.

See docs/adding-a-source.md. The generic reader carries the weight: a site reader only says which parts
of the page to leave out, and where a field stands that the generic reader gets wrong.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from archiver.normalize.sites.reader import SiteReader

__all__ = ["SITES", "SiteReader", "is_address", "site_for"]

SITES: tuple[SiteReader, ...] = ()
"""All site readers; each has a golden page, which a test demands."""


def is_address(url: str) -> bool:
    """Tell whether a URL can be taken to its parts."""
    try:
        return urlsplit(url).hostname is not None
    except ValueError:
        return False


def site_for(url: str, sites: tuple[SiteReader, ...]) -> SiteReader | None:
    """Return the site reader of the address, or None."""
    host = (urlsplit(url).hostname or "") if is_address(url) else ""
    for site in sites:
        if any(host == each or host.endswith(f".{each}") for each in site.hosts):
            return site
    return None

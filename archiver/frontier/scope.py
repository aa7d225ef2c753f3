"""Which links may become articles of a source."""

from __future__ import annotations

import re

from archiver.model.article import Source
from archiver.model.urls import host_of, within_domain


def out_of_scope(url: str, source: Source) -> str | None:
    """Return why a link may not become an article of the source, or None if it may.

    The host must be the source's domain or a subdomain, at the same port; then `exclude` wins over
    `include`. Patterns are regular expressions searched in the whole address.

    Raises:
        SchemeRefused: the scheme is not http or https.
        InvalidURL: it is no address.
    """
    host = host_of(url)
    if not within_domain(host, source.domain):
        return f"{host} is not on {source.domain}"
    for pattern in source.exclude:
        if re.search(pattern, url):
            return f"excluded by {pattern!r}"
    if source.include and not any(re.search(pattern, url) for pattern in source.include):
        return "matches none of the include patterns"
    return None


def in_scope(url: str, source: Source) -> bool:
    """Tell whether a link may become an article of the source; see `out_of_scope`.

    Raises:
        SchemeRefused: the scheme is not http or https.
        InvalidURL: it is no address.
    """
    return out_of_scope(url, source) is None

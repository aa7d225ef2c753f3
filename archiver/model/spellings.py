"""Addresses that may be one article's: other spellings, AMP and print versions, canonical claims.

What is said here are guesses from the address alone. They lead to an article that is watched
already; nothing is asked under an address that was guessed.
"""

from __future__ import annotations

import re
from collections.abc import Container
from urllib.parse import SplitResult, unquote_plus, urlsplit, urlunsplit

from archiver.model.urls import web_address

VIEWS = frozenset({"amp", "print", "printable", "printview", "printversion"})
"""Query parameters that show an article in another dress, by their whole name."""

VIEW_CHOICES = {
    "outputtype": {"amp"}, "output": {"amp", "print"}, "view": {"amp", "print"}, "format": {"amp", "print"},
    "mode": {"amp", "print"}, "type": {"amp"}, "layout": {"print"}, "template": {"print"},
}  # fmt: skip
"""Parameters that do so with these values. Source: WordPress' and Arc's AMP (`?amp`, `outputType=amp`) and
the print links of common systems."""

_VIEW_PATH = re.compile(
    r"^/(?:amp|print)(?=/.)"  # /amp/2026/story
    r"|/(?:amp|print|druckversion)/?$"  # /2026/story/amp/
    r"|[.](?:amp|print)(?=[.]\w+$|$)"  # /story.amp.html
    r"|[-_](?:amp|print|druck)(?=[.]\w+$)",  # /story-print.html
    re.IGNORECASE,
)
_BARE_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_AMP_CACHES = re.compile(
    r"^(?:www\.google\.[a-z.]+/amp/|[a-z0-9-]+\.cdn\.ampproject\.org/(?:[cv]/))(s/)?(.+)$", re.IGNORECASE
)
"""Google's AMP viewer and cache; `s` stands for https. Source: AMP cache URL format, amp.dev."""

_INDEX = re.compile(r"(?:^|/)(?:index|default|home)(?:\.\w+)?/?$", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)


def other_spellings(url: str) -> tuple[str, ...]:
    """Return the addresses, in canonical spelling, that most likely show the same article.

    These are the article behind an AMP or print address, and each with http and https, with and
    without `www.`, with and without a slash at its end; the address itself is not among them.

    Args:
        url: in canonical spelling (`urls.canonical_url`).
    """
    found: dict[str, None] = {}
    for parts in dict.fromkeys((urlsplit(url), _article_behind(urlsplit(url)))):
        bare = bare_host(parts.netloc)
        paths = [parts.path, parts.path.rstrip("/") if parts.path.endswith("/") else parts.path + "/"]
        for path in paths if len(parts.path) > 1 else paths[:1]:
            for scheme in ("https", "http"):
                for host in dict.fromkeys((parts.netloc, bare, f"www.{bare}")):
                    found[urlunsplit((scheme, host, path, parts.query, parts.fragment))] = None
    found.pop(url, None)
    return tuple(found)


def may_be_canonical(claimed: str, own: str) -> bool:
    """Tell whether a page may be believed that another address of its site is its own.

    Not where that is a home page, or a section that the page lies in: systems that are set up
    wrongly give all their pages one canonical address. That the other address is no other article
    is for the texts to say.

    Args:
        claimed: what the page calls canonical, or where it ended, in canonical spelling.
        own: the address it is known by, likewise.

    Source:
        RFC 6596 section 3, which asks that the content is the same or a superset; Google's notes on
        canonical links name the home page and the first page of a series as common mistakes.
    """
    if not may_be_one(claimed, own):
        return False
    theirs, ours = urlsplit(claimed), _article_behind(urlsplit(own))
    same_path = ours.path.rstrip("/") == theirs.path.rstrip("/")
    return not same_path or bool(theirs.query) or not ours.query  # `?id=7` without its `id` is a list


def may_be_one(claimed: str, own: str) -> bool:
    """Tell whether two addresses of a site may be one article's, should their texts agree.

    Not where one is a home page, or a section that the other lies in.
    """
    theirs, ours = urlsplit(claimed), _article_behind(urlsplit(own))
    if site_of(theirs.netloc) != site_of(ours.netloc) or _is_front(theirs):
        return False
    above = theirs.path.rstrip("/").lower()
    return not ours.path.lower().startswith(above + "/") or ours.path.rstrip("/").lower() == above


def parameters_apart(one: str, other: str) -> frozenset[str] | None:
    """Return the names of the query parameters by which two addresses differ; None: they differ elsewhere.

    Args:
        one: in canonical spelling.
        other: likewise.
    """
    mine, theirs = urlsplit(one), urlsplit(other)
    if mine._replace(query="") != theirs._replace(query=""):
        return None
    ours, its = _by_name(mine.query), _by_name(theirs.query)
    return frozenset(name for name in ours | its if ours.get(name) != its.get(name))


def without_parameters(url: str, names: Container[str]) -> str:
    """Return an address without the query parameters of these names."""
    parts = urlsplit(url)
    kept = (piece for piece in parts.query.split("&") if _name_of(piece) not in names)
    return urlunsplit(parts._replace(query="&".join(kept)))


def _by_name(query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for piece in filter(None, query.split("&")):
        found.setdefault(_name_of(piece), []).append(piece)
    return found


def _name_of(piece: str) -> str:
    return unquote_plus(piece.partition("=")[0])


def bare_host(host: str) -> str:
    """Return a host without `www.`, `m.`, `mobile.` or `amp.` before it."""
    return _BARE_HOST.sub("", host)


def site_of(host: str) -> str:
    """Return the part of a host name that one publisher's hosts share.

    The last two labels, or three where the second is as short as in `co.uk`; addresses stay whole.
    """
    name, colon, port = host.partition(":")
    labels = name.split(".")
    if host.startswith("[") or name.replace(".", "").isdigit():
        return host
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3:] if short else labels[-2:]) + colon + port


def _article_behind(parts: SplitResult) -> SplitResult:
    """Return the address of an article without what makes it an AMP or print version."""
    cached = _AMP_CACHES.match(parts.netloc + parts.path)
    if cached:
        behind = web_address(f"{'https' if cached[1] else 'http'}://{cached[2]}")
        parts = urlsplit(behind)._replace(query=parts.query) if behind else parts
    host = re.sub(r"^amp\.(?=[^.]+\.)", "", parts.netloc)
    path = _VIEW_PATH.sub("", parts.path) or "/"
    pieces = parts.query.split("&")
    kept = [piece for piece in pieces if not _is_view(piece)]
    query = parts.query if len(kept) == len(pieces) else "&".join(filter(None, kept))
    return parts._replace(netloc=host, path=path, query=query)


def _is_view(piece: str) -> bool:
    name, _, value = (unquote_plus(part).lower() for part in piece.partition("="))
    return name in VIEWS or value in VIEW_CHOICES.get(name, ())


def _is_front(parts: SplitResult) -> bool:
    """Tell whether it is a home page, `/`, `/index.html` or that of a language, `/en/`."""
    path = _INDEX.sub("", parts.path).strip("/")
    return not parts.query and (not path or _LANGUAGE.fullmatch(path) is not None)

"""Addresses: which are web pages, and one spelling for each."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from archiver.errors import InvalidURL, SchemeRefused

DEFAULT_PORTS = {"http": 80, "https": 443}

TRACKER_PREFIXES = ("utm_", "at_campaign", "at_medium", "at_custom", "mc_", "pk_", "piwik_", "hsa_")
"""Query parameters that say where a reader came from, by their first letters.

Source: the parameters named by the vendors (Google Analytics `utm_`, AT Internet `at_`, Mailchimp
`mc_`, Matomo `pk_`, HubSpot `hsa_`).
"""

TRACKERS = frozenset(
    {
        "fbclid", "gclid", "gclsrc", "dclid", "msclkid", "twclid", "igshid", "yclid", "wbraid",
        "gbraid", "mkt_tok", "cmpid", "ocid", "ns_campaign", "ns_mchannel", "ns_source",
        "ns_linkname", "ito", "smid", "smtyp", "ncid", "cid_source", "_ga", "_gl", "sref",
        "share_id", "guccounter", "guce_referrer", "guce_referrer_sig",
    }
)  # fmt: skip
"""Whole names of such parameters; a parameter not named here is kept: it may select the article.

Source: the vendors' own documents (Meta, Google, Microsoft, X, Adobe) and the addresses of
`../shared/pages` and news feeds of the BBC, Mail Online, the New York Times and MSN.
"""


def split_web_url(url: str) -> SplitResult:
    """Return the parts of an http or https address.

    Raises:
        SchemeRefused: the scheme is not http or https (`file:`, `data:`, …).
        InvalidURL: there is no host, or the address cannot be parsed.
    """
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError as error:
        raise InvalidURL(url, str(error)) from error
    if not parts.scheme:
        raise InvalidURL(url, "no scheme; write it in full, as in https://example.org/story")
    if parts.scheme.lower() not in DEFAULT_PORTS:
        raise SchemeRefused(url, scheme=parts.scheme.lower())
    if not parts.hostname:
        raise InvalidURL(url, "no host")
    return parts


def canonical_url(url: str) -> str:
    """Return one spelling of an address: lower-case host, no default port, fragment or trackers.

    The order of the remaining query parameters is kept, and so is a trailing slash: both may
    matter to the publisher. Nothing is fetched; what the page calls canonical is not known here.

    Raises:
        SchemeRefused: the scheme is not http or https.
        InvalidURL: there is no host, or the address cannot be parsed.

    Source:
        RFC 3986 section 6.2 (syntax and scheme based normalization); RFC 6596 for the term.
    """
    parts = split_web_url(url)
    scheme = parts.scheme.lower()
    host = _ascii_host(url, parts.hostname or "")
    port = parts.port
    netloc = host if port in (None, DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    query = urlencode(
        [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not is_tracker(k)]
    )
    if query == urlencode(parse_qsl(parts.query, keep_blank_values=True)):
        query = parts.query  # nothing removed: keep the publisher's own spelling
    path = re.sub(r"%[0-9a-f]{2}", lambda m: m.group().upper(), parts.path) or "/"
    return urlunsplit((scheme, netloc, path.replace(" ", "%20"), query, ""))


def is_tracker(name: str) -> bool:
    """Tell whether a query parameter only says where the reader came from."""
    return name.lower() in TRACKERS or name.lower().startswith(TRACKER_PREFIXES)


def host_of(url: str) -> str:
    """Return `host` or `host:port` of an address, the unit of politeness, in lower case.

    Raises:
        SchemeRefused: the scheme is not http or https.
        InvalidURL: there is no host, or the address cannot be parsed.
    """
    return urlsplit(canonical_url(url)).netloc


def endpoint_of(url: str) -> tuple[str, int]:
    """Return the host name and the port a connection for this address would go to.

    Raises:
        SchemeRefused: the scheme is not http or https.
        InvalidURL: there is no host, or the address cannot be parsed.
    """
    parts = split_web_url(url)
    return _ascii_host(url, parts.hostname or "").strip("[]"), parts.port or DEFAULT_PORTS[
        parts.scheme.lower()
    ]


def _ascii_host(url: str, host: str) -> str:
    if ":" in host:
        return f"[{host.lower()}]"
    if host.isascii():
        return host.lower().rstrip(".")
    try:
        return host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError as error:
        raise InvalidURL(url, f"host name {host!r} cannot be encoded") from error

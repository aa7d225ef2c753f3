"""Addresses: which are web pages, and one spelling for each.

What a person gives goes through `canonical_url`, `host_of` or `endpoint_of`, which say what is wrong with it.
What the web says (links, redirects, canonical links, feeds) is data: it goes through `web_address`, which
gives None where it is no address, or through `require_web_address` where a visit cannot go on without.
"""

from __future__ import annotations

import re
from encodings import idna
from ipaddress import AddressValueError, IPv6Address
from unicodedata import normalize
from urllib.parse import SplitResult, quote, unquote_plus, urljoin, urlsplit, urlunsplit

from archiver.errors import CaptureError, InvalidURL, SchemeRefused

DEFAULT_PORTS = {"http": 80, "https": 443}

MAX_URL_CHARS = 8_000
"""Longer addresses are refused. Source: RFC 9110 section 4.1 asks for support of 8,000 octets."""

TRACKER_PREFIXES = ("utm_", "hsa_", "ns_mchannel", "ns_campaign", "ns_linkname")
"""Query parameters that say where a reader came from, by their first letters.

Only prefixes that one vendor made up and nobody else uses: a parameter that selects the article
must never be taken for a tracker, so `mc_`, `pk_` and `at_` are not here (`pk_id=7` may be the
primary key of an article), only those vendors' own names below.

Source: the vendors' documents (Google Analytics `utm_`, HubSpot Ads `hsa_`, comScore `ns_`).
"""

TRACKERS = frozenset(
    {
        # click identifiers: Meta, Google, Microsoft, X, Instagram, Yandex, TikTok, LinkedIn, Adobe
        "fbclid", "fb_action_ids", "fb_action_types", "gclid", "gclsrc", "dclid", "wbraid", "gbraid",
        "gad_source", "gad_campaignid", "srsltid", "_ga", "_gl", "msclkid", "twclid", "igshid", "yclid",
        "ttclid", "li_fat_id", "s_kwcid", "ef_id",
        # mail: Mailchimp, Marketo, HubSpot, Vero, Omeda
        "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "vero_id", "vero_conv", "oly_enc_id", "oly_anon_id",
        # Matomo and Piwik
        "mtm_campaign", "mtm_keyword", "mtm_kwd", "mtm_source", "mtm_medium", "mtm_content", "mtm_cid",
        "mtm_group", "mtm_placement", "pk_campaign", "pk_keyword", "pk_kwd", "pk_source", "pk_medium",
        "pk_content", "pk_cid", "piwik_campaign", "piwik_keyword", "piwik_kwd",
        # AT Internet, Webtrekk, Webtrends, Yahoo
        "xtor", "at_campaign", "at_medium", "at_custom1", "at_custom2", "at_custom3", "at_custom4",
        "at_campaign_type", "at_link_id", "at_link_origin", "at_link_type", "at_ptr_name", "at_bbc_team",
        "at_format", "wt_mc", "wt_zmc", "wt.mc_id", "wt.tsrc", "guccounter", "guce_referrer",
        "guce_referrer_sig",
        # sessions of PHP, Java and ColdFusion
        "phpsessid", "jsessionid", "cftoken",
    }
)  # fmt: skip
"""Whole names of such parameters; a parameter not named here is kept: it may select the article.

Source: the vendors' documents, as far as the name can belong to nobody else.
"""

SITE_TRACKERS = {
    "bbc.co.uk": {"ocid", "ns_source", "ns_fee"},
    "bbc.com": {"ocid", "ns_source", "ns_fee"},
    "msn.com": {"ocid", "cvid"},
    "nytimes.com": {"smid", "smtyp", "emc", "partner"},
    "dailymail.co.uk": {"ito", "ico"},
    "metro.co.uk": {"ito", "ico"},
    "theguardian.com": {"cmp"},
    "cbc.ca": {"cmp"},
    "dw.com": {"maca"},
    "bloomberg.com": {"sref", "cmpid"},
    "cnbc.com": {"cmpid"},
    "huffpost.com": {"ncid"},
    "techcrunch.com": {"ncid"},
    "aljazeera.com": {"traffic_source"},
    "reuters.com": {"feedtype", "feedname"},
    "asahi.com": {"iref"},
}
"""Names that are trackers on one site (with its subdomains) and may mean anything elsewhere.

Source: the feeds and canonical links of these sites; `ocid`, for one, is the key of a contract
in the Open Contracting Data Standard, and `smid` or `cmp` are too short to belong to one vendor.
"""

IDNA_DEVIATIONS = "ßς\u200c\u200d"
"""Letters that browsers encode as they are and IDNA 2003 replaces. Source: UTS 46 section 7."""


HOST_FIRST = re.compile(r"(//)?([^\s/?#:@]+\.[^\s/?#:@]+|localhost)(:\d+)?([/?#]|$)")
"""How an address without a scheme begins: a host, known by its dot, perhaps a port, then the path."""

_SESSION = re.compile(
    r";jsessionid=[^/;]*"  # Java's servers, for each visitor anew
    r"|/\([AFS]\([^/()]*\)\)(?=/)",  # ASP.NET's without cookies
    re.IGNORECASE,
)
_PATH_SAFE = "/:@!$&'()*+,;=|[]"  # what browsers leave as it is, besides letters and digits
_QUERY_SAFE = _PATH_SAFE + "?{}^`\\"


def split_web_url(url: str) -> SplitResult:
    r"""Return the parts of an http or https address, read as browsers read it (`\` is `/`).

    Raises:
        SchemeRefused: the scheme is not http or https (`file:`, `data:`, …).
        InvalidURL: there is no host, the address cannot be parsed, or it is longer than
            `MAX_URL_CHARS`.

    Source:
        WHATWG URL, "basic URL parser", for what browsers do with a backslash: read otherwise,
        `https://evil.example\@good.example/` would be one host here and another there.
    """
    shown = url if len(url) <= 200 else url[:200] + "…"
    if len(url) > MAX_URL_CHARS:
        raise InvalidURL(shown, f"longer than {MAX_URL_CHARS} characters")
    end = min((at for at in (url.find("?"), url.find("#")) if at >= 0), default=len(url))
    try:
        parts = urlsplit((url[:end].replace("\\", "/") + url[end:]).strip())
        port = parts.port
    except ValueError as error:
        raise InvalidURL(shown, str(error)) from error
    if not parts.scheme:
        raise InvalidURL(shown, "no scheme; write it in full, as in https://example.org/story")
    if parts.scheme.lower() not in DEFAULT_PORTS:
        raise SchemeRefused(shown, scheme=parts.scheme.lower())
    if not parts.hostname:
        raise InvalidURL(shown, "no host")
    if port == 0:
        raise InvalidURL(shown, "port 0 is not a port")
    return parts


def canonical_url(url: str) -> str:
    """Return one spelling of an address: ASCII lower-case host, no default port, no trackers.

    User name, password and fragment are dropped, except a fragment that selects the content
    (`#!…`, `#/…`). The order of the remaining query parameters is kept to the letter, and so is a
    trailing slash: both may matter to the publisher. Nothing is fetched; what the page calls
    canonical is not known here. A canonical address is its own canonical address.

    Raises:
        SchemeRefused: the scheme is not http or https.
        InvalidURL: there is no host, the address cannot be parsed, or it is too long.

    Source:
        RFC 3986 section 6.2 (syntax and scheme based normalization); RFC 6596 for the term;
        WHATWG URL for the characters that are percent-encoded.
    """
    parts = split_web_url(url)
    scheme = parts.scheme.lower()
    host = _ascii_host(url, parts.hostname or "")
    netloc = host if parts.port in (None, DEFAULT_PORTS[scheme]) else f"{host}:{parts.port}"
    try:
        path = _without_dots(_spell(_SESSION.sub("", parts.path), safe=_PATH_SAFE))
        query = _spell(_without_trackers(parts.query, host), safe=_QUERY_SAFE, decode=False)
        fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
        fragment = _spell(fragment, safe=_QUERY_SAFE, decode=False)
    except UnicodeEncodeError as error:
        raise InvalidURL(ascii(url), "it holds half a character (a lone surrogate)") from error
    spelt = urlunsplit((scheme, netloc, path, query, fragment))
    if len(spelt) > MAX_URL_CHARS:
        raise InvalidURL(spelt[:200] + "…", f"longer than {MAX_URL_CHARS} characters once it is encoded")
    return spelt


def as_typed(text: str) -> str:
    """Return what a person typed as an address: https is meant where a host and no scheme is written."""
    return f"https://{text.removeprefix('//')}" if HOST_FIRST.match(text) else text


def web_address(said: str | None) -> str | None:
    """Return the canonical spelling of an address that the web gave, or None if it is none."""
    try:
        return require_web_address(said) if said else None
    except CaptureError:
        return None


def require_web_address(said: str) -> str:
    """Return the canonical spelling of an address that the web led to.

    Raises:
        SchemeRefused: the scheme is not http or https.
        CaptureError: it is no address.
    """
    try:
        return canonical_url(said)
    except InvalidURL as error:
        raise CaptureError(error.url, f"it is not a web address: {error.detail}") from error


def joined(base: str, reference: str) -> str:
    """Return what a reference on a page leads to, in no certain spelling; "" where it leads nowhere.

    Args:
        base: address of the page, or what it calls its base.
        reference: as the page spells it.
    """
    try:
        return urljoin(base, reference.strip())
    except ValueError:
        return ""


def is_tracker(name: str, host: str = "") -> bool:
    """Tell whether a query parameter only says where the reader came from.

    Args:
        name: of the parameter, decoded.
        host: where it stands; some names are trackers on one site only.
    """
    lower = name.lower()
    if lower in TRACKERS or lower.startswith(TRACKER_PREFIXES):
        return True
    return any(lower in names and within_domain(host, site) for site, names in SITE_TRACKERS.items())


def within_domain(host: str, domain: str) -> bool:
    """Tell whether a host (with its port, if not the default) is a domain or a subdomain of it."""
    return host == domain or host.endswith(f".{domain}")


def canonical_domain(domain: str) -> str:
    """Return one spelling of a domain as declared, `example.org` or `127.0.0.1:8901`.

    Raises:
        InvalidURL: it is not a host name with an optional port.
    """
    if not re.fullmatch(r"[^\s/?#@\\]+", domain):
        raise InvalidURL(domain, "a domain is a host name alone, as in example.org")
    return host_of(f"https://{domain}/")


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
    host = _ascii_host(url, parts.hostname or "").strip("[]")
    return host, parts.port or DEFAULT_PORTS[parts.scheme.lower()]


def _without_trackers(query: str, host: str) -> str:
    pieces = query.split("&")
    kept = [piece for piece in pieces if not _is_tracking(piece, host)]
    return query if len(kept) == len(pieces) else "&".join(filter(None, kept))


def _is_tracking(piece: str, host: str) -> bool:
    name = unquote_plus(piece.partition("=")[0])
    return is_tracker(name.removeprefix("amp;"), host)  # feeds that escape "&" twice


def _spell(text: str, *, safe: str, decode: bool = True) -> str:
    """Percent-encode what must be, in capitals; decode what need not be (RFC 3986 6.2.2.2)."""

    def escape(match: re.Match[str]) -> str:
        code = match.group().upper()
        plain = chr(int(code[1:], 16))
        return plain if decode and re.fullmatch(r"[A-Za-z0-9._~-]", plain) else code

    escaped = re.sub(r"%[0-9A-Fa-f]{2}", escape, text)
    return quote(escaped, safe=safe + "%~")


def _without_dots(path: str) -> str:
    """Remove `.` and `..` segments as browsers do (RFC 3986 section 5.2.4)."""
    kept: list[str] = []
    segments = path.split("/")[1:] or [""]
    for position, segment in enumerate(segments):
        last = position == len(segments) - 1
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
            continue
        if last:
            kept.append("")
    return "/" + "/".join(kept)


def _ascii_host(url: str, host: str) -> str:
    """Encode a host name as browsers do (UTS 46, non-transitional)."""
    if ":" in host:
        try:
            return f"[{IPv6Address(host.replace('%', ' '))}]"  # a zone means nothing off this machine
        except AddressValueError as error:
            raise InvalidURL(url, f"host {host!r} is not an IPv6 address") from error
    labels = re.split(r"[.\u3002\uff0e\uff61]", host)
    if len(labels) > 1 and not labels[-1]:
        labels.pop()  # the root's dot: the same host
    try:
        ascii_host = ".".join(_ascii_label(label) for label in labels)
    except (UnicodeError, IndexError) as error:
        raise InvalidURL(url, f"host name {host!r} cannot be encoded") from error
    if not re.fullmatch(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*", ascii_host) or len(ascii_host) > 253:
        raise InvalidURL(url, f"{host!r} is not a host name")
    return ascii_host


def _ascii_label(label: str) -> str:
    if label.isascii():
        return label.lower()
    folded = normalize("NFKC", normalize("NFKC", label).lower())
    if any(letter in IDNA_DEVIATIONS for letter in folded):
        return "xn--" + folded.encode("punycode").decode("ascii")
    return idna.ToASCII(label).decode("ascii").lower()

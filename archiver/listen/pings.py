"""What a publisher says has changed: requests as IndexNow has them, or addresses with a bearer token. Pure.

Source:
    indexnow.org, "Documentation": `GET ?url=…&key=…`, or a JSON object with `key` and `urlList`.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping

from archiver.errors import UsageError

MOST_PINGED = 10_000
"""In one request; the limit of IndexNow."""

LONGEST_PINGED = 2_048
"""Characters; the limit of sitemaps (sitemaps.org). A longer one is left out."""

SHORTEST_TOKEN = 16
"""Characters of a token that nobody guesses, if it is random."""


class NotAuthorized(Exception):
    """Who pings does not know the token."""


def pinged(
    query: Mapping[str, str], authorization: str | None, content: bytes | None, token: str
) -> tuple[str, ...]:
    """Return the addresses that a request says have changed.

    Args:
        query: of its address.
        authorization: its header.
        content: of a POST; None: it is a GET.
        token: that it must show, as `Authorization: Bearer`, or as the `key` of IndexNow.

    Raises:
        NotAuthorized: it does not.
        UsageError: it does, and says nothing that can be read.
    """
    if content is None:
        _require(token, _bearer(authorization), query.get("key"))
        return _fit([query.get("url")])
    bearer = _bearer(authorization)
    if bearer is not None:
        _require(token, bearer)  # before anything of the body is read
    said = _object(content)
    if bearer is None:
        _require(token, said.get("key"))
    found = said.get("urlList")
    return _fit(found if isinstance(found, list) else [said.get("url")])


def _require(token: str, *shown: object) -> None:
    fits = [isinstance(one, str) and hmac.compare_digest(_bytes(one), _bytes(token)) for one in shown]
    if not any(fits):
        raise NotAuthorized


def _bytes(text: str) -> bytes:
    return text.encode(errors="replace")  # JSON may hold halves of characters


def _bearer(authorization: str | None) -> str | None:
    scheme, _, token = (authorization or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _object(content: bytes) -> dict[str, object]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UsageError("this is not JSON") from error
    if not isinstance(said, dict):
        raise UsageError("this is no JSON object")
    return said


def _fit(urls: list[object]) -> tuple[str, ...]:
    if len(urls) > MOST_PINGED:
        raise UsageError(f"more than {MOST_PINGED} addresses")
    texts = (url for url in urls if isinstance(url, str))
    fit = tuple(dict.fromkeys(url for url in texts if 0 < len(url) <= LONGEST_PINGED))
    if not fit:
        raise UsageError('say which address changed: "url", or a list of them as "urlList"')
    return fit

"""How a source is visited: what its servers are told of us, the way to them, the right to see more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from archiver.model.urls import host_of, within_domain

LANGUAGE = "en-US"
TIME_ZONE = "UTC"
VIEWPORT = (1280, 900)  # CSS pixels, width and height; a common laptop's window

SHORTEST_SECRET = 8
"""Characters. A shorter value of a cookie is a setting: `1`, `true`, `en`."""

LONGEST_SETTING = 15
"""Characters. What scripts can read, and is no longer than this, is taken for a setting, not for a secret."""

TOKEN = re.compile(r"[A-Za-z0-9_.~+/=%-]+")
"""What a key, an identifier or a token is made of (RFC 6750, RFC 3986), as it stands in a longer value."""


Cookies = Sequence[Mapping[str, Any]]
"""As Playwright gives them: `name`, `value`, `domain`, `path`, `expires` and more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upstream:
    """A proxy that connections of a visit are made through."""

    scheme: str  # "http" or "socks5"
    host: str
    port: int
    login: tuple[str, str] | None = field(default=None, repr=False)  # user and password

    def __str__(self) -> str:
        """Return its address, without credentials."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What a browser was given when somebody signed in: cookies, and what scripts stored."""

    kept_at: datetime  # UTC
    state: Mapping[str, Any] = field(repr=False)  # `cookies` and `origins`, as Playwright's storage state

    @property
    def cookies(self) -> Cookies:
        """The cookies."""
        return tuple(self.state.get("cookies", ()))

    @property
    def secrets(self) -> frozenset[str]:
        """What must not be kept with a page that shows it.

        Of what scripts can read, long words with a digit: other values are settings, which pages may show.
        """
        found: set[str] = set()
        for cookie in self.cookies:
            found |= (
                _hidden(str(cookie["value"])) if cookie.get("httpOnly") else _tokens(str(cookie["value"]))
            )
        for origin in self.state.get("origins", ()):
            for entry in origin.get("localStorage", ()):
                found |= _tokens(str(entry["value"]))
        return frozenset(found)


class Signer(Protocol):
    """Who proves whose a request is."""

    def headers_for(self, url: str) -> tuple[tuple[str, str], ...]:
        """Return headers with a proof that holds for this address, and for a short time."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the pages of a source are asked for."""

    source: str | None = None  # name; None: of no source
    domain: str = ""  # whose hosts alone are shown `headers`
    user_agent: str
    language: str = LANGUAGE  # BCP 47
    time_zone: str = TIME_ZONE  # IANA
    viewport: tuple[int, int] = VIEWPORT
    browser: str | None = None  # path of a Chromium; None: as found
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # names in lower case
    signer: Signer | None = field(default=None, repr=False)  # None: requests are not signed
    upstream: Upstream | None = None  # None: straight
    session: Session | None = None
    signed_in: str | None = None  # stands in every page that a session shows, and in no other

    def headers_for(self, url: str) -> tuple[tuple[str, str], ...]:
        """Return the headers to send to an address: none to hosts of others."""
        return self.headers if self.headers and within_domain(host_of(url), self.domain) else ()

    def signature_for(self, url: str) -> tuple[tuple[str, str], ...]:
        """Return headers that prove to the host of an address whose the request is."""
        return () if self.signer is None else self.signer.headers_for(url)

    @property
    def secrets(self) -> frozenset[str]:
        """What must not be kept with a page that shows it."""
        found = set(self.session.secrets) if self.session else set()
        for _, value in self.headers:
            found |= _hidden(value) | {word for word in value.split() if len(word) >= SHORTEST_SECRET}
        return frozenset(found)


def _hidden(value: str) -> set[str]:
    return {value, *_tokens(value)} if len(value) >= SHORTEST_SECRET else set()


def _tokens(value: str) -> set[str]:
    long = (word for word in TOKEN.findall(value) if len(word) > LONGEST_SETTING)
    return {word for word in long if any(map(str.isdigit, word)) and any(map(str.isalpha, word))}

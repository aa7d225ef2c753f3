"""May this address be asked for? What a host's robots.txt says, and what its silence means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from archiver.charsets import utf16_of

ROBOTS_BYTES = 512_000
"""Read of a robots.txt. Source: RFC 9309 section 2.5 asks for at least 500 kibibytes."""

MAX_RULES = 200_000
"""Rules times user agents of their group; a file may multiply 10,000 of each into more memory than
a machine has. The longest published block lists name some hundred agents before a rule or two."""

BELIEVED = timedelta(hours=24)
"""How long an answer is believed. Source: RFC 9309 section 2.4."""

RETRY = timedelta(hours=1)
"""When a host whose robots.txt was not to be had is asked for it again; our choice."""


AGENT = re.compile(r"\s*user[- ]?agent\s*[:\s]\s*([^#]*)", re.IGNORECASE)
"""A line that opens a group, as Protego knows it."""

QUOTES = "'\" "
"""What stands around some names of agents."""

BROWSERS = frozenset(
    ("mozilla", "applewebkit", "khtml", "gecko", "chrome", "headlesschrome", "chromium", "safari", "firefox",
     "version", "mobile", "edg", "edge", "opr", "msie", "trident")
)  # fmt: skip
"""Products that user agents name because browsers do."""


class Answer(StrEnum):
    """What came back when a host was asked for its robots.txt."""

    RULES = "rules"
    UNAVAILABLE = "unavailable"  # there is none: everything is allowed
    UNREACHABLE = "unreachable"  # nobody knows: nothing is allowed for now


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules of one host (scheme, name and port)."""

    answer: Answer
    rules: Protego
    keep_for: timedelta  # then ask again

    @classmethod
    def parse(cls, content: bytes, status: int, *, previous: Robots | None = None) -> Robots:
        """Read the answer to a request for robots.txt, redirects already followed.

        Args:
            content: the body.
            status: of the answer.
            previous: what the host said last; holds on while it is in trouble.

        A page that is not a robots.txt (some sites answer everything with their home page) has no
        rules, so everything is allowed.

        Source:
            RFC 9309 section 2.3.1: 2xx is parsed; 4xx means that there are no rules; 5xx that
            nothing may be asked for until it is known. 429 counts as 5xx and a redirect that was
            not followed as 4xx, as Google documents it.
        """
        if status == 429 or status >= 500:
            return cls.unreachable(previous)
        if not 200 <= status < 300:
            return cls(answer=Answer.UNAVAILABLE, rules=Protego(), keep_for=BELIEVED)
        content = content[:ROBOTS_BYTES]
        text = (
            content.decode(utf16_of(content) or "utf-8", errors="replace").lstrip("\ufeff").replace("\0", "")
        )
        rules = Protego.parse(_prepared(text))
        return cls(answer=Answer.RULES, rules=rules, keep_for=BELIEVED)

    @classmethod
    def unreachable(cls, previous: Robots | None = None) -> Robots:
        """Return what is known when the host did not answer: the rules it gave last, or nothing.

        Source:
            RFC 9309 sections 2.3.1.4 and 2.4: complete disallow, except that a cached copy may be
            used for longer while the file cannot be reached.
        """
        if previous is not None and previous.answer is not Answer.UNREACHABLE:
            return cls(answer=previous.answer, rules=previous.rules, keep_for=RETRY)
        return cls(answer=Answer.UNREACHABLE, rules=Protego(), keep_for=RETRY)

    def allows(self, url: str, user_agent: str) -> bool:
        """Tell whether the program may ask for the address."""
        if self.answer is not Answer.RULES:
            return self.answer is Answer.UNAVAILABLE
        return self.rules.can_fetch(url, _whole(product_token(user_agent)))

    def crawl_delay(self, user_agent: str) -> timedelta | None:
        """Return the `Crawl-delay` asked of the program, or None.

        It is no part of RFC 9309 but an old custom that many hosts rely on. `Politeness.slow` bounds
        it.
        """
        seconds = self.rules.crawl_delay(_whole(product_token(user_agent)))
        return None if seconds is None else timedelta(seconds=min(seconds, BELIEVED.total_seconds()))

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that the file names, as spelt there."""
        return tuple(self.rules.sitemaps)


def robots_url(url: str) -> str:
    """Return where the robots.txt lies that speaks for an address (RFC 9309 section 2.3)."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def product_token(user_agent: str) -> str:
    """Return the name in a user agent that robots.txt groups speak to.

    It is the first product that is no browser's: of `Mozilla/5.0 (X11) HeadlessChrome/130.0 Foo/1.0` and of
    `Foo Bot` it is `Foo`. Where there is none, the comment tells it: `Mozilla/5.0 (compatible; Foo/1.0)`.
    Other words of a comment are not the program's name: a group for `news` must not catch
    `Archiver/0.1 (news archive)`.

    Source:
        RFC 9309 section 2.2.1: letters, hyphens and underscores; RFC 9110 section 10.1.5: products and
        comments.
    """
    products = re.findall(r"(?<!\S)[A-Za-z_-]+", re.sub(r"\([^()]*\)?", " ", user_agent))
    named = re.findall(r"compatible;\s*([A-Za-z_-]+)", user_agent) + re.findall(
        r"([A-Za-z_-]+)/\d", user_agent
    )
    own = (word for word in (*products, *named) if word.lower() not in BROWSERS)
    return next(own, products[0] if products else user_agent)


def _whole(name: str) -> str:
    """Return a name with its end marked, as Protego takes `Arch` for the name of `Archiver`."""
    return name if name == "*" else f"{name}/"


def _prepared(text: str) -> str:
    """Return the text with each agent called by its product's name, and cut where it passes `MAX_RULES`."""
    agents = rules = 0
    naming = False
    lines = text.splitlines()
    for number, line in enumerate(lines):
        agent = AGENT.match(line)
        if agent:
            agents = agents + 1 if naming else 1
            naming = True
            lines[number] = f"User-agent: {_whole(product_token(agent[1].strip(QUOTES)))}"
        elif line.strip() and not line.lstrip().startswith("#"):
            naming = False
            rules += agents
        if rules > MAX_RULES:
            return "\n".join(lines[:number])
    return "\n".join(lines)

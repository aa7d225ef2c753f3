"""Is this the article at all? Walls, stubs, errors and shells are told from it beforehand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import combining, normalize
from urllib.parse import unquote, urlsplit

from archiver.errors import ReadError
from archiver.model.reading import NoticeKind, PageKind, Reading, Screening
from archiver.model.urls import web_address
from archiver.normalize.page.text import weight
from archiver.normalize.page.walk import Page
from archiver.normalize.reader import Observed, observe
from archiver.normalize.screening import phrases, walls
from archiver.normalize.screening.confidence import UNWRITTEN
from archiver.normalize.screening.signs import Signs

NAMING = re.compile(r"[^\W\d_]{4,}|\d{5,}")
"""Words and numbers of an address that name one article: short ones, and years, are everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered, as far as it helps to tell what it is."""

    asked_url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    html: bytes | None = None  # None: the answer was no HTML
    reading: Reading | None = None  # None: nobody could read it
    page: Page | None = None  # of no more use than `seen`, which has it; others still give it
    seen: Observed | None = None  # how the reading was made; None: it is read again if needed
    redirects: tuple[int, ...] = ()  # statuses on the way to `final_url`; 200: the page left by itself

    def header(self, name: str) -> str:
        """Return the first header of that name in lower case, or nothing."""
        return next((value.lower() for key, value in self.headers if key.lower() == name), "")


Sight = Answer
"""The name under which others import it; in here a sight is an article's (`model/sight.py`)."""

SUBSTANTIAL = 800
"""Characters of body from which a page is an article even if it talks like a wall.

Source: the longest text of the challenge and consent pages listed in `walls.py` has 600 characters of
running text; 95 % of the benchmark's articles are longer than 800.
"""

WHOLE = 1_500
"""Characters of body from which words of a wall beside it do not make a teaser of it.

Source: papers show two to four paragraphs before their wall, 300 to 1,200 characters. Longer texts that
such words stand beside are compared with what was there before (`judge/shrunk.py`).
"""

DECLARED = 0.75
"""Share of headline, dek, author and time in structured data from which a page claims to be an article."""

PROSE_CHARS = 200
"""Characters of body from which prose in an `article` makes an article, without date, author or type."""

HEADLINE_WORDS = 4
"""Least words of a headline that is no site's name."""

FOR_GOOD = frozenset({301, 308})
"""Statuses that say that an address moved for good (RFC 9110, 15.4); all others mean a visit."""

Test = Callable[[Answer], Screening | None]


def screen(answer: Answer) -> Screening:
    """Tell what the capture shows, and why we think so.

    Statuses speak first, then marks of walls in the markup and the address, then what the page calls
    itself, what stands around its text, and last the absence of a text. Words in the prose never make a
    wall of a page: articles are short and write about cookies, paywalls and errors, too.
    """
    tests: tuple[Test, ...] = (_by_status, _by_type, _by_marks, _by_address, _by_fault, _by_withdrawal)
    for test in tests:
        found = test(answer)
        if found:
            return found
    signs = _signs(answer)
    around: tuple[Screening | None, ...] = (
        _by_name(answer, signs),
        _by_words(answer, signs),
        _by_cut(answer, signs),
        _by_wait(answer, signs),
        _by_lack(answer, signs),
        _by_front(answer, signs),
        _by_move(answer),
    )
    if any(around):
        return next(found for found in around if found)
    wall = signs.wall if signs else None
    doubts = (f"asks to subscribe: {wall[:80]!r}",) if wall else ()
    return Screening(kind=PageKind.ARTICLE, reason="headline and text", doubts=doubts)


def _signs(answer: Answer) -> Signs | None:
    """Return what stands around the text; None for a long article that declares itself and asks nothing."""
    reading = answer.reading
    if reading is None or answer.html is None:
        return None
    seen = answer.seen or _seen_again(answer.html, answer.final_url)
    if seen is None:
        return None
    signs = Signs(seen.page, reading, seen.lines)
    sure = _is_declared(reading) and weight(reading.text) >= WHOLE
    return None if sure and not signs.borrowed and not signs.is_walled_nearby() else signs


def _seen_again(html: bytes, url: str) -> Observed | None:
    """Return a page with the lines that its text is read from; None where it cannot be read."""
    try:
        return observe(html, url)
    except ReadError:
        return None


def _by_status(answer: Answer) -> Screening | None:
    status = answer.status
    if status in (404, 410):
        return Screening(kind=PageKind.GONE, reason=f"status {status}")
    if status in (401, 407):
        return Screening(kind=PageKind.LOGIN, reason=f"status {status}")
    if status == 402:
        return Screening(kind=PageKind.PAYWALL_STUB, reason="status 402")
    if status in (403, 429):
        return Screening(kind=PageKind.BOT_WALL, reason=f"status {status}")
    if status >= 400:
        mark = walls.bot_mark(_markup(answer)) or answer.header("cf-mitigated")
        if status == 503 and mark:
            return Screening(kind=PageKind.BOT_WALL, reason=f"status 503, {mark}")
        return Screening(kind=PageKind.ERROR_PAGE, reason=f"status {status}")
    if not 200 <= status < 300 or status in (202, 204, 205):
        return Screening(
            kind=PageKind.BOT_WALL if status == 202 and walls.bot_mark(_markup(answer)) else PageKind.OTHER,
            reason=f"status {status}",
        )
    return None


def _by_type(answer: Answer) -> Screening | None:
    kind = answer.header("content-type").partition(";")[0].strip()
    if answer.html is None:
        return Screening(kind=PageKind.OTHER, reason=f"{kind or 'no HTML'}, not a page")
    start = answer.html[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        return Screening(kind=PageKind.OTHER, reason="empty body")
    if re.match(
        rb"(?:<\?xml[^>]*>\s*(?:<!--.*?-->\s*)?)?<(?:rss|feed|rdf:rdf|urlset|sitemapindex)\b",
        start,
        re.DOTALL,
    ):
        return Screening(kind=PageKind.OTHER, reason="a feed or sitemap")
    if start.startswith((b"%pdf-", b"\x89png", b"gif8", b"\xff\xd8", b"pk\x03\x04")):
        return Screening(kind=PageKind.OTHER, reason="a file, not a page")
    if kind.endswith(("json", "javascript")) or (start[:1] in b"{[" and b"<" not in start[:200]):
        return Screening(kind=PageKind.OTHER, reason="data, not a page")
    return None


def _by_marks(answer: Answer) -> Screening | None:
    """Look for what only challenge pages have in their markup."""
    if "challenge" in answer.header("cf-mitigated"):
        return Screening(kind=PageKind.BOT_WALL, reason="header cf-mitigated")
    if answer.header("x-datadome") == "protected" and not _is_substantial(answer.reading):
        return Screening(kind=PageKind.BOT_WALL, reason="header x-datadome")
    mark = None if _is_substantial(answer.reading) else walls.bot_mark(_markup(answer))
    return Screening(kind=PageKind.BOT_WALL, reason=mark) if mark else None


def _by_address(answer: Answer) -> Screening | None:
    """Look at where a redirect ended."""
    if _place(answer.asked_url) == _place(answer.final_url) or not _place(answer.final_url):
        return None
    asked, final = urlsplit(answer.asked_url), urlsplit(answer.final_url)
    wall = walls.address_of_wall(final.hostname or "", final.path, final.query)
    if wall and not _is_substantial(answer.reading):
        return Screening(kind=wall, reason=f"redirected to {answer.final_url}")
    path = re.sub(r"/(?:index|home|default)(?:\.\w+)?$", "/", final.path.lower()).rstrip("/")
    deeper = asked.path.rstrip("/").count("/") > path.count("/")
    if re.fullmatch(r"(?:/[a-z]{2}(?:-[a-z]{2})?)?", path) and asked.path.rstrip("/") not in ("", path):
        return Screening(kind=PageKind.FRONT_PAGE, reason=f"redirected to {answer.final_url}")
    listing = re.fullmatch(r"(?:/[a-z]{2})?/[a-z]+|/(?:search|suche|recherche|buscar)\b.*", path)
    within = listing or asked.path.lower().startswith(path + "/")
    if deeper and within and not _is_declared(answer.reading):
        return Screening(kind=PageKind.FRONT_PAGE, reason=f"redirected to the section {answer.final_url}")
    return None


def _by_fault(answer: Answer) -> Screening | None:
    """Look for what a broken program printed in place of the text or into it."""
    found = walls.fault(answer.html or b"", answer.reading.as_text() if answer.reading else "")
    return Screening(kind=PageKind.ERROR_PAGE, reason=f"prints {found[:80]!r}") if found else None


def _by_withdrawal(answer: Answer) -> Screening | None:
    """Look for a notice, in place of a text, that the article was withdrawn.

    Under a date or a name it is the article's own page; else the site says so on a page for all of them.
    """
    reading = answer.reading
    if reading is None or not reading.headline or weight(reading.text) >= PROSE_CHARS:
        return None
    told = next((notice.text for notice in reading.notices if notice.kind is NoticeKind.RETRACTION), None)
    if told is None:
        return None
    own = _is_dated(reading) and phrases.title_kind(reading.headline) is None
    return Screening(kind=PageKind.ARTICLE if own else PageKind.GONE, reason=f"says {told[:80]!r}")


def _by_name(answer: Answer, signs: Signs | None) -> Screening | None:
    """Look at what the page calls itself: its whole title, or a heading above all text."""
    if answer.reading is None:
        return Screening(kind=PageKind.OTHER, reason="could not be read")
    if answer.reading.headline and phrases.UNFILLED.fullmatch(answer.reading.headline):
        return Screening(kind=PageKind.SHELL, reason=f"an empty template, titled {answer.reading.headline!r}")
    named = signs.named() if signs else None
    return Screening(kind=named[0], reason=f"calls itself {named[1][:80]!r}") if named else None


def _by_words(answer: Answer, signs: Signs | None) -> Screening | None:
    """Look for what walls and error pages say, on pages that have no article's body.

    A headline that goes on behind these words, over a text of sentences, is an article's.
    """
    reading = answer.reading
    if reading is None or _is_substantial(reading):
        return None
    title = " ".join(filter(None, (reading.search_headline, reading.headline)))
    text, markup = reading.text, _markup(answer)
    if _is_dated(reading) and text:
        return None
    told = signs is not None and (signs.is_brief() or signs.confirmed_headline >= 0)
    if told and walls.says_more(reading.headline):
        title = ""
    if walls.says_robot(title) or walls.says_robot(text):
        return Screening(kind=PageKind.BOT_WALL, reason="asks whether we are a robot")
    if walls.says_error(title):
        return Screening(kind=PageKind.ERROR_PAGE, reason=f"titled {title[:80]!r}")
    if walls.says_consent(title, text, markup):
        return Screening(kind=PageKind.CONSENT_WALL, reason="asks for consent and holds no article")
    if walls.says_login(title, text, markup):
        return Screening(kind=PageKind.LOGIN, reason="asks to sign in and holds no article")
    return None


def _by_cut(answer: Answer, signs: Signs | None) -> Screening | None:
    """Tell a teaser before a paywall: a text that is cut, by what stands beside it."""
    reading = answer.reading
    if reading is None or signs is None:
        return None
    wall = signs.wall
    locked = None if _is_substantial(reading) else walls.says_locked(_markup(answer))
    if locked and walls.says_subscribe(_markup(answer)):
        return Screening(kind=PageKind.PAYWALL_STUB, reason=f"{locked} and asks to subscribe after a teaser")
    if wall and (weight(reading.text) < WHOLE or signs.borrowed):
        return Screening(kind=PageKind.PAYWALL_STUB, reason=f"a teaser, and {wall[:80]!r}")
    return None


def _by_wait(answer: Answer, signs: Signs | None) -> Screening | None:
    """Tell a frame whose text has not come: busy, grey, scriptless, or with others' teasers for a text."""
    reading = answer.reading
    if reading is None or signs is None:
        return None
    busy = signs.busy() if signs.scant or signs.borrowed else None
    if busy:
        return Screening(kind=PageKind.SHELL, reason=busy)
    if weight(reading.text) < PROSE_CHARS and phrases.SCRIPTLESS.search(reading.text):
        return Screening(kind=PageKind.SHELL, reason="asks for JavaScript")
    if signs.borrowed:
        return Screening(kind=PageKind.SHELL, reason="no text but the teasers of others")
    if not _is_declared(reading) and signs.misnamed():
        return Screening(kind=PageKind.SHELL, reason="no headline but those of others")
    return None


def _by_lack(answer: Answer, signs: Signs | None) -> Screening | None:
    reading = answer.reading
    if reading is None or not reading.headline:
        return Screening(kind=PageKind.SHELL, reason="no headline")
    if not reading.blocks or UNWRITTEN.reason in reading.signals.doubts:
        return Screening(kind=PageKind.SHELL, reason="a headline and no text")
    unsigned = not _is_dated(reading) and not reading.signals.structured
    if not unsigned or _is_substantial(reading):
        return None
    if weight(reading.text) < PROSE_CHARS and not (signs and signs.is_brief()):
        return Screening(kind=PageKind.SHELL, reason="hardly any text, no author, no date")
    if not (signs and signs.is_set_as_article) and not _is_called_so(answer, reading.headline):
        return Screening(kind=PageKind.SHELL, reason="little text, no author, no date, and in no article")
    return None


def _by_front(answer: Answer, signs: Signs | None) -> Screening | None:
    """Tell a front page that is served under the article's address, by the address it gives itself.

    Some publishers give all their pages the address of the front page; a confirmed headline of several words
    above a substantial text is an article's all the same.
    """
    reading = answer.reading
    if reading is None or not reading.canonical or _is_declared(reading):
        return None
    whole = signs is not None and signs.confirmed_headline >= 0 and _is_substantial(reading)
    if whole and len((reading.headline or "").split()) >= HEADLINE_WORDS:
        return None
    own, asked = urlsplit(reading.canonical), urlsplit(answer.asked_url)
    if own.path in ("", "/") and not own.query and (asked.path not in ("", "/") or asked.query):
        return Screening(kind=PageKind.FRONT_PAGE, reason=f"calls itself {reading.canonical}")
    return None


def _by_move(answer: Answer) -> Screening | None:
    """Tell what stands at another address from what is spelt otherwise: scheme, `www`, slash, trackers.

    It moved there only if every redirect says so and the page does not call the old address its own.
    That it is the article is for others to say, who know its text.
    """
    asked, final = _place(answer.asked_url), _place(answer.final_url)
    if asked == final or not final:
        return None
    own = _place(answer.reading.canonical) if answer.reading and answer.reading.canonical else None
    moved = asked != own and FOR_GOOD.issuperset(answer.redirects)
    believed = asked == own or (moved and _is_declared(answer.reading))
    return Screening(
        kind=PageKind.MOVED,
        reason=f"redirected to {answer.final_url}",
        moved_to=web_address(answer.final_url) if moved else None,
        is_unnamed=not believed and not _names(answer),
    )


def _names(answer: Answer) -> bool:
    """Tell whether the address or the headline of a page names what the address that was asked for names.

    Addresses that name nothing, such as short ones, may lead anywhere.
    """
    headline = answer.reading.headline if answer.reading else ""
    there = f"{unquote(answer.final_url)} {headline}".casefold()
    wanted = _named_by(answer.asked_url)
    return not wanted or any(name in there for name in wanted)


def _is_called_so(answer: Answer, headline: str) -> bool:
    """Tell whether a headline has a word of the address that was asked for; that of a wall has none."""
    said = _unaccented(headline)
    return any(_unaccented(name) in said for name in _named_by(answer.asked_url))


def _named_by(url: str) -> list[str]:
    """Return the words and numbers by which an address names what stands there."""
    parts = reversed(unquote(urlsplit(url).path).casefold().split("/"))
    return next(filter(None, map(NAMING.findall, parts)), [])


def _unaccented(text: str) -> str:
    """Return a text in lower case as addresses spell it."""
    return "".join(each for each in normalize("NFKD", text.casefold()) if not combining(each))


def _is_substantial(reading: Reading | None) -> bool:
    return reading is not None and weight(reading.text) >= SUBSTANTIAL


def _is_dated(reading: Reading | None) -> bool:
    """Tell whether somebody signed or dated it; walls are neither."""
    return reading is not None and bool(reading.dated_at or reading.bylines)


def _is_declared(reading: Reading | None) -> bool:
    """Tell whether structured data describes an article here: headline, author, time, dek."""
    return reading is not None and reading.signals.structured >= DECLARED and _is_dated(reading)


def _place(url: str) -> str:
    spelt = web_address(url)
    if spelt is None:
        return ""
    parts = urlsplit(spelt)
    host = re.sub(r"^(?:www|m|mobile|amp)\.", "", parts.netloc)
    path = re.sub(r"(?:/amp)?/?(?:index\.html?)?$", "", parts.path)
    return f"{host}{path}?{parts.query}"


def _markup(answer: Answer) -> str:
    """Return the page as text for searching; what is not ASCII does not matter here."""
    return (answer.html or b"")[: walls.SEARCHED_BYTES].decode("utf-8", "replace")

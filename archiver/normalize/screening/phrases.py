"""What walls, errors and shells say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from archiver.language import any_of
from archiver.model.reading import PageKind

TITLES: Mapping[PageKind, re.Pattern[str]] = {
    PageKind.BOT_WALL: re.compile(any_of("walls.bot_titles"), re.IGNORECASE),
    PageKind.ERROR_PAGE: re.compile(
        rf"(?:{any_of('walls.error_word')}\W*)?(?:40[0-9]|410|451|50[0-9]|52[0-9])"
        rf"(?:\W*(?:{any_of('walls.error_word')}|(?:page |file )?not found|bad gateway|gateway time-?out|"
        r"service .{0,20}unavailable|internal server error|forbidden|gone))?|" + any_of("walls.error_titles"),
        re.IGNORECASE,
    ),
    PageKind.CONSENT_WALL: re.compile(any_of("walls.consent_titles"), re.IGNORECASE),
    PageKind.LOGIN: re.compile(any_of("walls.login_titles"), re.IGNORECASE),
    PageKind.OTHER: re.compile(any_of("walls.other_titles"), re.IGNORECASE),
}
"""Whole titles and headings of pages that are no article, by what they are.

OTHER are geo-blocks, parked domains and servers without a site.

Source: the pages of the vendors named in `walls.py`, the error pages of Apache, nginx, WordPress and
Drupal in their translations, and the walls of the papers of each language.
"""

SUBSCRIBE_LINES = re.compile(
    rf"\b(\d+) [^\W\d_]{{2,3}} \1\b.{{0,20}}{any_of('walls.articles')}|"
    rf"\b0 (?:\w+ )?{any_of('walls.articles')}|" + any_of("walls.subscribe_lines"),
    re.IGNORECASE,
)
"""What the box says that stands where the rest of an article would.

A counter of articles that are left is no wall, nor is a newsletter, nor "Subscribe" in the navigation.
"""

COUNTER = re.compile(rf"\b{any_of('walls.left')}\b", re.IGNORECASE)

SPENT = re.compile(rf"\b(?:0|{any_of('walls.none')})\b", re.IGNORECASE)

ACTION = re.compile(rf"\b{any_of('walls.actions')}\b|{any_of('walls.action_signs')}", re.IGNORECASE)
"""What the button of such a box says."""

NEWS_BY_MAIL = re.compile(any_of("walls.by_mail"), re.IGNORECASE)

COMMENTING = re.compile(rf"\b(?:{any_of('walls.commenting')})", re.IGNORECASE)
ARTICLES = re.compile(any_of("walls.articles"), re.IGNORECASE)
"""Where a line names both, it is the article that is for subscribers."""

LOADING = re.compile(rf"\W*{any_of('walls.loading')}\W*", re.IGNORECASE)

SCRIPTLESS = re.compile(any_of("walls.scriptless"), re.IGNORECASE)

UNFILLED = re.compile(
    r"\s*(?:\{\{.{0,60}\}\}|\{%.{0,60}%\}|\$\{.{0,60}\}|<%.{0,60}%>|%[A-Z_]{3,30}%|\[object "
    r"Object\]|undefined|null|"
    r"NaN|\[?(?:headline|title|article title|post title)\]?|untitled)\s*",
    re.IGNORECASE | re.DOTALL,
)
"""Headlines of a template that nobody filled in."""

SERVER_FAULT = re.compile(
    r"(?:fatal error|parse error|warning|notice|deprecated)(?:</b>)?\s*:\s+[^\n]{3,400}? in "
    r"(?:<b>)?(?:/|[A-Z]:\\)"
    r"[^\n]{1,200}?(?:</b>)? on line (?:<b>)?\d+|Traceback \(most recent call last\):|"
    r"Error establishing a database connection|There has been a critical error on this website|"
    r"(?:Microsoft (?:OLE DB|VBScript)|ODBC) .{0,60} error '\d|Uncaught (?:\w+\\?)*(?:Exception|"
    r"Error)\b[^\n]{0,200}"
    r"(?:Stack trace|thrown in)",
    re.IGNORECASE,
)
"""What a broken program prints into its page.

Source: PHP's `html_errors`, CPython, WordPress (`wp_die`, recovery mode), ASP.
"""


def title_kind(title: str) -> PageKind | None:
    """Return what a page is whose whole title or heading this is; None for an article's."""
    bare = title.strip().strip(" .,:;!?…–—-|¡¿\"'«»„“”‘’")
    if not bare or len(bare) > 140:
        return None
    return next((kind for kind, pattern in TITLES.items() if pattern.fullmatch(bare)), None)


def wall_words(line: str) -> str | None:
    """Return the words by which a line is what a paywall, a register wall or a meter says, or None."""
    if len(line) > 300 or NEWS_BY_MAIL.search(line):
        return None
    if COMMENTING.search(line) and not ARTICLES.search(line):
        return None
    found = SUBSCRIBE_LINES.search(line)
    if found is None or (COUNTER.search(line) and not SPENT.search(line)):
        return None
    return None if line[: found.start()].rstrip().endswith(("“", '"', "«", "„", "‘")) else found[0].lower()


def is_action(line: str) -> bool:
    """Tell whether a short line is a button to subscribe or to log in."""
    return len(line) < 90 and bool(ACTION.search(line)) and not NEWS_BY_MAIL.search(line)

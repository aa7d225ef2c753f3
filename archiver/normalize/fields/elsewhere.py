"""Where else than near the article a page tells its day: its own entry in a list, a label, its title."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence

from archiver.language import any_of
from archiver.model.urls import joined
from archiver.normalize.fields.moments import UPDATED, parse_moment, without_dates
from archiver.normalize.page.structured import Claim
from archiver.normalize.page.walk import Line, Page
from archiver.normalize.page.zones import Zone

LINK_LEVELS = 3
"""How many boxes around a link to the page are looked at for its day."""

LINKED_LINES = 6
"""Most lines of an entry: kicker, headline, teaser, author, day, comments."""

MAX_LINKED = 50
"""Most links to the page itself that are looked at."""

SHORT_LINE = 80
"""Longest line that is a label and a day, or the day of an entry."""

PUBLISHED = re.compile(
    rf"\b{any_of('stamps.published')}\b(?:\W+{any_of('calendar.joints')}\b)*\W*", re.IGNORECASE
)
"""What stands before the day of publication."""

DIGIT = re.compile(r"\d")

OTHERS = Zone.NAV | Zone.LINK | Zone.FORM | Zone.BUTTON | Zone.FIGURE | Zone.CAPTION | Zone.QUOTE | Zone.OTHER
"""Where a labelled day is another article's, a picture's, or another speaker's."""

SOON = re.compile(r"(?:[^\W\d_]{2,12}[.,]*\s+){0,2}\d")
"""A day at once: at most a weekday and a month stand before its figures."""

SEPARATOR = re.compile(r"\s+[-|–—•·:]\s+")
"""What stands between the parts of a page's title."""


def find_elsewhere(page: Page) -> Iterable[Claim]:
    """Give the days the page tells of its article away from it, in no order of trust.

    They are of use where nothing near the article tells one.
    """
    yield from _own_entry(page)
    yield from _labelled(page.lines)
    for part in SEPARATOR.split(page.title):
        if _is_day(part):
            yield Claim("title", part)


def _own_entry(page: Page) -> Iterable[Claim]:
    """Give the day beside a link to this very page: its permanent link, or its entry in a list."""
    own = _bare(page.url)
    if "/" not in own:
        return  # every page of a site leads to its front page
    last = own[own.rindex("/") + 1 :]

    def is_own(href: str) -> bool:
        return last in href and _bare(joined(page.url, href)) == own

    leading = (line for line in page.lines if any(is_own(href) for _, href in line.links))
    for line in itertools.islice(leading, MAX_LINKED):
        found = _day_beside(page, line, is_own)
        if found:
            yield Claim("own entry", found)


def _day_beside(page: Page, line: Line, is_own: Callable[[str], bool]) -> str | None:
    """Return the nearest short line that holds a day; headings tell of events, other links of others."""
    for _, box in zip(range(LINK_LEVELS), line.box.around(), strict=False):
        entry = page.lines[box.start : box.end]
        if len(entry) > LINKED_LINES:
            return None
        for each in entry:
            short = len(each.text) <= SHORT_LINE and not re.fullmatch("h[1-6]", each.tag.name)
            if short and all(is_own(href) for _, href in each.links) and _is_first(each.text):
                return each.text
    return None


def _is_first(text: str) -> bool:
    return parse_moment(text) is not None and not UPDATED.search(text)


def _labelled(lines: Sequence[Line]) -> Iterable[Claim]:
    """Give the day that is labelled as the one of publication, if all such labels tell the same."""
    found = [told for told in _after_labels(lines) if parse_moment(told)]
    if len({str(parse_moment(told))[:10] for told in found}) == 1:
        yield Claim("labelled", found[0])


def _after_labels(lines: Sequence[Line]) -> Iterable[str]:
    """Give what stands behind labels, in their own line or alone in the next."""
    for before, line in itertools.pairwise([None, *lines]):
        if line is None or not _may_tell(line) or not DIGIT.search(line.text):
            continue
        found = PUBLISHED.search(line.text)
        if found and SOON.match(line.text, found.end()):
            yield line.text[found.end() :]
        elif before and _is_label(before) and _is_day(line.text):
            yield line.text


def _is_label(line: Line) -> bool:
    found = PUBLISHED.search(line.text) if _may_tell(line) else None
    return found is not None and found.end() == len(line.text)


def _may_tell(line: Line) -> bool:
    return len(line.text) <= SHORT_LINE and not line.zone & OTHERS


def _is_day(text: str) -> bool:
    return not without_dates(text).strip(" .,") and parse_moment(text) is not None


def _bare(url: str) -> str:
    """Return an address without scheme, `www` and closing slash; a place on the page is another address."""
    return re.sub(r"^https?://(?:www\.)?|/$", "", url.strip())

"""What else stands on the page: readers' comments, other articles, and boxes that ask for consent.

What is found is marked (`Zone.OTHER`), and read as nothing: it changes from one visit to the next.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from archiver.language import any_of, any_timed, lowered
from archiver.model.urls import joined
from archiver.normalize.fields.byline import BY
from archiver.normalize.fields.moments import is_stamped, parse_moment, without_dates
from archiver.normalize.page import wording
from archiver.normalize.page.forms import DIGITS, is_heading, prose
from archiver.normalize.page.text import key
from archiver.normalize.page.walk import Box, Line
from archiver.normalize.page.zones import HEADINGS, Zone

CALLED = re.compile(
    r"(?:^|[-_])(?:comments?|disqus|kommentarer?|kommentare|commentaires?|comentarios?|commenti|reacties|"
    r"komentarze)(?:$|[-_]|(?-i:[A-Z]))|^respond$",
    re.IGNORECASE,
)
"""Identifiers of what holds readers' comments. Source: themes of WordPress, Drupal, Disqus and Coral."""

COMMENT = "comment"
"""What a page calls a reader's comment in microdata. Source: schema.org, `CreativeWork.comment`."""

REPLY = re.compile(
    rf"(?:\W*(?:\d{{1,5}}\W*)?{any_of('boxes.replies')}\W*(?:\d{{1,5}}\W*)?){{1,4}}", re.IGNORECASE
)
"""The buttons below a comment, alone or with their counts."""

SAYS = re.compile(rf".{{2,60}}\s{any_of('boxes.says')}\s?:?", re.IGNORECASE)
"""The line over a comment: a name, and that somebody says something."""

_AGO = any_timed("ago", r"\d{1,3}")
AGO, AGO_LOW = re.compile(_AGO, re.IGNORECASE), lowered(_AGO)
"""The time of a comment, as seen from now: "2 hours ago"; lower case shows soon where there is none."""

NEXT = re.compile(rf"\W*{any_of('boxes.follows')}\W*", re.IGNORECASE)
"""Stands over the next article, as a whole line."""

DECIMAL = re.compile(r"\d\.\d")

COMMENT_LINES = 12
"""Most lines of one comment with its name, time and buttons."""

FEWEST = 2
"""Fewest comments that make a thread by their buttons, and least paragraphs above its label."""

MANY = 3
"""Fewest that do so by names and times alone."""

READER_WORDS = 3
"""Most words of a reader's name."""

STORY_TITLE = 3
"""Least words of another article's title."""

STORY_HEAD = 3
"""How many lines below a title its author and date are looked for, and above it its kicker."""

STORY_LINES = 3
STORY_CHARS = 300
"""Least paragraphs of another article's text, and least running text; a teaser has less."""

BANNER_LINES = 14
"""Most lines of a box that asks for consent: title, some sentences, purposes, buttons."""

CONSENT = lowered(any_of("walls.consent", "walls.consent_asks"))
ACCEPT = lowered(rf"\W*{any_of('walls.accepts')}\W*")
"""Both for texts in lower case."""

BUTTON_CHARS = 40
"""Longest button, in characters."""

Span = tuple[int, int]
"""Index of the first line, and after the last."""

Comment = tuple[int, Span]
"""The identity of the box that holds it, and its lines."""


def mark_others(lines: Sequence[Line], headline: Line | None, url: str, *, live: bool) -> None:
    """Mark what belongs to something else than the article: the lines, wherever they stand.

    Args:
        lines: all lines of the page.
        headline: the line that shows the headline, if one does.
        url: the address of the page.
        live: the page is a live blog, whose entries are articles, too.
    """
    running = [prose(line) for line in lines]
    top = headline.index if headline else -1
    spans = [*_threads(lines, running, top), *_banners(lines, top)]
    if headline is not None and not live:
        spans += _stories(lines, running, headline, url)
    for start, end in spans:
        for line in lines[start:end]:
            line.box.own |= Zone.OTHER
            line.box.zone |= Zone.OTHER


# --- readers' comments -----------------------------------------------------------------------------


def _threads(lines: Sequence[Line], running: Sequence[int], top: int) -> Iterator[Span]:
    """Give the threads: what is called so, what stands below their label, boxes alike with their buttons."""
    seen: set[int] = set()
    for line in lines[top + 1 :]:
        for box in line.box.around():
            if id(box) in seen:
                break
            seen.add(id(box))
            called = "id" in box.tag.attrs and CALLED.search(box.tag.attrs["id"]) is not None
            below = called and any(running[max(0, top) : box.start])
            if (below or box.tag.attrs.get("itemprop") == COMMENT) and not box.holds(top):
                yield box.start, box.end
    told = 0
    for line in lines[top + 1 :]:
        told += bool(running[line.index])
        labels = wording.is_comments_label(line.text) and line.link_chars * 2 <= len(line.text)
        if labels and told >= FEWEST and not _heads_column(line):
            yield from _below_label(line, lines, running)
    yield from _alike(lines, running, top)


def _heads_column(line: Line) -> bool:
    """Tell whether a line is a cell of a row of several: "Comment" over a column of remarks."""
    row = next((box for box in line.box.around() if box.tag.name == "tr"), None)
    return row is not None and row.end - row.start > 1


def _below_label(label: Line, lines: Sequence[Line], running: Sequence[int]) -> Iterator[Span]:
    """Give the thread under its label, in the smallest box that holds text below it.

    A line that is no text opens the first comment: a name, a time. Where text follows at once, or the label
    is no heading and stands in the box of the article, it is a button in the middle of that.
    """
    first = label.index + 1
    if first >= len(lines) or running[first]:
        return
    for box in label.box.around():
        if any(running[first : box.end]):
            if is_heading(label) or not any(running[box.start : first]):
                yield label.index, box.end
            return


def _alike(lines: Sequence[Line], running: Sequence[int], top: int) -> Iterator[Span]:
    """Give the comments side by side: text with buttons below, or a name with "says" or a time above."""
    below = lines[top + 1 :]
    replies = [_box_of(line, running, top) for line in below if REPLY.fullmatch(line.text)]
    yield from _side_by_side(replies, running, top, FEWEST)
    for is_head, needed in ((SAYS.fullmatch, FEWEST), (_is_signed_and_timed, MANY)):
        heads = [line for line in below if is_head(line.text)]
        comments = [_box_of(line, running, top, heads) or _under(line, lines, running) for line in heads]
        yield from _side_by_side(comments, running, top, needed)


def _side_by_side(
    comments: Sequence[Comment | None], running: Sequence[int], top: int, needed: int
) -> Iterator[Span]:
    rooms: dict[int, set[Span]] = {}
    for room, span in filter(None, comments):
        rooms.setdefault(room, set()).add(span)
    starts = sorted(start for spans in rooms.values() for start, _ in spans)
    for spans in rooms.values():
        start, end = min(start for start, _ in spans), max(end for _, end in spans)
        inside = bisect_left(starts, end) - bisect_left(starts, start)  # answers stand in what they answer
        if inside >= needed and any(running[max(0, top) : start]):
            yield start, end


def _is_signed_and_timed(text: str) -> bool:
    """Tell whether a line is a name and a time behind it; over entries of live blogs the time comes first."""
    name = ""
    if wording.is_meta_line(text):
        name = without_dates(AGO.sub(" ", text) if AGO_LOW.search(text.lower()) else text)
    if DECIMAL.search(text) and parse_moment(text) is None:  # a rating
        return False
    return name != text and 0 < len(name.split()) <= READER_WORDS and text.startswith(name.split()[0])


def _box_of(line: Line, running: Sequence[int], top: int, heads: Sequence[Line] = ()) -> Comment | None:
    """Return the innermost box around a line that holds text, if it is one comment, and what holds that."""
    for box in line.box.around():
        if box.up is None or box.end - box.start > COMMENT_LINES or box.holds(top):
            return None
        if any(running[box.start : box.end]):
            several = sum(box.holds(each.index) for each in heads) > 1
            return None if several else (id(box.up), (box.start, box.end))
    return None


def _under(line: Line, lines: Sequence[Line], running: Sequence[int]) -> Comment | None:
    """Return the comment that follows a line without a box around both."""
    room = line.box.up
    if room is None or not any(running[line.index + 1 : line.index + 2]):
        return None
    rest = itertools.takewhile(lambda each: running[each.index], lines[line.index + 1 : room.end])
    return id(room), (line.index, line.index + 1 + len([*rest]))


# --- other articles --------------------------------------------------------------------------------


def _stories(lines: Sequence[Line], running: Sequence[int], headline: Line, url: str) -> Iterator[Span]:
    """Give the articles below this one: boxes that begin with a title that is not this one's, and hold text.

    Such a title leads to another page of the site, and stands over a byline or a date or in an `article`; of
    an `h1`, one of these is enough. Or it is an `h1` or signed, and its box is set like this one's. A lone
    one that leads to a page addressed like this one needs neither. Parts of an article have links for
    headings, or are signed.
    """
    sisters: list[Span] = []
    end = told = 0
    for line in lines[headline.index + 1 :]:
        told += bool(running[line.index])
        if line.index < end or told < STORY_LINES or not _is_title(line, headline):
            continue
        room = _room_of(line, headline)
        if room is None or not _opens(line, room, lines, running):
            continue
        end, away, signed = room.end, _leads_away(line, url), _is_signed(line, lines)
        names = {box.tag.name for box in line.box.around() if box.depth >= room.depth}
        apart = signed or "article" in names
        alike = (signed or "h1" in names) and _is_alike(room, headline)
        if alike or (apart and away) or ("h1" in names and (apart or away)):
            yield room.start, room.end
        elif away:
            sisters += [(room.start, room.end)] if _is_sister(line.links[0][1], url) else [(0, 0)]
    if len(sisters) == 1 and sum(map(bool, running[slice(*sisters[0])])) > STORY_LINES:
        yield sisters[0]
    yield from _announced(lines, running, headline)


def _announced(lines: Sequence[Line], running: Sequence[int], headline: Line) -> Iterator[Span]:
    """Give what stands below a line that says that the next article follows: its title, and text."""
    for line, title in itertools.pairwise(lines[headline.index + 1 :]):
        room = line.box.up
        if room is None or not NEXT.fullmatch(line.text) or not _is_title(title, headline):
            continue
        if any(running[headline.index : line.index]) and _has_text(running[title.index : room.end]):
            yield line.index, room.end


def _has_text(running: Sequence[int]) -> bool:
    return sum(map(bool, running)) >= STORY_LINES and sum(running) >= STORY_CHARS


def _is_title(line: Line, headline: Line) -> bool:
    if not (is_heading(line) or line.tag.name in HEADINGS) or len(line.text.split()) < STORY_TITLE:
        return False
    return key(line.text) != key(headline.text)


def _opens(title: Line, room: Box, lines: Sequence[Line], running: Sequence[int]) -> bool:
    """Tell whether a box begins with a title and holds text below it; a teaser beside text opens nothing."""
    if title.index - room.start > STORY_HEAD or any(running[room.start : title.index]):
        return False
    if not _has_text(running[title.index : room.end]):
        return False
    text = next(each for each in lines[title.index : room.end] if running[each.index])
    return not (title.zone ^ text.zone) & Zone.ASIDE


def _room_of(line: Line, headline: Line) -> Box | None:
    """Return the largest box around a line that does not hold the headline."""
    apart = list(itertools.takewhile(lambda box: not box.holds(headline.index), line.box.around()))
    return apart[-1] if apart else None


def _leads_away(line: Line, url: str) -> bool:
    """Tell whether a title is a link to another page of the same site."""
    if line.link_chars * 2 <= len(line.text):
        return False
    here = urlsplit(url)
    try:
        there = urlsplit(joined(url, line.links[0][1]))
    except ValueError:
        return False
    own = here.hostname in (there.hostname, None) and there.scheme in ("http", "https", "")
    return own and there.path.rstrip("/") not in ("", here.path.rstrip("/"))


def _is_sister(href: str, url: str) -> bool:
    """Tell whether a link leads to a page addressed like this one, but for its name and its day."""
    here, there = (
        [DIGITS.sub("#", part) for part in urlsplit(each).path.strip("/").split("/")[:-1]]
        for each in (url, joined(url, href))
    )
    return bool(here) and here == there


def _is_alike(room: Box, headline: Line) -> bool:
    """Tell whether a box is set like the one beside it that holds the headline: element and class."""
    ours = next((box for box in headline.box.around() if box.up is room.up), None)
    if ours is None or ours.tag.name in HEADINGS:
        return False
    return (ours.tag.name, ours.tag.attrs.get("class")) == (room.tag.name, room.tag.attrs.get("class"))


def _is_signed(line: Line, lines: Sequence[Line]) -> bool:
    below = lines[line.index + 1 : line.index + 1 + STORY_HEAD]
    return any(
        BY.match(each.text) or is_stamped(each.text) or wording.is_meta_line(each.text) for each in below
    )


# --- consent ---------------------------------------------------------------------------------------


def _banners(lines: Sequence[Line], top: int) -> Iterator[Span]:
    """Give the small boxes that speak of consent and end with a button to give it."""
    for line in lines:
        if not (len(line.text) <= 2 * BUTTON_CHARS and _accepts(line)):
            continue
        for box in line.box.around():
            size = box.end - box.start
            if size > BANNER_LINES or box.holds(top):
                break
            said = [each for each in lines[box.start : box.end] if len(each.text) > BUTTON_CHARS]
            if said and sum(bool(CONSENT.search(each.text.lower())) for each in said) * 2 >= len(said):
                yield box.start, box.end


def _accepts(line: Line) -> bool:
    """Tell whether a line is a button that accepts, or a row of links of which one does."""
    return any(ACCEPT.fullmatch(said.lower()) for said in (line.text, *(words for words, _ in line.links)))

"""Signs around the text that a page is no article, or not the whole of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from bs4 import Tag

from archiver.model.reading import PageKind, Reading
from archiver.normalize.page.text import key, weight
from archiver.normalize.page.walk import Line, Page
from archiver.normalize.page.zones import Zone
from archiver.normalize.screening import phrases

CHROME = Zone.NAV | Zone.FOOTER
HEADINGS = ("h1", "h2", "h3", "h4")
NOTE_LINES = 12
"""Lines of a page's matter, from its top, among which an error or a wall names itself."""

LONG = 800
"""Characters of body beside which a heading that is not the page's names only a box."""

CLAIMED = 0.75
BELIEVED_CHARS = 200
"""Share of structured data, and characters of body, from which an odd headline is believed to be one."""

NEARBY = 12
"""Lines above and below the text in which a long article's wall stands, past tags and author box."""

BUTTON_LINES = 5
"""Lines below a wall's words in which its button stands."""

WALL_NAME = re.compile(
    r"(?:pay|reg(?:ister|istration)?|meter|subscri\w+)[-_]?(?:wall|gate|barrier)",
    re.IGNORECASE,
)
WALL_CHARS = 30
"""A box that is called a wall and says less is the button that opens one."""

SKELETON = re.compile(
    r"(?:^|[-_\s])(?:skeleton|shimmer|ghost-?line|placeholder-?(?:line|text|block)|loading-?(?:line|block|state))",
    re.IGNORECASE,
)
SKELETONS = 2
"""Least grey blocks that make a skeleton."""

TITLE_CHARS = 15
"""Longer linked lines above a text are the title of a teaser."""

SCANT = 400
SCANT_BLOCKS = 2
"""Less text than this, in no more blocks, may be a standfirst or a caption above a text yet to come.

Source: of the real articles whose body was emptied, the longest standfirst read as the body has 282
characters, the longest caption with its credit 386.
"""

APART = re.compile(
    r"(?:^|[-_\s])(?:comments?|disqus|discussion|ads?|advert\w*|banner|promo|newsletter|related|recommend\w*|"
    r"share|sharing|social|player|video|widget)(?:$|[-_\s])",
    re.IGNORECASE,
)
"""What boxes are called that may be busy below a whole, short text."""

EMPTY_CHARS = 60
"""Most text in an element that is still busy."""

SENTENCE = re.compile(r"\w[.!?…。！？।॥؟۔]+[\"”»’)]*(?=\s|$|[^\x00-\u024f])")
BRIEF_SENTENCES = 2
"""Fewest sentences of a brief that nobody signed; one alone may be a notice of the site."""

LABELLED = 3
"""Least lines with the same words of a wall that make these a label at titles of other articles.

A wall says them once, or once for each width of screen; our choice.
"""

ELSEWHERE = ("nav", "footer", "aside", "figure", "dialog", "form", "button", "noscript")


@dataclass(frozen=True)
class Signs:
    """A page's lines and tree beside what was read out of it."""

    page: Page
    reading: Reading
    lines: tuple[tuple[Line, ...], ...]  # of each block of the reading

    @cached_property
    def blocks(self) -> dict[int, int]:
        """The numbers of the blocks of the reading, by the indices of their lines."""
        return {line.index: number for number, rows in enumerate(self.lines) for line in rows}

    @cached_property
    def first(self) -> int:
        """Index of the first line that is a block of the reading; of none, the number of lines."""
        return self.body[0].index if self.body else len(self.page.lines)

    @cached_property
    def body(self) -> list[Line]:
        """The lines that the blocks of the reading were read from."""
        return [line for rows in self.lines for line in rows]

    @cached_property
    def matter(self) -> list[Line]:
        """The lines outside navigation and footer."""
        return [line for line in self.page.lines if not line.box.zone & CHROME]

    def named(self) -> tuple[PageKind, str] | None:
        """Return what the page calls itself above all text, if that is no article's name.

        Headings that are not the page's own count only where there is hardly any text of its own.
        """
        titles = [title for title in (self.reading.search_headline, self.reading.headline) if title]
        # what stands above the first running text, and the headline or its first word alone
        above = [line for line in self.matter[:NOTE_LINES] if line.index <= self.first]
        above += [line for line in self.matter if line.tag.name == "h1" and line.index <= self.first]
        if weight(self.reading.text) >= LONG and not self.borrowed:
            above = []
        above = [line for line in above if not line.box.zone & Zone.DIALOG and not self._is_outweighed(line)]
        for text in [*titles, *(line.text for line in above)]:
            kind = phrases.title_kind(text)
            if kind is not None and not (self._is_action_line(text) or self._confirmed(text)):
                return kind, text
        return None

    def _is_outweighed(self, line: Line) -> bool:
        """Tell whether a line is no heading and a mere number, or a menu's above a confirmed headline."""
        if line.tag.name in HEADINGS:
            return False
        return line.text.isdecimal() or line.index < self.confirmed_headline

    @cached_property
    def confirmed_headline(self) -> int:
        """Index of the heading that title, og:title or structured data confirm, a text below; of none, -1."""
        headline = key(self.reading.headline)
        told = [self.reading.social_headline, self.reading.search_headline]
        confirmed = headline in [key(title) for title in told if title]
        if not confirmed and self.reading.signals.structured < CLAIMED:
            return -1
        if self.borrowed or weight(self.reading.text) < BELIEVED_CHARS:
            return -1
        shown = (line for line in self.matter if line.tag.name in HEADINGS and key(line.text) == headline)
        return next((line.index for line in shown if line.index < self.first), -1)

    def _is_action_line(self, text: str) -> bool:
        """Tell whether the words are only those of links and buttons, as "Log in" at the page's top."""
        lines = [line for line in self.matter if line.text == text]
        return bool(lines) and all(
            line.link_chars * 2 > len(line.text) or line.box.zone & (Zone.BUTTON | Zone.FORM | Zone.LINK)
            for line in lines
        )

    def _confirmed(self, text: str) -> bool:
        """Tell whether structured data says that this is an article's headline, and it has a text."""
        return (
            self.reading.signals.structured >= CLAIMED
            and key(text) == key(self.reading.headline)
            and weight(self.reading.text) >= BELIEVED_CHARS
        )

    @cached_property
    def wall(self) -> str | None:
        """The words with which the page asks to subscribe, to register or to log in."""
        for place, line in enumerate(self.matter):
            if line.box.zone & Zone.HEADER and line.index < self.first and line.tag.name not in HEADINGS:
                continue
            if self._is_outweighed(line):
                continue
            block = self.blocks.get(line.index)
            if block is not None and (block < len(self.lines) - 2 or len(line.text) >= 200):
                continue
            if self._asks(line.text) and (block is None or self._has_button(place)):
                return line.text
            if block is None and phrases.is_action(line.text) and _is_walled(line.box.tag):
                return line.text
        return None

    def _asks(self, text: str) -> bool:
        """Tell whether a line asks to subscribe in words that no list of other articles bears."""
        words = phrases.wall_words(text)
        return words is not None and self._walls[words] < LABELLED

    @cached_property
    def _walls(self) -> Counter[str]:
        """How many lines say the words of a wall, by these words."""
        return Counter(filter(None, (phrases.wall_words(line.text) for line in self.matter)))

    def is_walled_nearby(self) -> bool:
        """Tell whether words of a wall stand just above, among or just below the text, or in a dialog.

        Other boxes are not asked: this is for long articles, of which it is looked up only whether
        they deserve a closer look.
        """
        end = self.body[-1].index + NEARBY if self.body else 0
        return any(
            self._asks(line.text)
            for line in self.matter
            if self.first - NEARBY < line.index <= end or line.box.zone & Zone.DIALOG
            if self.blocks.get(line.index, len(self.lines)) >= len(self.lines) - 2
        )

    def _has_button(self, place: int) -> bool:
        """Tell whether a button to subscribe or log in stands below a line, before anything else begins."""
        for line in self.matter[place + 1 : place + 1 + BUTTON_LINES]:
            if phrases.is_action(line.text):
                return True
            if line.tag.name in HEADINGS or phrases.NEWS_BY_MAIL.search(line.text):
                return False
        return False

    @property
    def scant(self) -> bool:
        """Whether what was read is no more than a standfirst or a caption."""
        return len(self.lines) <= SCANT_BLOCKS and weight(self.reading.text) < SCANT

    def busy(self) -> str | None:
        """Return the mark of a text that has not come yet: busy or grey where the body would stand."""
        skeletons, hidden = 0, {id(tag) for tag in self.page.hidden}
        for tag, below in self._gap():
            if not _is_empty(tag) or tag.name in ELSEWHERE or tag.find_parent(ELSEWHERE):
                continue
            if (below and _is_apart(tag)) or any(id(each) in hidden for each in (tag, *tag.parents)):
                continue
            if tag.attrs.get("aria-busy", "").lower() == "true":
                return "aria-busy where the text would be"
            loading = phrases.LOADING.fullmatch(tag.get_text(" ", strip=True) or "-")
            if loading and not any(id(each) in hidden for each in tag.descendants):
                return "says that it is loading"
            if not below and SKELETON.search(tag.attrs.get("class", "")):
                skeletons += 1
            if skeletons >= SKELETONS:
                return "grey blocks where the text would be"
        return None

    def _gap(self) -> Iterator[tuple[Tag, bool]]:
        """Give the elements where the body would stand, and whether text stands above them.

        They are those between the headline and the first block; where the text is no more than a
        standfirst or a caption, also those below it, down to the next heading.
        """
        headline = key(self.reading.headline)
        passed = not any(line.tag.name in HEADINGS and key(line.text) == headline for line in self.page.lines)
        own = {id(line.tag) for line in self.body}
        below = False
        for tag in self.page.root.find_all(True):
            heading = tag.name in HEADINGS
            text = key(tag.get_text(" ", strip=True)[:2000]) if heading else ""
            passed = passed or (heading and bool(headline) and text == headline)
            if passed and id(tag) in own and not _is_empty(tag):
                below = True
            if below and (not self.scant or (heading and text != headline and id(tag) not in own)):
                return
            if passed:
                yield tag, below

    def misnamed(self) -> bool:
        """Tell whether the headline is only shown as a link to another page: the title of a teaser."""
        headline = key(self.reading.headline)
        shown = [line for line in self.page.lines if line.tag.name in HEADINGS and key(line.text) == headline]
        own = {_path(self.page.url), _path(self.reading.canonical or ""), None}
        return bool(shown) and all(
            line.tag.name != "h1"
            and line.link_chars * 2 > len(line.text)
            and _path(line.links[0][1], self.page.url) not in own
            for line in shown
        )

    @cached_property
    def is_set_as_article(self) -> bool:
        """Whether the text stands in an `article` without a form; walls are set in other elements."""
        boxes = (box for line in self.body for box in line.box.around())
        home = next((box for box in boxes if box.tag.name == "article"), None)
        return home is not None and not home.controls

    def is_brief(self) -> bool:
        """Tell whether a few sentences are an article: they stand in an `article`, the title has its heading.

        The title of a wall names the site or the check.
        """
        headline, title = key(self.reading.headline), key(self.reading.search_headline or self.page.title)
        shown = any(line.tag.name == "h1" and key(line.text) == headline for line in self.matter)
        return (
            self.is_set_as_article
            and shown
            and title.startswith(headline)
            and len(SENTENCE.findall(self.reading.text)) >= BRIEF_SENTENCES
        )

    @cached_property
    def borrowed(self) -> bool:
        """Whether all that was read as the text are teasers of other articles or boxes of the site."""
        headline = key(self.reading.headline)
        zones = Zone.ASIDE | Zone.LINK | Zone.DIALOG
        if any(key(line.text) == headline and line.box.zone & Zone.ASIDE for line in self.page.lines):
            zones &= ~Zone.ASIDE  # headline and all: some publishers wrap their articles so
        return bool(self.body) and all(self._is_teaser(line, headline, zones) for line in self.body)

    def _is_teaser(self, line: Line, headline: str, zones: int) -> bool:
        """Tell whether a line stands in these zones, or alone below the linked title of something else."""
        if line.box.zone & zones:
            return True
        lines = self.page.lines
        for box in line.box.around():
            inside = [each for each in lines[box.start : box.end] if each is not line]
            if any(each.index in self.blocks or key(each.text) == headline for each in inside):
                return False
            titles = (
                words
                for each in inside
                if each.index < line.index and each.link_chars * 2 > len(each.text)
                for words, _ in each.links
            )
            if any(len(words) > TITLE_CHARS for words in titles):
                return True
        return False


def _is_empty(tag: Tag) -> bool:
    return len(tag.get_text(" ", strip=True)) <= EMPTY_CHARS


def _is_apart(tag: Tag) -> bool:
    """Tell whether an element or one around it is called comments or an advert."""
    return any(
        APART.search(f"{each.attrs.get('id', '')} {each.attrs.get('class', '')}")
        for each in (tag, *tag.parents)
        if each.attrs and each.name not in ("body", "html")
    )


def _is_walled(tag: Tag) -> bool:
    """Tell whether an element stands in one that is called a wall and says more than its button."""
    for each in (tag, *tag.parents):
        if each.name in ("body", "html", "main", "article") or each.attrs is None:
            return False
        if WALL_NAME.search(f"{each.attrs.get('id', '')} {each.attrs.get('class', '')}"):
            return len(each.get_text(" ", strip=True)) > WALL_CHARS
    return False


def _path(url: str, base: str = "") -> str | None:
    """Return the path of an address without its last slash, None if nobody can follow it."""
    try:
        return urlsplit(urljoin(base, url)).path.rstrip("/")
    except ValueError:
        return None

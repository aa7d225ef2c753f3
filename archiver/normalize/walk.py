"""Walk the tree once: its text as lines, as a browser would set them, and what is said about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntFlag, auto

from bs4 import BeautifulSoup, NavigableString, Tag

from archiver.normalize.text import collapse


class Zone(IntFlag):
    """Where a line stands; inherited from the elements around it."""

    NONE = 0
    NAV = auto()
    ASIDE = auto()
    FOOTER = auto()
    HEADER = auto()
    FIGURE = auto()
    CAPTION = auto()
    FORM = auto()
    QUOTE = auto()
    LIST = auto()
    TABLE = auto()
    LINK = auto()  # inside a link that holds whole blocks
    BUTTON = auto()
    BODY = auto()  # the publisher says that this is the article's body
    MAIN = auto()
    ARTICLE = auto()
    DIALOG = auto()
    ADDRESS = auto()
    DETAILS = auto()


ZONES = {
    "nav": Zone.NAV,
    "menu": Zone.NAV,
    "aside": Zone.ASIDE,
    "footer": Zone.FOOTER,
    "header": Zone.HEADER,
    "figure": Zone.FIGURE,
    "picture": Zone.FIGURE,
    "figcaption": Zone.CAPTION,
    "form": Zone.FORM,
    "fieldset": Zone.FORM,
    "blockquote": Zone.QUOTE,
    "ul": Zone.LIST,
    "ol": Zone.LIST,
    "dl": Zone.LIST,
    "table": Zone.TABLE,
    "button": Zone.BUTTON,
    "label": Zone.FORM,
    "main": Zone.MAIN,
    "article": Zone.ARTICLE,
    "dialog": Zone.DIALOG,
    "address": Zone.ADDRESS,
    "details": Zone.DETAILS,
}

ROLES = {
    "navigation": Zone.NAV,
    "menu": Zone.NAV,
    "menubar": Zone.NAV,
    "tablist": Zone.NAV,
    "search": Zone.FORM,
    "complementary": Zone.ASIDE,
    "contentinfo": Zone.FOOTER,
    "banner": Zone.HEADER,
    "dialog": Zone.DIALOG,
    "alertdialog": Zone.DIALOG,
    "button": Zone.BUTTON,
    "main": Zone.MAIN,
    "article": Zone.ARTICLE,
    "figure": Zone.FIGURE,
}
"""Source: WAI-ARIA 1.2, landmark and document structure roles."""

BLOCKS = frozenset(
    [
        "html",
        "body",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "blockquote",
        "pre",
        "section",
        "article",
        "aside",
        "main",
        "nav",
        "header",
        "footer",
        "figure",
        "figcaption",
        "form",
        "fieldset",
        "legend",
        "address",
        "hr",
        "details",
        "summary",
        "dialog",
        "center",
        "menu",
        "button",
        "label",
        "hgroup",
        "search",
        "option",
        "img",
    ]
)
"""Elements that begin and end a line.

Source: HTML standard, section 15.3 (flow content in the suggested rendering); `button` and `label` are
added because what they hold is never part of a sentence.
"""

HIDDEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

STREAMED = re.compile(r"S:[0-9a-f]+")
"""Identifier of a part that React's server sends hidden and a script moves into place.

Source: react-dom/server, `completeBoundary` (`<div hidden id="S:0">`).
"""


@dataclass(slots=True, eq=False)
class Line:
    """A run of text that a browser sets as one paragraph."""

    text: str
    tag: Tag  # the nearest element that begins a line
    zone: Zone
    index: int
    links: list[tuple[str, str]] = field(default_factory=list)  # words, address as written
    link_chars: int = 0
    bold_chars: int = 0
    run: int = 0  # which run between <br><br> of its element this is


@dataclass(slots=True)
class Page:
    """What one walk over the tree found."""

    url: str
    lines: list[Line] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)  # name in lower case, content
    rels: list[tuple[str, Tag]] = field(default_factory=list)  # <link rel=…>
    data: list[str] = field(default_factory=list)  # JSON-LD as written
    times: list[tuple[int, Tag]] = field(default_factory=list)  # <time>, with the line it stands at
    props: list[tuple[int, Tag]] = field(default_factory=list)  # itemprop
    authors: list[tuple[int, Tag]] = field(default_factory=list)  # rel=author
    pictures: list[tuple[int, Tag]] = field(default_factory=list)
    title: str = ""
    language: str | None = None
    base: str | None = None


@dataclass(slots=True)
class _Frame:
    tag: Tag
    children: Iterator[object]
    zone: Zone
    block: bool
    link: str | None
    bold: bool


class _Walker:
    def __init__(self, url: str) -> None:
        self.page = Page(url=url)
        self._parts: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._link_chars = 0
        self._bold_chars = 0
        self._breaks = 0
        self._runs = 0
        self._open: list[tuple[Tag, Zone]] = []

    def walk(self, root: Tag) -> Page:
        stack = [_Frame(root, iter(root.contents), Zone.NONE, True, None, False)]
        self._open.append((root, Zone.NONE))
        while stack:
            frame = stack[-1]
            child = next(frame.children, None)
            if child is None:
                stack.pop()
                if frame.block:
                    self._flush()
                    self._open.pop()
                    self._runs = 0
            elif isinstance(child, Tag):
                entered = self._enter(child, frame)
                if entered:
                    stack.append(entered)
            elif type(child) is NavigableString:
                self._text(child, frame)
        return self.page

    def _text(self, text: str, frame: _Frame) -> None:
        self._parts.append(text)
        stripped = text.strip()
        if stripped:
            self._breaks = 0
            if frame.link is not None:
                self._links.append((stripped, frame.link))
                self._link_chars += len(stripped)
            if frame.bold:
                self._bold_chars += len(stripped)

    def _enter(self, tag: Tag, frame: _Frame) -> _Frame | None:
        name, attrs = tag.name, tag.attrs
        if name == "br":
            self._break()
            return None
        zone = frame.zone
        if attrs:
            self._note(name, attrs, tag)
            role, prop = attrs.get("role"), attrs.get("itemprop")
            if role:
                zone |= ROLES.get(role, Zone.NONE)
            if prop and "articleBody" in prop:
                zone |= Zone.BODY
        if name in SPECIAL or hidden(tag):
            self._special(name, tag)
            return None
        zone |= ZONES.get(name, Zone.NONE)
        block = name in BLOCKS
        link = (attrs.get("href") or "") if name == "a" else frame.link
        if block:
            self._flush()
            self._runs = 0
            if link is not None:
                zone |= Zone.LINK
            self._open.append((tag, zone))
        return _Frame(tag, iter(tag.contents), zone, block, link, frame.bold or name in ("b", "strong"))

    def _break(self) -> None:
        self._breaks += 1
        self._parts.append("\n")
        if self._breaks == 2:
            self._flush()
            self._runs += 1

    def _note(self, name: str, attrs: dict[str, str], tag: Tag) -> None:
        here = len(self.page.lines)
        if "itemprop" in attrs:
            self.page.props.append((here, tag))
        if name == "time":
            self.page.times.append((here, tag))
        elif name == "a" and "author" in attrs.get("rel", ""):
            self.page.authors.append((here, tag))
        elif name == "html":
            self.page.language = attrs.get("lang") or attrs.get("xml:lang") or None

    def _special(self, name: str, tag: Tag) -> None:
        attrs = tag.attrs
        if name == "meta":
            key = attrs.get("property") or attrs.get("name") or attrs.get("http-equiv")
            content = attrs.get("content")
            if key and content:
                self.page.metas.append((key.strip().lower(), content))
        elif name == "link":
            self.page.rels.append(((attrs.get("rel") or "").lower(), tag))
        elif name == "script":
            self.page.data.append(tag.get_text())
        elif name == "title":
            self.page.title = self.page.title or collapse(tag.get_text())
        elif name == "base":
            self.page.base = self.page.base or attrs.get("href")
        elif name == "img":
            self.page.pictures.append((len(self.page.lines), tag))

    def _flush(self) -> None:
        if self._parts:
            text = collapse("".join(self._parts))
            if text:
                tag, zone = self._open[-1]
                lines = self.page.lines
                lines.append(
                    Line(
                        text,
                        tag,
                        zone,
                        len(lines),
                        self._links,
                        self._link_chars,
                        self._bold_chars,
                        self._runs,
                    )
                )
            if self._links:
                self._links = []
            self._parts = []
            self._link_chars = self._bold_chars = 0
        self._breaks = 0


SPECIAL = frozenset(("script", "noscript", "meta", "link", "title", "base", "img"))
"""Elements that say something and hold no line."""


def hidden(tag: Tag) -> bool:
    """Tell whether a browser would not show the element, by its own attributes."""
    attrs = tag.attrs
    if not attrs:
        return False
    if "hidden" in attrs and attrs["hidden"] != "until-found":
        return not STREAMED.fullmatch(attrs.get("id", ""))
    style = attrs.get("style")
    return bool(style and HIDDEN_STYLE.search(style))


def walk(soup: BeautifulSoup, url: str) -> Page:
    """Return the visible lines of the page in reading order, and its claims about itself."""
    return _Walker(url).walk(soup)

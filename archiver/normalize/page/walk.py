"""Walk the tree once: its text as lines, as a browser would set them, and what is said about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString, Tag

from archiver.normalize.page.adverts import mark_advert
from archiver.normalize.page.breaks import ends_paragraph, is_set_apart
from archiver.normalize.page.mistrust import mistrust
from archiver.normalize.page.text import collapse, words_of
from archiver.normalize.page.wording import is_advert_label
from archiver.normalize.page.zones import (
    BLOCKS,
    HEADINGS,
    LEFT,
    SHOWN,
    UNSEEN,
    Zone,
    hidden,
    is_embed,
    is_rendered,
    zone_of,
)

MAX_NOTES = 2_000
"""Most meta and link elements, properties, times, author links, images and posts that are kept, each.

The page of the benchmark with most of them has 751.
"""

COUNTED = re.compile(r"^\s*[(\[]\d{1,4}\+?[)\]]\s+(?=\S)")
"""How many messages a reader has, as sites put it before the page's title."""

BLANK = " \t\r\n\f\xa0\u200b\u2060\ufeff"
"""What is not seen at the edge of a line: white space, of no width too, and byte order marks."""

ADDRESSES = ("http://", "https://", "www.")
"""How the words of a link begin that are an address: a source that is named, no title of another page."""


class Box:
    """A block-level element, the lines inside it, and what else it holds."""

    __slots__ = ("controls", "depth", "end", "heading", "media", "own", "start", "tag", "up", "zone")

    def __init__(self, tag: Tag, up: Box | None, own: int, start: int) -> None:
        self.tag = tag
        self.up = up
        self.own = own  # what this element adds
        around = up.zone if up else Zone.NONE
        self.zone: int = own | (
            around & ~Zone.FIGURE if own & Zone.TABLE else around
        )  # a table set as figure
        self.depth: int = up.depth + 1 if up else 0
        self.heading: Box | None = (  # the innermost heading around, itself included
            self if tag.name in HEADINGS else up.heading if up else None
        )
        self.start = start  # index of its first line
        self.end = start  # index after its last line
        self.media = 0  # pictures and players inside
        self.controls = 0  # forms inside, itself included

    def holds(self, index: int) -> bool:
        """Tell whether the line of that index is inside."""
        return self.start <= index < self.end

    def around(self) -> Iterator[Box]:
        """Give this box and those around it, inner ones first."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.up


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A run of text that a browser sets as one paragraph."""

    text: str
    box: Box  # the innermost element that begins a line
    index: int
    links: tuple[tuple[str, str], ...] = ()  # words, address as written
    link_chars: int = 0
    bold_chars: int = 0
    run: int = 0  # which run between <br><br> of its element this is

    @property
    def tag(self) -> Tag:
        """The innermost element that begins a line."""
        return self.box.tag

    @property
    def zone(self) -> int:
        """Where the line stands."""
        return self.box.zone


@dataclass(frozen=True, slots=True, eq=False)
class Image:
    """A picture on the page."""

    tag: Tag
    box: Box  # the innermost element around it that begins a line
    at: int  # index of the line that follows
    link: str | None  # where a click on it leads


@dataclass(frozen=True, slots=True, eq=False)
class Post:
    """A post of a network among the text, as it stands there until the network's script has come."""

    lines: tuple[Line, ...]  # its own, counted from 0
    box: Box  # the innermost element around it that begins a line
    at: int  # index of the page's line that follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one walk over the tree found."""

    url: str
    lines: tuple[Line, ...]
    metas: tuple[tuple[str, str], ...]  # name in lower case, content
    rels: tuple[tuple[str, Tag], ...]  # <link rel=…>
    data: tuple[str, ...]  # JSON-LD as written
    times: tuple[tuple[int, Tag], ...]  # <time>, with the line it stands at
    props: tuple[tuple[int, Tag], ...]  # itemprop
    authors: tuple[tuple[int, Tag], ...]  # rel=author
    images: tuple[Image, ...]
    posts: tuple[Post, ...]
    hidden: tuple[Tag, ...]  # elements not shown, and not walked; posts among them
    title: str
    language: str | None
    base: str | None
    marked: bool  # did the capture mark what is hidden?
    left: str | None  # what of the article the capture could not have, by its mark
    root: Tag  # the tree that was walked


@dataclass(slots=True)
class _Found:
    """A page while it is walked; its fields are those of `Page`."""

    lines: list[Line] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    rels: list[tuple[str, Tag]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    times: list[tuple[int, Tag]] = field(default_factory=list)
    props: list[tuple[int, Tag]] = field(default_factory=list)
    authors: list[tuple[int, Tag]] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    hidden: list[Tag] = field(default_factory=list)
    title: str = ""
    language: str | None = None
    base: str | None = None
    marked: bool = False
    left: str | None = None

    def page(self, url: str, root: Tag) -> Page:
        """Return what was found, which changes no more."""
        return Page(
            url=url,
            lines=tuple(self.lines),
            metas=tuple(self.metas),
            rels=tuple(self.rels),
            data=tuple(self.data),
            times=tuple(self.times),
            props=tuple(self.props),
            authors=tuple(self.authors),
            images=tuple(self.images),
            posts=tuple(self.posts),
            hidden=tuple(self.hidden),
            title=self.title,
            language=self.language,
            base=self.base,
            marked=self.marked,
            left=self.left,
            root=root,
        )


@dataclass(slots=True)
class _Frame:
    children: Iterator[object]
    box: Box
    block: bool
    link: str | None
    bold: bool


class _Walker:
    def __init__(self, revealed: frozenset[int]) -> None:
        self.page = _Found()
        self._revealed = revealed
        self._adverts: list[Box] = []  # that open with the label of one
        self._parts: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._link_chars = 0
        self._bold_chars = 0
        self._breaks = 0
        self._runs = 0
        self._chars = 0  # in the parts
        self._last = ""  # the last of them that is not blank

    def walk(self, root: Tag) -> _Found:
        box = Box(root, None, Zone.NONE, 0)
        stack = [_Frame(iter(root.contents), box, True, None, False)]
        while stack:
            frame = stack[-1]
            child = next(frame.children, None)
            if child is None:
                stack.pop()
                if frame.block:
                    self._flush(frame.box)
                    frame.box.end = len(self.page.lines)
                    self._runs = 0
            elif isinstance(child, Tag):
                entered = self._enter(child, frame)
                if entered:
                    stack.append(entered)
            elif type(child) is NavigableString:
                self._text(child, frame)
        for each in self._adverts:
            mark_advert(each, self.page.lines)
        return self.page

    def _text(self, text: str, frame: _Frame) -> None:
        if text.isspace():
            self._parts.append(" ")
            return
        said = collapse(text)  # all measures are of what is seen, however the source breaks its lines
        self._parts.append(text)
        self._breaks = 0
        self._chars += len(said) + 1
        self._last = said
        if frame.link is not None:
            self._links.append((said, frame.link))
            self._link_chars += 0 if said.startswith(ADDRESSES) else len(said)
        if frame.bold:
            self._bold_chars += len(said)

    def _enter(self, tag: Tag, frame: _Frame) -> _Frame | None:
        name, attrs = tag.name, tag.attrs
        if name == "br":
            self._break(frame.box)
            return None
        if attrs:
            self._note(name, attrs, tag)
        if name in SPECIAL:
            self._special(name, tag, frame.box)
            if name == "img" and len(self.page.images) < MAX_NOTES:
                here = len(self.page.lines) + bool(self._chars)
                self.page.images.append(Image(tag, frame.box, here, frame.link))
            return None
        if self._is_left_out(tag, frame.box):
            return None
        link = (attrs.get("href") or "") if name == "a" else frame.link
        bold = frame.bold or name in ("b", "strong")
        own = zone_of(name, attrs)
        # An inline element with a role of its own is a box, too.
        if name not in BLOCKS and not own & ~frame.box.zone:
            self._part(tag, frame.box)
            return _Frame(iter(tag.contents), frame.box, False, link, bold)
        self._flush(frame.box)
        self._runs = 0
        if link is not None and name in BLOCKS:
            own |= Zone.LINK
        box = Box(tag, frame.box, own, len(self.page.lines))
        if name == "form":
            for around in box.around():
                around.controls += 1
        return _Frame(iter(tag.contents), box, True, link, bold)

    def _is_left_out(self, tag: Tag, box: Box) -> bool:
        """Tell whether an element holds no lines, as it is not shown or a post; note which it was."""
        if not tag.attrs and tag.name != "blockquote":
            return False
        if hidden(tag) and id(tag) not in self._revealed:
            self._pass(tag, box)
        elif is_embed(tag):
            self._post(tag, box)
        else:
            return False
        return True

    def _pass(self, tag: Tag, box: Box) -> None:
        """Leave out what is not shown; where only a style hides it, what it says to machines counts."""
        self.page.hidden.append(tag)
        if UNSEEN in tag.attrs:
            for part in tag.find_all(True):
                self._note(part.name, part.attrs, part)
                if part.name in SPECIAL - MEDIA:
                    self._special(part.name, part, box)

    def _post(self, tag: Tag, box: Box) -> None:
        """Take a post for no line of the page: after the network's script has come, it holds none."""
        self.page.hidden.append(tag)
        if not is_rendered(tag) and len(self.page.posts) < MAX_NOTES:
            inside = _Walker(frozenset()).walk(tag)
            here = len(self.page.lines) + bool(self._chars)
            self.page.posts.append(Post(tuple(inside.lines), box, here))

    def _break(self, box: Box) -> None:
        self._breaks += 1
        self._parts.append("\n")
        if self._breaks == 2 or (self._breaks == 1 and self._said_enough(box)):
            self._flush(box)
            self._runs += 1

    def _part(self, tag: Tag, box: Box) -> None:
        """Part paragraphs where only a style sheet makes a line break."""
        if self._breaks == 0 and self._parts and is_set_apart(tag, self._parts) and self._said_enough(box):
            self._flush(box)
            self._runs += 1

    def _said_enough(self, box: Box) -> bool:
        return ends_paragraph(box.tag.name, self._chars, self._last, later=self._runs > 0)

    def _note(self, name: str, attrs: dict[str, str], tag: Tag) -> None:
        here = len(self.page.lines)
        if "itemprop" in attrs and len(self.page.props) < MAX_NOTES:
            self.page.props.append((here, tag))
        if name == "time" and len(self.page.times) < MAX_NOTES:
            self.page.times.append((here, tag))
        elif name == "a" and "author" in attrs.get("rel", "") and len(self.page.authors) < MAX_NOTES:
            self.page.authors.append((here, tag))
        elif name == "html":
            self.page.marked = SHOWN in attrs
            self.page.left = attrs.get(LEFT)
            self.page.language = attrs.get("lang") or attrs.get("xml:lang") or None

    def _special(self, name: str, tag: Tag, box: Box) -> None:
        attrs = tag.attrs
        if name == "meta":
            key = attrs.get("property") or attrs.get("name") or attrs.get("http-equiv")
            content = attrs.get("content")
            if key and content and len(self.page.metas) < MAX_NOTES:
                self.page.metas.append((key.strip().lower(), content))
        elif name == "link" and len(self.page.rels) < MAX_NOTES:
            self.page.rels.append(((attrs.get("rel") or "").lower(), tag))
        elif name == "script":
            self.page.data.append(tag.get_text())
        elif name == "title":
            self.page.title = self.page.title or COUNTED.sub("", words_of(tag))
        elif name == "base":
            self.page.base = self.page.base or attrs.get("href")
        elif name in MEDIA:
            for around in box.around():
                around.media += 1

    def _flush(self, box: Box) -> None:
        if self._chars:
            text = collapse("".join(self._parts).strip(BLANK))
            if is_advert_label(text):
                room = len(self.page.lines)
                self._adverts += [each for each in (box, box.up) if each and each.start == room]
            elif text:
                lines = self.page.lines
                measures = (self._link_chars, self._bold_chars, self._runs)
                lines.append(Line(text, box, len(lines), tuple(self._links), *measures))
            self._links = []
            self._chars, self._last = 0, ""
            self._link_chars = self._bold_chars = 0
        if self._parts:
            self._parts = []
        self._breaks = 0


MEDIA = frozenset(("img", "video", "audio", "amp-img", "amp-video"))
SPECIAL = frozenset(("script", "noscript", "meta", "link", "title", "base")) | MEDIA
"""Elements that say something and hold no line."""


def all_text(page: Page) -> str:
    """Return all text in the tree of a page, hidden text as well; scripts and templates have none."""
    return page.root.get_text()


def walk(soup: BeautifulSoup, url: str, revealed: frozenset[int] = frozenset()) -> Page:
    """Return the visible lines of the page in reading order, and its claims about itself.

    Args:
        soup: the parsed page.
        url: where it was found.
        revealed: identities of hidden elements to read all the same.
    """
    page = _Walker(revealed).walk(soup).page(url, soup)
    mistrust(page.lines)
    return page

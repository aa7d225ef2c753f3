"""A real page that is changed and put right again, and where its article stands on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup, NavigableString, Tag

from archiver.model.reading import BlockKind, Reading
from benchmarks.reader.scores import flat

LONGEST = 5_000
"""Most letters of an element that may be a paragraph; what holds more is a box of them."""

SET_APART = (
    "p", "div", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption",
    "pre", "section", "article", "header", "footer", "aside", "address", "time", "cite", "a", "span",
)  # fmt: skip
"""Elements that may be a paragraph or a field."""

LISTS = frozenset({"ul", "ol", "dl", "table"})
"""In which nothing can be put but what they list."""

INLINE = frozenset({"time", "cite", "a", "span"})
"""Those of them that are one only where they stand alone."""

Undo = Callable[[], object]


@dataclass(frozen=True)
class Subject:
    """A parsed page and how it was read before anything was done to it."""

    soup: BeautifulSoup
    reading: Reading

    @cached_property
    def told(self) -> dict[str, list[Tag]]:
        """The page's elements by their text, in their order; of those around one another the innermost."""
        found: dict[str, list[Tag]] = {}
        for tag in (self.soup.body or self.soup).find_all(SET_APART):
            text = flat(tag.get_text())
            if 0 < len(text) < LONGEST:
                known = found.setdefault(text, [])
                around = bool(known) and known[-1] in tag.parents
                if around and tag.name in INLINE:
                    continue
                if around:
                    known.pop()
                known.append(tag)
        return found

    @cached_property
    def blocks(self) -> list[tuple[BlockKind, Tag]]:
        """The body's blocks that an element shows alone, each below the one before it and the headline."""
        order = {id(tag): place for place, tag in enumerate(self.soup.find_all(True))}
        title = self.headline()
        last = order[id(title)] if title is not None else -1
        found = []
        for block in self.reading.blocks:
            shown = self.told.get(flat(block.text), [])
            if tag := next((tag for tag in shown if order[id(tag)] > last), None):
                found.append((block.kind, tag))
                last = order[id(tag)]
        return found

    def tags(self, *kinds: BlockKind) -> list[Tag]:
        """Return the elements of the body's blocks of these kinds; of all where none is named."""
        return [tag for kind, tag in self.blocks if not kinds or kind in kinds]

    def tag(self, text: str | None) -> Tag | None:
        """Return the first element of a text that the reading has as a field."""
        return next(iter(self.told.get(flat(text), [])), None)

    def headline(self) -> Tag | None:
        """Return the element of the headline: that of the first rank, as breadcrumbs hold the same words."""
        shown = self.told.get(flat(self.reading.headline), [])
        return next((tag for tag in shown if tag.name == "h1"), None) or self.tag(self.reading.headline)

    def middle(self) -> Tag | None:
        """Return a paragraph about half-way with another right below it in the same box."""
        paragraphs = self.tags(BlockKind.PARAGRAPH)
        half = paragraphs[len(paragraphs) // 2 - 1 :: -1] + paragraphs[len(paragraphs) // 2 :]
        own = {id(tag) for tag in paragraphs}
        return next((tag for tag in half if id(tag.find_next_sibling(True)) in own), None)

    def last(self) -> Tag | None:
        """Return the last element of the body; of a list or table, all of it."""
        found = self.tags()
        if not found:
            return None
        around = {id(room) for room in found[0].parents}
        rooms = [room for room in found[-1].parents if room.name in LISTS and id(room) not in around]
        return rooms[-1] if rooms else found[-1]


def below(tag: Tag | None, markup: str) -> Undo | None:
    """Put markup right below an element; None where there is no such element."""
    if tag is None:
        return None
    body = BeautifulSoup(markup, "lxml").body
    added = list(body.contents) if body else []
    for node in reversed(added):
        tag.insert_after(node.extract())
    return lambda: [node.extract() for node in added]


def reworded(tag: Tag | None, change: Callable[[str], str]) -> Undo | None:
    """Change the first run of text of an element that the change applies to."""
    for node in list(tag.find_all(string=True)) if tag is not None else ():
        text = str(node)
        if type(node) is NavigableString and (new := change(text)) != text:
            put = NavigableString(new)
            node.replace_with(put)
            return lambda put=put, text=text: put.replace_with(NavigableString(text))
    return None

"""A real page that is changed and put right again, and where its article stands on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup, NavigableString, Tag

from archiver.model.reading import Block, BlockKind, Reading
from benchmarks.reader.scores import flat

LONGEST = 5_000
"""Most letters of an element that may be a paragraph; what holds more is a box of them."""

Undo = Callable[[], object]


@dataclass(frozen=True)
class Subject:
    """A parsed page and how it was read before anything was done to it."""

    soup: BeautifulSoup
    reading: Reading

    @cached_property
    def told(self) -> dict[str, Tag]:
        """The page's elements by their text: of those with one text the first, and in it the innermost."""
        found: dict[str, Tag] = {}
        for tag in (self.soup.body or self.soup).find_all(True):
            text = flat(tag.get_text())
            if 0 < len(text) < LONGEST and (text not in found or found[text] in tag.parents):
                found[text] = tag
        return found

    def tags(self, *kinds: BlockKind) -> list[Tag]:
        """Return the elements of the body's blocks of these kinds; of all where none is named."""
        return self._found(block.text for block in self._blocks(kinds))

    def tag(self, text: str | None) -> Tag | None:
        """Return the element of a text that the reading has as a field."""
        return next(iter(self._found((text,) if text else ())), None)

    def headline(self) -> Tag | None:
        """Return the element of the headline: that of the first rank, as breadcrumbs hold the same words."""
        told = flat(self.reading.headline)
        shown = (tag for tag in self.soup.find_all("h1") if flat(tag.get_text()) == told)
        return next(shown, None) or self.tag(told)

    def _blocks(self, kinds: tuple[BlockKind, ...]) -> Iterable[Block]:
        return (block for block in self.reading.blocks if not kinds or block.kind in kinds)

    def _found(self, texts: Iterable[str]) -> list[Tag]:
        return [self.told[flat(text)] for text in texts if flat(text) in self.told]

    def middle(self) -> Tag | None:
        """Return a paragraph about half-way with another right below it in the same box."""
        paragraphs = self.tags(BlockKind.PARAGRAPH)
        half = paragraphs[len(paragraphs) // 2 - 1 :: -1] + paragraphs[len(paragraphs) // 2 :]
        own = {id(tag) for tag in paragraphs}
        return next((tag for tag in half if id(tag.find_next_sibling(True)) in own), None)

    def last(self) -> Tag | None:
        """Return the last element of the body."""
        found = self.tags()
        return found[-1] if found else None


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

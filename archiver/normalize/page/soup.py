"""Decode the bytes of a page and parse it, in bounded time and memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import cast

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from bs4.builder._lxml import LXMLTreeBuilder
from lxml import etree

from archiver.errors import ReadError

PAGE_BYTES = 32_000_000
"""Largest page that is read. The largest of the 690 pages of the benchmark has 5.5 MB."""

MAX_ELEMENTS = 100_000
"""Most elements a page may have; reading takes about 2 kB and 60 to 150 µs for each.

The page of the benchmark with most of them has 9,807, scripts and pictures not counted.
"""

MAX_DEPTH = 200
"""Elements nested deeper are dropped and their text kept, as browsers do.

The deepest page of the benchmark has 42 levels.

Source: Blink stops nesting at 512 (`HTMLConstructionSite`, kMaximumHTMLParserDOMTreeDepth).
"""

MAX_NESTING = 2_000_000
"""Most elements counted with all those around them, because what is asked of boxes is asked of each.

The page of the benchmark with most of it has 0.12 million.
"""

MAX_ATTRIBUTES = 60
"""Most attributes of one element that are looked at."""

SILENT = frozenset(
    [
        "style",
        "svg",
        "math",
        "iframe",
        "template",
        "object",
        "canvas",
        "video",
        "audio",
        "select",
        "textarea",
        "input",
        "map",
        "frameset",
    ]
)
"""Elements whose content is no text a reader sees, dropped while parsing."""

DRAWN = frozenset(("svg", "math"))

INTEGRATION = frozenset(("foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"))
"""Elements of drawings and formulas that may hold HTML.

Source: HTML standard, section 13.2.6 (integration points).
"""

BREAKOUT = frozenset([
    "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol",
    "p", "pre", "ruby", "s", "small", "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul",
    "var",
])  # fmt: skip
"""Elements that end a drawing or a formula nobody closed.

Source: HTML standard, section 13.2.6.5 (tokens in foreign content).
"""

RAW = re.compile(
    r"<(?:(?P<comment>!--)|(?P<name>script|style|textarea|title|iframe|noscript)(?=[\s/>]))", re.IGNORECASE
)
"""What opens text in which no markup counts; `noscript` is of that kind where scripts run."""

RUN = re.compile(r">([^<>{}]{80,})<")
"""A run of text that is long enough for a sentence, without markup and the braces of styles and data."""

UNSCRIPTED_CHARS = 500
"""Least running text of a `noscript` that may be the article's; a request to allow scripts is shorter."""

SPACES = BeautifulSoup.ASCII_SPACES
"""White space of the source, of which a text that is nothing else keeps a single character."""

DROPPED_ATTRIBUTES = frozenset({"onclick", "onload", "onerror", "sizes", "srcset", "d", "data-srcset"})


class _Builder(LXMLTreeBuilder):
    """Builds the tree without scripts, styles and pictures, and never too deep.

    What the parser opens it closes, innermost first, so each element and text is put at the end of the
    innermost open one. BeautifulSoup's own way mends what does not close, and takes half as long again.
    """

    def __init__(self, url: str) -> None:
        super().__init__(multi_valued_attributes=None)
        self._url = url
        self._open: list[bool] = []  # the open elements, outer ones first: whether they are in the tree
        self._silent: str | None = None  # the outermost open element whose content is dropped
        self._around = 0  # how many elements are open around it
        self._lent = 0  # open elements in a drawing that may hold HTML
        self._depth = 0
        self._elements = 0
        self._nesting = 0  # sum of the depths of all elements
        self._within: list[Tag] = []  # the open elements that are in the tree, the tree itself first
        self._kinds: list[type[NavigableString]] = []  # what text right in them is
        self._formatted = 0  # how many of them keep white space
        self._last: PageElement | None = None  # what was put into the tree last
        self._said: list[str] = []  # text that was not put there yet

    def prepare_markup(  # type: ignore[override]  # the stubs say None, the code is a generator
        self,
        markup: str | bytes,
        user_specified_encoding: str | None = None,  # noqa: ARG002 - bs4 passes them by name
        document_declared_encoding: str | None = None,  # noqa: ARG002
        exclude_encodings: Iterable[str] | None = None,  # noqa: ARG002
    ) -> Iterable[tuple[str | bytes, str | None, str | None, bool]]:
        """Take the bytes as they are: they were decoded and are UTF-8."""
        yield markup, "utf-8", None, False

    def feed(self, markup: str | bytes) -> None:
        parser = etree.HTMLParser(target=self, recover=True, huge_tree=True, encoding="utf-8")
        self.parser = parser
        self._within, self._kinds, self._last = [self.soup], [NavigableString], self.soup
        parser.feed(markup)
        parser.close()
        self._put_text()

    def start(
        self,
        tag: str | bytes,
        attrib: Mapping[str | bytes, str | bytes],
        nsmap: Mapping[str, str] = {},  # noqa: ARG002
    ) -> None:
        name, attributes = cast(str, tag), cast("Mapping[str, str]", attrib)
        silent = self._silent
        if silent in DRAWN and name in BREAKOUT and not self._lent:
            silent = self._silent = None
        if silent is None and (name in SILENT or (name == "script" and not _holds_data(attributes))):
            silent = self._silent = name
            self._around, self._lent = len(self._open), 0
        if silent in DRAWN:
            self._lent += name in INTEGRATION
        kept = silent is None and self._depth < MAX_DEPTH
        self._open.append(kept)
        if kept:
            self._count()
            self._put_element(name, _kept(attributes))

    def _count(self) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise ReadError(self._url, f"more than {MAX_ELEMENTS} elements")
        self._depth += 1
        self._nesting += self._depth
        if self._nesting > MAX_NESTING:
            raise ReadError(self._url, f"more than {MAX_NESTING} elements inside others")

    def end(self, tag: str | bytes) -> None:
        if self._silent in DRAWN:
            self._lent -= tag in INTEGRATION
        if self._open.pop():
            self._depth -= 1
            self._put_text()
            self._within.pop()
            self._kinds.pop()
            self._formatted -= tag in self.preserve_whitespace_tags
        elif self._silent is not None and len(self._open) == self._around:
            self._silent = None

    def data(self, data: str | bytes) -> None:
        if self._silent is None:
            self._said.append(cast(str, data))

    def _put_element(self, name: str, attributes: dict[str, str]) -> None:
        self._put_text()
        around = self._within[-1]
        tag = Tag(self.soup, self, name, None, None, None, around, self._last)
        tag.attrs = attributes
        around.contents.append(tag)
        self._within.append(tag)
        self._kinds.append(self.string_containers.get(name, self._kinds[-1]))
        self._formatted += name in self.preserve_whitespace_tags
        self._last = tag

    def _put_text(self) -> None:
        """Put the text since the last element into the tree; white space alone is a single space or line."""
        if not self._said:
            return
        text = "".join(self._said)
        self._said = []
        if not self._formatted and text.isspace() and not text.strip(SPACES):
            text = "\n" if "\n" in text else " "
        around = self._within[-1]
        string = self._kinds[-1](text)
        string.setup(around, self._last)
        around.contents.append(string)
        self._last = string

    def comment(self, text: str | bytes) -> None:
        """Comments are no part of the article."""

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """Neither is the document type."""

    def pi(self, target: str, data: str) -> None:
        """Neither are processing instructions."""


def _holds_data(attributes: Mapping[str, str]) -> bool:
    return "ld+json" in attributes.get("type", "")


def _kept(attributes: Mapping[str, str]) -> dict[str, str]:
    if len(attributes) > MAX_ATTRIBUTES:
        attributes = dict(list(attributes.items())[:MAX_ATTRIBUTES])
    if DROPPED_ATTRIBUTES.isdisjoint(attributes):
        return dict(attributes)
    return {name: value for name, value in attributes.items() if name not in DROPPED_ATTRIBUTES}


def _without_noscript(text: str) -> str:
    """Return the page without what stands in `noscript`, which is raw text where scripts run.

    A parser that runs no scripts takes it for markup, and an element left open there swallows the rest. Where
    it holds running text that stands nowhere else, a script would have put that into the page.
    """
    if "<noscript" not in text.lower():
        return text
    kept, start, at = [], 0, 0
    unclosed: set[str] = set()  # so that a page of openings alone costs one search for each name
    while opening := RAW.search(text, at):
        at = opening.end()
        name = "--" if opening["comment"] else opening["name"].lower()
        closing = None if name in unclosed else _closing(name).search(text, at)
        if closing is None:
            unclosed.add(name)
            continue
        at = closing.end()
        if name == "noscript":
            kept.append(text[start : opening.start()])
            start = at
            inside = text[opening.end() : closing.start()].partition(">")[2]
            if _is_missing(inside, text):
                kept.append(f"<div>{inside}</div>")
    kept.append(text[start:])
    return "".join(kept)


def _is_missing(inside: str, text: str) -> bool:
    """Tell whether a `noscript` holds running text that stands nowhere else."""
    runs = RUN.findall(inside)
    return sum(map(len, runs)) >= UNSCRIPTED_CHARS and text.count(max(runs, key=len)) == 1


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile("-->" if name == "--" else rf"</{name}(?:\s[^<>]*)?/?>", re.IGNORECASE)


def parse(text: str, url: str) -> BeautifulSoup:
    """Return the tree of a page, without scripts (JSON-LD apart), styles, pictures and comments.

    Raises:
        ReadError: the page is too large.
    """
    if len(text) > PAGE_BYTES:
        raise ReadError(url, f"more than {PAGE_BYTES / 1e6:.0f} MB of markup")
    builder = _Builder(url)
    text = _without_noscript(text)
    return BeautifulSoup(text.encode("utf-8", "replace"), builder=builder)

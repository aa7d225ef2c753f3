"""Decode the bytes of a page and parse it, in bounded time and memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder
from lxml import etree

from archiver.errors import ReadError

MAX_BYTES = 32_000_000
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

DROPPED_ATTRIBUTES = frozenset({"onclick", "onload", "onerror", "sizes", "srcset", "d", "data-srcset"})


class _Builder(LXMLTreeBuilder):
    """Builds the tree without scripts, styles and pictures, and never too deep."""

    def __init__(self, url: str) -> None:
        super().__init__(multi_valued_attributes=None)
        self._url = url
        self._silent = 0  # depth inside an element that is dropped
        self._depth = 0
        self._flat = 0  # depth beyond MAX_DEPTH
        self._elements = 0
        self._nesting = 0  # sum of the depths of all elements

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
        parser.feed(markup)
        parser.close()

    def start(
        self,
        tag: str | bytes,
        attrib: Mapping[str | bytes, str | bytes],
        nsmap: Mapping[str, str] = {},  # noqa: ARG002
    ) -> None:
        name, attributes = cast(str, tag), cast("Mapping[str, str]", attrib)
        if self._silent or name in SILENT or (name == "script" and not _holds_data(attributes)):
            self._silent += 1
        elif self._depth >= MAX_DEPTH or self._flat:
            self._flat += 1
        else:
            self._elements += 1
            if self._elements > MAX_ELEMENTS:
                raise ReadError(self._url, f"more than {MAX_ELEMENTS} elements")
            self._depth += 1
            self._nesting += self._depth
            if self._nesting > MAX_NESTING:
                raise ReadError(self._url, f"more than {MAX_NESTING} elements inside others")
            self.soup.handle_starttag(name, None, None, _kept(attributes))

    def end(self, tag: str | bytes) -> None:
        if self._silent:
            self._silent -= 1
        elif self._flat:
            self._flat -= 1
        else:
            self._depth -= 1
            self.soup.endData()
            self.soup.handle_endtag(cast(str, tag), None)

    def data(self, data: str | bytes) -> None:
        if not self._silent:
            self.soup.handle_data(cast(str, data))

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
    return {name: value for name, value in attributes.items() if name not in DROPPED_ATTRIBUTES}


def parse(text: str, url: str) -> BeautifulSoup:
    """Return the tree of a page, without scripts (JSON-LD apart), styles, pictures and comments.

    Raises:
        ReadError: the page is too large.
    """
    if len(text) > MAX_BYTES:
        raise ReadError(url, f"more than {MAX_BYTES / 1e6:.0f} MB of markup")
    builder = _Builder(url)
    return BeautifulSoup(text.encode("utf-8", "replace"), builder=builder)

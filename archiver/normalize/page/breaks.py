"""What parts paragraphs that are no elements: line breaks, and what a style sheet sets apart."""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import Tag

from archiver.language import STOPS
from archiver.normalize.page.text import weight

BROKEN_CHARS = 80
"""Least text before a single line break that makes it the end of a paragraph, as Latin characters."""

LATER_CHARS = 40
"""The same where the element's paragraphs were parted so before: then also a short one is."""

UNBROKEN = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "figure", "td", "th", "li", "pre"))
"""Elements in which a line break never parts paragraphs."""

SENTENCE_STOPS = tuple(f'.!?…”»“"{STOPS}')

QUOTES = "„“”\"'«»‘’‚"
"""What may stand before the first letter of a sentence."""

GLUED_STOPS = (*".!?…", *(stop + quote for stop in ".!?…" for quote in QUOTES))
"""Stops of scripts that set a gap behind them."""


def ends_paragraph(name: str, chars: int, last: str, *, later: bool) -> bool:
    """Tell whether a single line break parts paragraphs: whole sentences stand before it.

    Args:
        name: of the element they stand in.
        chars: how long the text since the last paragraph is.
        last: the last piece of it that is not blank.
        later: paragraphs of this element were parted before.
    """
    if name in UNBROKEN or not last.endswith(SENTENCE_STOPS):
        return False
    return chars + weight(last) - len(last) >= (LATER_CHARS if later else BROKEN_CHARS)


def is_set_apart(tag: Tag, parts: Sequence[str]) -> bool:
    """Tell whether only a style sheet makes a line break before an inline element behind a whole sentence.

    So it does where the element is empty, or a `span` before which the sentence would stick to the next one.
    """
    if "class" not in tag.attrs or "id" in tag.attrs:
        return False
    if not tag.contents:
        return True
    opening = next(map(str, tag.strings), "").lstrip(QUOTES)[:1]
    return tag.name == "span" and parts[-1].endswith(GLUED_STOPS) and opening.isupper()

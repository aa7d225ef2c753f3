"""What stands between quotation marks in a text."""

from __future__ import annotations

import re

from archiver.model.text import same_text

MOST_QUOTATIONS = 20
"""Quotations of a passage that are compared with one another."""

QUOTED = re.compile(r"\"([^\"]+)(?:\"|$)|(?<!\w)'([^'\s](?:[^']|(?<=\w)'(?=\w)){0,200}?)'(?!\w)")
"""Quotations in a text whose marks are those of `same_text`; one may go on to the end of the text."""

_CODE = re.compile(r"[_=(){}<>$\\/\[\]@]|::|^--?\w|\w:$")


def quotations_of(text: str) -> dict[str, str]:
    """Return the quotations of a text as they are printed, by what is compared of them."""
    found: dict[str, str] = {}
    for match in QUOTED.finditer(same_text(text)):
        words = next(filter(None, match.groups()))
        if _is_said(words):
            found.setdefault(key_of(words), words)
        if len(found) == MOST_QUOTATIONS:
            break
    return found


def key_of(words: str) -> str:
    """Return what counts of a quotation: its letters and figures."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def _is_said(words: str) -> bool:
    """Tell whether somebody may have said it: it is no code, no figures, no title in capitals."""
    letters = re.findall(r"[^\W\d_]+", words)
    if not letters or _CODE.search(words):
        return False
    longer = [word for word in letters if len(word) > 2]
    return not longer or any(word.islower() for word in longer)

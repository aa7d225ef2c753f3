"""What newsrooms write, by language: data for the reader and the differ alike.

Each module named after a language (ISO 639) holds one value, `LANGUAGE`; adding a language is adding such
a file (docs/adding-a-language.md). What the modules that use them compile is the union of all languages: a
page's declared language is often wrong, and the words rarely mean something else in another.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from operator import attrgetter

from archiver.language.shape import Language

__all__ = ["LANGUAGES", "STOPS", "Language", "any_of", "any_timed", "known", "lowered"]

CODE_LETTERS = 3
"""Most letters of a code (ISO 639), by which its module is told from the others; `is_` is Icelandic."""


def _listed() -> dict[str, Language]:
    """Return the languages of this package by their code."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    modules = (
        importlib.import_module(f"{__name__}.{name}")
        for name in names
        if len(name.rstrip("_")) <= CODE_LETTERS
    )
    return {module.LANGUAGE.code: module.LANGUAGE for module in modules}


LANGUAGES: dict[str, Language] = _listed()
"""All languages by their code."""


STOPS: str = "".join(sorted({mark for language in LANGUAGES.values() for mark in language.stops}))
"""Marks that end a sentence in scripts other than Latin."""


def known(tag: str | None) -> Language | None:
    """Return the language of a tag as pages declare it (BCP 47: "en", "de-AT"), None where nothing is known.

    A room that is None (`known("is").walls`) says that no rules read it: what it is about is not judged. Nor
    is the lack of a notice, where the room for notices has no `sentences`: headwords alone miss too many.
    """
    return LANGUAGES.get((tag or "").replace("_", "-").split("-")[0].lower())


def any_of(*fields: str) -> str:
    """Return what all languages have in these fields ("boxes.adverts") as one group of a pattern."""
    found: list[str] = []
    for field in fields:
        room, _, inner = field.partition(".")
        rooms = filter(None, map(attrgetter(room), LANGUAGES.values()))
        found += filter(None, map(attrgetter(inner), rooms))
    return f"(?:{'|'.join(dict.fromkeys(found)) or '(?!)'})"  # of nothing, what never matches


ESCAPED = re.compile(r"\\.|[^\\]+", re.DOTALL)
"""A sign of a pattern with its backslash, or what stands between two of them."""


def lowered(pattern: str) -> re.Pattern[str]:
    """Return a pattern for texts in lower case, which is three times as fast as one that ignores case."""
    return re.compile(ESCAPED.sub(lambda part: part[0] if part[0][0] == "\\" else part[0].lower(), pattern))


def any_timed(field: str, number: str) -> str:
    """Return what all languages have in a field of their stamps ("ago"), numbers and units filled in.

    Args:
        field: its name.
        number: the pattern of a number.
    """
    stamps = filter(None, (language.stamps for language in LANGUAGES.values()))
    found = [one.timed(pattern, number) for one in stamps if (pattern := getattr(one, field))]
    return f"(?:{'|'.join(found)})"

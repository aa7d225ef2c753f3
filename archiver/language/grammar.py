"""The words of a notice, compiled by language: what `sentences.py` asks whether a sentence has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from archiver.language import LANGUAGES
from archiver.language.calendar import MONTHS
from archiver.language.shape import Sentences
from archiver.model.reading import NoticeKind

KINDS = (
    NoticeKind.RETRACTION,
    NoticeKind.CORRECTION,
    NoticeKind.CLARIFICATION,
    NoticeKind.EDITORS_NOTE,
    NoticeKind.UPDATE,
)
"""Those that admit most come first; a text that may be two kinds is the first."""

EDGE = r"[^\w\"]{0,4}"
FEW_WORDS = r"\W*(?:[\w'-]+\W+){0,2}"
LABEL = r"(?:[^,.:：]{0,30}(?:[:：]|\)\s[-–—])\s?)?"
LEAD = r"(?:[^,，、:：.]{0,70}[,，、:：]\s?)?"
"""What may stand before an article that is gone: a label, a reason."""

LONG_MONTHS = "|".join(sorted(month for month in MONTHS if len(month) > 3))


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of one language, compiled; all for texts in lower case."""

    own: re.Pattern[str]
    subject: re.Pattern[str]
    version: re.Pattern[str]
    version_first: re.Pattern[str]
    before: re.Pattern[str]
    said: re.Pattern[str]
    wrong: re.Pattern[str]
    mended: Mapping[NoticeKind, re.Pattern[str]]
    gone: re.Pattern[str]
    we: re.Pattern[str]
    wrong_first: re.Pattern[str]
    we_first: re.Pattern[str]
    sorry: re.Pattern[str]
    notes: re.Pattern[str]
    here: re.Pattern[str]
    part: re.Pattern[str]
    part_first: re.Pattern[str]
    detail: re.Pattern[str]
    taken: re.Pattern[str]
    first: re.Pattern[str]
    readers: re.Pattern[str]
    contrast: re.Pattern[str]
    voice: re.Pattern[str]
    spoken: re.Pattern[str]


@cache
def grammar_of(code: str) -> Grammar:
    """Return the patterns of a language; made when a text first seems to be a notice in it: it takes long."""
    words, left = _GRAMMARS[code], _left(code)
    others = _of_others(words)
    before_speaker = (
        "" if LANGUAGES[code].joined else rf"[,\"]\s(?:(?!{words.we})[\w'-]+\s){{0,3}}(?!{words.we})"
    )
    subject = rf"(?:{words.subject})(?!\s?\d++(?!\.?\s(?:{LONG_MONTHS}))){others}"  # no "Article 5"

    def begun(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"{left}(?:{pattern})")

    return Grammar(
        own=begun(words.own),
        subject=re.compile(
            rf"{EDGE}{LABEL}(?:{FEW_WORDS}(?:{words.wrong}|{words.before})[^,.:：]{{0,20}},\s)?{subject}"
        ),
        version=re.compile(rf"{left}(?:{words.version}){others}"),
        version_first=re.compile(
            rf"{EDGE}{FEW_WORDS}(?:{words.version}){others}.{{0,30}}?{left}(?:{words.said})"
        ),
        before=begun(words.before),
        said=begun(words.said),
        wrong=begun(words.wrong),
        mended={kind: begun(pattern) for kind in KINDS if (pattern := getattr(words.mended, kind))},
        gone=re.compile(_gone(words, left, subject)),
        we=begun(words.we),
        wrong_first=re.compile(rf"{FEW_WORDS}(?:{words.wrong})"),
        we_first=re.compile(rf"{FEW_WORDS}(?:{words.we})"),
        sorry=begun(words.sorry),
        notes=re.compile(rf"{EDGE}(?:{words.notes})(?![a-z])[^.:：—–]{{0,30}}(?:[:：】)）]|\s[–—-]\s)"),
        here=begun(words.here),
        part=re.compile(rf"{left}(?:{words.part}){others}"),
        part_first=re.compile(rf"{EDGE}{FEW_WORDS}(?:{words.part})"),
        detail=begun(words.detail),
        taken=re.compile(rf"{left}(?:{words.taken})\w*"),
        first=begun(words.first),
        readers=begun(words.readers),
        contrast=begun(words.contrast),
        voice=re.compile(rf"{left}(?:{words.we}{'|' + words.voice if words.voice else ''})"),
        spoken=re.compile(rf"{before_speaker}(?:{words.spoke})"),
    )


def _gone(words: Sentences, left: str, subject: str) -> str:
    """Return what says that an article was taken away, by whom or why."""
    because = rf"(?:{words.because})\b" if words.because else ""
    what, done, by_us = (
        rf"(?:{words.own}|{subject})",
        rf"{left}(?:{words.gone})",
        rf"(?:{words.we})(?:\s\w+)?",
    )
    return (
        rf"{EDGE}{LEAD}(?:(?:{because}.{{0,60}}?\s)?(?:{by_us}\s)?{what}.{{0,80}}?{done}"
        rf"|{by_us}\s{done}\w*\s{what})"
    )


def _of_others(words: Sentences) -> str:
    """Return what must not follow a version or a title: of something else than the article, as of a film."""
    return (
        rf"(?!\s(?=(?:{words.of})(?:\s|(?<=')))(?!.{{0,40}}?(?:{words.own}|{words.subject})))"
        if words.of
        else ""
    )


def _left(code: str) -> str:
    """Return what stands before a word: nothing of a word, or where words are joined, nothing at all."""
    return (
        r"(?=[^\x00-\u058f])" if LANGUAGES[code].joined else r"(?<![\w-])"
    )  # past Latin, Greek and Cyrillic


def _by_first_letter(patterns: Iterable[str]) -> str:
    """Return all alternatives of these patterns as one, grouped by their first letter: five times as fast."""
    groups: dict[str, list[str]] = defaultdict(list)
    for alternative in (each for pattern in patterns for each in _alternatives(pattern)):
        plain = alternative[0].isalpha() and alternative[1:2] not in ("?", "*", "+", "{")
        groups[alternative[0] if plain else ""].append(alternative[1:] if plain else alternative)
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items())


def _alternatives(pattern: str) -> Iterator[str]:
    """Give what stands between the `|` of a pattern that are in no group."""
    depth, begin = 0, 0
    for place, sign in enumerate(pattern):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            yield pattern[begin:place]
            begin = place + 1
    yield pattern[begin:]


def _telling(words: Sentences) -> tuple[str, ...]:
    """Return the patterns of which one at least is in every notice."""
    done = (getattr(words.mended, kind) for kind in KINDS)
    return tuple(
        filter(
            None,
            (
                *done,
                words.gone,
                words.wrong,
                words.version,
                words.before,
                words.taken,
                words.part,
            ),
        )
    )


_GRAMMARS: Mapping[str, Sentences] = {
    code: language.notices.sentences
    for code, language in LANGUAGES.items()
    if language.notices and language.notices.sentences
}
"""By the code of the language."""


@cache
def _telling_in(*codes: str) -> re.Pattern[str]:
    """Return a pattern of which something is in every notice in these languages, whose words begin alike."""
    patterns = (pattern for code in codes for pattern in _telling(_GRAMMARS[code]))
    return re.compile(f"{_left(codes[0])}(?:{_by_first_letter(patterns)})")


def _alike() -> tuple[tuple[str, ...], ...]:
    found: dict[str, list[str]] = defaultdict(list)
    for code in _GRAMMARS:
        found[_left(code)].append(code)
    return tuple(map(tuple, found.values()))


_ALIKE = _alike()
"""Languages whose words begin alike. Most texts hold nothing of any, and need no closer look."""


def grammars_of(text: str) -> list[Grammar]:
    """Return the grammars of the languages of which a text in lower case holds what a notice may hold."""
    if not any(_telling_in(*codes).search(text) for codes in _ALIKE):
        return []
    return [grammar_of(code) for code in _GRAMMARS if _telling_in(code).search(text)]


def grammars(codes: Iterable[str]) -> list[Grammar]:
    """Return the grammars of these languages, as far as there are any."""
    return [grammar_of(code) for code in dict.fromkeys(codes) if code in _GRAMMARS]

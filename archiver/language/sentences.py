"""Sentences in which a publisher speaks of its own article, told by the words that meet in them.

No list of phrases: newsrooms write each notice anew, but of the same parts. What the parts are is data of
each language (`Sentences` in `shape.py`); which of them must meet is said here, for all languages.
"""

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

COUNT = 3
CHARS = 500
"""Sentences, and characters, from the beginning of a text among which it says what it is."""

LONGEST_SUBJECT = 250
"""Characters of a sentence that begins with "the article"; a longer one tells a story."""

LONGEST_SEQUEL = 120
"""Characters of a sentence that goes on about the article named before it: "It has been updated." """

LONGEST_BARE = 120
"""Characters of a whole text that says only that an error was mended, not whose."""

LONGEST_VERDICT = 60
"""Characters of a sentence that says of the one before it: "That was wrong." """

WE_TO_SAID = 30
"""Characters between "we" and "reported"."""

HERE_CHARS = 60
"""Characters of a sentence among which it says that it was "here" that something else was told."""

EDGE = r"[^\w\"]{0,4}"
FEW_WORDS = r"\W*(?:[\w'-]+\W+){0,2}"
LABEL = r"(?:[^,.:：]{0,30}(?:[:：]|\)\s[-–—])\s?)?"
LEAD = r"(?:[^,，、:：.]{0,70}[,，、:：]\s?)?"
"""What may stand before an article that is gone: a label, a reason."""

QUOTED = re.compile(r"\"[^\"]*\"|「[^」]*」|『[^』]*』")
SENTENCE = re.compile(
    r"(?<!(?<![0-9])[0-9]\.)(?<!(?<![0-9])[0-9][0-9]\.)(?<=[.!?؟।])[\")\]]*\s+(?![0-9])|(?<=[。！？])"
)
"""Where a sentence ends: after a stop, not after a day ("24. November") or before one ("Nov. 24")."""

MARKED = re.compile(r"[(（\[［【*※†]")


LONG_MONTHS = "|".join(sorted(month for month in MONTHS if len(month) > 3))


@dataclass(frozen=True, slots=True)
class _Words:
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


@cache
def _words_of(code: str) -> _Words:
    """Return the patterns of a language; made when a text first seems to be a notice in it: it takes long."""
    words, left = _GRAMMARS[code], _left(code)
    others = _of_others(words)
    subject = rf"(?:{words.subject})(?!\s?\d++(?!\.?\s(?:{LONG_MONTHS}))){others}"  # no "Article 5"
    because = rf"(?:{words.because})\b" if words.because else ""
    what, done, by_us = (
        rf"(?:{words.own}|{subject})",
        rf"{left}(?:{words.gone})",
        rf"(?:{words.we})(?:\s\w+)?",
    )
    gone = (
        rf"{EDGE}{LEAD}(?:(?:{because}.{{0,60}}?\s)?(?:{by_us}\s)?{what}.{{0,80}}?{done}"
        rf"|{by_us}\s{done}\s{what})"
    )
    return _Words(
        own=re.compile(rf"{left}(?:{words.own})"),
        subject=re.compile(
            rf"{EDGE}{LABEL}(?:{FEW_WORDS}(?:{words.wrong}|{words.before})[^,.:：]{{0,20}},\s)?{subject}"
        ),
        version=re.compile(rf"{left}(?:{words.version}){others}"),
        version_first=re.compile(
            rf"{EDGE}{FEW_WORDS}(?:{words.version}){others}.{{0,30}}?{left}(?:{words.said})"
        ),
        before=re.compile(rf"{left}(?:{words.before})"),
        said=re.compile(rf"{left}(?:{words.said})"),
        wrong=re.compile(rf"{left}(?:{words.wrong})"),
        mended={
            kind: re.compile(rf"{left}(?:{pattern})")
            for kind in KINDS
            if (pattern := getattr(words.mended, kind))
        },
        gone=re.compile(gone),
        we=re.compile(rf"{left}(?:{words.we})"),
        wrong_first=re.compile(rf"{FEW_WORDS}(?:{words.wrong})"),
        we_first=re.compile(rf"{FEW_WORDS}(?:{words.we})"),
        sorry=re.compile(rf"{left}(?:{words.sorry})"),
        notes=re.compile(rf"{EDGE}(?:{words.notes})(?![a-z])[^.:：—–]{{0,30}}(?:[:：】)）]|\s[–—-]\s)"),
        here=re.compile(rf"{left}(?:{words.here})"),
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
    return tuple(filter(None, (*done, words.gone, words.wrong, words.version, words.before)))


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


def told_kind(text: str) -> NoticeKind | None:
    """Return what kind of notice a text is by what its first sentences say, or None for no notice.

    What is quoted does not count: it is somebody else who says it.

    Args:
        text: as `same_text` gives it.
    """
    begin = QUOTED.sub(" ", text[:CHARS].lower())
    if not any(_telling_in(*codes).search(begin) for codes in _ALIKE):
        return None
    spoken = [_words_of(code) for code in _GRAMMARS if _telling_in(code).search(begin)]
    sentences = [part for part in SENTENCE.split(begin) if part.strip()][:COUNT]
    found = [kind for words in spoken for kind in _kinds(words, sentences, len(text)) if kind]
    return min(found, key=KINDS.index, default=None)


def _kinds(words: _Words, sentences: list[str], length: int) -> Iterator[NoticeKind | None]:
    """Give what each sentence tells by itself or as a sequel of those before it."""
    named = told = False  # the article, or what we said before, by a sentence before
    for number, sentence in enumerate(sentences):
        about = bool(words.own.search(sentence)) or (
            len(sentence) <= LONGEST_SUBJECT and bool(words.subject.match(sentence))
        )
        if about or (named and len(sentence) <= LONGEST_SEQUEL):
            yield _of_article(words, sentence)
        if number == 0:
            yield _of_remark(words, sentence)
            yield _of_error(words, sentence) if length <= LONGEST_BARE or MARKED.match(sentence) else None
        elif told and len(sentence) <= LONGEST_VERDICT and words.wrong.search(sentence):
            yield NoticeKind.CORRECTION
        yield _of_publisher(words, sentence)
        named = named or about
        ours = words.version.search(sentence) or words.we.search(sentence)
        told = told or bool(ours and words.said.search(sentence))


def _said_before(words: _Words, sentence: str) -> bool:
    return bool(words.before.search(sentence) and words.said.search(sentence))


def _of_article(words: _Words, sentence: str) -> NoticeKind | None:
    """Return what a sentence about the article tells: what was done to it, or that it was wrong."""
    if words.gone.match(sentence):
        return NoticeKind.RETRACTION
    mended = _mended(words, sentence)
    if mended is NoticeKind.RETRACTION:
        return mended
    wrong = words.wrong.search(sentence) and (mended or words.said.search(sentence))
    if wrong or words.version.search(sentence) or _said_before(words, sentence):
        return NoticeKind.CORRECTION
    return mended


def _of_remark(words: _Words, sentence: str) -> NoticeKind | None:
    """Return what a sentence tells that opens with "Note:", or says what was said "here" before."""
    if words.notes.match(sentence):
        wrong = words.wrong.search(sentence) and words.said.search(sentence)
        return NoticeKind.CORRECTION if wrong or words.version.search(sentence) else _mended(words, sentence)
    earlier = _said_before(words, sentence)
    return NoticeKind.CORRECTION if earlier and words.here.search(sentence[:HERE_CHARS]) else None


def _of_error(words: _Words, sentence: str) -> NoticeKind | None:
    """Return what a sentence tells that says no more than that an error, or a version, was mended.

    It begins with the error, or is set apart by a mark; else it is a story about others.
    """
    mended = _mended(words, sentence) not in (None, NoticeKind.UPDATE)
    wrong, version = words.wrong.search(sentence), words.version.search(sentence)
    begins = words.wrong_first.match(sentence) or (wrong and MARKED.match(sentence))
    by_us = mended and words.we_first.match(sentence)
    told = (version and (mended or wrong)) or (
        wrong and begins and mended and len(sentence) <= LONGEST_VERDICT
    )
    return NoticeKind.CORRECTION if told or by_us else None


def _of_publisher(words: _Words, sentence: str) -> NoticeKind | None:
    """Return what a sentence tells that an earlier version, or the publisher, was wrong."""
    if words.version_first.match(sentence):
        return NoticeKind.CORRECTION
    wrong, we = words.wrong.search(sentence), words.we.search(sentence)
    said, version = words.said.search(sentence), words.version.search(sentence)
    if not (we or version) or not (wrong or (we and version)):
        return None
    if said and (we is None or abs(we.start() - said.start()) <= WE_TO_SAID):
        return NoticeKind.CORRECTION
    done = we and (words.sorry.search(sentence) or _mended(words, sentence))
    return NoticeKind.CORRECTION if done else None


def _mended(words: _Words, sentence: str) -> NoticeKind | None:
    """Return what was done; of several things the one that admits most."""
    return next((kind for kind, pattern in words.mended.items() if pattern.search(sentence)), None)

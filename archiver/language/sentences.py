"""Sentences in which a publisher speaks of its own article, told by the words that meet in them.

No list of phrases: newsrooms write each notice anew, but of the same parts. What the parts are is data of
each language (`Sentences` in `shape.py`); which of them must meet is said here, for all languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from archiver.language.grammar import KINDS, Grammar, grammars_of
from archiver.model.reading import NoticeKind

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

QUOTED = re.compile(r"\"[^\"]*\"|「[^」]*」|『[^』]*』")
SENTENCE = re.compile(
    r"(?<!(?<![0-9])[0-9]\.)(?<!(?<![0-9])[0-9][0-9]\.)(?<=[.!?؟।])[\")\]]*\s+(?![0-9])|(?<=[。！？])"
)
"""Where a sentence ends: after a stop, not after a day ("24. November") or before one ("Nov. 24")."""

LABEL = re.compile(r"^(\W*[^\W\d_]{3,15})[.!]\s")
"""A single word that is set off as a sentence before what it announces: "Attention!" """

DIALOGUE = re.compile(r"[–—-]\s?\w")
"""How speech begins in languages that set it off by a dash."""

LONGEST_ADMISSION = 350
"""Characters of a whole text in which a publisher admits an error with none of the usual words."""

FOOTNOTE = re.compile(r"[*※†]")

OPENINGS_KEPT = 2_000
"""Openings of texts whose answer is kept, some megabytes: a visit reads each paragraph up to six times,
rendered and plain, at its first and second look."""

MARKED = re.compile(r"[(（\[［【*※†]")
"""What sets a text apart from those around it."""


def told_kind(text: str) -> NoticeKind | None:
    """Return what kind of notice a text is by what its first sentences say, or None for no notice.

    What is quoted does not count: it is somebody else who says it.

    Args:
        text: as `same_text` gives it.
    """
    return _told_kind(text[:CHARS], len(text))


@lru_cache(maxsize=OPENINGS_KEPT)
def _told_kind(opening: str, length: int) -> NoticeKind | None:
    begin = LABEL.sub(r"\1: ", QUOTED.sub(" ", opening.lower()))
    spoken = grammars_of(begin)
    if not spoken:
        return None
    sentences = [part for part in SENTENCE.split(begin) if part.strip()][:COUNT]
    found = [kind for words in spoken for kind in _kinds(words, sentences, length) if kind]
    return min(found, key=KINDS.index, default=None)


def _kinds(words: Grammar, sentences: list[str], length: int) -> Iterator[NoticeKind | None]:
    """Give what each sentence tells by itself or as a sequel of those before it."""
    named = told = False  # the article, or what we said before, by a sentence before
    ours = length <= LONGEST_ADMISSION and not others_speak(words, " ".join(sentences))
    for number, sentence in enumerate(sentences):
        about = _is_about(words, sentence)
        if about or (named and len(sentence) <= LONGEST_SEQUEL):
            yield _of_article(words, sentence)
        elif words.we_first.match(sentence) and words.gone.match(sentence):
            yield NoticeKind.RETRACTION
        if number == 0:
            yield _of_remark(words, sentence)
            yield _of_error(words, sentence) if length <= LONGEST_BARE or MARKED.match(sentence) else None
            yield _of_readers(words, sentences) if ours else None
            yield _of_regret(words, sentences) if ours else None
        elif told and len(sentence) <= LONGEST_VERDICT and words.wrong.search(sentence):
            yield NoticeKind.CORRECTION
        yield _of_publisher(words, sentence)
        yield _of_part(words, sentence) if ours else None
        named = named or about
        told = told or bool(
            (words.version.search(sentence) or words.we.search(sentence)) and words.said.search(sentence)
        )


def _is_about(words: Grammar, sentence: str) -> bool:
    """Tell whether a sentence points at the article, or begins with it."""
    return bool(words.own.search(sentence)) or (
        len(sentence) <= LONGEST_SUBJECT and bool(words.subject.match(sentence))
    )


def others_speak(words: Grammar, text: str) -> bool:
    """Tell whether it is somebody else who says it: ", the minister said", or a line of dialogue."""
    return bool(DIALOGUE.match(text) or words.spoken.search(text))


def _of_readers(words: Grammar, sentences: list[str]) -> NoticeKind | None:
    """Return what a text tells in which readers found something, and the publisher speaks of it."""
    if not words.readers.search(sentences[0]):
        return None
    clues = (words.we, words.own, words.here, words.wrong, words.mended[NoticeKind.CORRECTION])
    told = any(clue.search(sentence) for clue in clues for sentence in sentences)
    return NoticeKind.CORRECTION if told else None


def _of_regret(words: Grammar, sentences: list[str]) -> NoticeKind | None:
    """Return what a text tells in which the publisher is sorry, and speaks of what it said or got wrong."""
    sorry = any(words.sorry.search(each) and words.we.search(each) for each in sentences)
    told = sorry and any(we_said(words, each) or words.wrong.search(each) for each in sentences)
    return NoticeKind.CORRECTION if told else None


def _of_part(words: Grammar, sentence: str) -> NoticeKind | None:
    """Return what a sentence tells of a part of the article that was wrong, or must go.

    It must point at the article: a paragraph of a bill is struck as well.
    """
    if not words.part.search(words.own.sub(" ", sentence)):  # of "this map", a map is no part
        return None
    went = words.taken.search(sentence) or words.mended[NoticeKind.CORRECTION].search(sentence)
    told = (
        (went and _is_about(words, sentence))
        or (words.wrong.search(sentence) and words.before.search(sentence))
        or (words.own.search(sentence) and words.part_first.match(sentence) and words.said.search(sentence))
    )
    return NoticeKind.CORRECTION if told else None


def we_said(words: Grammar, sentence: str) -> bool:
    """Tell whether "we" stands near to "said"."""
    said = [match.start() for match in words.said.finditer(sentence)]
    return any(abs(we.start() - place) <= WE_TO_SAID for we in words.we.finditer(sentence) for place in said)


def _said_before(words: Grammar, sentence: str) -> bool:
    return bool(words.before.search(sentence) and words.said.search(sentence))


def _of_article(words: Grammar, sentence: str) -> NoticeKind | None:
    """Return what a sentence about the article tells: what was done to it, or that it was wrong."""
    if words.gone.match(sentence):
        return NoticeKind.RETRACTION
    mended = _mended(words, sentence)
    if mended is NoticeKind.RETRACTION:
        return mended
    errs = words.wrong.search(sentence) and (mended or words.said.search(sentence))
    if (
        (errs and not others_speak(words, sentence))
        or words.version.search(sentence)
        or _said_before(words, sentence)
    ):
        return NoticeKind.CORRECTION
    return mended


def _of_remark(words: Grammar, sentence: str) -> NoticeKind | None:
    """Return what a sentence tells that opens with "Note:", or says what was said "here" before."""
    if words.notes.match(sentence):
        wrong = words.wrong.search(sentence) and words.said.search(sentence)
        return NoticeKind.CORRECTION if wrong or words.version.search(sentence) else _mended(words, sentence)
    earlier = _said_before(words, sentence)
    return NoticeKind.CORRECTION if earlier and words.here.search(sentence[:HERE_CHARS]) else None


def _of_error(words: Grammar, sentence: str) -> NoticeKind | None:
    """Return what a sentence tells that says no more than that an error, or a version, was mended.

    It begins with the error, or is set apart by a mark; else it is a story about others.
    """
    mended = _is_mended(words, sentence)
    wrong, version = words.wrong.search(sentence), words.version.search(sentence)
    begins = words.wrong_first.match(sentence) or (wrong and MARKED.match(sentence))
    said = sentence if len(sentence) <= LONGEST_VERDICT else sentence.partition(":")[0]
    told = (version and (mended or wrong)) or (
        begins and len(said) <= LONGEST_VERDICT and _is_mended(words, said)
    )
    by_us = mended and words.we_first.match(sentence)
    footnote = mended and FOOTNOTE.match(sentence) and words.detail.search(sentence)
    return NoticeKind.CORRECTION if told or by_us or footnote else None


def _is_mended(words: Grammar, sentence: str) -> bool:
    return _mended(words, sentence) not in (None, NoticeKind.UPDATE)


def _of_publisher(words: Grammar, sentence: str) -> NoticeKind | None:
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


def _mended(words: Grammar, sentence: str) -> NoticeKind | None:
    """Return what was done; of several things the one that admits most."""
    return next((kind for kind, pattern in words.mended.items() if pattern.search(sentence)), None)

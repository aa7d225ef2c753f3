"""Texts in which a publisher may speak of its own article, in words that no notice needs to hold.

A notice says more than its words: it came with an edit, and stands at an edge of a text that nobody else
tells as "we". Where all that is so (`diff/disclosure.py`), two clues are enough: a voice and a matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from archiver.language.grammar import KINDS, Grammar, grammars
from archiver.language.sentences import LONGEST_ADMISSION, QUOTED, others_speak, we_said
from archiver.model.reading import NoticeKind
from archiver.model.text import same_text


def admitted(text: str, languages: Iterable[str], around: Sequence[str] = ()) -> NoticeKind | None:
    """Return what a paragraph is by which the publisher speaks of its own article, or None.

    A correction where it says that something was wrong or must go; an editor's note where it says no more
    than what "we" wrote, or left out.

    Args:
        text: the paragraph.
        languages: their codes, as far as they may be its.
        around: the paragraphs of the article. Where one says "we" as well, as in a travelogue, that is nobody
            who speaks for the publisher.
    """
    begin = _unquoted(text)
    if len(text) > LONGEST_ADMISSION:
        return None
    told = (_kind(words, begin, around) for words in grammars(languages) if not others_speak(words, begin))
    return min(filter(None, told), key=KINDS.index, default=None)


def _kind(words: Grammar, text: str, around: Sequence[str]) -> NoticeKind | None:
    if _is_put_right(words, text):
        return NoticeKind.CORRECTION
    own = words.own.search(text) or words.readers.search(text)
    we = words.voice.search(text) and not any(_says_we(words, _unquoted(other)) for other in around)
    if (own or we) and _has_matter(words, text):
        return NoticeKind.CORRECTION
    part, said = words.part.search(text), words.said.search(text)
    told = (we and (part or said)) or (own and part and said)
    return NoticeKind.EDITORS_NOTE if told else None


def contrasts(text: str, languages: Iterable[str]) -> bool:
    """Tell whether a short text parts what is so from what was said ("not"), in nobody else's voice."""
    begin = _unquoted(text)
    return len(text) <= LONGEST_ADMISSION and any(
        words.contrast.search(begin) and not others_speak(words, begin) for words in grammars(languages)
    )


def _unquoted(text: str) -> str:
    return QUOTED.sub(" ", same_text(text).lower())


def _is_put_right(words: Grammar, text: str) -> bool:
    """Tell whether it says what was mended, and how: "the name should be …, not …"."""
    if not words.contrast.search(text):
        return False
    went = _any(text, words.taken, words.mended[NoticeKind.CORRECTION])
    return bool(
        (words.detail.search(text) and words.wrong.search(text)) or (words.part.search(text) and went)
    )


def _says_we(words: Grammar, text: str) -> bool:
    return bool(words.voice.search(text)) and not others_speak(words, text)


def _has_matter(words: Grammar, text: str) -> bool:
    mended = words.mended[NoticeKind.CORRECTION]
    if _any(text, words.wrong, words.taken, mended, words.sorry, words.version):
        return True
    return we_said(words, text) and _any(text, words.contrast, words.detail, words.first)


def _any(text: str, *patterns: re.Pattern[str]) -> bool:
    return any(pattern.search(text) for pattern in patterns)

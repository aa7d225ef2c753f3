"""How a publisher announced an edit: a notice that appeared or grew, or a new time stamp."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from archiver.diff.boilerplate import is_boilerplate, is_update_stamp
from archiver.diff.engine import moment_text
from archiver.diff.lexicon import lexicon_of
from archiver.diff.words import seen
from archiver.language import known
from archiver.language.admissions import admitted, contrasts
from archiver.language.grammar import KINDS
from archiver.language.notices import EDGE_BLOCKS, label_kind, mark_kind, notice_kind
from archiver.model.diff import (
    MODIFIED_TIME,
    NOT_JUDGED,
    BlockChange,
    ChangeKind,
    Diff,
    Disclosure,
    FieldChange,
    SpanKind,
)
from archiver.model.reading import Notice, NoticeKind, Reading
from archiver.model.text import same_text

SCRIPTS = frozenset(
    ["LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "DEVANAGARI", "CJK", "HIRAGANA", "KATAKANA", "HANGUL"]
)
"""Scripts of the languages whose notices the rules know, by the first word of a letter's name in Unicode."""

SCRIPT_CHARS = 1_000
"""Characters of a text that show its script."""

NAMED = re.compile(r"\d(?:[\d.,]*\d)?|[A-ZÀ-ÞĀ-ŽΑ-ΩА-Я][\w-]+")
"""Numbers and names, as the newsroom changes them."""

MORE_WORDS = 2
"""Words by which a notice must have grown; one is a slip put right."""


def disclose(old: Reading, new: Reading, diff: Diff) -> Disclosure:
    """Return how the new reading announces that it differs from the old one.

    Nothing found means that there is nothing only where the rules know the notices of the language; else it
    is `NOT_JUDGED`.
    """
    notices = [*_new_notices(old, new), *_notices_in_body(new, diff), *_mark_of_headline(old, new)]
    notices = notices or [*_admissions(old, new, diff)]
    if notices:
        told = min(notices, key=lambda notice: KINDS.index(notice.kind))
        return Disclosure(kind=told.kind.value, text=told.text)
    stamp = next(_new_stamps(old, new), None)
    if stamp is not None:
        return Disclosure(kind=MODIFIED_TIME, text=stamp)
    if _moved_on(old, new):
        return Disclosure(kind=MODIFIED_TIME)
    return Disclosure() if _is_judged(new) else Disclosure(kind=NOT_JUDGED)


def _is_judged(reading: Reading) -> bool:
    """Tell whether the rules know how newsrooms announce edits in the language and script of the text."""
    letters = [letter for letter in reading.text[:SCRIPT_CHARS] if letter.isalpha()]
    known_letters = sum(
        unicodedata.name(letter, "").split("-")[0].split(" ")[0] in SCRIPTS for letter in letters
    )
    if 2 * known_letters < len(letters):  # templates declare "en" on pages of every language
        return False
    language = known(reading.language)
    notices = language.notices if language else None
    return lexicon_of(reading) is not None or bool(notices and notices.sentences)


def _new_notices(old: Reading, new: Reading) -> Iterator[Notice]:
    """Give the notices that were not there, and those that say more than they did."""
    known = [Counter(same_text(notice.text).split()) for notice in old.notices]
    for notice in new.notices:
        words = Counter(same_text(notice.text).split())
        said = any((words - others).total() < MORE_WORDS for others in known)
        if not said and not is_boilerplate(notice.text):
            yield notice


def _notices_in_body(new: Reading, diff: Diff) -> Iterator[Notice]:
    """Give the notices that the reader left in the body: an added paragraph, or words added to one."""
    for change in diff.blocks:
        amid = not any(_at_edge(place, len(new.blocks)) for place in change.new)
        for span in seen(change.spans):
            if span.kind is not SpanKind.ADDED:
                continue
            kind = notice_kind(span.text, amid=amid) or label_kind(span.text)
            if kind:
                yield Notice(text=span.text.strip(), kind=kind)


def _admissions(old: Reading, new: Reading, diff: Diff) -> Iterator[Notice]:
    """Give the paragraphs that came at an edge, and speak of the text by their words or by what went."""
    came = [*_came_at_edge(old, new, diff)]
    languages = _languages_of(new) if came else []
    around = [block.text for block in old.blocks] if came else []
    for change, text in came:
        named = contrasts(text, languages) and _names_both(text, change, diff)
        kind = NoticeKind.CORRECTION if named else admitted(text, languages, around)
        if kind:
            yield Notice(text=text, kind=kind)


def _came_at_edge(old: Reading, new: Reading, diff: Diff) -> Iterator[tuple[BlockChange | FieldChange, str]]:
    """Give the whole paragraphs that came at the top or the foot of the text, and a dek where none was."""
    for change in diff.blocks:
        if change.kind is ChangeKind.ADDED and _at_edge(change.new[0], len(new.blocks)):
            yield change, new.blocks[change.new[0]].text
    for field in diff.fields:
        if field.name == "dek" and new.dek and not old.dek:
            yield field, new.dek


def _languages_of(reading: Reading) -> list[str]:
    """Return the language that the page declares and the one that its words show, as far as known."""
    declared, lexicon = known(reading.language), lexicon_of(reading)
    return [*([declared.code] if declared else []), *([lexicon.language] if lexicon else [])]


def _at_edge(place: int, count: int) -> bool:
    return place < EDGE_BLOCKS or place >= count - EDGE_BLOCKS


def _names_both(text: str, change: BlockChange | FieldChange, diff: Diff) -> bool:
    """Tell whether a text names a number or name that went elsewhere, and one that came there."""
    others: tuple[BlockChange | FieldChange, ...] = (*diff.fields, *diff.blocks)
    spans = [span for other in others if other is not change for span in other.spans]
    named = _named(text)
    went = {name for span in spans if span.kind is SpanKind.REMOVED for name in _named(span.text)}
    came = {name for span in spans if span.kind is SpanKind.ADDED for name in _named(span.text)}
    return bool(named & (went - came)) and bool(named & (came - went))


def _named(text: str) -> set[str]:
    return set(NAMED.findall(same_text(text)))


def _mark_of_headline(old: Reading, new: Reading) -> Iterator[Notice]:
    kind = mark_kind(new.headline)
    if kind and not mark_kind(old.headline):
        yield Notice(text=new.headline, kind=kind)


def _new_stamps(old: Reading, new: Reading) -> Iterator[str]:
    """Give the printed times of an update that were not there."""
    known = {same_text(text) for text in _lines(old)}
    for text in _lines(new):
        if is_update_stamp(text) and same_text(text) not in known:
            yield text


def _lines(reading: Reading) -> Iterator[str]:
    if reading.dateline:
        yield reading.dateline
    for block in reading.blocks:
        yield block.text
    for notice in reading.notices:
        yield notice.text


def _moved_on(old: Reading, new: Reading) -> bool:
    """Tell whether the modified time is a later one, or the first there is."""
    before, after = moment_text(old.modified_at), moment_text(new.modified_at)
    return after is not None and (before is None or after[: len(before)] > before)

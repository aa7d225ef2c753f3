"""Who says so, and how sure a claim is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archiver.diff.tokens import words_of
from archiver.diff.typed.names import Name, names_of
from archiver.diff.typed.passages import Context, Passage, folded, listed, stems
from archiver.language.shape import Claims
from archiver.model.typed import ChangeType, TypedChange

ONE_CLAIM = 0.4
"""Share of the words with a meaning, of the shorter side, that must have stayed; else they are two claims."""

SPEAKER_WORDS = 8
"""Words that who says so may have."""

SAME_CLAIM = 0.6
"""The same share where one side says who says so: what they say must be what is stated on the other side."""

HEDGED_WORDS = 2
"""Words with a meaning behind a hedge, one of which must have stayed: one on a new claim softens nothing."""

WEAK, GUARDED, STATED = 1, 2, 3
"""How sure a claim is: it may be so, it is likely or others say so, it is so."""

_BOUNDS = re.compile(
    r"^(?:[,.;:!?\"()–—|-]|\.{2,}|'|that|and|but|as|after|when|while|because|if)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Speaker:
    """Who says so in a sentence."""

    written: str  # with the verb, in the order of the text
    who: str
    is_named: bool
    is_pronoun: bool
    doubting: bool  # "claims"


@dataclass(frozen=True)
class Hedge:
    """How sure a side is of its claim, and the words that make it less so."""

    rank: int
    written: str | None


def certainty_and_sources(passage: Passage, context: Context) -> Iterator[TypedChange]:
    """Give what changed about who says so, or about how sure a claim is; both sides must make it."""
    if _kept(passage.old, passage.new, context) < ONE_CLAIM:
        return
    old, new = (speakers_of(text, context) for text in (passage.old, passage.new))
    yield from list(_sources(passage, old, new, context)) or _certainty(passage, old, new, context)


def _kept(one: str, other: str, context: Context) -> float:
    """Return the share of the words with a meaning, of the shorter text, that both have."""
    both = [stems(words_of(text)[0], context.lexicon) for text in (one, other)]
    return len(both[0] & both[1]) / max(1, min(map(len, both)))


def _change(kind: ChangeType, passage: Passage, old: str | None, new: str | None) -> TypedChange:
    return TypedChange(kind=kind, field=passage.field, old=old, new=new)


# --- who says so ------------------------------------------------------------------------------------


def _sources(
    passage: Passage, old: list[Speaker], new: list[Speaker], context: Context
) -> Iterator[TypedChange]:
    """Give what became of who says so, where each side has one who does."""
    if len(old) != 1 or len(new) != 1:
        return
    before, after = old[0], new[0]
    if _same(before, after, context):
        return
    if before.is_named == after.is_named:
        kind = ChangeType.REATTRIBUTED
    else:
        kind = ChangeType.SOURCE_NAMED if after.is_named else ChangeType.SOURCE_ANONYMISED
    yield _change(kind, passage, before.who, after.who)


def _same(one: Speaker, other: Speaker, context: Context) -> bool:
    """Tell whether two may be one: they share a word with a meaning."""
    return bool(stems(words_of(one.who)[0], context.lexicon) & stems(words_of(other.who)[0], context.lexicon))


def speakers_of(text: str, context: Context) -> list[Speaker]:
    """Return who says so in a text: "X says", "says X", "according to X", and behind a dash in a headline."""
    words = words_of(text)[0]
    names, speech = names_of(text, context), listed(context.claims.speech)
    unsaid = listed(context.claims.unsaid)
    found = []
    for k, word in enumerate(words):
        if word.casefold() in speech and not (k and words[k - 1].casefold() in unsaid):
            found.append(_speaker(_before(words, k) or _behind(words, k), word, names, context))
    if context.claims.according:
        match = re.search(rf"\b(?:{context.claims.according})\s+([^,.;:()\"]+)", text, re.IGNORECASE)
        if match:
            found.append(_speaker(words_of(match[1])[0][:SPEAKER_WORDS], "", names, context))
    dash = re.search(r"\s[-–—]\s((?:\S+\s){0,2}\S+)$", text)
    if dash and not found:
        last = _speaker(words_of(dash[1])[0], "", names, context)
        found += [last] if last.is_named or _nameless(dash[1], context.claims) else []
    return [one for one in found if one.who and not one.is_pronoun]


def _before(words: list[str], at: int) -> list[str]:
    who: list[str] = []
    for word in reversed(words[max(0, at - SPEAKER_WORDS) : at]):
        if _BOUNDS.match(word):
            break
        who.insert(0, word)
    return who


def _behind(words: list[str], at: int) -> list[str]:
    who: list[str] = []
    for word in words[at + 1 : at + 1 + SPEAKER_WORDS]:
        if _BOUNDS.match(word):
            break
        who.append(word)
    return who


def _speaker(who: list[str], verb: str, names: list[Name], context: Context) -> Speaker:
    told = " ".join(who)
    words = {folded(word) for word in who}
    nameless = _nameless(told, context.claims)
    named = [name for name in names if name.written in told or told in name.written]
    return Speaker(
        written=f"{told} {verb}".strip(),
        who=told,
        is_named=bool(named) and not nameless,
        is_pronoun=words <= listed(context.claims.pronouns) | context.lexicon.function_words,
        doubting=verb.casefold() in listed(context.claims.doubting),
    )


def _nameless(told: str, claims: Claims) -> bool:
    return bool({folded(word) for word in words_of(told)[0]} & listed(claims.nameless))


# --- how sure ---------------------------------------------------------------------------------------


def _certainty(
    passage: Passage, old: list[Speaker], new: list[Speaker], context: Context
) -> Iterator[TypedChange]:
    """Give whether the claim that both sides make is surer now, or less sure, and by which words."""
    was = _how_sure(passage, passage.old, _hedge(passage.old, passage.new, context), (old, new), context)
    now = _how_sure(passage, passage.new, _hedge(passage.new, passage.old, context), (new, old), context)
    if was.rank == now.rank:
        return
    kind = ChangeType.CLAIM_SOFTENED if was.rank > now.rank else ChangeType.CLAIM_FIRMED
    yield _change(kind, passage, was.written, now.written)


def _how_sure(
    passage: Passage, side: str, hedge: Hedge, speakers: tuple[list[Speaker], list[Speaker]], context: Context
) -> Hedge:
    """Return how sure a side is, and the words that say so: a hedge, or that somebody claims it."""
    own, others = speakers
    if hedge.rank < STATED:
        return hedge
    doubting = next((one for one in own if one.doubting), None)
    if doubting is not None:
        return Hedge(GUARDED, doubting.written)
    if len(own) == 1 and not others and _is_attributed(own[0], side, passage, context):
        return Hedge(GUARDED, own[0].written)
    return hedge


def _is_attributed(speaker: Speaker, side: str, passage: Passage, context: Context) -> bool:
    """Tell whether somebody says here what is stated on the other side, without being in it there."""
    other = passage.new if side == passage.old else passage.old
    said = side.replace(speaker.written, "")
    spoken_of = stems(words_of(speaker.who)[0], context.lexicon) & stems(words_of(other)[0], context.lexicon)
    return not spoken_of and _kept(said, other, context) >= SAME_CLAIM


def _hedge(text: str, other: str, context: Context) -> Hedge:
    """Return the weakest hedge on what the other side says, too, and how sure it leaves it."""
    words, elsewhere = words_of(text)[0], stems(words_of(other)[0], context.lexicon)
    found = Hedge(STATED, None)
    for k, word in enumerate(words):
        rank = _rank(word, k, context.claims)
        if rank < found.rank and _is_on_what_stayed(words[k + 1 :], elsewhere, context):
            found = Hedge(rank, word)
    return found


def _rank(word: str, at: int, claims: Claims) -> int:
    """Return how sure a word leaves a claim; with a capital within a sentence it may be a month."""
    if at and not word.islower():
        return STATED
    if word.casefold() in listed(claims.weak):
        return WEAK
    return GUARDED if word.casefold() in listed(claims.guarded) else STATED


def _is_on_what_stayed(behind: list[str], elsewhere: frozenset[str], context: Context) -> bool:
    """Tell whether what a hedge is on, the next words with a meaning, is on the other side as well."""
    following = [stem for word in behind[:SPEAKER_WORDS] for stem in stems([word], context.lexicon)]
    return bool(elsewhere & frozenset(following[:HEDGED_WORDS]))

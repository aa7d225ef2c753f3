"""Cut text into the pieces a person would not cut further: words, amounts, abbreviations."""

from __future__ import annotations

import regex  # type: ignore[import-untyped]  # it ships no stubs

from archiver.language import STOPS
from archiver.model.text import SINGLE_QUOTES, same_text

_SCALES = (
    "thousand|million|billion|trillion|millions|billions|trillions|bn|mn|m|k"
    "|Tausend|Million(?:en)?|Milliarden?|Billion(?:en)?|Mio\\.?|Mrd\\.?|mille|milliards?|mil(?: millones)?"
    "|millón|millones|billones"
)
_UNITS = (
    "percentage points?|percent|per cent|Prozentpunkte?|Prozent|pour cent|por ciento|euros?|dollars?|Dollars?"
    "|pounds?|pence|cents?|Cents?|Euros?|yen|yuan|francs?|Franken|rubles?|roubles?|Rubel|pesos?|rupees?"
    "|km/h|km²|km|kg|cm|mm|mg|ml|g|l|ha|mph|ft|miles?|lbs?|tons?|tonnes?|Tonnen?|kW|MW|GW|kWh|MWh|GWh"
    "|Hz|MHz|GHz|kB|KB|MB|GB|TB|Uhr|a\\.m\\.|p\\.m\\.|am|pm|hours?|minutes?|degrees?|Grad"
    "|EUR|USD|GBP|CHF|JPY|CAD|AUD"
)
_TITLES = (
    "Dr|Mr|Mrs|Ms|Mx|Prof|St|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|Jr|Sr|Inc|Ltd|Corp|Bros|vs|etc|approx|Nr|bzw|ca"
    "|usw|ggf|evtl|Abs|Hr|Fr|Mme|Mlle|Sra|Dra"
)
_NO_SPACES = r"\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD_CHAR = rf"[[\p{{L}}\p{{M}}\p{{N}}_]--[{_NO_SPACES}]]"


def _spaced(alternatives: str) -> str:
    return alternatives.replace(" ", r"\s")


_TOKEN = regex.compile(
    rf"""(\s*)(
    # most words, tried first for speed
      [A-Za-zÀ-ÖØ-öø-ɏ]+(?=[\ ,])
    # an amount: currency, sign, digits with separators, ordinal, scale, unit
    | (?=[\d+−±-]|\p{{Sc}}|\p{{L}}{{1,3}}\p{{Sc}})
      (?:\p{{L}}{{1,3}}(?=\p{{Sc}}))?(?:\p{{Sc}}\s?)?
      (?:(?<![\p{{L}}\p{{N}}])[-+−±])?
      (?:\d{{1,3}}(?:[\ \u00a0\u2009\u202f]\d{{3}})+(?!\d)|\d+)
      (?:[.,:/'’×–-]\d+)*
      (?:(?:s|st|nd|rd|th|er|ère|e|º|ª)\b)?
      (?:[\s-]?(?:{_spaced(_SCALES)})(?!\w))?
      (?:\s?(?:%|‰|°\s?[CF]\b|°|\p{{Sc}}|(?:{_spaced(_UNITS)})(?!\w)))?
    # U.S., e.g., z.B.; J. Smith; Dr., vs.
    | (?:\p{{L}}\.){{2,}}
    | \p{{Lu}}\.(?=\s\p{{Lu}})
    | (?:{_TITLES})\.(?=\s)
    # a letter of a script without spaces
    | [{_NO_SPACES}]\p{{M}}*
    # any word
    | [\#@]?{_WORD_CHAR}+(?:[{SINGLE_QUOTES}'\u00ad·]{_WORD_CHAR}+)*
    | \.{{2,}} | -{{2,}}
    | (?!\s)\X
    )""",
    regex.VERBOSE | regex.VERSION1,
)

_ENDERS = frozenset(f".!?…｡{STOPS}")
_WIDE_ENDERS = frozenset("。！？｡")
_CLOSERS = frozenset("\"'”’»›)]】」』")


def words_of(text: str) -> tuple[list[str], list[str], str]:
    """Return the words and marks of a text, the white space before each, and what is left at the end.

    Words follow Unicode's word boundaries (UAX #29), with what a reader takes as one thing kept
    whole: a number with its separators, its currency, scale and unit ("$1.5 million", "51-49",
    "20 km/h"), an abbreviation ("U.S."), a name or contraction with an apostrophe
    ("O'Brien", "isn't"). Scripts without spaces between words (Chinese, Japanese, Thai, Lao,
    Khmer, Burmese) are cut at each letter with its marks. Invisible characters on their own count
    as white space.
    """
    pairs: list[tuple[str, str]] = _TOKEN.findall(text)
    before = [space for space, _ in pairs]
    words = [word for _, word in pairs]
    tail = text[sum(map(len, before)) + sum(map(len, words)) :]
    if text.isprintable():
        return words, before, tail
    return _without_invisible(words, before, tail)


def _without_invisible(words: list[str], before: list[str], tail: str) -> tuple[list[str], list[str], str]:
    kept_words, kept_before, space = [], [], ""
    for lead, word in zip(before, words, strict=True):
        if (word.isascii() and word.isprintable()) or same_text(word):  # most words, at once
            kept_words.append(word)
            kept_before.append(space + lead)
            space = ""
        else:
            space += lead + word
    return kept_words, kept_before, space + tail


def keys_of(words: list[str]) -> list[str]:
    """Return the equality keys of words."""
    return [word if word.isascii() else same_text(word) for word in words]


def sentence_starts(words: list[str], before: list[str]) -> list[int]:
    """Return the positions of the words that begin a sentence; the first one always does.

    A sentence ends with a full stop, question or exclamation mark and what closes behind it, when
    white space follows (in Chinese and Japanese: always) and the next word does not begin in lower
    case. Abbreviations are words of their own and end none.
    """
    starts = [0]
    for at, word in enumerate(words):
        if word[0] not in _ENDERS:
            continue
        after = at + 1
        while after < len(words) and not before[after] and words[after][0] in _CLOSERS:
            after += 1
        if after == len(words) or words[after][0] in _ENDERS:
            continue
        if word[0] in _WIDE_ENDERS or (before[after] and not words[after][0].islower()):
            starts.append(after)
    return starts

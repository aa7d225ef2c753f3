"""Cut text into the pieces a person would not cut further: words, amounts, abbreviations."""

from __future__ import annotations

import regex  # type: ignore[import-untyped]  # it ships no stubs

from archiver.model.text import SINGLE_QUOTES, same_text

_SCALES = (
    "thousand|million|billion|trillion|millions|billions|trillions|bn|mn|m|k"
    "|Tausend|Million(?:en)?|Milliarden?|Billion(?:en)?|Mio|Mrd|mille|milliards?|mil(?: millones)?"
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
    rf"""
    # most words, tried first for speed
      [A-Za-zÀ-ÖØ-öø-ɏ]+(?=[\ ,])
    | \s+
    # an address
    | (?=[hw])(?:https?://|www\.)[^\s<>"“”«»]*[^\s<>"“”«».,;:!?')\]]
    # an amount: currency, sign, digits with separators, ordinal, scale, unit
    | (?=[\d+−±-]|\p{{Sc}}|\p{{L}}{{1,3}}\p{{Sc}})
      (?:\p{{L}}{{1,3}}(?=\p{{Sc}}))?(?:\p{{Sc}}\s?)?
      (?:(?<![\p{{L}}\p{{N}}])[-+−±])?
      (?:\d{{1,3}}(?:[\ \u00a0\u2009\u202f]\d{{3}})+(?!\d)|\d+)
      (?:[.,:/'’×–-]\d+)*
      (?:(?:s|st|nd|rd|th|er|ère|e|º|ª)\b)?
      (?:[\s-]?(?:{_spaced(_SCALES)})\b\.?(?=\W|$))?
      (?:\s?(?:%|‰|°\s?[CF]\b|°|\p{{Sc}}|(?:{_spaced(_UNITS)})(?!\w)))?
    # U.S., e.g., z.B.; J. Smith; Dr., vs.
    | (?:\p{{L}}\.){{2,}}
    | \p{{Lu}}\.(?=\s\p{{Lu}})
    | (?:{_TITLES})\.(?=\s)
    # a letter of a script without spaces
    | [{_NO_SPACES}]\p{{M}}*
    # any word
    | [\#@]?{_WORD_CHAR}+(?:[{SINGLE_QUOTES}\u00ad\u2010\u2011·-]{_WORD_CHAR}+)*
    | \.{{2,}} | -{{2,}}
    | \X
    """,
    regex.VERBOSE | regex.VERSION1,
)

_ENDERS = frozenset(".!?…。！？｡।")
_CLOSERS = frozenset("\"'”’»›)]】」』")


def tokens_of(text: str) -> list[str]:
    """Return the pieces of a text in order; joined, they give the text.

    Words follow Unicode's word boundaries (UAX #29), with what a reader takes as one thing kept
    whole: a number with its separators, its currency, scale and unit ("$1.5 million", "51-49",
    "20 km/h"), an abbreviation ("U.S."), a name or contraction with an apostrophe or hyphen
    ("O'Brien", "isn't"), an address. Scripts without spaces between words (Chinese, Japanese,
    Thai, Lao, Khmer, Burmese) are cut at each letter with its marks. White space is a piece of its
    own.
    """
    tokens: list[str] = _TOKEN.findall(text)
    return tokens


def key_of(token: str) -> str:
    """Return the equality key of a token."""
    return token if token.isascii() else same_text(token)


def sentences_of(tokens: list[str]) -> list[int]:
    """Return for each token the number of its sentence, from 0.

    A sentence ends with a full stop, question or exclamation mark and what closes behind it, when
    white space follows (in Chinese and Japanese: always) and the next word does not begin in lower
    case. Abbreviations are tokens of their own and end none.
    """
    numbers: list[int] = []
    number, ended, spaced, wide = 0, False, False, False
    for token in tokens:
        first = token[0]
        if ended and first in _CLOSERS and not spaced:
            pass
        elif ended and token.isspace():
            spaced = True
        elif ended and first not in _ENDERS:
            if (spaced and not first.islower()) or wide:
                number += 1
            ended = spaced = False
        numbers.append(number)
        if first in _ENDERS:
            ended, spaced, wide = True, False, first in "。！？｡"
    return numbers

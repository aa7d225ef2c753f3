"""What a person sees of a text: the key under which two spellings count as the same."""

from __future__ import annotations

import re
import unicodedata

SINGLE_QUOTES = "‘’‚‛‹›′ʼ＇´`\u1fef\u1ffd"
DOUBLE_QUOTES = "“”„‟«»″〝〞〟＂"
"""Glyphs of one and the same quotation mark or apostrophe; publishing systems swap them freely.

The last two single ones are Greek accents that Unicode composes to the grave and the acute accent.
"""

HYPHENS = "\u2010\u2011"  # HYPHEN and NON-BREAKING HYPHEN look like the one on the keyboard

INVISIBLE = (
    "\u00ad"  # soft hyphen
    "\u200b\u2060\ufeff"  # zero-width space, word joiner, byte order mark
    "\u034f\u180e"  # combining grapheme joiner, Mongolian vowel separator
    "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069"  # direction marks, not overrides
    "\u2061\u2062\u2063\u2064"  # invisible operators
    "\ufe0e\ufe0f"  # choice between text and picture form of a symbol
    "\ufff9\ufffa\ufffb"  # interlinear annotation
)
"""Characters without a picture of their own.

The overrides U+202D and U+202E are not here: they turn the words around, which a reader sees.

Source: Unicode's general category Cf and its property Default_Ignorable_Code_Point.
"""

TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Marks that embed, override or isolate a direction. Source: Unicode, UAX #9."""

TATWEEL = "\u0640"
"""Draws a joined Arabic word out, as spaces do elsewhere, and is no letter of it."""

_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()}
_TABLE: dict[int, str | None] = {
    **_CONTROLS,
    **dict.fromkeys(map(ord, SINGLE_QUOTES), "'"),
    **dict.fromkeys(map(ord, DOUBLE_QUOTES), '"'),
    **dict.fromkeys(map(ord, HYPHENS), "-"),
    **dict.fromkeys(map(ord, INVISIBLE + TATWEEL), None),
}
_JOINER_BY_LATIN = re.compile("(?<![^\\x00-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\\x00-\u024f])")
"""Joiners next to Latin letters, spaces or an end do nothing; elsewhere they shape Persian, Indic
scripts and emoji, which a reader sees."""

_LETTERS = "!-_a-~¡-ª¬®-³µ-º¼-ʻʽ-˿Ѐ-҂Ҋ-ԯא-ת–—…•€ぁ-ゖァ-ヺー、-』一-鿿가-힣"
_PLAIN = re.compile(f"[{_LETTERS}]+(?: [{_LETTERS}]+)*")
"""Single spaces between words of common letters and marks, none of which the steps below would
touch: such a text is its own key, at a tenth of the cost."""

_COMMON = (("’", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("‘", "'"), ("«", '"'), ("»", '"'), ("\xa0", " "))


def same_text(text: str) -> str:
    """Return the equality key of a text: two texts with one key look the same to a reader.

    Ignored are white space beyond "there is some", Unicode composition, soft hyphens and other
    invisible characters, the stretching of Arabic words, and the glyph style of quotation marks,
    apostrophes and hyphens. Nothing else is: case, every other punctuation mark, digits, and whether there
    are quotation marks at all make a difference. The key of a key is the key itself.
    """
    if _PLAIN.fullmatch(text):
        return text
    seen = text
    for glyph, plain in _COMMON:
        seen = seen.replace(glyph, plain)
    if _PLAIN.fullmatch(seen):
        return seen
    seen = seen.translate(_TABLE)
    if "\u200d" in seen or "\u200c" in seen:
        seen = _JOINER_BY_LATIN.sub("", seen)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def unspaced(text: str) -> str:
    """Return what a person sees of a text but white space, which mark-up and layouts put in and leave out."""
    return "".join(same_text(text).split())


def harmless_in_chat(text: str) -> str:
    """Take the life out of `@channel` and `<!channel>`: a headline must not ring everybody's bell."""
    return text.replace("@", "@\u200b").replace("<", "‹").replace(">", "›")


def counted(number: int, one: str, several: str | None = None) -> str:
    """Return a number with its noun: "1 visit", "2 visits"."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def undirected(text: str) -> str:
    """Return a text without the marks that turn the direction of what follows, where no element ends it."""
    return text.translate(TURNING)

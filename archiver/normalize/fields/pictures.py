"""Captions and credits of pictures."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence, Set

from bs4 import Tag

from archiver.language import any_of
from archiver.model.reading import Caption
from archiver.normalize.fields.byline import BY
from archiver.normalize.fields.moments import is_stamped
from archiver.normalize.page import wording
from archiver.normalize.page.text import MAX_PARTS, collapse, key, weight, words_of
from archiver.normalize.page.walk import Box, Line
from archiver.normalize.page.zones import Zone

PICTURE_WORD = any_of("pictures.pictures")
CREDIT_WORD = any_of("pictures.pictures", "pictures.credits")
CREDIT = re.compile(
    rf"[\s(\[|–—-]*(?:\b{CREDIT_WORD}\s*(?:by|von|de|par|:|/|\||©|courtesy(?: of)?)\s*:?\s*|©\s*|"
    rf"\(c\)\s*)([^()\[\]]{{2,120}}?)[)\]\s.]*$",
    re.IGNORECASE,
)
"""A credit at the end of a caption: "(Photo: Jane Doe/Agency)", "© dpa", "Foto: Reuters"."""

AGENCY = (
    r"(?:getty(?: images)?|reuters|afp|ap|ap photo|epa(?:-efe)?|dpa|shutterstock|istock(?:photo)?|alamy|"
    r"pa(?: media)?|picture alliance|imago(?:images)?|associated press|unsplash|screenshot|"
    r"bloomberg|anadolu|apa|efe|ansa|keystone|ritzau|ntb|tt|belga|anp|xinhua|kyodo|jiji)"
)
BRACKETED = re.compile(
    rf"[(\[]{PICTURE_WORD}\s*(?:by|von|de|par|:|/|©)\s*[^()\[\]]{{2,100}}[)\]]\.?$", re.IGNORECASE
)
"""A picture's credit that cannot be mistaken: in brackets, with its word, at the very end."""

SIGNED = re.compile(
    rf"\s{PICTURE_WORD}(?:\s*:\s*|\s+by\s+|\s*©\s*)(?:[\w.'’&-]+[\s/,]{{1,3}}){{0,6}}[\w.'’&-]+$",
    re.IGNORECASE,
)
"""The same without brackets: "… at the presentation Photo: Jane Doe/agency", with no full stop."""

LABELLED = re.compile(
    rf"(?:titel|cover|header|lead)?{PICTURE_WORD}(?:\s*(?:credits?|by|von|de|par))?\s*(?::|©|\b(?:by|von|par)\b)\s*\S.{{1,150}}$",
    re.IGNORECASE,
)
"""A line that is a credit from its first word on, and no sentence: "Photograph by Jane Doe"."""

SOURCED = re.compile(rf"[(\[][^()\[\]/]{{3,40}}\s?/\s?{AGENCY}(?:\.\w+)?[)\]]\.?$", re.IGNORECASE)
"""Maker and agency in brackets at the very end; a report's own sign names the agency first."""

CAPTIONED_CHARS = 400
"""Longest caption outside any figure."""

BRACKET = re.compile(rf"\s*[(\[]([^()\[\]]{{0,80}}\b{AGENCY}\b[^()\[\]]{{0,80}})[)\]]\.?\s*$", re.IGNORECASE)
BARE = re.compile(rf"^(?:[^.!?]{{0,60}}\b{AGENCY}\b[^.!?]{{0,40}}|\W*(?:©|\(c\)).{{2,80}})$", re.IGNORECASE)

NAMED = re.compile(r"^(.{20,}[.!?”\"»])\s*[(\[]((?:[A-ZÄÖÜ][\w.'’&/-]*\s?){1,6})[)\]]\.?$")
"""Names in brackets after a whole sentence: "… on Monday. (Jane Doe/Cuartoscuro)"."""

TRAILING = re.compile(
    r"^(.{20,}[.!?”\"»])\s*("
    rf"(?:[^.!?]{{0,60}}/[^.!?]{{2,60}})|[^.!?]{{0,50}}\b{AGENCY}\b[^.!?]{{0,40}})$",
    re.IGNORECASE,
)
"""Something with a stroke or an agency after the last sentence: "… 2023. BERTRAND GUAY / AFP"."""

CREDIT_LABEL_CHARS = 20
"""What stands before a credit, if less, is its label."""

NAME_WORDS = 5
"""Most words of a credit that opens a caption; a longer text is the caption itself."""

LABEL = re.compile(rf"^{any_of('pictures.captions')}\s*:\s*", re.IGNORECASE)
ARCHIVE = re.compile(rf"^{any_of('pictures.places')}\w*\.?$", re.IGNORECASE)

_SLIDE = (
    rf"(?:{PICTURE_WORD}\s\d{{1,3}}\s?(?:/|[^\W\d_]{{1,4}})\s?\d{{1,3}}|\d{{1,3}}\s/\s\d{{1,3}}"
    r"|[(\[]\d{1,3}\s?/\s?\d{1,3}[)\]])"
)
SLIDE = re.compile(rf"^{_SLIDE}(?:[\s:.|–—-]+|$)|[\s|–—-]+{_SLIDE}$", re.IGNORECASE)
"""Which picture of a series is shown, before or behind its caption: "3 / 12", "(3/12)", "Photo 3 of 12"."""

SHORTEST_CAPTION = 20
"""Least weight of a line beside a picture that is taken for its caption."""

LONGEST_CAPTION = 2000
"""Longest caption whose credit is looked for."""

MAX_LINES = 20
"""Most lines of one figure that are read as its caption."""

APART = ("span", "cite", "small", "div", "p")
CREDIT_CHARS = 80
"""Longest credit that is told by its element alone."""

NO_CAPTIONS = ("read more", "appeal", "embed", "label")
"""What boilerplate stands in figures; a licence may well be a credit."""


def split_credit(text: str) -> tuple[str, str | None]:
    """Return the words of a caption and its credit apart."""
    if len(text) > LONGEST_CAPTION:
        return text, None
    text = LABEL.sub("", SLIDE.sub("", text))
    for pattern in (CREDIT, BRACKET):
        found = pattern.search(text)
        if found and _is_credit(found):
            return text[: found.start()].strip(), collapse(found[1]).strip(" .,;")
    for pattern in (NAMED, TRAILING):
        found = pattern.match(text)
        if found and not ARCHIVE.match(found[2]):
            return found[1].strip(), found[2].strip()
    if BARE.match(text) and len(text) < 80:
        return "", text.strip(" ©()")
    return text, None


def _is_credit(credit: re.Match[str]) -> bool:
    """Tell whether a credit is one, and not what a label introduces: "Archive picture: the bridge in May"."""
    return credit.start() >= CREDIT_LABEL_CHARS or len(credit[1].split()) <= NAME_WORDS


def is_captioned(text: str) -> bool:
    """Tell whether a line outside any figure is a caption: it ends with a credit, with its word."""
    if len(text) >= CAPTIONED_CHARS:
        return False
    if LABELLED.match(text):
        return not text.endswith((".", "?", "!"))
    return any(pattern.search(text) for pattern in (BRACKETED, SIGNED, SOURCED))


def find_captions(
    lines: Sequence[Line], beside: Iterable[Sequence[Line]], known: Set[str]
) -> tuple[Caption, ...]:
    """Return the captions under the pictures of the article, credits apart, each once, in order.

    Args:
        lines: the lines between the headline and the end of the article, and of its figures below that.
        beside: lines in boxes with a picture, told from the body.
        known: keys of texts that are read as other fields.
    """
    groups: dict[int, list[Line]] = {}
    for line in lines:
        if is_caption(line):
            groups.setdefault(id(_figure_of(line)), []).append(line)
    taken = {line.index for group in groups.values() for line in group}
    for part in beside:
        if not any(line.index in taken for line in part):
            groups[id(part)] = [line for line in part if _may_be_caption(line)]
    found: dict[str, Caption] = {}
    for group in sorted((group for group in groups.values() if group), key=lambda group: group[0].index):
        caption = _caption(group, known)
        if caption:
            found.setdefault(key(caption.text), caption)
    return tuple(found.values())


def is_caption(line: Line) -> bool:
    """Tell whether a line stands in a figure, or ends as captions do."""
    if line.zone & (Zone.BUTTON | Zone.NAV | Zone.FORM | Zone.OTHER) or line.link_chars > 0.8 * len(
        line.text
    ):
        return False
    if line.zone & Zone.LINK and line.zone & Zone.LIST:
        return False
    if line.zone & Zone.CAPTION:
        return True
    figured = (
        bool(line.zone & Zone.FIGURE) and not line.zone & Zone.QUOTE
    )  # a quotation may be set as a figure
    return figured or is_captioned(line.text)


def _may_be_caption(line: Line) -> bool:
    """Tell whether a line beside a picture may be its caption, and no byline, date or button."""
    if line.zone & (Zone.HEADER | Zone.BUTTON | Zone.NAV | Zone.FORM) or line.link_chars * 2 > len(line.text):
        return False
    return weight(line.text) >= SHORTEST_CAPTION and not BY.match(line.text) and not _is_byline(line.text)


def _figure_of(line: Line) -> object:
    return next((box for box in line.box.around() if box.tag.name == "figure"), line.box)


def outer_figure(line: Line) -> Box | None:
    """Return the outermost figure around a line: galleries are figures of figures."""
    if not line.zone & Zone.FIGURE:
        return None
    return next((box for box in reversed([*line.box.around()]) if box.own & Zone.FIGURE), None)


def _caption(lines: list[Line], known: Set[str]) -> Caption | None:
    words: list[str] = []
    credit: str | None = None
    for line in lines[:MAX_LINES]:
        if wording.boilerplate(line.text) in NO_CAPTIONS or key(line.text) in known or _is_byline(line.text):
            continue
        said, by = split_credit(line.text)
        if by is None and credit is None:
            said, by = _set_apart(line, said)
        credit = credit or by
        if said and not any(key(said) in key(other) for other in words):
            words = [other for other in words if key(other) not in key(said)]
            words.append(said)
    return Caption(text=" ".join(words), credit=credit) if words else None


def _is_byline(text: str) -> bool:
    return (len(text) < 80 and bool(BY.match(text))) or wording.is_meta_line(text) or is_stamped(text)


def _set_apart(line: Line, said: str) -> tuple[str, str | None]:
    """Take the last element of a caption for its credit where it is set apart and is no sentence."""
    inner = itertools.islice(line.tag.descendants, MAX_PARTS)
    for part in reversed([each for each in inner if isinstance(each, Tag) and each.name in APART]):
        text = words_of(part, "")
        if text and said.endswith(text) and len(text) < min(CREDIT_CHARS, 0.6 * len(said)):
            before = said[: -len(text)].rstrip()
            if not text.endswith((".", "!", "?")) and text[:1].isupper() and not ARCHIVE.match(text):
                return before, text
            return said, None
    return said, None

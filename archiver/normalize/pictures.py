"""Captions and credits of pictures."""

from __future__ import annotations

import re

from archiver.model.reading import Caption
from archiver.normalize import wording
from archiver.normalize.text import collapse, key
from archiver.normalize.walk import Line, Zone

CREDIT_WORD = (
    r"(?:photo(?:graph)?s?|pictures?|image|images|credits?|courtesy|copyright|illustration|graphic|"
    r"fotos?|bild(?:er)?|"
    r"bildquelle|quelle|grafik|fotograf\w*|foto de|crédits?|crédito|fotografía|imagen|imagem|fotoğraf|"
    r"kuva|kép|"
    r"фото|зображення|fotó|photograph by|source)"
)
CREDIT = re.compile(
    rf"[\s(\[|–—-]*(?:(?:{CREDIT_WORD})\s*(?:by|von|de|par|:|/|\||©|courtesy(?: of)?)\s*:?\s*|©\s*|"
    rf"\(c\)\s*)([^()\[\]]{{2,120}}?)[)\]\s.]*$",
    re.IGNORECASE,
)
"""A credit at the end of a caption: "(Photo: Jane Doe/Agency)", "© dpa", "Foto: Reuters"."""

BRACKETED = re.compile(
    rf"[(\[](?:{CREDIT_WORD})\s*(?:by|von|de|par|:|/|©)\s*[^()\[\]]{{2,100}}[)\]]\.?$", re.IGNORECASE
)
"""A credit that cannot be mistaken: in brackets, with its word, at the very end."""

AGENCY = (
    r"(?:getty(?: images)?|reuters|afp|ap|ap photo|epa(?:-efe)?|dpa|shutterstock|istock|alamy|"
    r"pa(?: media)?|picture alliance|imago(?:images)?|"
    r"bloomberg|anadolu|apa|efe|ansa|keystone|ritzau|ntb|tt|belga|anp|xinhua|kyodo|jiji)"
)
BRACKET = re.compile(rf"\s*[(\[]([^()\[\]]{{0,80}}\b{AGENCY}\b[^()\[\]]{{0,80}})[)\]]\.?\s*$", re.IGNORECASE)
BARE = re.compile(rf"^(?:[^.!?]{{0,60}}\b{AGENCY}\b[^.!?]{{0,40}}|\W*(?:©|\(c\)).{{2,80}})$", re.IGNORECASE)


NO_CAPTIONS = ("read more", "appeal", "embed", "label")
"""What boilerplate stands in figures; a licence may well be a credit."""


def split_credit(text: str) -> tuple[str, str | None]:
    """Return the words of a caption and its credit apart."""
    for pattern in (CREDIT, BRACKET):
        found = pattern.search(text)
        if found:
            return text[: found.start()].strip(), collapse(found[1]).strip(" .,;")
    if BARE.match(text) and len(text) < 80:
        return "", text.strip(" ©")
    return text, None


def is_captioned(text: str) -> bool:
    """Tell whether a line outside any figure is a caption: it ends with a credit in brackets."""
    return len(text) < 400 and bool(BRACKETED.search(text))


def find_captions(lines: list[Line]) -> tuple[Caption, ...]:
    """Return the captions under the pictures of the article, credits apart, each once.

    Args:
        lines: the lines between the headline and the end of the article.
    """
    groups: list[tuple[int, list[Line]]] = []
    for line in lines:
        if line.zone & (Zone.BUTTON | Zone.NAV | Zone.FORM):
            continue
        if (
            line.link_chars > 0.8 * len(line.text)
            or line.zone & (Zone.LIST | Zone.LINK) == Zone.LIST | Zone.LINK
        ):
            continue
        if not line.zone & (Zone.CAPTION | Zone.FIGURE) and not is_captioned(line.text):
            continue
        figure = line.tag if line.tag.name == "figure" else line.tag.find_parent("figure") or line.tag
        if groups and groups[-1][0] == id(figure):
            groups[-1][1].append(line)
        else:
            groups.append((id(figure), [line]))
    found: dict[str, Caption] = {}
    for _, group in groups:
        caption = _caption([line.text for line in group])
        if caption:
            found.setdefault(key(caption.text) or key(caption.credit or ""), caption)
    return tuple(found.values())


def _caption(texts: list[str]) -> Caption | None:
    words: list[str] = []
    credit: str | None = None
    for text in texts:
        if wording.boilerplate(text) in NO_CAPTIONS:
            continue
        said, by = split_credit(text)
        credit = credit or by
        if said and not any(key(said) in key(other) for other in words):
            words = [other for other in words if key(other) not in key(said)]
            words.append(said)
    return Caption(text=" ".join(words), credit=credit) if words else None

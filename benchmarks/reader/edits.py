"""Real edits, one small one at a time, put where newsrooms put them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from bs4 import NavigableString, Tag

from archiver.model.reading import BlockKind
from benchmarks.reader.subject import Subject, Undo, below, reworded

NUMBER = re.compile(r"(?<![\w.,-])\d{1,4}(?![\w,-]|\.\d)")
NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][a-zà-ÿ]{3,}(?= [a-zà-ÿ])")
VERB = re.compile(r"\b(is|was|has|will|ist|war|hat|wird|est|était|ha|es|era|fue)\b(?= [a-zà-ÿ])")
COMMA = re.compile(r"(?<=[a-zà-ÿ]),(?= [a-zà-ÿ])")
WORD = re.compile(r"\b[^\W\d_]{5,}\b")

NOTICE = "Correction: An earlier version of this article gave the wrong year for the opening of the harbor."

OTHER = "Ada Quillfeather"

Change = Callable[[str], str]


def _first(pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> Change:
    return lambda text: pattern.sub(new, text, count=1)


_ADDED = _first(NUMBER, lambda found: str(int(found[0]) + 1))
_OTHER_WORD = _first(WORD, "Quillfeather")


def _in_text(change: Change, subject: Subject) -> Undo | None:
    """Change the first paragraph, from the middle on and then from the top, that the change applies to."""
    paragraphs = subject.tags(BlockKind.PARAGRAPH)
    half = len(paragraphs) // 2
    return _in_any(change, [*paragraphs[half:], *paragraphs[:half]])


def _in_any(change: Change, tags: Iterable[Tag | None]) -> Undo | None:
    return next((undo for tag in tags if (undo := reworded(tag, change))), None)


def _in_kind(kind: BlockKind, subject: Subject) -> Undo | None:
    return _in_any(_OTHER_WORD, subject.tags(kind))


def _last_sentence(subject: Subject) -> Undo | None:
    """Add a sentence to the last paragraph."""
    paragraphs = subject.tags(BlockKind.PARAGRAPH)
    last = paragraphs[-1] if paragraphs else None
    runs = [str(node) for node in last.find_all(string=True) if node.strip()] if last is not None else []
    return reworded(
        last, lambda text: f"{text.rstrip()} Nobody was hurt." if runs and text == runs[-1] else text
    )


def _last_paragraph(subject: Subject) -> Undo | None:
    """Add a paragraph, set as the others are, below the last."""
    paragraphs = subject.tags(BlockKind.PARAGRAPH)
    if len(paragraphs) < 2 or paragraphs[-1].parent is not paragraphs[-2].parent:
        return None
    last = paragraphs[-1]
    names = " ".join(last.get_attribute_list("class")) if last.get("class") else ""
    text = "The harbor master said that nobody had been hurt, and that the ferry would sail again on Friday."
    return below(last, f'<{last.name} class="{names}">{text}</{last.name}>')


def _removed(subject: Subject) -> Undo | None:
    """Take a paragraph out."""
    tag = subject.middle()
    if tag is None:
        return None
    stays = tag.find_next_sibling(True)
    tag.extract()
    return lambda: stays.insert_before(tag)


def _in_field(name: str, subject: Subject) -> Undo | None:
    told = getattr(subject.reading, name)
    texts = [told] if isinstance(told, str) else [getattr(each, "text", each) for each in told or ()]
    return _in_any(_OTHER_WORD, (subject.tag(text) for text in texts))


def _byline(subject: Subject) -> Undo | None:
    """Put another author, in the line and in what the page says of itself, as publishing systems do."""
    name = next(iter(subject.reading.bylines), None)
    if name is None:
        return None
    runs = [(node, type(node)(node.replace(name, OTHER))) for node in _runs(subject) if name in node]
    metas = [tag for tag in subject.soup.find_all("meta", content=True) if name in str(tag["content"])]
    contents = [str(tag["content"]) for tag in metas]
    for old, new in runs:
        old.replace_with(new)
    for tag, content in zip(metas, contents, strict=True):
        tag["content"] = content.replace(name, OTHER)

    def undo() -> None:
        for old, new in runs:
            new.replace_with(old)
        for tag, content in zip(metas, contents, strict=True):
            tag["content"] = content

    return undo if runs else None


def _runs(subject: Subject) -> list[NavigableString]:
    """Return all text of the page, that of its scripts as well."""
    return [node for node in subject.soup.find_all(string=True) if isinstance(node, NavigableString)]


def _notice_below(subject: Subject) -> Undo | None:
    """Put a notice below the box of the text, where tags and related stories stand."""
    last = subject.last()
    return None if last is None else below(last.parent, f"<p><em>{NOTICE}</em></p>")


EDITS: dict[str, Callable[[Subject], Undo | None]] = {
    "number": partial(_in_text, _ADDED),
    "name": partial(_in_text, _first(NAME, "Quillfeather")),
    "negation": partial(_in_text, _first(VERB, r"\1 not")),
    "comma": partial(_in_text, _first(COMMA, "")),
    "last sentence": _last_sentence,
    "last paragraph": _last_paragraph,
    "paragraph removed": _removed,
    "headline": lambda subject: reworded(subject.headline(), _OTHER_WORD),
    "dek": partial(_in_field, "dek"),
    "byline": _byline,
    "caption": partial(_in_field, "captions"),
    "sub-heading": partial(_in_kind, BlockKind.HEADING),
    "list item": partial(_in_kind, BlockKind.LIST_ITEM),
    "quotation": partial(_in_kind, BlockKind.QUOTE),
    "notice at the top": lambda subject: below(subject.headline(), f"<p>{NOTICE}</p>"),
    "notice at the foot": lambda subject: below(subject.last(), f"<p>{NOTICE}</p>"),
    "notice in a box": lambda subject: below(subject.last(), f'<div class="box"><p>{NOTICE}</p></div>'),
    "notice below the text": _notice_below,
}
"""What is done to the page; the words are invented."""

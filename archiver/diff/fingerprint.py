"""One short word for an editorial state, to tell equal ones and reversions."""

from __future__ import annotations

import json
import re
from datetime import datetime
from hashlib import sha256

from archiver.diff.boilerplate import is_boilerplate
from archiver.diff.pictures import pictures_key
from archiver.model.reading import Anchor, Block, BlockKind, Caption, Moment, Reading
from archiver.model.text import same_text

VERSION = "6"
"""Of the rules below; fingerprints of two versions are never equal."""

BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
CREDITED = r" \1"
"""A credit in brackets behind a caption, and how it counts."""


def fingerprint(reading: Reading) -> str:
    """Return the versioned digest of what a reader would call the article's state.

    Two readings of one reader have the same fingerprint exactly when no new revision is due. In
    it are the words under the article's name: headline, social and search headline, dek, bylines,
    contributors, dateline, label, the day of publication, the blocks with the links behind their words,
    captions and pictures that were seen (both in any order) and notices. Not in it: `modified_at`, `section`,
    `language`, `rights`, the time of day of publication and the kind of a block, which publishing
    systems move without an edit; they are compared and shown when there is one. The dek counts as the
    block before the first: whether it is set apart from the text is a matter of the template. Empty
    fields leave no trace, so that a field a later program adds changes no fingerprint in which it is
    empty.
    """
    parts: list[tuple[str, object]] = [
        ("headline", same_text(reading.headline)),
        ("social_headline", echo_key(reading.social_headline, reading.headline)),
        ("search_headline", echo_key(reading.search_headline, reading.headline)),
        ("bylines", texts_key(reading.bylines)),
        ("contributors", texts_key(reading.contributors)),
        ("dateline", text_key(reading.dateline)),
        ("label", same_text(reading.label or "").casefold()),
        ("published_on", day_key(reading.published_at)),
        ("blocks", [*texts_key((reading.dek or "",)), *map(block_key, filter(shows, reading.blocks))]),
        ("captions", captions_key(reading.captions)),
        ("pictures", pictures_key(reading.pictures)),
        ("notices", texts_key(tuple(notice.text for notice in reading.notices))),
    ]
    filled = [(name, value) for name, value in parts if value]
    written = json.dumps(filled, ensure_ascii=False, separators=(",", ":"))
    return f"{VERSION}:{sha256(written.encode('utf-8', 'surrogatepass')).hexdigest()}"


def text_key(text: str | None) -> str:
    """Return what counts of a field's text; empty where there is nothing of the article's own."""
    return "" if text is None or is_boilerplate(text) else same_text(text)


def echo_key(text: str | None, headline: str) -> str:
    """Return what counts of a headline beside the one readers see; empty where it says the same.

    Whether a page repeats its headline for those who share it is a matter of its template.
    """
    key = text_key(text)
    return "" if key == same_text(headline) else key


def texts_key(texts: tuple[str, ...]) -> list[str]:
    """Return what counts of a field of several texts, in their order."""
    return [key for key in map(text_key, texts) if key]


def captions_key(captions: tuple[Caption, ...]) -> list[str]:
    """Return what counts of the captions: which there are, however ordered or repeated.

    Pictures are loaded late and shown twice; neither is an edit. Nor is it one whether the credit is
    set apart from the caption, stands behind it in brackets, or without.
    """
    texts = {f"{BRACKETED.sub(CREDITED, caption.text)} {caption.credit or ''}" for caption in captions}
    return sorted(set(texts_key(tuple(texts))))


def day_key(moment: Moment | None) -> str:
    """Return the day of a time; publishing systems move the time of day, or give none."""
    if moment is None:
        return ""
    return (moment.date() if isinstance(moment, datetime) else moment).isoformat()


def block_key(block: Block) -> str | list[object]:
    """Return what counts of a block: its words and where its links lead."""
    text = same_text(block.text)
    return [text, *links_key(block.anchors)] if block.anchors else text


def links_key(anchors: tuple[Anchor, ...]) -> list[tuple[str, str]]:
    """Return what counts of links: the words they are on, in reading order, and their targets."""
    return [(same_text(anchor.text), url_key(anchor.url)) for anchor in anchors]


def url_key(url: str) -> str:
    """Return what counts of an address: where it leads, without its query, which shops make anew."""
    return url.partition("?")[0].removeprefix("https:").removeprefix("http:")


def shows(block: Block) -> bool:
    """Tell whether a block holds any of the article's text; posts of networks do not."""
    if block.kind is BlockKind.EMBED:
        return False
    return bool(same_text(block.text)) and not is_boilerplate(block.text)

"""What a newsroom can do to a story: small values, `apply`, which does them, and `holds`, which looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from archiver.demo.articles import Picture, Story


@dataclass(frozen=True, slots=True)
class Reworded:
    """These words, which occur exactly once in the body, become those."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Headlined:
    """The headline becomes this one."""

    headline: str


@dataclass(frozen=True, slots=True)
class Subtitled:
    """The dek becomes this one."""

    dek: str


@dataclass(frozen=True, slots=True)
class Signed:
    """The bylines become these."""

    bylines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Captioned:
    """The caption becomes this one."""

    caption: str


@dataclass(frozen=True, slots=True)
class Cut:
    """The block that begins with these words is deleted."""

    start: str


@dataclass(frozen=True, slots=True)
class Added:
    """These blocks are put in front of the one that begins with `before` (None: at the end)."""

    blocks: tuple[str, ...]
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Shifted:
    """The block that begins with `start` moves in front of the one that begins with `before`."""

    start: str
    before: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A notice is printed with the article; it begins with its kind, as in `Correction:`."""

    text: str


@dataclass(frozen=True, slots=True)
class Readdressed:
    """The article moves; the old address answers 301."""

    path: str


@dataclass(frozen=True, slots=True)
class Redesigned:
    """The page is written by another template from now on; the article says what it said."""

    template: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The address answers 410."""


@dataclass(frozen=True, slots=True)
class Restored:
    """The article is back where it was."""


Change = (
    Reworded | Headlined | Subtitled | Signed | Captioned | Cut | Added | Shifted | Noted | Readdressed
    | Redesigned | Withdrawn | Restored
)  # fmt: skip


def apply(story: Story, change: Change) -> Story:
    """Return the story after a change.

    Raises:
        ValueError: the words or blocks the change names are not there exactly once.
    """
    match change:
        case Reworded() | Cut() | Added() | Shifted():
            return replace(story, blocks=_rewrite(story.blocks, change))
        case Headlined() | Subtitled() | Signed() | Captioned() | Noted():
            return _around_the_text(story, change)
        case Readdressed(path):
            return replace(story, path=path, former_paths=(*story.former_paths, story.path))
        case Redesigned(template):
            return replace(story, template=template)
        case Withdrawn():
            return replace(story, gone=True)
        case Restored():
            return replace(story, gone=False)


def holds(story: Story, change: Change) -> bool:
    """Tell whether a story still shows a change that was made to it."""
    match change:
        case Reworded() | Cut() | Added() | Shifted():
            return _in_the_text(story.blocks, change)
        case Headlined(headline):
            return story.headline == headline
        case Subtitled(dek):
            return story.dek == dek
        case Signed(bylines):
            return story.bylines == bylines
        case Captioned(caption):
            return story.picture.caption == caption
        case Noted(text):
            return text in story.notices
        case Readdressed(path):
            return path in (story.path, *story.former_paths)
        case Redesigned(template):
            return story.template == template
        case Withdrawn() | Restored():
            return story.gone == isinstance(change, Withdrawn)


def _in_the_text(blocks: tuple[str, ...], change: Reworded | Cut | Added | Shifted) -> bool:
    match change:
        case Reworded(old, new):
            return any(new in block for block in blocks) if new else all(old not in block for block in blocks)
        case Cut(start):
            return not any(block.startswith(start) for block in blocks)
        case Added(new_blocks):
            return all(block in blocks for block in new_blocks)
        case Shifted(start, before):
            return any(one.startswith(start) and two.startswith(before) for one, two in pairwise(blocks))


def _around_the_text(story: Story, change: Headlined | Subtitled | Signed | Captioned | Noted) -> Story:
    match change:
        case Headlined(headline):
            return replace(story, headline=headline)
        case Subtitled(dek):
            return replace(story, dek=dek)
        case Signed(bylines):
            return replace(story, bylines=bylines)
        case Captioned(caption):
            old = story.picture
            return replace(story, picture=Picture(name=old.name, caption=caption, credit=old.credit))
        case Noted(text):
            return replace(story, notices=(*story.notices, text))


def _rewrite(blocks: tuple[str, ...], change: Reworded | Cut | Added | Shifted) -> tuple[str, ...]:
    match change:
        case Reworded(old, new):
            found = [place for place, block in enumerate(blocks) if old in block]
            place = _only(found, old)
            return (*blocks[:place], blocks[place].replace(old, new, 1), *blocks[place + 1 :])
        case Cut(start):
            place = _starting(blocks, start)
            return blocks[:place] + blocks[place + 1 :]
        case Added(new_blocks, before):
            place = len(blocks) if before is None else _starting(blocks, before)
            return blocks[:place] + new_blocks + blocks[place:]
        case Shifted(start, before):
            place = _starting(blocks, start)
            rest = blocks[:place] + blocks[place + 1 :]
            target = _starting(rest, before)
            return (*rest[:target], blocks[place], *rest[target:])


def _starting(blocks: tuple[str, ...], start: str) -> int:
    return _only([place for place, block in enumerate(blocks) if block.startswith(start)], start)


def _only(places: Iterable[int], words: str) -> int:
    found = list(places)
    if len(found) != 1:
        raise ValueError(f"{words!r} is in {len(found)} blocks; a scripted change needs exactly one")
    return found[0]

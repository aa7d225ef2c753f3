"""The stories of The Alder Courier: one text file each in `stories/` and `more/`, read into values.

All places and people are invented, and the texts were written for this program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib.resources import files

ZONE = timezone(timedelta(hours=-4))
MIDNIGHT = datetime(2026, 3, 17, tzinfo=ZONE)
"""Start of the day the newspaper tells of; fixed, so that every run serves the same pages."""

OPENING = MIDNIGHT + timedelta(hours=7)
STEP = timedelta(hours=2)
"""The site's clock shows 7 a.m. at step 0 and moves two hours a step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The picture of a story; its name ends in `.png` or `.svg`."""

    name: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article as the newsroom has it at some step.

    Blocks are raw: `## ` begins a heading, `- ` a list item, `> ` a quote, `@ 06:40 | title` a live
    entry whose paragraphs follow, `[words](/path)` is a link; anything else is a paragraph.
    """

    name: str
    path: str
    section: str
    template: str
    headline: str
    published: datetime
    picture: Picture
    blocks: tuple[str, ...]
    dek: str | None = None
    bylines: tuple[str, ...] = ()
    dateline: str | None = None
    tags: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    modified: datetime | None = None  # None: never since it was published
    gone: bool = False
    former_paths: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """Return the number a content management system would have given it."""
        return 40_000 + sum(ord(letter) * place for place, letter in enumerate(self.name, start=1))

    @property
    def stamp(self) -> datetime:
        """Return the time the page claims for its last change."""
        return self.modified or self.published


def time_at(step: int) -> datetime:
    """Return what the site's clock shows at a step."""
    return OPENING + step * STEP


@cache
def stories(*folders: str) -> tuple[Story, ...]:
    """Return the stories of these folders (none: `stories`) as first published, newest first."""
    found = [
        parse_story(entry.name.removesuffix(".txt"), entry.read_text(encoding="utf-8"))
        for folder in folders or ("stories",)
        for entry in files("archiver.demo").joinpath(folder).iterdir()
        if entry.name.endswith(".txt")
    ]
    return tuple(sorted(found, key=lambda story: story.published, reverse=True))


def every_story() -> tuple[Story, ...]:
    """Return the stories of all folders as first published, newest first."""
    return stories("stories", "more")


def parse_story(name: str, text: str) -> Story:
    """Read a story from its file: lines `Key: value`, a blank line, then blocks.

    Raises:
        ValueError: a key is missing or a time or picture is not written as expected.
    """
    head, _, body = text.partition("\n\n")
    keys = dict(line.split(": ", 1) for line in head.splitlines())
    try:
        picture, caption, credit = keys["Picture"].split(" | ")
        return Story(
            name=name,
            path=keys["Path"],
            section=keys["Section"],
            template=keys["Template"],
            headline=keys["Headline"],
            dek=keys.get("Dek"),
            bylines=tuple(keys["Byline"].split("; ")) if "Byline" in keys else (),
            dateline=keys.get("Dateline"),
            published=MIDNIGHT + _offset(keys["Published"]),
            picture=Picture(name=picture, caption=caption, credit=credit),
            tags=tuple(keys["Tags"].split(", ")),
            blocks=tuple(_blocks(body)),
        )
    except KeyError as error:
        raise ValueError(f"story {name!r} has no {error.args[0]!r}") from error


def _blocks(body: str) -> list[str]:
    """Split at blank lines; list items stand on lines of their own, a live entry keeps its title."""
    blocks: list[str] = []
    for part in body.strip().split("\n\n"):
        if part.startswith(("- ", "@ ")):
            blocks.extend(part.splitlines())
        else:
            blocks.append(" ".join(part.split()))
    return blocks


def _offset(text: str) -> timedelta:
    """Read `05:10` or `-09:40`: hours and minutes from the day's midnight."""
    match = re.fullmatch(r"(-?)(\d+):(\d\d)", text)
    if not match:
        raise ValueError(f"{text!r} is no time of the form 05:10 or -09:40")
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return -offset if match[1] else offset

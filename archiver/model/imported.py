"""Histories that others captured: how they are told from our own, wherever an address is shown.

What was imported of an article is a history of its own beside the one we watched, under the address of the
article and the name of the collection: `https://example.org/storm#imported:wayback`. No address of an article
has a fragment otherwise (`urls.canonical_url` drops it), so the two never meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MARK = "#imported:"

NAME = re.compile(r"[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?")
"""Names of collections: what a host name may be, and a word."""


def imported_address(url: str, collection: str) -> str:
    """Return the address under which an article's imported history stands.

    Args:
        url: of the article, in canonical spelling.
        collection: what it was imported into.
    """
    return f"{url}{MARK}{collection}"


def collection_of(address: str) -> str | None:
    """Return the collection of an imported history, or None: it is no address of one."""
    _, mark, name = address.rpartition(MARK)
    return name if mark and NAME.fullmatch(name) else None


def collection_name(host: str) -> str:
    """Return the name of the collection of what an archive on the web has, by its host."""
    return re.sub(r"[^a-z0-9.-]+", "-", host.lower()).strip("-.")[:64].strip("-.") or "archive"


def original_of(address: str) -> str:
    """Return the address of the article itself, whoever captured it."""
    return address.rpartition(MARK)[0] if collection_of(address) else address


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFrom:
    """An archive of others, and how much of one history came out of it."""

    archive: str  # name of a file, or address of a list of mementos
    made_by: str | None  # software or archive, as told there
    captures: int
    imported_at: datetime  # UTC; the last of them


class Why(StrEnum):
    """Why a capture was not taken in."""

    KNOWN = "known"  # it was imported before
    NO_ARTICLE = "no article"  # nothing that can be read as an article, and none was read there before
    OLDER = "older"  # than what was imported of the article before: a history only grows
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A capture of an archive that was not taken in."""

    archive: str
    record: str
    why: Why
    detail: str = ""
    url: str | None = None

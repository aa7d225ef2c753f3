"""Is a sight an old copy that a cache kept, rather than what the newsroom shows today?"""

from __future__ import annotations

from datetime import datetime, timedelta

from archiver.diff.fingerprint import fingerprint
from archiver.model.reading import Moment, Reading
from archiver.model.revision import Memory

PATIENCE = timedelta(hours=6)
"""How long after the current text was last seen an older one is doubted.

Copies outlive an edit by minutes to hours, and other visitors are shown the current text meanwhile. What
has been shown so long is what the newsroom shows, whatever its times say.
"""


def stale(memory: Memory, reading: Reading, *, seen_at: datetime, made_at: datetime | None) -> str | None:
    """Return why a reading that differs from the current one is doubted to be newer; None: it may be.

    It is older where the answer was made before the current text was first seen, by the cache's own word,
    or where an earlier revision's text is back with a time of modification before the current one's: who
    undoes an edit changes the page later.

    Args:
        memory: of the article, with a current revision.
        reading: what the page says, by the same reader.
        seen_at: when the capture was made (UTC).
        made_at: when its answer was made, if a cache tells its age (UTC).
    """
    current = memory.current
    if current is None or seen_at - current.seen_until >= PATIENCE:
        return None
    found = fingerprint(reading)
    if found == fingerprint(current.reading):
        return None
    if made_at is not None and made_at < current.seen_from:
        return "other: an old copy, made before the current text was first seen"
    known = any(found == earlier for number, earlier in memory.fingerprints if number < current.number)
    if known and _is_earlier(reading.modified_at, current.reading.modified_at):
        return "other: an old copy, an earlier text with its earlier time of modification"
    return None


def _is_earlier(one: Moment | None, other: Moment | None) -> bool:
    return isinstance(one, datetime) and isinstance(other, datetime) and one < other

"""Is a sight an old copy that a cache kept, rather than what the newsroom shows today?"""

from __future__ import annotations

from datetime import datetime, timedelta

from archiver.judge.case import Case
from archiver.model.doubt import Doubt, DoubtKind
from archiver.model.reading import Moment
from archiver.model.revision import Suspect

COPIES_LIVE = timedelta(hours=6)
"""How long after the current text was last seen an older one is doubted.

Copies outlive an edit by minutes to hours, and other visitors are shown the current text meanwhile. What
has been shown so long is what the newsroom shows, whatever its times say.
"""


def stale(case: Case) -> Suspect | None:
    """Answer where the page is older than the current text.

    It is where its answer was made before the current text was first seen, by the cache's own word, or
    where an earlier revision's text is back with a time of modification before the current one's: who
    undoes an edit changes the page later.
    """
    if case.unseen >= COPIES_LIVE:
        return None
    current, made_at = case.current, case.sight.made_at
    if made_at is not None and made_at < current.seen_from:
        return _old_copy("made before the current text was first seen")
    if case.is_known and _is_earlier(case.reading.modified_at, current.reading.modified_at):
        return _old_copy("an earlier text with its earlier time of modification")
    return None


def _old_copy(why: str) -> Suspect:
    return Suspect(doubt=Doubt(kind=DoubtKind.STALE, detail=f"an old copy, {why}"))


def _is_earlier(one: Moment | None, other: Moment | None) -> bool:
    return isinstance(one, datetime) and isinstance(other, datetime) and one < other

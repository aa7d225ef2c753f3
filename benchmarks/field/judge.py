"""What is right in each kind of case, and how far what the archive says is from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from benchmarks.field.play import Seen


class Mark(StrEnum):
    """How a case came out."""

    OK = "OK"
    PARTIAL = "PARTIAL"
    WRONG = "WRONG"


Judged = tuple[Mark, str]
Rule = Callable[[Seen], Judged]

OLD, NEW = "4.2 million", "6.2 million"
"""What the newsroom changes in most cases."""


def untouched(seen: Seen) -> Judged:
    """Nothing that a reader sees changed: no edit."""
    if seen.edits:
        return Mark.WRONG, _told(seen)
    bad = [look for look in seen.looks if look.outcome in ("suspect", "failed", "gone")]
    return (Mark.PARTIAL, f"{bad[0].outcome}: {bad[0].reason}") if bad else (Mark.OK, "")


def real_edit_alone(seen: Seen) -> Judged:
    """The real edit is told within two rounds of stage 1, and no other."""
    real = [one for one in seen.edits if NEW in str(one[2]) and one[2]["kind"] == "edit"]
    if not real:
        return Mark.WRONG, _told(seen) or "the edit was not found"
    clean = [one for one in real if _is_only_the_number(one[2])]
    if len(seen.edits) > len(real) or len(real) > 1:
        return Mark.WRONG, _told(seen)
    stage, turn, _ = real[0]
    if (stage, turn) > (1, 1) or not clean:
        return Mark.PARTIAL, f"in round {turn} of stage {stage}: {_told(seen)}"
    variants = [event for event in seen.events if event["kind"] == "variant"]
    spent = max(_spent(seen).values(), default=0)
    return (Mark.PARTIAL, f"{spent} looks in one round") if spent > 3 and len(variants) > 3 else (Mark.OK, "")


def told(seen: Seen) -> Judged:
    """The change is told, as an edit or an event; nothing is told before it."""
    early = [one for one in seen.told if one[0] == 0]
    late = [one for one in seen.told if one[0] > 0]
    if early or not late:
        refused = f"add: {seen.added}" if seen.added else "nothing was told"
        return Mark.WRONG, _told(seen) or refused
    return (Mark.PARTIAL, f"add refused it: {seen.added}") if seen.added else (Mark.OK, "")


def told_or_doubted(seen: Seen) -> Judged:
    """The change is told, or the reading says that part of the article is not seen."""
    if any(one[0] > 0 for one in seen.edits):
        return Mark.OK, ""
    doubts = [look for look in seen.looks if re.search(r"part|doubt", look.reason or "")]
    return (Mark.PARTIAL, doubts[0].reason or "") if doubts else (Mark.WRONG, "missed without a word")


def disclosed(seen: Seen) -> Judged:
    """The changed number is told, and that the page says so."""
    real = [one for _, _, one in seen.edits]
    if not real:
        return Mark.WRONG, "the edit was not found"
    kinds = [one["disclosure"] for one in real]
    good = [
        kind
        for kind in kinds
        if kind in ("correction", "clarification", "update", "editors_note", "retraction")
    ]
    return (Mark.OK, "") if len(good) == len(real) else (Mark.WRONG, f"disclosure {kinds}")


def withdrawn(seen: Seen) -> Judged:
    """Told as a retraction, or as gone."""
    gone = [event for event in seen.events if event["kind"] == "gone"]
    said = [one["disclosure"] for _, _, one in seen.edits]
    if (gone and not said) or (said and all(kind == "retraction" for kind in said)):
        return Mark.OK, ""
    if said and "correction" in said:
        return Mark.PARTIAL, f"disclosure {said}"
    return Mark.WRONG, _told(seen) or _last(seen)


def wall_then_article(seen: Seen) -> Judged:
    """Stage 0 is no article, stage 1 is: one revision, no edit."""
    first = [look for look in seen.looks if look.stage == 0]
    passed = [look for look in first if look.outcome not in ("suspect", "gone", "failed")]
    if passed or seen.edits:
        return Mark.WRONG, _told(seen) or f"stage 0: {passed[0].outcome}"
    return (Mark.OK, "") if sum(seen.revisions.values()) == 1 else (Mark.WRONG, _last(seen))


def article_then_wall(seen: Seen) -> Judged:
    """A wall over a known article is a suspect as long as it is one."""
    if seen.edits or any(count > 1 for count in seen.revisions.values()):
        return Mark.WRONG, _told(seen) or f"revisions {seen.revisions}"
    last = [look for look in seen.looks if look.stage == 1]
    bad = [look for look in last if look.outcome not in ("suspect", "gone", "failed")]
    return (Mark.WRONG, f"stage 1: {bad[0].outcome}") if bad else (Mark.OK, "")


def another_article(seen: Seen) -> Judged:
    """Another article at the same address is told as one, or doubted; never as a silent edit."""
    if not seen.edits:
        said = any(look.stage == 1 and look.outcome == "suspect" for look in seen.looks) or seen.articles > 1
        return (Mark.OK, "") if said or seen.events else (Mark.WRONG, "nothing was said")
    silent = [one for _, _, one in seen.edits if "no correction note" in one["summary"]]
    return (Mark.WRONG if silent else Mark.PARTIAL), _told(seen)


def person(seen: Seen) -> Judged:
    """The other person in the caption is a changed name."""
    if not seen.edits:
        return Mark.WRONG, "the edit was not found"
    one = seen.edits[0][2]
    good = one["substantive"] and "name changed" in str(one["reasons"]) and "spelling" not in one["summary"]
    return (Mark.OK, "") if good else (Mark.WRONG, _told(seen))


def live(seen: Seen) -> Judged:
    """The new entry is told; that the oldest dropped out is not."""
    if not seen.edits:
        return Mark.WRONG, "the new entry was not told"
    return (
        (Mark.WRONG, _told(seen))
        if "removed" in str([e["summary"] for _, _, e in seen.edits])
        else (Mark.OK, "")
    )


def redirect(seen: Seen) -> Judged:
    """The appeal is never told, the edit of stage 2 is, at the article's own address."""
    wrong = [one for one in seen.edits if NEW not in str(one[2])]
    moved = [look.url for look in seen.looks if look.outcome == "moved"]
    if wrong or moved:
        return Mark.WRONG, _told(seen) or f"moved {moved[0]}"
    return (Mark.OK, "") if len(seen.edits) == 1 else (Mark.WRONG, "the edit was not found")


def one_story(seen: Seen) -> Judged:
    """One article, its edit told once."""
    if seen.articles == 1 and len(seen.edits) == 1:
        return Mark.OK, ""
    return Mark.WRONG, f"{seen.articles} articles, {len(seen.edits)} edits"


def three_articles(seen: Seen) -> Judged:
    """Three articles in all, however often the feed was read."""
    return (Mark.OK, "") if seen.articles == 3 else (Mark.WRONG, f"{seen.articles} articles")


def guid_used(seen: Seen) -> Judged:
    """The guid is used as the address, or it is said that entries have none."""
    wanted = any("story-number-3" in url for url in seen.urls) or "address" in seen.seeds
    return (Mark.OK, "") if wanted else (Mark.WRONG, seen.seeds)


def channel_base(seen: Seen) -> Judged:
    """Relative links are resolved against the channel's link."""
    wanted = any("/site/posts/" in url for url in seen.urls)
    return (Mark.OK, "") if wanted else (Mark.WRONG, str(seen.urls) + (seen.added or ""))


def seed_fails(seen: Seen) -> Judged:
    """A feed that answers with a page of maintenance fails, and its links are not watched."""
    listed = [url for url in seen.urls if "old-story" in url or "letters" in url]
    if listed:
        return Mark.WRONG, f"watches {listed}"
    return (
        (Mark.OK, "")
        if re.search("feed|page|no longer", seen.seeds.partition(": ")[2])
        else (Mark.PARTIAL, seen.seeds)
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of situation: which cases, and what is right in them."""

    number: int  # of docs/decisions/0009-watch.md
    name: str
    slugs: str  # a regular expression on the folder's name
    rule: Rule


KINDS = (
    Kind(1, "a redirect takes the watch away", r"temporary-redirect.*|.*redirect.*", redirect),
    Kind(2, "differs at every look", r"noise-(?!appeal).*|title-counter", real_edit_alone),
    Kind(2, "a live blog", r"liveblog-.*", live),
    Kind(3, "bodies by lot", r"body-variant.*|noise-appeal.*", real_edit_alone),
    Kind(4, "a wall at a dated address, then the article", r"dated-address-[^/]*", wall_then_article),
    Kind(4, "the article, then a wall", r"dated-address-.*/other-way", article_then_wall),
    Kind(4, "the address is used again", r"address-used-again", another_article),
    Kind(5, "withdrawn", r"withdrawn.*|killed.*", withdrawn),
    Kind(6, "corrections that are there", r"disclosed-(?!wordings).*", disclosed),
    Kind(7, "what no reader sees", r"print-only.*|q-element|tooltip.*|tweet-.*|.*hidden-by.*", untouched),
    Kind(7, "what a reader does see", r"iframe.*|shadow.*|lazy.*|readmore.*|paged.*", told_or_doubted),
    Kind(8, "galleries, videos, briefs", r"gallery.*|video.*|brief.*", told),
    Kind(9, "one story, several articles", r"tracker.*", one_story),
    Kind(9, "session ids in links", r"session.*", three_articles),
    Kind(9, "an address in a guid", r"feed-nolink.*", guid_used),
    Kind(9, "a channel's base", r"feed-rss-chanlink.*", channel_base),
    Kind(10, "stamps and clocks", r"ago-.*|readtime-.*|stamp-.*|arabic-.*", untouched),
    Kind(10, "another person", r"caption-other-person", person),
    Kind(10, "labels, pictures, contributors", r"label-.*|image-.*|contributors.*", told),
    Kind(10, "a feed that turns into a page", r"feed-turns.*", seed_fails),
)


def kind_of(case: Path, root: Path) -> Kind | None:
    """Return the kind of a case by its folder's name; None: none fits."""
    slug = case.relative_to(root).as_posix()
    return next((kind for kind in KINDS if re.fullmatch(kind.slugs, slug)), None)


def _is_only_the_number(edit: dict) -> bool:
    body = edit["body"] or {"old": "", "new": ""}
    return not edit["fields"] and OLD in str(body["old"]) and edit["blocks"].keys() <= {"same", "edited"}


def _spent(seen: Seen) -> dict[tuple[int, int], int]:
    spent: dict[tuple[int, int], int] = {}
    for look in seen.looks:
        spent[(look.stage, look.round)] = spent.get((look.stage, look.round), 0) + 1
    return spent


def _told(seen: Seen) -> str:
    return "; ".join(f"stage {s} round {r} {one['kind']}: {one['summary']}" for s, r, one in seen.told)


def _last(seen: Seen) -> str:
    return f"{seen.looks[-1].outcome}: {seen.looks[-1].reason}" if seen.looks else "no visit"

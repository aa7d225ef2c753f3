"""What a watch told, held against what is known of the article's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from archiver.model.revision import Edit, Outcome, Revision
from archiver.model.text import same_text
from benchmarks.recaptures.watch import Seen

WORDS, MARKS, LINKS = "body words", "body marks", "body links"

WORD = re.compile(r"\w+")

SETTLED = frozenset({Outcome.SAME, Outcome.VARIANT, Outcome.REBASED, Outcome.RETURNED})
"""Outcomes by which the archive says that the page shows the current text."""


@dataclass(slots=True)
class Tally:
    """Counts over the histories of one corpus, and what went wrong, to look at."""

    unchanged: int = 0  # pairs of versions in a row with the same words
    edits: int = 0  # pairs with other words
    found: Counter[str] = field(default_factory=Counter)  # by what was told; one edit counts for all it told
    seen: int = 0  # edits that were told, whatever was told of them
    missed: Counter[str] = field(default_factory=Counter)  # by what was concluded instead
    alarms: int = 0
    false: Counter[str] = field(default_factory=Counter)  # alarms by what was told
    doubted: Counter[str] = field(default_factory=Counter)  # versions of an article taken for something else
    wrong: list[str] = field(default_factory=list)

    def add(self, url: str, seen: Iterable[Seen]) -> None:
        """Count one article's history.

        What the archive takes for current is compared with what the page shows: a version that is doubted
        settles nothing, and an edit that is told later is told all the same.
        """
        known: str | None = None  # words that the current revision stands for
        last: str | None = None  # of the version before
        waiting = 0  # edits that are neither told nor missed yet
        for one in seen:
            words = one.version.words
            if words is None:
                continue
            if last is not None:
                self.unchanged += words == last
                self.edits += words != last
                waiting += words != last
            last = words
            told = [kind for edit in one.edits for kind in kinds_of(*edit)]
            if one.outcome is Outcome.FIRST or known is None:
                known, waiting = words, 0
            elif told and words == known:
                self._alarm(url, one, told)
                waiting = self._miss(url, one, waiting, "back before it was seen")
            elif told:
                self.seen += waiting
                self.found.update(told)
                known, waiting = words, 0
            elif one.outcome in SETTLED:
                waiting = self._miss(url, one, waiting, one.outcome.value)
                known = words
            else:
                self.doubted[f"{one.outcome.value} {(one.reason or '').partition(':')[0]}".strip()] += 1
                self._note(url, one, f"doubted {one.reason}")
        if waiting:
            self.missed["doubted to the end"] += waiting

    def _alarm(self, url: str, one: Seen, told: list[str]) -> None:
        self.alarms += 1
        self.false.update(set(told))
        self._note(url, one, f"false {', '.join(told)}")

    def _miss(self, url: str, one: Seen, waiting: int, why: str) -> int:
        if waiting:
            self.missed[why] += waiting
            self._note(url, one, f"missed {waiting}: {why}")
        return 0

    def _note(self, url: str, one: Seen, what: str) -> None:
        self.wrong.append(f"{what}  {one.version.at:%Y-%m-%d %H:%M}  {url}")


def kinds_of(edit: Edit, old: Revision, new: Revision) -> Iterator[str]:
    """Give what an edit told: of the body words, else marks, else links; of fields their names."""
    was, now = ([same_text(block.text) for block in revision.reading.blocks] for revision in (old, new))
    if _words(was) != _words(now):
        yield WORDS
    elif was != now:
        yield MARKS
    elif edit.body is not None:
        yield LINKS
    yield from (name for name, _, _ in edit.fields)


def _words(texts: Iterable[str]) -> list[str]:
    return WORD.findall(" ".join(texts))

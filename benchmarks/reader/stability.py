"""Stable and complete at once: what harmless changes move, and which real edits are not shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup

from archiver.diff.fingerprint import fingerprint
from archiver.normalize.reader import read
from benchmarks.reader.cases import NOWHERE, Case, markup
from benchmarks.reader.edits import EDITS
from benchmarks.reader.harmless import ADDED, REBUILT
from benchmarks.reader.subject import Subject

HARMLESS_BAR, EDIT_BAR, KIND_BAR = 0.005, 0.01, 0.05
"""Largest shares of harmless changes that move a fingerprint, of edits that do not, of either by kind."""


@dataclass(slots=True)
class Stability:
    """By kind, how often a change was made, and on which pages it went wrong."""

    harmless: Counter[str] = field(default_factory=Counter)
    edits: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # ids of cases


def measured(found: Iterable[Case]) -> Stability:
    """Change every page in every way, one at a time."""
    result = Stability()
    for case in found:
        html, url = markup(case), case["url"] or NOWHERE
        if not isinstance(html, str):
            continue
        soup = BeautifulSoup(html, "lxml")
        plain = str(soup)
        subject = Subject(soup, read(plain, url))
        if not subject.reading.blocks:
            continue
        before = fingerprint(subject.reading)
        for kind, page in _rebuilt(plain, subject):
            moved = fingerprint(read(page, url)) != before
            is_edit = kind in EDITS
            (result.edits if is_edit else result.harmless)[kind] += 1
            if moved != is_edit:
                result.wrong[kind].append(case["id"])
    return result


def _rebuilt(plain: str, subject: Subject) -> Iterator[tuple[str, str]]:
    """Give the page with each of the changes that apply to it."""
    for kind, rewrite in REBUILT.items():
        if (page := rewrite(plain)) != plain:
            yield kind, page
    for kind, change in (ADDED | EDITS).items():
        if undo := change(subject):
            page = str(subject.soup)
            undo()
            yield kind, page


def report_stability(result: Stability, examples: int) -> None:
    """Print both tables, each with its bars."""
    _report("harmless changes that move the fingerprint", result.harmless, result, HARMLESS_BAR, examples)
    _report("real edits that are not shown", result.edits, result, EDIT_BAR, examples)


def _report(title: str, made: Counter[str], result: Stability, bar: float, examples: int) -> None:
    wrong = {kind: len(result.wrong[kind]) for kind in made}
    share = sum(wrong.values()) / (made.total() or 1)
    print(f"\n{title}: {sum(wrong.values())} of {made.total()} ({share:.2%}, bar {bar:.1%})")
    for kind in sorted(made, key=lambda kind: -wrong[kind] / made[kind]):
        own = wrong[kind] / made[kind]
        mark = "  above the bar" if own > KIND_BAR else ""
        print(f"  {kind:<28}{wrong[kind]:>5} of {made[kind]:<5}{own:>7.1%}{mark}")
        for case in result.wrong[kind][:examples]:
            print(f"      {case}")

"""How well typed changes are found: `python -m benchmarks.typed [--shared ../shared]`.

Prints precision, recall and F1 of each kind, and of families of kinds, on the pairs labelled by hand (see
README.md), and what is found in the labelled revisions of others.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from archiver.diff.engine import compare
from archiver.diff.lexicon import LEXICONS
from archiver.diff.typed.changes import typed_changes
from archiver.model.reading import Block, Reading
from archiver.model.typed import ChangeType, TypedChange
from benchmarks.differ.material import rows
from benchmarks.typed.drawing import DRAWS, Pair, pairs

LABELS = Path(__file__).parent / "labels.csv"

Kinds = frozenset[str]
Case = tuple[Pair, dict[str, str]]


def main() -> None:
    """Print the figures of each half of each draw."""
    parser = argparse.ArgumentParser(prog="benchmarks.typed", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--half", choices=("dev", "test"), help="default: both")
    parser.add_argument("-v", "--verbose", action="store_true", help="show what is missed or wrong in dev")
    options = parser.parse_args()
    with LABELS.open(encoding="utf-8", newline="") as file:
        labels = {row["pair"]: row for row in csv.DictReader(file)}
    cases = {
        (draw, half): [
            (pair, labels[pair.id]) for pair in pairs(options.shared, draw) if labels[pair.id]["half"] == half
        ]
        for draw in DRAWS
        for half in ("dev", "test")
    }
    for half in [options.half] if options.half else ["dev", "test"]:
        for draw in DRAWS:
            report(f"{draw}, {half}", cases[draw, half], verbose=options.verbose and half == "dev")
        report(f"both, {half}", [case for draw in DRAWS for case in cases[draw, half]])
    if not options.half:
        beside_others(options.shared)


def found_in(old: str, new: str) -> tuple[TypedChange, ...]:
    """Return the typed changes between two texts, each a block of its own."""
    readings = [
        Reading(reader="text/1", headline="", language="en", blocks=(Block(text=text),))
        for text in (old, new)
    ]
    return typed_changes(readings[0], readings[1], compare(*readings), LEXICONS["en"])


def report(title: str, cases: list[Case], *, verbose: bool = False) -> None:
    """Print precision, recall and F1 of each kind, and of families of kinds."""
    told = [(frozenset(row["kinds"].split()), found_in(pair.old, pair.new)) for pair, row in cases]
    both = [(want, frozenset(str(change.kind) for change in found)) for want, found in told]
    print(f"\n== {title}: {len(cases)} pairs ==")
    print(f"{'kind':20} cases found right  precision recall   F1")
    for name, wanted, got in _rows(both):
        print(_line(name, wanted, got))
    print(_figures(cases, [found for _, found in told]))
    for (pair, _), (want, kinds), (_, found) in zip(cases, both, told, strict=True):
        if verbose and want != kinds:
            print(f"\n  missed {sorted(want - kinds)} wrong {sorted(kinds - want)}")
            print(f"  - {pair.old}\n  + {pair.new}")
            print(*(f"    {c.kind}: {c.old} -> {c.new} ({c.detail})\n" for c in found), sep="", end="")


def _figures(cases: list[Case], found: list[tuple[TypedChange, ...]]) -> str:
    """Say of how many numbers both old and new are as labelled."""
    right = wanted = 0
    for (_, row), changes in zip(cases, found, strict=True):
        for told in filter(None, row["numbers"].split(";")):
            old, new = (value.strip() for value in told.split(">"))
            wanted += 1
            right += any(
                old in (change.old or "") and new in (change.new or "")
                for change in changes
                if change.kind is ChangeType.NUMBER
            )
    return f"numbers with the right old and new: {right} of {wanted}"


def beside_others(shared: Path) -> None:
    """Print of revisions that others labelled how many of each weight have a typed change.

    No label of theirs is one of our kinds: arXivEdits says why words changed, ArgRewrite what a change of an
    essay is for. What both say is whether the content changed: there typed changes should be more frequent.
    """
    print("\n== labelled by others: with a typed change, of all ==")
    for name in ("arxivedits", "argrewrite"):
        tally = Counter(
            (row["kind"], bool(found_in(row["old"], row["new"])))
            for row in rows(shared / "revisions" / f"labels-{name}.jsonl.zst")
            if row["old"] and row["new"]
        )
        told = (
            f"{kind} {tally[kind, True]} of {tally[kind, True] + tally[kind, False]}"
            for kind in ("substantive", "cosmetic")
        )
        print(f"{name:12}", ", ".join(told))


FAMILIES = {
    "any name": ("name_added", "name_dropped", "name_changed"),
    "any quotation": ("quotation_added", "quotation_dropped", "quotation_changed"),
    "who says so": ("reattributed", "source_anonymised", "source_named"),
    "how sure": ("claim_softened", "claim_firmed"),
    "any at all": tuple(map(str, ChangeType)),
}


def _rows(both: list[tuple[Kinds, Kinds]]) -> Iterator[tuple[str, list[bool], list[bool]]]:
    for kind in map(str, ChangeType):
        yield kind, [kind in want for want, _ in both], [kind in got for _, got in both]
    for name, kinds in FAMILIES.items():
        family = frozenset(kinds)
        yield name, [bool(want & family) for want, _ in both], [bool(got & family) for _, got in both]


def _line(name: str, want: Iterable[bool], got: Iterable[bool]) -> str:
    tally = Counter(zip(want, got, strict=True))
    right, cases, found = (
        tally[True, True],
        tally[True, True] + tally[True, False],
        tally[True, True] + tally[False, True],
    )
    precision, recall = right / found if found else None, right / cases if cases else None
    f1 = 2 * right / (cases + found) if cases + found else None
    return (
        f"{name:20} {cases:5} {found:5} {right:5}  {_share(precision):>9} {_share(recall):>6} {_share(f1):>4}"
    )


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    main()

"""The reader on domains that nothing was learnt from: each page is read with weights of the other folds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from archiver.normalize.body.weighing import Weights
from benchmarks.reader.cases import FOLDS, Case, fold_of
from benchmarks.reader.extractors import Extractor, ours
from benchmarks.reader.report import Tallies
from benchmarks.reader.scores import LOST, POOR, Tally, averages, figures
from benchmarks.reader.training import examples, learn

COLUMNS = ("body F1", "precision", "recall", f"below {LOST}", f"below {POOR}")


def weights_by_fold(folder: Path) -> tuple[Weights, ...]:
    """Return the weights for the pages of each fold: learnt from those of all others, of whatever set."""
    found = list(examples(folder))
    return tuple(learn([each for each in found if each.fold != fold]) for fold in range(FOLDS))


def reader_of(weights: tuple[Weights, ...]) -> Callable[[Case], Extractor]:
    """Return what gives the reader that has learnt nothing from a case's domain."""
    return lambda case: partial(ours, weights=weights[fold_of(case)])


def report_unseen(tallies: Tallies) -> None:
    """Print a line for each set and reader, then what ours knows of lost pages, then the folds."""
    known = {corpus: rows for corpus, rows in tallies.items() if rows["archiver"].shingles}
    print(f"\n{'unseen domains':<34}" + "".join(f"{column:>12}" for column in COLUMNS))
    for corpus, rows in known.items():
        for name, tally in rows.items():
            found = figures(tally)
            cells = (f"{found[column]:12.{0 if column.startswith('below') else 3}f}" for column in COLUMNS)
            print(f"{f'{corpus} ({tally.pages})':<22}{name:<12}" + "".join(cells))
    _report_doubts([rows["archiver"] for rows in known.values()])
    for corpus, rows in known.items():
        print(f"\n{corpus}: body F1 by fold of domains")
        for name, tally in rows.items():
            folds = (averages(tally.folds[fold])[2] for fold in range(FOLDS))
            print(f"{name:<12}" + "".join(f"{f1:10.3f}" for f1 in folds))


def _report_doubts(tallies: list[Tally]) -> None:
    lost, told, well, doubted = (
        sum(tally.counts[kind] for tally in tallies)
        for kind in ("lost pages", "lost doubted", "well pages", "well doubted")
    )
    print(f"doubted: {told} of {lost} pages below {LOST}, {doubted} of {well} from {POOR} on")

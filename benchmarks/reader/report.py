"""Tables of what the cases say of each extractor."""

from __future__ import annotations

from benchmarks.reader.scores import Tally, figures

Tallies = dict[str, dict[str, Tally]]
"""By corpus, then by extractor."""


def report(tallies: Tallies, worst: int) -> None:
    """Print a table for each corpus."""
    for corpus, rows in tallies.items():
        table = {name: figures(tally) for name, tally in rows.items()}
        columns = list(dict.fromkeys(column for row in table.values() for column in row))
        print(f"\n{corpus}: {next(iter(rows.values())).pages} pages")
        print(" " * 12 + "".join(f"{column:>12}" for column in columns))
        for name, row in table.items():
            print(f"{name:<12}" + "".join(_cell(column, row.get(column)) for column in columns))
        ours, theirs = (table.get(name, {}).get("ms") for name in ("archiver", "trafilatura"))
        if ours and theirs:
            print(f"milliseconds as a ratio to trafilatura: {ours / theirs:.2f}")
        for f1, case in sorted(rows["archiver"].bodies)[:worst]:
            print(f"  {f1:.3f} {case}")


def _cell(column: str, value: float | None) -> str:
    if value is None:
        return " " * 12
    digits = 0 if column.startswith("below") or column == "failed" else 1 if "ms" in column else 3
    return f"{value:12.{digits}f}"

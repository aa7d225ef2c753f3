"""Situations from the field: `python -m benchmarks.field FOLDER [SLUG ...] [--json FILE]`.

Each folder of `FOLDER` is a case (see `site.py`). It is visited stage by stage, three rounds each and one
sixty hours later, with a real browser, and judged by the kind it is of: OK, PARTIAL, WRONG.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections import Counter, defaultdict
from dataclasses import asdict
from pathlib import Path

from archiver import normalize
from archiver.diff.classify import assess
from archiver.diff.engine import compare
from benchmarks.field.judge import Kind, Mark, kind_of
from benchmarks.field.play import play, texts_of

PAGE = (
    '<html lang="{language}"><title>Bridge closes</title><article><h1>Bridge closes for nine weeks</h1>'
    "<p>The council voted on Monday to close the bridge for nine weeks, the mayor said in the evening.</p>"
    "<p>The repairs cost ${cost} million, a third of which the region is to pay from its fund for floods.</p>"
    "<p>A ferry will run every twenty minutes between six in the morning and eleven at night, free of charge."
    "</p>{note}</article></html>"
)


def main() -> int:
    """Play, judge, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.field", description=__doc__)
    parser.add_argument("folder", type=Path, help="of the cases")
    parser.add_argument("slugs", nargs="*", help="only these; the beginning of a name is enough")
    parser.add_argument("--json", type=Path, help="write what was seen to a file as well")
    options = parser.parse_args()
    logging.disable(logging.ERROR)
    root, seen_all, marks = options.folder, {}, defaultdict(Counter)
    started = time.monotonic()
    for case in sorted(
        {path.parent for path in root.rglob("stage0")} | {p.parent for p in root.glob("*/*.xml")}
    ):
        kind = kind_of(case, root)
        slug = case.relative_to(root).as_posix()
        if kind is None or (options.slugs and not any(slug.startswith(name) for name in options.slugs)):
            continue
        seen = play(case)
        mark, said = kind.rule(seen)
        marks[_title(kind)][mark] += 1
        seen_all[slug] = {"mark": mark, "said": said, **asdict(seen)}
        print(f"{mark:8} {slug:36} {said[:150]}", flush=True)
    for case in root.glob("*/wordings.tsv"):
        if not options.slugs or any(case.parent.name.startswith(name) for name in options.slugs):
            _wordings(case.parent)
    print(f"\n{'kind':52} OK PARTIAL WRONG")
    for title, counted in sorted(marks.items()):
        print(f"{title:52} {counted[Mark.OK]:2} {counted[Mark.PARTIAL]:7} {counted[Mark.WRONG]:5}")
    total = sum(marks.values(), Counter())
    print(f"{'all':52} {total[Mark.OK]:2} {total[Mark.PARTIAL]:7} {total[Mark.WRONG]:5}")
    print(f"{time.monotonic() - started:.0f} s")
    if options.json:
        options.json.write_text(json.dumps(seen_all, indent=1, ensure_ascii=False), encoding="utf-8")
    return 0


def _title(kind: Kind) -> str:
    return f"{kind.number:2} {kind.name}"


def _wordings(case: Path) -> None:
    """Print how many wordings of a correction are read as a disclosure; those that are not by name."""
    read = missed = 0
    for language, words in texts_of(case):
        before = normalize(PAGE.format(language=language, cost="4.2", note=""), "https://quay.example/a")
        note = f"<p>{words}</p>"
        after = normalize(PAGE.format(language=language, cost="6.2", note=note), "https://quay.example/a")
        said = assess(before, after, compare(before, after)).disclosure.kind
        if said in (None, "modified_time"):
            missed += 1
            print(f"{Mark.WRONG:8} {case.name:36} {language}: {words[:110]}")
        else:
            read += 1
    print(f"{case.name}: {read} of {read + missed} wordings read as a disclosure")


if __name__ == "__main__":
    sys.exit(main())

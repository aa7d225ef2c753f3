"""Do the kept texts say what the kept pages say? Today's reader reads them again, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from archiver.diff.fingerprint import VERSION, fingerprint
from archiver.errors import Damaged
from archiver.normalize.reader import reader_for
from archiver.orchestration.finding import observed
from archiver.store import KeptReading, Report, Store, are_kept_alike


def check_texts(store: Store, report: Report, progress: Callable[[int], None]) -> Report:
    """Compare every reading that today's reader made with what it makes of the snapshot now.

    A reading of an older reader cannot be checked: that reader is no more. They are counted.

    Args:
        store: looker or writer.
        report: what was found so far.
        progress: called with the number of readings looked at so far.

    Raises:
        StoreError: the database cannot be used.
    """
    damaged, texts, older = list(report.damaged), 0, 0
    for done, kept in enumerate(store.kept_readings(), start=1):
        if kept.reading.reader != reader_for(kept.url):
            older += 1
        elif problem := _problem(kept, store):
            damaged.append(f"reading {kept.id}: {problem}")
        else:
            texts += 1
        progress(done)
    unchecked = report.unchecked
    if older:
        unchecked += (f"the texts of {older} readings, which older readers made",)
    return replace(report, damaged=tuple(damaged), texts=texts, unchecked=unchecked)


def _problem(kept: KeptReading, store: Store) -> str | None:
    if kept.fingerprint.startswith(f"{VERSION}:") and kept.fingerprint != fingerprint(kept.reading):
        return "it has another fingerprint than its text"
    try:
        seen = observed(store.capture_of(kept.snapshot))
    except Damaged as error:
        return f"cannot be compared with snapshot {kept.snapshot}: {error}"
    if seen is None:
        return f"today's reader reads nothing in snapshot {kept.snapshot}"
    if not are_kept_alike(seen.reading, kept.reading):
        return f"it is not what today's reader reads in snapshot {kept.snapshot}"
    return None

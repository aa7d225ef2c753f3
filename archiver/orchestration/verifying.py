"""What is checked beyond the store: kept texts against kept pages, and what witnesses said of checkpoints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from archiver.diff.fingerprint import VERSION, fingerprint
from archiver.errors import Damaged, OutOfReach
from archiver.model.as_json import instant
from archiver.model.text import counted
from archiver.normalize.reader import reader_for
from archiver.orchestration.finding import observed
from archiver.store import KeptReading, Report, Store, are_kept_alike
from archiver.witness import Said, check
from archiver.witnessed import Attested


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
    damaged, texts, older, away, why = list(report.damaged), 0, 0, 0, ""
    for done, kept in enumerate(store.kept_readings(), start=1):
        progress(done)
        if kept.reading.reader != reader_for(kept.url):
            older += 1
            continue
        try:
            problem = _problem(kept, store)
        except OutOfReach as error:
            away, why = away + 1, str(error)
            continue
        if problem:
            damaged.append(f"reading {kept.id}: {problem}")
        else:
            texts += 1
    unchecked = report.unchecked
    if older:
        unchecked += (f"the texts of {older} readings, which older readers made",)
    if away:
        unchecked += (f"{counted(away, 'text')} against the kept pages: {why}",)
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


def check_witnessed(store: Store, kept: Sequence[Attested], others: Iterable[str], report: Report) -> Report:
    """Check every time stamp and cosignature; that the ledger agrees with what they are of is for the store.

    Args:
        store: looker or writer.
        kept: what was said of this ledger.
        others: folders of other ledgers.
        report: what was found so far.

    Raises:
        StoreError: the database cannot be used.
    """
    damaged, last = list(report.damaged), dict[tuple[str, bool], tuple[Attested, Said]]()
    counts = Counter[tuple[str, bool]]()
    for one in kept:
        try:
            said = check(one.note, one.files)
        except ValueError as error:
            damaged.append(f"{one.name}: {error}")
            continue
        kind = one.witness, said.is_pending
        last[kind], counts[kind] = (one, said), counts[kind] + 1
    there = {(one.witness, one.size) for one in kept}
    damaged += [
        f"witness {name!r} vouched for {state.size} entries, and what it said is not there"
        for name, state in store.witness_states().items()
        if state.kept and (name, state.size) not in there
    ]
    told = [
        f"{kind[0]} {'has yet to vouch' if said.is_pending else 'vouched'} for"
        f" {counted(counts[kind], 'checkpoint')}, the last of {one.size} entries"
        + (f": {said.by}" if said.at is None else f" at {instant(said.at)}, by {said.by}")
        for kind, (one, said) in last.items()
    ]
    told += [f"witnessed/{name} is of another ledger, which was in this home before" for name in others]
    return replace(report, damaged=tuple(damaged), ledger=(*report.ledger, *told))

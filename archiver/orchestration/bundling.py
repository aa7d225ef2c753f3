"""Gather what is known of an edit, with its proofs, for somebody who knows neither archive nor owner."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from archiver.bundle.parts import Matter, Sight, Vouched
from archiver.bundle.writing import LIST, files, list_of, write
from archiver.diff.present import html
from archiver.errors import UsageError
from archiver.keys import Keys
from archiver.ledger.notes import checkpoint_of, signed
from archiver.ledger.proofs import Proof
from archiver.model.revision import Comparison
from archiver.store import Showing, Store
from archiver.witnessed import Attested

LONGEST_NAME = 60  # characters of an address in the name of a file


def gather(
    store: Store,
    comparison: Comparison,
    *,
    given: str | None,
    witnessed: Sequence[Attested] = (),
    now: datetime,
) -> Matter:
    """Return all that a bundle tells.

    Args:
        store: looker or writer.
        comparison: of the two revisions.
        given: a checkpoint that the reader has, from which the ledger is proven to go on.
        witnessed: what was said outside of checkpoints of this ledger, oldest first.
        now: when this is made (UTC).

    Raises:
        UsageError: the visits are not signed yet, or what is given is not of this ledger.
        NotANote: what is given is no checkpoint.
        Damaged: evidence does not come back.
    """
    old, new = comparison.old, comparison.new
    showings = store.showings(old.id, new.id)
    proven = store.prove((showing.visit for showing in showings), given, _notes_by_witness(witnessed))
    notes = {proven.note, *(earlier.note for earlier in proven.earlier)}
    sights = tuple(
        _sight(store, showing, proof) for showing, proof in zip(showings, proven.visits, strict=True)
    )
    return Matter(
        comparison=comparison,
        not_before=max(sight.started_at for sight in sights if sight.side == "old"),
        not_after=min(sight.started_at for sight in sights if sight.side == "new"),
        shown=html(old.reading, new.reading, comparison.diff),
        told=comparison.diff.as_dict(),
        sights=sights,
        proven=proven,
        vouched=tuple(
            Vouched(witness=one.witness, size=one.size, note=one.note, files=one.files)
            for one in witnessed
            if one.note in notes and one.files
        ),
        made_at=now,
    )


def _notes_by_witness(witnessed: Iterable[Attested]) -> Collection[list[str]]:
    """Return, for each witness, the checkpoints that it vouched for."""
    found: dict[str, list[str]] = {}
    for one in witnessed:
        found.setdefault(one.witness, []).append(one.note)
    return found.values()


def _sight(store: Store, showing: Showing, proof: Proof) -> Sight:
    """Return what one visit saw, with its evidence."""
    return Sight(
        side=showing.side,
        role=showing.role,
        visit=showing.visit,
        started_at=showing.started_at,
        proof=proof,
        manifest=None if showing.snapshot is None else store.artefact(showing.snapshot, "manifest"),
        capture=None if showing.snapshot is None else store.capture_of(showing.snapshot),
    )


def hand_out(matter: Matter, target: Path, keys: Keys) -> tuple[str, ...]:
    """Write one zip and return the names of its files; who hands it out vouches for their list with the key.

    Raises:
        UsageError: the key of the ledger is not here.
        NotUsable: it cannot be read.
        OSError: the file cannot be written.
    """
    origin = checkpoint_of(matter.proven.note).origin
    key = keys.look(origin)
    if key is None:
        raise UsageError(
            f"the key of {origin} is not in {keys.folder}: only who has it can vouch for a bundle"
        )
    found = files(matter)
    found[LIST] = signed(list_of(found, matter.made_at), key).encode()
    write(found, target, matter.made_at)
    return tuple(sorted(found))


def name_of(comparison: Comparison) -> str:
    """Return a name for the file of a bundle: the end of the address, and both revisions."""
    words = re.sub(r"[^a-z0-9]+", "-", comparison.url.lower().partition("//")[2]).strip("-")
    return f"{words[-LONGEST_NAME:].strip('-')}-{comparison.old.number}-{comparison.new.number}.zip"

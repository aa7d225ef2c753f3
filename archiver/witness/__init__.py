"""Have checkpoints of the ledger vouched for outside the house: one small file a kind of witness.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from archiver.config import Witness as Declared
from archiver.errors import ConfigError
from archiver.witness import cosignature, notifier, opentimestamps, timestamp
from archiver.witness.witnessing import Asked, Files, Said, Surroundings, Witness

__all__ = ["LATER", "Asked", "Files", "Said", "Surroundings", "Witness", "check", "open_witness"]

WITNESSES: Mapping[str, Callable[[str, Mapping[str, str], Surroundings], Witness]] = {
    "timestamp": timestamp.Authority.open,
    "cosignature": cosignature.Cosigner.open,
    "notifier": notifier.Posted.open,
    "opentimestamps": opentimestamps.Calendar.open,
}
"""How each kind of `[[witness]]` is opened; its keys are in `config.keys.WITNESSES`."""

CHECKS: Mapping[str, Callable[[str, Files], Said]] = {
    timestamp.STAMP: timestamp.check,
    cosignature.NOTE: cosignature.check,
    opentimestamps.PROMISE: opentimestamps.check,
}
"""How what was kept is checked, by the ending of its file."""


LATER = frozenset({"opentimestamps"})
"""Kinds that promise at first, and say the rest later."""


def open_witness(declared: Declared, surroundings: Surroundings) -> Witness:
    """Open a witness as declared; nothing is asked yet.

    Raises:
        ConfigError: an option does not fit.
    """
    try:
        return WITNESSES[declared.kind](declared.name, dict(declared.options), surroundings)
    except ValueError as error:
        raise ConfigError(f"witness {declared.name!r}: {error}", path="archiver.toml") from error


def check(note: str, files: Files) -> Said:
    """Return what was said of a checkpoint, and when, by the files that are kept of it alone.

    Raises:
        ValueError: it does not hold, or there is nothing to check.
    """
    for ending, how in CHECKS.items():
        if ending in files:
            return how(note, files)
    raise ValueError("there is neither stamp nor cosignature nor proof")

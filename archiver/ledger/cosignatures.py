"""What a witness is asked, and what it answers: that a ledger goes on from what it saw before, and when.

Source: C2SP tlog-witness and tlog-cosignature, https://c2sp.org/tlog-witness, https://c2sp.org/tlog-cosignature.
Only Ed25519 cosignatures are known here.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime

from archiver.errors import NotANote
from archiver.ledger.notes import ID_BYTES, PublicKey, read_note

TIME_BYTES = 8  # of the time in a cosignature. Source: C2SP tlog-cosignature

LATEST = 253_402_300_799  # seconds since 1970: the end of the year 9999, beyond which there are no dates


def asked(old: int, proof: Iterable[bytes], note: str) -> bytes:
    """Return the body of `add-checkpoint`.

    Args:
        old: entries of the checkpoint that the witness saw last; 0: none.
        proof: that the new one goes on from it, as in RFC 9162 section 2.1.4.
        note: the new checkpoint.
    """
    rows = (f"{b64encode(told).decode()}\n" for told in proof)
    return f"old {old}\n{''.join(rows)}\n{note}".encode()


def cosigned_text(text: str, seconds: int) -> bytes:
    """Return what a witness signs of a checkpoint's text at a time (POSIX seconds)."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def cosigned_at(note: str, key: PublicKey) -> datetime:
    """Return when a witness vouched for a checkpoint, which has its cosignature below.

    Raises:
        NotANote: it did not, or not in this way.
    """
    told = read_note(note)
    for name, said in told.signatures:
        if name != key.name or said[:ID_BYTES] != key.id:
            continue
        seconds = int.from_bytes(said[ID_BYTES : ID_BYTES + TIME_BYTES], "big")
        signature = said[ID_BYTES + TIME_BYTES :]
        if seconds <= LATEST and key.holds(signature, cosigned_text(told.text, seconds)):
            return datetime.fromtimestamp(seconds, UTC)
    raise NotANote(f"no cosignature of {key.name} ({key.id.hex()}) holds on it")

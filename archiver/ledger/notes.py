"""Signed notes and checkpoints: a text that a key vouches for; the size and root of a ledger as such a text.

Source: C2SP signed-note and tlog-checkpoint, https://c2sp.org/signed-note, https://c2sp.org/tlog-checkpoint.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from archiver.errors import NotANote

if TYPE_CHECKING:  # imported late: who only looks signs nothing
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ED25519 = b"\x01"
"""Signature type of Ed25519. Source: C2SP signed-note."""

COSIGNATURE = b"\x04"
"""Signature type of a witness's Ed25519 key. Source: C2SP tlog-cosignature."""

ID_BYTES = 4  # of a key's id. Source: C2SP signed-note

KEY_BYTES = 32  # of an Ed25519 key, private or public. Source: RFC 8032

PRIVATE = "PRIVATE+KEY+"
"""What a private key's text begins with. Source: golang.org/x/mod/sumdb/note, which made the format."""

SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")

LONGEST_NOTE = 100_000  # characters; a checkpoint has some hundred, and each witness adds a hundred


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """What signatures are checked with."""

    name: str
    raw: bytes
    kind: bytes = ED25519  # signature type: of a ledger, or of a witness (COSIGNATURE)

    @property
    def id(self) -> bytes:
        """What tells it from other keys of its name."""
        return sha256(self.name.encode() + b"\n" + self.kind + self.raw).digest()[:ID_BYTES]

    def __str__(self) -> str:
        """Return it as other programs take it."""
        return f"{self.name}+{self.id.hex()}+{_text(self.kind + self.raw)}"

    def holds(self, signature: bytes, text: bytes) -> bool:
        """Tell whether the private key made this signature of that text."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, text)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateKey:
    """What signs."""

    name: str
    seed: bytes

    def __repr__(self) -> str:
        """Return it without its secret, which must not get into a log or a traceback."""
        return f"PrivateKey(name={self.name!r})"

    @property
    def public(self) -> PublicKey:
        """What its signatures are checked with."""
        return PublicKey(name=self.name, raw=self._signer().public_key().public_bytes_raw())

    def sign(self, text: bytes) -> bytes:
        """Return the signature of a text."""
        signature: bytes = self._signer().sign(text)
        return signature

    def as_text(self) -> str:
        """Return it as it is kept."""
        return f"{PRIVATE}{self.name}+{self.public.id.hex()}+{_text(ED25519 + self.seed)}"

    def _signer(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text and its signatures."""

    text: str  # ends with a line end
    signatures: tuple[tuple[str, bytes], ...]  # name of the key; its id, and the signature

    def is_by(self, key: PublicKey) -> bool:
        """Tell whether a key signed it."""
        return any(
            name == key.name and told[:ID_BYTES] == key.id and key.holds(told[ID_BYTES:], self.text.encode())
            for name, told in self.signatures
        )

    def signer(self, keys: Iterable[PublicKey]) -> PublicKey | None:
        """Return the first of the keys that signed it."""
        return next((key for key in keys if self.is_by(key)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """What a ledger was at one moment."""

    origin: str  # which ledger
    size: int  # entries
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{_text(self.root)}\n"


def signed(text: str, key: PrivateKey) -> str:
    """Return a text as a note that the key vouches for."""
    public = key.public
    return f"{text}\n— {key.name} {_text(public.id + key.sign(text.encode()))}\n"


def read_note(told: str) -> Note:
    """Take a note apart; whether its signatures hold is for its keys to say.

    Raises:
        NotANote: it is none.
    """
    text, blank, below = told.rpartition("\n\n")
    if not blank or not below.endswith("\n") or len(told) > LONGEST_NOTE:
        raise NotANote("it has no text with signatures below")
    signatures = []
    for row in below.splitlines():
        match = SIGNATURE.fullmatch(row)
        if match is None:
            raise NotANote(f"{row[:80]!r} is no signature")
        signatures.append((match[1], _bytes(match[2])))
    return Note(text=text + "\n", signatures=tuple(signatures))


def read_checkpoint(text: str) -> Checkpoint:
    """Take the text of a checkpoint apart.

    Raises:
        NotANote: it is none.
    """
    rows = text.splitlines()
    if len(rows) < 3 or not rows[0] or not re.fullmatch(r"0|[1-9]\d{0,17}", rows[1], re.ASCII):
        raise NotANote("it is no checkpoint: origin, size and root are wanted")
    return Checkpoint(origin=rows[0], size=int(rows[1]), root=_bytes(rows[2]))


def checkpoint_of(note: str) -> Checkpoint:
    """Return what a signed checkpoint tells; whether its signatures hold is for its keys to say.

    Raises:
        NotANote: it is none.
    """
    return read_checkpoint(read_note(note).text)


def public_key(text: str, kind: bytes = ED25519) -> PublicKey:
    """Return the key of its text.

    Args:
        text: as other programs take it.
        kind: signature type that is wanted.

    Raises:
        NotANote: it is none that this program knows.
    """
    parts = text.strip().split("+", 2)
    raw = _bytes(parts[2]) if len(parts) == 3 else b""
    if len(raw) != 1 + KEY_BYTES or raw[:1] != kind:
        wanted = "an Ed25519 key of a signed note" if kind == ED25519 else "the Ed25519 key of a witness"
        raise NotANote(f"it is not {wanted}")
    key = PublicKey(name=parts[0], raw=raw[1:], kind=kind)
    if key.id.hex() != parts[1]:
        raise NotANote(f"the key of {key.name} has another id than it tells")
    return key


def private_key(text: str) -> PrivateKey:
    """Return the private key of its text.

    Raises:
        NotANote: it is none that this program knows.
    """
    parts = text.strip().removeprefix(PRIVATE).split("+", 2)
    raw = _bytes(parts[2]) if len(parts) == 3 and text.startswith(PRIVATE) else b""
    if len(raw) != 1 + KEY_BYTES or raw[:1] != ED25519:
        raise NotANote("it is no private Ed25519 key of a signed note")
    return PrivateKey(name=parts[0], seed=raw[1:])


def _text(told: bytes) -> str:
    return base64.b64encode(told).decode()


def _bytes(told: str) -> bytes:
    try:
        return base64.b64decode(told, validate=True)
    except binascii.Error as error:
        raise NotANote(f"{told[:80]!r} is no base64") from error

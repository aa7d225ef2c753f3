"""The keys that checkpoints are signed with: files in `keys/` of the home, for nobody else to read.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from archiver.access import write_private
from archiver.errors import NotUsable
from archiver.ledger.notes import KEY_BYTES, PrivateKey, PublicKey, private_key

NEXT = ".next"
"""Ending of a key that takes over as soon as the ledger names it."""

HUB_KEY = "hubs.secret"
"""File of the key of `hub_key`; no `.key`, which are copied with a home when that is asked for."""


class Keys:
    """The keys of a home. Each ledger has its own, in a file named after it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, name: str, newest: PublicKey | None) -> PrivateKey | None:
        """Return the key of a ledger, or None if there is none.

        Args:
            name: of the ledger.
            newest: the key that the ledger named last; a change of keys that a kill cut short is ended by it.

        Raises:
            NotUsable: it cannot be read.
            NotANote: the file holds no key.
        """
        path = self._path(name)
        coming = self._read(_next(path))
        if coming is not None and newest == coming.public:
            _next(path).replace(path)
            return coming
        _next(path).unlink(missing_ok=True)
        return self._read(path)

    def look(self, name: str) -> PrivateKey | None:
        """Return the key of a ledger for who changes nothing, or None if there is none.

        Raises:
            NotUsable: it cannot be read.
            NotANote: the file holds no key.
        """
        return self._read(self._path(name))

    def make(self, name: str) -> PrivateKey:
        """Make the key of a ledger that has none.

        Raises:
            NotUsable: it cannot be written.
        """
        return self._write(self._path(name), name)

    def prepare(self, name: str) -> PrivateKey:
        """Make a key that takes over as soon as the ledger names it, which `find` sees.

        Raises:
            NotUsable: it cannot be written.
        """
        return self._write(_next(self._path(name)), name)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name.replace('/', '-')}.key"

    def _read(self, path: Path) -> PrivateKey | None:
        try:
            return private_key(path.read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise NotUsable(str(path), str(error)) from error

    def _write(self, path: Path, name: str) -> PrivateKey:
        key = PrivateKey(name=name, seed=secrets.token_bytes(KEY_BYTES))
        write_private(path, key.as_text() + "\n")
        return key


def _next(path: Path) -> Path:
    return path.with_name(path.name + NEXT)


def hub_key(folder: Path) -> bytes:
    """Return the key that callbacks and secrets of hubs are made of; it is made where there is none.

    It signs nothing and is in no copy of the home: without it, hubs are asked anew.

    Raises:
        NotUsable: it cannot be read or written.
    """
    path = folder / HUB_KEY
    try:
        found = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        found = secrets.token_hex(KEY_BYTES)
        write_private(path, found + "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise NotUsable(str(path), str(error)) from error
    if len(found) < KEY_BYTES:
        raise NotUsable(str(path), "it holds no key; remove it, and one is made")
    return found.encode("ascii")

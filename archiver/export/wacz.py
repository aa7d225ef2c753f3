"""WACZ 1.1.1: a zip of one WARC file, its index and a list of pages, which ReplayWeb.page opens.

Signed as WACZ-Auth says of anonymous signatures, by a key that the ledger's key vouches for.

Source:
    https://specs.webrecorder.net/wacz/1.1.1/, https://specs.webrecorder.net/wacz-auth/0.1.0/
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import IO

from archiver.export.cdxj import Sorted, blocks, line_of
from archiver.export.warc import Bodies, Place, WarcFile
from archiver.model.as_json import instant
from archiver.model.holding import Holding, Signer

WACZ_VERSION = "1.1.1"
AUTH_VERSION = "0.1.0"

CDX, IDX, PAGES = "index.cdx.gz", "index.idx", "pages.jsonl"

LARGEST = 1_073_741_824
"""Bytes of a WARC file after which another begins: 1 GB, as is usual. So no file needs extra fields before it
in the zip, beyond which ReplayWeb.page would not find its beginning."""

SPOOLED = 8 << 20
"""Bytes of the list of pages that stay in memory; more go through a file."""

PAGES_HEAD = {"format": "json-pages-1.0", "id": "pages", "title": "Captures", "hasText": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wacz:
    """A web archive as one file, with its pages by title and text."""

    is_signed: bool = True
    about: str = "WACZ 1.1.1, a web archive with its index, pages and texts: for ReplayWeb.page"

    def write(
        self,
        holdings: Iterable[Holding],
        out: IO[bytes],
        *,
        made_at: datetime,
        software: str,
        signer: Signer | None = None,
    ) -> None:
        """Write one zip; what is compressed in it already is only stored."""
        with zipfile.ZipFile(out, "w") as packed, Sorted() as index, _spool() as pages:
            package = _Package(packed, made_at)
            pages.write(_line(PAGES_HEAD))
            left, bodies, number = _listed(holdings, pages), Bodies(), 0
            held = next(left, None)
            while held is not None or not number:
                number += 1
                name = f"data-{number:05}.warc.gz"
                with package.file(f"archive/{name}") as warc:
                    file = WarcFile(warc, noted=partial(_note, index, name), name=name, bodies=bodies)
                    file.begin(made_at=made_at, software=software)
                    while held is not None:
                        file.hold(held)
                        held = next(left, None)
                        if warc.tell() >= LARGEST:
                            break
            package.index(iter(index))
            pages.seek(0)
            with package.file(f"pages/{PAGES}", compressed=True) as listed:
                while piece := pages.read(SPOOLED):
                    listed.write(piece)
            package.describe(software, signer)


def _note(index: Sorted, name: str, place: Place) -> None:
    line = line_of(place, name)
    if line is not None:
        index.add(line)


@contextmanager
def _spool() -> Iterator[IO[bytes]]:
    with tempfile.SpooledTemporaryFile(SPOOLED) as file:
        yield file


def _listed(holdings: Iterable[Holding], pages: IO[bytes]) -> Iterator[Holding]:
    """Pass the captures on, and write the line of each in the list of pages."""
    for held in holdings:
        told: dict[str, object] = {
            "id": held.manifest,
            "url": held.capture.final_url,
            "ts": instant(held.capture.captured_at),
            "title": held.headline or f"status {held.capture.status}, not read",
        }
        pages.write(_line(told if held.text is None else told | {"text": held.text}))
        yield held


def _line(told: object) -> bytes:
    return (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "replace")


class _Hashed:
    """A file in the zip, its digest and its size."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._digest, self.size = file, sha256(), 0

    def write(self, content: bytes) -> int:
        self._digest.update(content)
        self.size += len(content)
        return self._file.write(content)

    def flush(self) -> None:
        self._file.flush()

    def tell(self) -> int:
        return self.size

    @property
    def digest(self) -> str:
        return f"sha256:{self._digest.hexdigest()}"


class _Package:
    """The zip that grows, and what is told of its files."""

    def __init__(self, packed: zipfile.ZipFile, made_at: datetime) -> None:
        self._packed, self._made_at = packed, made_at
        self._files: list[dict[str, object]] = []

    @contextmanager
    def file(self, path: str, *, compressed: bool = False, listed: bool = True) -> Iterator[_Hashed]:
        """Give a new file to be written."""
        about = zipfile.ZipInfo(path, self._made_at.timetuple()[:6])
        about.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
        with self._packed.open(about, "w") as opened:
            hashed = _Hashed(opened)
            yield hashed
        if listed:
            name = path.rpartition("/")[2]
            self._files.append({"name": name, "path": path, "hash": hashed.digest, "bytes": hashed.size})

    def index(self, lines: Iterator[str]) -> None:
        """Write the index, and the index of its blocks."""
        told = [f"!meta 0 {json.dumps({'format': 'cdxj-gzip-1.0', 'filename': CDX})}\n"]
        with self.file(f"indexes/{CDX}") as file:
            for packed, place in blocks(lines, CDX):
                file.write(packed)
                told.append(place)
        with self.file(f"indexes/{IDX}", compressed=True) as file:
            file.write("".join(told).encode())

    def describe(self, software: str, signer: Signer | None) -> None:
        """Write what the package is and holds, the digest of that, and who vouches for it."""
        created = instant(self._made_at.replace(microsecond=0))
        told: dict[str, object] = {
            "profile": "data-package",
            "wacz_version": WACZ_VERSION,
            "title": "Captures of news articles",
            "created": created,
            "software": software,
            "resources": self._files,
        }
        if signer is not None:
            told["ledger"] = {"origin": signer.origin, "key": signer.key, "vouches": signer.vouched}
        with self.file("datapackage.json", compressed=True, listed=False) as file:
            file.write(json.dumps(told, indent=2).encode())
        digest: dict[str, object] = {"path": "datapackage.json", "hash": file.digest}
        if signer is not None:
            digest["signedData"] = {
                "hash": file.digest,
                "created": created,
                "software": software,
                "version": AUTH_VERSION,
                "signature": signer.sign(file.digest.encode()),
                "publicKey": signer.public,
            }
        with self.file("datapackage-digest.json", compressed=True, listed=False) as file:
            file.write(json.dumps(digest, indent=2).encode())

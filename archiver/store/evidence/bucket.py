"""A bucket of S3-compatible storage as shelves. Nothing in it is ever changed or removed.

So the keys it is used with need not be able to, and the bucket may be locked against it (WORM).
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from archiver.config import Storage
from archiver.errors import BucketUnusable, Damaged, OutOfReach, UsageError
from archiver.model.capture import Digest
from archiver.store.evidence.shelves import EVIDENCE, Held, name_of

if TYPE_CHECKING:
    from obstore.store import S3Config, S3Store

T = TypeVar("T")

MISSING = "a bucket needs obstore: pip install 'article-archiver[s3]'"

CONNECTED = timedelta(seconds=5)
"""Within so long a connection stands, or the bucket counts as unreachable."""

ANSWERED = timedelta(seconds=10)
"""Within so long an answer begins, and goes on: a capture may wait for it, where no copy is here."""

TRANSFERRED = timedelta(minutes=5)
"""Within so long a file has come or gone: 64 MB, the most that a visit may bring, at 2 Mbit/s."""

TRIES_AGAIN = 1
"""Times that a request is made again at once; what fails for longer is asked again after the rest."""

REST = timedelta(minutes=1)
"""So long a bucket that did not answer is not asked again: no capture waits for it a second time."""

LAST = "~"
"""Comes after all names of files: what is listed from there on is a short answer."""

INTRODUCTION = "README.txt"
INTRODUCED = b"""Files of evidence of article-archiver, each named by the SHA-256 of what it holds once it is
uncompressed (zstd). snapshots/README.md of the home says how to read them without that program.
"""
"""What tells whoever finds the bucket what is in it; and that it can be written, before it matters."""


class NotThere(Exception):
    """There is no object of that name."""


class Bucket:
    """Shelves in a bucket."""

    def __init__(self, storage: Storage) -> None:
        """Prepare; nothing is asked.

        Raises:
            UsageError: the library for it is not installed.
        """
        self.name = storage.bucket or ""
        self._storage = storage
        self._objects, self._errors = _opened(storage, patience=ANSWERED)
        self._rests_until = 0.0  # on the monotonic clock
        self._why = ""  # it rests

    def put(self, files: Iterable[tuple[Digest, bytes]]) -> None:
        """Put files in place, and return when all of them were read back; see `Shelves`.

        Raises:
            Damaged: there is an object of that name with other bytes; it stays.
            BucketUnusable: it does not answer, or refuses.
        """
        for digest, data in files:
            if self._put(name_of(digest), data) != data:
                raise Damaged(digest, f"the bucket {self.name} has other bytes of that name")

    def get(self, digest: Digest, *, fresh: bool = False) -> bytes:
        """Return what the file of a digest holds; see `Shelves`.

        Raises:
            Damaged: it is not there.
            OutOfReach: the bucket does not answer, or refuses.
        """
        del fresh
        try:
            return self._ask(lambda: self._read(name_of(digest)))
        except NotThere as error:
            raise Damaged(digest, f"cannot be read: it is not in the bucket {self.name}") from error
        except BucketUnusable as error:
            raise OutOfReach(digest, f"cannot be read now: {error}") from error

    def open(self, digest: Digest) -> BinaryIO:
        """Return what the file of a digest holds, to be read; see `get`."""
        return io.BytesIO(self.get(digest))

    def about(self, digest: Digest) -> Held | None:
        """Return what is known of the file of a digest; see `Shelves`.

        Raises:
            BucketUnusable: it does not answer, or refuses.
        """
        name = name_of(digest)
        try:
            told = self._ask(lambda: self._objects.head(name))
        except NotThere:
            return None
        return Held(name=name, size_bytes=told["size"], changed_at=told["last_modified"].timestamp())

    def held(self) -> Iterator[tuple[Held, ...]]:
        """Yield all files that stand here; see `Shelves`.

        Raises:
            BucketUnusable: it does not answer, or refuses.
        """
        for _, shelf in groupby(self._listed(), key=lambda held: held.name[:2]):
            yield tuple(shelf)

    def introduce(self) -> None:
        """Put a text in place that says what is in the bucket, where there is none, and read it back.

        Raises:
            BucketUnusable: it does not answer, or refuses.
        """
        self._put(INTRODUCTION, INTRODUCED)

    def reach(self) -> None:
        """Prove that the bucket answers, and soon: who asks for the state of an archive waits for it.

        Raises:
            BucketUnusable: it does not, or refuses.
        """
        objects, _ = _opened(self._storage, patience=CONNECTED)
        self._ask(lambda: next(iter(objects.list(offset=LAST)), None))

    def _put(self, name: str, data: bytes) -> bytes:
        """Put an object in place where there is none of that name, and return what is there then."""
        try:
            return self._ask(lambda: self._read(name))
        except NotThere:
            self._ask(lambda: self._objects.put(name, data, use_multipart=False))
            return self._ask(lambda: self._read(name))

    def _read(self, name: str) -> bytes:
        return bytes(self._objects.get(name).bytes())

    def _listed(self) -> Iterator[Held]:
        pages = iter(self._objects.list())
        while page := self._ask(lambda: next(pages, None)):
            for told in page:
                if EVIDENCE.fullmatch(told["path"]):
                    at = told["last_modified"].timestamp()
                    yield Held(name=told["path"], size_bytes=told["size"], changed_at=at)

    def _ask(self, ask: Callable[[], T]) -> T:
        """Ask the bucket, unless it rests.

        Raises:
            NotThere: there is no object of that name.
            BucketUnusable: it does not answer, or refuses.
        """
        if time.monotonic() < self._rests_until:
            raise BucketUnusable(self.name, self._why)
        try:
            return ask()
        except self._errors as error:
            said = str(error)
            if isinstance(error, FileNotFoundError) and "NoSuchBucket" not in said:
                raise NotThere from error
            self._why = _reason(said)
            self._rests_until = time.monotonic() + REST.total_seconds()
            raise BucketUnusable(self.name, self._why) from error


@cache
def bucket_of(storage: Storage) -> Bucket:
    """Return the bucket of a declaration, the same for all who ask: its connections are kept.

    Raises:
        UsageError: the library for it is not installed.
    """
    return Bucket(storage)


def introduce(storage: Storage) -> None:
    """Prove that the bucket of a declaration can be listed, written and read.

    Raises:
        BucketUnusable: it does not answer, or refuses.
        UsageError: the library for it is not installed.
    """
    bucket = bucket_of(storage)
    bucket.reach()
    bucket.introduce()


def _opened(storage: Storage, *, patience: timedelta) -> tuple[S3Store, tuple[type[Exception], ...]]:
    """Return the objects of a bucket, for whom an answer may begin within so long, and what asking raises.

    Raises:
        UsageError: the library for it is not installed, or cannot take what is declared.
    """
    try:
        from obstore.exceptions import BaseError  # late: most homes have no bucket
        from obstore.store import S3Store
    except ImportError as error:
        raise UsageError(MISSING) from error
    settings: S3Config = {"region": storage.region}
    if storage.endpoint:
        settings["endpoint"] = storage.endpoint
    name, _, prefix = (storage.bucket or "").removeprefix("s3://").partition("/")
    try:
        objects = S3Store(
            name,
            prefix=prefix or None,
            config=settings,
            client_options={
                "allow_http": bool(storage.endpoint and storage.endpoint.startswith("http://")),
                "connect_timeout": CONNECTED,
                "read_timeout": patience,
                "timeout": TRANSFERRED,
            },
            retry_config={"max_retries": TRIES_AGAIN, "retry_timeout": TRANSFERRED},
        )
    except BaseError as error:
        raise UsageError(f"[storage] cannot be used: {str(error).splitlines()[0]}") from error
    return objects, (BaseError, FileNotFoundError)


def _reason(said: str) -> str:
    """Return in a few words what the storage, or the way to it, said."""
    refused = re.search(r"<Code>(\w+)</Code>", said) or re.search(r"status code: (\d{3}[\w ]*)", said)
    if "169.254.169.254" in said or "169.254.170.2" in said:
        return "needs keys: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or a role"
    if refused:
        return f"refuses: {refused[1]}"
    return "does not answer"

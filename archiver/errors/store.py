"""What the archive itself cannot go on with."""

from __future__ import annotations

from datetime import datetime

from archiver.errors.base import ArchiverError


class StoreError(ArchiverError):
    """The archive itself cannot go on; ends the round."""


class ClockBehind(StoreError):
    """The clock shows a time before the newest visit: what would be recorded could not be believed."""

    def __init__(self, now: datetime, newest: datetime) -> None:
        super().__init__(
            f"the clock says {now:%Y-%m-%d %H:%M:%S} UTC, but the newest visit of this archive was at"
            f" {newest:%Y-%m-%d %H:%M:%S} UTC; an archive is only believed if its times are. Set the clock,"
            " best by NTP, or, if it is right, run `archiver clock --accept`: later visits are then marked as"
            " doubtful"
        )
        self.now = now
        self.newest = newest


class SchemaTooNew(StoreError):
    """The database was written by a newer program."""

    def __init__(self, path: str, *, unknown: tuple[str, ...]) -> None:
        super().__init__(
            f"{path} was written by a newer archiver (migrations {', '.join(unknown)}); upgrade this program"
        )
        self.path = path
        self.unknown = unknown


class SchemaTooOld(StoreError):
    """The database needs migrations first."""

    def __init__(self, path: str, *, pending: tuple[str, ...]) -> None:
        super().__init__(
            f"{path} needs {len(pending)} migration(s) ({', '.join(pending)}); run `archiver migrate`"
        )
        self.path = path
        self.pending = pending


class DiskFull(StoreError):
    """There is no room left for evidence."""

    def __init__(self, path: str) -> None:
        super().__init__(f"no space left for {path}; nothing was lost: free some space and run again")
        self.path = path


class NotUsable(StoreError):
    """A file of the home cannot be read or written, for a reason outside this program."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path} cannot be used: {why}")
        self.path = path


class HomeMoved(StoreError):
    """The home is not where it was when it was opened, or another one is in its place."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} was moved or replaced while it was being written: nothing more is written;"
            " start again where the home is now"
        )
        self.path = path


class DatabaseLost(StoreError):
    """There is evidence, and no database that speaks of it."""

    def __init__(self, path: str, *, evidence: str) -> None:
        super().__init__(
            f"{path} is missing or empty although {evidence} holds evidence; put back a copy of the database,"
            " or `archiver restore --from-evidence` rebuilds it"
        )
        self.path = path
        self.evidence = evidence


class DatabaseOlder(StoreError):
    """The evidence is newer than the database beside it, which must be an old copy, or another's."""

    def __init__(self, path: str, *, evidence: str, visit: int) -> None:
        super().__init__(
            f"{path} is older than the evidence in {evidence}, as it does not know visit {visit};"
            " put back the newer one, or move this one away and run `archiver restore --from-evidence`,"
            " or run `archiver verify --set-aside` to go on without that evidence"
        )
        self.path = path
        self.evidence = evidence
        self.visit = visit


class DatabaseDamaged(StoreError):
    """SQLite cannot read the database."""

    def __init__(self, path: str, *, detail: str) -> None:
        super().__init__(
            f"{path} cannot be used: {detail}; put back a copy of it,"
            " or move it away and run `archiver restore --from-evidence`"
        )
        self.path = path
        self.detail = detail


class ArchiveBusy(StoreError):
    """Another program holds the archive's write lock."""

    def __init__(self, path: str, *, holder: str | None = None, pid: int | None = None) -> None:
        who = f": {holder}" if holder else ""
        stop = f", or stop it with `kill {pid}`" if pid else ""
        super().__init__(f"another program is writing to {path}{who}; try again when it is done{stop}")
        self.path = path
        self.pid = pid


class BucketUnusable(StoreError):
    """The bucket that files of evidence are carried to does not answer, or refuses."""

    def __init__(self, bucket: str, why: str) -> None:
        super().__init__(f"the bucket {bucket} {why}")
        self.bucket = bucket
        self.why = why


class Unreadable(StoreError):
    """A file of evidence does not come back."""

    def __init__(self, digest: str, detail: str) -> None:
        super().__init__(f"snapshot file {digest}: {detail}")
        self.digest = digest
        self.detail = detail


class Damaged(Unreadable):
    """Bytes do not match their digest, or are gone."""


class OutOfReach(Unreadable):
    """A file of evidence is in a bucket that cannot be used just now; it may be whole."""

"""The error tree.

ArchiverError
├── UsageError                the person can mend it; exit 2
│   ├── InvalidURL            what a person gave is no address of a web page
│   ├── ConfigError           archiver.toml: unknown key or bad value, with its line
│   ├── HomeNotFound          no archive home here
│   ├── HomeExists            `init` would overwrite a home
│   ├── UnknownArticle        not in this archive
│   ├── UnknownAlias          the address leads to no other article
│   ├── UnknownRevision       the article has no such revision
│   ├── UnknownSource         not declared in archiver.toml
│   ├── UnknownField          not one that is compared
│   └── NotANote              no signed note, checkpoint or key of one
├── CaptureError              nothing came back, by browser or plain HTTP; ends one visit
│   ├── SchemeRefused         not http or https
│   ├── AddressRefused        the guard: not on the public internet
│   ├── RobotsRefused         robots.txt forbids it
│   ├── HostClosed            quiet hours, a spent budget; asked for later  (transient)
│   │   └── NoWorker          the fleet has nobody to make the visit         (transient)
│   ├── WorkerFailed          workers of the fleet were lost under it       (transient)
│   ├── NameNotResolved       DNS                                           (transient)
│   ├── ConnectionFailed      reset, cut                                    (transient)
│   │   └── NotConnected      refused, or nobody there: nothing was asked   (transient)
│   ├── TlsFailed             certificate or handshake
│   ├── TooManyRedirects
│   ├── BodyTooLarge          more bytes than a visit may bring
│   ├── NavigationTimeout     the deadline passed                           (transient)
│   ├── NavigatedAway         the page left for an address that did not answer
│   ├── PageCrashed           the renderer or the browser died              (transient)
│   └── Unforeseen            this program failed on what came: a bug
├── ReadError                 a page no reader can take (too deep, too large)
├── SeedError                 a feed that is not a feed
│   └── LeadsNowhere          a page that is neither article nor list of articles, by its markup
├── NotifyError               a channel did not take the message
├── WitnessError              a witness did not vouch for a checkpoint
├── StoreError                the archive itself; ends the round
│   ├── ClockBehind           the clock shows a time before the newest visit
│   ├── SchemaTooNew          written by a newer program
│   ├── SchemaTooOld          `archiver migrate` first
│   ├── DiskFull
│   ├── NotUsable             not permitted, read-only, a disk that is gone
│   ├── HomeMoved             moved or replaced while it was written
│   ├── DatabaseLost          evidence beside no database, or beside an empty one
│   ├── DatabaseOlder         evidence beside an older database
│   ├── DatabaseDamaged       SQLite cannot read it
│   ├── ArchiveBusy           another program holds the write lock
│   ├── BucketUnusable        the bucket does not answer, or refuses        (transient)
│   └── Unreadable            a file of evidence does not come back
│       ├── Damaged           its bytes do not match their digest, or are gone; exit 3
│       └── OutOfReach        it is in a bucket that cannot be used         (transient)
├── FleetTrouble              no scheduler, or no worker of the fleet       (transient)
├── DaemonGone                the daemon that did an errand ended before it was done
└── BrowserMissing            no browser could be started
"""

from __future__ import annotations

from archiver.errors.base import ArchiverError
from archiver.errors.capture import (
    AddressRefused,
    BodyTooLarge,
    CaptureError,
    ConnectionFailed,
    DoorClosed,
    HostClosed,
    NameNotResolved,
    NavigatedAway,
    NavigationTimeout,
    NotConnected,
    NoWorker,
    PageCrashed,
    RobotsRefused,
    SchemeRefused,
    TlsFailed,
    TooManyRedirects,
    Unforeseen,
    WorkerFailed,
    contained,
)
from archiver.errors.steps import (
    BrowserMissing,
    DaemonGone,
    FleetTrouble,
    LeadsNowhere,
    MessageRefused,
    NotifyError,
    ReadError,
    SeedError,
    WitnessError,
)
from archiver.errors.store import (
    ArchiveBusy,
    BucketUnusable,
    ClockBehind,
    Damaged,
    DatabaseDamaged,
    DatabaseLost,
    DatabaseOlder,
    DiskFull,
    HomeMoved,
    NotUsable,
    OutOfReach,
    SchemaTooNew,
    SchemaTooOld,
    StoreError,
    Unreadable,
)
from archiver.errors.usage import (
    ConfigError,
    HomeExists,
    HomeNotFound,
    InvalidURL,
    NotANote,
    UnknownAlias,
    UnknownArticle,
    UnknownField,
    UnknownRevision,
    UnknownSource,
    UsageError,
)

__all__ = [
    "AddressRefused",
    "ArchiveBusy",
    "ArchiverError",
    "BodyTooLarge",
    "BrowserMissing",
    "BucketUnusable",
    "CaptureError",
    "ClockBehind",
    "ConfigError",
    "ConnectionFailed",
    "DaemonGone",
    "Damaged",
    "DatabaseDamaged",
    "DatabaseLost",
    "DatabaseOlder",
    "DiskFull",
    "DoorClosed",
    "FleetTrouble",
    "HomeExists",
    "HomeMoved",
    "HomeNotFound",
    "HostClosed",
    "InvalidURL",
    "LeadsNowhere",
    "MessageRefused",
    "NameNotResolved",
    "NavigatedAway",
    "NavigationTimeout",
    "NoWorker",
    "NotANote",
    "NotConnected",
    "NotUsable",
    "NotifyError",
    "OutOfReach",
    "PageCrashed",
    "ReadError",
    "RobotsRefused",
    "SchemaTooNew",
    "SchemaTooOld",
    "SchemeRefused",
    "SeedError",
    "StoreError",
    "TlsFailed",
    "TooManyRedirects",
    "Unforeseen",
    "UnknownAlias",
    "UnknownArticle",
    "UnknownField",
    "UnknownRevision",
    "UnknownSource",
    "Unreadable",
    "UsageError",
    "WitnessError",
    "WorkerFailed",
    "contained",
]

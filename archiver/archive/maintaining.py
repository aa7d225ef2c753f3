"""What is done to a home that may not open as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from archiver.errors import DatabaseDamaged, SchemaTooOld
from archiver.home import Home
from archiver.keys import Keys
from archiver.orchestration.signing import sign
from archiver.store import SetAside, Store, check_ledger


def set_aside(home: Home, now: datetime) -> SetAside:
    """Move the files that the database of a home does not know out of its way; nothing is deleted.

    Raises:
        DatabaseLost: there is no database, or an empty one.
        StoreError: it cannot be used, or another program writes to it.
    """
    with Store.open(home.database, home.snapshots, checked=False) as store:
        return store.set_aside(now)


def migrate(
    home: Home, now: datetime, *, dry_run: bool, progress: Callable[[str, int, int], None] | None = None
) -> tuple[str, ...]:
    """Bring the schema of a home's database up to date, and return the migrations that were pending.

    The ledger of an archive that had none begins with it. After a kill, what is pending still is made.

    Args:
        home: whose database.
        now: the time.
        dry_run: only tell.
        progress: told the name of a long migration, how much of it is done, and of how much.

    Raises:
        SchemaTooNew: a newer program wrote it.
        DatabaseDamaged: the ledger does not hold afterwards.
        NotUsable: the key of the ledger cannot be read or written.
        StoreError: it cannot be used.
    """
    try:
        Store.open(home.database, home.snapshots, readonly=True).close()
    except SchemaTooOld as error:
        if not dry_run:
            with Store.open(home.database, home.snapshots, migrate=True, progress=progress) as store:
                sign(store, Keys(home.keys), now)
                _require_ledger(store, home)
        return error.pending
    return ()


def _require_ledger(store: Store, home: Home) -> None:
    """Refuse to go on as if nothing were wrong where visits are not what the ledger tells."""
    wrong = check_ledger(store).damaged
    if wrong:
        raise DatabaseDamaged(
            str(home.database),
            detail=f"{wrong[0]}; the copy from before is in {home.database.parent / 'backups'}",
        )

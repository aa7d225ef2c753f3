"""Work on what is kept: rulings, checks, rereading, signs of life."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archiver.archive.exporting import Signed
from archiver.archive.opening import Opened
from archiver.errors import UsageError
from archiver.keys import Keys
from archiver.model.ledger import Noted
from archiver.model.ruling import Ruling
from archiver.store import OUTAGE, Beat, Report, beat_left, last_beat, note_beat, to_check, verify
from archiver.witnessed import Witnessed

if TYPE_CHECKING:  # the steps that work are imported where they begin: who only looks needs none of them
    from archiver.diff.rereading import Rereading
    from archiver.orchestration.adding import Added
    from archiver.orchestration.pacing import Postponed


class Tending(Opened):
    """What changes or checks what is kept, and asks nothing of the web."""

    def rule(
        self,
        url: str,
        number: int | None = None,
        *,
        is_article: bool,
        by: str,
        why: str,
        snapshot: int | None = None,
    ) -> Ruling:
        """Note a person's word that a capture shows the article, or does not; what is told follows it.

        Args:
            url: of the article.
            number: the revision that is meant.
            is_article: what they say.
            by: who they are.
            why: their reason.
            snapshot: what is meant, where it is no revision; `kept_snapshots` lists them.

        Raises:
            UnknownArticle, UnknownRevision: there is no such article or revision.
            UsageError: neither is named; or what is no revision anyhow is said not to be the article.
            Damaged: the evidence does not come back.
        """
        from archiver.orchestration.ruling import accept

        article, now = self.store.find_article(url), self.now()
        if number is not None:
            revision = self.revision(article.id, number)
            return self.store.rule_on(revision.id, is_article=is_article, by=by, why=why, now=now)
        if snapshot is None:
            raise UsageError("name a revision as URL@N, or a snapshot; `archiver evidence URL` lists them")
        kept = (one for one in self.store.kept_snapshots(article.id) if one.article == article.id)
        if snapshot not in {one.id for one in kept}:
            raise UsageError(f"{url} has no snapshot {snapshot}; `archiver evidence {url}` lists them")
        if not is_article:
            raise UsageError("only a revision can be ruled out: name it as URL@N")
        return accept(self.store, article.id, snapshot, by=by, why=why, now=now)

    def separate(self, url: str) -> Added:
        """Undo an alias for good: the address is an article of its own from now on.

        Raises:
            UnknownAlias: it is none.
        """
        from archiver.orchestration.adding import Added

        own = self.store.separate(url, self.now())
        return Added(url=own.url, kind="article", source=own.source, known=False)

    def renew_key(self) -> Signed:
        """Let a new key sign the ledger from now on, for which the old one vouches.

        Raises:
            NotUsable: the key cannot be read or written.
            StoreError: another program writes to the archive, or the database cannot be used.
        """
        from archiver.orchestration.signing import renew

        renew(self.store, Keys(self.home.keys), self.now())
        return self.checkpoint()

    def beat(self, doing: str) -> None:
        """Tell lookers what is being done just now."""
        now = self.now()
        self._since = self._since or now
        self.store.require_writer()  # what is written by name must go where the lock is
        beat = Beat(since=self._since, at=now, doing=doing, misdeclared=self.misdeclared)
        note_beat(self.home.database, beat)

    def accept_clock(self) -> int:
        """Take the clock for right; visits of a later time are in doubt from now on. Return how many.

        Raises:
            StoreError: another program writes to the archive, or the database cannot be used.
        """
        self._clock_accepted = True
        return self.store.doubt_later(self.now())

    def note_outage(self, longer_than: timedelta) -> timedelta | None:
        """Note the time since the last sign of life, if it is longer than that; return how long it was."""
        left, now = beat_left(self.home.database), self.now()
        if left is None or now - left.at <= longer_than:
            return None
        self.store.record_run(OUTAGE, left.at, now, f"nobody looked after {left.doing!r}")
        return now - left.at

    def beat_seen(self) -> Beat | None:
        """Return what the program that writes this archive is doing, or None if none is alive."""
        return last_beat(self.home.database)

    def note_run(self, job: str, started: datetime, said: str) -> None:
        """Record that a job ran, for `status`."""
        self.store.record_run(job, started, self.now(), said)

    def postponed(self) -> tuple[Postponed, ...]:
        """Return the hosts that are left alone for now though articles of theirs are due."""
        looker = self.looker
        self.pacing.recall(looker)
        return self.pacing.postponed(looker)

    def verify(
        self,
        *,
        repair: bool = False,
        texts: bool = True,
        checkpoint: str | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Report:
        """Check every digest, and all that can be derived; with `repair`, mend what can be.

        Args:
            repair: remove what provably is no evidence, and mend the index; needs an archive opened for work.
            texts: also read every page again, which takes as long as it took the first time.
            checkpoint: of the ledger, kept elsewhere, that its entries must agree with.
            progress: called with how much is checked so far, of `to_check`.
        """
        from archiver.orchestration.verifying import check_texts, check_witnessed

        store = self.store if repair else self.looker
        origin, kept = store.ledger_state().origin or "", Witnessed(self.home.witnessed)
        attested = tuple(kept.of(origin))
        noted = [Noted(name=one.name, note=one.note, size=one.size) for one in attested]
        report = verify(store, repair=repair, checkpoint=checkpoint, witnessed=noted, progress=progress)
        report = check_witnessed(store, attested, kept.others(origin), report)
        if not texts:
            return replace(report, unchecked=(*report.unchecked, "texts against the kept pages"))
        files = to_check(store)
        return check_texts(store, report, progress=lambda done: progress(files + done) if progress else None)

    def to_check(self, *, texts: bool = True) -> int:
        """Return how many files, and texts, `verify` will check."""
        return to_check(self.looker) + (self.looker.count_readings() if texts else 0)

    def reread(self, source: str | None = None, *, dry_run: bool = False) -> Iterator[Rereading]:
        """Read the snapshot of every revision again with today's reader; never makes an edit.

        Of edits that were recorded before that was told, it notes what they are about.
        """
        from archiver.diff.rereading import Rereading
        from archiver.orchestration import finding

        store = self.looker if dry_run else self.store
        for article in store.articles(source=source):
            # a rebase stands on the snapshot of the revision before it
            last = {revision.snapshot: revision for revision in store.revisions(article.id)}
            if not dry_run:
                finding.look_what_changed(article.id, store)
            for revision in last.values():
                reading = finding.reread(revision, store)
                if reading and not dry_run:
                    finding.rebase(revision, reading, store, self.now())
                yield Rereading(
                    url=article.url, number=revision.number, before=revision.reading, after=reading
                )

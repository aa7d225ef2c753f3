"""`Archive`: the object users hold. It wires the steps and holds no rule."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import islice
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from archiver.archive.declared import Declared
from archiver.archive.looking import Looking
from archiver.clocks import refuse_early
from archiver.config import Config, Notifier, load_config
from archiver.errors import (
    CaptureError,
    ConfigError,
    HostClosed,
    SchemaTooOld,
    UnknownArticle,
    UnknownSource,
    UsageError,
)
from archiver.frontier.revisit import LONGEST_WAIT, SPREAD
from archiver.home import Home, find_home
from archiver.model.article import Article, Source
from archiver.model.capture import CaptureTask, Depth, Purpose
from archiver.model.revision import Visit
from archiver.model.ruling import Ruling
from archiver.model.urls import canonical_url, host_of
from archiver.orchestration.pacing import Pacing, Postponed
from archiver.store import (
    OUTAGE,
    Beat,
    Report,
    SetAside,
    Store,
    beat_left,
    last_beat,
    note_beat,
    to_check,
    verify,
)

if TYPE_CHECKING:  # the steps that work are imported where they begin: who only looks needs none of them
    from archiver.archive.wiring import Wiring
    from archiver.diff.rereading import Rereading
    from archiver.fetch import Fetcher
    from archiver.notify import Channel
    from archiver.orchestration import rounds as pipeline
    from archiver.orchestration.adding import Added, NotAdded
    from archiver.orchestration.discovery import Discovery
    from archiver.orchestration.sending import Sending


def wall_clock() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)


class Archive(Looking):
    """An archive home, opened. Use it as a context manager.

    Browser, proxy and database start when they are first needed.
    """

    def __init__(
        self, home: Home, config: Config, *, now: Callable[[], datetime], readonly: bool = False
    ) -> None:
        self.home = home
        self.now = now
        self._declared = Declared(home, config, now=now)
        self._readonly = readonly
        self._stack = ExitStack()
        self._since: datetime | None = None
        self._clock_accepted = False

    @classmethod
    def open(
        cls,
        home: str | PathLike[str] | Home,
        *,
        now: Callable[[], datetime] = wall_clock,
        readonly: bool = False,
    ) -> Self:
        """Open the archive of a home.

        Args:
            home: its directory.
            now: the clock; replays pass a simulated one.
            readonly: only look; works while another program writes.

        Raises:
            HomeNotFound: there is no `archiver.toml`.
            ConfigError: it cannot be used. For looking it is not needed.
        """
        if not isinstance(home, Home):
            home = find_home(Path(home), environ={}, start=Path(home))
        try:
            return cls(home, load_config(home.declaration), now=now, readonly=readonly)
        except ConfigError as error:
            if not readonly:
                raise
            archive = cls(home, Config(), now=now, readonly=True)
            archive._declared.trouble = str(error)  # which keeps nobody from looking
            return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the browser, the proxy and the database connection."""
        with self._stack, closing(self._declared):
            if "store" in self.__dict__ and not self.store.readonly:
                self.pacing.keep(self.store)

    # --- the wiring ---

    @cached_property
    def store(self) -> Store:
        """The database and its files, with the right to write them until the archive is closed.

        Raises:
            ArchiveBusy: another program has that right.
            ClockBehind: it has visits of a later time than the clock shows.
            StoreError: it is of another age than this program.
        """
        store = self._open_store(readonly=self._readonly)
        if not self._readonly:
            if not self._clock_accepted:
                refuse_early(self.now(), store.newest_visit())
            self._declare(store)
        return store

    @property
    def looker(self) -> Store:
        """The database and its files, to look at; works while another program writes.

        Raises:
            StoreError: it is of another age than this program.
        """
        return self.store if self._readonly or "store" in self.__dict__ else self._looker

    @cached_property
    def _looker(self) -> Store:
        return self._open_store(readonly=True)

    def _open_store(self, *, readonly: bool) -> Store:
        store = self._stack.enter_context(
            Store.open(
                self.home.database,
                self.home.snapshots,
                readonly=readonly,
                keep_unchanged=self.config.capture.everything,
            )
        )
        self.pacing.recall(store)
        return store

    @property
    def config(self) -> Config:
        """The declaration in force."""
        return self._declared.config

    @property
    def misdeclared(self) -> str | None:
        """What is wrong with `archiver.toml`, so that an older one, or none, is in force."""
        return self._declared.trouble

    @property
    def pacing(self) -> Pacing:
        """When each host may be asked next, and how often each source is visited."""
        return self._declared.pacing

    @property
    def fetcher(self) -> Fetcher:
        """Plain HTTP, guarded and paced."""
        return self._declared.wiring.fetcher

    @cached_property
    def sending(self) -> Sending:
        """What tells of edits."""
        from archiver.orchestration.sending import Sending

        return Sending(notifiers=lambda: self.config.notifiers, open_=self._channel, now=self.now)

    def _channel(self, notifier: Notifier) -> Channel:
        return self._declared.wiring.channel(notifier)

    def reload(self, *, at_once: bool = False) -> bool:
        """Take `archiver.toml` as it is now; tell whether anything is different. See `Declared.reload`.

        Raises:
            ConfigError: it cannot be used; what was read before stays in force.
        """
        changed = self._declared.reload(at_once=at_once)
        if changed and "store" in self.__dict__ and not self.store.readonly:
            self.store.keep_unchanged = self.config.capture.everything
            self._declare(self.store)
        return changed

    def _declare(self, store: Store) -> None:
        store.sync_sources(self.config.sources, self.now())
        self.sending.declare(store)

    def _steps(self, wiring: Wiring, sleep: Callable[[float], None]) -> pipeline.Steps:
        from archiver.orchestration import rounds as pipeline

        return pipeline.Steps(
            capturer=wiring.capturer,
            prober=wiring.prober,
            store=self.store,
            now=self.now,
            permitted=wiring.permission.refusal,
            jitter=random.random,
            tempo=self.pacing.tempo,
            rest_after=self.pacing.rest_after,
            confirm_after=self.config.schedule.confirm,
            sleep=sleep,
        )

    # --- work ---

    def add(self, what: str) -> Added:
        """Watch an article, or declare a seed or the feeds of an OPML list in `archiver.toml`.

        Args:
            what: address of any of these, or the path of an OPML file.

        Raises:
            InvalidURL, SchemeRefused: it is neither a file nor an address of a web page.
            CaptureError: it does not answer.
            SeedError: what answers is neither an article nor a seed.
        """
        from archiver.orchestration.adding import Adding

        adding = Adding(home=self.home, fetcher=self.fetcher, store=lambda: self.store, now=self.now())
        added = adding.add(what)
        self.reload()
        return added

    def add_all(self, whats: Iterable[str]) -> Iterator[Added | NotAdded]:
        """Add one after the other as `add` does; what cannot be added is told, and the next has its turn."""
        from archiver.orchestration.adding import NOT_ADDED, NotAdded

        for what in whats:
            try:
                yield self.add(what)
            except NOT_ADDED as error:
                yield NotAdded(url=what, error=str(error))

    def unwatch(self, url: str) -> Article:
        """Watch an article no longer; what was kept of it stays, and `add` or `capture` watches it again.

        Raises:
            InvalidURL, SchemeRefused: it is no address of a web page.
            UsageError: it is the address of a seed, which archiver.toml declares.
            UnknownArticle: it is not watched.
        """
        try:
            article = self.store.find_article(url)
        except UnknownArticle:
            for source in self.config.sources:
                if canonical_url(url) in source.seeds:
                    said = f"{url} is a seed of source {source.name!r}; take it out of archiver.toml"
                    raise UsageError(said) from None
            raise
        self.store.unwatch(article.id, self.now())
        return self.store.article(article.id)

    def discover(
        self, name: str | None = None, *, dry_run: bool = False, only_new: bool = False
    ) -> Iterator[Discovery]:
        """Turn the seeds of one source, or of all, into articles to watch.

        Args:
            name: of the source; its seeds are asked even if they failed lately.
            dry_run: only tell what would be watched.
            only_new: read only seeds that were never asked.

        Raises:
            UnknownSource: no source of that name is declared.
        """
        from archiver.orchestration.discovery import Asking, discover

        sources = [source for source in self.config.sources if name in (None, source.name)]
        if name is not None and not sources:
            raise UnknownSource(name, known=tuple(source.name for source in self.config.sources))
        if not dry_run:
            self._declare(self.store)
        with self._declared.in_use() as wiring:
            for source in sources:
                seeds = source.seeds
                if only_new:
                    seeds = tuple(seed for seed in seeds if self.store.seed(seed) is None)
                asking = Asking(
                    fetcher=wiring.fetcher,
                    now=self.now(),
                    refusal=wiring.permission.refusal_of,
                    leisure=self.pacing.gate.leisure,
                    insist=name is not None,
                )
                yield from discover(replace(source, seeds=seeds), asking, None if dry_run else self.store)
                if not dry_run:
                    self.pacing.keep(self.store)

    def due(self, limit: int | None = None, *, within: timedelta = LONGEST_WAIT) -> tuple[CaptureTask, ...]:
        """Claim the visits that are due, longest overdue first.

        Args:
            limit: at most so many; None: all.
            within: of each host no more than have their turn in so long a round.

        What a host does not allow now, because of its quiet hours or a spent budget, stays due.
        """
        now = self.now()
        horizon = now + LONGEST_WAIT * (1 + SPREAD)
        admits = self.pacing.gate.admission(within)
        return self._with_depth(self.store.claim_due(now, limit, horizon=horizon, admits=admits))

    def all_tasks(self, limit: int | None = None) -> tuple[CaptureTask, ...]:
        """Claim a visit of every watched article, whatever is due."""
        watched = (article.id for article in self.store.articles() if article.unwatched_at is None)
        articles = tuple(islice(watched, limit))
        return self._with_depth(self.store.claim(articles, self.now(), purpose=Purpose.ROUTINE))

    def visit(
        self, tasks: Iterable[CaptureTask], *, sleep: Callable[[float], None] = time.sleep
    ) -> Generator[Visit]:
        """Make the visits, with a second look at every change; yield each as it is recorded.

        At the end the edits are sent to those who are told of them, unless `keep_sending` does so meanwhile.
        """
        from archiver.orchestration import rounds as pipeline

        self.pacing.learn(self.store)
        with (
            self._declared.in_use() as wiring,
            closing(pipeline.round_(tasks, self._steps(wiring, sleep))) as visits,
        ):
            try:
                for visit in visits:
                    self.pacing.keep(self.store, at_once=False)
                    yield visit
            finally:
                self.pacing.keep(self.store)
        self.deliver()

    def deliver(self) -> None:
        """Send the edits that wait to those who are told of them, unless a thread does."""
        if not self.sending.started:
            self.sending.deliver(self.store)

    @contextmanager
    def keep_sending(self) -> Iterator[None]:
        """Send edits as they are recorded, in a thread, so that no visit waits for it."""
        _ = self._declared.wiring.proxy  # made here, as the other thread must not
        self.sending.start(self.store)
        try:
            yield
        finally:
            self.sending.stop()

    def stop(self) -> None:
        """End the visits under way, unrecorded; may be called from a signal handler."""
        self._declared.wiring.stop()

    def capture(self, url: str) -> Visit:
        """Visit one article now, keeping everything; watch it from now on.

        Returns the visit that decided: the second look, where the first saw a change.

        Raises:
            InvalidURL, SchemeRefused: it is no address of a web page.
            HostClosed: its host is left alone for now.
            CaptureError: no visit was made.
        """
        now = self.now()
        closed = self.pacing.gate.closed(host_of(url))
        if closed is not None:
            raise HostClosed(host_of(url), until=closed.until, reason=closed.reason)
        source = self._source_of(url)
        name = source.name if source else None
        article, _ = self.store.add_article(url, source=name, now=now, next_visit=now)
        tasks = self.store.claim((article.id,), now, purpose=Purpose.ASKED)
        visits = tuple(self.visit(replace(task, depth=Depth.FULL) for task in tasks))
        if not visits:
            raise CaptureError(url, "not visited: its host is left alone for now, or the program is stopping")
        return visits[-1]

    def _source_of(self, url: str) -> Source | None:
        return self.config.source_of(host_of(url))

    def _with_depth(self, tasks: Iterable[CaptureTask]) -> tuple[CaptureTask, ...]:
        if not self.config.capture.everything:
            return tuple(tasks)
        return tuple(replace(task, depth=Depth.FULL) for task in tasks)

    # --- tending ---

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
        looker = self.looker  # opening it recalls what the hosts are owed
        return self.pacing.postponed(looker)

    def verify(
        self, *, repair: bool = False, texts: bool = True, progress: Callable[[int], None] | None = None
    ) -> Report:
        """Check every digest, and all that can be derived; with `repair`, mend what can be.

        Args:
            repair: remove what provably is no evidence, and mend the index; needs an archive opened for work.
            texts: also read every page again, which takes as long as it took the first time.
            progress: called with how much is checked so far, of `to_check`.
        """
        store = self.store if repair else self.looker
        report = verify(store, repair=repair, progress=progress)
        if not texts:
            return replace(report, unchecked=(*report.unchecked, "texts against the kept pages"))
        from archiver.orchestration.verifying import check_texts

        files = to_check(store)
        return check_texts(store, report, progress=lambda done: progress(files + done) if progress else None)

    def to_check(self, *, texts: bool = True) -> int:
        """Return how many files, and texts, `verify` will check."""
        return to_check(self.looker) + (self.looker.count_readings() if texts else 0)

    def reread(self, source: str | None = None, *, dry_run: bool = False) -> Iterator[Rereading]:
        """Read the snapshot of every revision again with today's reader; never makes an edit."""
        from archiver.diff.rereading import Rereading
        from archiver.orchestration import finding

        store = self.looker if dry_run else self.store
        for article in store.articles(source=source):
            # a rebase stands on the snapshot of the revision before it
            last = {revision.snapshot: revision for revision in store.revisions(article.id)}
            for revision in last.values():
                reading = finding.reread(revision, store)
                if reading and not dry_run:
                    finding.rebase(revision, reading, store, self.now())
                yield Rereading(
                    url=article.url, number=revision.number, before=revision.reading, after=reading
                )


def set_aside(home: Home, now: datetime) -> SetAside:
    """Move the files that the database of a home does not know out of its way; nothing is deleted.

    Raises:
        DatabaseLost: there is no database, or an empty one.
        StoreError: it cannot be used, or another program writes to it.
    """
    with Store.open(home.database, home.snapshots, checked=False) as store:
        return store.set_aside(now)


def migrate(home: Home, *, dry_run: bool) -> tuple[str, ...]:
    """Bring the schema of a home's database up to date, and return the migrations that were pending.

    Raises:
        SchemaTooNew: a newer program wrote it.
        StoreError: it cannot be used.
    """
    try:
        Store.open(home.database, home.snapshots, readonly=True).close()
    except SchemaTooOld as error:
        if not dry_run:
            Store.open(home.database, home.snapshots, migrate=True).close()
        return error.pending
    return ()

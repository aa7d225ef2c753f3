"""Work on the web: adding, discovering, visiting, and telling of the edits that were found."""

from __future__ import annotations

import logging
import os
import random
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from archiver.archive.opening import Opened
from archiver.errors import CaptureError, HostClosed, StoreError, UnknownArticle, UnknownSource, UsageError
from archiver.frontier.revisit import FURTHEST, LONGEST_WAIT
from archiver.keys import hub_key
from archiver.model.article import Article, Source
from archiver.model.capture import Capture, CaptureTask, Depth, Purpose
from archiver.model.revision import Visit
from archiver.model.sight import Sight
from archiver.model.urls import canonical_url, host_of

if TYPE_CHECKING:  # the steps that work are imported where they begin: who only looks needs none of them
    from archiver.archive.wiring import Wiring
    from archiver.orchestration import rounds as pipeline
    from archiver.orchestration.adding import Added, NotAdded
    from archiver.orchestration.baseline import TakenOver
    from archiver.orchestration.discovery import Asking, Discovery
    from archiver.orchestration.hearing import Hearing

log = logging.getLogger(__name__)


class Visiting(Opened):
    """What makes requests, and what is due."""

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

    def take_over(self, what: str) -> Iterator[Added | TakenOver]:
        """Add a seed, and watch all that it and the sitemaps below it name, however old.

        The first visits are planned one after the other, at leisure; nothing of what was out already is told.
        Done again, it goes on where it was interrupted.

        Raises:
            InvalidURL, SchemeRefused: it is neither a file nor an address of a web page.
            CaptureError: it does not answer.
            SeedError: what answers is neither an article nor a seed.
        """
        from archiver.orchestration import baseline

        added = self.add(what)
        yield added
        source = self.config.source(added.source)
        if added.kind == "article" or source is None:
            return
        baseline.note_read(added.url, self.store, self.now())
        with self._declared.in_use():
            for taken in baseline.take_over(added.url, source, self._reading(), self.store):
                self.pacing.keep(self.store)
                yield taken

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
        from archiver.orchestration.discovery import discover

        sources = [source for source in self.config.sources if name in (None, source.name)]
        if name is not None and not sources:
            raise UnknownSource(name, known=tuple(source.name for source in self.config.sources))
        if not dry_run:
            self._declare(self.store)
        with self._declared.in_use():
            for source in sources:
                seeds = source.seeds
                if only_new:
                    seeds = tuple(seed for seed in seeds if self.store.seed(seed) is None)
                elif not dry_run and name is None:
                    seeds = self._to_ask(seeds)
                asking = self._reading(insist=name is not None)
                for found in discover(replace(source, seeds=seeds), asking, None if dry_run else self.store):
                    if not dry_run and found.new:
                        self.hearing.missed(found.seed, self.store)
                    yield found
                if not dry_run:
                    self.pacing.keep(self.store)

    @cached_property
    def hearing(self) -> Hearing:
        """The endpoint and what was agreed with hubs; nothing is listened to before it is declared."""
        from archiver.orchestration.hearing import Hearing

        return Hearing(
            config=lambda: self.config,
            fetcher=lambda: self.fetcher,
            key=lambda: hub_key(self.home.keys),
            environ=os.environ,
            asking=self._reading,
            now=self.now,
        )

    def _to_ask(self, seeds: Iterable[str]) -> tuple[str, ...]:
        """Return the seeds of which nobody tells what is new."""
        agreed = self.store.subscriptions()
        if not agreed:
            return tuple(seeds)
        states = {seed: self.store.seed(seed) for seed in seeds}
        return tuple(
            seed
            for seed, state in states.items()
            if not self.hearing.tells(agreed, seed, state.read_at if state else None)
        )

    def _reading(self, *, insist: bool = False) -> Asking:
        from archiver.orchestration.discovery import Asking

        wiring = self._declared.wiring
        return Asking(
            fetcher=wiring.fetcher,
            now=self.now(),
            refusal=wiring.permission.refusal_of,
            leisure=self.pacing.gate.leisure,
            insist=insist,
        )

    def due(self, limit: int | None = None, *, within: timedelta = LONGEST_WAIT) -> tuple[CaptureTask, ...]:
        """Claim the visits that are due, longest overdue first.

        Args:
            limit: at most so many; None: all.
            within: of each host no more than have their turn in so long a round.

        What a host does not allow now, because of its quiet hours or a spent budget, stays due.
        """
        now = self.now()
        in_turn, let_in = self.pacing.gate.admission(within), self._declared.wiring.manners.admits

        def admits(host: str) -> bool:
            return let_in(host) and in_turn(host)

        return self._with_depth(self.store.claim_due(now, limit, horizon=now + FURTHEST, admits=admits))

    def all_tasks(self, limit: int | None = None) -> tuple[CaptureTask, ...]:
        """Claim a visit of every watched article, whatever is due."""
        watched = (article.id for article in self.store.articles() if article.unwatched_at is None)
        articles = tuple(islice(watched, limit))
        return self._with_depth(self.store.claim(articles, self.now(), purpose=Purpose.ROUTINE))

    def visit(
        self, tasks: Iterable[CaptureTask], *, sleep: Callable[[float], None] = time.sleep
    ) -> Generator[Visit]:
        """Make the visits, with a second look at every change; yield each as it is recorded.

        At the end the edits are sent to those who are told of them, unless `keep_sending` does so meanwhile,
        and the figures of outlets are counted, if they are old.
        """
        yield from self._visits(tasks, sleep)
        self.store.count_outlets(self.now())

    def _visits(self, tasks: Iterable[CaptureTask], sleep: Callable[[float], None]) -> Generator[Visit]:
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
                self.sign()
        self.deliver()
        self.attest()
        self.carry_on()

    def carry_on(self) -> None:
        """Carry files of evidence to the bucket, if one is declared, unless a thread does."""
        if self.store.folder.carried is not None and not self.carriage.beside.started:
            self.carriage.carry(self.store)

    def deliver(self) -> None:
        """Send the edits that wait to those who are told of them, unless a thread does."""
        if not self.sending.beside.started:
            self.sending.deliver(self.store)

    def attest(self) -> None:
        """Have the newest checkpoint vouched for by those who are due, unless a thread does.

        What cannot be kept of it is asked for again later.
        """
        if self.config.witnesses and not self.witnessing.beside.started:
            try:
                self.witnessing.attest(self.store)
            except StoreError as error:
                log.warning("not witnessed: %s", error)

    @contextmanager
    def keep_sending(self) -> Iterator[None]:
        """Send edits as they are recorded, ask witnesses, carry evidence, in threads: no visit waits."""
        _ = self._declared.wiring.proxy  # made here, as the other threads must not
        beside = [self.sending.beside, self.witnessing.beside]
        if self.store.folder.carried is not None:
            beside.append(self.carriage.beside)
        for one in beside:
            one.start(self.store)
        try:
            yield
        finally:
            for one in beside:
                one.stop()

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
        locked = self._declared.wiring.manners.refusal_of(url)
        if locked is not None:
            raise locked
        closed = self.pacing.gate.closed(host_of(url))
        if closed is not None:
            raise HostClosed(host_of(url), until=closed.until, reason=closed.reason)
        source = self._source_of(url)
        name = source.name if source else None
        article, _ = self.store.add_article(url, source=name, now=now, next_visit=now)
        tasks = self.store.claim((article.id,), now, purpose=Purpose.ASKED)
        visits = tuple(self._visits((replace(task, depth=Depth.FULL) for task in tasks), time.sleep))
        if not visits:
            raise CaptureError(url, "not visited: its host is left alone for now, or the program is stopping")
        return visits[-1]

    def show(self, url: str, *, seen: Callable[[Sight], None]) -> None:
        """Visit a page in a window, and leave that open until it is closed; nothing is recorded.

        Args:
            url: of the page.
            seen: told what the visit showed.

        Raises:
            UsageError: there is no display.
            BrowserMissing: no browser with a window starts.
            CaptureError: nothing came back.
        """
        from archiver.orchestration.finding import look_at

        def read(capture: Capture) -> None:
            seen(look_at(CaptureTask(article=0, url=capture.url), capture)[0])

        wiring = self._declared.wiring
        wiring.windows.show(canonical_url(url), wiring.manners.of(url), seen=read)

    def _source_of(self, url: str) -> Source | None:
        return self.config.source_of(host_of(url))

    def _with_depth(self, tasks: Iterable[CaptureTask]) -> tuple[CaptureTask, ...]:
        if not self.config.capture.everything:
            return tuple(tasks)
        return tuple(replace(task, depth=Depth.FULL) for task in tasks)

    def _steps(self, wiring: Wiring, sleep: Callable[[float], None]) -> pipeline.Steps:
        from archiver.orchestration import rounds as pipeline

        return pipeline.Steps(
            capturer=wiring.capturer,
            prober=wiring.prober,
            store=self.store,
            now=self.now,
            permitted=lambda task: wiring.manners.refusal_of(task.url) or wiring.permission.refusal(task),
            saw=wiring.manners.saw,
            jitter=random.random,
            tempo=self.pacing.tempo,
            rest_after=self.pacing.rest_after,
            confirm_after=self.config.schedule.confirm,
            sleep=sleep,
        )

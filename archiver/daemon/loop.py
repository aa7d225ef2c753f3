"""The `schedule` loop: discover, rounds, verify; signals, heartbeat, the declaration read again.

When an article is due is data in the database, not a job: the loop only asks, once a minute, what
is due. A missed minute is therefore nothing, after sleep, restart or a long round.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from types import FrameType

import schedule

from archiver.archive.working import Archive
from archiver.daemon.desk import Desk
from archiver.daemon.supervisor import Supervisor
from archiver.errors import ArchiveBusy, ConfigError, DiskFull, FleetTrouble, StoreError
from archiver.model.capture import CaptureTask
from archiver.model.revision import Visit
from archiver.model.text import counted

log = logging.getLogger(__name__)

JUMP = timedelta(seconds=30)
"""A wall clock that moved this much more or less than the monotonic one was set, or the machine
slept. `schedule` keeps wall-clock times, so its jobs are laid anew: a clock set back by a day would
otherwise stop the rounds for a day."""

TICK = 1.0
"""Seconds between two checks of the schedule, and the longest wait for a stop while idle."""

ROUND_LENGTH = timedelta(minutes=5)
"""A round takes no more visits of a host than have their turn in so long, so that a slow host with many
articles keeps neither the others nor discovery waiting."""

WAITED_OUT = 5.0
"""Seconds between two tries to write an archive that cannot be written for now."""

PASSING = (ArchiveBusy, DiskFull)
"""What passes without anything being amiss in the archive."""

OUTAGE = timedelta(minutes=5)
"""Without a sign of life for longer is noted as an outage: not running, asleep, or at nothing but a check."""

FILES_A_SIGN = 100
"""Files between two signs of life while all are checked; 100 take less than a second."""

Report = Callable[[str, Visit | None], None]


class Daemon:
    """An archive at work until it is told to stop."""

    def __init__(self, archive: Archive, *, report: Report, supervisor: Supervisor | None = None) -> None:
        self.archive = archive
        self.report = report
        self.stopping = threading.Event()
        self.reloading = threading.Event()
        self.scheduler = schedule.Scheduler()
        self.leads = [_drift()]  # of the wall clock over the monotonic one; the last is in force
        self.waiting = False  # for the clock
        self.trouble: str | None = None  # why the archive cannot be written for now
        self.desk = Desk(archive, report=lambda said: report(said, None), stopping=self.stopping.is_set)
        self.supervisor = supervisor or Supervisor({})
        self._config = archive.config  # what the schedule and the seeds that were read are of

    def run(self) -> None:
        """Work until `stop`; an article's troubles never end it, be they bugs of ours.

        A disk that is full and a database that another program has locked are waited out; other store
        errors end it, so that the service manager starts it anew.
        """
        _ = self.archive.store  # the right to write comes first: a second daemon ends here
        with self.desk:
            self.supervisor.ready()
            self._work()
        self.supervisor.stopping()
        self.report("stopped", None)

    def _work(self) -> None:
        step = self._begin
        while not self.stopping.is_set():
            try:
                step()
            except PASSING as trouble:
                self._wait_out(trouble)
                continue
            step = self._go_on
            if self.trouble is not None:
                self.report("the archive can be written again", None)
                self.trouble = None

    def _begin(self) -> None:
        self._note_outage()
        self._beat("starting")
        self._listen()
        self.discover()
        self._lay_jobs()
        self.round()

    def _go_on(self) -> None:
        self._note_outage()
        if not self.waiting:
            self._beat("waiting for what is due")
            self._reload()
            self.scheduler.run_pending()
        if self.waiting or not self._turn():
            self.stopping.wait(TICK)
        if self._jumped() or self.waiting:
            self._mind_clock()

    def _wait_out(self, trouble: StoreError) -> None:
        """Wait a while for what keeps the archive from being written; what was not recorded is due again."""
        if self.trouble != str(trouble):
            self.trouble = str(trouble)
            self.report(f"waiting: {trouble}; this one goes on by itself then", None)
        self.supervisor.alive("waiting until the archive can be written")
        self.stopping.wait(WAITED_OUT)

    def _beat(self, doing: str) -> None:
        """Give a sign of life to lookers and to the service manager."""
        self.archive.beat(doing)
        self.supervisor.alive(doing)

    def stop(self) -> None:
        """Ask it to stop: the visits under way are dropped unrecorded and due again."""
        self.stopping.set()
        self.archive.stop()

    def reload(self) -> None:
        """Ask it to read archiver.toml again, whether that was touched or not."""
        self.reloading.set()

    def discover(self, *, only_new: bool = False) -> None:
        """Read the seeds of every source; `only_new`: those that were never read."""
        self._reload(at_once=True)
        started, new = self.archive.now(), 0
        self._beat("discovering")
        for found in self.archive.discover(only_new=only_new):
            if self.stopping.is_set():
                return
            said = found.error or f"{found.new} new of {len(found.links)} articles, {found.hinted} hinted at"
            said = "nothing new" if found.unchanged else said
            new += found.new
            self.report(f"discover {found.seed}: {said}", None)
            self._beat(f"discovering, {found.seed} was read")
            self._turn()
        self.archive.note_run("discovery", started, f"{new} new articles")

    def round(self) -> None:
        """Visit what is due."""
        started = self.archive.now()
        tasks = self.archive.due(within=ROUND_LENGTH)
        if not tasks:
            return
        self._beat(f"visiting {len(tasks)} articles")
        made = 0
        with closing(self._visit(tasks)) as visits:
            for visit in visits:
                made += 1
                self.report("visit", visit)
                self._beat(f"visited {visit.url}, {made} of {len(tasks)}")
                if self.stopping.is_set() or self._jumped():
                    break
                self._turn()
        self.archive.note_run("round", started, counted(made, "visit"))

    def _visit(self, tasks: tuple[CaptureTask, ...]) -> Generator[Visit]:
        """Make visits. Workers of a fleet come and go: what nobody could visit stays due."""
        try:
            with closing(self.archive.visit(tasks, sleep=self._sleep)) as visits:
                yield from visits
        except FleetTrouble as trouble:
            self.report(f"{trouble}; the visits that were not made stay due", None)

    def _turn(self) -> bool:
        """Do a step of each errand, and visit what was told of; tell whether there is more to do."""
        for heard in self.archive.hear():
            self.report(heard.said, None)
        tasks = self.archive.claim_told()
        if tasks:
            with closing(self._visit(tasks)) as visits:
                for visit in visits:
                    self.report("told", visit)
                    self._beat(f"visited {visit.url}, which was told of")
                    if self.stopping.is_set():
                        break
        return self.desk.turn() or bool(tasks)

    def _listen(self) -> None:
        """Listen as is declared now; where that cannot be, say so."""
        try:
            said = self.archive.listen_as_declared()
        except ConfigError as error:
            said = f"{error}; nothing is listened to"
        if said is not None:
            self.report(said, None)

    def verify(self) -> None:
        """Check every kept file and what follows from it; nothing is removed, and no page is read again."""
        started = self.archive.now()
        self._beat("verifying")
        report = self.archive.verify(texts=False, progress=self._checked)
        said = f"{report.checked} files, {len(report.damaged)} damaged, {len(report.orphans)} unknown"
        if report.out_of_reach:
            said += f", {report.out_of_reach} out of reach"
        self.report(f"verify: {said}", None)
        self.archive.note_run("verification", started, said)

    def _checked(self, done: int) -> None:
        if not done % FILES_A_SIGN:
            self._beat(f"verifying, {done} files were checked")

    def _reload(self, *, at_once: bool = False) -> None:
        """Take archiver.toml as it is now; where it cannot be used, say so and go on with the old one."""
        asked, trouble, before = self.reloading.is_set(), self.archive.misdeclared, self._config
        self.reloading.clear()
        try:
            self.archive.reload(at_once=at_once or asked)
        except ConfigError as error:
            self.report(f"{error}; what was read before stays in force", None)
        self._config = self.archive.config  # which an errand may have read already
        changed = self._config != before
        if not self.archive.misdeclared and (changed or asked or trouble):
            self.report(f"archiver.toml was read again: {'it' if changed else 'nothing'} changed", None)
        if self._config.schedule != before.schedule:
            self._lay_jobs()
        if self._config.listen != before.listen:
            self._listen()
        if changed and not at_once:
            self.discover(only_new=True)

    def _jumped(self) -> bool:
        return abs(_drift() - self.leads[-1]) > JUMP

    def _mind_clock(self) -> None:
        """Take in that the clock was set: go on, or wait while it shows a time before the newest visit.

        One that is back where it was before a jump was wrong in between: the visits made then are in doubt.
        """
        lead = _drift()
        if self.archive.clock().behind:
            if not any(abs(lead - earlier) <= JUMP for earlier in self.leads[:-1]):
                self._wait_for_clock()
                return
            count = self.archive.accept_clock()
            self.report(
                f"the clock was ahead and is right again; in doubt are visits made meanwhile, {count}", None
            )
        self.waiting = False
        self.leads.append(lead)
        self.report("the clock jumped; the schedule starts anew", None)
        self._lay_jobs()
        self.round()

    def _wait_for_clock(self) -> None:
        said = "waiting: the clock shows a time before the newest visit"
        if not self.waiting:
            self.report(f"{said}; set it, or, if it is right, stop and run `archiver clock --accept`", None)
        self.waiting = True
        self._beat(said)

    def _note_outage(self) -> None:
        missed = self.archive.note_outage(OUTAGE)
        if missed is not None:
            self.report(f"nobody looked for {round(missed.total_seconds() / 60)} min", None)

    def _lay_jobs(self) -> None:
        every = self.archive.config.schedule
        self.scheduler.clear()
        for job, interval in (
            (self.discover, every.discover),
            (self.round, every.round),
            (self.verify, every.verify),
        ):
            self.scheduler.every(max(1, round(interval.total_seconds()))).seconds.do(job)

    def _sleep(self, seconds: float) -> None:
        self.stopping.wait(seconds)


def serve(archive: Archive, *, report: Report) -> None:
    """Run a daemon in this process.

    SIGTERM and SIGINT stop it, a second one at once; SIGHUP has it read archiver.toml again.
    """
    daemon = Daemon(archive, report=report, supervisor=Supervisor(os.environ))
    with _signals(daemon), archive.keep_sending(), archive.keep_listening():
        daemon.run()


@contextmanager
def _signals(daemon: Daemon) -> Iterator[None]:
    def asked(number: int, frame: FrameType | None) -> None:
        del frame
        if daemon.stopping.is_set():
            raise KeyboardInterrupt
        daemon.report(f"{signal.Signals(number).name}: stopping after what is being recorded", None)
        daemon.stop()

    before = {number: signal.signal(number, asked) for number in (signal.SIGTERM, signal.SIGINT)}
    before[signal.SIGHUP] = signal.signal(signal.SIGHUP, lambda *_: daemon.reload())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _drift() -> timedelta:
    """Return the wall clock's lead over the monotonic clock, which nobody sets.

    The monotonic clock stands still while a laptop sleeps, so a sleep is a jump too.
    """
    return timedelta(seconds=time.time() - time.monotonic())

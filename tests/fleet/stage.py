"""A scheduler with workers in this process, whose visits a test makes; for the tests beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from distributed import LocalCluster, Worker

from archiver.config import Capturing
from archiver.errors import CaptureError
from archiver.fleet.addresses import security_of
from archiver.fleet.capturer import FleetCapturer
from archiver.fleet.place import Own, Place, Refusal
from archiver.fleet.rehearsal import scheduler
from archiver.model.capture import Artefact, Browser, Capture, CaptureTask
from archiver.model.manner import Manner

LOOPBACK = "127.0.0.1"
USER_AGENT = "Archiver/0.1 (test)"

Visit = Callable[[CaptureTask], Capture]


def task(number: int, host: str = "") -> CaptureTask:
    """Return a visit, of a host of its own where none is given."""
    return CaptureTask(article=number, url=f"https://{host or f'host-{number}.example'}/{number}")


def page(of: CaptureTask, when: datetime | None = None) -> Capture:
    """Return what a visit may bring."""
    html = Artefact(content=f"<h1>{of.url}</h1>".encode(), media_type="text/html")
    return Capture(
        url=of.url,
        final_url=of.url,
        captured_at=when or datetime.now(UTC),
        status=200,
        response=html,
        dom=html,
        browser=Browser(product="Test/1"),
        took=timedelta(seconds=1),
    )


@dataclass
class Visits:
    """What makes the visits of a worker: whatever a test says."""

    visit: Visit
    manner: Callable[[str], Manner]
    refusal: Refusal

    def capture(self, task: CaptureTask) -> Capture:
        return self.visit(task)


@dataclass
class Stage:
    """A scheduler, and workers that join it."""

    cluster: LocalCluster
    workers: list[Worker] = field(default_factory=list)

    @property
    def address(self) -> str:
        return str(self.cluster.scheduler_address)

    def add(
        self, visit: Visit = page, *, hands: int = 1, least_room: int = 0, made: Callable[[Visits], Any] = id
    ) -> Worker:
        """Have a worker join, whose visits are made so; `made` is told what makes them."""

        @contextmanager
        def make(_: Capturing, manner: Callable[[str], Manner], refusal: Refusal) -> Iterator[Visits]:
            visits = Visits(visit, manner, refusal)
            made(visits)
            yield visits

        async def begin() -> Worker:
            return await Worker(
                self.address,
                name=f"worker {len(self.workers) + 1}",
                nthreads=hands,
                host=LOOPBACK,
                dashboard_address=f"{LOOPBACK}:0",
                memory_limit=0,
                security=security_of(self.address),
                plugins=(Place(Own(side_by_side=hands), make=make, least_room=least_room),),
            )

        self.workers.append(self.cluster.sync(begin))
        return self.workers[-1]

    def clear(self) -> None:
        """Have all workers leave."""
        for worker in self.workers:
            self.cluster.sync(worker.close, executor_wait=False)
        self.workers.clear()


@contextmanager
def staged() -> Iterator[Stage]:
    """Give a scheduler without workers."""
    with scheduler() as cluster:
        stage = Stage(cluster)
        yield stage
        stage.clear()


def allow(_url: str) -> CaptureError | None:
    """Allow everything."""
    return None


def nobody() -> Any:
    raise AssertionError("no visit should be made at home")


def capturer(stage: Stage, **said: Any) -> FleetCapturer:
    """Return a capturer for the stage, in a hurry, that asks nobody's leave unless it is said."""
    usual: dict[str, Any] = {
        "capturing": Capturing(deadline=timedelta(seconds=30)),
        "turn": lambda _: 0.0,
        "answered": lambda *_: None,
        "refusal": allow,
        "manner": lambda _: Manner(user_agent=USER_AGENT),
        "home": nobody,
        "now": lambda: datetime.now(UTC),
        "patience": 120.0,
    }
    return FleetCapturer(stage.address, **{**usual, **said})


def signed_in(url: str, session: Any) -> Manner:
    """Return a manner with a session for hosts that are named so."""
    usual = Manner(user_agent=USER_AGENT)
    return replace(usual, session=session) if "members" in url else usual

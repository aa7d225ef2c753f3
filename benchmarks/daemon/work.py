"""The daemon under test, in a process of its own.

    python -m benchmarks.daemon.work HOME BEGAN SPEED LOG plain|browser

It is the product's daemon, store, gate, prober, reader and judge on a fast clock. With `plain`, the browser
is stood in for: where the product would open a page in one, the page is fetched by plain HTTP and its source
taken as the DOM, which is what a browser makes of a page without scripts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from archiver.archive.working import Archive
from archiver.capture.probe import Prober
from archiver.daemon.loop import serve
from archiver.errors import CaptureError
from archiver.model.capture import Artefact, Capture, CaptureTask, Known
from archiver.model.revision import Visit
from benchmarks.daemon.site import Clock


class Plain:
    """A capturer that takes the source of a page for what a browser would make of it."""

    def __init__(self, prober: Prober) -> None:
        self._prober = prober

    def capture_all(
        self, tasks: Iterable[CaptureTask]
    ) -> Iterator[tuple[CaptureTask, Capture | CaptureError]]:
        asked = {task.article: task for task in tasks}
        unconditional = [replace(task, known=Known()) for task in asked.values()]
        for task, came in self._prober.capture_all(unconditional):
            if isinstance(came, Capture):
                dom = Artefact(content=came.response.content, media_type="text/html")
                came = replace(came, dom=dom, depth=task.depth)
            yield asked[task.article], came

    def stop(self) -> None:
        self._prober.stop()


class Watched(Archive):
    """An archive that says how late each visit was."""

    late_log: Path

    def due(self, limit: int | None = None, **limits: timedelta) -> tuple[CaptureTask, ...]:
        tasks = super().due(limit, **limits)
        self._due = {task.article: self.store.article(task.article).next_visit for task in tasks}
        return tasks

    def note_visit(self, visit: Visit) -> None:
        due: datetime | None = self._due.pop(visit.article, None)
        if due is not None:
            with self.late_log.open("a") as log:
                print((visit.started_at - due).total_seconds(), file=log)


def main() -> None:
    home, began, speed, log, door = sys.argv[1:]
    clock = Clock(began=float(began), speed=float(speed))
    with Watched.open(home, now=clock.now) as archive:
        archive.late_log = Path(log)
        if door == "plain":
            wiring = archive._declared.wiring
            wiring.__dict__["capturer"] = Plain(Prober(wiring.fetcher))

        def report(_said: str, visit: Visit | None) -> None:
            if visit is not None:
                archive.note_visit(visit)

        serve(archive, report=report)


if __name__ == "__main__":
    main()

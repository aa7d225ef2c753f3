"""A capturer that answers from captures at hand: no browser, no network."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from archiver.errors import CaptureError, ConnectionFailed
from archiver.model.capture import Capture, CaptureTask


class ReplayCapturer:
    """Answers each visit of an address with the next capture of it, in the order given.

    The last one goes on answering, as a page that is not edited any more does.
    """

    def __init__(self, captures: Iterable[Capture | CaptureError]) -> None:
        """Take what will be answered.

        Args:
            captures: by their `url`, each address in the order of its visits; an error is raised
                where its turn comes.
        """
        self._waiting: defaultdict[str, deque[Capture | CaptureError]] = defaultdict(deque)
        for capture in captures:
            self._waiting[capture.url].append(capture)

    def capture(self, task: CaptureTask) -> Capture:
        """Return the next capture of the address.

        Raises:
            CaptureError: the one that was given, or `ConnectionFailed` where none is at hand.
        """
        waiting = self._waiting.get(task.url)
        if not waiting:
            raise ConnectionFailed(task.url, "there is no capture of it to replay")
        came = waiting.popleft() if len(waiting) > 1 else waiting[0]
        if isinstance(came, CaptureError):
            raise came
        return came

    def capture_all(
        self, tasks: Iterable[CaptureTask]
    ) -> Iterator[tuple[CaptureTask, Capture | CaptureError]]:
        """Yield each task with what came of it, in the order of the tasks."""
        for task in tasks:
            try:
                came: Capture | CaptureError = self.capture(task)
            except CaptureError as error:
                came = error
            yield task, came

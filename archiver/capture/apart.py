"""Event loops of our own, which neither a loop of who calls nor a terminal's Ctrl-C gets in the way of."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")


class ApartLoop(asyncio.SelectorEventLoop):
    """An event loop whose child processes, Playwright's driver, hear nothing of a Ctrl-C.

    A terminal interrupts every process of its foreground group, and a driver that dies while it starts
    is waited for in vain.
    """

    async def subprocess_exec(self, *args: Any, **kwargs: Any) -> Any:
        """Start a process as asyncio does, in a session of its own."""
        return await super().subprocess_exec(*args, **kwargs, start_new_session=True)


def run_apart(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end in a thread and loop of its own, and return what it does.

    Who calls may have a running loop, as notebooks do. If they are interrupted while they wait, the
    coroutine is cancelled and ends first.
    """
    loop = ApartLoop()
    task = loop.create_task(work)  # before the thread begins, so that it can be cancelled at any time
    done: Future[T] = Future()

    async def outcome() -> T:
        return await task

    def in_thread() -> None:
        try:
            with asyncio.Runner(loop_factory=lambda: loop) as runner:
                done.set_result(runner.run(outcome()))
        except BaseException as error:  # noqa: BLE001  raised again where it is waited for
            done.set_exception(error)

    thread = threading.Thread(target=in_thread, name="apart", daemon=True)
    try:
        thread.start()
        return done.result()
    except BaseException:
        with suppress(RuntimeError):  # it has ended, and its loop with it
            loop.call_soon_threadsafe(task.cancel)
        raise
    finally:
        if thread.ident is not None:
            thread.join()

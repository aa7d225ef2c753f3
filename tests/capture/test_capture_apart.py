"""Coroutines run apart: beside a loop that runs already, and ended before an interrupt goes on."""

from __future__ import annotations

import asyncio
import os
import signal
import threading

import pytest

from archiver.capture.apart import run_apart


def test_who_asks_may_have_a_loop_of_their_own() -> None:
    async def inner() -> int:
        await asyncio.sleep(0)
        return 7

    async def outer() -> int:
        return run_apart(inner())

    thread_results: list[int] = []
    thread = threading.Thread(target=lambda: thread_results.append(asyncio.run(outer())))
    thread.start()
    thread.join()

    assert thread_results == [7]


def test_what_the_coroutine_raises_is_raised() -> None:
    async def fails() -> None:
        raise LookupError("nothing here")

    with pytest.raises(LookupError, match="nothing here"):
        run_apart(fails())


def test_an_interrupt_ends_the_coroutine_first() -> None:
    ended: list[str] = []

    async def waits() -> None:
        try:
            os.kill(os.getpid(), signal.SIGINT)  # as a terminal does on Ctrl-C
            await asyncio.Event().wait()
        finally:
            ended.append("tidied up")

    with pytest.raises(KeyboardInterrupt):
        run_apart(waits())

    assert ended == ["tidied up"]

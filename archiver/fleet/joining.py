"""A worker, from when it joins a fleet until it is stopped or its scheduler ends."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable

import dask.config
from distributed import Worker

from archiver.errors import FleetTrouble
from archiver.fleet.addresses import LOOPBACK_HOST, checked, listening_host, security_of
from archiver.fleet.hush import hush
from archiver.fleet.place import Own, Place

JOIN_SECONDS = 60.0  # for a scheduler to answer; cluster managers start both at once

QUIET = {
    "distributed.worker.http.routes": [],  # of dask's pages; what they tell is the scheduler's to show
    "distributed.worker.profile.enabled": False,
}


def join(address: str, own: Own, *, name: str | None, say: Callable[[str], None]) -> None:
    """Make visits for whoever is at a scheduler, until SIGTERM or SIGINT, or until that ends.

    Args:
        address: of the scheduler.
        own: what is this worker's to decide.
        name: that it is known by; None: its address.
        say: told when it has joined, and why it left.

    Raises:
        UsageError: the address is none, or not safe.
        FleetTrouble: the scheduler does not answer, or has ended.
    """
    checked_address = checked(address)

    def said(told: str) -> None:
        say(f"{name}: {told}" if name else told)

    hush()
    with dask.config.set(QUIET), Place(own, say=said) as place:
        asyncio.run(_work(checked_address, own, place, name=name, say=say))


async def _work(
    address: str, own: Own, place: Place, *, name: str | None, say: Callable[[str], None]
) -> None:
    worker = Worker(
        address,
        name=name,
        nthreads=own.side_by_side,
        security=security_of(address),
        host=listening_host(address),
        dashboard_address=f"{LOOPBACK_HOST}:0",
        memory_limit=0,  # what it brought is not written to its disk; there is only so much at a time
        plugins=(place,),
        death_timeout=JOIN_SECONDS,
    )
    stopping = asyncio.Event()
    try:
        async with worker:
            for number in (signal.SIGTERM, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(number, stopping.set)
            visits = f"{own.side_by_side} visit{'s' * (own.side_by_side > 1)} side by side"
            say(f"{worker.name} has joined {address}; it makes {visits} (Ctrl-C ends)")
            ends = [asyncio.ensure_future(one) for one in (stopping.wait(), worker.finished())]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for one in ends:
                one.cancel()
            if not stopping.is_set():
                raise FleetTrouble(f"the scheduler at {address} has ended, or gave this worker up")
            await asyncio.to_thread(place.stop)  # else the worker waits for its visits
            say("stopped; what was under way is taken up by others")
    except (OSError, TimeoutError) as error:
        raise FleetTrouble(f"the scheduler at {address} does not answer: {error}") from error

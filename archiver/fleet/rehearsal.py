"""A small fleet on this machine, to see one at work: a scheduler, and workers of `archiver worker`."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from distributed import LocalCluster

from archiver.fleet.addresses import LOOPBACK_HOST
from archiver.fleet.hush import hush


@contextmanager
def scheduler() -> Iterator[LocalCluster]:
    """Give a scheduler that this machine alone can reach, without workers."""
    hush()
    with LocalCluster(
        n_workers=0,
        protocol="tcp",
        host=LOOPBACK_HOST,
        dashboard_address=f"{LOOPBACK_HOST}:0",
        silence_logs=logging.CRITICAL,
    ) as cluster:
        yield cluster


@contextmanager
def small_fleet(names: Sequence[str], *said: str, quiet: bool = False) -> Iterator[str]:
    """Give the address of a scheduler that workers are about to join.

    Args:
        names: of the workers.
        said: what else `archiver worker` is told.
        quiet: they tell nobody what they do.
    """
    with scheduler() as cluster:
        address = str(cluster.scheduler_address)
        command = (sys.executable, "-m", "archiver", "worker", address)
        told = subprocess.DEVNULL if quiet else None
        workers = [subprocess.Popen([*command, "--name", name, *said], stdout=told) for name in names]
        try:
            yield address
        finally:
            for worker in workers:
                worker.terminate()
            for worker in workers:
                worker.wait()

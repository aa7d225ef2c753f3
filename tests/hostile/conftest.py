"""The attack, its canaries, and the product's own capturer and fetcher to be attacked.

All tests share them: a canary that one attack reaches, however late, fails every test after it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attack import Attack, Canaries, Names, make_capturer

from archiver.capture.pool import BrowserCapturer
from archiver.fetch import Fetcher
from archiver.guard.policy import Policy
from archiver.guard.proxy import GuardProxy


@pytest.fixture(scope="module")
def canaries() -> Iterator[Canaries]:
    canaries = Canaries()
    yield canaries
    canaries.close()


@pytest.fixture(scope="module")
def attack(canaries: Canaries) -> Iterator[Attack]:
    attack = Attack(canaries)
    yield attack
    attack.close()


@pytest.fixture
def doomed() -> Iterator[Canaries]:
    """Return canaries that a test means to reach."""
    canaries = Canaries()
    yield canaries
    canaries.close()


@pytest.fixture(scope="module")
def guard(attack: Attack) -> Iterator[GuardProxy]:
    """The guard, with an exception for the attacking server and nothing else."""
    policy = Policy(frozenset({("127.0.0.1", attack.port)}))
    with pytest.MonkeyPatch.context() as patched:
        # an address that is assigned to nobody may stay silent for long, depending on the network
        patched.setattr("archiver.guard.dial.CONNECT_SECONDS", 1.0)
        with GuardProxy(policy, max_bytes=20_000_000, resolve=Names()) as guard:
            attack.proxy_port = int(guard.url.rpartition(":")[2])
            yield guard


@pytest.fixture(scope="module")
def capturer(guard: GuardProxy) -> Iterator[BrowserCapturer]:
    with make_capturer(guard) as capturer:
        yield capturer


@pytest.fixture(scope="module")
def fetcher(guard: GuardProxy) -> Iterator[Fetcher]:
    with Fetcher(guard, user_agent="Archiver/test") as fetcher:
        yield fetcher

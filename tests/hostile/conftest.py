"""The attack, its canaries, and the product's own capturer and fetcher to be attacked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attack import Attack, Canaries, Names, make_capturer

from archiver.capture.pool import BrowserCapturer
from archiver.fetch import Fetcher
from archiver.guard.policy import Policy
from archiver.guard.proxy import GuardProxy


@pytest.fixture
def canaries() -> Iterator[Canaries]:
    canaries = Canaries()
    yield canaries
    canaries.close()


@pytest.fixture
def attack(canaries: Canaries) -> Iterator[Attack]:
    attack = Attack(canaries)
    yield attack
    attack.close()


@pytest.fixture
def guard(attack: Attack, monkeypatch: pytest.MonkeyPatch) -> Iterator[GuardProxy]:
    """The guard, with an exception for the attacking server and nothing else."""
    # an address that is assigned to nobody may stay silent for long, depending on the network
    monkeypatch.setattr("archiver.guard.dial.CONNECT_SECONDS", 1.0)
    policy = Policy(frozenset({("127.0.0.1", attack.port)}))
    with GuardProxy(policy, max_bytes=20_000_000, resolve=Names()) as guard:
        attack.proxy_port = int(guard.url.rpartition(":")[2])
        yield guard


@pytest.fixture
def capturer(guard: GuardProxy) -> Iterator[BrowserCapturer]:
    with make_capturer(guard) as capturer:
        yield capturer


@pytest.fixture
def fetcher(guard: GuardProxy) -> Iterator[Fetcher]:
    with Fetcher(guard, user_agent="Archiver/test") as fetcher:
        yield fetcher

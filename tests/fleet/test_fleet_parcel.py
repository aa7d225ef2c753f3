"""What a worker saw arrives whole, or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import zstandard
from store_samples import capture

from archiver.errors import Damaged
from archiver.model.capture import Artefact, Capture, digest_of
from archiver.model.manner import Manner, Session, Upstream

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def repacked(parcel: bytes, old: bytes, new: bytes) -> bytes:
    plain = zstandard.ZstdDecompressor().decompress(parcel)
    assert plain.count(old) >= 1
    return zstandard.ZstdCompressor(write_checksum=True).compress(plain.replace(old, new, 1))


@pytest.mark.parametrize("full", [False, True])
def test_a_capture_arrives_as_it_was_sent(full: bool) -> None:
    from archiver.fleet.parcel import pack, unpack

    sent = capture("a storm", full=full)
    assert unpack(pack(sent)) == sent


def test_a_body_that_stands_in_several_places_travels_once() -> None:
    from archiver.fleet.parcel import pack

    body = Artefact(content=bytes(range(256)) * 4000, media_type="text/html")
    once = replace(capture(), response=body, dom=None)
    plain = [
        len(zstandard.ZstdDecompressor().decompress(pack(one))) for one in (once, replace(once, dom=body))
    ]
    assert plain[1] - plain[0] < 1000


def test_text_travels_compressed() -> None:
    from archiver.fleet.parcel import pack

    sent = capture("a storm " * 10_000)
    assert len(pack(sent)) < len(sent.response.content or b"") / 10


def damaged() -> dict[str, tuple[bytes, str]]:
    from archiver.fleet.parcel import pack

    sent = capture("a storm")
    parcel, body = pack(sent), sent.response.content or b""
    named = f'"digest": "{digest_of(body)}'.encode()
    return {
        "another byte of a body": (repacked(parcel, b"a storm", b"b storm"), "other bytes"),
        "another manifest": (repacked(parcel, named, b'"digest": "' + b"0" * 64), "without all bodies"),
        "cut": (parcel[:-20], "cannot be unpacked"),
        "a byte on its way": (parcel[:50] + bytes([parcel[50] ^ 1]) + parcel[51:], "."),
        "another thing": (
            zstandard.ZstdCompressor().compress(json.dumps([1]).encode()),
            "cannot be unpacked",
        ),
        "nothing": (b"", "cannot be unpacked"),
        "a body of no length": (repacked(parcel, str(len(body)).encode(), b"0" * len(str(len(body)))), "."),
    }


@pytest.mark.parametrize("kind", ["another byte of a body", "another manifest", "cut", "a byte on its way",
                                  "another thing", "nothing", "a body of no length"])  # fmt: skip
def test_what_was_damaged_on_its_way_is_refused(kind: str) -> None:
    from archiver.fleet.parcel import unpack

    parcel, said = damaged()[kind]
    with pytest.raises(Damaged, match=said):
        unpack(parcel)


class Key:
    """What signs requests."""

    def headers_for(self, url: str) -> tuple[tuple[str, str], ...]:
        return (("signature", url),)


@pytest.mark.parametrize(
    "secret",
    [{}, {"signer": Key()}, {"headers": (("x-key", "secret"),)}, {"browser": "/opt/chrome"},
     {"session": Session(kept_at=NOON, state={})}, {"upstream": Upstream(scheme="http", host="a", port=1)}],
    ids=lambda secret: next(iter(secret), "nothing"),
)  # fmt: skip
def test_what_is_secret_or_of_this_machine_keeps_a_visit_here(secret: dict[str, Any]) -> None:
    from archiver.fleet.orders import stays_here

    assert stays_here(Manner(user_agent="A", **secret)) is bool(secret)


def timed(captured: float, began: float, ended: float, given: float, came: float) -> Capture:
    """Return a capture whose times, in seconds after noon, are by the worker's clock and by the archive's."""
    from archiver.fleet.orders import Brought
    from archiver.fleet.times import at_home

    at = [NOON + timedelta(seconds=one) for one in (captured, began, ended, given, came)]
    brought = Brought(began_at=at[1], ended_at=at[2])
    return at_home(replace(capture(), captured_at=at[0]), brought, given_at=at[3], came_at=at[4])


@pytest.mark.parametrize(
    ("captured", "began", "ended", "expected"),
    [
        pytest.param(13, 11, 19, 13, id="a clock that is right"),
        pytest.param(12, 10, 18, 12, id="or nearly"),
        pytest.param(3613, 3611, 3619, 14, id="an hour ahead: as late as it can have been"),
        pytest.param(-3587, -3589, -3581, 12, id="an hour behind: as early as it can have been"),
    ],
)
def test_the_time_of_a_capture_is_one_that_the_archives_clock_allows(
    captured: float, began: float, ended: float, expected: float
) -> None:
    got = timed(captured, began, ended, given=10, came=20)
    assert (got.captured_at - NOON).total_seconds() == expected
    assert any("clock" in note for note in got.notes) is (abs(captured - expected) > 1)


def test_a_clock_that_stands_still_is_the_time_itself() -> None:
    got = timed(500, 498, 505, given=10, came=10)
    assert (got.captured_at - NOON).total_seconds() == 10
    assert not any("clock" in note for note in got.notes)


@pytest.mark.parametrize(
    "address",
    ["tcp://10.0.0.1:8786", "10.0.0.1:8786", "archive.example.org:8786", "tls://", "http://127.0.0.1:8786",
     "tcp://127.0.0.1", "127.0.0.1:port", "[::1:9"],
)  # fmt: skip
def test_a_scheduler_that_others_can_speak_for_is_refused(address: str) -> None:
    from archiver.errors import UsageError
    from archiver.fleet.addresses import checked

    with pytest.raises(UsageError, match="tls://"):
        checked(address)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("tls://archive.example.org:8786", "tls://archive.example.org:8786"),
        ("127.0.0.1:8786", "tcp://127.0.0.1:8786"),
        ("tcp://[::1]:8786", "tcp://[::1]:8786"),
        ("localhost:8786", "tcp://localhost:8786"),
    ],
)
def test_a_scheduler_behind_tls_or_on_this_machine_is_taken(address: str, expected: str) -> None:
    from archiver.fleet.addresses import checked

    assert checked(address) == expected

"""The endpoint on the network withstands who trickles, floods, or speaks no HTTP."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest
from waiting import wait_until

from archiver.errors import UsageError
from archiver.listen.callbacks import Callbacks
from archiver.listen.door import MOST_EXCHANGES, REQUEST_HEAD_BYTES, Answer, Asked, Door
from archiver.listen.endpoint import MOST_WAITING, PING_BYTES, Endpoint, Expected

TOKEN = "a-token-of-a-newsroom"
LOCAL = "127.0.0.1"


@pytest.fixture
def endpoint() -> Endpoint:
    return Endpoint(Expected(callbacks=Callbacks(b"k"), token=TOKEN))


@pytest.fixture
def door(endpoint: Endpoint) -> Iterator[Door]:
    with Door(endpoint).open(LOCAL, 0) as door:
        yield door


def connect(door: Door) -> socket.socket:
    return socket.create_connection((LOCAL, door.port), timeout=120)


def say(door: Door, said: bytes) -> bytes:
    """Say something and return all that is answered, until the other side hangs up."""
    with closing(connect(door)) as client:
        client.sendall(said)
        return rest(client)


def rest(client: socket.socket) -> bytes:
    found = b""
    while piece := _read(client):
        found += piece
    return found


def _read(client: socket.socket) -> bytes:
    try:
        return client.recv(65_536)
    except ConnectionResetError:
        return b""


def status(answer: bytes) -> int:
    return int(answer.split()[1])


def post(path: str, body: bytes, *more: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: archive.example", f"Content-Length: {len(body)}", *more, "", ""]
    return "\r\n".join(lines).encode() + body


BEARER = f"Authorization: Bearer {TOKEN}"


def test_a_ping_is_taken_and_answered_in_plain_text(door: Door, endpoint: Endpoint) -> None:
    answer = say(door, post("/ping", b'{"url": "https://gazette.example/a"}', BEARER))
    assert status(answer) == 202
    assert b"x-content-type-options: nosniff" in answer.lower()
    assert [told.urls for told in endpoint.take()] == [("https://gazette.example/a",)]  # type: ignore[union-attr]


def test_a_body_in_chunks_and_one_that_waits_for_leave_are_taken(door: Door) -> None:
    head = f"POST /ping HTTP/1.1\r\nHost: a\r\n{BEARER}\r\n"
    body = b'{"url": "https://gazette.example/a"}'
    chunked = f"{head}Transfer-Encoding: chunked\r\n\r\n{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    assert status(say(door, chunked)) == 202
    with closing(connect(door)) as client:
        client.sendall(f"{head}Expect: 100-continue\r\nContent-Length: {len(body)}\r\n\r\n".encode())
        assert status(client.recv(1_000)) == 100
        client.sendall(body)
        assert status(rest(client)) == 202


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        (b"GET /ping HTTP/1.1\r\nHost: a\r\n\r\n", 403),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", 404),
        (b"GET /hub/guessed?hub.mode=subscribe HTTP/1.1\r\nHost: a\r\n\r\n", 404),
        (b"GET /ping?" + b"a=1&" * 100 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        (b"PUT /ping HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 405),
        (b"\x16\x03\x01 no HTTP at all\r\n\r\n", 400),
        (b"GET /ping HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 4 * REQUEST_HEAD_BYTES, 431),
        (b"POST /ping HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nContent-Length: 7\r\n\r\n", 400),
        (post("/ping", b"[" * 100_000, BEARER), 400),
    ],
)
def test_what_is_no_use_is_refused_in_a_sentence(door: Door, said: bytes, answered: int) -> None:
    assert status(say(door, said)) == answered


def test_a_body_is_read_no_further_than_it_may_be_long(door: Door) -> None:
    """Neither where it says how long it is, nor where it goes on and on."""
    head = f"POST /ping HTTP/1.1\r\nHost: a\r\n{BEARER}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    sent = 0
    with closing(connect(door)) as client:
        client.sendall(head)
        try:
            for _ in range(10_000):
                client.sendall(chunk)
                sent += len(chunk)
        except OSError:
            pass
    assert sent < 20 * PING_BYTES, "what it reads is a megabyte; the rest waited in the system's buffers"


def test_who_trickles_is_cut_and_the_door_stays_open(endpoint: Endpoint) -> None:
    with Door(endpoint, seconds=0.3).open(LOCAL, 0) as door, closing(connect(door)) as slow:
        slow.sendall(b"GET /ping HTTP/1.1\r\nX: ")
        assert rest(slow) == b""
        assert status(say(door, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")) == 404


def test_more_connections_than_may_be_are_closed_without_a_word(door: Door) -> None:
    with ExitStack() as stack:
        held = [stack.enter_context(closing(connect(door))) for _ in range(MOST_EXCHANGES)]
        for client in held:
            client.sendall(b"GET / HTTP/1.1\r\n")
        assert say(door, b"") == b""
    wait_until(lambda: say(door, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"))


def test_what_waits_is_bounded_and_who_tells_more_is_asked_to_wait(endpoint: Endpoint) -> None:
    asked = Asked(
        method="POST",
        path="/ping",
        query={},
        headers={"authorization": f"Bearer {TOKEN}"},
        content=b'{"url": "https://gazette.example/a"}',
    )
    answers = [endpoint.answer(asked).status for _ in range(MOST_WAITING + 1)]
    assert set(answers[:-1]) == {202}
    assert answers[-1] == 429
    assert len(endpoint.take()) == MOST_WAITING


def test_a_bug_costs_one_request(caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        def longest_body(self, asked: Asked) -> int | None:
            return 10

        def answer(self, asked: Asked) -> Answer:
            raise ZeroDivisionError

    with Door(Broken()).open(LOCAL, 0) as door:
        assert status(say(door, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")) == 500
        assert status(say(door, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")) == 500


def test_a_port_that_is_taken_is_said(door: Door, endpoint: Endpoint) -> None:
    with pytest.raises(UsageError, match=f"{door.port} cannot be listened at"):
        Door(endpoint).open(LOCAL, door.port)

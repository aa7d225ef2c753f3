import resource
import socket
import threading
import time

import httpx
import pytest

from archiver.errors import AddressRefused, BodyTooLarge, ConnectionFailed, NameNotResolved
from archiver.guard.policy import Policy
from archiver.guard.proxy import MOST_WAITING, GuardProxy

NOWHERE = "3000::7"  # counts as public, but is assigned to nobody


def hello(connection: socket.socket, _first: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nhello")


def echo(connection: socket.socket, first: bytes) -> None:
    connection.sendall(first)
    while data := connection.recv(65536):
        connection.sendall(data)


def test_an_allowed_server_is_reached_over_http(upstream, proxies, wire) -> None:
    server = upstream(hello)
    proxy = proxies(("127.0.0.1", server.port))
    ticket = proxy.open_ticket("test")
    answer = wire.ask(proxy, ticket, f"http://127.0.0.1:{server.port}/story?x=1#part")
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answer.endswith(b"\r\n\r\nhello")
    assert server.requests[0].startswith(b"GET /story?x=1 HTTP/1.1\r\n")


def test_the_server_sees_neither_credentials_nor_hop_by_hop_fields(upstream, proxies, wire) -> None:
    server = upstream(hello)
    proxy = proxies(("127.0.0.1", server.port))
    fields = (
        "Proxy-Connection: keep-alive\r\nConnection: X-Secret\r\nX-Secret: 1\r\nX-Kept: 2\r\nTE: trailers\r\n"
    )
    wire.ask(proxy, proxy.open_ticket("test"), f"http://127.0.0.1:{server.port}/", fields=fields)
    seen = server.requests[0].lower()
    assert f"host: 127.0.0.1:{server.port}".encode() in seen
    assert b"x-kept: 2" in seen
    assert b"connection: close" in seen
    for gone in (b"proxy-", b"x-secret: 1", b"\r\nte:", b"ignored.example"):
        assert gone not in seen


def test_the_client_is_told_that_the_connection_ends_whatever_the_server_says(
    upstream, proxies, wire
) -> None:
    server = upstream(hello)
    proxy = proxies(("127.0.0.1", server.port))
    answer = wire.ask(proxy, proxy.open_ticket("test"), f"http://127.0.0.1:{server.port}/").lower()
    assert b"connection: close" in answer
    assert b"keep-alive" not in answer


def test_a_tunnel_carries_bytes_both_ways_and_counts_them(upstream, proxies, wire) -> None:
    server = upstream(echo)
    proxy = proxies(("127.0.0.1", server.port))
    ticket = proxy.open_ticket("test")
    with wire.dial(proxy) as connection:
        connection.sendall(
            f"CONNECT 127.0.0.1:{server.port} HTTP/1.1\r\n{wire.credentials(ticket)}\r\n".encode()
        )
        assert connection.recv(100).startswith(b"HTTP/1.1 200 ")
        connection.sendall(b"x" * 100_000)
        received = b""
        while len(received) < 100_000:
            received += connection.recv(65536)
    assert received == b"x" * 100_000
    (line,) = ticket.connections
    assert (line.host, line.port, line.address) == ("127.0.0.1", server.port, "127.0.0.1")
    assert (line.sent_bytes, line.received_bytes) == (100_000, 100_000)
    assert line.refused is None
    assert line.failed is None
    assert line.at.utcoffset() is not None


@pytest.mark.parametrize("target", ["http://127.0.0.1:{port}/", "127.0.0.1:{port}"])
@pytest.mark.parametrize(
    "fields", ["", "Proxy-Authorization: Basic eDp5\r\n", "Proxy-Authorization: Basic %%\r\n"]
)
def test_nobody_connects_without_a_ticket(upstream, proxies, wire, target, fields) -> None:
    server = upstream(hello)
    proxy = proxies(("127.0.0.1", server.port))
    method = "GET" if target.startswith("http") else "CONNECT"
    with wire.dial(proxy) as connection:
        connection.sendall(f"{method} {target.format(port=server.port)} HTTP/1.1\r\n{fields}\r\n".encode())
        answer = wire.everything(connection)
    assert answer.startswith(b"HTTP/1.1 407 ")
    assert b"Proxy-Authenticate: Basic" in answer
    assert server.requests == []


def test_a_closed_ticket_opens_nothing_and_its_connections_are_cut(upstream, proxies, wire) -> None:
    server = upstream(echo)
    proxy = proxies(("127.0.0.1", server.port))
    ticket = proxy.open_ticket("test")
    with wire.dial(proxy) as connection:
        connection.sendall(
            f"CONNECT 127.0.0.1:{server.port} HTTP/1.1\r\n{wire.credentials(ticket)}\r\n".encode()
        )
        connection.recv(100)
        ticket.close()
        with pytest.raises(ConnectionResetError):
            wire.everything(connection)
    assert wire.ask(proxy, ticket, f"http://127.0.0.1:{server.port}/").startswith(b"HTTP/1.1 407 ")


def test_a_ticket_with_a_time_closes_itself(upstream, proxies, wire) -> None:
    server = upstream(lambda connection, _: time.sleep(90))
    proxy = proxies(("127.0.0.1", server.port))
    ticket = proxy.open_ticket("test", seconds=0.3)
    began = time.monotonic()
    with pytest.raises(ConnectionResetError):
        wire.ask(proxy, ticket, f"http://127.0.0.1:{server.port}/")
    assert 0.25 < time.monotonic() - began < 60
    assert ticket.closed


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.2",
        "[::1]",
        "0.0.0.0",
        "[::]",
        "[::ffff:127.0.0.1]",
        "localhost",
        "x.localhost",
        "10.0.0.1",
        "169.254.169.254",
        "private.example",
        "mixed.example",
        "2130706433",
        "0x7f000001",
        "127.1",
        "[fe80::1]",
    ],
)
@pytest.mark.parametrize("tunnel", [False, True], ids=["http", "connect"])
def test_what_is_not_public_is_refused_and_logged(upstream, proxies, wire, host: str, tunnel: bool) -> None:
    names = {"private.example": ["10.1.1.1"], "mixed.example": [NOWHERE, "127.0.0.1"]}

    def resolve(name: str) -> list[str]:
        # The C library reads "2130706433" and "127.1" as addresses.
        return names.get(name) or [socket.inet_ntoa(socket.inet_aton(name))]

    server = upstream(hello)
    proxy = proxies(resolve=resolve)
    ticket = proxy.open_ticket("test")
    authority = f"{host}:{server.port}"
    method, target = ("CONNECT", authority) if tunnel else ("GET", f"http://{authority}/")
    answer = wire.ask(proxy, ticket, target, method=method)
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert b"x-archiver-refused: " in answer
    assert server.requests == []
    (line,) = ticket.refusals
    assert (line.host, line.port, line.address) == (host.strip("[]"), server.port, None)
    assert line.refused
    problem = ticket.problem(host, server.port)
    assert problem is not None
    assert isinstance(problem.error("http://a.example/"), AddressRefused)


def test_the_address_that_was_checked_is_dialled_without_a_second_lookup(upstream, proxies, wire) -> None:
    server = upstream(hello)
    asked: list[str] = []

    def resolve(name: str) -> list[str]:
        asked.append(name)
        return ["127.0.0.1"] if len(asked) == 1 else [NOWHERE]

    proxy = proxies(("pinned.example", server.port), resolve=resolve)
    ticket = proxy.open_ticket("test")
    assert wire.ask(proxy, ticket, f"http://pinned.example:{server.port}/").endswith(b"hello")
    assert asked == ["pinned.example"]
    assert ticket.connections[0].address == "127.0.0.1"


def test_a_name_that_turns_private_is_refused_when_it_does(upstream, proxies, wire, monkeypatch) -> None:
    monkeypatch.setattr("archiver.guard.dial.CONNECT_SECONDS", 1.0)
    server = upstream(hello)
    answers = iter([[NOWHERE], ["127.0.0.1"]])
    proxy = proxies(resolve=lambda _name: next(answers))
    ticket = proxy.open_ticket("test")
    assert wire.ask(proxy, ticket, f"http://rebind.example:{server.port}/").startswith(b"HTTP/1.1 502 ")
    assert wire.ask(proxy, ticket, f"http://rebind.example:{server.port}/").startswith(b"HTTP/1.1 403 ")
    assert server.requests == []


def test_another_address_is_tried_when_the_first_does_not_answer(upstream, proxies, wire) -> None:
    server = upstream(hello)
    proxy = proxies(("twin.example", server.port), resolve=lambda _name: ["::1", "127.0.0.3", "127.0.0.1"])
    ticket = proxy.open_ticket("test")
    assert wire.ask(proxy, ticket, f"http://twin.example:{server.port}/").endswith(b"hello")
    assert ticket.connections[0].address == "127.0.0.1"


def test_an_address_that_hangs_does_not_hold_up_the_next(upstream, proxies, wire) -> None:
    server = upstream(hello)
    with socket.socket() as silent:  # a full queue: further handshakes are not answered
        silent.bind(("127.0.0.9", server.port))
        silent.listen(0)
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.9", server.port))
        proxy = proxies(("slow.example", server.port), resolve=lambda _name: ["127.0.0.9", "127.0.0.1"])
        ticket = proxy.open_ticket("test")
        began = time.monotonic()
        answer = wire.ask(proxy, ticket, f"http://slow.example:{server.port}/")
        for filler in fillers:
            filler.close()
    assert answer.endswith(b"hello")
    assert time.monotonic() - began < 60  # the kernel itself gives up after two minutes
    assert ticket.connections[0].address == "127.0.0.1"


def test_a_name_without_address_is_told_apart(proxies, wire) -> None:
    def resolve(name: str) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    proxy = proxies(resolve=resolve)
    ticket = proxy.open_ticket("test")
    answer = wire.ask(proxy, ticket, "http://gone.example/")
    assert answer.startswith(b"HTTP/1.1 502 ")
    assert b"x-archiver-error: name-not-resolved" in answer
    problem = ticket.problem("gone.example", 80)
    assert problem is not None
    assert isinstance(problem.error("http://gone.example/"), NameNotResolved)
    assert ticket.connections[0].failed == "name-not-resolved: name or service not known"
    assert ticket.refusals == ()


def test_a_lookup_that_hangs_is_given_up_and_holds_up_nobody_else(
    upstream, proxies, wire, monkeypatch
) -> None:
    monkeypatch.setattr("archiver.guard.dial.LOOKUP_SECONDS", 0.5)
    release = threading.Event()
    server = upstream(hello)

    def resolve(name: str) -> list[str]:
        release.wait(120)
        return [NOWHERE]

    proxy = proxies(("127.0.0.1", server.port), resolve=resolve)
    ticket = proxy.open_ticket("test")
    began = time.monotonic()
    answer = wire.ask(proxy, ticket, "http://hangs.example/")
    assert b"x-archiver-error: name-not-resolved" in answer
    assert time.monotonic() - began < 60
    assert wire.ask(proxy, ticket, f"http://127.0.0.1:{server.port}/").endswith(b"hello")
    release.set()


def test_a_closed_port_is_a_failed_connection(proxies, wire) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    proxy = proxies(("127.0.0.1", port))
    ticket = proxy.open_ticket("test")
    assert b"x-archiver-error: connection-failed" in wire.ask(proxy, ticket, f"http://127.0.0.1:{port}/")
    problem = ticket.problem("127.0.0.1", port)
    assert problem is not None
    assert isinstance(problem.error("http://a.example/"), ConnectionFailed)
    assert ticket.connections[0].failed == "connection-failed: connection refused"


@pytest.mark.parametrize(
    ("behave", "said"),
    [
        pytest.param(lambda c, _: None, "hung up without an answer", id="hangs-up"),
        pytest.param(lambda c, _: c.sendall(b"SSH-2.0-OpenSSH\r\n\r\n"), "not HTTP", id="not-http"),
        pytest.param(
            lambda c, _: c.sendall(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * 300_000 + b"\r\n\r\n"),
            "too long",
            id="endless-header",
        ),
        pytest.param(
            lambda c, _: c.sendall(b"HTTP/1.1 101 Switching Protocols\r\n\r\n"), "not asked for", id="upgrade"
        ),
    ],
)
def test_a_server_that_does_not_answer_in_http_is_a_failed_connection(
    upstream, proxies, wire, behave, said
) -> None:
    server = upstream(behave)
    proxy = proxies(("127.0.0.1", server.port))
    ticket = proxy.open_ticket("test")
    answer = wire.ask(proxy, ticket, f"http://127.0.0.1:{server.port}/")
    assert b"x-archiver-error: connection-failed" in answer
    assert said in (ticket.connections[0].failed or "")


def test_a_server_cannot_speak_in_the_name_of_the_guard(upstream, proxies, wire) -> None:
    server = upstream(
        lambda c, _: c.sendall(
            b"HTTP/1.1 403 No\r\nX-Archiver-Refused: 8.8.8.8 is a loopback address\r\n"
            b"Proxy-Authenticate: Basic\r\nX-Other: 1\r\n\r\n"
        )
    )
    proxy = proxies(("127.0.0.1", server.port))
    ticket = proxy.open_ticket("test")
    answer = wire.ask(proxy, ticket, f"http://127.0.0.1:{server.port}/").lower()
    assert b"x-other: 1" in answer
    assert b"x-archiver" not in answer
    assert b"proxy-authenticate" not in answer
    assert ticket.problem("127.0.0.1", server.port) is None


def test_a_response_that_breaks_off_does_not_look_complete(upstream, proxies, wire) -> None:
    def behave(connection: socket.socket, _first: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\nhalf a sto")
        time.sleep(0.2)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # RST

    server = upstream(behave)
    proxy = proxies(("127.0.0.1", server.port))
    ticket = proxy.open_ticket("test")
    through = httpx.Proxy(proxy.url, auth=(ticket.username, ticket.password))
    with httpx.Client(proxy=through, trust_env=False) as client, pytest.raises(httpx.TransportError):
        client.get(f"http://127.0.0.1:{server.port}/")


def test_more_bytes_than_the_budget_cut_the_visit(upstream, proxies, wire) -> None:
    def behave(connection: socket.socket, _first: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    server = upstream(behave)
    proxy = proxies(("127.0.0.1", server.port), max_bytes=1_000_000)
    ticket = proxy.open_ticket("test")
    received = 0
    with wire.dial(proxy) as connection:
        connection.sendall(
            f"GET http://127.0.0.1:{server.port}/ HTTP/1.1\r\n{wire.credentials(ticket)}\r\n".encode()
        )
        try:
            while data := connection.recv(65536):
                received += len(data)
        except ConnectionResetError:
            pass
    assert received <= 1_000_000
    problem = ticket.problem("127.0.0.1", server.port)
    assert problem is not None
    assert isinstance(problem.error("http://a.example/"), BodyTooLarge)
    again = wire.ask(proxy, ticket, f"http://127.0.0.1:{server.port}/")
    assert b"x-archiver-error: budget-spent" in again
    assert len(server.requests) == 1
    assert wire.ask(proxy, proxy.open_ticket("other", max_bytes=10), "http://127.0.0.2/").startswith(
        b"HTTP/1.1 403"
    )


@pytest.mark.parametrize("size", [0, 10, 200_000])
@pytest.mark.parametrize("chunked", [False, True], ids=["length", "chunked"])
def test_a_body_reaches_the_server_as_it_was_framed(
    upstream, proxies, wire, size: int, chunked: bool
) -> None:
    body = b"b" * size
    got: list[bytes] = []

    def behave(connection: socket.socket, first: bytes) -> None:
        head, _, rest = first.partition(b"\r\n\r\n")
        end = b"0\r\nTrail: er\r\n\r\n"
        while not rest.endswith(end) if chunked else len(rest) < size:
            rest += connection.recv(65536)
        got.append(head + b"|" + rest)
        hello(connection, first)

    server = upstream(behave)
    proxy = proxies(("127.0.0.1", server.port))
    framed = b"%x;ext=1\r\n%s\r\n" % (size, body) if size else b""
    sent = framed + b"0\r\nTrail: er\r\n\r\n" if chunked else body
    fields = "Transfer-Encoding: chunked\r\n" if chunked else f"Content-Length: {size}\r\n"
    smuggled = b"GET http://127.0.0.1/ HTTP/1.1\r\n\r\n"
    target = f"http://127.0.0.1:{server.port}/"
    answer = wire.ask(
        proxy, proxy.open_ticket("t"), target, method="POST", fields=fields, body=sent + smuggled
    )
    assert answer.endswith(b"hello")
    assert got[0].partition(b"|")[2] == sent


def test_a_chunked_response_and_an_interim_one_pass_unchanged(upstream, proxies, wire) -> None:
    tail = b"3\r\nabc\r\n0\r\n\r\n"
    server = upstream(
        lambda c, _: c.sendall(
            b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + tail
        )
    )
    proxy = proxies(("127.0.0.1", server.port))
    answer = wire.ask(proxy, proxy.open_ticket("test"), f"http://127.0.0.1:{server.port}/")
    assert answer.startswith(b"HTTP/1.1 103 ")
    assert b"\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" in answer
    assert answer.endswith(tail)


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n",
        b"GET https://a.example/ HTTP/1.1\r\n\r\n",
        b"GET ftp://a.example/ HTTP/1.1\r\n\r\n",
        b"GET http://user:pw@a.example/ HTTP/1.1\r\n\r\n",
        b"GET http:///x HTTP/1.1\r\n\r\n",
        b"GET http://a.example:0/ HTTP/1.1\r\n\r\n",
        b"GET http://a.example:99999/ HTTP/1.1\r\n\r\n",
        b"GET http://[fe80::1%25eth0]/ HTTP/1.1\r\n\r\n",
        b"GET http://a.example/ HTTP/2.0\r\n\r\n",
        b"GET  http://a.example/ HTTP/1.1\r\n\r\n",
        b"CONNECT a.example HTTP/1.1\r\n\r\n",
        b"CONNECT http://a.example:443/ HTTP/1.1\r\n\r\n",
        b"GET http://a.example/ HTTP/1.1\r\nBad Name: 1\r\n\r\n",
        b"GET http://a.example/ HTTP/1.1\r\n folded: 1\r\n\r\n",
        b"GET http://a.example/ HTTP/1.1\r\nX: a\rHost: b\r\n\r\n",
        b"GET http://a.example/ HTTP/1.1\r\nX: \0\r\n\r\n",
        b"POST http://a.example/ HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0",
        b"POST http://a.example/ HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n0",
        b"POST http://a.example/ HTTP/1.1\r\nContent-Length: +1\r\n\r\n0",
        b"POST http://a.example/ HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n\r\n\r\n",
        b"GET http://a.example/ HTTP/1.1\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
        b"GET http://a.example/ HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
    ],
)
def test_a_malformed_request_is_answered_and_goes_nowhere(proxies, wire, request_bytes: bytes) -> None:
    asked: list[str] = []
    proxy = proxies(resolve=lambda name: asked.append(name) or [NOWHERE])
    with wire.dial(proxy) as connection:
        connection.sendall(request_bytes)
        assert wire.everything(connection).startswith(b"HTTP/1.1 400 ")
    assert asked == []


def test_silent_clients_make_room_for_those_who_speak(upstream, proxies, wire, monkeypatch) -> None:
    monkeypatch.setattr("archiver.guard.proxy.HEAD_SECONDS", 120)  # as long as a silent one may stay
    server = upstream(hello)
    proxy = proxies(("127.0.0.1", server.port))
    ticket = proxy.open_ticket("test")
    silent = [wire.dial(proxy) for _ in range(MOST_WAITING + 50)]
    for connection in silent:
        connection.send(b"GET http://")
    began = time.monotonic()
    assert wire.ask(proxy, ticket, f"http://127.0.0.1:{server.port}/").endswith(b"hello")
    assert time.monotonic() - began < 60
    for connection in silent:
        connection.close()


def test_a_slow_client_is_dropped(proxies, wire, monkeypatch) -> None:
    monkeypatch.setattr("archiver.guard.proxy.HEAD_SECONDS", 0.3)
    proxy = proxies()
    with wire.dial(proxy) as connection:
        connection.sendall(b"GET http://a.example/ HTTP/1.1\r\n")
        assert connection.recv(100) == b""


def test_one_visit_cannot_have_endless_connections(upstream, proxies, wire, monkeypatch) -> None:
    monkeypatch.setattr("archiver.guard.ticket.MOST_CONNECTIONS", 3)
    server = upstream(echo)
    proxy = proxies(("127.0.0.1", server.port))
    ticket = proxy.open_ticket("test")
    head = f"CONNECT 127.0.0.1:{server.port} HTTP/1.1\r\n{wire.credentials(ticket)}\r\n".encode()
    tunnels = [wire.dial(proxy) for _ in range(3)]
    for connection in tunnels:
        connection.sendall(head)
        assert connection.recv(100).startswith(b"HTTP/1.1 200 ")
    with wire.dial(proxy) as connection:
        connection.sendall(head)
        assert connection.recv(100).startswith(b"HTTP/1.1 503 ")
    for connection in tunnels:
        connection.close()


def test_the_limit_of_open_files_is_raised_for_it() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, before[1]))
    try:
        with GuardProxy(Policy(), max_bytes=1000):
            assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(8192, before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_the_proxy_ends_with_its_context_even_when_busy(upstream, wire) -> None:
    server = upstream(echo)
    before = set(threading.enumerate())  # other tests' proxies may be running for the whole session
    with GuardProxy(Policy(frozenset({("127.0.0.1", server.port)})), max_bytes=1000) as proxy:
        ticket = proxy.open_ticket("test")
        busy = wire.dial(proxy)
        busy.sendall(f"CONNECT 127.0.0.1:{server.port} HTTP/1.1\r\n{wire.credentials(ticket)}\r\n".encode())
        assert busy.recv(100).startswith(b"HTTP/1.1 200 ")
    with busy, pytest.raises(ConnectionResetError):
        busy.recv(100)
    started = set(threading.enumerate()) - before
    assert [thread.name for thread in started if thread.name == "guard-proxy"] == []
    with pytest.raises(ConnectionRefusedError):
        wire.dial(proxy)
    proxy.open_ticket("late").close()

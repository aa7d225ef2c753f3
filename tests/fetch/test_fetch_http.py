import gzip
import resource
import socket
import ssl
import threading
import time
import zlib
from datetime import UTC, datetime, timedelta

import pytest

from archiver.errors import (
    AddressRefused,
    BodyTooLarge,
    CaptureError,
    ConnectionFailed,
    NameNotResolved,
    NavigationTimeout,
    NotConnected,
    SchemeRefused,
    TlsFailed,
    TooManyRedirects,
)

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_a_feed_is_fetched_with_all_that_the_host_said(web, fetchers, routes) -> None:
    web.routes["/feed?x=%20"] = routes.answer(b"<rss/>", Content_Type="text/xml", ETag='"1"')
    fetcher = fetchers(web, now=lambda: NOON)
    response = fetcher.get(f"{web.url}/feed?x=%20#top")
    assert response.status == 200
    assert response.content == b"<rss/>"
    assert response.url == f"{web.url}/feed?x=%20#top"
    assert response.final_url == f"{web.url}/feed?x=%20"
    assert response.hops == ()
    assert response.header("Content-Type") == "text/xml"
    assert response.fetched_at == NOON
    assert timedelta() < response.took < timedelta(seconds=5)
    (connection,) = response.connections
    assert (connection.host, connection.port, connection.address) == ("127.0.0.1", web.port, "127.0.0.1")
    assert connection.received_bytes > len(b"<rss/>")
    assert web.seen[0][1]["user-agent"] == "Archiver/test"


@pytest.mark.parametrize("status", [404, 410, 500, 403, 502, 503])
def test_any_status_is_an_answer(web, fetchers, routes, status: int) -> None:
    web.routes["/"] = routes.answer(b"sorry", status=status)
    response = fetchers(web).get(web.url)
    assert (response.status, response.content) == (status, b"sorry")


def test_a_host_that_knows_the_validators_answers_304(web, fetchers, routes) -> None:
    web.routes["/"] = routes.answer(status=304, ETag='"1"')
    response = fetchers(web).get(f"{web.url}/", etag='"1"', last_modified="Sun, 01 Nov 2026 12:00:00 GMT")
    assert (response.status, response.content) == (304, b"")
    asked = web.seen[0][1]
    assert asked["if-none-match"] == '"1"'
    assert asked["if-modified-since"] == "Sun, 01 Nov 2026 12:00:00 GMT"


def test_redirects_are_followed_and_kept(web, fetchers, routes) -> None:
    web.routes["/old"] = routes.redirect("/newer", status=301, Set_Cookie="seen=1")
    web.routes["/newer"] = routes.redirect(f"{web.url}/newest#part", status=307)
    web.routes["/newest"] = routes.answer(b"here")
    response = fetchers(web).get(f"{web.url}/old")
    assert response.content == b"here"
    assert response.final_url == f"{web.url}/newest"
    assert [(hop.url, hop.status, hop.location) for hop in response.hops] == [
        (f"{web.url}/old", 301, "/newer"),
        (f"{web.url}/newer", 307, f"{web.url}/newest#part"),
    ]
    assert ("set-cookie", "seen=1") in response.hops[0].headers
    assert web.seen[2][1]["cookie"] == "seen=1"
    assert len(response.connections) == 3


def test_a_redirect_without_a_location_is_an_answer(web, fetchers, routes) -> None:
    web.routes["/"] = routes.answer(b"where?", status=302)
    assert fetchers(web).get(web.url).content == b"where?"


def test_the_body_of_a_redirect_is_not_fetched(web, fetchers, routes) -> None:
    web.routes["/"] = routes.redirect("/there", Content_Length="999999999999")
    web.routes["/there"] = routes.answer(b"here")
    assert fetchers(web).get(web.url).content == b"here"


def test_redirects_without_end_are_given_up(web, fetchers, routes) -> None:
    web.routes["/loop"] = routes.redirect("/loop")
    with pytest.raises(TooManyRedirects):
        fetchers(web).get(f"{web.url}/loop")
    assert len(web.seen) == 11


@pytest.mark.parametrize(
    ("location", "error"),
    [
        ("http://127.0.0.1:1/admin", AddressRefused),
        ("http://[::1]:{port}/", CaptureError),  # httpcore leaves the brackets out
        ("http://2130706433:{port}/", AddressRefused),
        ("http://localhost:{port}/", AddressRefused),
        ("http://router.example:{port}/", AddressRefused),
        ("https://169.254.169.254/latest/meta-data/", AddressRefused),
        ("file:///etc/passwd", SchemeRefused),
        ("data:text/html,hello", SchemeRefused),
        ("ftp://files.example/", SchemeRefused),
        ("http://[nonsense", CaptureError),
        ("http://:80/", CaptureError),
        ("http://[fe80::1%25eth0]/", CaptureError),
    ],
)
def test_a_redirect_cannot_lead_off_the_public_internet(web, fetchers, routes, location: str, error) -> None:
    def resolve(host: str) -> list[str]:
        return ["127.0.0.1" if host == "2130706433" else "192.168.0.1"]

    web.routes["/"] = routes.redirect(location.format(port=web.port))
    with pytest.raises(error):
        fetchers(web, resolve=resolve).get(web.url)
    assert [path for path, _ in web.seen] == ["/"]


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("file:///etc/passwd", SchemeRefused),
        ("data:text/plain,x", SchemeRefused),
        ("javascript:alert(1)", SchemeRefused),
        ("no address", CaptureError),
        ("http://", CaptureError),
        ("http://a..b.example/", CaptureError),
        ("http://example.org/" + "é" * 3000, CaptureError),
    ],
)
def test_what_is_no_web_address_is_refused(fetchers, url: str, error) -> None:
    with pytest.raises(error):
        fetchers().get(url)


def test_a_private_address_is_refused_with_its_reason(web, fetchers) -> None:
    with pytest.raises(AddressRefused, match="a loopback address") as caught:
        fetchers().get(web.url)
    assert caught.value.address == "127.0.0.1"
    assert web.seen == []


def test_a_private_https_address_is_refused_too(fetchers) -> None:
    with pytest.raises(AddressRefused, match="a private address"):
        fetchers(resolve=lambda host: ["10.0.0.1"]).get("https://intranet.example/")


def test_a_name_that_turns_private_between_two_fetches_is_refused(web, fetchers, monkeypatch) -> None:
    monkeypatch.setattr("archiver.guard.dial.CONNECT_SECONDS", 1.0)
    answers = iter([["3000::7"], ["127.0.0.1"]])  # public but assigned to nobody, then rebound
    fetcher = fetchers(web, resolve=lambda host: next(answers))
    with pytest.raises(ConnectionFailed):
        fetcher.get(f"http://rebind.example:{web.port}/")
    with pytest.raises(AddressRefused):
        fetcher.get(f"http://rebind.example:{web.port}/")
    assert web.seen == []


def test_a_name_without_address_is_told_apart(fetchers) -> None:
    def resolve(host: str) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(NameNotResolved) as caught:
        fetchers(resolve=resolve).get("https://gone.example/")
    assert caught.value.host == "gone.example"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_closed_port_is_told_apart(fetchers, scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NotConnected, match="connection refused"):
        fetchers(("127.0.0.1", port)).get(f"{scheme}://127.0.0.1:{port}/")


def test_a_certificate_nobody_vouches_for_is_a_tls_failure(webs, fetchers, routes) -> None:
    web = webs(tls=True)
    web.routes["/"] = routes.answer(b"secret")
    with pytest.raises(TlsFailed, match="certificate not accepted: self-signed certificate"):
        fetchers(web).get(web.url)
    assert web.seen == []


def test_a_certificate_that_is_trusted_is_accepted_for_its_own_host_only(webs, fetchers, routes) -> None:
    trusting = ssl.create_default_context(cafile=str(routes.certificate))
    web, other = webs(tls=True), webs(tls=True, address="127.0.0.2")
    web.routes["/"] = routes.answer(b"hello")
    fetcher = fetchers(web, ("127.0.0.2", other.port), tls=trusting)
    assert fetcher.get(web.url).content == b"hello"
    with pytest.raises(TlsFailed, match=r"127\.0\.0\.2"):
        fetcher.get(other.url)


def test_a_server_that_speaks_no_tls_is_a_tls_failure(web, fetchers) -> None:
    with pytest.raises(TlsFailed, match="handshake failed"):
        fetchers(web).get(web.url.replace("http:", "https:"))


def test_a_server_that_hangs_up_in_the_handshake_is_a_failed_connection(fetchers) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            connection, _ = server.accept()
            connection.recv(100)
            connection.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        port = server.getsockname()[1]
        with pytest.raises(ConnectionFailed) as caught:
            fetchers(("127.0.0.1", port)).get(f"https://127.0.0.1:{port}/")
        thread.join()
        assert not isinstance(caught.value, NotConnected), "it was connected to"


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "undeclared"])
def test_a_body_of_200_mb_is_given_up_at_the_limit(web, fetchers, declared: bool) -> None:
    sent = 0

    def flood(handler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.send_header(*(("Content-Length", "200000000") if declared else ("Connection", "close")))
        handler.end_headers()
        for _ in range(2000):
            handler.wfile.write(b"x" * 100_000)
            sent += 100_000

    web.routes["/"] = flood
    with pytest.raises(BodyTooLarge) as caught:
        fetchers(web, max_bytes=5_000_000).get(web.url)
    assert caught.value.limit_bytes == 5_000_000
    assert sent < 50_000_000


def test_gzip_is_undone(web, fetchers, routes) -> None:
    zipped = gzip.compress(b"first,") + gzip.compress(b"second") + b"\0\0"
    web.routes["/"] = routes.answer(zipped, Content_Encoding="gzip")
    response = fetchers(web).get(web.url)
    assert response.content == b"first,second"
    assert response.header("content-encoding") == "gzip"
    assert web.seen[0][1]["accept-encoding"] == "gzip"


def test_a_decompression_bomb_is_noticed_while_it_is_small(web, fetchers, routes) -> None:
    packer = zlib.compressobj(wbits=31)
    bomb = b"".join(packer.compress(b"\0" * 10_000_000) for _ in range(20)) + packer.flush()
    assert len(bomb) < 250_000  # of 200 MB
    web.routes["/"] = routes.answer(bomb, Content_Encoding="gzip")
    fetcher = fetchers(web, max_bytes=20_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BodyTooLarge):
        fetcher.get(web.url)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # KB


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        pytest.param(b"no gzip", "gzip", id="not-gzip"),
        pytest.param(gzip.compress(b"x" * 1000)[:-12], "gzip", id="cut-short"),
        pytest.param(b"\x1b\x03", "br", id="not-asked-for"),
        pytest.param(gzip.compress(gzip.compress(b"x")), "gzip, gzip", id="twice"),
    ],
)
def test_a_body_that_cannot_be_decoded_is_no_answer(web, fetchers, routes, content, encoding) -> None:
    web.routes["/"] = routes.answer(content, Content_Encoding=encoding)
    with pytest.raises(CaptureError):
        fetchers(web).get(web.url)


def test_a_body_that_breaks_off_is_no_answer(web, fetchers, routes) -> None:
    def break_off(handler) -> None:
        routes.answer(b"half", Content_Length="100")(handler)
        handler.close_connection = True

    web.routes["/"] = break_off
    with pytest.raises(ConnectionFailed):
        fetchers(web).get(web.url)


def trickle_body(handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(900):
        handler.wfile.write(b"x")
        time.sleep(0.1)


def trickle_headers(handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(900):
        handler.wfile.write(b"X-More: 1\r\n")
        time.sleep(0.1)


def endless_redirects(handler) -> None:
    time.sleep(0.3)
    handler.send_response(302)
    handler.send_header("Location", "/")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


@pytest.mark.parametrize(
    "route", [trickle_body, trickle_headers, endless_redirects, lambda _: time.sleep(90)]
)
def test_the_deadline_is_over_the_whole_fetch(web, fetchers, route) -> None:
    web.routes["/"] = route
    fetcher = fetchers(web, timeout=timedelta(seconds=1))
    began = time.monotonic()
    with pytest.raises(NavigationTimeout) as caught:
        fetcher.get(web.url)
    assert time.monotonic() - began < 60
    assert caught.value.seconds == 1


def test_every_hop_waits_for_its_host(web, webs, fetchers, routes) -> None:
    other = webs()
    web.routes["/"] = routes.redirect(f"{other.url}/b")
    other.routes["/b"] = routes.answer(b"here")
    asked: list[str] = []
    slept: list[float] = []

    def turn(host: str) -> float:
        asked.append(host)
        return 0.5 if asked.count(host) == 1 else 0.0

    fetchers(web, other, turn=turn, sleep=slept.append).get(web.url)
    first, second = web.url.removeprefix("http://"), other.url.removeprefix("http://")
    assert asked == [first, first, second, second]
    assert slept == [0.5, 0.5]


def test_waiting_for_a_turn_is_not_counted(web, fetchers, routes) -> None:
    web.routes["/"] = routes.answer(b"here")
    waits = iter([0.5, 0.0])
    response = fetchers(web, turn=lambda _: next(waits), timeout=timedelta(seconds=0.4)).get(web.url)
    assert response.took < timedelta(seconds=0.4)


def test_a_fetch_under_way_is_cut_when_the_fetcher_ends(web, fetchers) -> None:
    web.routes["/"] = lambda _: time.sleep(90)
    raised: list[BaseException] = []
    with fetchers(web) as fetcher:

        def fetch() -> None:
            try:
                fetcher.get(web.url)
            except CaptureError as error:
                raised.append(error)

        thread = threading.Thread(target=fetch)
        thread.start()
        while not web.seen:
            time.sleep(0.01)
    thread.join(60)
    assert not thread.is_alive()
    assert isinstance(raised[0], ConnectionFailed)


def test_settings_of_the_environment_do_not_lead_around_the_guard(web, fetchers, monkeypatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("no_proxy", "*")
    with pytest.raises(AddressRefused):
        fetchers().get(web.url)
    assert web.seen == []


def test_names_in_other_scripts_are_looked_up_in_ascii(fetchers) -> None:
    asked: list[str] = []

    def resolve(host: str) -> list[str]:
        asked.append(host)
        return ["10.0.0.1"]

    with pytest.raises(AddressRefused):
        fetchers(resolve=resolve).get("https://bücher.example/ä?ö")
    assert asked == ["xn--bcher-kva.example"]

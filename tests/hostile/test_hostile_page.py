"""Nothing that a page, a redirect or a name can do reaches an address that is not public."""

import socket
from contextlib import suppress

import pytest
from attack import Attack, Canaries, make_capturer, own_address, settle
from playwright.sync_api import Browser as OpenBrowser
from waiting import wait_until

from archiver.capture.pool import BrowserCapturer
from archiver.capture.probe import probe
from archiver.errors import AddressRefused, CaptureError, ConnectionFailed, NavigatedAway, SchemeRefused
from archiver.fetch import Fetcher
from archiver.guard.proxy import GuardProxy
from archiver.model.capture import CaptureTask, Depth

MOST_OF_THEM = 65  # vectors that arrive from an unguarded browser; 78 do with Chromium 156
SURE_OF_THEM = {
    "speculation-prefetch",
    "speculation-prerender-redirected",
    "popup",
    "service-worker",
    "worker-fetch",
    "websocket",
    "udp",
    "tls",
}


def task(url: str) -> CaptureTask:
    return CaptureTask(article=1, url=url, depth=Depth.FULL)


def test_the_canaries_count(doomed: Canaries) -> None:
    for address in ("127.0.0.1", "127.0.0.2", own_address()):
        with socket.create_connection((address, doomed.port), timeout=5) as connection:
            connection.sendall(b"GET /control HTTP/1.1\r\n\r\n")
            connection.recv(100)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x", ("127.0.0.1", doomed.udp_port))
    wait_until(lambda: len(doomed.reached) == 4)
    assert doomed.names() == {"control", "udp"}


def test_without_the_guard_the_page_reaches_them(doomed: Canaries, browser: OpenBrowser) -> None:
    attack = Attack(doomed)
    page = browser.new_page()
    page.goto(attack.url, wait_until="commit")
    for _ in range(600):  # five minutes, of which a quiet machine needs seconds
        page.wait_for_timeout(500)
        if len(doomed.names()) >= MOST_OF_THEM and doomed.names() >= SURE_OF_THEM:
            break
    page.context.close()
    attack.close()
    assert len(doomed.names()) >= MOST_OF_THEM
    assert doomed.names() >= SURE_OF_THEM


def test_nothing_of_the_page_reaches_a_canary_through_the_guard(
    attack: Attack, canaries: Canaries, capturer: BrowserCapturer
) -> None:
    capture = capturer.capture(task(attack.url))
    settle()
    assert canaries.reached == []
    assert capture.status == 200
    assert capture.dom is not None
    assert b"enough words to be read" in (capture.dom.content or b"")
    refused = [(line.host, line.port) for line in capture.connections if line.refused]
    canary = canaries.port
    assert refused.count(("127.0.0.1", canary)) >= 50  # it did try
    assert set(refused) >= {
        ("127.0.0.2", canary),
        (own_address(), canary),
        ("0.0.0.0", canary),
        ("::", canary),
        ("::1", canary),
        ("::ffff:7f00:1", canary),
        ("64:ff9b::7f00:1", canary),
        ("localhost", canary),
        ("anything.localhost", canary),
        ("private.example", canary),
        ("mixed.example", canary),
        ("rebind.example", canary),
        ("169.254.169.254", 80),
        ("127.0.0.1", attack.proxy_port),
    }
    assert {(line.address, line.port) for line in capture.connections if line.address} == {
        ("127.0.0.1", attack.port)
    }


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{canary}/",
        "https://127.0.0.1:{canary}/",
        "http://127.0.0.2:{here}/",
        "http://[::1]:{canary}/",
        "http://0.0.0.0:{canary}/",
        "http://2130706433:{canary}/",
        "http://localhost:{canary}/",
        "http://anything.localhost:{here}/",
        "http://private.example:{canary}/",
        "http://mixed.example:{canary}/",
        "http://169.254.169.254/latest/meta-data/",
    ],
)
def test_no_such_address_is_visited(
    attack: Attack, canaries: Canaries, capturer: BrowserCapturer, url: str
) -> None:
    with pytest.raises(AddressRefused):
        capturer.capture(task(url.format(canary=canaries.port, here=attack.port)))
    with pytest.raises(AddressRefused):
        capturer.capture(
            task(f"{attack.url}/redirect-to?{url.format(canary=canaries.port, here=attack.port)}")
        )
    assert canaries.reached == []


@pytest.mark.parametrize(
    "path", ["/meta-refresh", "/refresh-header", "/script-navigation", "/late-navigation"]
)
def test_a_page_that_leaves_for_a_canary_does_not_arrive(
    attack: Attack, canaries: Canaries, capturer: BrowserCapturer, path: str
) -> None:
    url = attack.url + path
    with suppress(NavigatedAway, AddressRefused):  # or the page is kept as it was before it left
        assert capturer.capture(task(url)).final_url == url
    assert canaries.reached == []


def test_a_name_rebound_to_this_machine_is_refused(
    attack: Attack, canaries: Canaries, capturer: BrowserCapturer
) -> None:
    url = f"http://rebind-top.example:{canaries.port}/"
    with pytest.raises(ConnectionFailed):
        capturer.capture(task(url))
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1 is a loopback address"):
        capturer.capture(task(url))
    assert canaries.reached == []


@pytest.mark.parametrize("path", ["/redirect?canary", "/redirect-twice?canary"])
def test_a_feed_or_probe_that_is_redirected_to_a_canary_does_not_arrive(
    attack: Attack, canaries: Canaries, fetcher: Fetcher, path: str
) -> None:
    before = len(attack.asked)
    with pytest.raises(AddressRefused):
        fetcher.get(attack.url + path)
    with pytest.raises(AddressRefused):
        probe(fetcher, task(attack.url + path))
    assert len(attack.asked) - before == 2 * (1 + path.count("twice"))
    assert canaries.reached == []


def test_no_setting_of_the_environment_leads_around_the_guard(
    attack: Attack, canaries: Canaries, guard: GuardProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_DISABLE_FORCED_CHROMIUM_PROXIED_LOOPBACK", "1")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "*")
    with make_capturer(guard) as capturer, pytest.raises(AddressRefused):
        capturer.capture(task(f"http://127.0.0.1:{canaries.port}/"))
    assert canaries.reached == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "data:text/html,hello", "chrome://version", "javascript:alert(1)"]
)
def test_what_is_not_on_the_web_is_no_article(capturer: BrowserCapturer, url: str) -> None:
    with pytest.raises(SchemeRefused):
        capturer.capture(task(url))


@pytest.mark.parametrize("location", ["file:///etc/passwd", "data:text/html,hello", "chrome://version"])
def test_a_redirect_off_the_web_is_not_followed(
    attack: Attack, capturer: BrowserCapturer, fetcher: Fetcher, location: str
) -> None:
    with pytest.raises(SchemeRefused):
        fetcher.get(f"{attack.url}/redirect-to?{location}")
    with pytest.raises(CaptureError):
        capturer.capture(task(f"{attack.url}/redirect-to?{location}"))

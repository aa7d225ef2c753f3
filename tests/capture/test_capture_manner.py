"""How a source is visited: what its servers are told, what others are not, and what is never kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

import pytest
from upstreams import LOGIN, UpstreamProxy
from workshop import USER_AGENT, Site, dom, full, light, make_capturer, say

from archiver.capture.pool import BrowserCapturer
from archiver.capture.probe import download
from archiver.errors import AddressRefused, ConnectionFailed
from archiver.fetch import Fetcher
from archiver.guard.proxy import GuardProxy
from archiver.model.capture import Artefact, Capture
from archiver.model.manner import Manner, Session, Upstream

NOW = datetime(2026, 11, 30, tzinfo=UTC)
SECRET = "s3cr3t-of-the-reader/9"  # with a sign that addresses spell otherwise
FRESH = "fr3sh-cookie-of-the-session"
STORED = "st0red-by-a-script-0123456789"
KEY = "k3y-of-the-newsroom"


class Door:
    """The manner that the shared capturer visits in, which each test sets, and the cookies it handed back."""

    def __init__(self) -> None:
        self.manner = Manner(user_agent=USER_AGENT)
        self.renewed: list[object] = []

    def of(self, _url: str) -> Manner:
        return self.manner


@pytest.fixture(scope="module")
def door() -> Door:
    return Door()


@pytest.fixture(scope="module")
def visitor(proxy: GuardProxy, door: Door) -> Iterator[BrowserCapturer]:
    with make_capturer(
        proxy, manner=door.of, renewed=lambda _, cookies: door.renewed.extend(cookies)
    ) as capturer:
        yield capturer


def session(site: Site) -> Session:
    cookie = {
        "name": "sid", "value": SECRET, "domain": "127.0.0.1", "path": "/", "expires": -1,
        "httpOnly": True, "secure": False, "sameSite": "Lax",
    }  # fmt: skip
    stored = {"origin": f"http://127.0.0.1:{site.port}", "localStorage": [{"name": "token", "value": STORED}]}
    return Session(kept_at=NOW, state={"cookies": [cookie], "origins": [stored]})


def everything(capture: Capture) -> str:
    """Return all that is kept of a capture, as text."""
    bodies = [capture.response, capture.dom, capture.mhtml, *(one.body for one in capture.resources)]
    contents = [one.content or b"" for one in bodies if isinstance(one, Artefact)]
    return repr(capture) + b"".join(contents).decode("latin-1")


def test_a_source_is_visited_in_its_language_zone_window_and_name(
    site: Site, visitor: BrowserCapturer, door: Door
) -> None:
    door.manner = Manner(
        user_agent="Gazetteer/1", language="de-DE", time_zone="Europe/Berlin", viewport=(390, 844)
    )
    told = "[navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone, innerWidth, innerHeight]"
    url = site.page("/manner", f"<p id=told></p><script>told.textContent = {told}.join(' ')</script>")
    capture = visitor.capture(light(url))
    assert "de-DE Europe/Berlin 390 844" in dom(capture)
    (asked,) = site.asked["/manner"]
    assert (asked["user-agent"], asked["accept-language"]) == ("Gazetteer/1", "de-DE")
    browser = capture.browser
    assert (browser.user_agent, browser.language, browser.time_zone, browser.viewport) == (
        "Gazetteer/1", "de-DE", "Europe/Berlin", (390, 844),
    )  # fmt: skip


def test_headers_reach_the_source_and_no_other_host(
    site: Site, other_site: Site, visitor: BrowserCapturer, door: Door
) -> None:
    other = other_site.file("/plain.css", "p { color: red }", "text/css")
    door.manner = Manner(
        user_agent=USER_AGENT, domain=f"127.0.0.1:{site.port}", headers=(("x-reader-key", KEY),)
    )
    site.file("/own.css", "p { color: navy }", "text/css")
    site.answer("/away.css", lambda h: say(h, "", ("Location", f"{other}?redirected"), status=302))
    sheets = ("/own.css", other, "/away.css")
    url = site.page("/keyed", "".join(f'<link rel=stylesheet href="{sheet}">' for sheet in sheets))
    capture = visitor.capture(full(url))
    assert site.asked["/keyed"][0]["x-reader-key"] == KEY
    assert site.asked["/own.css"][0]["x-reader-key"] == KEY
    assert site.asked["/away.css"][0]["x-reader-key"] == KEY
    assert [head.get("x-reader-key") for head in other_site.asked["/plain.css"]] == [None, None]
    assert capture.admission.headers == ("x-reader-key",)
    assert KEY not in everything(capture)


def test_a_session_opens_the_door_and_is_kept_nowhere(
    site: Site, visitor: BrowserCapturer, door: Door
) -> None:
    door.manner = Manner(user_agent=USER_AGENT, session=session(site), signed_in="Sign out")

    def answer(handler: BaseHTTPRequestHandler) -> None:
        cookie = handler.headers["Cookie"] or ""
        shown = f"<a href=/out?sid={cookie.partition('=')[2]}>Sign out</a>" if SECRET in cookie else "Sign in"
        echo = f"<script>document.body.append(localStorage.token, {json.dumps(cookie)})</script>"
        body = f"<!doctype html><h1>Storm</h1><p>The harbour was closed.</p>{shown}{echo}<img src=/me.svg>"
        say(handler, body, ("Set-Cookie", f"sid2={FRESH}; HttpOnly"))

    site.answer("/members", answer)
    site.answer("/me.svg", lambda h: say(h, f"<svg>{h.headers['Cookie']}</svg>", kind="image/svg+xml"))
    capture = visitor.capture(full(site.url("/members")))
    assert "Sign out" in dom(capture)
    assert (capture.admission.session, capture.admission.is_let_in) == (NOW, True)
    kept = everything(capture)
    for secret in (SECRET, SECRET.replace("/", "%2F"), FRESH, STORED):
        assert secret not in kept
    assert any("taken out" in note for note in capture.notes)
    assert capture.mhtml is not None
    assert capture.mhtml.missing == "it showed a secret of the session"
    assert {cookie["value"] for cookie in door.renewed} == {SECRET, FRESH}  # type: ignore[index]


def test_a_page_that_lets_nobody_in_says_so_and_renews_nothing(
    site: Site, visitor: BrowserCapturer, door: Door
) -> None:
    door.manner = Manner(user_agent=USER_AGENT, session=session(site), signed_in="Sign out")
    door.renewed.clear()
    capture = visitor.capture(light(site.page("/outside", "<p>Sign in</p>")))
    assert capture.admission.is_let_in is False
    assert door.renewed == []


def test_plain_requests_carry_the_session_and_keep_none_of_it(site: Site, proxy: GuardProxy) -> None:
    manner = Manner(user_agent=USER_AGENT, session=session(site))
    site.answer(
        "/plain-members", lambda h: say(h, f"hello {h.headers['Cookie']}", ("Set-Cookie", f"s={FRESH}"))
    )
    with Fetcher(proxy, user_agent=USER_AGENT, manner=lambda _: manner) as fetcher:
        capture = download(fetcher, light(site.url("/plain-members")), note="plain")
    assert site.asked["/plain-members"][0]["cookie"] == f"sid={SECRET}"
    assert SECRET not in everything(capture)
    assert FRESH not in everything(capture)


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_visits_go_through_the_proxy_of_the_source(
    scheme: str, site: Site, visitor: BrowserCapturer, door: Door
) -> None:
    user, _, password = LOGIN.partition(":")
    with UpstreamProxy(scheme) as through:
        way = Upstream(scheme=scheme, host="127.0.0.1", port=through.port, login=(user, password))
        door.manner = Manner(user_agent=USER_AGENT, upstream=way)
        capture = visitor.capture(light(site.page(f"/by-{scheme}")))
        assert "Storm" in dom(capture)
        assert ("127.0.0.1", site.port) in through.asked
        assert {line.via for line in capture.connections} == {through.address}
        assert password not in everything(capture)
        with pytest.raises(AddressRefused):  # the guard decides, not the proxy
            visitor.capture(light("http://10.0.0.7/"))
        assert "10.0.0.7" not in {host for host, _ in through.asked}


def test_a_proxy_that_lets_nobody_through_is_named_without_its_password(
    site: Site, visitor: BrowserCapturer, door: Door
) -> None:
    with UpstreamProxy("socks5") as through:
        way = Upstream(
            scheme="socks5", host="127.0.0.1", port=through.port, login=("press", "wr0ng-password")
        )
        door.manner = Manner(user_agent=USER_AGENT, upstream=way)
        with pytest.raises(ConnectionFailed) as failed:
            visitor.capture(light(site.page("/locked")))
    assert through.address in str(failed.value)
    assert "wr0ng-password" not in str(failed.value)

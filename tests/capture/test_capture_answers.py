"""Any HTTP answer is a capture; only no answer is an error."""

from __future__ import annotations

import pytest
from server import PDF
from workshop import PIXEL, dom, full, light, say

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


@pytest.mark.parametrize("status", [404, 410, 500])
def test_an_error_page_is_a_capture(faults, capturer, status: int) -> None:
    capture = capturer.capture(light(f"{faults.url}/{status}"))

    assert capture.status == status
    assert b"<h1>" in (capture.response.content or b"")
    assert "<h1>" in dom(capture)


def test_a_page_for_members_is_a_capture_and_gets_no_credentials(site, capturer) -> None:
    challenge = ("WWW-Authenticate", 'Basic realm="members"')
    url = site.answer("/401", lambda h: say(h, "<h1>Members</h1>", challenge, status=401))

    capture = capturer.capture(light(url))

    assert (capture.status, capture.response.content) == (401, b"<h1>Members</h1>")
    assert all("authorization" not in headers for headers in site.asked["/401"])


@pytest.mark.parametrize(("path", "status"), [("/empty", 200), ("/503", 503), ("/no-content", 204)])
def test_no_bytes_are_an_answer_too(faults, capturer, path: str, status: int) -> None:
    capture = capturer.capture(full(faults.url + path))

    assert (capture.status, capture.response.content) == (status, b"")


@pytest.mark.parametrize(
    ("path", "content", "media_type"),
    [
        pytest.param("/pdf", PDF, "application/pdf", id="pdf"),
        pytest.param("/image", PIXEL, "image/png", id="image"),
        pytest.param("/download", b"PK\x03\x04", "application/zip", id="download"),
        pytest.param(
            "/feed",
            b'<rss version="2.0"><channel><title>A feed</title></channel></rss>',
            "application/rss+xml",
            id="feed",
        ),
    ],
)
def test_what_is_no_page_is_kept_as_received(
    faults, capturer, path: str, content: bytes, media_type: str
) -> None:
    capture = capturer.capture(full(faults.url + path))

    assert (capture.status, capture.response.content) == (200, content)
    assert capture.response.media_type == media_type
    assert (capture.dom, capture.screenshot, capture.mhtml) == (None, None, None)


def test_what_the_browser_would_download_is_fetched_and_says_so(faults, capturer) -> None:
    capture = capturer.capture(light(faults.url + "/pdf"))

    assert capture.browser.product.startswith("httpx/")
    assert capture.notes == ("taken by plain HTTP: the browser would have downloaded it",)
    assert [c.port for c in capture.connections] == [faults.host[1]]


def test_bytes_are_kept_as_sent_whatever_encoding_they_claim(faults, capturer) -> None:
    capture = capturer.capture(light(faults.url + "/wrong-charset"))

    assert "“It is the wind,”".encode("cp1252") in (capture.response.content or b"")
    assert "It is the wind" in dom(capture)


def test_a_page_that_declares_nothing_is_rendered(faults, capturer) -> None:
    assert "harbor master" in dom(capturer.capture(light(faults.url + "/no-type")))


@pytest.mark.parametrize(
    ("url", "error"),
    [
        pytest.param("{faults}/loop", TooManyRedirects, id="redirect-loop"),
        pytest.param("{faults}/to-private", AddressRefused, id="redirect-to-private-address"),
        pytest.param("{faults}/to-file", CaptureError, id="redirect-to-file"),
        pytest.param("{faults}/garbage", ConnectionFailed, id="not-http"),
        pytest.param("{faults}/cut", ConnectionFailed, id="cut-off"),
        pytest.param("{faults}/huge", BodyTooLarge, id="200-MB"),
        pytest.param("http://10.9.9.9/", AddressRefused, id="private-address"),
        pytest.param("https://10.9.9.9/", AddressRefused, id="private-address-by-tls"),
        pytest.param("http://nowhere.invalid/", NameNotResolved, id="no-such-name"),
        pytest.param("https://nowhere.invalid/", NameNotResolved, id="no-such-name-by-tls"),
        pytest.param("{site_by_tls}/", TlsFailed, id="tls-handshake"),
        pytest.param("http://127.0.0.1:{closed}/", NotConnected, id="nobody-listens"),
        pytest.param("file:///etc/passwd", SchemeRefused, id="file"),
        pytest.param("data:text/html,hello", SchemeRefused, id="data"),
        pytest.param("http://[::bad/", CaptureError, id="no-address"),
        pytest.param("{faults}/to?url=http://a..b.example/", CaptureError, id="redirect-to-empty-label"),
        pytest.param("{faults}/to?url=http://*.x.example/", CaptureError, id="redirect-to-star"),
        pytest.param("{faults}/to?url=http://a%20b.example/", CaptureError, id="redirect-to-blank"),
        pytest.param("{faults}/to?url=https://a..b.example/", CaptureError, id="redirect-to-no-name-by-tls"),
        pytest.param("{faults}/to?url=http://x:99999/", CaptureError, id="redirect-to-no-port"),
    ],
)
def test_no_answer_is_an_error_that_says_why(faults, site, capturer, closed_port, url, error) -> None:
    url = url.format(faults=faults.url, site_by_tls=f"https://127.0.0.1:{site.port}", closed=closed_port)

    with pytest.raises(CaptureError) as raised:
        capturer.capture(light(url))

    assert type(raised.value) is error


def test_a_server_that_never_answers_costs_one_deadline(faults, hasty) -> None:
    with pytest.raises(NavigationTimeout):
        hasty.capture(light(faults.url + "/hang"))


def test_a_document_without_end_is_kept_in_part(faults, hasty) -> None:
    capture = hasty.capture(light(faults.url + "/stream"))

    assert capture.dom is not None
    assert capture.dom.partial
    assert "and then" in dom(capture)
    assert capture.response.missing == "the document did not end"
    assert capture.settled == "cap"

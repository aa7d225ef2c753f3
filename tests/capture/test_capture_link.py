"""What a capture tells of the connection that the answer came by, and of the machine that asked."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from secure import CERTIFICATE, SecureSite, trusting
from workshop import USER_AGENT, Site, light, make_capturer

from archiver import __version__
from archiver.capture.browser import Found
from archiver.capture.pool import BrowserCapturer
from archiver.capture.probe import download
from archiver.fetch import Fetcher
from archiver.guard.policy import Policy
from archiver.guard.proxy import GuardProxy


@pytest.fixture(scope="module")
def secure() -> Iterator[SecureSite]:
    with SecureSite() as site:
        yield site


@pytest.fixture(scope="module")
def guard(secure: SecureSite) -> Iterator[GuardProxy]:
    allow = frozenset({("127.0.0.1", secure.port), ("storm.test", secure.port)})
    addresses = ("127.0.0.1", "127.0.0.1", "::1")
    with GuardProxy(Policy(allow), max_bytes=20_000_000, resolve=lambda _: addresses) as proxy:
        yield proxy


def test_a_page_over_http_2_is_kept_with_its_certificates_and_addresses(
    secure: SecureSite, guard: GuardProxy, chromium: Found, tmp_path: Path
) -> None:
    browser = trusting(chromium.path, tmp_path)
    url = secure.url.replace("127.0.0.1", "storm.test")
    with make_capturer(guard, browser=str(browser)) as capturer:
        capture = capturer.capture(light(url))
    assert set(secure.versions) == {"2"}
    assert capture.circumstances.protocol == "h2"
    assert capture.certificates is not None
    assert capture.certificates.missing is None
    own = (capture.certificates.content or b"").decode()
    assert ssl.PEM_cert_to_DER_cert(own) == ssl.PEM_cert_to_DER_cert(CERTIFICATE.read_text())
    line = next(line for line in capture.connections if line.host == "storm.test")
    assert (line.address, line.answers) == ("127.0.0.1", ("127.0.0.1", "::1"))


def test_a_plain_request_tells_the_certificate_as_well(secure: SecureSite, guard: GuardProxy) -> None:
    tls = ssl.create_default_context(cafile=str(CERTIFICATE))
    with Fetcher(guard, user_agent=USER_AGENT, tls=tls) as fetcher:
        capture = download(fetcher, light(secure.url), note="plain")
    assert capture.circumstances.protocol == "http/1.1"
    assert capture.certificates is not None
    assert b"BEGIN CERTIFICATE" in (capture.certificates.content or b"")


def test_a_page_without_tls_has_no_certificates_and_names_program_and_zone(
    site: Site, capturer: BrowserCapturer
) -> None:
    capture = capturer.capture(light(site.page("/unsecured")))
    told = capture.circumstances
    assert capture.certificates is None
    assert told.protocol == "http/1.1"
    assert told.program.startswith(f"Archiver {__version__} (Python 3.")
    assert told.machine_zone

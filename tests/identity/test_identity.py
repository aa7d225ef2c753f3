"""Who verifies our requests by the key that we publish finds that they are ours, for them, and fresh."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from homes import empty_home
from http_message_signatures import HTTPMessageSigner, algorithms
from newsstand import Newsstand, Page

from archiver.archive.working import Archive
from archiver.identity import DIRECTORY, Identity, directory, thumbprint

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
AGENT = "https://archive.example"

RFC_KEY = b"""-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
-----END PRIVATE KEY-----
"""  # RFC 9421, appendix B.1.4
RFC_NAME = "poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U"  # of that key, as the drafts of Web Bot Auth have it


def rfc_key() -> Ed25519PrivateKey:
    key = load_pem_private_key(RFC_KEY, password=None)
    assert isinstance(key, Ed25519PrivateKey)
    return key


def verify(headers: Mapping[str, str], authority: str, published: str) -> dict[str, str]:
    """Check a request as RFC 9421 and the draft say, by nothing of ours; return the parameters.

    Raises:
        InvalidSignature: somebody else signed it, or something else.
    """
    label, params = headers["signature-input"].split("=", 1)
    covered = re.match(r"\(([^)]*)\)", params)
    assert covered is not None
    assert covered[1] == f'"@authority" "signature-agent";key="{label}"'
    told = dict(re.findall(r';(\w+)="?([^";]+)"?', params[covered.end() :]))
    member = headers["signature-agent"].removeprefix(f"{label}=")
    base = (
        f'"@authority": {authority}\n"signature-agent";key="{label}": {member}\n"@signature-params": {params}'
    )
    (key,) = [key for key in json.loads(published)["keys"] if key["kid"] == told["keyid"]]
    public = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(key["x"] + "="))
    signature = headers["signature"].removeprefix(f"{label}=:").removesuffix(":")
    public.verify(base64.b64decode(signature), base.encode("ascii"))
    return told


def test_the_library_signs_the_example_of_the_rfc_as_the_rfc_does() -> None:
    """RFC 9421, appendix B.2.6."""

    class Request:
        method, url = "POST", "https://example.com/foo?param=Value&Pet=dog"
        headers = {  # noqa: RUF012
            "Date": "Tue, 20 Apr 2021 02:07:55 GMT",
            "Content-Type": "application/json",
            "Content-Length": "18",
        }

    class Keys:
        def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
            return rfc_key()

        resolve_public_key = resolve_private_key

    HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=Keys()).sign(
        Request,
        key_id="test-key-ed25519",
        created=datetime.fromtimestamp(1618884473, UTC),
        label="sig-b26",
        include_alg=False,
        covered_component_ids=("date", "@method", "@path", "@authority", "content-type", "content-length"),
    )
    assert Request.headers["Signature"] == (
        "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:"
    )


def test_a_key_is_named_by_its_thumbprint() -> None:
    assert thumbprint(rfc_key().public_key()) == RFC_NAME


def test_a_request_says_whose_it_is_for_whom_and_for_how_long() -> None:
    identity = Identity(rfc_key(), AGENT, lambda: NOON)
    headers = dict(identity.headers_for("https://News.Example:443/storm?a=1"))
    assert headers["signature-agent"] == f'sig1="{AGENT}"'
    told = verify(headers, "news.example", directory(rfc_key().public_key()))
    assert told["tag"] == "web-bot-auth"
    assert told["alg"] == "ed25519"
    assert told["keyid"] == RFC_NAME
    assert int(told["created"]) == NOON.timestamp()
    assert int(told["expires"]) == (NOON + timedelta(minutes=1)).timestamp()
    again = dict(identity.headers_for("https://news.example/storm"))
    assert verify(again, "news.example", directory(rfc_key().public_key()))["nonce"] != told["nonce"]


def test_a_request_for_one_host_is_worth_nothing_at_another() -> None:
    headers = dict(Identity(rfc_key(), AGENT).headers_for("https://news.example/storm"))
    for authority in ("other.example", "news.example:8443"):
        with pytest.raises(InvalidSignature):
            verify(headers, authority, directory(rfc_key().public_key()))


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    with Newsstand() as running:
        yield running


def test_an_identity_is_made_by_init_and_signs_what_is_fetched_and_visited(
    stand: Newsstand, archiver, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    """A real browser and plain requests; sub-resources and other hosts are asked without a signature."""
    home = empty_home(tmp_path / "home")
    made = archiver("init", home.root, "--identity", AGENT)
    assert made.returncode == 0, made.stderr
    published = (home.root / "identity" / DIRECTORY).read_text()
    page = (home.root / "identity" / "bot.html").read_text()
    assert RFC_NAME not in published
    assert json.loads(published)["keys"][0]["kid"] in page
    key = home.keys / "identity.key"
    assert key.stat().st_mode & 0o777 == 0o600
    text = home.declaration.read_text()
    assert f'signature_agent = "{AGENT}"' in text
    assert f"+{AGENT}/bot.html" in text
    body = "<h1>Storm</h1><p>The storm reached the quay at noon on Tuesday.</p>" * 4
    body += '<img src="/picture.png"><script>fetch("/more.json")</script>'
    stand.pages["/storm"] = Page(body.encode())
    stand.pages["/more.json"] = Page(b"{}", "application/json")
    allow = f'[guard]\nallow = ["{stand.host}"]\n'
    home.declaration.write_text(
        f'{allow}[politeness]\ndelay = "1ms"\nsignature_agent = "{AGENT}"\n[capture]\ndwell = "300ms"\n'
    )
    with Archive.open(home) as archive:
        archive.capture(f"{stand.url}/storm")
    asked = dict(stand.headers)
    for path in ("/robots.txt", "/storm", "/more.json"):
        assert verify(asked[path], stand.host, published)["tag"] == "web-bot-auth", path
    assert "signature" not in asked["/picture.png"]
    secret = key.read_bytes().splitlines()[1]
    for path in home.root.rglob("*"):
        assert path == key or not path.is_file() or secret not in path.read_bytes()


def test_without_a_key_nothing_is_signed(stand: Newsstand, tmp_path: Path) -> None:
    home = empty_home(tmp_path / "home")
    home.declaration.write_text(
        f'[guard]\nallow = ["{stand.host}"]\n[politeness]\ndelay = "1ms"\nsignature_agent = "{AGENT}"\n'
    )
    with Archive.open(home) as archive:
        archive.fetcher.get(f"{stand.url}/robots.txt")
    assert "signature" not in dict(stand.headers)["/robots.txt"]

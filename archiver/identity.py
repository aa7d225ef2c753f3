"""Who this bot is, proven: requests signed with a key of the home (Web Bot Auth).

Source:
    RFC 9421, HTTP Message Signatures; draft-ietf-webbotauth-httpsig-protocol, which has the components, the
    parameters, `Signature-Agent` and the directory; RFC 7638 and RFC 8037 for the name of a key.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import escape
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from http_message_signatures import HTTPMessageSigner, HTTPSignatureKeyResolver, algorithms

from archiver.access import no_room, whole_file, write_private
from archiver.errors import NotUsable
from archiver.model.urls import host_of

IDENTITY_KEY = "identity.key"
"""File of the key, in the folder of the home's keys."""

DIRECTORY = ".well-known/http-message-signatures-directory"
"""Path at which those who verify look for the key."""

BOT_PAGE = "bot.html"
"""Page about the bot, for people."""

LABEL = "sig1"
"""Of our signature, and of the member of `Signature-Agent` that it covers."""

COVERED = ("@authority", f'"signature-agent";key="{LABEL}"')
"""What is signed beside the parameters: for whom the request is, and whose key it is."""

VALID_FOR = timedelta(minutes=1)
"""A request is on its way for seconds; the draft wants no more than a day. Clocks differ, hence not less."""

SIGNATURE_NONCE_BYTES = 48
"""Random, so that no two signatures are alike within their time."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A key, and where its public half is published."""

    key: Ed25519PrivateKey = field(repr=False)
    agent: str  # origin whose directory has the key, such as "https://archive.example"
    now: Callable[[], datetime] = field(
        default=lambda: datetime.now(UTC)
    )  # real time: a server's clock judges

    @property
    def key_id(self) -> str:
        """The thumbprint of the public key."""
        return thumbprint(self.key.public_key())

    def headers_for(self, url: str) -> tuple[tuple[str, str], ...]:
        """Return what to send with a request for an address: whose it is, and the proof, for a minute."""
        created = self.now().replace(microsecond=0)
        request = _Request(url=url, headers={"Signature-Agent": f'{LABEL}="{self.agent}"'})
        signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=_Own(self.key))
        signer.sign(
            request,
            key_id=self.key_id,
            created=created,
            expires=created + VALID_FOR,
            nonce=urlsafe_b64encode(secrets.token_bytes(SIGNATURE_NONCE_BYTES)).decode("ascii"),
            label=LABEL,
            tag="web-bot-auth",
            covered_component_ids=COVERED,
        )
        return tuple((name.lower(), value) for name, value in request.headers.items())


@dataclass(slots=True)
class _Request:
    """What the library asks of a request."""

    url: str
    headers: dict[str, str]
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class _Own(HTTPSignatureKeyResolver):
    """Gives the library our key."""

    key: Ed25519PrivateKey

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        del key_id
        return self.key

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:
        del key_id
        return self.key.public_key()


def thumbprint(key: Ed25519PublicKey) -> str:
    """Return the name of a key (RFC 7638, for the kind of RFC 8037)."""
    members = json.dumps(_jwk(key), separators=(",", ":"), sort_keys=True)
    return _base64url(sha256(members.encode("ascii")).digest())


def _jwk(key: Ed25519PublicKey) -> dict[str, str]:
    return {"crv": "Ed25519", "kty": "OKP", "x": _base64url(key.public_bytes(Encoding.Raw, PublicFormat.Raw))}


def _base64url(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def read_key(folder: Path) -> Ed25519PrivateKey | None:
    """Return the key of a home, or None if it has none.

    Raises:
        NotUsable: it cannot be read, or is none.
    """
    path = folder / IDENTITY_KEY
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise NotUsable(str(path), str(error)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise NotUsable(str(path), "it is no key of Ed25519")
    return key


def make_key(folder: Path) -> Ed25519PrivateKey:
    """Make the key of a home that has none.

    Raises:
        NotUsable: it cannot be written.
    """
    key = Ed25519PrivateKey.generate()
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")
    write_private(folder / IDENTITY_KEY, text)
    return key


def directory(key: Ed25519PublicKey) -> str:
    """Return what is to be published at `DIRECTORY`: the public key, as a JSON Web Key Set."""
    return json.dumps({"keys": [{**_jwk(key), "kid": thumbprint(key), "use": "sig"}]}, indent=2) + "\n"


def publish(folder: Path, key: Ed25519PublicKey, agent: str, user_agent: str) -> tuple[Path, Path]:
    """Write what is to be published into a folder: the directory, and a page about the bot.

    The page is written only where there is none: it is meant to be edited.

    Raises:
        NotUsable, DiskFull: it cannot be written.
    """
    keys, page = folder / DIRECTORY, folder / BOT_PAGE
    with no_room(folder):
        keys.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(keys) as part:
            part.write_text(directory(key), encoding="ascii")
        if not page.exists():
            with whole_file(page) as part:
                part.write_text(bot_page(agent, user_agent, thumbprint(key)), encoding="utf-8")
    return keys, page


def bot_page(agent: str, user_agent: str, key_id: str) -> str:
    """Return the page about the bot, for those who find it in their logs."""
    host = escape(host_of(agent))
    return _PAGE.format(
        host=host,
        agent=escape(agent),
        user_agent=escape(user_agent),
        key_id=escape(key_id),
        directory=DIRECTORY,
    )


_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The news archive of {host}</title>
<style>
body {{
  font: 1.05rem/1.55 Georgia, serif; max-width: 38rem; margin: 3rem auto; padding: 0 1.2rem; color: #1b1b1b
}}
h1 {{ font-size: 1.6rem }}
h2 {{ font-size: 1.15rem; margin-top: 2rem }}
code {{ font-size: .9em; background: #f1f1ee; padding: .1em .3em; overflow-wrap: anywhere }}
</style>
</head>
<body>
<h1>The news archive of {host}</h1>
<p>If you came here from your server’s log: this is who asked. We visit news articles with a browser, keep
what was seen as evidence, and record how articles are edited after they appeared.</p>
<h2>What it does</h2>
<ul>
<li>It obeys <code>robots.txt</code>, asks a host for one page every few seconds, and less if your server
asks for that (<code>Crawl-delay</code>, <code>Retry-After</code>, 429).</li>
<li>An article is visited about 50 times in its first 30 days, soon after it appeared, and rarely later.</li>
<li>It names itself: <code>{user_agent}</code></li>
<!-- Say here what you do with what is kept, and for how long. -->
</ul>
<h2>How you know that it is us</h2>
<p>Requests for pages are signed (HTTP Message Signatures, RFC 9421, tag <code>web-bot-auth</code>), those for
pictures and styles that a page names are not. The key is in
<a href="/{directory}"><code>{agent}/{directory}</code></a>; its name is <code>{key_id}</code>. A visit to a
page in our name and without a valid signature is somebody else’s.</p>
<h2>To tell us something</h2>
<p>To be left alone, disallow us in <code>robots.txt</code>; it is read again every day. For anything else,
write to YOUR ADDRESS.</p>
</body>
</html>
"""

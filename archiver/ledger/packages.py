"""Signatures of packages (WACZ): by a key of a kind that their readers know; the ledger's vouches for it.

WACZ-Auth and the programs that check it take ECDSA over P-384 alone, and the ledger signs with Ed25519. So
that there is one secret to keep, the second key follows from the first, and dies with it.

Source:
    https://specs.webrecorder.net/wacz-auth/0.1.0/ (Anonymous Signature); curve, digest and the form of
    signature and public key are those of ArchiveWeb.page, which ReplayWeb.page checks: the WebCrypto API's.
    RFC 5869 (HKDF); FIPS 186-5 appendix A.2.1 (a private key out of more random bits than it has).
"""

from __future__ import annotations

from base64 import b64encode

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP384R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from archiver.ledger.notes import PrivateKey, signed
from archiver.model.holding import Signer

VOUCHED = "archiver-package-key/1"
"""First line of the note in which a ledger's key vouches for the one that signs packages."""

PURPOSE = b"archiver WACZ-Auth key, P-384"
"""Tells this use of the secret from any other."""

ORDER = int(
    "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973", 16
)
"""Of the group of points of P-384. Source: NIST SP 800-186 section 3.2.1.4."""

DERIVED_BYTES = 48 + 8  # of the private key and, so that none is likelier than others, 64 bits more

NUMBER_BYTES = 48  # bytes of each of the two numbers that a signature is


def package_signer(key: PrivateKey) -> Signer:
    """Return what signs packages for who has the key of a ledger; always the same for the same key."""
    own = _derived(key)
    public = own.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    told = b64encode(public).decode()
    return Signer(
        origin=key.name,
        key=str(key.public),
        public=told,
        vouched=signed(f"{VOUCHED}\n{told}\n", key),
        sign=lambda text: b64encode(_signature(own, text)).decode(),
    )


def _derived(key: PrivateKey) -> EllipticCurvePrivateKey:
    told = HKDF(algorithm=SHA384(), length=DERIVED_BYTES, salt=None, info=PURPOSE).derive(key.seed)
    return derive_private_key(int.from_bytes(told) % (ORDER - 1) + 1, SECP384R1())


def _signature(own: EllipticCurvePrivateKey, text: bytes) -> bytes:
    """Return both numbers of a signature one after the other, as WebCrypto has them, and not as ASN.1."""
    one, other = decode_dss_signature(own.sign(text, ECDSA(SHA256())))
    return bytes(one.to_bytes(NUMBER_BYTES) + other.to_bytes(NUMBER_BYTES))

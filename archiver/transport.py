"""What httpx tells of a connection, and takes of a session, in this program's words."""

from __future__ import annotations

import re
import ssl
import sys
from http.cookiejar import Cookie

import httpx

from archiver.errors import CaptureError, ConnectionFailed, TlsFailed
from archiver.model.manner import Session


def certificates_of(response: httpx.Response) -> tuple[bytes, ...]:
    """Return what a host proved its name with, each in DER; Python before 3.13 tells its own alone."""
    stream = response.extensions.get("network_stream")
    tls = None if stream is None else stream.get_extra_info("ssl_object")
    if tls is None:
        return ()
    chain = tls.get_unverified_chain() if sys.version_info >= (3, 13) else ()
    if chain:
        return tuple(chain)
    own = tls.getpeercert(True)
    return (own,) if own else ()


def cookies_of(session: Session | None) -> httpx.Cookies:
    """Return a jar with the cookies of a session, each for the hosts that it was given by."""
    cookies = httpx.Cookies()
    for one in session.cookies if session else ():
        domain, ends = str(one["domain"]), float(one.get("expires", -1))
        shared = domain.startswith(".")
        cookie = Cookie(
            version=0, name=one["name"], value=one["value"], port=None, port_specified=False,
            domain=domain, domain_specified=shared, domain_initial_dot=shared,
            path=one["path"], path_specified=True, secure=bool(one.get("secure")),
            expires=None if ends < 0 else int(ends), discard=ends < 0, comment=None, comment_url=None,
            rest={},
        )  # fmt: skip
        cookies.jar.set_cookie(cookie)
    return cookies


def connection_error(url: str, error: httpx.TransportError) -> CaptureError:
    """Tell a certificate or handshake that was not accepted from a connection that broke."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return TlsFailed(url, f"certificate not accepted: {cause.verify_message}")
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError):
            return TlsFailed(
                url, f"handshake failed: {(cause.reason or str(cause)).replace('_', ' ').lower()}"
            )
        cause = cause.__cause__ or cause.__context__
    words = re.sub(r"^\[Errno -?\d+\] ", "", str(error)) or "the connection broke"
    return ConnectionFailed(url, words[0].lower() + words[1:].rstrip("."))

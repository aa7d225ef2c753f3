"""A mail server on this machine that keeps what it is sent (RFC 5321, as little of it as a client needs)."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer

from threads import InThread


class Postbox(InThread, ThreadingTCPServer):
    """It takes mail for anybody, once `refusing` is not set."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.refusing = False
        self.mails: list[EmailMessage] = []

    @property
    def url(self) -> str:
        """Its address, as Apprise writes it."""
        port = self.server_address[1]
        return (
            f"mailto://127.0.0.1:{port}?mode=insecure&from=archiver@gazette.example&to=desk@gazette.example"
        )


class _Handler(StreamRequestHandler):
    server: Postbox

    def handle(self) -> None:
        self._say("220 postbox")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"DATA":
                self._say("354 go on")
                self._take()
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            elif verb == b"MAIL" and self.server.refusing:
                self._say("451 not now")
            else:
                self._say("250 ok")

    def _take(self) -> None:
        lines = iter(self.rfile.readline, b".\r\n")
        content = b"".join(line.removeprefix(b".") if line.startswith(b"..") else line for line in lines)
        mail = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.server.mails.append(mail)
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

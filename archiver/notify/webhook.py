"""Send edits to a web address as JSON, through the guard."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import httpx

from archiver.errors import ArchiverError, MessageRefused, NotifyError
from archiver.guard.proxy import GuardProxy
from archiver.model.as_json import delivery_as_dict
from archiver.model.delivery import Delivery
from archiver.model.said import in_a_line
from archiver.model.text import harmless_in_chat
from archiver.model.urls import endpoint_of, split_web_url
from archiver.notify.channel import MESSAGE_AT_FAULT, MESSAGE_BYTES, Surroundings, secret

TIMEOUT_SECONDS = 10.0
"""Without a byte from the other side; the whole message may take twice as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookChannel:
    """Options: `url`, or `url_env` where the address is a secret; `token_env` for a bearer token.

    A message is `{"text": …, "edits": […]}`: `text` is what chat services show (Mattermost, Slack),
    `edits` are as in `archiver edits --json`, each with the id of its delivery.
    """

    url: str = field(repr=False)
    token: str | None = field(default=None, repr=False)
    proxy: GuardProxy = field(repr=False)
    user_agent: str

    @classmethod
    def open(cls, options: Mapping[str, str], surroundings: Surroundings) -> Self:
        """Read the options; nothing is sent.

        Raises:
            ValueError: there is no address, a variable is not set, or the address would carry the edits
                in clear text off this machine.
        """
        url = secret(options, "url_env", surroundings.environ) or options.get("url")
        if not url:
            raise ValueError("it needs a url, or url_env to name the variable that holds it")
        try:
            parts = split_web_url(url)
        except ArchiverError as error:
            raise ValueError("its url is not a web address") from error  # not shown: it may be secret
        if parts.scheme != "https" and not _on_this_machine(parts.hostname or ""):
            raise ValueError("its url must begin with https://")
        return cls(
            url=url,
            token=secret(options, "token_env", surroundings.environ),
            proxy=surroundings.proxy,
            user_agent=surroundings.user_agent,
        )

    def send(self, lot: Sequence[Delivery]) -> int:
        """Post the edits in one message; redirects are not followed.

        Raises:
            MessageRefused: the host says that it is this message which it does not take.
            NotifyError: the host was not reached or did not answer with success.
        """
        self._send(_message(lot))
        return len(lot)

    def post(self, checkpoint: str) -> None:
        """Post a checkpoint, as the text and beside it.

        Raises:
            NotifyError: as `send`.
        """
        self._send(json.dumps({"text": checkpoint, "checkpoint": checkpoint}).encode())

    def check(self) -> str:
        """Ask the host for an answer of any kind, without a message.

        Raises:
            NotifyError: the guard does not let it be reached, or it does not answer.
        """
        return f"{self._host} answers ({self._ask('HEAD')} to a HEAD request; no edit was sent)"

    def _send(self, message: bytes) -> None:
        status = self._ask("POST", message)
        if not 200 <= status < 300:
            kind = MessageRefused if status in MESSAGE_AT_FAULT else NotifyError
            raise kind("webhook", f"{self._host} answered {status}")

    def _ask(self, method: str, message: bytes | None = None) -> int:
        """Make one request through the guard and return the status of the answer."""
        headers = {"content-type": "application/json", "user-agent": self.user_agent}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        with self.proxy.open_ticket(
            f"notify {self._host}", seconds=2 * TIMEOUT_SECONDS, max_bytes=MESSAGE_BYTES
        ) as ticket:
            through = httpx.Proxy(self.proxy.url, auth=(ticket.username, ticket.password))
            client = httpx.Client(proxy=through, trust_env=False, timeout=TIMEOUT_SECONDS)
            try:
                with client, client.stream(method, self.url, content=message, headers=headers) as response:
                    problem = ticket.problem(*endpoint_of(self.url))
                    if problem is None:
                        return response.status_code
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                problem = ticket.problem(*endpoint_of(self.url))
                if problem is None:
                    raise NotifyError("webhook", f"{self._host}: {_said(error)}") from error
            raise NotifyError("webhook", f"{self._host}: {problem}")

    @property
    def _host(self) -> str:
        """All of the address that is shown: the rest of it may be the secret."""
        return endpoint_of(self.url)[0]


def _message(lot: Sequence[Delivery]) -> bytes:
    lines = (f"{one.told.url}: {in_a_line(one.told)}" for one in lot)
    message = {"text": harmless_in_chat("\n".join(lines)), "edits": [delivery_as_dict(one) for one in lot]}
    return json.dumps(message).encode()


def _said(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"no answer within {TIMEOUT_SECONDS:g} s"
    return type(error).__name__


def _on_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

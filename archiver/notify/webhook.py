"""Send edits to a web address as JSON, through the guard."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import httpx

from archiver.errors import ArchiverError, NotifyError
from archiver.guard.proxy import GuardProxy
from archiver.model.as_json import edit_as_dict
from archiver.model.revision import Edit
from archiver.model.urls import endpoint_of, split_web_url
from archiver.notify.channel import Surroundings, only, secret

BATCH = 50
"""Edits in one message; chat services refuse messages of some hundred kilobytes."""

TIMEOUT_SECONDS = 10.0

MAX_BYTES = 4_000_000
"""That one message and its answer may move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookChannel:
    """Options: `url`, or `url_env` where the address is a secret; `token_env` for a bearer token.

    A message is `{"text": …, "edits": […]}`: `text` is what chat services show (Mattermost, Slack),
    `edits` is the form of `archiver edits --json`.
    """

    url: str = field(repr=False)
    token: str | None = field(default=None, repr=False)
    proxy: GuardProxy = field(repr=False)
    user_agent: str

    @classmethod
    def open(cls, options: Mapping[str, str], surroundings: Surroundings) -> Self:
        """Read the options; nothing is sent.

        Raises:
            ValueError: an option is unknown, a variable is not set, or the address would carry
                the edits in clear text off this machine.
        """
        only(options, "url", "url_env", "token_env")
        url = secret(options, "url_env", surroundings.environ) or options.get("url")
        if not url:
            raise ValueError("it needs a url, or url_env to name the variable that holds it")
        try:
            parts = split_web_url(url)
        except ArchiverError as error:
            raise ValueError("its url is no web address") from error  # not shown: it may be secret
        if parts.scheme != "https" and not _on_this_machine(parts.hostname or ""):
            raise ValueError("its url must begin with https://")
        return cls(
            url=url,
            token=secret(options, "token_env", surroundings.environ),
            proxy=surroundings.proxy,
            user_agent=surroundings.user_agent,
        )

    def send(self, edits: Sequence[Edit]) -> None:
        """Post the edits in batches; redirects are not followed, nothing is sent twice.

        Raises:
            NotifyError: the host was not reached or did not answer with success.
        """
        for message in _messages(edits):
            status = self._post(message)
            if not 200 <= status < 300:
                raise NotifyError("webhook", f"{self._host} answered {status}")

    def _post(self, message: bytes) -> int:
        headers = {"content-type": "application/json", "user-agent": self.user_agent}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        with self.proxy.open_ticket(
            f"notify {self._host}", seconds=2 * TIMEOUT_SECONDS, max_bytes=MAX_BYTES
        ) as ticket:
            through = httpx.Proxy(self.proxy.url, auth=(ticket.username, ticket.password))
            client = httpx.Client(proxy=through, trust_env=False, timeout=TIMEOUT_SECONDS)
            try:
                with client, client.stream("POST", self.url, content=message, headers=headers) as response:
                    problem = ticket.problem(*endpoint_of(self.url))
                    if problem is None:
                        return response.status_code
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                problem = ticket.problem(*endpoint_of(self.url))
                if problem is None:
                    raise NotifyError("webhook", f"{self._host}: {type(error).__name__}") from error
            raise NotifyError("webhook", f"{self._host}: {problem}")

    @property
    def _host(self) -> str:
        """All of the address that is shown: the rest of it may be the secret."""
        return endpoint_of(self.url)[0]


def _messages(edits: Sequence[Edit]) -> Iterator[bytes]:
    for start in range(0, len(edits), BATCH):
        batch = edits[start : start + BATCH]
        lines = (f"{edit.url}: {edit.assessment.summary}" for edit in batch)
        message = {"text": _harmless("\n".join(lines)), "edits": [edit_as_dict(edit) for edit in batch]}
        yield json.dumps(message).encode()


def _harmless(text: str) -> str:
    """Take the life out of `@channel` and `<!channel>`: a headline must not ring everybody's bell."""
    return text.replace("@", "@\u200b").replace("<", "‹").replace(">", "›")


def _on_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

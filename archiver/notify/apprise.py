"""Tell of edits by mail, chat and social networks: whatever Apprise knows an address for.

https://github.com/caronc/apprise lists the services. Apprise runs in a process of its own; see `speaking.py`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from archiver.errors import MessageRefused, NotifyError
from archiver.guard.proxy import GuardProxy
from archiver.guard.ticket import Ticket
from archiver.model.delivery import Delivery
from archiver.model.revision import Edit
from archiver.model.said import said
from archiver.model.text import harmless_in_chat
from archiver.model.urls import host_of
from archiver.notify.channel import MESSAGE_AT_FAULT, MESSAGE_BYTES, Surroundings, secret

SPEAKING = Path(__file__).with_name("speaking.py")

DEADLINE_SECONDS = 25.0
"""For one message, the start of a Python included: within the half a minute that `Channel.send` has."""

MISSING = "kind 'apprise' needs a library more: pip install 'article-archiver[apprise]'"

PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@dataclass(frozen=True, slots=True, kw_only=True)
class AppriseChannel:
    """Options: `url_env`, the variable that holds an address as Apprise writes them, or `url`.

    One address, for one service: of two, one could fail after the other was told.
    """

    url: str = field(repr=False)
    environ: Mapping[str, str] = field(repr=False)
    proxy: GuardProxy = field(repr=False)

    @classmethod
    def open(cls, options: Mapping[str, str], surroundings: Surroundings) -> Self:
        """Read the options; nothing is sent.

        Raises:
            ValueError: there is no address or not one, a variable is not set, or Apprise is not installed.
        """
        url = secret(options, "url_env", surroundings.environ) or options.get("url", "").strip()
        if not url:
            raise ValueError("it needs url_env to name the variable that holds the address, or a url")
        if url.count("://") != 1:
            raise ValueError("it needs one address; declare a notifier for each")
        if find_spec("apprise") is None:
            raise ValueError(MISSING)
        return cls(url=url, environ=surroundings.environ, proxy=surroundings.proxy)

    def send(self, lot: Sequence[Delivery]) -> int:
        """Say as many of the edits as fit into one message of this service, oldest first.

        Raises:
            MessageRefused: the service says that it is this message which it does not take.
            NotifyError: the service was not reached or did not take it.
        """
        sources = sorted({one.told.source or host_of(one.told.url) for one in lot})
        edits = all(isinstance(one.told, Edit) for one in lot)
        title = f"{'Edited' if edits else 'What happened'} after publication: {', '.join(sources)}"
        return self._say(title, [(harmless_in_chat(said(one.told)), one.told.url) for one in lot])

    def post(self, checkpoint: str) -> None:
        """Say a checkpoint.

        Raises:
            NotifyError: as `send`.
        """
        self._say("Checkpoint of the ledger", [(checkpoint, "")])

    def check(self) -> str:
        """Find out what service it is; none has a way to ask whether a message would arrive.

        Raises:
            NotifyError: Apprise does not know it, or cannot be run.
        """
        service = self._ask("", [], None)["service"]
        return f"{service}; whether it takes messages shows with the first edit"

    def _say(self, title: str, pieces: Sequence[tuple[str, str]]) -> int:
        label = f"notify {self._service}"
        with self.proxy.open_ticket(label, seconds=DEADLINE_SECONDS, max_bytes=MESSAGE_BYTES) as ticket:
            answer = self._ask(title, pieces, ticket)
            if answer["told"]:
                return int(answer["told"])
            status, trouble = answer.get("status"), _trouble(ticket)
            if status is not None and trouble is None:
                kind = MessageRefused if status in MESSAGE_AT_FAULT else NotifyError
                raise kind("apprise", f"{answer['service']} answered {status}")
            raise NotifyError("apprise", f"{answer['service']}: {trouble or 'the message was not taken'}")

    def _ask(self, title: str, pieces: Sequence[tuple[str, str]], ticket: Ticket | None) -> Mapping[str, Any]:
        """Run the program that speaks, with the guard as its only way to the web."""
        environ = {name: text for name, text in self.environ.items() if name.lower() not in PROXY_VARIABLES}
        if ticket is not None:
            way = self.proxy.url.replace("://", f"://{ticket.username}:{ticket.password}@")
            environ |= dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), way)
        asked = json.dumps({"url": self.url, "title": title, "pieces": pieces})
        try:
            done = subprocess.run(
                [sys.executable, "-P", SPEAKING],
                input=asked,
                env=environ,
                timeout=DEADLINE_SECONDS,
                capture_output=True,
                text=True,
                check=True,
            )
            answer: Mapping[str, Any] = json.loads(done.stdout)
        except subprocess.TimeoutExpired as error:
            raise NotifyError(
                "apprise", f"{self._service}: no answer within {DEADLINE_SECONDS:g} s"
            ) from error
        except (OSError, subprocess.CalledProcessError, ValueError) as error:
            raise NotifyError("apprise", f"{self._service}: {type(error).__name__}") from error
        if "error" in answer:
            raise NotifyError("apprise", answer["error"])
        return answer

    @property
    def _service(self) -> str:
        """All of the address that is shown."""
        return self.url.partition("://")[0]


def _trouble(ticket: Ticket) -> str | None:
    """Return why the guard brought nothing, where it was asked."""
    last = ticket.connections[-1:]
    return next((one.refused or one.failed for one in last), None)

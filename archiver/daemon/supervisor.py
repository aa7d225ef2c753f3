"""Tell the service manager how the daemon fares: systemd's protocol, one datagram each.

Source:
    sd_notify(3), sd_watchdog_enabled(3).
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Mapping

log = logging.getLogger(__name__)

SOCKET = "NOTIFY_SOCKET"


class Supervisor:
    """The service manager that started this program, if one did."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Take the environment, which names the manager's socket."""
        address = environ.get(SOCKET, "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address

    def ready(self) -> None:
        """Say that the work has begun."""
        self._tell("READY=1")

    def alive(self, doing: str) -> None:
        """Give a sign of life, and say what is done; without one for long the manager starts it anew."""
        self._tell(f"WATCHDOG=1\nSTATUS={' '.join(doing.split())}")

    def stopping(self) -> None:
        """Say that it ends on purpose."""
        self._tell("STOPPING=1")

    def _tell(self, said: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.sendto(said.encode("utf-8", "replace"), self._address)
        except OSError as error:  # the work is worth more than what is said of it
            log.debug("the service manager was not told", extra={"why": str(error)})

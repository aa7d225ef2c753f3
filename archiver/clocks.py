"""Can the clock be right? By what the archive has seen, and by one question to a time server.

Source:
    SNTP, RFC 4330.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

import ctypes
import socket
import struct
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from archiver.errors import ClockBehind

TOLERANCE = timedelta(minutes=5)
"""A clock may be this far behind the newest visit. Quartz drifts by seconds a day and NTP corrects that; what
is more was set by somebody, or lost with a battery."""

SERVER = ("pool.ntp.org", 123)

ANSWER_SECONDS = 3.0
"""For the name and the answer together; where there is no network, resolving alone can take half a minute."""

BEFORE_UNIX = 2_208_988_800
"""Seconds from 1900, where NTP counts from, to 1970 (RFC 868)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockState:
    """The clock beside what an archive has seen."""

    now: datetime  # UTC
    newest_visit: datetime | None  # UTC; of those that are not in doubt
    behind: bool  # the clock shows a time before the newest visit
    doubtful: int  # visits that were made by a clock which was ahead


def wall_clock() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)


def is_behind(now: datetime, newest: datetime | None) -> bool:
    """Tell whether a clock shows a time before the newest visit of an archive, if it has any."""
    return newest is not None and now < newest - TOLERANCE


def refuse_early(now: datetime, newest: datetime | None) -> None:
    """Refuse to write by a clock that is behind.

    Raises:
        ClockBehind: it shows a time before the newest visit.
    """
    if newest is not None and is_behind(now, newest):
        raise ClockBehind(now, newest)


def clock_lead(server: tuple[str, int] = SERVER) -> timedelta | None:
    """Return how far this machine's clock is ahead of a time server; None: it could not be asked.

    The server is one that is configured here and no page names, so this does not go through the guard; the
    question says nothing but that it is one.
    """
    found: list[timedelta] = []
    thread = threading.Thread(target=_ask, args=(server, found), daemon=True)
    thread.start()
    thread.join(ANSWER_SECONDS)
    return found[0] if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockKeeping:
    """What the system says of how its clock is kept right."""

    offset: timedelta  # by which it is being corrected just now
    most_error: timedelta  # by which it may be wrong


class _Timex(ctypes.Structure):
    """`struct timex`, as far as it is read; the rest is room. Source: adjtimex(2), sys/timex.h of Linux."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),  # microseconds
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_char * 256),
    )


UNSYNCHRONIZED, NANOSECONDS = 0x0040, 0x2000
"""Bits of the clock's status: nobody keeps it right; its offset is told in nanoseconds (adjtimex(2))."""


def clock_keeping() -> ClockKeeping | None:
    """Return how far the clock may be wrong, as the system says; None: nobody keeps it, or it does not say.

    It asks the kernel of Linux, which knows it from chrony, ntpd or systemd-timesyncd, and nothing outside.
    """
    try:
        told = _Timex()
        asked = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.byref(told))
    except (AttributeError, OSError):  # no Linux
        return None
    if asked < 0 or told.status & UNSYNCHRONIZED:
        return None
    micro = told.offset / 1000 if told.status & NANOSECONDS else told.offset
    return ClockKeeping(
        offset=timedelta(microseconds=micro), most_error=timedelta(microseconds=told.maxerror)
    )


def _ask(server: tuple[str, int], found: list[timedelta]) -> None:
    try:
        family, kind, proto, _, address = socket.getaddrinfo(*server, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind, proto) as asking:
            asking.settimeout(ANSWER_SECONDS)
            asking.connect(address)  # answers of others are not taken
            sent_at = time.time()
            asking.send(b"\x23" + bytes(47))  # version 4, mode 3: a client asks
            answer = asking.recv(512)
            came_at = time.time()
    except OSError:
        return
    server_time = _transmitted(answer)
    if server_time is not None:
        found.append(datetime.fromtimestamp((sent_at + came_at) / 2, UTC) - server_time)


def _transmitted(answer: bytes) -> datetime | None:
    """Return the time at which an answer was sent; None: it is none, or its server has no time itself."""
    if len(answer) < 48 or answer[0] & 7 != 4 or answer[0] >> 6 == 3 or not 1 <= answer[1] <= 15:
        return None
    seconds, fraction = struct.unpack("!II", answer[40:48])
    era = 0 if seconds & 0x80000000 else 1 << 32  # era 1 begins in 2036 (RFC 4330 section 3)
    return datetime.fromtimestamp(seconds + era - BEFORE_UNIX + fraction / (1 << 32), UTC)

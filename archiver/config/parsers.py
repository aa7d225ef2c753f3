"""How the values of `archiver.toml` are read; each raises `ValueError` for what does not fit."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from datetime import time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from archiver.errors import ArchiverError
from archiver.model.hours import QuietHours, TimeOfDay
from archiver.model.manner import Upstream
from archiver.model.urls import canonical_domain, canonical_url, endpoint_of

BROWSERS_OWN = frozenset(
    {"host", "content-length", "transfer-encoding", "connection", "cookie", "user-agent"}
)
"""Headers that the connection decides, or that have a place of their own: `archiver login`, `user_agent`."""

FASTEST_PACE = 100.0
"""Above it every article is visited every five minutes for weeks, and a typing mistake is more likely."""


def parse_duration(value: object) -> timedelta:
    """Read a duration such as `"90s"`, `"15m"`, `"6h"`, `"7d"` or `"1h30m"`.

    Raises:
        ValueError: it is not one, or it is zero.
    """
    units = {"ms": "milliseconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
    if not isinstance(value, str) or not re.fullmatch(r"(\d+(\.\d+)?(ms|s|m|h|d|w))+", value):
        raise ValueError(f'{value!r} is not a duration; write it as "90s", "15m", "6h" or "7d"')
    parts = re.findall(r"(\d+(?:\.\d+)?)(ms|s|m|h|d|w)", value)
    try:
        total = sum((timedelta(**{units[unit]: float(number)}) for number, unit in parts), timedelta())
    except OverflowError as error:
        raise ValueError(f"{value!r} is too long") from error
    if total <= timedelta():
        raise ValueError(f"{value!r} is not longer than zero")
    return total


def text(value: object) -> str:
    """Read some text."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} is not a text")
    return value


def header(value: object) -> str:
    """Read one line of printable ASCII."""
    line = text(value)
    if not re.fullmatch(r"[\x20-\x7e]+", line):
        raise ValueError(f"{value!r} is not one line of ASCII, which HTTP requires")
    return line


def domain(value: object) -> str:
    """Read a host name, spelt as in addresses."""
    return canonical_domain(text(value))


def boolean(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def positive(value: object) -> int:
    """Read a whole number above 0."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{value!r} is not a whole number above 0")
    return value


def pace(value: object) -> float:
    """Read a number above 0, up to `FASTEST_PACE`."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= FASTEST_PACE:
        raise ValueError(f"{value!r} is not a number above 0 and up to {FASTEST_PACE:g}")
    return float(value)


def quiet_hours(value: object) -> tuple[QuietHours, ...]:
    """Read parts of a day, such as `["01:00-05:00 Europe/Berlin"]`; without a zone, UTC."""
    return tuple(_hours(entry) for entry in texts(value))


def times_of_day(value: object) -> tuple[TimeOfDay, ...]:
    """Read moments of a day, such as `["08:00 Europe/Berlin"]`; without a zone, UTC."""
    return tuple(_time_of_day(entry) for entry in texts(value))


def _time_of_day(entry: str) -> TimeOfDay:
    said = re.fullmatch(r"(\d{1,2}:\d{2})(?:\s+(\S+))?", entry.strip())
    if said is None:
        raise ValueError(f'{entry!r} is not a time of the day; write it as "08:00 Europe/Berlin"')
    return TimeOfDay(clock=_clock(said[1]), zone=_zone(said[2] or "UTC"))


def _hours(entry: str) -> QuietHours:
    said = re.fullmatch(r"(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})(?:\s+(\S+))?", entry.strip())
    if said is None:
        raise ValueError(f'{entry!r} is not a part of a day; write it as "01:00-05:00 Europe/Berlin"')
    return QuietHours(begin=_clock(said[1]), end=_clock(said[2]), zone=_zone(said[3] or "UTC"))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        near = difflib.get_close_matches(name, available_timezones(), n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]!r}" if near else ""
        raise ValueError(f"{name!r} is not a time zone{hint}") from error


def language(value: object) -> str:
    """Read the tag of a language (BCP 47)."""
    tag = text(value)
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        raise ValueError(f'{value!r} is not the tag of a language; write it as "de" or "de-DE"')
    return tag


def time_zone(value: object) -> str:
    """Read the name of a time zone (IANA)."""
    return _zone(text(value)).key


def viewport(value: object) -> tuple[int, int]:
    """Read width and height of a window, such as `"1280x900"`."""
    said = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text(value))
    if said is None:
        raise ValueError(f'{value!r} is not the size of a window; write it as "1280x900"')
    return int(said[1]), int(said[2])


def variable(value: object) -> str:
    """Read the name of an environment variable."""
    name = text(value)
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
        raise ValueError("this is not the name of an environment variable; the value stays out of this file")
    return name


def headers_env(value: object) -> tuple[tuple[str, str], ...]:
    """Read a table from names of headers to environment variables."""
    if not isinstance(value, dict):
        raise ValueError('it is not a table; write it as { "X-Reader-Key" = "GAZETTE_KEY" }')
    for name in value:
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name) or name.lower() in BROWSERS_OWN:
            raise ValueError(f"{name!r} is not a header that can be added")
    return tuple((name.lower(), variable(told)) for name, told in value.items())


def proxy(value: object) -> Upstream:
    """Read the address of a proxy, without credentials."""
    parts = urlsplit(text(value))
    if parts.username is not None or parts.password is not None:
        raise ValueError(
            "credentials stay out of this file; `proxy_login_env` names the variable that holds them"
        )
    said = re.fullmatch(r"(http|socks5)://(\[[0-9A-Fa-f:.]+\]|[^\s:/?#\[\]]+):(\d{1,5})/?", text(value))
    if said is None or not 0 < int(said[3]) < 65536:
        raise ValueError(f'{value!r} is not a proxy; write it as "http://host:8080" or "socks5://host:1080"')
    return Upstream(scheme=said[1], host=said[2].strip("[]"), port=int(said[3]))


def _clock(said: str) -> time:
    hour, minute = map(int, said.split(":"))
    return time(hour % 24 if (hour, minute) == (24, 0) else hour, minute)


def texts(value: object) -> tuple[str, ...]:
    """Read a list of texts."""
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list")
    return tuple(text(entry) for entry in value)


def some_of(*known: str) -> Callable[[object], tuple[str, ...]]:
    """Return what reads a list of some of these words."""

    def read(value: object) -> tuple[str, ...]:
        found = texts(value)
        for entry in found:
            if entry not in known:
                near = difflib.get_close_matches(entry, known, n=1, cutoff=0.5)
                hint = f"did you mean {near[0]!r}? There are" if near else "there are"
                raise ValueError(f"{entry!r} is none of them; {hint} {', '.join(known)}")
        return found

    return read


def address(value: object) -> str:
    """Read a web address."""
    (found,) = addresses([value])
    return found


def origin(value: object) -> str:
    """Read the origin of a site of ours, such as `"https://archive.example"`."""
    said = re.fullmatch(r"https://[a-z0-9.-]+(:\d{1,5})?", text(value).rstrip("/").lower())
    if said is None:
        raise ValueError(f'{value!r} is no site; write it as "https://archive.example"')
    return said[0]


def bucket(value: object) -> str:
    """Read a bucket and a prefix in it, such as `"s3://gazette-evidence/news"`."""
    said = re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._-]+)*", text(value).rstrip("/"))
    if said is None:
        raise ValueError(f'{value!r} is no bucket; write it as "s3://gazette-evidence/news"')
    return said[0]


def endpoint(value: object) -> str:
    """Read the address of a service of ours, without credentials, such as `"https://s3.gazette.example"`."""
    said = re.fullmatch(r"https?://[A-Za-z0-9.\[\]:-]+(/[A-Za-z0-9._/-]*)?", text(value))
    if said is None:
        raise ValueError(f'{value!r} is no address of a service; write it as "https://s3.gazette.example"')
    return said[0].rstrip("/")


def file_name(value: object) -> str:
    """Read a name that files can have everywhere."""
    name = text(value)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", name):
        raise ValueError(f"{value!r} is not made of letters, digits, '.', '-' and '_', at most 64")
    return name


def addresses(value: object) -> tuple[str, ...]:
    """Read a list of web addresses."""
    found = texts(value)
    for url in found:
        canonical_url(url)
    return found


def patterns(value: object) -> tuple[str, ...]:
    """Read a list of regular expressions."""
    found = texts(value)
    for pattern in found:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error
    return found


def listening(value: object) -> tuple[str, int]:
    """Read the address and port to listen at, such as `"127.0.0.1:8902"`; port 0 takes any free one."""
    said = re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|\d+\.\d+\.\d+\.\d+|localhost):(\d{1,5})", text(value))
    if said is None or int(said[2]) > 65535:
        raise ValueError(f'{value!r} is no address of this machine; write it as "127.0.0.1:8902"')
    return said[1].strip("[]"), int(said[2])


def exact_hosts(value: object) -> frozenset[tuple[str, int]]:
    """Read `["127.0.0.1:8901", "[::1]:80"]`: exact host and port, no patterns, no ranges."""
    found = set()
    for entry in texts(value):
        try:
            if not re.fullmatch(r"(\[[^\s\[\]]+\]|[^\s:/*?#@\[\]]+):\d{1,5}", entry):
                raise ValueError(entry)
            found.add(endpoint_of(f"http://{entry}"))  # spelt as connections are
        except (ValueError, ArchiverError) as error:
            hint = 'write it as "127.0.0.1:8901"'
            raise ValueError(f"{entry!r} is not an exact host and port; {hint}") from error
    return frozenset(found)

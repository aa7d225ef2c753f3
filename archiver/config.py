"""`archiver.toml` → `Config`: every default in one place; unknown keys are refused."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from archiver.errors import ArchiverError, ConfigError
from archiver.model.article import Source
from archiver.model.hours import QuietHours
from archiver.model.urls import canonical_domain, canonical_url, endpoint_of, within_domain

USER_AGENT = "Archiver/0.1 (news archive; +https://pypi.org/project/article-archiver/)"
"""Honest: it names the program and where to read about it (RFC 9110 section 10.1.5)."""

FASTEST_PACE = 100.0
"""Above it every article is visited every five minutes for weeks, and a typing mistake is more likely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Which addresses outside the public internet may be visited all the same."""

    allow: frozenset[tuple[str, int]] = frozenset()  # exact literal host and port


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """Limits the bot puts on itself."""

    delay: timedelta = timedelta(seconds=5)  # between two visits of one host
    robots: bool = True
    quiet: tuple[QuietHours, ...] = ()  # in which a host is not asked for anything
    budget: int | None = None  # requests of one host within 24 hours; None: as many as the delay allows
    user_agent: str = USER_AGENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Capturing:
    """How a page is captured. The numbers were measured; see docs/decisions/0002-capture.md."""

    browser: str | None = None  # path of a Chromium; None: found (see `archiver doctor`)
    sandbox: bool | None = None  # None: on, except as root, where Chromium cannot
    concurrency: int | None = None  # visits side by side; None: twice the cores, at most 8
    deadline: timedelta = timedelta(seconds=60)  # over a whole visit
    dwell: timedelta = timedelta(seconds=2)  # least time for late text to arrive
    settle: timedelta = timedelta(seconds=10)  # longest wait for a page to come to rest
    max_bytes: int = 64_000_000  # a visit may bring, all resources together
    everything: bool = False  # keep MHTML, screenshot and resources at every visit
    probe: bool = True  # answer visits by plain requests where those are known to show the same article


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How often the daemon does what."""

    discover: timedelta = timedelta(minutes=15)
    round: timedelta = timedelta(minutes=1)
    verify: timedelta = timedelta(days=7)
    confirm: timedelta = timedelta(seconds=5)  # between a change and the second look at it
    pace: float = 1.0  # about 50 visits an article in its first 30 days; 2.0: twice as many


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifier:
    """A channel that edits are announced on."""

    kind: str
    name: str  # tells it from others for good: what waits for it is kept under this name
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a home declares, with defaults for the rest."""

    sources: tuple[Source, ...] = ()
    guard: Guard = field(default_factory=Guard)
    politeness: Politeness = field(default_factory=Politeness)
    capture: Capturing = field(default_factory=Capturing)
    schedule: Schedule = field(default_factory=Schedule)
    notifiers: tuple[Notifier, ...] = ()

    def source(self, name: str | None) -> Source | None:
        """Return the source of that name, or None."""
        return next((source for source in self.sources if source.name == name), None)

    def source_of(self, host: str) -> Source | None:
        """Return the source a host belongs to, or None; of several, the one of the longest domain."""
        fitting = [source for source in self.sources if within_domain(host, source.domain)]
        return max(fitting, key=lambda source: len(source.domain), default=None)


def load_config(path: Path) -> Config:
    """Read `archiver.toml`.

    Raises:
        ConfigError: it cannot be read, is not TOML, or has an unknown key or a value that does
            not fit; the message names the line and, for a key, the nearest known one.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(str(error), path=str(path)) from error
    return parse_config(text, path=str(path))


def parse_config(text: str, *, path: str = "archiver.toml") -> Config:
    """Read a declaration from its text; see `load_config`.

    Raises:
        ConfigError: as for `load_config`.
    """
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = re.fullmatch(r"(.*?)(?: \(at (?:line (\d+), column \d+|end of document)\))?", str(error))
        detail, line = (said[1], said[2]) if said else (str(error), None)
        last = len(text.splitlines()) or 1
        raise ConfigError(f"this is no TOML: {detail}", path=path, line=int(line or last)) from error
    table = _Table(tree, text=text, path=path, name="")
    config = Config(
        sources=_sources(table),
        guard=Guard(**table.section("guard", {"allow": _allow})),
        politeness=Politeness(**table.section("politeness", POLITENESS)),
        capture=Capturing(**table.section("capture", CAPTURE)),
        schedule=Schedule(**table.section("schedule", SCHEDULE)),
        notifiers=_notifiers(table),
    )
    table.refuse_unknown({"source", "guard", "politeness", "capture", "schedule", "notify"})
    return config


def parse_duration(value: object) -> timedelta:
    """Read a duration such as `"90s"`, `"15m"`, `"6h"`, `"7d"` or `"1h30m"`.

    Raises:
        ValueError: it is not one, or it is zero.
    """
    units = {"ms": "milliseconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
    if not isinstance(value, str) or not re.fullmatch(r"(\d+(\.\d+)?(ms|s|m|h|d|w))+", value):
        raise ValueError(f'{value!r} is no duration; write it as "90s", "15m", "6h" or "7d"')
    parts = re.findall(r"(\d+(?:\.\d+)?)(ms|s|m|h|d|w)", value)
    try:
        total = sum((timedelta(**{units[unit]: float(number)}) for number, unit in parts), timedelta())
    except OverflowError as error:
        raise ValueError(f"{value!r} is longer than can be counted") from error
    if total <= timedelta():
        raise ValueError(f"{value!r} is no time at all")
    return total


class _Table:
    """A TOML table that knows where it came from, so that errors can name a line."""

    def __init__(self, values: Mapping[str, Any], *, text: str, path: str, name: str, nth: int = 0) -> None:
        self.values, self.text, self.path, self.name, self.nth = values, text, path, name, nth

    def error(self, detail: str, *, key: str) -> ConfigError:
        return ConfigError(detail, path=self.path, line=self._line(key))

    def tables(self, name: str) -> tuple[_Table, ...]:
        entries = self.values.get(name, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self.error(f"write each {name} as [[{name}]]", key=name)
        return tuple(
            _Table(entry, text=self.text, path=self.path, name=name, nth=nth)
            for nth, entry in enumerate(entries)
        )

    def section(self, name: str, readers: Mapping[str, Callable[[object], Any]]) -> dict[str, Any]:
        values = self.values.get(name, {})
        if not isinstance(values, dict):
            raise self.error(f"{name!r} is a section; write [{name}]", key=name)
        return _Table(values, text=self.text, path=self.path, name=name).read(readers)

    def read(self, readers: Mapping[str, Callable[[object], Any]]) -> dict[str, Any]:
        self.refuse_unknown(readers)
        found: dict[str, Any] = {}
        for key, value in self.values.items():
            try:
                found[key] = readers[key](value)
            except (ValueError, ArchiverError) as error:
                raise self.error(f"{key}: {error}", key=key) from error
        return found

    def refuse_unknown(self, known: Mapping[str, object] | set[str]) -> None:
        for key in self.values:
            if key not in known:
                near = difflib.get_close_matches(key, list(known), n=1, cutoff=0.5)
                hint = f"did you mean {near[0]!r}" if near else f"known are {', '.join(sorted(known))}"
                where = f" in [{self.name}]" if self.name else ""
                raise self.error(f"unknown key {key!r}{where}; {hint}", key=key)

    def _line(self, key: str) -> int | None:
        """Find the line of a key, else that of its table's header: `tomllib` does not keep them."""
        whole = f"{self.name}.{key}" if self.name else key
        own = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[.=]")
        dotted = re.compile(rf"\s*{re.escape(whole)}\s*[.=]")
        under, seen, fallback = "", -1, None
        for number, line in enumerate(self.text.splitlines(), start=1):
            header = re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line)
            if header:
                under = header[1]
                seen += under == self.name
                if under == self.name and seen == self.nth:
                    fallback = number
                if under == whole or under.startswith(f"{whole}."):
                    return number
            elif own.match(line) if (under, seen) == self._place else not under and dotted.match(line):
                return number
        return fallback

    @property
    def _place(self) -> tuple[str, int]:
        return (self.name, self.nth) if self.name else ("", -1)


def _sources(table: _Table) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    for entry in table.tables("source"):
        source = _source(entry)
        if source.name in found:
            raise entry.error(f"two sources are called {source.name!r}", key="name")
        found[source.name] = source
    return tuple(found.values())


def _source(table: _Table) -> Source:
    values = table.read(
        {
            "name": _text,
            "domain": _domain,
            "seeds": _addresses,
            "include": _patterns,
            "exclude": _patterns,
            "delay": parse_duration,
            "robots": _bool,
            "quiet": _quiet,
            "budget": _positive,
            "pace": _pace,
        }
    )
    for key in ("name", "domain"):
        if key not in values:
            raise table.error(f"a source needs a {key}", key=key)
    return Source(**values)


def _notifiers(table: _Table) -> tuple[Notifier, ...]:
    found: dict[str, Notifier] = {}
    for entry in table.tables("notify"):
        notifier = _notifier(entry)
        if notifier.name in found:
            raise entry.error(
                f"two notifiers are called {notifier.name!r}; give the new one a name of its own", key="name"
            )
        found[notifier.name] = notifier
    return tuple(found.values())


def _notifier(table: _Table) -> Notifier:
    known = ", ".join(sorted(NOTIFY))
    if "kind" not in table.values:
        raise table.error(f"a notifier needs a kind; there are {known}", key="kind")
    kind = str(table.values["kind"])
    if kind not in NOTIFY:
        near = difflib.get_close_matches(kind, list(NOTIFY), n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}? There are" if near else "there are"
        raise table.error(f"no notifier of kind {kind!r}; {hint} {known}", key="kind")
    values = table.read(dict.fromkeys(("kind", "name", *NOTIFY[kind]), _text))
    values.pop("kind")
    return Notifier(kind=kind, name=values.pop("name", kind), options=tuple(sorted(values.items())))


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} is no text")
    return value


def _header(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[\x20-\x7e]+", text):
        raise ValueError(f"{value!r} is not one line of ASCII, as HTTP wants it")
    return text


def _domain(value: object) -> str:
    return canonical_domain(_text(value))


def _bool(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _positive(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{value!r} is no number above 0")
    return value


def _pace(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= FASTEST_PACE:
        raise ValueError(f"{value!r} is no number above 0 and up to {FASTEST_PACE:g}")
    return float(value)


def _quiet(value: object) -> tuple[QuietHours, ...]:
    """Read `["01:00-05:00 Europe/Berlin"]`; without a zone, UTC."""
    return tuple(_hours(entry) for entry in _texts(value))


def _hours(entry: str) -> QuietHours:
    said = re.fullmatch(r"(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})(?:\s+(\S+))?", entry.strip())
    if said is None:
        raise ValueError(f'{entry!r} is no part of a day; write it as "01:00-05:00 Europe/Berlin"')
    return QuietHours(begin=_clock(said[1]), end=_clock(said[2]), zone=_zone(said[3] or "UTC"))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        near = difflib.get_close_matches(name, available_timezones(), n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]!r}" if near else ""
        raise ValueError(f"{name!r} is no time zone{hint}") from error


def _clock(said: str) -> time:
    hour, minute = map(int, said.split(":"))
    return time(hour % 24 if (hour, minute) == (24, 0) else hour, minute)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is no list")
    return tuple(_text(entry) for entry in value)


def _addresses(value: object) -> tuple[str, ...]:
    found = _texts(value)
    for url in found:
        canonical_url(url)
    return found


def _patterns(value: object) -> tuple[str, ...]:
    found = _texts(value)
    for pattern in found:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return found


def _allow(value: object) -> frozenset[tuple[str, int]]:
    """Read `["127.0.0.1:8901", "[::1]:80"]`: exact host and port, no patterns, no ranges."""
    found = set()
    for entry in _texts(value):
        try:
            if not re.fullmatch(r"(\[[^\s\[\]]+\]|[^\s:/*?#@\[\]]+):\d{1,5}", entry):
                raise ValueError(entry)
            found.add(endpoint_of(f"http://{entry}"))  # spelt as connections are
        except (ValueError, ArchiverError) as error:
            hint = 'write it as "127.0.0.1:8901"'
            raise ValueError(f"{entry!r} is no exact host and port; {hint}") from error
    return frozenset(found)


POLITENESS = {
    "delay": parse_duration,
    "robots": _bool,
    "quiet": _quiet,
    "budget": _positive,
    "user_agent": _header,
}
CAPTURE = {
    "browser": _text,
    "sandbox": _bool,
    "concurrency": _positive,
    "deadline": parse_duration,
    "dwell": parse_duration,
    "settle": parse_duration,
    "max_bytes": _positive,
    "everything": _bool,
    "probe": _bool,
}
SCHEDULE = {
    "discover": parse_duration,
    "round": parse_duration,
    "verify": parse_duration,
    "confirm": parse_duration,
    "pace": _pace,
}
"""The keys of each section and how their values are read."""

NOTIFY = {
    "file": ("path",),
    "webhook": ("url", "url_env", "token_env"),
}
"""The kinds of `[[notify]]`, each with its keys beside `kind` and `name`; see docs/notifiers.md."""

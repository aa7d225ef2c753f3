"""From the text of `archiver.toml` to a `Config`."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path

from archiver.access import NOT_PERMITTED, explained
from archiver.config.keys import CAPTURE, GUARD, NOTIFIERS, NOTIFY, POLITENESS, SCHEDULE, SOURCE
from archiver.config.table import Table
from archiver.config.values import Capturing, Config, Guard, Notifier, Politeness, Schedule
from archiver.errors import ConfigError
from archiver.model.article import Source


def load_config(path: Path) -> Config:
    """Read `archiver.toml`.

    Raises:
        NotUsable: this user may not read it.
        ConfigError: it cannot be read, is not TOML, or has an unknown key or a value that does
            not fit; the message names the line and, for a key, the nearest known one.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(str(error), path=str(path)) from error
    except OSError as error:
        if error.errno in NOT_PERMITTED:
            raise explained(error, path) from error
        raise ConfigError(error.strerror or str(error), path=str(path)) from error
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
        raise ConfigError(f"this is not TOML: {detail}", path=path, line=int(line or last)) from error
    table = Table(tree, text=text, path=path, name="")
    config = Config(
        sources=_sources(table),
        guard=Guard(**table.section("guard", GUARD)),
        politeness=Politeness(**table.section("politeness", POLITENESS)),
        capture=Capturing(**table.section("capture", CAPTURE)),
        schedule=Schedule(**table.section("schedule", SCHEDULE)),
        notifiers=_notifiers(table),
    )
    table.refuse_unknown({"source", "guard", "politeness", "capture", "schedule", "notify"})
    return config


def _sources(table: Table) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    for entry in table.tables("source"):
        source = _source(entry)
        if source.name in found:
            raise entry.error(f"two sources are called {source.name!r}", key="name")
        found[source.name] = source
    return tuple(found.values())


def _source(table: Table) -> Source:
    values = table.read(SOURCE)
    for key in ("name", "domain"):
        if key not in values:
            raise table.error(f"a source needs a {key}", key=key)
    return Source(**values)


def _notifiers(table: Table) -> tuple[Notifier, ...]:
    found: dict[str, Notifier] = {}
    for entry in table.tables("notify"):
        notifier = _notifier(entry)
        if notifier.name in found:
            raise entry.error(
                f"two notifiers are called {notifier.name!r}; give the new one a name of its own", key="name"
            )
        found[notifier.name] = notifier
    return tuple(found.values())


def _notifier(table: Table) -> Notifier:
    known = ", ".join(sorted(NOTIFIERS))
    if "kind" not in table.values:
        raise table.error(f"a notifier needs a kind; there are {known}", key="kind")
    kind = str(table.values["kind"])
    if kind not in NOTIFIERS:
        near = difflib.get_close_matches(kind, list(NOTIFIERS), n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}? There are" if near else "there are"
        raise table.error(f"no notifier of kind {kind!r}; {hint} {known}", key="kind")
    values = table.read({**NOTIFY, **NOTIFIERS[kind]})
    values.pop("kind")
    return Notifier(kind=kind, name=values.pop("name", kind), options=tuple(sorted(values.items())))

"""From the text of `archiver.toml` to a `Config`."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from archiver.access import NOT_PERMITTED, explained
from archiver.config.keys import (
    CAPTURE,
    GUARD,
    LISTEN,
    NOTIFIERS,
    NOTIFY,
    POLITENESS,
    RULE,
    SCHEDULE,
    SOURCE,
    STORAGE,
    WITNESS,
    WITNESSES,
    Key,
    Kinds,
)
from archiver.config.table import Table
from archiver.config.values import (
    Capturing,
    Config,
    Guard,
    Listen,
    Notifier,
    Politeness,
    Rule,
    Schedule,
    Storage,
    Witness,
)
from archiver.errors import ConfigError
from archiver.model.article import Source

SECTIONS: Mapping[str, tuple[Mapping[str, Key], Callable[..., Any]]] = {
    "guard": (GUARD, Guard),
    "listen": (LISTEN, Listen),
    "politeness": (POLITENESS, Politeness),
    "capture": (CAPTURE, Capturing),
    "schedule": (SCHEDULE, Schedule),
    "storage": (STORAGE, Storage),
}
"""Tables that may stand once each: their keys, and the values that hold them."""


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
    sources = _sources(table)
    config = Config(
        sources=sources,
        **{name: holds(**table.section(name, keys)) for name, (keys, holds) in SECTIONS.items()},
        notifiers=tuple(
            Notifier(**told, rules=_rules(entry, sources))
            for entry, told in _kinded(table, "notify", "notifier", NOTIFY, NOTIFIERS, frozenset({"rule"}))
        ),
        witnesses=tuple(
            Witness(**told) for _, told in _kinded(table, "witness", "witness", WITNESS, WITNESSES)
        ),
    )
    table.refuse_unknown({"source", "notify", "witness", *SECTIONS})
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


def _rules(table: Table, sources: Iterable[Source]) -> tuple[Rule, ...]:
    """Return the rules of a notifier; a name of no source would keep it silent for ever."""
    found = []
    known = [source.name for source in sources]
    for entry in table.tables("rule"):
        values = entry.read(RULE)
        if not values:
            raise entry.error("a rule without a key fits every edit; leave it out", key="rule")
        for name in values.get("source", ()):
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
                hint = f"did you mean {near[0]!r}" if near else f"there are {', '.join(known) or 'none'}"
                raise entry.error(f"source: no source {name!r} is declared; {hint}", key="source")
        found.append(Rule(**values))
    return tuple(found)


def _kinded(
    table: Table,
    name: str,
    one: str,
    common: Mapping[str, Key],
    kinds: Kinds,
    tables: frozenset[str] = frozenset(),
) -> list[tuple[Table, dict[str, Any]]]:
    """Return what is declared in the tables of that name, each of a kind with keys of its own.

    Args:
        table: the whole declaration.
        name: of the tables.
        one: what one of them declares, for people.
        common: keys that all kinds have; what is none of these is an option.
        kinds: the keys of each kind.
        tables: that may stand within; they are read by others.
    """
    found: dict[str, tuple[Table, dict[str, Any]]] = {}
    for entry in table.tables(name):
        kind = _kind(entry, one, kinds)
        values = entry.read({**common, **kinds[kind]}, tables=tables)
        told = {"name": kind, **{key: values.pop(key) for key in common if key in values}}
        if told["name"] in found:
            plural = f"{one}es" if one.endswith("s") else f"{one}s"
            raise entry.error(
                f"two {plural} are called {told['name']!r}; give the new one a name of its own", key="name"
            )
        found[told["name"]] = entry, {**told, "options": tuple(sorted(values.items()))}
    return list(found.values())


def _kind(table: Table, one: str, kinds: Kinds) -> str:
    known = ", ".join(sorted(kinds))
    if "kind" not in table.values:
        raise table.error(f"a {one} needs a kind; there are {known}", key="kind")
    kind = str(table.values["kind"])
    if kind not in kinds:
        near = difflib.get_close_matches(kind, list(kinds), n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}? There are" if near else "there are"
        raise table.error(f"no {one} of kind {kind!r}; {hint} {known}", key="kind")
    return kind

"""A TOML table that knows where it came from, so that errors can name a line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from archiver.config.keys import Key
from archiver.errors import ArchiverError, ConfigError


class Table:
    """A TOML table that knows where it came from, so that errors can name a line."""

    def __init__(self, values: Mapping[str, Any], *, text: str, path: str, name: str, nth: int = 0) -> None:
        self.values, self.text, self.path, self.name, self.nth = values, text, path, name, nth
        self.earlier: Sequence[Mapping[str, Any]] = ()  # tables of the same name that stand before it

    def error(self, detail: str, *, key: str) -> ConfigError:
        """Return an error that names the line of a key."""
        return ConfigError(detail, path=self.path, line=self._line(key))

    def tables(self, name: str) -> tuple[Table, ...]:
        """Return the tables of that name, `[[name]]` each, or `[[this.name]]` within this table."""
        entries = self.values.get(name, [])
        whole = f"{self.name}.{name}" if self.name else name
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self.error(f"write each {name} as [[{whole}]]", key=name)
        before = sum(len(table.get(name, ())) for table in self.earlier)
        found = []
        for nth, entry in enumerate(entries):
            table = Table(entry, text=self.text, path=self.path, name=whole, nth=before + nth)
            table.earlier = entries[:nth]
            found.append(table)
        return tuple(found)

    def section(self, name: str, keys: Mapping[str, Key]) -> dict[str, Any]:
        """Return the values of `[name]`, read."""
        values = self.values.get(name, {})
        if not isinstance(values, dict):
            raise self.error(f"{name!r} is a section; write [{name}]", key=name)
        return Table(values, text=self.text, path=self.path, name=name).read(keys)

    def read(self, keys: Mapping[str, Key], *, tables: frozenset[str] = frozenset()) -> dict[str, Any]:
        """Return the values of this table, read, without those that are not there and tables within."""
        self.refuse_unknown({*keys, *tables})
        found: dict[str, Any] = {}
        for key, value in self.values.items():
            if key in tables:
                continue
            try:
                found[key] = keys[key].read(value)
            except (ValueError, ArchiverError) as error:
                raise self.error(f"{key}: {error}", key=key) from error
        return found

    def refuse_unknown(self, known: Mapping[str, object] | set[str]) -> None:
        """Raise a `ConfigError` that names the nearest known key, where one is unknown."""
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

"""Values as JSON can hold them, and back: one rule for what is printed and what programs tell each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

DAY_LENGTH = len("2026-11-24")


def plain(value: Any) -> Any:
    """Return a value of `model/` as JSON can hold it: times in ISO 8601 with Z, durations in seconds."""
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, (Path, date)) else value


def revived(kind: Any, told: Any) -> Any:
    """Return the value that `plain` made this of.

    Args:
        kind: its type, as it is annotated: a dataclass, an enum, a time, a tuple of these, or any of them
            or None.
        told: what `plain` returned, after its way through JSON.

    Raises:
        ValueError, TypeError, KeyError, StopIteration: it was not made of such a value.
    """
    if told is None or kind is Any:
        return told
    origin, within = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return revived(_fitting(within, told), told)
    if origin is tuple:
        kinds = (within[0],) * len(told) if within[1:] == (...,) else within
        return tuple(revived(one, entry) for one, entry in zip(kinds, told, strict=True))
    if is_dataclass(kind):
        return kind(**{name: revived(hint, told[name]) for name, hint in _parts(kind).items()})  # type: ignore[operator,arg-type]
    return _simple(kind, told)


def _simple(kind: Any, told: Any) -> Any:
    if issubclass(kind, Enum):
        return kind(told)
    if kind in (datetime, date):
        return kind.fromisoformat(told)
    return timedelta(seconds=told) if kind is timedelta else kind(told)


def _fitting(kinds: tuple[Any, ...], told: Any) -> Any:
    """Return the one of several types that it was made of: by its parts; of times, a bare date is shorter."""
    present = tuple(kind for kind in kinds if kind is not NoneType)
    if set(present) == {datetime, date}:
        return date if len(told) == DAY_LENGTH else datetime
    if len(present) > 1:
        return next(kind for kind in present if _parts(kind).keys() == told.keys())
    return present[0]


@cache
def _parts(kind: type) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {part.name: hints[part.name] for part in fields(kind)}

"""The options that narrow the feed of edits, shared by every command that tells of edits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import click

from archiver.cli.complete import source_names, urls
from archiver.cli.context import Address, Instant
from archiver.model.diff import DISCLOSURES, Weight
from archiver.model.typed import ChangeType

FILTERS: Mapping[str, dict[str, Any]] = {
    "since": {
        "type": Instant(),
        "help": "Only edits first seen at or after this time; 24h: in the last 24 hours.",
    },
    "until": {"type": Instant(), "help": "Only edits first seen before this time."},
    "field": {"help": "Only edits that touched this field: headline, body, bylines, …"},
    "source": {"shell_complete": source_names, "help": "Only edits of this source."},
    "url": {"type": Address(), "shell_complete": urls, "help": "Only edits of this article."},
    "silent": {
        "is_flag": True,
        "default": None,
        "help": "Only substantive edits that the page does not announce.",
    },
    "disclosure": {
        "type": click.Choice(DISCLOSURES),
        "metavar": "HOW",
        "help": f"Only edits that the page announces so: {', '.join(DISCLOSURES)}.",
    },
    "weight": {
        "type": click.Choice([*map(str, Weight)]),
        "metavar": "WEIGHT",
        "help": f"Only edits of this weight: {', '.join(Weight)}.",
    },
    "change": {
        "type": click.Choice([*map(str, ChangeType)]),
        "metavar": "KIND",
        "help": f"Only edits with a change of this kind: {', '.join(ChangeType)}.",
    },
    "language": {"help": "Only articles in this language, such as en or pt."},
    "phrase": {"help": "Only edits that took these words out of the text, or brought them in."},
    "limit": {"type": click.IntRange(min=1), "help": "Show at most this many, the newest."},
}
"""The options by name, which is that of the key of `model.filters.EditFilter`."""


def edit_filter(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command these options; those that were used come in one argument, `which`."""

    @wraps(command)
    def narrowed(*given: Any, **options: Any) -> None:
        asked = {name: options.pop(name) for name in FILTERS}
        command(*given, which={name: value for name, value in asked.items() if value is not None}, **options)

    for name, settings in reversed(list(FILTERS.items())):
        narrowed = click.option(f"--{name}", **settings)(narrowed)
    return narrowed

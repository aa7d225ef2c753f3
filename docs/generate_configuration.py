"""Write docs/configuration.md from the keys that the program reads; see `make docs`.

`--check` writes nothing and exits with 1 if it is not what it would write.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from archiver.config import keys, values
from archiver.config.keys import Key
from archiver.model.article import Source

CONFIGURATION_MD = Path(__file__).resolve().parent / "configuration.md"

HEAD = """\
# archiver.toml

Made by docs/generate_configuration.py from the keys that the program reads; do not edit.

A home is declared by its `archiver.toml`. Every section and every key is optional; a key that is unknown
is refused, with its line and the nearest known one. `archiver status` shows what is in force.

Durations are text: `"90s"`, `"15m"`, `"6h"`, `"7d"`, `"1h30m"`.
"""

SECTIONS = (
    ("[politeness]", "The limits that the bot puts on itself.", keys.POLITENESS, values.Politeness),
    (
        "[[source]]",
        "A publisher; one table each. `archiver add URL` writes them.",
        keys.SOURCE,
        Source,
    ),
    ("[schedule]", "How often the daemon does what.", keys.SCHEDULE, values.Schedule),
    (
        "[capture]",
        "How a page is captured. The defaults were measured: [0002](decisions/0002-capture.md).",
        keys.CAPTURE,
        values.Capturing,
    ),
    (
        "[listen]",
        "Where publishers and hubs tell what is new, see [running](running.md#being-told); off without it.",
        keys.LISTEN,
        values.Listen,
    ),
    (
        "[storage]",
        "Where files of evidence live for good, see [running](running.md#evidence-in-a-bucket). Its keys are "
        "those of the environment (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`) or the machine's role.",
        keys.STORAGE,
        values.Storage,
    ),
    ("[guard]", "What may be visited outside the public internet.", keys.GUARD, values.Guard),
    ("[[notify]]", "A channel that edits are announced on; one table each.", keys.NOTIFY, values.Notifier),
    (
        "[[notify.rule]]",
        "Below a `[[notify]]`: edits it is told of. One rule that fits is enough; it fits an edit that has, "
        "for each of its keys, one of the values. Without a rule the channel is told of every edit.",
        keys.RULE,
        values.Rule,
    ),
    (
        "[[witness]]",
        "Somebody outside who vouches for checkpoints of the ledger; one table each.",
        keys.WITNESS,
        values.Witness,
    ),
)


def configuration_md() -> str:
    """Return the page."""
    return "\n".join(_parts())


def _parts() -> Iterator[str]:
    yield HEAD
    for title, what, section, holder in SECTIONS:
        yield f"## {title}\n\n{what}\n"
        yield from _table(section, {field.name: field.default for field in dataclasses.fields(holder)})
    for name, kinds in (("notify", keys.NOTIFIERS), ("witness", keys.WITNESSES)):
        for kind, section in kinds.items():
            yield f'## [[{name}]] with `kind = "{kind}"`\n'
            yield from _table(section, {})


def _table(section: Mapping[str, Key], defaults: Mapping[str, object]) -> Iterator[str]:
    yield "| key | meaning | default | example |\n| --- | --- | --- | --- |"
    for name, key in section.items():
        default = key.otherwise or f"`{_toml(defaults[name])}`"
        yield f"| `{name}` | {key.means} | {default} | `{name} = {key.example}` |"
    yield ""


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case timedelta():
            return f'"{_duration(value)}"'
        case str():
            return f'"{value}"'
        case _:
            return f"{value:_}" if isinstance(value, int) else str(value)


def _duration(value: timedelta) -> str:
    seconds = value.total_seconds()
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "m")):
        if seconds >= size and not seconds % size:
            return f"{seconds / size:g}{unit}"
    return f"{seconds:g}s"


def main() -> int:
    """Write the page, or say that it is out of date."""
    text = configuration_md()
    if CONFIGURATION_MD.is_file() and CONFIGURATION_MD.read_text(encoding="utf-8") == text:
        return 0
    if "--check" in sys.argv:
        print("docs/configuration.md is out of date; run `make docs`")
        return 1
    CONFIGURATION_MD.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

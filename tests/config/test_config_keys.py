"""Every key is documented by an example that the program takes, beside the default that holds."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping

from cases import together

from archiver.config import Capturing, Guard, Politeness, Schedule, keys
from archiver.config.keys import Key
from archiver.model.article import Source

SECTIONS = {
    "politeness": (keys.POLITENESS, Politeness),
    "source": (keys.SOURCE, Source),
    "schedule": (keys.SCHEDULE, Schedule),
    "capture": (keys.CAPTURE, Capturing),
    "guard": (keys.GUARD, Guard),
}

ALL = {
    **{name: section for name, (section, _) in SECTIONS.items()},
    "notify": keys.NOTIFY,
    "notify rule": keys.RULE,
    "witness": keys.WITNESS,
    **{f"witness {kind}": section for kind, section in keys.WITNESSES.items()},
    **{f"notify {kind}": section for kind, section in keys.NOTIFIERS.items()},
}


@together("section", ALL.values())
def test_every_example_is_toml_that_is_read(section: Mapping[str, Key]) -> None:
    for name, key in section.items():
        key.read(tomllib.loads(f"value = {key.example}")["value"])
        assert key.means.endswith("."), name


@together("name", SECTIONS)
def test_the_keys_are_the_fields_of_the_value_they_make(name: str) -> None:
    section, holder = SECTIONS[name]
    assert set(section) == {field.name for field in dataclasses.fields(holder)}

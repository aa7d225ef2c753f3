"""`archiver.toml` → `Config`: every default in one place; unknown keys are refused.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from archiver.config.load import load_config, parse_config
from archiver.config.parsers import exact_hosts, parse_duration
from archiver.config.values import (
    USER_AGENT,
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

__all__ = [
    "USER_AGENT",
    "Capturing",
    "Config",
    "Guard",
    "Listen",
    "Notifier",
    "Politeness",
    "Rule",
    "Schedule",
    "Storage",
    "Witness",
    "exact_hosts",
    "load_config",
    "parse_config",
    "parse_duration",
]

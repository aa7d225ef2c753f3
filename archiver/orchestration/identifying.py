"""Give a home an identity: a key, what is published of it, and what is declared of both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archiver.config import USER_AGENT, load_config
from archiver.config.parsers import origin
from archiver.errors import UsageError
from archiver.home import Home, declare_politeness
from archiver.identity import BOT_PAGE, DIRECTORY, IDENTITY_KEY, make_key, publish, read_key
from archiver.version import __version__

MEDIA_TYPE = "application/http-message-signatures-directory+json"
"""Of the directory, as its draft has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """What was made, and where it is to be published."""

    key: Path
    directory: Path
    directory_url: str
    page: Path
    page_url: str
    media_type: str = MEDIA_TYPE


def identify(home: Home, site: str) -> Identified:
    """Make the key of a home, if it has none, and write what is to be published at a site.

    The user agent names the page about the bot from now on, unless the home has declared another.

    Raises:
        UsageError: this is no site.
        NotUsable, DiskFull: a file cannot be read or written.
        ConfigError: archiver.toml cannot be used.
    """
    try:
        agent = origin(site)
    except ValueError as error:
        raise UsageError(str(error)) from error
    config = load_config(home.declaration)
    key = read_key(home.keys) or make_key(home.keys)
    page_url, user_agent = f"{agent}/{BOT_PAGE}", config.politeness.user_agent
    declared = {"signature_agent": agent}
    if user_agent == USER_AGENT:
        user_agent = declared["user_agent"] = f"Archiver/{__version__} (news archive; +{page_url})"
    directory, page = publish(home.identity, key.public_key(), agent, user_agent)
    declare_politeness(home, declared)
    return Identified(
        key=home.keys / IDENTITY_KEY,
        directory=directory,
        directory_url=f"{agent}/{DIRECTORY}",
        page=page,
        page_url=page_url,
    )

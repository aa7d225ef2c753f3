"""What the person who asked can mend."""

from __future__ import annotations

import difflib

from archiver.errors.base import ArchiverError


class UsageError(ArchiverError):
    """What was asked cannot be done as asked; the message says how it can."""


class InvalidURL(UsageError):
    """The address that a person gave is not one of a web page."""

    def __init__(self, url: str, detail: str) -> None:
        super().__init__(f"{url!r} is not a web address: {detail}")
        self.url = url
        self.detail = detail


class ConfigError(UsageError):
    """`archiver.toml` holds something that cannot be used."""

    def __init__(self, detail: str, *, path: str, line: int | None = None) -> None:
        super().__init__(f"{path}{'' if line is None else f', line {line}'}: {detail}")
        self.path = path
        self.line = line
        self.detail = detail


class HomeNotFound(UsageError):
    """There is no archive home where it was looked for."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"no archive home at {where}: no archiver.toml there; `archiver init {where}` creates one"
        )
        self.where = where


class HomeExists(UsageError):
    """A home, or something else, is already where one should be made."""

    def __init__(self, where: str) -> None:
        super().__init__(f"{where} already holds an archiver.toml; nothing was changed")
        self.where = where


class UnknownArticle(UsageError):
    """The archive does not watch this address."""

    def __init__(self, url: str, *, nearest: str | None = None) -> None:
        add = "`archiver articles` lists them" if url.isdecimal() else f"`archiver add {url}` adds it"
        hint = f"did you mean {nearest}" if nearest else add
        super().__init__(f"no article {url!r} in this archive; {hint}")
        self.url = url
        self.nearest = nearest


class UnknownAlias(UsageError):
    """The address is not one that leads to an article of another address."""

    def __init__(self, url: str) -> None:
        super().__init__(f"{url!r} is not an alias of an article; `archiver aliases` lists them")
        self.url = url


class UnknownRevision(UsageError):
    """The article has no revision of this number."""

    def __init__(self, url: str, *, number: int, newest: int) -> None:
        has = f"it has 1 to {newest}" if newest else "it was never read"
        super().__init__(f"{url} has no revision {number}; {has}")
        self.url = url
        self.number = number
        self.newest = newest


class UnknownSource(UsageError):
    """No source of this name is declared."""

    def __init__(self, name: str, *, known: tuple[str, ...] = ()) -> None:
        none = "none is declared; `archiver add URL` declares a feed, sitemap or section front"
        super().__init__(f"no source {name!r}; {_choice(name, known) if known else none}")
        self.name = name
        self.known = known


class UnknownField(UsageError):
    """No field of this name is compared."""

    def __init__(self, name: str, *, known: tuple[str, ...]) -> None:
        super().__init__(f"no field {name!r}; {_choice(name, known)}")
        self.name = name
        self.known = known


def _choice(name: str, known: tuple[str, ...]) -> str:
    """Return the name that was probably meant, and all there are."""
    near = difflib.get_close_matches(name, known, n=1)
    return (f"did you mean {near[0]!r}? " if near else "") + f"there are {', '.join(known)}"


class NotANote(UsageError):
    """What was given is no signed note, no checkpoint, or no key of one."""

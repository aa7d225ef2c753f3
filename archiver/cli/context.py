"""What every command shares: the home, the clock, how lists are shown."""

from __future__ import annotations

import difflib
import logging
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from archiver.cli.terminal import harmless, say

if TYPE_CHECKING:
    from archiver.archive.errands import Worker
    from archiver.archive.working import Archive
    from archiver.home import Home

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


LONGEST_HELP = 1_000  # characters; no first sentence of a help text is longer


class _Formatter(logging.Formatter):
    """Writes lines of the log; they may hold words of pages."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, which no terminal obeys."""
        return harmless(super().format(record))


_UTC = _Formatter("%(asctime)s %(name)s: %(message)s", datefmt="%Y-%m-%d %H:%M:%S UTC")
_UTC.converter = time.gmtime


class _Structured(logging.Formatter):
    """Writes lines of the log as JSON: `time`, `level`, `logger`, `message`, and what was told beside it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line. What was told beside a message is on the record, under names of its own."""
        from archiver.model.as_json import as_text

        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        told |= {name: _plain(value) for name, value in vars(record).items() if name not in _OF_EVERY_RECORD}
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return as_text(told)


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)


_OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

_JSON = _Structured()


class Group(click.Group):
    """A group that lists its commands in the order of the work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order they were added."""
        del ctx
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest that there is."""
        if args[0] not in self.commands and (near := difflib.get_close_matches(args[0], self.commands, n=1)):
            ctx.fail(f"no command {args[0]!r}; did you mean {near[0]!r}? `archiver help` lists all")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List each command with its whole first sentence; click would cut it to a line."""
        rows = [
            (name, self.commands[name].get_short_help_str(LONGEST_HELP)) for name in self.list_commands(ctx)
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


class Exporter(click.Command):
    """A command that lists the formats it knows, each with what it is good for."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the formats, then the options."""
        from archiver.cli.complete import formats

        with formatter.section("Formats"):
            formatter.write_dl(list(formats().items()))
        super().format_options(ctx, formatter)


class StandardError(logging.StreamHandler[TextIO]):
    """Writes to standard error as it is now: while there is a progress bar, above it."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        """What a progress bar may have put in place of standard error."""
        return sys.stderr


class Context:
    """The global options, and the archive they lead to."""

    def __init__(self) -> None:
        self.given: Path | None = None
        self.logs_json = False

    def configure(self, home: Path | None, verbose: int, *, as_json: bool) -> None:
        """Take the global options."""
        self.given, self.logs_json = home, as_json
        level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
        handler = StandardError()
        handler.setFormatter(_JSON if as_json else _UTC)
        logging.basicConfig(level=logging.WARNING, handlers=[handler])
        logging.getLogger("archiver").setLevel(level)

    def home(self) -> Home:
        """Find the home.

        Raises:
            HomeNotFound: there is none.
        """
        from archiver.home import find_home

        return find_home(self.given, environ=os.environ, start=Path.cwd())

    def home_or_none(self) -> Home | None:
        """Find the home, where there is one."""
        from archiver.errors import HomeNotFound

        try:
            return self.home()
        except HomeNotFound:
            return None

    def archive(
        self,
        *,
        now: Callable[[], datetime] | None = None,
        readonly: bool = False,
        fleet: str | None = None,
    ) -> Archive:
        """Open the archive of the home; `fleet`: address of the scheduler whose workers make the visits."""
        from archiver.archive.working import Archive
        from archiver.clocks import wall_clock

        return Archive.open(self.home(), now=now or wall_clock, readonly=readonly, fleet=fleet)

    @contextmanager
    def work(
        self,
        *,
        now: Callable[[], datetime] | None = None,
        dry_run: bool = False,
        fleet: str | None = None,
    ) -> Iterator[Worker]:
        """Give who does errands: this process, or the daemon that is at work in the home.

        Args:
            now: the clock, where it is not the real one. A daemon has its own, so it is not asked.
            dry_run: nothing will be written, which this process may do beside any other.
            fleet: address of the scheduler whose workers make the visits. A daemon has its own, or none.
        """
        from archiver.archive.errands import Here
        from archiver.daemon.desk import call
        from archiver.errors import ArchiveBusy

        with self.archive(now=now, readonly=dry_run, fleet=fleet) as archive:
            line = None
            try:
                _ = archive.store  # takes the right to write
            except ArchiveBusy:
                line = None if now or fleet else call(archive.home.database)
            if line is None:
                yield Here(archive)  # which says who has that right, if it needs it
                return
        daemon = line.daemon
        try:
            say(f"asked the daemon (pid {daemon.pid}), which is {daemon.doing}; it does this next", err=True)
            yield line
        except KeyboardInterrupt:
            left = "drops what it has not recorded" if line.begun else "had not begun"
            say(f"the daemon (pid {daemon.pid}) {left}; nothing of this stays queued", err=True)
            raise


pass_context = click.make_pass_decorator(Context, ensure=True)

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class Instant(click.ParamType[datetime]):
    """A time: ISO 8601 (UTC where no offset is given), or how long ago, as `24h` or `7d`."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return an aware UTC datetime."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return self._ago(value, param, ctx)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

    def _ago(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        from archiver.config import parse_duration

        try:
            return datetime.now(UTC) - parse_duration(value)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is not a time; write 2026-11-24T10:00 (UTC) or 24h", param, ctx)


class Address(click.ParamType[str]):
    """An address as people type it: without a scheme https is meant."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return it with its scheme; what is no address is left for those who need one to refuse."""
        del param, ctx
        from archiver.model.urls import as_typed

        return as_typed(str(value))


class FormatName(click.ParamType[str]):
    """The name of a format of `export`, looked up only when it is asked for."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name, if there is such a format."""
        from archiver.cli.complete import formats
        from archiver.export import FORMATS

        if value not in FORMATS and value not in formats():  # formats of captures take long to import
            self.fail(f"no format {value!r}; there are {', '.join(formats())}", param, ctx)
        return str(value)


now_option = click.option(
    "--now", type=Instant(), help="Pretend that it is this time, for replays on a simulated clock."
)


def frozen(now: datetime | None) -> Callable[[], datetime] | None:
    """Return a clock that stands still, or None for the real one."""
    return None if now is None else lambda: now


def running(now: datetime | None) -> Callable[[], datetime] | None:
    """Return a clock that starts at `now` and runs, or None for the real one."""
    if now is None:
        return None
    started = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - started)


def print_json(value: object) -> None:
    """Print one JSON value; a list one element a line, so that it can be read and compared."""
    from archiver.model.as_json import as_text

    if isinstance(value, list):
        say("[" + ",\n ".join(as_text(entry) for entry in value) + "]")
    else:
        say(as_text(value, indent=2))


def print_json_stream(values: Iterable[dict[str, Any]]) -> None:
    """Print a JSON array element by element: a million edits need no memory."""
    from archiver.model.as_json import as_text

    say("[", nl=False)
    for index, value in enumerate(values):
        say((",\n " if index else "") + as_text(value), nl=False)
    say("]")


def url_at(url: str) -> tuple[str, int | None]:
    """Split `URL@N` into the address and the number of a revision."""
    match = re.fullmatch(r"(.+)@(\d+)", url)
    return (match[1], int(match[2])) if match else (url, None)

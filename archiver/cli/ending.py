"""How the program ends: exit codes, Ctrl-C, an output that was closed, one that takes no more."""

from __future__ import annotations

import io
import logging
import os
import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

import click

from archiver.access import explained
from archiver.cli.terminal import say
from archiver.errors import ArchiverError, Damaged, UsageError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

STOPPED = 128 + signal.SIGINT
"""Exit code after Ctrl-C, as shells count it."""

SHOW_CURSOR = b"\x1b[?25h"
"""A progress bar hides the cursor (DECTCEM)."""


class OutputClosed(Exception):
    """Nobody reads standard output any more, as in `archiver edits | head`: no error."""


class OutputFailed(Exception):
    """Standard output takes no more, as on a full disk."""


class Output(io.FileIO):
    """Standard output, whose failures cannot be taken for those of a file or a socket of the archive."""

    def write(self, data: ReadableBuffer, /) -> int:
        """Write as a file does.

        Raises:
            OutputClosed, OutputFailed: it could not.
        """
        try:
            return super().write(data)
        except BrokenPipeError:
            raise OutputClosed from None
        except OSError as error:
            raise OutputFailed(error.strerror) from error


def end_with(program: click.Command) -> None:
    """Run a program and exit: 0 done, 1 operational failure, 2 usage, 3 damage found, 130 Ctrl-C."""
    _own_output()
    _own_interrupt()
    try:
        code = program.main(prog_name="archiver", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except OutputClosed:
        code = 0
        _silence()
    except OutputFailed as error:
        code = _fail(f"the output could not be written: {error}", 1)
        _silence()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except ArchiverError as error:
        code = _fail(
            str(error), 2 if isinstance(error, UsageError) else 3 if isinstance(error, Damaged) else 1
        )
    except OSError as error:
        logging.getLogger(__name__).debug("traceback", exc_info=True)
        code = _fail(str(explained(error, "the home")), 1)
    except (click.Abort, KeyboardInterrupt):
        code = _fail("stopped; nothing half-recorded", STOPPED)
    sys.exit(code)


def _fail(sentence: str, code: int) -> int:
    say(f"archiver: {sentence}", err=True)
    return code


def _own_output() -> None:
    """Put `Output` below `sys.stdout`, which is None where the program was started without one."""
    if (given := sys.stdout) is not None:
        given.flush()
        buffered = io.BufferedWriter(Output(given.fileno(), "wb", closefd=False))
        sys.stdout = io.TextIOWrapper(buffered, given.encoding, given.errors, line_buffering=given.isatty())


def _silence() -> None:
    """Let what is still buffered for standard output go nowhere, also when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _own_interrupt() -> None:
    """Have the first Ctrl-C end the work under way, and the second the process, at once.

    Either is safe, as a kill is; after the first the browser is closed and what is open is put away.
    A shell that runs us in the background may have us ignore it; that stays so.
    """
    asked = False

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        del number, frame
        if asked:
            if os.isatty(1):
                os.write(1, SHOW_CURSOR)
            os.write(2, b"archiver: stopped at once; nothing half-recorded\n")
            os._exit(STOPPED)
        asked = True
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, interrupt)

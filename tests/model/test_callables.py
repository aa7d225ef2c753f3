"""The public functions that bear their packages' names, and the modules inside these packages."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys

import archiver
from archiver import Reading

PAGE = (
    "<title>Storm</title><article><h1>Storm</h1><p>It rains on the harbor and on the old mill.</p></article>"
)


def test_the_functions_are_called_by_their_packages_names() -> None:
    reading = archiver.normalize(PAGE, "https://gazette.example/storm")
    assert reading.headline == "Storm"
    assert archiver.normalize(html=PAGE, url="https://gazette.example/storm") == reading
    assert archiver.diff(reading, reading).fields == ()


STATEMENTS = (
    "import archiver.diff.words as w; w.seen",
    "import archiver.normalize.reader as r; r.observe",
    "from archiver.diff.fingerprint import fingerprint",
    "from archiver.diff import diff; diff(*[Reading.from_text('Storm', 'It rains.')] * 2)",
    "from archiver import diff; diff(*[Reading.from_text('Storm', 'It rains.')] * 2)",
    "import archiver; archiver.diff; import archiver.diff.words; archiver.diff.words.seen",
)

EACH = """
import os, sys
from archiver import Reading
for statement in sys.argv[1:]:
    if not os.fork():
        exec(statement)
        os._exit(0)
    assert os.wait()[1] == 0, statement
"""


def test_modules_and_functions_are_imported_in_any_way() -> None:
    """Each in a process of its own: what one import leaves behind must not help the next."""
    assert subprocess.run([sys.executable, "-c", EACH, *STATEMENTS]).returncode == 0


def test_the_functions_tell_their_parameters_and_can_be_sent_to_other_processes() -> None:
    assert list(inspect.signature(archiver.diff).parameters) == ["old", "new"]
    sent = pickle.loads(pickle.dumps(archiver.diff))
    reading = Reading.from_text("Storm", "It rains.")
    assert sent(reading, reading) == archiver.diff(reading, reading)

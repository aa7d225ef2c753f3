"""What the program says, as a reporter reads it: in a pipe, on a terminal 80 wide, after a typing mistake."""

from __future__ import annotations

import fcntl
import logging
import os
import pty
import re
import struct
import termios
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import click
import pytest
from cases import together
from click.testing import CliRunner, Result
from homes import empty_home
from program import Programs
from store_samples import NOON, ONE, First, reading, see, see_edit, watch

from archiver.cli import program
from archiver.cli.context import Context
from archiver.cli.report import follow, show_round
from archiver.diff.engine import _FIELDS
from archiver.model.article import Source
from archiver.model.diff import FIELDS
from archiver.model.revision import Outcome, Visit
from archiver.store import Store

LONG = "https://gazette.example/2026/11/24/" + "-".join(["the", "storm", "that", "came", "at", "night"] * 4)
GAZETTE = Source(name="gazette", domain="gazette.example", seeds=("https://gazette.example/",))
COMMANDS = sorted(program.commands)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home whose one article has a long address and one edit; another rests."""
    root = empty_home(tmp_path_factory.mktemp("words") / "news").root
    (root / "archiver.toml").write_text(
        f'[[source]]\nname = "{GAZETTE.name}"\ndomain = "{GAZETTE.domain}"\nseeds = ["{GAZETTE.seeds[0]}"]\n'
    )
    with Store.open(root / "db" / "archive.db", root / "snapshots") as store:
        store.sync_sources([GAZETTE], NOON)
        task = watch(store, LONG)
        see(store, task, ONE, First(), minutes=0)
        see_edit(store, task, ONE, reading("The bridge is shut.", "It rained."), minutes=10)
        store.add_article("https://gazette.example/old", source=None, now=NOON, next_visit=None)
    return root


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Return a home that nothing was done with."""
    return empty_home(tmp_path / "empty").root


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(program, ["--home", str(home), *words])


Terminal = Callable[..., list[str]]


@pytest.fixture
def on_a_terminal(programs: Programs) -> Terminal:
    """Return a function that gives the lines a terminal 80 wide is sent, without colours."""

    def run(home: Path, *words: str) -> list[str]:
        terminal, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environ = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR")}
        streams = [Path(os.ttyname(other))] * 3
        pid = programs.begin(
            ["archiver", "--home", str(home), *words], home, environ | {"TERM": "xterm"}, streams
        )
        with ThreadPoolExecutor(1) as thread:
            said = thread.submit(lambda: b"".join(_read(terminal)).decode())
            programs.ask(pid, wait=True)
            os.close(other)
            lines = said.result()
        os.close(terminal)
        return re.sub(r"\x1b\[[0-9;]*m", "", lines).splitlines()

    return run


def _read(terminal: int) -> Iterator[bytes]:
    try:
        while piece := os.read(terminal, 65536):
            yield piece
    except OSError:  # EIO: nobody has the other end open any more
        return


# --- pipes and terminals -------------------------------------------------------------------------


@pytest.mark.parametrize("words", [("edits",), ("log", LONG), ("status",), ("articles",), ("show", LONG)])
def test_lines_in_a_pipe_are_neither_padded_nor_broken(home: Path, words: tuple[str, ...]) -> None:
    lines = run(home, *words).stdout.splitlines()
    assert lines
    assert [line for line in lines if line != line.rstrip()] == []
    if words[0] in ("edits", "log", "articles"):
        assert any(LONG in line for line in lines)


@pytest.mark.parametrize("words", [("edits",), ("log", LONG), ("status",), ("diff", LONG)])
def test_on_a_terminal_prose_is_wrapped_and_no_address_is_broken(
    home: Path, on_a_terminal: Terminal, words: tuple[str, ...]
) -> None:
    lines = on_a_terminal(home, *words)
    assert any(LONG in line for line in lines) or words == ("status",)
    assert [line for line in lines if len(line) > 80 and "https://" not in line] == []


@together("name", [None, *COMMANDS])
def test_help_fits_80_columns_and_is_not_cut(name: str | None) -> None:
    words = ["--help"] if name is None else [name, "--help"]
    said = CliRunner().invoke(program, words, terminal_width=80).stdout
    assert [line for line in said.splitlines() if len(line) > 80] == []
    assert "..." not in said.replace("]...", "").replace("...  ", "").replace("...\n", "")
    if name is None:
        flat = " ".join(said.split())
        for command in program.commands.values():
            first = (command.help or "").split(".\n")[0].split(". ")[0]
            assert " ".join(first.split()).rstrip(".") in flat


def test_a_warning_carries_its_time_in_utc_and_goes_where_standard_error_is_now(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setattr(logging.root, "handlers", [])
    Context().configure(None, 0, as_json=False)
    logging.getLogger("archiver.test").warning("a browser died")
    stamp = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC archiver.test: a browser died\n"
    assert re.fullmatch(stamp, capsys.readouterr().err)


def test_a_daemons_line_carries_the_time(capsys: pytest.CaptureFixture[str]) -> None:
    follow(lambda: NOON, "verify: 3 files", None)
    assert capsys.readouterr().out == "2026-11-24 12:00:00 UTC  verify: 3 files\n"


def visited(article: int, outcome: Outcome) -> Visit:
    return Visit(
        id=1,
        article=article,
        url=LONG,
        started_at=NOON,
        outcome=outcome,
        took=timedelta(seconds=1),
        reason=None,
    )


def test_a_round_counts_articles_by_what_came_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    looks = [visited(1, Outcome.CHANGED), visited(2, Outcome.SAME), visited(1, Outcome.EDITED)]
    show_round(looks, expected=2)
    assert capsys.readouterr().out.splitlines()[-1] == "2 articles in 3 visits: 1 edited, 1 same"


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", [("--since", "2027-01-01"), ("--field", "dek"), ("--silent", "--until", "2020-01-01")]
)
def test_a_filter_without_a_hit_is_not_an_empty_archive(home: Path, words: tuple[str, ...]) -> None:
    said = run(home, "edits", *words).stdout
    assert "no edit matches" in said
    assert words[0] in said
    assert "there is 1 edit in all" in said


def test_an_archive_without_edits_says_what_to_do_next(empty: Path) -> None:
    assert "archiver add" in run(empty, "edits").stdout
    with Store.open(empty / "db" / "archive.db", empty / "snapshots") as store:
        watch(store)
    assert "no edits yet; `archiver run`" in run(empty, "edits", "--field", "dek").stdout


@pytest.mark.parametrize("verb", ["edits", "export"])
@pytest.mark.parametrize(
    ("words", "near", "also"),
    [
        (("--source", "gazete"), "did you mean 'gazette'?", "there are gazette"),
        (("--field", "headlines"), "did you mean 'headline'?", "bylines"),
        (("--url", LONG[:-1]), LONG, "no article"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_is_near(
    home: Path, verb: str, words: tuple[str, str], near: str, also: str, archiver
) -> None:
    done = archiver("--home", home, verb, *words)
    said = done.stderr
    assert done.returncode == 2, said
    assert near in said
    assert also in said


def test_the_fields_that_can_be_asked_for_are_those_that_are_compared() -> None:
    assert tuple(name for name, _, _ in _FIELDS) == FIELDS


@pytest.mark.parametrize("words", [("log",), ("show",), ("diff",), ("aliases",), ("edits", "--url")])
def test_an_address_may_be_typed_without_its_scheme(home: Path, words: tuple[str, ...]) -> None:
    done = run(home, *words, LONG.removeprefix("https://"))
    assert done.exit_code == 0, done.output


def test_what_is_watched_and_what_rests_adds_up(home: Path) -> None:
    said = run(home, "status").stdout
    assert "1 watched, 1 resting (visited only when asked), 2 in all" in said
    assert "1 edit\n" in said


def test_when_and_why_an_article_rests_is_said_and_what_wakes_it(tmp_path: Path) -> None:
    root = empty_home(tmp_path / "news").root
    with Store.open(root / "db" / "archive.db", root / "snapshots") as store:
        task = watch(store, LONG)
        see(store, task, ONE, First(), minutes=0)
        store.retire(task.article)
    rests = "resting since 24 Nov 2026 12:00 UTC (unchanged for a year)"
    assert rests in run(root, "log", LONG).stdout
    assert rests in " ".join(run(root, "status").stdout.split())
    with Store.open(root / "db" / "archive.db", root / "snapshots") as store:
        store.add_article(LONG, source=None, now=NOON, next_visit=NOON)
    assert "rest" not in run(root, "log", LONG).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("edit",), "did you mean 'edits'?"),
        (("add", "urls.txt"), "there is no file of that name"),
        (("log", "7"), "`archiver articles` lists them"),
        (("run", "--all"), "`archiver add URL`"),
        (("status",), "`archiver add URL`"),
    ],
)
def test_a_mistake_in_an_empty_archive_is_answered_with_what_to_do(
    empty: Path, words: tuple[str, ...], said: str, archiver
) -> None:
    done = archiver("--home", empty, *words)
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_no_difference_is_said(home: Path) -> None:
    assert run(home, "diff", LONG, "2..2").stdout == "no difference that a reader can see\n"


def test_every_command_that_takes_an_address_takes_it_as_people_type_it() -> None:
    for name, command in program.commands.items():
        for option in command.params:
            if option.name == "url":
                assert isinstance(option.type, click.ParamType)
                assert option.type.convert("example.org/a", option, None) == "https://example.org/a", name

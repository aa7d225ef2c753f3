"""Help, errors and exit codes of the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from cases import together

from archiver.cli import program


@together("name", sorted(program.commands))
def test_every_command_has_help_and_an_example(name: str) -> None:
    command = program.commands[name]
    assert command.help
    assert f" {name}" in (command.epilog or "")
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help, f"{name} {option.name} says nothing"


def test_help_needs_no_home(archiver) -> None:
    done = archiver("--help")
    assert done.returncode == 0
    assert "Example:" in done.stdout


def test_a_missing_home_is_a_usage_error_that_names_init(archiver) -> None:
    done = archiver("edits")
    assert done.returncode == 2
    assert "archiver init" in done.stderr
    assert "Traceback" not in done.stderr


def test_init_makes_a_home_with_a_database_that_sqlite_tools_read(archiver, tmp_path: Path) -> None:
    assert archiver("init", "news").returncode == 0
    home = tmp_path / "news"
    assert {path.name for path in home.iterdir()} >= {"archiver.toml", "db", "snapshots"}
    assert (home / "db" / "archive.db").read_bytes().startswith(b"SQLite format 3")


def test_init_never_touches_a_home_that_exists(archiver, tmp_path: Path) -> None:
    archiver("init", "news")
    (tmp_path / "news" / "archiver.toml").write_text("# mine\n")
    done = archiver("init", "news")
    assert done.returncode == 2
    assert (tmp_path / "news" / "archiver.toml").read_text() == "# mine\n"


def test_the_home_is_found_from_a_folder_inside_it(archiver, tmp_path: Path, news) -> None:
    assert archiver("edits", cwd=tmp_path / "news" / "snapshots").returncode == 0


def test_the_environment_names_a_home(archiver, tmp_path: Path, news) -> None:
    assert archiver("edits", ARCHIVER_HOME=str(tmp_path / "news")).returncode == 0


def test_a_bad_declaration_names_the_line_and_the_nearest_key(archiver, tmp_path: Path, news) -> None:
    (tmp_path / "news" / "archiver.toml").write_text('[politeness]\n\ndelai = "1s"\n')
    done = archiver("--home", "news", "status")
    assert done.returncode == 2
    assert "line 3" in done.stderr
    assert "'delay'" in done.stderr


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("data:text/html,hello", "only http and https"),
        ("ftp://example.org/a", "only http and https"),
        ("127.0.0.1:9/story", "https://127.0.0.1:9/story"),
        ("http://", "no host"),
        ("http://127.0.0.1:9/", "not contacted"),
        ("http://169.254.169.254/latest/meta-data", "not contacted"),
        ("http://no-such-host.invalid/", "was not resolved"),
    ],
)
@pytest.mark.parametrize("verb", ["add", "capture"])
def test_what_cannot_be_visited_is_refused_in_one_sentence(
    archiver, verb: str, url: str, said: str, news
) -> None:
    done = archiver("--home", "news", verb, url)
    assert done.returncode in (1, 2)
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_article_names_the_way_to_watch_it(archiver, news) -> None:
    done = archiver("--home", "news", "log", "https://example.org/never-seen")
    assert done.returncode == 2
    assert "archiver add" in done.stderr


def test_an_empty_archive_answers_json(archiver, news) -> None:
    assert json.loads(archiver("--home", "news", "edits", "--json").stdout) == []
    assert json.loads(archiver("--home", "news", "status", "--json").stdout)["articles"] == 0
    assert json.loads(archiver("--home", "news", "run", "--json").stdout) == []


def test_a_newer_schema_is_refused(archiver, tmp_path: Path, news) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "news" / "db" / "archive.db") as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('archiver', 'm999_from_the_future', '2030-01-01')"
        )
    done = archiver("--home", "news", "edits")
    assert done.returncode == 1
    assert "m999_from_the_future" in done.stderr


def test_doctor_says_what_is_here(archiver) -> None:
    done = archiver("doctor")
    assert re.search(r"browser +\S+", done.stdout)


def test_a_browser_that_is_not_there_is_said_by_doctor_and_by_capture(archiver, news) -> None:
    done = archiver("doctor", ARCHIVER_BROWSER="/nonexistent/chromium")
    assert done.returncode == 1
    assert "/nonexistent/chromium" in done.stdout


def test_a_bad_time_says_how_times_are_written(archiver, news) -> None:
    done = archiver("--home", "news", "edits", "--since", "yesterday-ish")
    assert done.returncode == 2
    assert "24h" in done.stderr


def test_export_of_an_unknown_source_writes_nothing(archiver, news) -> None:
    done = archiver("--home", "news", "export", "--format", "csv", "--source", "nosuch")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no source 'nosuch'" in done.stderr


def test_export_names_its_formats_in_help_and_error(archiver) -> None:  # type: ignore[no-untyped-def]
    from archiver.cli.complete import formats

    shown = " ".join(archiver("export", "--help").stdout.split())
    assert [name for name, about in formats().items() if f"{name} {about}" not in shown] == []
    done = archiver("export", "--format", "xlsx")
    assert done.returncode == 2
    assert f"no format 'xlsx'; there are {', '.join(formats())}" in done.stderr

"""Listing and finding by the command line: articles, sources, words, evidence, help, what Tab offers."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from homes import empty_home
from store_samples import NOON, ONE, TWO, URL, WALL, Changed, First, at, capture, edited, see, suspect, watch

from archiver.cli import program
from archiver.model.article import Source
from archiver.store import Store

GAZETTE = Source(name="gazette", domain="gazette.example", seeds=("https://gazette.example/feed.xml",))
COUNCIL = "https://gazette.example/2026/council"
OLD = "https://gazette.example/2025/old"

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with a source, an article with an edit and a wall, one never read, and one that rests."""
    home = tmp_path_factory.mktemp("home") / "news"
    empty_home(home)
    (home / "archiver.toml").write_text(
        f'[[source]]\nname = "{GAZETTE.name}"\ndomain = "{GAZETTE.domain}"\nseeds = ["{GAZETTE.seeds[0]}"]\n'
    )
    with Store.open(home / "db" / "archive.db", home / "snapshots") as store:
        store.sync_sources([GAZETTE], NOON)
        task = watch(store)
        see(store, task, ONE, First(), minutes=0, taken=capture(ONE.text, full=True))
        see(store, task, TWO, Changed(), minutes=10)
        second = capture(TWO.text, when=at(11), full=True)
        see(store, task, TWO, edited(ONE, TWO), minutes=11, taken=second)
        see(store, task, None, suspect("bot_wall", "challenge page"), minutes=20, screening=WALL)
        store.add_article(COUNCIL, source="gazette", now=NOON, next_visit=at(60))
        store.add_article(OLD, source="gazette", now=NOON, next_visit=None)
    return home


@pytest.fixture
def run(home: Path) -> Run:
    def run(*words: str) -> Result:
        return CliRunner().invoke(program, ["--home", str(home), *words])

    return run


def told(done: Result) -> list[dict[str, object]]:
    assert done.exit_code == 0, done.output
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_articles_are_those_that_are_watched_and_with_all_those_that_rest(run: Run) -> None:
    def urls(*words: str) -> list[object]:
        return [one["article"]["url"] for one in told(run("articles", "--json", *words))]  # type: ignore[index]

    assert urls() == [URL, COUNCIL]
    assert urls("--source", "gazette") == [COUNCIL]
    assert urls("--all", "--source", "gazette") == [COUNCIL, OLD]


def test_articles_are_a_line_each_and_no_address_is_broken(run: Run) -> None:
    lines = run("articles", "--all").stdout.splitlines()
    assert [url for line, url in zip(lines, (URL, COUNCIL, OLD), strict=True) if url in line] == [
        URL, COUNCIL, OLD,
    ]  # fmt: skip
    assert "Bridge closed" in lines[0]
    assert "rests" in lines[2]


def test_sources_tell_their_seeds_and_how_many_articles_they_have(run: Run) -> None:
    (gazette,) = told(run("sources", "--json"))
    assert (gazette["name"], gazette["articles"], gazette["watched"]) == ("gazette", 2, 1)
    assert [seed["url"] for seed in gazette["seeds"]] == list(GAZETTE.seeds)  # type: ignore[attr-defined]
    assert GAZETTE.seeds[0] in run("sources").stdout


def test_a_source_that_is_no_longer_declared_is_told_with_its_articles(
    run: Run, home: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(home, tmp_path / "news")
    (other / "archiver.toml").write_text("")
    (gazette,) = told(run("--home", str(other), "sources", "--json"))
    assert (gazette["declared"], gazette["articles"]) == (False, 2)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param(("open",), [(1, 2)], id="a-text-that-left"),
        pytest.param(("CLOSED",), [(2, None)], id="the-current-text-in-any-case"),
        pytest.param(("bridge",), [(1, None)], id="a-text-that-stayed"),
        pytest.param(("clos*", "bridge"), [(2, None)], id="a-beginning-and-a-word"),
        pytest.param(("closed bridge",), [], id="in-this-order"),
        pytest.param(("the bridge is",), [(1, None)], id="words-in-a-row"),
        pytest.param(("AND", "NEAR("), [], id="no-syntax-of-ours"),
        pytest.param(("--deleted", "open"), [(2, 2)], id="deleted"),
        pytest.param(("--deleted", "bridge"), [], id="nobody-deleted-it"),
        pytest.param(("bridge", "--source", "gazette"), [], id="source"),
        pytest.param(("bridge", "--since", "2100-01-01"), [], id="since"),
    ],
)
def test_words_are_found_in_every_revision(
    run: Run, words: tuple[str, ...], found: list[tuple[int, int | None]]
) -> None:
    hits = told(run("search", "--json", *words))
    assert [(hit["new_revision"], hit["stays"][0]["left_at"]) for hit in hits] == found


def test_a_hit_names_the_article_the_revision_and_how_long_the_words_stood(run: Run) -> None:
    out = run("search", "--deleted", "open").stdout
    assert "taken out by an edit" in out
    assert f"{URL}@2" in out
    assert "The bridge is open." in out
    assert "stood in revision 1" in out


def test_a_search_for_no_word_is_refused(run: Run) -> None:
    assert "no word to look for" in str(run("search", "!?").exception)


def test_edits_are_narrowed_to_a_phrase(run: Run) -> None:
    assert [edit["new_revision"] for edit in told(run("edits", "--json", "--phrase", "is open"))] == [2]
    assert told(run("edits", "--json", "--phrase", "the bridge")) == []


def test_evidence_lists_the_snapshots_of_an_article_and_what_each_was(run: Run) -> None:
    kept = told(run("evidence", URL, "--json"))
    assert [(one["outcome"], one["revision"], one["opens"]) for one in kept] == [
        ("first", 1, True),
        ("changed", 2, True),
        ("edited", 2, False),
        ("suspect", None, False),
    ]
    assert "challenge page" in run("evidence", URL).stdout


def test_evidence_of_a_revision_has_digests_sizes_and_what_is_missing(run: Run) -> None:
    files = {one["name"]: one for one in told(run("evidence", f"{URL}@1", "--json"))}
    assert {one["snapshot"] for one in files.values()} == {1}
    assert set(files) == {"response", "dom", "mhtml", "screenshot", "manifest"}
    assert files["screenshot"]["missing"] == "the page was too tall"
    content = run("evidence", f"{URL}@1", "dom").stdout_bytes
    assert files["dom"]["digest"] == hashlib.sha256(content).hexdigest()
    assert files["dom"]["size_bytes"] == len(content)


def test_an_artefact_is_written_as_it_was_kept(run: Run, tmp_path: Path) -> None:
    done = run("evidence", f"{URL}@2", "response", "-o", str(tmp_path / "page.html"))
    assert done.exit_code == 0
    assert (tmp_path / "page.html").read_bytes() == capture(TWO.text, when=at(10), noise=10).response.content


def test_what_only_the_second_look_kept_of_a_revision_is_found_too(run: Run) -> None:
    snapshots = {one["snapshot"] for one in told(run("evidence", f"{URL}@2", "--json"))}
    assert len(snapshots) == 2
    assert run("evidence", f"{URL}@2", "mhtml").stdout_bytes.startswith(b"MIME-Version")


def test_a_snapshot_that_opened_no_revision_is_had_by_its_number(run: Run) -> None:
    last = told(run("evidence", URL, "--json"))[-1]["id"]
    manifest = json.loads(run("evidence", URL, "--snapshot", str(last), "manifest").stdout)
    assert manifest["url"] == URL


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param((f"{URL}@9",), "has no revision 9", id="revision"),
        pytest.param((COUNCIL, "--snapshot", "1"), "has no snapshot 1", id="of-another-article"),
        pytest.param((f"{URL}@1", "--snapshot", "1"), "each name snapshots", id="both"),
        pytest.param((f"{URL}@1", "screenshot"), "too tall", id="missing"),
        pytest.param((f"{URL}@1", "pdf"), "kept: dom, manifest", id="name"),
    ],
)
def test_evidence_that_is_not_there_is_refused_in_one_sentence(
    archiver, home: Path, words: tuple[str, ...], said: str
) -> None:
    done = archiver("--home", home, "evidence", *words)
    assert done.returncode == 2
    assert said in done.stderr


def test_help_tells_what_a_command_does_and_what_commands_there_are(run: Run) -> None:
    assert run("help", "diff").stdout == run("diff", "--help").stdout
    assert run("help").stdout == run("--help").stdout
    assert run("help", "dif").exit_code == 2
    assert run("-V").stdout == run("--version").stdout


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        pytest.param("log storm", [URL], id="part-of-an-address"),
        pytest.param("edits --source g", ["gazette"], id="source"),
        pytest.param("export --format c", ["csv"], id="format"),
        pytest.param("evidence URL sc", ["screenshot"], id="artefact"),
        pytest.param("help ev", ["evidence"], id="command"),
    ],
)
def test_tab_offers_addresses_sources_formats_and_names(home: Path, line: str, offered: list[str]) -> None:
    *typed, incomplete = line.split()
    assert tab("--home", str(home), *typed, incomplete=incomplete) == offered


def test_tab_offers_nothing_and_says_nothing_where_there_is_no_archive(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert tab("--home", str(tmp_path), "log", incomplete="g") == []
    assert capfd.readouterr() == ("", "")


def tab(*typed: str, incomplete: str) -> list[str]:
    """Return what a shell is told to offer, as the function that it calls at Tab says it."""
    shell = ShellComplete(program, {}, "archiver", "_ARCHIVER_COMPLETE")
    return [offer.value for offer in shell.get_completions(list(typed), incomplete)]


# --- rulings -------------------------------------------------------------------------------------


def test_a_ruling_is_kept_with_who_and_why_and_shown_in_the_log(run: Run, home: Path, tmp_path: Path) -> None:
    here = ("--home", str(shutil.copytree(home, tmp_path / "news")))
    (ruling,) = [json.loads(run(*here, "judge", f"{URL}@2", "--not-article", "--why", "a test page",
                                "--by", "Ann", "--json").stdout)]  # fmt: skip
    assert (ruling["revision"], ruling["is_article"], ruling["by"]) == (2, False, "Ann")

    assert told(run(*here, "edits", "--json")) == []
    assert "The bridge is open." in run(*here, "show", URL).stdout, "the newest that nobody ruled out"
    assert "The bridge is closed." in run(*here, "show", f"{URL}@2").stdout
    log = run(*here, "log", URL).stdout
    assert "revision 2 is not the article, says Ann" in log
    assert "a test page" in log
    assert json.loads(run(*here, "log", URL, "--json").stdout)["rulings"] == [ruling]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param((URL, "--article"), "name a revision", id="nothing-named"),
        pytest.param((f"{URL}@7", "--not-article"), "has no revision 7", id="no-such-revision"),
        pytest.param((URL, "--snapshot", "4", "--not-article"), "only a revision", id="no-revision-anyhow"),
        pytest.param((URL, "--snapshot", "99", "--article"), "has no snapshot 99", id="no-such-snapshot"),
    ],
)
def test_a_ruling_on_nothing_is_refused(archiver, home: Path, words: tuple[str, ...], said: str) -> None:
    done = archiver("--home", home, "judge", *words, "--by", "Ann", "--why", "so")
    assert done.returncode == 2
    assert said in done.stderr


def test_what_was_left_out_is_told_of_todays_readers_readings_alone(run: Run) -> None:
    assert "not told: another reader read it" in run("show", "--why", f"{URL}@1").output

"""What the commands that work say in the terminal: progress, listings, checks."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from rich.text import Text

from archiver.cli.gaps import rules_in_force
from archiver.cli.render import FAINT, OUTCOME_STYLES, Line, console, feed_entry, put, when
from archiver.cli.terminal import say
from archiver.model.article import Alias, Article
from archiver.model.as_json import as_text, iso
from archiver.model.named import field_name
from archiver.model.plain import plain
from archiver.model.revision import Edit, Event, History, Outcome, Revision, Visit
from archiver.model.ruling import Ruling
from archiver.model.text import counted
from archiver.model.volatile import PlaceKind, Volatile

if TYPE_CHECKING:
    from archiver.config import Config
    from archiver.doctor import Check
    from archiver.orchestration.adding import Added, NotAdded
    from archiver.orchestration.discovery import Discovery
    from archiver.store import Beat, Health


MOST_PLACES = 8
"""Places that differ from look to look that `log` names."""

LONGEST_EXAMPLE = 60
"""Characters of what differs from look to look that `log` quotes."""


def show_added(added: Iterable[Added | NotAdded], daemon: Beat | None = None) -> None:
    """Say what each address turned out to be, as soon as it is known, and when a daemon sees a seed."""
    from archiver.orchestration.adding import NotAdded  # late: `status` needs no reader of feeds

    for one in added:
        if isinstance(one, NotAdded):
            say(f"archiver: {one.error}", err=True)
            continue
        if one.kind == "article":
            said = "already watched" if one.known else "watching"
            say(f"{said}: {one.url}" + (f" (it rested: {one.rested})" if one.rested else ""))
        elif one.kind == "opml":
            said = "all declared already" if one.known else "declared in archiver.toml"
            say(f"opml list of {one.links} feeds, {said}: {one.url}")
        else:
            said = "already declared" if one.known else "declared in archiver.toml"
            say(f"{one.kind} with {one.links} links, source {one.source!r}, {said}: {one.url}")
        if daemon is not None and one.kind != "article" and not one.known:
            say(f"  the daemon (pid {daemon.pid}) reads it after the round that is under way")
        for address in one.proposed:
            say(f"  its site has more: archiver add {address}")


def show_aliases(found: Iterable[Alias]) -> None:
    """Print where each address leads, and why."""
    empty = True
    for one in found:
        empty = False
        merged = f", merged; article {one.retired} before" if one.retired else ""
        say(f"{one.url}\n  leads to {one.leads_to} ({one.why}{merged}, {when(one.added_at)} UTC)")
    if empty:
        say("no aliases yet; visits find them")


def show_discoveries(found: Iterable[Discovery], *, dry_run: bool) -> None:
    """Say what each seed gave; in a dry run, every link."""
    seen = False
    for one in found:
        seen = True
        if one.error:
            say(f"{one.source}: {one.error}", err=True)
            if not one.links:
                continue
        if one.unchanged:
            say(f"{one.source}: {one.seed} ({one.kind}): nothing new since it was last read")
            continue
        verb = "would be watched" if dry_run else f"new of {len(one.links)} in scope"
        number = len(one.links) if dry_run else one.new
        say(f"{one.source}: {one.seed} ({one.kind}, {one.found} links): {number} {verb}")
        if dry_run:
            for link in one.links:
                say(f"  {link.url}" + (f"  {link.headline}" if link.headline else ""))
    if not seen:
        say("no sources declared; `archiver add URL` takes a feed, sitemap or section front")


def visit_line(visit: Visit) -> Text:
    """Return one visit as one line."""
    line = Text.assemble(
        (f"{visit.outcome.value:<9}", OUTCOME_STYLES.get(visit.outcome, FAINT)),
        f" {visit.url}",
        (f"  {visit.took.total_seconds():.1f} s", FAINT),
    )
    if visit.reason:
        line.append(f"  {visit.reason}", "magenta" if visit.outcome is Outcome.SUSPECT else FAINT)
    return line


def show_visit(visit: Visit) -> None:
    """Print one visit."""
    console().print(visit_line(visit), soft_wrap=True)


def show_round(visits: Iterable[Visit], *, expected: int, everything: bool = False) -> None:
    """Print the visits as they are recorded, with a progress bar on a terminal, and a summary."""
    if not expected:
        say(
            "nothing is watched, so nothing is due; `archiver add URL` adds an article or a feed"
            if everything
            else "nothing is due; `archiver run --all` visits every watched article anyway"
        )
    outcomes: dict[int, Outcome] = {}  # of the last visit of each article
    made = 0
    with _progress(expected) as step:
        for visit in visits:
            made += 1
            outcomes[visit.article] = visit.outcome
            step(visit)
    told = ", ".join(
        f"{count} {outcome.value}" for outcome, count in sorted(Counter(outcomes.values()).items())
    )
    if made:
        say(f"{counted(len(outcomes), 'article')} in {counted(made, 'visit')}: {told}")


@contextmanager
def _progress(expected: int) -> Iterator[Callable[[Visit], None]]:
    from archiver.cli.progress import bar
    from archiver.orchestration.rounds import FOLLOW_UPS

    out = console()
    if not sys.stdout.isatty():
        yield lambda visit: out.print(visit_line(visit), soft_wrap=True)
        return
    with bar(out) as moving:
        task = moving.add_task("visiting", total=expected)

        def step(visit: Visit) -> None:
            nonlocal expected
            if visit.outcome is not Outcome.SAME:
                out.print(visit_line(visit), soft_wrap=True)
            expected += visit.outcome in FOLLOW_UPS
            moving.update(task, advance=1, total=expected)

        yield step


def follow(now: Callable[[], datetime], said: str, visit: Visit | None) -> None:
    """Print what the daemon does, a line each, with its time."""
    if visit is None or visit.outcome is not Outcome.SAME:
        time = Text(f"{now():%Y-%m-%d %H:%M:%S} UTC  ", style=FAINT)
        console().print(time.append_text(Text(said) if visit is None else visit_line(visit)))


def follow_json(now: Callable[[], datetime], said: str, visit: Visit | None) -> None:
    """Print what the daemon does, a line of JSON each."""
    told = {"time": iso(now()), "event": "visit" if visit else "said", "message": said}
    say(as_text(told | ({"visit": plain(visit)} if visit else {})))


def show_history(history: History) -> None:
    """Print the revisions of an article and what else happened to it."""
    out = console()
    article = history.article
    due = f"next visit {when(article.next_visit)} UTC" if article.next_visit else rest_of(article)
    since = f"watched since {when(article.added_at)} UTC, {counted(history.visits, 'visit')}, {due}"
    told = list(_imported(history)) or [Text(since, style=FAINT)]
    put([("", Text(article.url, style="bold")), *(("", line) for line in told)], out)
    if history.revisions:
        put(_revisions(history.revisions), out)
    else:
        say(f"not read yet; `archiver capture {article.url}` visits it now")
    for address in history.imported:
        said = f"others captured it, too: `archiver log '{address}'`; their edits are told below as well"
        put([("", Text(said, style=FAINT))], out)
    entries: list[Edit | Event] = [*history.edits, *history.events]
    for entry in sorted(entries, key=lambda entry: entry.not_after):
        put(feed_entry(entry), out)
    put((ruling_line(ruling) for ruling in history.rulings), out)
    put(_volatile_lines(history.volatile), out)
    if history.beside_since:
        said = f"something else on the page changed, seen first at {when(history.beside_since)} UTC;"
        put([("", Text(f"{said} `archiver show --why` lists what is not read", style=FAINT))], out)


def _imported(history: History) -> Iterator[Text]:
    """Say of a history that others captured who that was."""
    for one in history.origins:
        by = f", made by {one.made_by}" if one.made_by else ""
        said = f"imported, not seen by this program: {counted(one.captures, 'capture')} in {one.archive}{by}"
        yield Text(f"{said}, taken in {when(one.imported_at)} UTC", style="magenta")


def _volatile_lines(places: Sequence[Volatile]) -> Iterator[Line]:
    """Give what differs from look to look and is no text of the article, a line each."""
    for one in places[:MOST_PLACES]:
        yield "", Text.assemble(("differs from look to look", FAINT), f"  {place_in_words(one)}")
    if len(places) > MOST_PLACES:
        yield "", Text(f"and {len(places) - MOST_PLACES} more; --json lists them", style=FAINT)


def shortened(text: str) -> str:
    """Return the beginning of a text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_EXAMPLE else f"{line[:LONGEST_EXAMPLE].rstrip()}…"


def place_in_words(one: Volatile) -> str:
    """Return where something differs, and examples of what was seen there."""
    place = one.place
    before, after = shortened(place.before.strip()), shortened(place.after.strip())
    seen = ", ".join(shortened(value) or "nothing" for value in one.values[:3])
    match place.kind:
        case PlaceKind.LINE:
            return f"{field_name(place.part)}: “{before}” is there or not"
        case PlaceKind.LINK:
            return f"{field_name(place.part)}: where “{before}” leads: {seen}"
    where = f"“{before}…{after}”: " if before or after else ""
    return f"{field_name(place.part)}: {where}{seen}"


def rest_of(article: Article) -> str:
    """Return since when and why an article rests, and what wakes it."""
    if article.unwatched_at:
        return f"no longer watched since {when(article.unwatched_at)} UTC"
    since = f" since {when(article.last_visit)} UTC" if article.last_visit else ""
    return f"resting{since} ({article.rests_for}); `archiver add` or `archiver capture` wakes it"


def ruling_line(ruling: Ruling) -> Line:
    """Return what a person said of a capture."""
    what = f"snapshot {ruling.snapshot}" if ruling.revision is None else f"revision {ruling.revision}"
    said = f"{what} is {'the article' if ruling.is_article else 'not the article'}"
    by = f", says {ruling.by}, {when(ruling.ruled_at)} UTC: {ruling.why}"
    return "", Text.assemble((said, "bold magenta"), by)


def _revisions(revisions: Sequence[Revision]) -> Iterator[Line]:
    columns = "{:<10}{:<19}{:<19}{:<11}"
    lead = columns.format("revision", "first seen (UTC)", "last seen (UTC)", "opened by")
    yield Text(lead, style="bold"), Text("headline", style="bold")
    for one in revisions:
        seen = columns.format(one.number, when(one.seen_from), when(one.seen_until), one.opened_by)
        yield seen, Text(one.reading.headline)
    yield "", Text()


def show_reading(revision: Revision) -> None:
    """Print one revision as text; beside it, where it is doubtful, say why."""
    if why := revision.reading.signals.why_doubtful:
        say(f"doubtful: {why}", err=True)
    say(revision.reading.as_text())


def show_why(revision: Revision, left_out: Sequence[tuple[str, str]] | None) -> None:
    """Print for each field which part of the page was believed, and what was not; then what was left out.

    Args:
        revision: of which.
        left_out: lines of the article's column that were not read, each with why; None: not to be told.
    """
    head = f"read by {revision.reading.reader} from snapshot {revision.snapshot}"
    put([("", Text(head, style=FAINT)), *_why(revision), *_left_out(left_out)])


def _left_out(left_out: Sequence[tuple[str, str]] | None) -> Iterator[Line]:
    if left_out is None:
        why_not = "not told: another reader read it, or its evidence does not come back"
        yield f"{'left out':<16}", Text(why_not, style=FAINT)
    for text, why in left_out or ():
        yield f"{'left out':<16}", Text.assemble(shortened(text), (f"  {why}", FAINT))


def _why(revision: Revision) -> Iterator[Line]:
    for choice in revision.reading.why:
        chosen = Text.assemble(choice.source, (f"  {choice.reason}", FAINT))
        yield Text(f"{choice.field:<16}", style="bold"), chosen
        for source, value in choice.rejected:
            yield " " * 16, Text(f"not {source}: {value}", style=FAINT)
    signals = revision.reading.signals
    if signals.is_doubtful:
        told = f"{signals.confidence:.0%} sure of this reading: no edit is told on it"
        yield Text(f"{'doubtful':<16}", style="bold magenta"), Text(told, style="magenta")
    for doubt in signals.doubts:
        yield f"{'doubt':<16}", Text(doubt, style="magenta")


def show_migration(steps: Sequence[str], *, done: bool) -> None:
    """Say which migrations were made, or would be."""
    for step in steps:
        say(f"{'applied' if done else 'pending'}: {step}")
    if not steps:
        say("the schema is up to date")


def show_writer(beat: Beat | None) -> None:
    """Say who works here, at what, and by which declaration if not by the one that is there."""
    out = console()
    if beat is None:
        put([("", Text("no daemon is running here; `archiver daemon` starts one", style="yellow"))], out)
    else:
        doing = f"{beat.doing}, at work since {when(beat.since)} UTC"
        put([(Text(f"{beat.job} ", style="bold green"), Text(doing))], out)
    if beat is not None and beat.misdeclared:
        goes_on = f"{beat.misdeclared}; the {beat.job} goes on with what it read before"
        put([("", Text(goes_on, style="red"))], out)


def show_status(health: Health, config: Config | None, beat: Beat | None) -> None:
    """Say what is watched, what is being done, and what is failing; of a declaration only if there is one."""
    out = console()
    show_writer(beat)
    rows = list(_state(health, config))
    width = max(len(label) for label, _ in rows) + 2
    put(((Text(f"{label:<{width}}", style="bold"), Text(said)) for label, said in rows), out)
    put((("", line) for line in _troubles(health)), out)


def _state(health: Health, config: Config | None) -> Iterator[tuple[str, str]]:
    watched = health.articles - health.retired
    resting = f", {health.retired} resting (visited only when asked), {health.articles} in all"
    gone = f"; {health.gone} gone from the web" if health.gone else ""
    begin = "" if health.articles else "; `archiver add URL` adds one, or a feed"
    yield "articles", f"{watched} watched{resting if health.retired else ''}{gone}{begin}"
    next_due = f", the next at {when(health.next_due)} UTC" if health.next_due else ""
    waiting = f"; {health.waiting} waiting for a second look" if health.waiting else ""
    yield "due", f"{health.due} now{next_due}{waiting}"
    kept = (
        counted(health.visits, "visit"),
        counted(health.revisions, "revision"),
        counted(health.edits, "edit"),
    )
    yield "kept", ", ".join(kept)
    yield "evidence", counted(health.snapshots, "snapshot")
    if health.unchanged:
        share = health.unchanged_plain / health.unchanged
        visits = counted(health.unchanged, "visit")
        yield "no browser", f"for {share:.0%} of the last {visits} that found nothing new"
    for run in health.runs:
        yield f"last {run.kind}", f"{when(run.ended_at)} UTC, {run.detail}"
    if config:
        yield from rules_in_force(config)


def _unanswered(health: Health) -> Iterator[Text]:
    """Yield who did not answer as it should: hosts, seeds, hubs."""
    for host in health.failing:
        said = f"failing: {host.host}, {counted(host.articles, 'article')}, {host.reason}"
        yield Text(said, style="red")
    for seed in health.failing_seeds:
        again = f", asked again at {when(seed.next_ask)} UTC" if seed.next_ask else ""
        yield Text(f"failing: {seed.error}, {counted(seed.failures, 'time')}{again}", style="red")
    for hub in health.failing_hubs:
        said = f"not told: {hub.hub.url} of {hub.seed}: {hub.error}; the seed is read as usual"
        yield Text(said, style="magenta")


def _troubles(health: Health) -> Iterator[Text]:
    yield from _unanswered(health)
    for spot in health.blind_spots:
        seen = f"not seen since {when(spot.last_seen)} UTC" if spot.last_seen else "never seen"
        yield Text(f"blind: {spot.url}, {seen}", style="magenta")
    for article in health.resting:
        yield Text(f"{article.url}: {rest_of(article)}")
    for one in health.elsewhere:
        seen = f" since {when(one.since)} UTC" if one.since else ""
        yield Text(f"moved: {one.url} is visited at {one.visited_at}{seen}")
    for page in health.restless:
        since = f" since {when(page.since)} UTC" if page.since else ""
        said = f"never at rest: {page.url}, no two looks agree{since}, so that edits may be missed"
        yield Text(said, style="magenta")
    for part in health.in_part:
        yield Text(f"seen in part: {part.url}, {part.left}", style="magenta")
    for read in health.doubtful:
        yield Text(f"doubtful: {read.url}, {read.reason}; no edit is told of it", style="magenta")
    for source in health.badly_read:
        yield Text(f"badly read: {source.source}, {'; '.join(source.troubles)}", style="red")


def show_checks(checks: Iterable[Check], *, brief: bool) -> None:
    """Print what `doctor` found, a line each."""
    out = console()
    for one in checks:
        if brief and one.ok and not one.done:
            continue
        mark = ("✓", "green") if one.ok else ("✗", "bold red")
        out.print(Text.assemble(mark, f" {one.name:<9}", one.detail), soft_wrap=True)

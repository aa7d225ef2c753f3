"""A watch over the demo site, judged: `python -m benchmarks.watch [--steps 40] [--articles 30]`.

The site plays its long script (`archiver/demo/long.toml`): edits of every kind, walls, trials of
headlines, changes of address, two redesigns, and noise on every page. After each step all articles are
discovered and visited with a real browser, as `archiver run --all --now TIME` does; what the feed says
in the end is held against the script.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from archiver.archive.working import Archive
from archiver.demo.articles import time_at
from archiver.demo.long_script import long_script
from archiver.demo.script import Script
from archiver.demo.site import DemoSite
from archiver.home import Home, create_home
from archiver.model.revision import Edit, Event, Visit
from benchmarks.watch.judge import LATER, Judge, Watch
from benchmarks.watch.told import Told, lines_of, span, when
from benchmarks.watch.truth import Truth

DECLARATION = """\
[guard]
allow = ["{host}"]
[politeness]
delay = "1ms"
[schedule]
confirm = "50ms"
[capture]
dwell = "700ms"
"""

SEEDS = ("/feed.xml", "/")

FALSE_ALARMS = 2.0  # per 1,000 unchanged visits, at most
PROBED = 0.8  # of unchanged visits, at least


def main() -> None:
    """Watch, judge, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.watch", description=__doc__)
    parser.add_argument("--steps", type=int, default=40, help="of the site's clock, after the first visit")
    parser.add_argument("--articles", type=int, default=30)
    parser.add_argument("--home", type=Path, help="where to leave the archive; it must not exist yet")
    parser.add_argument("--json", type=Path, help="write the figures to a file as well")
    options = parser.parse_args()
    script = narrowed(long_script(), options.articles)
    truth = Truth(script, options.steps)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="watch-") as folder:
        home = create_home(options.home or Path(folder) / "home")
        with DemoSite(script=script) as site:
            rounds = watch(home, site, options.steps)
            judge = Judge(gather(home, site, truth, rounds))
        said = report(judge, time.monotonic() - started)
    if options.json:
        options.json.write_text(json.dumps(said, indent=1), encoding="utf-8")


def narrowed(script: Script, articles: int) -> Script:
    """Return a script with fewer articles, those the most is done to, and what is done to them."""
    done = Counter(edit.story for edit in script.edits)
    cast = script.newsroom(-1)
    kept = {
        name for name, _ in sorted(((s.name, -done[s.name]) for s in cast), key=lambda x: x[::-1])[:articles]
    }
    return replace(
        script,
        cast=tuple(story for story in cast if story.name in kept),
        edits=tuple(edit for edit in script.edits if edit.story in kept),
        spells=tuple(spell for spell in script.spells if spell.story in kept),
        trials=tuple(trial for trial in script.trials if trial.story in kept),
    )


def watch(home: Home, site: DemoSite, steps: int) -> list[tuple[Visit, ...]]:
    """Visit every article after every step; say how it goes."""
    host = urlsplit(site.url).netloc
    home.declaration.write_text(DECLARATION.format(host=host), encoding="utf-8")
    rounds: list[tuple[Visit, ...]] = []
    with Archive.open(home, now=lambda: time_at(site.step) + LATER) as archive:
        for seed in SEEDS:
            archive.add(site.url + seed)
        for step in range(steps + 1):
            site.at(step)
            began = time.monotonic()
            for found in archive.discover():
                if found.error:
                    print(f"  seed {found.seed}: {found.error}", file=sys.stderr)
            visits = tuple(archive.visit(archive.all_tasks()))
            rounds.append(visits)
            outcomes = Counter(visit.outcome.value for visit in visits)
            told = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common())
            print(
                f"step {step:>2} of {steps}: {time.monotonic() - began:5.1f} s  {told}",
                file=sys.stderr,
                flush=True,
            )
    return rounds


def gather(home: Home, site: DemoSite, truth: Truth, rounds: list[tuple[Visit, ...]]) -> Watch:
    """Read everything that the archive says."""
    with Archive.open(home, readonly=True) as archive:
        articles = archive.articles()
        stories = {article.id: truth.paths.get(urlsplit(article.url).path) for article in articles}
        entries = list(archive.feed(events=True))
        edits = [entry for entry in entries if isinstance(entry, Edit)]
        return Watch(
            truth=truth,
            told=[
                Told(
                    edit=edit,
                    comparison=archive.compare(edit.article, edit.old, edit.new),
                    story=stories.get(edit.article),
                )
                for edit in edits
            ],
            events=[entry for entry in entries if isinstance(entry, Event)],
            revisions=[revision for article in articles for revision in archive.revisions(article.id)],
            stories=stories,
            rounds=rounds,
            requests=site.requests,
        )


# --- the report -------------------------------------------------------------------------------------


def report(judge: Judge, took: float) -> dict[str, object]:
    """Print the table, the bars and what went wrong; return the figures."""
    truth, unchanged = judge.truth, len(judge.unchanged)
    print(
        f"\n{len(truth.paths) and len(set(truth.paths.values()))} articles, {truth.last} steps, {took:.0f} s"
    )
    print("\ntrue edits found, of those that lived through two visits, their time inside the interval:")
    for kind, tally in judge.found.items():
        print(f"  {kind:<16}{tally.good:>4} of {tally.of:<4}{'; '.join(tally.wrong)}")
    found = sum(tally.good for tally in judge.found.values())
    required = sum(tally.of for tally in judge.found.values())
    print(f"  {'together':<16}{found:>4} of {required}")
    print(f"  {'(seen once)':<16}{judge.brief.good:>4} of {judge.brief.of}")
    figures: dict[str, object] = {
        "edits required": required,
        "edits found": found,
        "noise words": judge.noise_words,
        "edits reported": len(judge.watch.told),
        "unchanged visits": unchanged,
        "false alarms": len(judge.false_alarms),
        "false alarms per 1,000": round(1000 * len(judge.false_alarms) / max(1, unchanged), 1),
        "false alarms at a redesign": len(judge.redesign_alarms),
        "variants announced as edits": len(judge.variants_announced),
        "walls stored as revisions": len(judge.walls),
        "events that did not happen": len(judge.false_events),
        "stories never found": len(judge.not_watched),
        "stories watched twice": len(judge.split_histories),
        "pages watched that are no article": sum(story is None for story in judge.watch.stories.values()),
        "browser captures": judge.browser_captures,
        "requests": len(judge.watch.requests),
        "unchanged visits answered by a probe": judge.probed,
    }
    print()
    for name, figure in figures.items():
        print(f"{name:<40}{figure:>8}")
    print(f"{'outcomes of visits':<40}{dict(judge.outcomes.most_common())}")
    passed = dict(_print_bars(judge, required - found))
    _print_wrong(judge)
    return {**figures, "bars": passed}


def _print_bars(judge: Judge, missed: int) -> Iterator[tuple[str, bool]]:
    unchanged = max(1, len(judge.unchanged))
    alarms = 1000 * len(judge.false_alarms) / unchanged
    probed = judge.probed / unchanged
    bars = (
        ("no wall, shell or error page is a revision", not judge.walls, len(judge.walls)),
        ("no variant is announced as an edit", not judge.variants_announced, len(judge.variants_announced)),
        (f"≤ {FALSE_ALARMS:g} false alarms per 1,000", alarms <= FALSE_ALARMS, f"{alarms:.1f}"),
        ("no false alarm at a redesign", not judge.redesign_alarms, len(judge.redesign_alarms)),
        ("every edit that lived through two visits", not missed, f"{missed} missed"),
        ("no noise around it", not judge.noise_words, f"{judge.noise_words} words"),
        ("reversions kept and named", not judge.reversions.wrong, judge.reversions),
        ("moves named", not judge.moves.wrong, judge.moves),
        ("gone, moved, returned at the first chance", not judge.happened.wrong, judge.happened),
        (f"≥ {PROBED:.0%} answered by a probe", probed >= PROBED, f"{probed:.0%}"),
    )  # fmt: skip
    print("\nbars:")
    for name, good, figure in bars:
        print(f"  {'pass' if good else 'FAIL'}  {name:<48}{figure}")
        yield name, good


def _print_wrong(judge: Judge) -> None:
    """Print every single thing that is wrong, for whoever mends it."""
    false = {told.edit.id for told in (*judge.false_alarms, *judge.variants_announced)}
    wrong: dict[str, list[str]] = {
        "walls stored": judge.walls,
        "noise": judge.noise.wrong,
        "reversions": judge.reversions.wrong,
        "moves": judge.moves.wrong,
        "events": judge.happened.wrong,
        "events that did not happen": [
            f"{event.kind} {event.url} {when(event)}" for event in judge.false_events
        ],
        "stories never found": judge.not_watched,
        "stories watched twice": judge.split_histories,
        "edits seen once and missed": judge.brief.wrong,
    }
    for title, lines in wrong.items():
        if lines:
            print(f"\n{title}:")
            for line in lines:
                print(f"  {line}")
    if false:
        print("\nfalse alarms and variants:")
    for told in judge.watch.told:
        if told.edit.id in false:
            print(f"  {span(told)}")
            for line in lines_of(told):
                print(f"      {line}")


if __name__ == "__main__":
    main()

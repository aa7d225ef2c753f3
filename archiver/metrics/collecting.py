"""From the state of an archive to metrics, made anew for each scrape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from archiver.archive.working import Archive

STUCK_AFTER = timedelta(minutes=15)
"""Without a sign of life for longer a daemon counts as stuck: the longest step that gives none is one visit
with its deadline, and a check gives one for each hundred files."""

PREFIX = "archiver"


def registry(archive: Archive) -> CollectorRegistry:
    """Return what Prometheus may scrape of an archive that is open to look at."""
    found = CollectorRegistry(auto_describe=False)
    found.register(_Archive(archive))
    return found


def trouble(archive: Archive) -> str | None:
    """Return why nobody looks after the archive now, or None if its daemon does."""
    beat = archive.beat_seen()
    if beat is None or beat.job != "daemon":
        return "no daemon is running"
    age = archive.now() - beat.at
    return None if age <= STUCK_AFTER else f"the daemon gave no sign of life for {age.total_seconds():.0f} s"


class _Archive(Collector):
    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def collect(self) -> Iterable[Metric]:
        """Return the metrics as they are now."""
        yield from _daemon(self._archive)
        yield from _work(self._archive)
        yield from _sources(self._archive)
        yield from _told(self._archive)


def _daemon(archive: Archive) -> Iterator[Metric]:
    beat = archive.beat_seen()
    yield _gauge(
        "daemon_up", "1 while a daemon works and gives signs of life.", float(trouble(archive) is None)
    )
    if beat is not None:
        age = (archive.now() - beat.at).total_seconds()
        yield _gauge("beat_age_seconds", "Since the last sign of life of the program at work.", age)
    declared = float(archive.misdeclared is None)
    yield _gauge("declaration_valid", "1 if archiver.toml can be used as it is.", declared)
    room = archive.room()
    yield _gauge("disk_free_bytes", "Free on the disk that the evidence lies on.", float(room.free_bytes))
    bucket = archive.bucket(asked=False)
    if bucket is not None:
        yield _gauge("bucket_waiting_files", "Files not in the bucket yet.", float(bucket.waiting))
        yield _gauge("bucket_waiting_bytes", "Their size.", float(bucket.waiting_bytes))
    yield _gauge("evidence_bytes_per_day", "Kept, on the mean of the last 7 days.", room.bytes_a_day)


def _work(archive: Archive) -> Iterator[Metric]:
    health = archive.health()
    states = {
        "watched": health.articles - health.retired,
        "resting": health.retired,
        "gone": health.gone,
    }
    yield _each("articles", "Articles by state.", "state", states)
    yield _gauge("due", "Visits that are due now.", float(health.due))
    yield _gauge("waiting", "Changes that wait for a further look.", float(health.waiting))
    for name, what, count in (
        ("visits", "Visits recorded.", health.visits),
        ("snapshots", "Snapshots kept.", health.snapshots),
        ("revisions", "Revisions opened.", health.revisions),
        ("edits", "Edits told.", health.edits),
    ):
        yield CounterMetricFamily(f"{PREFIX}_{name}", what, value=count)
    runs = {run.kind: _seconds(run.ended_at) for run in health.runs}
    yield _each("last_run_timestamp_seconds", "When each job ended last.", "job", runs)
    failing = {host.host: host.articles for host in health.failing}
    yield _each("host_failing_articles", "Articles that failed at their last visit.", "host", failing)
    seeds = {seed.url: seed.failures for seed in health.failing_seeds}
    yield _each("seed_failures", "Times in a row that a seed could not be read.", "seed", seeds)
    badly = {one.source: 1 for one in health.badly_read}
    yield _each("source_badly_read", "1 for a source whose reading went bad.", "source", badly)


def _sources(archive: Archive) -> Iterator[Metric]:
    silent = {one.source: (archive.now() - one.since).total_seconds() for one in archive.silent_sources()}
    yield _each("source_silent_seconds", "Of sources that have fallen silent: since when.", "source", silent)
    shut = {
        one.source: float(one.kept_at is None or one.ran_out_at is not None) for one in archive.sessions()
    }
    yield _each("session_ran_out", "1 where the session of a source opens no door.", "source", shut)
    postponed = {one.host: one.articles for one in archive.postponed()}
    yield _each("host_postponed_articles", "Due on a host that is left alone for now.", "host", postponed)


def _told(archive: Archive) -> Iterator[Metric]:
    channels = archive.channels()
    waiting = {one.name: one.waiting for one in channels}
    yield _each("channel_waiting_edits", "Edits that wait to be sent.", "channel", waiting)
    failures = {one.name: one.failures for one in channels}
    yield _each("channel_failures", "Times in a row that a channel failed.", "channel", failures)


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(f"{PREFIX}_{name}", what, value=value)


def _each(name: str, what: str, label: str, values: dict[str, int] | dict[str, float]) -> Metric:
    family = GaugeMetricFamily(f"{PREFIX}_{name}", what, labels=[label])
    for key, value in values.items():
        family.add_metric([key], float(value))
    return family


def _seconds(moment: datetime) -> float:
    return moment.timestamp()

"""What months bring, in small: hostile pages, kills of a browser and of the daemon."""

from __future__ import annotations

from pathlib import Path

from benchmarks.endurance import endure


def test_nothing_is_lost_or_left_over_among_hostile_pages_and_kills(tmp_path: Path) -> None:
    """`python -m benchmarks.endurance` does the same with as many captures as one has time for."""
    trial = endure(tmp_path, 12, kills=1, browser_kills=1)
    assert sum(trial.outcomes.values()) >= 12
    assert (trial.orphans, trial.left_over, trial.lost, trial.damaged) == (0, 0, 0, 0)
    assert not trial.stalled

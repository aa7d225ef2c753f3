"""When plain HTTP may answer a visit."""

from __future__ import annotations

import pytest
from cases import together

from archiver.frontier.trust import MOST_PROOFS, RECHECK, may_probe


@together(
    ("visits", "trusted"),
    [
        pytest.param([], False, id="nothing-is-known"),
        pytest.param([True], True, id="one-proof"),
        pytest.param([False], False, id="plain-http-shows-something-else"),
        pytest.param([None, None, True], True, id="answered-before"),
        pytest.param([None] * RECHECK + [True], False, id="a-browser-visits-now-and-then"),
        pytest.param([True] + [None] * RECHECK + [True], True, id="and-may-find-it-still-true"),
        pytest.param([False, None, None, True, True, True], False, id="the-first-disagreement"),
        pytest.param([True, False, True], False, id="one-proof-is-not-enough-after-it"),
        pytest.param([True, True, False, True], True, id="two-are"),
        pytest.param([True, True, False, False], False, id="four-are-needed-after-two"),
        pytest.param([None, True, True, True, None, True, False, True, False], True, id="probes-between"),
        pytest.param([True] * MOST_PROOFS + [False] * 40, True, id="trust-can-be-won-back"),
    ],
)
def test_trust(visits: list[bool | None], trusted: bool) -> None:
    assert may_probe(visits) is trusted

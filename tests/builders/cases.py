"""Many small cases in one test: to pytest, a test costs more than most of them do."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

Test = Callable[..., None]


def together(names: str | Sequence[str], cases: Iterable[Any]) -> Callable[[Test], Test]:
    """Parametrize as pytest does, but in one test: it tries all cases and tells of each that fails.

    It is for cases that cost little and leave nothing behind; they share the fixtures of the test.
    """
    wanted = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    listed = [_taken_apart(case, one=len(wanted) == 1) for case in cases]
    assert listed, "no case"

    def decorated(test: Test) -> Test:
        @functools.wraps(test)
        def of_all(**fixtures: Any) -> None:
            failed: list[BaseException] = []
            for values, name in listed:
                try:
                    test(**fixtures, **dict(zip(wanted, values, strict=True)))
                except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - whatever it is, it is told
                    error.add_note(f"The case: {name or repr(values)[:500]}")
                    failed.append(error)
            if failed:
                raise BaseExceptionGroup(f"{len(failed)} of {len(listed)} cases fail", failed)

        taken = inspect.signature(test)
        left = [each for name, each in taken.parameters.items() if name not in wanted]
        of_all.__signature__ = taken.replace(parameters=left)  # type: ignore[attr-defined]
        return of_all

    return decorated


def _taken_apart(case: Any, *, one: bool) -> tuple[Sequence[Any], str | None]:
    """Return the values of a case, and its name where `pytest.param` gives one; `one`: it has one value."""
    if hasattr(case, "marks"):
        assert not case.marks, "a case that is marked needs a test of its own"
        return case.values, case.id
    return ((case,) if one else case), None

"""Packages that can be called: `archiver.diff(old, new)` beside `import archiver.diff.words`.

Two public functions bear the names of the packages they live in. A name of `archiver` can hold only one
of the two, so it holds the package, and calling that calls its function. That a module may be of another
class is part of the language ("Customizing module attribute access" in its data model).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any


class CallableModule(ModuleType):
    """A module that is called as the one function it is named after; it can be pickled as that can."""

    __wrapped__: Callable[..., Any]  # where `inspect.signature` and `help` look for the parameters

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function."""
        return self.__wrapped__(*args, **kwargs)

    def __reduce__(self) -> tuple[Callable[[str], ModuleType], tuple[str]]:
        """Say how another process comes by the module: it imports it."""
        return import_module, (self.__name__,)


def make_callable(function: Callable[..., Any]) -> None:
    """Let the module in which a function is defined be called as that function."""
    module = sys.modules[function.__module__]
    module.__class__ = CallableModule
    module.__wrapped__ = function  # type: ignore[attr-defined]

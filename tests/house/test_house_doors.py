"""Packages keep to the doors that docs/architecture.md lists; every other module is private."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from source import MODULES as MODULE_FILES
from source import ROOT, tree

TABLE = (ROOT / "docs" / "architecture.md").read_text().partition("\n## The doors\n")[2].partition("\n## ")[0]
ROW = re.compile(r"^\| `(\w+)` \| (.*?) \| .* \|$", re.MULTILINE)
BROWSING = ("browse", "store")
"""The one pair that may look behind the doors: it reads the archive in another program, Datasette."""


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in MODULE_FILES}
PACKAGES = {name for name, path in MODULES.items() if path.name == "__init__.py" and name.count(".") == 1}


def imported(path: Path) -> set[str]:
    """Return the modules of this project that a module imports, wherever in it that stands."""
    found = set()
    for told in ast.walk(tree(path)):
        if isinstance(told, ast.ImportFrom) and told.module:
            for alias in told.names:
                whole = f"{told.module}.{alias.name}"
                found.add(whole if whole in MODULES else told.module)
        elif isinstance(told, ast.Import):
            found.update(alias.name for alias in told.names)
    return {name for name in found if name.startswith("archiver.")}


@cache
def opened() -> dict[str, set[str]]:
    """Return the modules of each package that other packages import."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, path in MODULES.items():
        own = name.split(".")[1] if "." in name else ""
        for other in imported(path):
            package = other.split(".")[1]
            if package != own and (own, package) != BROWSING and f"archiver.{package}" in PACKAGES:
                found[package].add(other.removeprefix(f"archiver.{package}").lstrip(".") or "itself")
    return found


def listed() -> dict[str, set[str]]:
    """Return the doors of each package as the documentation lists them."""
    found = {}
    for package, doors in ROW.findall(TABLE):
        inside = f"archiver.{package}."
        found[package] = set(re.findall(r"itself|(?<=`)[\w.]+(?=`)", doors))
        if doors == "every module":
            found[package] = {name.removeprefix(inside) for name in MODULES if name.startswith(inside)}
    return found


def test_packages_import_each_other_through_the_listed_doors_only() -> None:
    found, doors = opened(), listed()
    assert {
        package: behind for package in found if (behind := found[package] - doors.get(package, set()))
    } == {}


def test_every_listed_door_is_used() -> None:
    found, doors = opened(), listed()
    assert {package: idle for package in doors if (idle := doors[package] - found.get(package, set()))} == {}


def test_every_package_is_listed() -> None:
    assert {f"archiver.{package}" for package in listed()} == PACKAGES

"""Are the packages that this program needs free of known holes, and under licences that fit its own?

    python deploy/audit.py            # licences, offline, out of what is installed
    python deploy/audit.py --holes    # also asks the advisory service by pip-audit

It exits with 1 where a licence does not fit or a hole is known. Where the advisory service does not answer,
or not as it should, it says so and does not fail: not to know is no hole, and a build must not depend on a
service of others.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

OURS = "article-archiver"
EXTRAS = ("metrics", "apprise", "fleet", "s3")

FITS = re.compile(
    r"apache|mit\b|mit-0|bsd|isc\b|psf|python software|cnri-python|0bsd|unlicense|public domain|zlib",
    re.IGNORECASE,
)
"""Licences that software under Apache-2.0 may be combined with. Source: Apache's list of category A."""

FITS_UNCHANGED = re.compile(r"mpl|mozilla public", re.IGNORECASE)
"""Of packages that are installed as they are and not changed (Apache's category B)."""

FOUND = re.compile(r"Found \d+ known vulnerabilit")
"""What pip-audit says where the advisory service knows of a hole."""

SKIPPED = "could not be audited"
"""What it says of each package that the service does not know."""

PATIENCE = 120
"""Seconds for the advisory service to answer for all packages; it takes about ten where it is there."""


WORDS = 200
"""Characters of a reason that are told; more are addresses and objects."""

AUDIT = (sys.executable, "-m", "pip_audit", "--progress-spinner", "off", "--no-deps", "--disable-pip")
"""Asks of the packages that are named to it, and installs nothing."""


def needed(name: str = OURS, extras: tuple[str, ...] = EXTRAS) -> dict[str, Distribution]:
    """Return what is installed of a package and of all that it needs, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(name, extras)]
    while waiting:
        name, extras = waiting.pop()
        try:
            package = distribution(name)
        except PackageNotFoundError:  # of another platform
            continue
        key = package.metadata["Name"].lower()
        if key in found:
            continue
        found[key] = package
        for line in package.requires or ():
            wanted = Requirement(line)
            marker = wanted.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                waiting.append((wanted.name, tuple(wanted.extras)))
    return found


def licence_of(package: Distribution) -> str:
    """Return what a package says of its licence: an expression, a name, or its classifiers."""
    told = package.metadata
    named = told.get("License-Expression") or (told.get("License") or "").strip().partition("\n")[0]
    classified = [
        line.rpartition("::")[2].strip() for line in told.get_all("Classifier", []) if "License ::" in line
    ]
    return named if named and named != "UNKNOWN" else "; ".join(classified)


def fits(licence: str) -> bool:
    """Tell whether a licence fits; of several to choose from one is enough, of several each must."""
    return any(
        all(FITS.search(each) or FITS_UNCHANGED.search(each) for each in re.split(r"\s+AND\s+|;", choice))
        for choice in re.split(r"\s+OR\s+", licence.strip("() "))
        if choice
    )


def unfit(packages: Mapping[str, Distribution]) -> Iterator[str]:
    """Yield a line for each package whose licence does not fit, or is not told."""
    for name, package in sorted(packages.items()):
        licence = licence_of(package)
        if not fits(licence):
            yield f"{name} {package.version}: {licence or 'it names no licence'}"


def holes(packages: Mapping[str, Distribution]) -> tuple[int, str]:
    """Return an exit code and what is to be said of known holes in packages."""
    pinned = "".join(f"{name}=={package.version}\n" for name, package in packages.items() if name != OURS)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.write(pinned)
        wanted.flush()
        try:
            asked = subprocess.run(
                [*AUDIT, "--requirement", wanted.name],
                capture_output=True,
                text=True,
                check=False,
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired:
            return 0, f"not asked for known holes: the advisory service did not answer in {PATIENCE} s"
    said = (asked.stdout + asked.stderr).strip()
    if asked.returncode == 0:
        skipped = said.count(SKIPPED)
        return (
            0,
            f"no known holes in {len(packages) - 1 - skipped} packages, {skipped} could not be asked about",
        )
    if FOUND.search(said):
        return 1, said
    if "No module named" in said:
        return 0, "not asked for known holes: pip-audit is not installed (pip install pip-audit)"
    why = said.splitlines()[-1] if said else "pip-audit said nothing"
    return 0, f"not asked for known holes: {why[:WORDS]}"


def main() -> int:
    """Say what was found."""
    packages = needed()
    bad = list(unfit(packages))
    print(f"{len(packages)} packages, {len(bad)} under a licence that does not fit Apache-2.0")
    for line in bad:
        print(f"  {line}")
    code, said = holes(packages) if "--holes" in sys.argv else (0, "")
    if said:
        print(said)
    return 1 if bad else code


if __name__ == "__main__":
    sys.exit(main())

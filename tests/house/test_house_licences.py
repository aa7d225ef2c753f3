"""What this program needs may be handed on with it."""

from __future__ import annotations

import importlib.util

from cases import together
from source import ROOT

SPEC = importlib.util.spec_from_file_location("audit", ROOT / "deploy" / "audit.py")
assert SPEC is not None
assert SPEC.loader is not None
audit = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(audit)


def test_every_package_that_is_needed_has_a_licence_that_fits() -> None:
    packages = audit.needed()
    assert len(packages) > 40
    assert list(audit.unfit(packages)) == []


@together(
    ("licence", "fitting"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("BSD-3-Clause AND PSF-2.0", True),
        ("MPL-2.0", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND AGPL-3.0-only", False),
        ("LGPL-2.1", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_a_licence_fits_where_each_part_that_holds_does(licence: str, fitting: bool) -> None:
    assert audit.fits(licence) is fitting

"""The document as a reader sees it: what is hidden is marked, shadow trees and frames are filled in."""

from __future__ import annotations

import json
from importlib.resources import files

SCRIPT = files("archiver.capture").joinpath("shown.js").read_text("utf-8")

LIMITS = {
    "nodes": 300_000,  # three times the elements that the reader takes; above, nothing is marked
    "looks": 20_000,  # at elements inside those that are invisible, for a visible one among them
    "frames": 10,
    "depth": 2,  # of frames in frames
    "indent": 999,  # CSS pixels to the left; where pages put a text that a picture stands for
    "width": 200,  # CSS pixels of a frame that may hold text; smaller ones are counters and buttons
    "height": 50,
}

SHOWN = f"({SCRIPT})({json.dumps(LIMITS)})"
"""The expression that gives the document's HTML, see `shown.js`."""

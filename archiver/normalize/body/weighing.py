"""Weigh the parts that rules left out: by what was learnt from pages whose text is known, some are body.

The rules look at one thing each. What is learnt are small trees over all that is measured of a part
(`traits.py`); their leaves add up. `python -m benchmarks.reader.training` makes `weights.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from archiver.normalize.body.ground import Ground
from archiver.normalize.body.parts import Part
from archiver.normalize.body.traits import Traits, column_of, traits_of

WEIGHED = ("links", "outside", "box", "short")
"""The reasons that only say what a part looks like; the others are sure."""

LED = (*WEIGHED, "heading over")
"""Beginnings of the reasons of headings that come back with what stands below them."""

LIKELY = 0.4
"""Least likelihood of a part that rules left out to be read all the same.

By folds (docs/decisions/0028-unseen.md): less is more text, but from 0.3 on down also more of what is none.
"""


Weights = dict[str, Any]
"""What was learnt: a likelihood before anything is known, and trees whose leaves are added to it."""


def is_weighed(part: Part) -> bool:
    """Tell whether a part of running text was left out for a reason that is weighed.

    Lists of links come and go with what others wrote; headings follow what they lead to.
    """
    return part.why in WEIGHED and part.says > 0


def weighed(parts: Sequence[Part], ground: Ground, weights: Weights | None = None) -> list[Part]:
    """Return the parts; those that were left out and are likely to be body are body, with their headings.

    Args:
        parts: of the column, as rules judged them.
        ground: where running text was found.
        weights: what was learnt; None: our own.
    """
    if not any(is_weighed(part) for part in parts):
        return list(parts)
    column = column_of(parts, ground)
    judged: list[Part] = []
    back = False  # the part below was put back
    for place in reversed(range(len(parts))):
        part = parts[place]
        if part.is_heading:
            back = back and part.why is not None and part.why.startswith(LED)
        else:
            back = is_weighed(part) and likelihood(traits_of(column, place), weights) >= LIKELY
        judged.append(replace(part, why=None, was=part.why) if back else part)
    return judged[::-1]


def likelihood(traits: Traits, weights: Weights | None = None) -> float:
    """Return how likely a part of these traits is to be body, from 0 to 1, by these weights or by our own."""
    learnt = weights or _learnt()
    return 1 / (1 + math.exp(-learnt["base"] - sum(_leaf(tree, traits) for tree in learnt["trees"])))


def _leaf(tree: Any, traits: Traits) -> float:
    """Return what a tree says: a leaf is a number; a branch a trait, its most for the left, left, right."""
    while not isinstance(tree, float):
        trait, most, left, right = tree
        tree = left if traits[trait] <= most else right
    return tree


@cache
def _learnt() -> Weights:
    found: Weights = json.loads(resources.files(__package__).joinpath("weights.json").read_bytes())
    return found

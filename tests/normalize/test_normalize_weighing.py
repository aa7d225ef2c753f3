"""Parts that look like none of the text are weighed: sections are read, teasers are not."""

import json
from importlib import resources
from typing import Any

import pytest

from archiver.normalize.body.ground import find_ground
from archiver.normalize.body.judging import by_rules
from archiver.normalize.body.traits import column_of, traits_of
from archiver.normalize.body.weighing import likelihood
from archiver.normalize.page.soup import parse
from archiver.normalize.page.walk import walk
from archiver.normalize.reader import read

URL = "https://courier.example/trails"
LEAD = "The county has more miles of trail than of road, and most of them are empty on any day but Sunday."
MORE = (
    "Bring water, as the only shop on it closed in spring, and turn back at the weir when the river is high."
)
LAST = (
    "All of them are closed from dusk, says the warden, who has never yet had to look for anybody at night."
)
INTRODUCTION = [
    LEAD,
    *(f"{MORE} So it was put on day {n} of the walk, by all who came along." for n in range(12)),
]
NAMES = ("Canal path", "Weir loop", "Mill lane", "Ridge way", "Marsh walk", "Quarry round")


def told(name: str) -> str:
    return (
        f"The {name} follows the old works for eleven miles, past two locks and a mill, and is level. "
        "In a dry summer it is dusty, and in spring some of it is under water for a week or two. "
        "There is room for a dozen cars at the northern end, and a bus comes by twice on every day."
    )


def page(inside: str) -> str:
    flow = f"{''.join(f'<p>{text}</p>' for text in INTRODUCTION)}{inside}<p>{LAST}</p>"
    return f"<main><article><h1>Six trails for a quiet day</h1><div class=text>{flow}</div></article></main>"


SECTIONS = "".join(
    f"<section class=stop><h3><a href=/trail/{n}>The {name} from end to end</a></h3>"
    f"<div class=words>{told(name)}</div></section>"
    for n, name in enumerate(NAMES)
)

TITLE = "<h4><a href=/next>Bakery opens on Mill Lane</a></h4>"
TEASER = f"<div class=more>{TITLE}<p>It sells bread and two kinds of pie.</p></div>"


def texts(html: str) -> list[str]:
    return [block.text for block in read(html, URL).blocks]


def test_sections_with_linked_headings_are_read() -> None:
    assert [text for text in texts(page(SECTIONS)) if text in map(told, NAMES)] == [
        told(name) for name in NAMES
    ]


def test_a_teaser_in_the_text_is_not_read() -> None:
    assert texts(page(TEASER)) == [*INTRODUCTION, LAST]


def test_why_tells_what_was_put_back() -> None:
    reasons = [choice.reason for choice in read(page(SECTIONS), URL).why if choice.field == "blocks"]
    assert "put back by their weight: 6 " in (reasons[0] or "")


def test_leaves_add_up_to_a_likelihood() -> None:
    weights = {
        "base": 0.0,
        "trees": [["linked", 0.5, 2.0, -2.0], ["lines", 1.0, 0.5, ["linked", 0.9, 0.0, -1.0]]],
    }
    assert likelihood({"linked": 0.1, "lines": 1.0}, weights) == pytest.approx(0.924, abs=0.001)
    assert likelihood({"linked": 1.0, "lines": 2.0}, weights) == pytest.approx(0.047, abs=0.001)


def test_all_that_the_weights_ask_for_is_measured() -> None:
    lines = walk(parse(page(SECTIONS), URL), URL).lines
    ground = find_ground(lines)
    assert ground
    traits = traits_of(column_of(by_rules(lines, ground, None), ground), 0)
    learnt = json.loads(
        resources.files("archiver.normalize.body").joinpath("weights.json").read_text("utf-8")
    )
    assert _asked(learnt["trees"]) <= set(traits)


def _asked(tree: Any) -> set[str]:
    if isinstance(tree, list):
        return set().union(*map(_asked, tree))
    return {tree} if isinstance(tree, str) else set()

"""What wikidiff2's own tests demand of prose, asked of this differ with texts of our own."""

from __future__ import annotations

from readings import bodies, changes

from archiver.diff.words import seen
from archiver.model.diff import Diff, SpanKind

RAIN = "It rained for nine days, and on the tenth the river came over the wall at the old mill."
SAND = "Volunteers filled sandbags in the school yard until the lights went out at midnight."
BOAT = "By morning the fire brigade used a boat to bring bread and milk to the upper streets."


def shown(diff: Diff, kind: SpanKind) -> list[str]:
    return [span.text for block in diff.blocks for span in seen(block.spans) if span.kind is kind]


def test_dissimilar_paragraphs_are_not_aligned() -> None:
    other = "Shares of the steel maker fell by a tenth after it warned of weaker orders from abroad."
    assert changes(bodies([RAIN, SAND], [RAIN, other])) == [("removed", (1,), ()), ("added", (), (1,))]


def test_a_paragraph_of_which_a_good_part_stayed_is_aligned() -> None:
    new = "It rained for nine days, and then the sun came out and dried the fields and the old mill."
    assert changes(bodies([SAND, RAIN], [SAND, new])) == [("edited", (1,), (1,))]


def test_a_line_that_moved_among_equal_ones_is_the_only_one_that_moved() -> None:
    old = ["On.", RAIN, "On.", "On.", "On.", "On.", "On."]
    new = ["On.", "On.", "On.", "On.", "On.", RAIN, "On."]
    diff = bodies(old, new)
    assert [change[0] for change in changes(diff)] == ["moved"]


def test_two_neighbours_that_moved_together_have_both_moved() -> None:
    old = ["One.", RAIN, SAND, "Two.", "Three.", "Four."]
    new = ["One.", "Two.", "Three.", "Four.", RAIN, SAND]
    assert changes(bodies(old, new)) == [("moved", (1,), (4,)), ("moved", (2,), (5,))]


def test_a_moved_paragraph_shows_what_was_changed_on_the_way() -> None:
    diff = bodies([RAIN, SAND, BOAT], [SAND, BOAT, RAIN.replace("nine days", "two weeks")])
    assert changes(diff) == [("moved", (0,), (2,))]
    assert shown(diff, SpanKind.REMOVED) == ["nine days"]
    assert shown(diff, SpanKind.ADDED) == ["two weeks"]


def test_a_split_paragraph_shows_no_words_as_changed() -> None:
    diff = bodies([f"{RAIN} {SAND}", BOAT], [RAIN, SAND, BOAT])
    assert changes(diff) == [("split", (0,), (0, 1))]
    assert not shown(diff, SpanKind.REMOVED)
    assert not shown(diff, SpanKind.ADDED)


def test_lines_that_alternate_are_kept_where_they_can_be() -> None:
    diff = bodies(
        ["in", "out", "in", "out", RAIN], ["out", "in", "out", "in", "out", "in", "out", "in", RAIN]
    )
    assert diff.counts() == {"same": 5, "added": 4}


def test_lines_that_alternate_are_dropped_as_few_as_can_be() -> None:
    diff = bodies(["in", "out"] * 4 + [RAIN], ["out", "in", "out", "in", RAIN])
    assert diff.counts() == {"same": 5, "removed": 4}


def test_a_beginning_cut_off_a_word_is_shown() -> None:
    assert changes(bodies(["!!DRAFT!!Floods"], ["Floods"])) == [("edited", (0,), (0,))]


def test_a_thai_word_is_shown_whole() -> None:
    diff = bodies(["สุนัขจิ้งจอกกระโดดข้ามสุนัข"], ["สุนัขจิ้งจอกกระโดดข้ามแมว"])
    assert shown(diff, SpanKind.REMOVED) == ["สุนัข"]
    assert shown(diff, SpanKind.ADDED) == ["แมว"]


def test_chinese_words_are_shown_without_their_neighbours() -> None:
    diff = bodies(["市长星期一在北京说，新桥将花费一百万元。"], ["市长星期二在上海说，新桥将花费一百万元。"])
    assert shown(diff, SpanKind.REMOVED) == ["一", "北京"]
    assert shown(diff, SpanKind.ADDED) == ["二", "上海"]


def test_a_chinese_paragraph_that_moved_is_found() -> None:
    bridge, bank, rain = (
        "市长星期一说，新桥将花费一百万元，明年开工。",
        "银行将于下周公布季度报告，预计利润增长。",
        "气象局警告说，未来三天将有暴雨和大风。",
    )
    diff = bodies([bridge, bank, rain], [bank, rain, bridge.replace("一百万", "两百万")])
    assert changes(diff) == [("moved", (0,), (2,))]


def test_a_japanese_number_is_shown() -> None:
    diff = bodies(["新しい橋の費用は15億円です。"], ["新しい橋の費用は25億円です。"])
    assert shown(diff, SpanKind.REMOVED) == ["15"]


def test_one_word_in_a_long_unchanged_run_is_the_only_one_shown() -> None:
    words = [f"word{k}" for k in range(5000)]
    other = [*words]
    other[2500] = "changed"
    diff = bodies([" ".join(words)], [" ".join(other)])
    assert shown(diff, SpanKind.REMOVED) == ["word2500"]
    assert shown(diff, SpanKind.ADDED) == ["changed"]


def test_a_long_run_of_unchanged_paragraphs_costs_no_change() -> None:
    run = [f"Paragraph {k} of the minutes says that nothing of note was decided." for k in range(500)]
    diff = bodies([*run, RAIN], [*run, RAIN.replace("nine", "ten")])
    assert changes(diff) == [("edited", (500,), (500,))]


def test_a_text_too_large_for_words_is_shown_in_sentences_or_whole_and_says_so() -> None:
    old = " ".join(f"{'a' if k % 3 else 'b'}{k % 7}" for k in range(30_000))
    new = " ".join(f"{'a' if k % 5 else 'b'}{k % 11}" for k in range(30_000))
    diff = bodies([old], [new])
    assert diff.coarse
    assert diff.counts() in ({"edited": 1}, {"removed": 1, "added": 1})

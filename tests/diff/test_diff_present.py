"""How a diff looks to people."""

from __future__ import annotations

import html.parser
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from readings import reading

from archiver.diff.engine import compare
from archiver.diff.layout import Hunk, lay_out
from archiver.diff.present import html as as_html
from archiver.diff.present import unified
from archiver.diff.sentences import by_sentence
from archiver.diff.words import compare_words
from archiver.model.diff import SpanKind
from archiver.model.reading import Anchor, Block, Reading

BRIDGE = "The mayor said on Monday that the city would spend $1.5 million on a new bridge."
BUSES = "Residents had complained for years that the old crossing was unsafe for buses."
MAY = "Construction is expected to begin in May and last about two years, officials said."
VOTE = "The council voted 7-2 in favour of the plan after a long debate on Sunday night."
FERRY = "Until then a ferry will carry people and bicycles between the two banks."


def text_of(old: Reading, new: Reading) -> list[str]:
    return unified(old, new, compare(old, new)).splitlines()


def test_nothing_changed_is_shown_as_nothing() -> None:
    assert unified(reading(BRIDGE), reading(BRIDGE), compare(reading(BRIDGE), reading(BRIDGE))) == ""


def test_an_edit_is_shown_with_its_neighbours_and_the_rest_is_counted() -> None:
    old = reading(BRIDGE, BUSES, MAY, VOTE, FERRY)
    new = reading(BRIDGE.replace("$1.5 million", "$15 million"), BUSES, MAY, VOTE, FERRY)
    assert text_of(old, new) == [
        "Body:",
        "~ The mayor said on Monday that the city would spend [-$1.5 million-]{+$15 million+} on a "
        "new bridge.",
        f"  {BUSES}",
        "  … 3 unchanged …",
    ]


def test_a_headline_is_shown_old_and_new() -> None:
    assert text_of(reading(BRIDGE), reading(BRIDGE, headline="Bridge agreed")) == [
        "Headline:",
        "- Bridge",
        "+ Bridge agreed",
    ]


def test_added_and_removed_paragraphs_are_shown_whole() -> None:
    assert text_of(reading(BRIDGE, BUSES), reading(BRIDGE, VOTE)) == [
        "Body:",
        f"  {BRIDGE}",
        f"- {BUSES}",
        f"+ {VOTE}",
    ]


def test_a_moved_paragraph_says_where_it_was() -> None:
    lines = text_of(reading(BRIDGE, BUSES, MAY), reading(BUSES, MAY, BRIDGE))
    assert lines[-1] == f"> [moved, was paragraph 1] {BRIDGE}"


def test_a_split_and_a_merged_paragraph_say_so() -> None:
    one, two = reading(f"{BRIDGE} {BUSES}", VOTE), reading(BRIDGE, BUSES, VOTE)
    assert f"> [split, paragraph 1 is now 1 and 2] {BRIDGE} {BUSES}" in text_of(one, two)
    assert f"> [merged, paragraphs 1 and 2 are now 1] {BRIDGE} {BUSES}" in text_of(two, one)


def test_a_link_that_leads_elsewhere_is_told() -> None:
    old, new = (
        replace(reading(BRIDGE), blocks=(Block(text=BRIDGE, anchors=(Anchor(text="mayor", url=url),)),))
        for url in ("https://a.example/", "https://b.example/")
    )
    assert "  (link led to https://a.example/, leads to https://b.example/)" in text_of(old, new)
    assert "link led to https://a.example/, leads to https://b.example/" in as_html(
        old, new, compare(old, new)
    )


class Reader(html.parser.HTMLParser):
    """Reads a page aloud: all its text, and which tags were left open."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.open: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def read(fragment: str) -> Reader:
    reader = Reader()
    reader.feed(fragment)
    assert not reader.open
    return reader


OLD = reading(BRIDGE, BUSES, MAY, headline="Bridge <b>backed</b> & built")
NEW = reading(BRIDGE.replace("$1.5", "$15"), MAY, BUSES, FERRY, headline="Bridge <script>alert(1)</script>")


def test_inline_html_says_in_words_what_went_and_what_came() -> None:
    said = "".join(read(as_html(OLD, NEW, compare(OLD, NEW))).said)
    assert "[removed: $1.5 million][added: $15 million]" in said
    assert f"[added: {FERRY}]" in said
    assert "[moved, was paragraph" in said


def test_html_side_by_side_has_a_cell_for_old_and_new_of_each_sentence() -> None:
    one = reading("The bank pays. It has debts of £2m. It owns a house.")
    other = reading("The bank pays. It has debts of £1.8m. It owns a house and a boat.")
    cells = re.findall(
        r'<p class="diff-(old|new)(?: diff-alike)?" dir="auto">(.*?)</p>',
        as_html(one, other, compare(one, other), side_by_side=True),
    )
    plain = [(side, re.sub(r"<span[^>]*>.*?</span>|<[^>]+>", "", text).strip()) for side, text in cells]
    assert plain == [
        ("old", "The bank pays."),
        ("new", "The bank pays."),
        ("old", "It has debts of £2m."),
        ("new", "It has debts of £1.8m."),
        ("old", "It owns a house."),
        ("new", "It owns a house and a boat."),
    ]


def test_what_was_replaced_stays_in_one_row() -> None:
    spans = compare_words("One stays. Two goes away today. Three ends.", "One stays. New comes. Three ends.")
    rows = by_sentence(spans.spans)
    assert ["".join(span.text for span in row if span.kind is not SpanKind.ADDED) for row in rows] == [
        "One stays. ",
        "Two goes away today. ",
        "Three ends.",
    ]


@given(st.lists(st.sampled_from(["Yes. ", "No! ", "a b ", "你好。", "…", " "])), st.data())
def test_rows_of_sentences_lose_nothing(words: list[str], data: st.DataObject) -> None:
    old = "".join(words)
    new = "".join(data.draw(st.permutations(words)))
    spans = compare_words(old, new).spans
    joined = [span for row in by_sentence(spans) for span in row]
    for gone in (SpanKind.ADDED, SpanKind.REMOVED):
        assert "".join(s.text for s in joined if s.kind is not gone) == "".join(
            s.text for s in spans if s.kind is not gone
        )


def test_long_runs_that_stayed_fold_and_nothing_is_left_out() -> None:
    texts = [f"Paragraph {n} tells of the bridge." for n in range(30)]
    old = reading(*texts)
    new = reading(*texts[:9], texts[9].replace("bridge", "ferry"), *texts[10:])
    for side_by_side in (False, True):
        fragment = as_html(old, new, compare(old, new), side_by_side=side_by_side)
        folds = re.findall(r"<details.*?</details>", fragment, re.DOTALL)
        assert [re.search(r"<summary[^>]*>(.*?)</summary>", fold)[1] for fold in folds] == [
            "8 unchanged paragraphs",
            "19 unchanged paragraphs",
        ]
        assert all(text in fragment for text in texts if text != texts[9])


def test_each_change_leads_to_the_one_before_and_after() -> None:
    old = reading(*(f"Line {n} is here." for n in range(9)))
    new = reading(*(f"Line {n} is {'there' if n in (1, 4, 7) else 'here'}." for n in range(9)))
    fragment = as_html(old, new, compare(old, new))
    assert re.findall(r'id="(change-\d)"', fragment) == ["change-1", "change-2", "change-3"]
    assert re.findall(r'href="#(change-\d)"', fragment) == ["change-2", "change-1", "change-3", "change-2"]


def test_a_move_and_its_trace_lead_to_each_other() -> None:
    old, new = reading(BRIDGE, BUSES, MAY, VOTE, FERRY), reading(MAY, VOTE, FERRY, BRIDGE, BUSES)
    parts = lay_out(compare(old, new))
    pieces = [piece for part in parts if isinstance(part, Hunk) for piece in part.pieces]
    assert [type(piece).__name__ for piece in pieces] == ["Trace", "Move"]
    assert len(pieces[1].blocks) == 2
    fragment = as_html(old, new, compare(old, new))
    assert fragment.index('id="trace-1"') < fragment.index('id="move-1"')
    assert '<a href="#move-1">' in fragment
    assert '<a href="#trace-1">' in fragment


def test_a_rewritten_headline_is_shown_old_over_new_and_its_echoes_once() -> None:
    old, new = (
        reading(BRIDGE, headline=text, social_headline=text, search_headline=text)
        for text in ("Minister denies all claims", "Cabinet in turmoil after resignation")
    )
    fragment = as_html(old, new, compare(old, new))
    assert fragment.count("turmoil") == 1
    assert "diff-over" in fragment
    assert "Headline, also when shared and in search" in fragment


def test_text_of_the_page_is_never_markup() -> None:
    for side_by_side in (False, True):
        tags = read(as_html(OLD, NEW, compare(OLD, NEW), side_by_side=side_by_side)).tags
        assert "script" not in tags


def test_the_fragment_names_its_language() -> None:
    assert as_html(OLD, NEW, compare(OLD, NEW)).startswith('<div class="diff" lang="en">')
    hostile = replace(NEW, language='en"><script>')
    assert "<script>" not in as_html(OLD, hostile, compare(OLD, hostile))


def test_glyphs_that_changed_unseen_are_not_shown() -> None:
    old, new = reading("“Yes”, said O’Brien on Monday."), reading('"Yes", said O\'Brien on Tuesday.')
    assert text_of(old, new) == ["Body:", '~ "Yes", said O\'Brien on [-Monday-]{+Tuesday+}.']


def test_a_diff_that_is_coarse_says_so() -> None:
    old = reading(" ".join(f"a{k % 7}" for k in range(20_000)))
    new = reading(" ".join(f"b{k % 11} a{k % 5}" for k in range(10_000)))
    diff = compare(old, new)
    if diff.coarse:
        assert "too large to compare word by word" in unified(old, new, diff)
    coarse = replace(diff, coarse=True)
    assert "too large to compare word by word" in unified(old, new, coarse)
    assert "Too large to compare word by word" in as_html(old, new, coarse)

"""Notices as newsrooms word them, wherever they stand on the page: nobody is called silent who spoke.

`notices/` holds the wordings, a language and a text a line: forms that houses use, about a bridge that is
invented. The second file was written when the rules read the first, the third when they read both: of the
second they read 104 of 115 at first sight, of the third 103 of 106, of the fourth 93 of 105, of the fifth,
which avoids standing forms, 79 of 100, and then 45 of 50 more. The sixth holds what houses and agencies print
of a cost that was given wrong, in 30 languages: 164, of which 154 were read at first sight; 118 change logs,
removals and regrets, of which 101 were; 164 more, of which 150 were when the rules had been mended by those;
and 105 more, of which 101 were. `none.tsv` holds sentences that are no notices.
`free.tsv` holds what is read of four batches of a hundred that mention neither a correction nor a version,
each of kinds that no batch had before; at first sight 46, 27, 37 and 65 were read. `others.tsv`
holds what others say, `amid.tsv` what is a notice only where it is set apart from the text, `withdrawn.tsv`
what stands in place of an article that is no more.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from cases import together

from archiver import normalize
from archiver.diff.classify import assess
from archiver.diff.disclosure import disclose
from archiver.diff.engine import compare
from archiver.language.admissions import admitted
from archiver.language.notices import label_kind, notice_kind
from archiver.model.reading import NoticeKind, Reading

HERE = Path(__file__).parent / "notices"
URL = "https://quay.example/a"

PLACES = {
    "top": "<h1>{h}</h1><p class=note>{note}</p>{text}",
    "foot": "<h1>{h}</h1>{text}<p><em>{note}</em></p>",
    "box": "<h1>{h}</h1>{text}<div class=box><p>{note}</p></div>",
    "below-tags": "<h1>{h}</h1>{text}<ul><li><a href=/t/1>Bridges</a><li><a href=/t/2>Boats</a></ul>"
    "<p>{note}</p>",
    "in-brackets": "<h1>{h}</h1>{text}<p>({note})</p>",
}
TEXT = (
    "<p>The council voted on Monday to close the bridge for nine weeks, the mayor said in the evening.</p>"
    "<p>The repairs cost ${cost} million, a third of which the region is to pay from its fund for floods.</p>"
    "<p>A ferry will run every twenty minutes between six in the morning and eleven at night, free.</p>"
)


def wordings(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(language, words) for language, _, words in (line.partition("\t") for line in lines) if words]


def page(language: str, place: str, cost: str, note: str) -> str:
    body = PLACES[place].format(h="Bridge closes for nine weeks", note=note, text=TEXT.format(cost=cost))
    if not note:
        body = body.replace("<p></p>", "").replace("<p>()</p>", "").replace("<p class=note></p>", "")
    return (
        f'<html lang="{language}"><title>Bridge closes for nine weeks</title><article>{body}</article></html>'
    )


@cache
def unannounced(language: str, place: str) -> Reading:
    return normalize(page(language, place, "4.2", ""), URL)


def disclosure(language: str, place: str, note: str) -> str | None:
    """Return how the page announces that the repairs cost more, in a note at this place."""
    if note.startswith("(") and place == "in-brackets":
        place = "foot"
    before = unannounced(language, place)
    after = normalize(page(language, place, "6.2", note), URL)
    return assess(before, after, compare(before, after)).disclosure.kind


def each(name: str) -> list[object]:
    places = list(PLACES)
    return [
        pytest.param(language, places[number % len(places)], words, id=f"{name[:-4]}-{language}-{number}")
        for number, (language, words) in enumerate(wordings(name))
    ]


@together(("language", "place", "words"), [*each("first.tsv"), *each("second.tsv"), *each("third.tsv")])
def test_a_notice_is_read(language, place, words) -> None:
    assert disclosure(language, place, words) not in (None, "modified_time", "not_judged")


@pytest.mark.parametrize("name", ["fourth.tsv", "fifth.tsv", "sixth.tsv"])
def test_a_notice_is_told_by_its_words_alone(name: str) -> None:
    unread = [words for _, words in wordings(name) if notice_kind(words) is None]
    assert not unread


@together(("language", "words"), wordings("withdrawn.tsv"))
def test_what_stands_for_an_article_that_is_no_more_is_a_retraction(language, words) -> None:
    assert notice_kind(words) is NoticeKind.RETRACTION


@together(("language", "words"), wordings("none.tsv"))
def test_a_sentence_about_errors_of_others_is_no_notice(language, words) -> None:
    assert notice_kind(words) is None
    assert label_kind(words) is None


@together("language", ["bn", "th", "vi", "sw", "zu"])
def test_where_no_rules_know_a_language_nobody_is_called_silent(language) -> None:
    assert disclosure(language, "foot", "Xyz qwr tlk.") == "not_judged"


def by_language(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for language, words in wordings(name):
        found.setdefault(language, []).append(words)
    return found


@pytest.mark.parametrize(("language", "told"), by_language("free.tsv").items())
def test_what_came_at_an_edge_is_told_by_a_voice_and_a_matter(language: str, told: list[str]) -> None:
    unread = [words for words in told if not (notice_kind(words) or admitted(words, [language]))]
    assert not unread


@pytest.mark.parametrize(("language", "told"), by_language("others.tsv").items())
def test_what_others_say_is_none_even_at_an_edge(language: str, told: list[str]) -> None:
    assert [words for words in told if notice_kind(words) or admitted(words, [language])] == []


AMID = (
    "<p>A third of the members left the room before the vote, which lasted until after midnight.</p>"
    "<p>Nobody spoke for the harbour, whose boats are to wait until the last pier has been moved.</p>"
)


@together(("language", "words"), wordings("amid.tsv"))
def test_a_sentence_about_a_text_is_news_amid_the_text_unless_it_is_set_apart(language, words) -> None:
    def told(note: str) -> Reading:
        text = f"{AMID}{note}{TEXT.format(cost='4.2')}"
        return normalize(f"<html lang={language}><article><h1>A long night</h1>{text}</article></html>", URL)

    before, after, marked = told(""), told(f"<p>{words}</p>"), told(f"<p>({words})</p>")
    assert words in after.text
    assert disclose(before, after, compare(before, after)).kind is None
    assert [notice.text for notice in marked.notices] == [f"({words})"]


OURS = "Our headline overstated the finding: the drug slowed the disease in mice only."
PLAIN = "The repairs cost $6.2 million and not $4.2 million."


@pytest.mark.parametrize("place", ["top", "foot", "below-tags", "in-brackets"])
def test_where_we_speak_of_a_headline_the_edit_is_announced(place: str) -> None:
    assert disclosure("en", place, OURS) == "correction"


def test_who_names_what_went_and_what_came_announces_it() -> None:
    assert disclosure("en", "foot", PLAIN) == "correction"
    assert disclosure("en", "foot", PLAIN.replace("$4.2", "$3.9")) is None


def test_where_the_author_says_we_all_along_it_is_no_announcement() -> None:
    told = (
        TEXT.format(cost="4.2")
        + "<p>In the evening we set out ourselves and hoped for wind from the west.</p>"
    )
    before, after = (
        normalize(f"<html lang=en><article><h1>Round the cape</h1>{told}{more}</article></html>", URL)
        for more in ("", "<p>Our mistake was to trust the map; by nightfall we were lost.</p>")
    )
    assert disclose(before, after, compare(before, after)).kind is None

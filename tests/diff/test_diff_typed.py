"""What single changes are about: each kind where it is, and nothing where nothing of the kind happened."""

from __future__ import annotations

import time

import pytest
from cases import together
from readings import reading

from archiver.diff.engine import compare
from archiver.diff.lexicon import LEXICONS, lexicon_of
from archiver.diff.typed.changes import MOST_CHANGES, typed_changes
from archiver.diff.typed.passages import LOOKED_AT
from archiver.model.reading import Reading
from archiver.model.typed import TypedChange, in_words

Told = tuple[str, str | None, str | None]


def changes(old: Reading, new: Reading) -> tuple[TypedChange, ...]:
    """Return the typed changes between two readings."""
    return typed_changes(old, new, compare(old, new), lexicon_of(new))


def told(old: str, new: str, language: str = "en") -> list[Told]:
    """Return kind, old and new of each change between two paragraphs."""
    found = changes(reading(old, language=language), reading(new, language=language))
    return [(str(change.kind), change.old, change.new) for change in found]


@together(
    ("old", "new", "expected"),
    [
        ("The blast killed 12 people.", "The blast killed 17 people.", ("number", "12", "17")),
        (
            "It cost $4.2 million to build.",
            "It cost $6.2 million to build.",
            ("number", "$4.2 million", "$6.2 million"),
        ),
        ("Nine miners are missing.", "Ten miners are missing.", ("number", "Nine", "Ten")),
        ("Unemployment rose by 3 per cent.", "Unemployment rose by 5%.", ("number", "3 per cent", "5%")),
        ("The vote is on 3 May.", "The vote is on 10 May.", ("date_moved", "3 May", "10 May")),
        ("The trial starts on Monday.", "The trial starts on Friday.", ("date_moved", "Monday", "Friday")),
        ("He left in 2012 for good.", "He left in 2021 for good.", ("date_moved", "2012", "2021")),
        ("Doors open at 15:00 sharp.", "Doors open at 12:00 sharp.", ("date_moved", "15:00", "12:00")),
        (
            "The talks began early.",
            "The talks with Ruth Baker began early.",
            ("name_added", None, "Ruth Baker"),
        ),
        ("Aides of Ruth Baker left early.", "Aides left early.", ("name_dropped", "Ruth Baker", None)),
        (
            "We thank Sofi Aberegg for it.",
            "We thank Sofia Aberegg for it.",
            ("name_changed", "Sofi Aberegg", "Sofia Aberegg"),
        ),
        (
            "The storm hit Havana at night.",
            "The storm hit Kingston at night.",
            ("name_changed", "Havana", "Kingston"),
        ),
        ("The plan is radical.", "The plan is “radical”.", ("quotation_added", None, "radical")),
        (
            "The mayor called it 'a total mess' on air.",
            "The mayor called it a mess on air.",
            ("quotation_dropped", "a total mess", None),
        ),
        (
            "“We will never leave,” she said.",
            "“We will not leave,” she said.",
            ("quotation_changed", "We will never leave,", "We will not leave,"),
        ),
        (
            "The bridge is unsafe, the mayor says.",
            "The bridge is unsafe, the inspector says.",
            ("reattributed", "the mayor", "the inspector"),
        ),
        (
            "The bridge is unsafe, says Ruth Baker.",
            "The bridge is unsafe, officials say.",
            ("source_anonymised", "Ruth Baker", "officials"),
        ),
        (
            "The bridge is unsafe, a source said.",
            "The bridge is unsafe, Ruth Baker said.",
            ("source_named", "a source", "Ruth Baker"),
        ),
        (
            "The footage shows officers beating him.",
            "The footage appears to show officers beating him.",
            ("claim_softened", None, "appears"),
        ),
        (
            "The fire was started on purpose.",
            "The fire was started on purpose, police say.",
            ("claim_softened", None, "police say"),
        ),
        ("He reportedly fled the country.", "He fled the country.", ("claim_firmed", "reportedly", None)),
        ("He could face charges.", "He is likely to face charges.", ("claim_firmed", "could", "likely")),
    ],
)
def test_a_change_is_told_by_its_kind_with_old_and_new(old: str, new: str, expected: Told) -> None:
    """Each kind, as newsrooms write it."""
    assert expected in told(old, new)


@together(
    ("old", "new"),
    [
        ("It lost two points, or one percent.", "It lost 2 points, or 1%."),
        ("The vote is on 11 Apr 2017.", "The vote is on April 11, 2017."),
        ("The vote is in September.", "The vote is on September 9."),
        ("Alec Baldwin spoke first. Then Baldwin left.", "Alec Baldwin spoke first."),
        ("The US army left Kabul.", "The American army left Kabul."),
        ("They use ruby and ProtonVPN here.", "They use Ruby and Proton VPN here."),
        ("It is ‘bold’, she said.", "It is 'bold', she said."),
        (
            'The prize goes to "Songs of a Lost World" this year.',
            "The prize goes to Songs of a Lost World this year.",
        ),
        ("She says it works.", "He said it works."),
        ("We may march in May.", "We may march in May again."),
        ("The council met.", "The council met. It may meet again."),
        ("Teh council met on the bridge.", "The council met on the bridge."),
    ],
)
def test_what_merely_looks_like_a_change_of_a_kind_is_not_told(old: str, new: str) -> None:
    """The same figure, date or name written otherwise; a title; a pronoun; a hedge on a new claim."""
    assert told(old, new) == []


def test_what_moved_to_another_paragraph_was_neither_added_nor_dropped() -> None:
    """Names and quotations are looked for in all of the article."""
    old = reading("We asked Ruth Baker. “It is over now,” she said.", "The bridge has been closed for years.")
    new = reading(
        "The bridge has been closed for years.", "“It is over now,” we heard in the end, and Ruth Baker left."
    )
    assert changes(old, new) == ()


def test_a_number_tells_what_is_counted() -> None:
    """The word behind both figures."""
    (change,) = changes(reading("The blast killed 12 people."), reading("The blast killed 17 people."))
    assert (change.detail, change.field) == ("people", "body")


def test_what_is_no_thing_is_not_what_is_counted() -> None:
    """As "more"."""
    (change,) = changes(reading("The blast killed 12 more."), reading("The blast killed 17 more."))
    assert change.detail is None


def test_a_headline_tells_its_field_and_capitals_everywhere_tell_no_names() -> None:
    """Title case says nothing about names, figures count all the same."""
    old, new = (
        reading("The mine has been closed.", headline=f"{n} Miners Die in Blast Near Old Mine")
        for n in (7, 9)
    )
    (change,) = changes(old, new)
    assert (change.kind, change.field, change.old, change.new) == ("number", "headline", "7", "9")


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        (
            "de",
            "Die Brücke ist gesperrt.",
            "Die Brücke ist möglicherweise gesperrt.",
            ("claim_softened", None, "möglicherweise"),
        ),
        (
            "fr",
            "Le suspect présumé a fui le pays.",
            "Le suspect a fui le pays.",
            ("claim_firmed", "présumé", None),
        ),
        ("es", "Huyó en coche, según la policía.", "Huyó en coche.", ("claim_firmed", "la policía", None)),
        (
            "de",
            "Das kostet 3,5 Millionen Euro.",
            "Das kostet 4,5 Millionen Euro.",
            ("number", "3,5 Millionen Euro", "4,5 Millionen Euro"),
        ),
    ],
)
def test_other_languages_have_rules_of_their_own(language: str, old: str, new: str, expected: Told) -> None:
    """As far as there are lists of words."""
    assert expected in told(old, new, language)


def test_changes_are_told_in_words() -> None:
    """As the command line and the reading room do."""
    old = reading(
        "The blast in Havana killed 12 people.", "He could face charges of fraud in court.", "It is a mess."
    )
    new = reading(
        "The blast in Kingston killed 17 people.",
        "He faces charges of fraud in court.",
        "It is “a mess”.",
        "It is over.",
    )
    assert in_words(changes(old, new)) == (
        "number 12 → 17 people; name Havana → Kingston; quotation added: “a mess”; and 1 more"
    )
    assert in_words(()) == in_words(None) == ""


def test_a_change_that_is_made_twice_is_told_once() -> None:
    """Also where one of the two begins a sentence."""
    old = reading("It will close for nine weeks.", "“Nine weeks is long,” he said.")
    new = reading("It will close for eleven weeks.", "“Eleven weeks is long,” he said.")
    told = [one for one in changes(old, new) if one.kind == "number"]
    assert [(one.old, one.new) for one in told] == [("nine", "eleven")]


def test_nothing_is_claimed_in_a_language_without_rules() -> None:
    """Not even a figure."""
    assert told("Az ára 12 euró volt.", "Az ára 17 euró volt.", "hu") == []


def test_so_much_is_told_of_an_edit_and_no_more() -> None:
    """The first in the text; a rewritten list of names would fill pages."""
    names = [f"Ruth {chr(65 + k % 26)}{'abcdefg'[k % 7]}{'rstuvw'[k % 6]}en" for k in range(200)]
    old, new = (
        reading("We thank all."),
        reading("We thank all.", *(f"We thank {name} as well." for name in names)),
    )
    assert len(changes(old, new)) == MOST_CHANGES


@pytest.mark.parametrize("unit", ["the Aa says may ", "'a \" ' „ « ", "10 May 2020 10:10 ", "12 13 "])
def test_hostile_text_costs_bounded_time(unit: str) -> None:
    """More text than is looked at, made of what the rules look for; the bound is generous."""
    old, new = (
        reading(*(unit * (1_800 // len(unit)) + f" {k}{end}" for k in range(LOOKED_AT // 1_800)))
        for end in (".", "9!")
    )
    diff = compare(old, new)
    started = time.process_time()
    typed_changes(old, new, diff, LEXICONS["en"])
    assert time.process_time() - started < 20

"""What an edit amounts to, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cases import together

from archiver.diff.classify import assess
from archiver.diff.engine import compare
from archiver.model.diff import Assessment, Weight
from archiver.model.reading import Anchor, Block, Caption, Notice, NoticeKind, Reading

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


def edit(old: str, new: str, language: str | None = "en") -> Assessment:
    """Assess an edit of one paragraph among others."""
    sides = (
        replace(
            Reading.from_text("Bridge", f"The council met.\n\n{text}\n\nIt will meet again."),
            language=language,
        )
        for text in (old, new)
    )
    before, after = sides
    return assess(before, after, compare(before, after))


def change(**fields: object) -> Assessment:
    """Assess an edit of fields."""
    old = replace(
        Reading.from_text("Mayor backs bridge", "The council met."), language="en", published_at=NOON
    )
    new = replace(old, **fields)
    return assess(old, new, compare(old, new))


@together(
    ("old", "new", "reason"),
    [
        pytest.param(
            "It cost $1.5 million to build.", "It cost $15 million to build.", "number changed", id="number"
        ),
        pytest.param("He won 51-49 in May.", "He won 5149 in May.", "number changed", id="score"),
        pytest.param("Two people were hurt.", "Three people were hurt.", "number changed", id="number-word"),
        pytest.param("It rose 5 km there.", "It rose 5 miles there.", "number changed", id="unit"),
        pytest.param("He met Ann Lee there.", "He met Ann Day there.", "name changed", id="name"),
        pytest.param("It opens on Monday then.", "It opens on Tuesday then.", "date changed", id="day"),
        pytest.param("It opens in May then.", "It opens in June then.", "date changed", id="month"),
        pytest.param(
            "He is guilty of it.", "He is not guilty of it.", "negation added or removed", id="negation"
        ),
        pytest.param("He did say so.", "He didn't say so.", "negation added or removed", id="contraction"),
        pytest.param(
            "The claim is likely.", "The claim is unlikely.", "word turned into its opposite", id="opposite"
        ),
        pytest.param(
            "He said: “We will build it.”", "He said: “We will burn it.”", "quotation changed", id="quotation"
        ),
        pytest.param(
            "She is a hero now.",
            "She is a “hero” now.",
            "quotation marks added or removed",
            id="scare-quotes",
        ),
        pytest.param("He lied.", "He lied?", "statement turned into a question, or back", id="question"),
        pytest.param(
            "The road was closed, police said.",
            "The road was closed, police claimed.",
            "attribution changed",
            id="verb-of-saying",
        ),
        pytest.param(
            "He hit the man there.", "He allegedly hit the man there.", "certainty changed", id="hedge"
        ),
        pytest.param(
            "The man was arrested.",
            "The man was charged.",
            "word of guilt, harm or blame changed",
            id="guilt",
        ),
        pytest.param(
            "The bridge is old.",
            "The bridge is old and its northern pillar shows cracks.",
            "claim added",
            id="claim-added",
        ),
        pytest.param(
            "The bridge is old and its northern pillar shows cracks.",
            "The bridge is old.",
            "claim removed",
            id="claim-removed",
        ),
    ],
)
def test_a_change_of_what_a_reader_learns_is_substantive(old: str, new: str, reason: str) -> None:
    assessment = edit(old, new)
    assert assessment.weight is Weight.SUBSTANTIVE
    assert any(line.startswith(f"body: {reason}") for line in assessment.reasons), assessment.reasons


@together(
    ("old", "new", "reason"),
    [
        pytest.param(
            "They recieved the letter.", "They received the letter.", "spelling corrected", id="typo"
        ),
        pytest.param("The birdge is old.", "The bridge is old.", "spelling corrected", id="turned-letters"),
        pytest.param("It was old, and small.", "It was old and small.", "punctuation changed", id="comma"),
        pytest.param(
            "It was old - but nice.", "It was old – but nice.", "spacing or hyphens changed", id="dash"
        ),
        pytest.param(
            "a self driving car there", "a self-driving car there", "spacing or hyphens changed", id="hyphen"
        ),
        pytest.param("The council met.", "The Council met.", "capitals changed", id="capital"),
        pytest.param(
            "It cost 1,000 dollars.", "It cost 1000 dollars.", "number written otherwise", id="thousands"
        ),
        pytest.param("It rose 5 percent.", "It rose 5%.", "number written otherwise", id="percent"),
        pytest.param(
            "Some five people came.", "Some 5 people came.", "number written otherwise", id="digits"
        ),
        pytest.param("He walks home.", "He walked home.", "form of a word changed", id="tense"),
        pytest.param(
            "The road was closed, he says.", "The road was closed, he said.", "form of a word", id="says-said"
        ),
        pytest.param(
            "He went in the house.", "He went into the house.", "wording polished", id="function-word"
        ),
        pytest.param("It isn't open.", "It is not open.", "wording polished", id="contraction-undone"),
        pytest.param("A big bridge was built.", "A large bridge was built.", "word replaced", id="synonym"),
        pytest.param(
            "He said ‘yes’ to it.", "He said “yes” to it.", "punctuation changed", id="quotes-restyled"
        ),
    ],
)
def test_a_change_of_how_it_is_said_is_cosmetic(old: str, new: str, reason: str) -> None:
    assessment = edit(old, new)
    assert assessment.weight is Weight.COSMETIC, assessment.reasons
    assert any(line.startswith(f"body: {reason}") for line in assessment.reasons), assessment.reasons


@together(
    ("language", "old", "new", "reason"),
    [
        pytest.param("de", "Er ist schuldig.", "Er ist nicht schuldig.", "negation", id="german-negation"),
        pytest.param(
            "de", "Es kostet 1,5 Mio. Euro.", "Es kostet 15 Mio. Euro.", "number", id="german-number"
        ),
        pytest.param("de", "Er kommt am Montag an.", "Er kommt am Dienstag an.", "date", id="german-day"),
        pytest.param(
            "de", "Der Mann schlug zu.", "Der Mann schlug angeblich zu.", "certainty", id="german-hedge"
        ),
        pytest.param("fr", "Il est coupable.", "Il est innocent.", "word of guilt", id="french-guilt"),
        pytest.param("fr", "Il arrive lundi soir.", "Il arrive mardi soir.", "date", id="french-day"),
        pytest.param("es", "La casa es segura.", "La casa no es segura.", "negation", id="spanish-negation"),
        pytest.param(
            "es", "Hubo dos heridos allí.", "Hubo tres heridos allí.", "number", id="spanish-number"
        ),
    ],
)
def test_the_rules_know_four_languages(language: str, old: str, new: str, reason: str) -> None:
    assessment = edit(old, new, language)
    assert assessment.weight is Weight.SUBSTANTIVE
    assert any(line.startswith(f"body: {reason}") for line in assessment.reasons), assessment.reasons


def test_a_german_thousand_is_written_otherwise() -> None:
    assert edit("Es kostet 1.500 Euro.", "Es kostet 1500 Euro.", "de").weight is Weight.COSMETIC


@pytest.mark.parametrize("language", ["pl", "zh-Hans", "fi"])
def test_an_unknown_language_is_unclassified_and_never_a_guess(language: str) -> None:
    assessment = edit("Most kosztował 5 milionów.", "Most kosztował 15 milionów.", language)
    assert assessment.weight is Weight.UNCLASSIFIED
    assert assessment.field_weights == (("body", Weight.UNCLASSIFIED),)
    assert assessment.reasons == (f"language {language!r} is not one the rules know",)
    assert not assessment.substantive


def test_a_short_text_without_a_language_is_unclassified() -> None:
    assessment = edit("A word.", "Two words.", None)
    assert assessment.weight is Weight.UNCLASSIFIED
    assert assessment.summary.endswith("; whether it is announced is not judged")


def test_a_language_that_the_text_shows_beyond_doubt_needs_no_declaration() -> None:
    text = "The mayor said that it was not the first time that the old bridge had been closed to the traffic"
    assessment = edit(f"{text} for 5 hours, and that it would be closed again.", f"{text} for 9 hours.", None)
    assert assessment.weight is Weight.SUBSTANTIVE


def test_a_wrongly_declared_language_does_not_mislead() -> None:
    text = "Der Bürgermeister sagte, dass es nicht das erste Mal war, dass die alte Brücke für alle gesperrt"
    more = "wurde, und dass sie auch im nächsten Jahr noch einmal für eine Woche gesperrt werden soll."
    assessment = edit(
        f"{text} {more}", f"{text} {more} Das gilt nicht für die Fähre und auch nicht am Montag."
    )
    assert any("claim added" in reason for reason in assessment.reasons)


@together(
    ("fields", "weight", "reason"),
    [
        pytest.param(
            {"headline": "Mayor backs costly bridge"},
            Weight.SUBSTANTIVE,
            "headline: headline reworded",
            id="headline",
        ),
        pytest.param(
            {"headline": "Mayor backs Bridge"}, Weight.COSMETIC, "headline: capitals", id="headline-capital"
        ),
        pytest.param({"bylines": ("Ann Lee",)}, Weight.SUBSTANTIVE, "bylines: author changed", id="byline"),
        pytest.param(
            {"published_at": datetime(2026, 3, 7, tzinfo=UTC)},
            Weight.SUBSTANTIVE,
            "published at: date",
            id="day",
        ),
        pytest.param(
            {"published_at": datetime(2026, 3, 5, 13, tzinfo=UTC)},
            Weight.COSMETIC,
            "published at: page data",
            id="hour",
        ),
        pytest.param({"modified_at": NOON}, Weight.COSMETIC, "modified at: page data", id="modified"),
        pytest.param({"section": "Local"}, Weight.COSMETIC, "section: page data", id="section"),
        pytest.param(
            {"captions": (Caption(text="Ann Lee shows the mayor her bridge"),)},
            Weight.SUBSTANTIVE,
            "captions: claim added",
            id="caption",
        ),
        pytest.param(
            {"notices": (Notice(text="Correction: it is blue.", kind=NoticeKind.CORRECTION),)},
            Weight.SUBSTANTIVE,
            "notices: notice of the publisher",
            id="notice",
        ),
        pytest.param(
            {
                "blocks": (
                    Block(text="The council met.", anchors=(Anchor(text="met", url="https://b.example/"),)),
                )
            },
            Weight.COSMETIC,
            "body: link added",
            id="link-added",
        ),
    ],
)
def test_each_field_has_its_own_weight(fields: dict[str, object], weight: Weight, reason: str) -> None:
    assessment = change(**fields)
    assert assessment.weight is weight, assessment.reasons
    assert assessment.reasons[0].startswith(reason)
    assert dict(assessment.field_weights) == {next(iter(fields)).replace("blocks", "body"): weight}


def test_a_link_to_another_site_is_substantive() -> None:
    old, new = (
        Reading(
            reader="r", headline="", language="en",
            blocks=(Block(text="The report is here.", anchors=(Anchor(text="report", url=url),)),),
        )
        for url in ("https://a.example/report", "https://b.example/report")
    )  # fmt: skip
    assert assess(old, new, compare(old, new)).weight is Weight.SUBSTANTIVE


def test_a_moved_paragraph_alone_is_cosmetic() -> None:
    old = replace(
        Reading.from_text("H", "The council met.\n\nIt was late.\n\nThe mayor spoke."), language="en"
    )
    new = replace(
        Reading.from_text("H", "It was late.\n\nThe mayor spoke.\n\nThe council met."), language="en"
    )
    assessment = assess(old, new, compare(old, new))
    assert assessment.weight is Weight.COSMETIC
    assert assessment.summary == "1 paragraph moved"


def test_reasons_quote_the_words_they_are_about() -> None:
    assert edit("It cost $1.5 million to build.", "It cost $15 million to build.").reasons == (
        "body: number changed (“$1.5 million” → “$15 million”)",
    )


def test_a_claim_that_came_is_not_also_told_as_a_number() -> None:
    reasons = edit(
        "The bridge is old.", "The bridge is old. Ann Lee counted 50 cracks in its pillar."
    ).reasons
    assert [reason.split(" (")[0] for reason in reasons] == ["body: claim added"]


def test_nothing_changed_is_cosmetic_and_says_so() -> None:
    assessment = change()
    assert assessment.weight is Weight.COSMETIC
    assert assessment.summary == "nothing changed"
    assert assessment.reasons == ()


def test_a_headline_is_told_once_unless_another_reads_otherwise() -> None:
    first = Reading.from_text("Bridge opens", "It rained.")
    old = replace(first, language="en", social_headline="Bridge opens", search_headline="Opens: the bridge")
    new = replace(
        old, headline="Bridge shut", social_headline="Bridge shut", search_headline="Shut: the bridge"
    )
    told = assess(old, new, compare(old, new)).summary
    assert told.count("headline") == 2
    assert "for sharing" not in told
    assert "for search engines" in told


def test_the_summary_is_one_sentence_with_the_most_telling_first() -> None:
    texts = [
        "The bridge cost $1.5 million to build and opened in the spring of that year.",
        "Residents had complained for years that the old crossing was unsafe.",
        "A ferry carried people and bicycles between the banks until then.",
        "The council voted in favour of the plan after a long debate.",
    ]
    old = replace(Reading.from_text("Mayor backs bridge", "\n\n".join(texts)), language="en")
    moved = [texts[0].replace("$1.5", "$15"), *texts[2:], texts[1]]
    new = replace(Reading.from_text("Council in uproar over costs", "\n\n".join(moved)), language="en")
    assessment = assess(old, new, compare(old, new))
    assert assessment.summary == "headline rewritten; 1 number changed; 1 paragraph moved; no correction note"


NOTE = (Notice(text="Correction: An earlier version misstated the number.", kind=NoticeKind.CORRECTION),)
OTHER_NOTE = (replace(NOTE[0], text="Correction: This article has been corrected for the date of the vote."),)
LATER = datetime(2026, 3, 5, 12, tzinfo=UTC)


@together(
    ("before", "after", "summary"),
    [
        pytest.param({}, {"notices": NOTE}, "correction note added", id="added"),
        pytest.param({"notices": NOTE}, {}, "notice removed; no correction note", id="removed"),
        pytest.param({"notices": NOTE}, {"notices": OTHER_NOTE}, "correction note added", id="another"),
        pytest.param({}, {"modified_at": LATER}, "only the modification time moved", id="time-alone"),
        pytest.param({}, {"notices": NOTE, "modified_at": LATER}, "correction note added", id="with-time"),
    ],
)
def test_the_summary_tells_of_notices(
    before: dict[str, object], after: dict[str, object], summary: str
) -> None:
    plain = replace(Reading.from_text("Storm hits", "It rains in the north."), language="en")
    old, new = replace(plain, **before), replace(plain, **after)  # type: ignore[arg-type]
    assert assess(old, new, compare(old, new)).summary == summary


def test_a_number_at_the_head_of_a_quotation_is_no_name() -> None:
    told = edit(
        "They feared for spring. “Nine weeks is Easter,” he said.",
        "They feared for spring. “Eleven weeks is Easter,” he said.",
    )
    assert told.summary == "1 number changed; 1 quotation changed; no correction note"


def test_another_person_in_a_caption_is_a_changed_name_and_no_misspelling() -> None:
    other = captioned("Mira Oduya in her shop on Monday.", "Mara Okafor in her shop on Monday.")
    assert other.weight is Weight.SUBSTANTIVE
    assert other.reasons == ("captions: name changed (“Oduya” → “Okafor”)",)


def captioned(old: str, new: str) -> Assessment:
    before, after = (
        replace(
            Reading.from_text("Bridge", "The council met."), captions=(Caption(text=text),), language="en"
        )
        for text in (old, new)
    )
    return assess(before, after, compare(before, after))


def test_a_number_that_a_text_gives_in_several_places_is_counted_once() -> None:
    told = edit(
        "It will close for nine weeks. “Nine weeks!” she said.",
        "It will close for six weeks. “Six weeks!” she said.",
    )
    assert told.summary.startswith("1 number changed; ")

"""How sure a reading is, told by the page alone: by its claims, what was left out, and its language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archiver.model.reading import DOUBTFUL, Reading
from archiver.normalize.page.structured import gather
from archiver.normalize.reader import observe, read
from archiver.normalize.screening.confidence import TIMES_MORE, checks_of

URL = "https://gazette.example/2026/ferry-cancelled-as-storm-nears"
HEADLINE = "Ferry cancelled as storm nears the outer islands"
DESCRIPTION = (
    "The ferry to the outer islands will not sail on Tuesday because of a storm, the harbor master said."
)

PARAGRAPHS = (
    "The ferry to the outer islands will not sail on Tuesday, the harbor master said, because of a storm"
    " that is expected to bring winds of 70 miles an hour and waves of 18 feet to the whole of the coast.",
    "“We have not cancelled it for two days in a row since 1993,” said Ines Calder, who has run the"
    " harbor for eleven years. “I would rather apologize to 400 people than search for four of them in the"
    " dark.”",
    "Schools on the islands will stay closed as well. The council has opened the town hall to anyone"
    " whose house lies less than six feet above the tide line, and asks for blankets and for volunteers.",
)

OTHER = (
    "When the first tram passes the square, the loaves have been in the window for two hours, and the"
    " people who work at night have bought half of them, still warm, on their way to bed.",
    "Nobody in the street remembers who had the shop before, or whether it was a bakery at all; a picture"
    " in the museum shows a saddler's sign above what may be the same door.",
)


def page(*paragraphs: str, headline: str = HEADLINE, extra: str = "", language: str = "en") -> Reading:
    return read(markup(*paragraphs, headline=headline, extra=extra, language=language), URL)


def markup(*paragraphs: str, headline: str = HEADLINE, extra: str = "", language: str = "en") -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<!doctype html><html lang="{language}"><head><title>{headline}</title>'
        f'<meta name="description" content="{DESCRIPTION}"></head><body><main>'
        f"<article><h1>{headline}</h1>{body}</article>{extra}</main></body></html>"
    )


def scrambled(text: str) -> str:
    """Return the text with each letter put one further, as paywalls print it."""
    return "".join(
        chr(ord(letter) + 1) if letter.isascii() and letter.isalpha() else letter for letter in text
    )


def test_an_article_that_its_page_describes_is_sure() -> None:
    signals = page(*PARAGRAPHS).signals
    assert (signals.confidence, signals.is_doubtful, signals.doubts) == (1.0, False, ())


def test_a_text_that_has_nothing_of_headline_and_description_is_doubtful() -> None:
    signals = page(*OTHER).signals
    assert signals.is_doubtful
    assert signals.doubts == ("hardly a word of the headline or of the description is in the text",)


def test_a_headline_in_words_of_its_own_makes_no_doubt() -> None:
    assert not page(*PARAGRAPHS, headline="Nobody sails: what we know about the gale").signals.is_doubtful


def test_a_text_beside_which_far_more_stands_is_doubtful() -> None:
    seen = observe(markup(*PARAGRAPHS, *OTHER), URL)
    told = [line.index for lines in seen.lines for line in lines]
    short = replace(seen.reading, blocks=seen.reading.blocks[:1])
    doubts = [
        [check.reason for check in checks_of(reading, seen.page, gather(seen.page), frozenset(indices))
         if check.grade < DOUBTFUL]
        for reading, indices in ((seen.reading, told), (short, told[:1]))
    ]  # fmt: skip
    assert doubts[0] == []
    assert "characters of running text stand elsewhere on the page" in doubts[1][0]


def test_readers_comments_below_a_short_post_make_no_doubt() -> None:
    thread = "".join(f"<div><p>{text * 3}</p></div>" for text in OTHER)
    assert not page(PARAGRAPHS[0], extra=f"<section><h3>Comments</h3>{thread}</section>").signals.is_doubtful


def test_letters_that_are_no_words_of_the_language_are_doubtful() -> None:
    signals = page(PARAGRAPHS[0], *map(scrambled, PARAGRAPHS[1:])).signals
    assert signals.is_doubtful
    assert "of the text is in no words of its language" in signals.doubts[0]


@pytest.mark.parametrize("language", ["en", "pl", "x"])
def test_a_page_that_declares_another_language_than_it_has_is_not_doubted_for_it(language: str) -> None:
    polish = (
        "Prom na wyspy zewnętrzne nie wypłynie we wtorek z powodu sztormu, powiedział kapitan portu, a"
        " fale mają sięgnąć sześciu metrów na całym wybrzeżu.",
        "Szkoły na wyspach pozostaną zamknięte, a rada otworzyła ratusz dla wszystkich, których domy"
        " stoją niżej niż dwa metry nad linią przypływu.",
    )
    doubts = page(*polish, headline="Prom odwołany z powodu sztormu", language=language).signals.doubts
    assert not any("language" in doubt for doubt in doubts)


MORE = (
    "The oven was built in the year of the flood by two brothers, whose names nobody has written down, and"
    " it has been cold for nine days in all the years since.",
    "On Saturdays the queue reaches the chemist's, and those who stand there know each other, though few"
    " of them would greet each other anywhere else.",
    "Flour comes from a mill up the valley, by a lorry that is older than its driver, who says that he will"
    " stop when the lorry does.",
)

ABOUT = "".join(f"<p>{text}</p>" for text in (*OTHER, *MORE))
"""What a site says of itself, longer than the article."""


def test_where_another_text_was_read_the_next_is_taken_if_it_is_surer() -> None:
    story = "".join(f"<li>{text}</li>" for text in PARAGRAPHS[:2])
    head = f'<title>{HEADLINE}</title><meta name="description" content="{DESCRIPTION}">'
    both = f"<h1>{HEADLINE}</h1><section>{ABOUT}</section><ul>{story}</ul>"
    seen = read(f"<html lang='en'><head>{head}</head><body>{both}</body></html>", URL)
    assert [block.text for block in seen.blocks] == [*PARAGRAPHS[:2]]
    assert not seen.signals.is_doubtful


def test_much_that_has_no_word_of_headline_and_description_makes_no_doubt() -> None:
    seen = observe(markup(*PARAGRAPHS, *OTHER, *MORE, *map(str.upper, MORE)), URL)
    own = frozenset(line.index for lines in seen.lines[:2] for line in lines)
    reading = replace(seen.reading, blocks=seen.reading.blocks[:2])
    left = "".join(block.text for block in seen.reading.blocks[3:])
    assert len(left) > TIMES_MORE * len(reading.text)
    checks = checks_of(reading, seen.page, gather(seen.page), own)
    assert min(check.grade for check in checks) >= DOUBTFUL


def test_a_body_that_is_a_twentieth_of_the_page_is_doubtful() -> None:
    links = "".join(f'<li><a href="/{n}">Another name in the list, number {n}</a></li>' for n in range(500))
    signals = page(PARAGRAPHS[0], extra=f"<ul>{links}</ul>").signals
    assert signals.doubts[0] == "the body is a small part of the page's text"
    assert signals.is_doubtful

"""Whom a text quotes, by names beside words of saying."""

from cases import together

from archiver.diff.lexicon import LEXICONS
from archiver.diff.quoted import speakers, whole_names


@together(
    ("language", "text", "names"),
    [
        ("en", "“We need this one,” said Mayor Joan Ballard on Monday.", ("Mayor Joan Ballard",)),
        ("en", "“Nobody wants that,” Whitcombe said. “But look.”", ("Whitcombe",)),
        ("en", "Tom Dunnage, who founded Alder Ferries, said he knew. “We work here.”", ("Tom Dunnage",)),
        ("en", "“We paid,” said Dr. Ana de la Cruz, who heads the board.", ("Dr. Ana de la Cruz",)),
        ("en", "A spokesman, Carl Benedict, said it would close. “You cannot win.”", ("Carl Benedict",)),
        ("en", "“No,” she said.", ()),
        ("en", "“No,” said one of the passengers.", ()),
        ("en", "Mayor Joan Ballard said that it would rain.", ()),
        ("en", "He moved to Oslo. “A fine town”, as the guide has it.", ()),
        ("de", "„Das ist falsch“, sagte Ministerin Eva Kurz am Montag.", ("Ministerin Eva Kurz",)),
        ("fr", "« C’est faux », a déclaré Jean Dupont.", ("Jean Dupont",)),
    ],
)
def test_who_speaks_is_the_name_beside_a_word_of_saying(language, text, names) -> None:
    assert speakers(text, LEXICONS[language]) == names


def test_a_last_name_alone_is_the_person_named_in_full() -> None:
    whole = whole_names(["Ballard", "Mayor Joan Ballard", "Kell"])
    assert whole["Ballard"] == "Mayor Joan Ballard"
    assert whole["Kell"] == "Kell"

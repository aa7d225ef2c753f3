"""Swahili."""

from archiver.language.shape import Boxes, ByKind, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="sw",
    name="Swahili",
    calendar=Calendar(
        months=(
            "januari",
            "februari",
            "machi",
            "aprili",
            "mei",
            "juni",
            "julai",
            "agosti",
            "septemba",
            "oktoba",
            "novemba",
            "desemba",
        )
    ),
    notices=Notices(headwords=ByKind(correction="masahihisho|sahihisho|usahihisho")),
    stamps=Stamps(
        published="imechapishwa|ilichapishwa",
        updated="imesasishwa",
        last="mwisho",
        units="dakika|saa|siku",
        ago="(?:dakika|saa|siku) NUMBER (?:zilizopita|iliyopita)",
    ),
    boxes=Boxes(
        read_more="soma (?:pia|zaidi)",
        adverts="tangazo|matangazo",
        appeals="tufuate|jiunge na (?:chaneli|kundi)|jiandikishe",
        comments="maoni",
        replies="jibu|ripoti",
        follows="habari inayofuata",
    ),
)

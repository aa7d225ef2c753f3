"""Afrikaans."""

from archiver.language.shape import Boxes, ByKind, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="af",
    name="Afrikaans",
    calendar=Calendar(
        months=(
            "januarie",
            "februarie",
            "maart",
            "april",
            "mei",
            "junie",
            "julie",
            "augustus",
            "september",
            "oktober",
            "november",
            "desember",
        )
    ),
    notices=Notices(
        headwords=ByKind(
            correction="regstelling|korreksie",
            clarification="verduideliking",
            editors_note="redaksionele nota|nota van die redaksie",
        ),
        done=ByKind(update="opgedateer", correction="reggestel"),
    ),
    stamps=Stamps(
        published="gepubliseer|geplaas",
        updated="opgedateer|bygewerk",
        last="laas",
        units="minute|minuut|min|uur|ure|dae|dag",
        ago="SPAN gelede",
        reading_time=r"leestyd\s?:?\sSPAN",
    ),
    boxes=Boxes(
        read_more="lees (?:ook|meer)",
        adverts="advertensie",
        appeals="teken in op ons|volg ons op|sluit aan by ons",
        comments="kommentaar|kommentare",
        replies="antwoord|rapporteer",
        follows="volgende artikel",
    ),
)

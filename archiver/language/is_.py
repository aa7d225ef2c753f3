"""Icelandic."""

from archiver.language.shape import Boxes, ByKind, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="is",
    name="Icelandic",
    calendar=Calendar(
        months=(
            "janúar",
            "febrúar",
            "mars",
            "apríl",
            "maí",
            "júní",
            "júlí",
            "ágúst",
            "september",
            "október",
            "nóvember",
            "desember",
        )
    ),
    notices=Notices(
        headwords=ByKind(correction="leiðrétting", editors_note="athugasemd (?:ritstjóra|ritstjórnar)"),
        done=ByKind(update="uppfært", correction="leiðrétt"),
        openings=ByKind(correction="í fyrri (?:útgáfu|gerð) (?:fréttarinnar|greinarinnar)"),
    ),
    stamps=Stamps(
        updated="uppfært",
        last="síðast",
        units="mínút(?:um|u)|mín|klukkustund(?:um)?|klst|dögum|degi",
        ago="fyrir SPAN(?: síðan)?",
    ),
    boxes=Boxes(
        read_more="lesa meira|lestu (?:einnig|meira)",
        adverts="auglýsing",
        appeals="fylgdu okkur|skráðu þig á póstlista",
        comments="athugasemdir|ummæli",
        replies="svara|tilkynna",
        follows="næsta frétt",
    ),
)

"""Croatian."""

from archiver.language.shape import Calendar, Language, Stamps

LANGUAGE = Language(
    code="hr",
    name="Croatian",
    # October, listopada, is left out: to Poles and Ukrainians, who are more, it is November.
    calendar=Calendar(
        months=(
            "siječnja",
            "veljače",
            "ožujka",
            "travnja",
            "svibnja",
            "lipnja",
            "srpnja",
            "kolovoza",
            "rujna",
            "",
            "studenoga",
            "prosinca",
        )
    ),
    stamps=Stamps(
        published="objavljeno",
        updated="ažurirano|osvježeno",
        last="zadnje|posljednje",
        units="minut[aeu]?|min|sat[ai]?|dana?|h",
        ago="prije SPAN",
        reading_time=r"vrijeme čitanja\s?:?\sSPAN",
        counted="komentara?",
    ),
)

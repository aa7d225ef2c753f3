"""Estonian."""

from archiver.language.shape import Calendar, Language, Stamps

LANGUAGE = Language(
    code="et",
    name="Estonian",
    calendar=Calendar(
        months=(
            "jaanuar jaanuaril",
            "veebruar veebruaril",
            "märts märtsil",
            "aprill aprillil",
            "mai",
            "juuni juunil",
            "juuli juulil",
            "august augustil",
            "september septembril",
            "oktoober oktoobril",
            "november novembril",
            "detsember detsembril",
        )
    ),
    stamps=Stamps(
        published="avaldatud",
        updated="uuendatud|täiendatud",
        last="viimati",
        units="minutit?|min|tundi?|päeva?",
        ago="SPAN tagasi",
        counted="kommentaari?",
    ),
)

"""Estonian."""

from archiver.language.shape import Boxes, ByKind, Calendar, Language, Notices, Stamps

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
    notices=Notices(
        headwords=ByKind(
            correction="parandus|õiendus|vea parandus",
            clarification="täpsustus",
            editors_note="toimetuse märkus|toimetuselt",
        ),
        done=ByKind(update="uuendatud|täiendatud", correction="parandatud"),
        openings=ByKind(correction="(?:artikli|loo|uudise) (?:varasemas|esialgses|algses) versioonis"),
    ),
    stamps=Stamps(
        published="avaldatud",
        updated="uuendatud|täiendatud",
        last="viimati",
        units="minutit?|min|tundi?|päeva?",
        ago="SPAN tagasi",
        counted="kommentaari?",
    ),
    boxes=Boxes(
        read_more="loe (?:ka|lisaks|edasi|rohkem)",
        adverts="reklaam",
        appeals="liitu (?:meie )?uudiskirjaga|jälgi meid|telli uudiskiri",
        comments="kommentaarid|kommentaare",
        replies="vasta|teavita",
        follows="järgmine (?:artikkel|uudis|lugu)",
    ),
)

"""Slovenian."""

from archiver.language.shape import Boxes, ByKind, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="sl",
    name="Slovenian",
    calendar=Calendar(
        months=(
            "januar januarja",
            "februar februarja",
            "marec marca",
            "april aprila",
            "maj maja",
            "junij junija",
            "julij julija",
            "avgust avgusta avg",
            "september septembra",
            "oktober oktobra",
            "november novembra",
            "december decembra",
        )
    ),
    notices=Notices(
        headwords=ByKind(
            correction="popravek", clarification="pojasnilo", editors_note=r"opomba (?:uredništva|ured\.)"
        ),
        done=ByKind(update="dopolnjeno|posodobljeno", correction="popravljeno"),
        openings=ByKind(
            correction="v (?:prvotni|prejšnji|prvi) različici (?:tega )?(?:članka|besedila|prispevka)"
        ),
    ),
    stamps=Stamps(
        published="objavljeno",
        updated="posodobljeno",
        last="zadnjič",
        units="minut(?:ami|ama|o)|min|ur(?:ami|ama|o)|dnevi|dnevom|dnem",
        ago="pred SPAN",
        reading_time=r"čas branja\s?:?\s(?:NUMBER min(?:ut)?|SPAN)",
        counted="komentarjev|komentarji",
    ),
    boxes=Boxes(
        read_more="preberite (?:še|tudi|več)|preberi (?:še|tudi|več)",
        adverts="oglas|oglasi",
        appeals="naročite se na|sledite nam|pridružite se nam|podprite nas",
        comments="komentarji",
        replies="odgovori|prijavi|všeč mi je",
        follows="naslednji članek",
    ),
)

"""Lithuanian."""

from archiver.language.shape import Boxes, ByKind, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="lt",
    name="Lithuanian",
    calendar=Calendar(
        months=(
            "sausio",
            "vasario",
            "kovo",
            "balandžio",
            "gegužės",
            "birželio",
            "liepos",
            "rugpjūčio",
            "rugsėjo",
            "spalio",
            "lapkričio",
            "gruodžio",
        ),
        within="m",
    ),
    notices=Notices(
        headwords=ByKind(
            correction="pataisymas|atitaisymas|klaidos (?:pa|ati)taisymas",
            clarification="patikslinimas",
            editors_note="redakcijos (?:pastaba|prierašas)",
        ),
        done=ByKind(update="atnaujinta|papildyta", correction="pataisyta|patikslinta"),
        openings=ByKind(correction="ankstesnėje (?:straipsnio|teksto) versijoje"),
    ),
    stamps=Stamps(
        published="paskelbta|publikuota",
        updated="atnaujinta",
        last="paskutinį kartą",
        units="minut(?:es|ę|čių)|min|valand(?:as|ą|ų)|val|dien(?:as|ą|ų)",
        ago="prieš SPAN",
        counted="komentar(?:ai|as|ų)",
    ),
    boxes=Boxes(
        read_more="skaitykite (?:taip pat|daugiau)|taip pat skaitykite",
        adverts="reklama",
        appeals="sekite mus|prenumeruokite (?:naujienlaiškį|mūsų)|prisijunkite prie mūsų",
        comments="komentarai",
        replies="atsakyti|pranešti|patinka",
        follows="kitas straipsnis",
    ),
)

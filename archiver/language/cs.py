"""Czech."""

from archiver.language.shape import Boxes, ByKind, Bylines, Calendar, Language, Notices, Stamps, Walls

LANGUAGE = Language(
    code="cs",
    name="Czech",
    calendar=Calendar(
        months=(
            "leden ledna",
            "únor února",
            "březen března",
            "duben dubna",
            "květen května",
            "červen června",
            "červenec července",
            "srpen srpna",
            "září",
            "říjen října",
            "listopad listopadu",
            "prosinec prosince",
        ),
        days="pondělí úterý středa čtvrtek pátek sobota neděle",
        joints="v|dne",
    ),
    notices=Notices(
        headwords=ByKind(
            correction="oprava|omluva", clarification="upřesnění", update="aktualizace|aktualizováno"
        ),
        openings=ByKind(correction="v (?:původní|předchozí|dřívější) verzi"),
    ),
    stamps=Stamps(
        published="zveřejněno|publikováno|vydáno",
        updated="aktualizováno|aktualizace",
        last="naposledy",
    ),
    bylines=Bylines(by="autor(?:ka|ři)?"),
    boxes=Boxes(read_more="čtěte (?:také|též)", adverts="reklama|inzerce", comments="komentáře|diskuse"),
    walls=Walls(
        error_titles="stránka nenalezena",
        subscribe_lines="pouze pro předplatitele|(?:pro|abyste mohli) (?:pokračování|číst dál)",
        actions=r"předplat\w+",
        loading="načítání",
    ),
)

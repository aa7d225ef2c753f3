"""Polish."""

from archiver.language.shape import (
    Boxes,
    ByKind,
    Bylines,
    Calendar,
    Language,
    Notices,
    Pictures,
    Stamps,
    Walls,
)

LANGUAGE = Language(
    code="pl",
    name="Polish",
    calendar=Calendar(
        months=(
            "styczeń stycznia sty",
            "luty lutego lut",
            "marzec marca",
            "kwiecień kwietnia kwi",
            "maj maja",
            "czerwiec czerwca cze",
            "lipiec lipca lip",
            "sierpień sierpnia sie",
            "wrzesień września wrz",
            "październik października paź",
            "listopad listopada lis",
            "grudzień grudnia gru",
        ),
        days="poniedziałek wtorek środa czwartek piątek sobota niedziela",
        joints="godz|o",
    ),
    notices=Notices(
        headwords=ByKind(
            correction="sprostowanie|korekta|errata",
            clarification="wyjaśnienie",
            editors_note="od redakcji|przypis redakcji",
            update="aktualizacja|zaktualizowano",
        ),
        openings=ByKind(correction="w (?:poprzedniej|wcześniejszej|pierwotnej) wersji"),
    ),
    stamps=Stamps(published="opublikowan[oy]", updated=r"zaktualiz\w*|aktualizacja", last="ostatnia"),
    bylines=Bylines(by="autor(?:ka|zy)?|tekst", joins="i", card="napisane przez", follows="jest"),
    pictures=Pictures(pictures="zdjęcie"),
    boxes=Boxes(
        read_more="czytaj (?:też|także|również)",
        adverts="reklama",
        notes="wydarzenia:",
        comments="komentarze",
    ),
    walls=Walls(
        bot_titles="odmowa dostępu|dostęp zabroniony",
        error_titles=("nie znaleziono strony|strona nie (?:istnieje|została znaleziona)|coś poszło nie tak"),
        consent_titles="twoja prywatność.{0,30}",
        login_titles="zaloguj się",
        consent="zgod[ay]",
        login="zaloguj",
        subscribe_lines=(
            "(?:aby|żeby) (?:czytać|przeczytać|kontynuować)|"
            "tylko dla (?:prenumeratorów|subskrybentów|zalogowanych)|pozostało .{0,12}% (?:artykułu|tekstu)"
        ),
        actions="zaloguj|prenumerata",
        loading="ładowanie",
    ),
)

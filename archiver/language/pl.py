"""Polish."""

from archiver.language.shape import (
    Boxes,
    ByKind,
    Bylines,
    Calendar,
    Language,
    Notices,
    Pictures,
    Sentences,
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
            retraction=r"wycofan\w+",
            correction="sprostowanie|korekta|errata|sprostowania|poprawka|korekty|erraty|przeprosiny",
            clarification="wyjaśnienie|wyjaśnienia|doprecyzowanie|uściślenie",
            editors_note=(
                r"od redakcji|przypis redakcji|(?:przypis|nota|komentarz|uwaga|dopisek) (?:od )?redak\w+"
            ),
            update="aktualizacja|zaktualizowano|uzupełnienie|aktualizacje",
        ),
        done=ByKind(correction="poprawiono|skorygowano", update="uzupełniono"),
        corrects="prostuje|koryguje",
        joints="z dnia|z|dnia|godz",
        invitations=r"(?:zauważy|znalaz|widzi)\w+ błąd|zgłoś",
        sentences=Sentences(
            own=(
                r"(?:ten|tego|tym|niniejsz\w*|nasz\w*) (?:artyku|tek|materia|wpis|publikacj|tytu|"
                r"wersj)\w*|tej (?:publikacji|informacji|wiadomości)|(?:w|do) (?:artykule|tekście|tytule|"
                r"artykułu|tekstu)\b|wersji (?:artykułu|tekstu|materiału)|"
                r"(?:pierwszym|drugim|trzecim|czwartym|piątym|ostatnim) akapicie\b"
            ),
            subject=r"(?:artykuł|tekst|tytuł|materiał|wpis|nagłówek)\b",
            version=r"(?:poprzedn|wcześniejsz|pierwotn|pierwsz|starsz)\w+ (?:wersj|tytu|nagłów)\w+",
            before="pierwotnie|początkowo|wcześniej|uprzednio|omyłkowo",
            said=(
                "poda|napisa|informowa|twierdzi|widnia|wymieni|przypisa|brzmia|znalaz|pisali|była mowa|"
                r"zawiera|wkradł|błędnie poda|był[aoy]?\b"
            ),
            wrong=("błęd|błąd|omyłk|pomył|niepraw|nieścisł|mylnie|myln|niewłaściw|wbrew temu|nieprecyzyjn"),
            mended=ByKind(
                retraction="wycofa",
                correction="popraw|skorygowa|sprostowa|zmieni|zmodyfikowa|usunię|zredagowa|zamieni",
                clarification="wyjaśni|doprecyzowa|uściśli|sprecyzowa",
                update="zaktualizowa|uzupełni|aktualizowa|rozszerz",
            ),
            because="z|na|ze|w związku",
            gone="usunięt|nie jest już dostępn|wycofan|skasowan",
            we=(
                "przepraszamy|redakcj|prostujemy|podaliśmy|napisaliśmy|poprawiliśmy|informowaliśmy|nasz|"
                "skorygowaliśmy|zmieniliśmy"
            ),
            sorry="przepraszam|ubolewa|żałuj",
            notes=r"uwaga|przypis|p\.?s\.?|nota|notka|dopisek|od autora",
            here=r"tu\b|tutaj\b",
        ),
    ),
    stamps=Stamps(
        published="opublikowan[oy]",
        updated=r"zaktualiz\w*|aktualizacja",
        last="ostatnia",
        units=r"sek(?:und\w*)?|min(?:ut\w*)?|godz(?:in\w*)?|dni|dzień|tydzień|tygodni\w*|miesi\w+",
        ago="SPAN temu|(?:minutę|godzinę) temu|przed chwilą",
        reading_time=r"czas czytania\s?:?\s(?:ok\. )?SPAN|SPAN czytania",
        counted=r"komentarz\w*",
    ),
    bylines=Bylines(
        helped=(
            r"współpraca\s?:|(?:przy|we) współpracy\b|opracowa(?:nie|ł|ła)\b|"
            r"oprac\.|tłumaczenie\s?:|materiał z wykorzystaniem"
        ),
        by="autor(?:ka|zy)?|tekst",
        joins="i",
        card="napisane przez",
    ),
    pictures=Pictures(pictures="zdjęcie", labels="fot|źródło"),
    boxes=Boxes(
        kinds="opinia|analiza|komentarz|felieton|recenzja|wywiad",
        paid="materiał (?:sponsorowany|partnera|płatny)|artykuł sponsorowany|sponsorowane",
        opens="czytaj (?:więcej|dalej|całość|cały artykuł)|pokaż (?:więcej|całość)|rozwiń(?: artykuł)?",
        onward="następna(?: strona)?|dalej|strona 2",
        read_more="czytaj (?:też|także|również)",
        adverts="reklama",
        notes="wydarzenia:",
        comments="komentarze",
        replies="odpowiedz|zgłoś|lubię to",
        says="pisze|mówi|napisał(?:a)?",
        follows="następny artykuł",
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
        accepts=(
            "(?:akceptuj(?:ę)?|zgadzam się|odrzuć)(?: wszystk(?:ie|o))?|przejdź do serwisu|"
            "ustawienia(?: .{3,20})?|zaawansowane"
        ),
    ),
)

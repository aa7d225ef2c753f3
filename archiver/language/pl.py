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
            correction=(
                "przepraszamy|pomyłka|nasz błąd|zmiana|odpowiedź na artykuł|"
                "(?:historia|rejestr) (?:zmian|poprawek)|sprostowanie|korekta|errata|"
                "sprostowania|poprawka|korekty|erraty|przeprosiny"
            ),
            clarification="wyjaśnienie|wyjaśnienia|doprecyzowanie|uściślenie",
            editors_note=(
                r"od redakcji|przypis redakcji|(?:przypis|nota|komentarz|uwaga|dopisek) (?:od )?redak\w+"
            ),
            update="aktualizacja|zaktualizowano|uzupełnienie|aktualizacje",
        ),
        done=ByKind(correction="poprawiono|skorygowano", update="uzupełniono"),
        corrects="prostuje|koryguje|korekta|poprawia",
        joints="z dnia|z|dnia|godz",
        invitations=r"(?:zauważy|znalaz|widzi)\w+ błąd|zgłoś",
        openings=ByKind(
            retraction="(?:usunęliśmy|wycofaliśmy) (?:ten )?(?:artykuł|tekst|materiał)",
            correction=(
                r"gazeta (?:przeprasza|ubolewa)|"
                r"zmiany\s?[:：]\s?\D{0,3}\d"
            ),
        ),
        sentences=Sentences(
            own=(
                r"po (?:publikacji|opublikowaniu)(?: (?:tekstu|artykułu|materiału))?"
                r"(?=\s?[,.:]|\s[^\W\d_]+(?:liśmy|ono|ano)\b)|"
                r"(?:ten|tego|tym|niniejsz\w*|nasz\w*) (?:artyku|tek|materia|wpis|publikacj|tytu|"
                r"wersj)\w*|tej (?:publikacji|informacji|wiadomości)|(?:w|do) (?:artykule|tekście|"
                r"tytule|artykułu|tekstu)\b|wersji (?:artykułu|tekstu|materiału)|(?:pierwszym|drugim|"
                r"trzecim|czwartym|piątym|ostatnim) akapicie\b|z (?:artykułu|tekstu|materiału)\b"
            ),
            subject=r"(?:artykuł|tekst|tytuł|materiał|wpis|nagłówek)\b",
            version=r"(?:poprzedn|wcześniejsz|pierwotn|pierwsz|starsz)\w+ (?:wersj|tytu|nagłów)\w+",
            before="pierwotnie|początkowo|wcześniej|uprzednio|omyłkowo",
            said=(
                "poda|napisa|informowa|twierdzi|widnia|wymieni|przypisa|brzmia|znalaz|pisali|"
                r"była mowa|zawiera|wkradł|błędnie poda|był[aoy]?\b|przedstawia|policzy|napisaliśmy|"
                "wspomnie|zabrakł|pomin|zapomnie|przesad|należało|powin|nazw|podaliśmy|przypis|"
                "zaznaczy|dopisa"
            ),
            wrong=(
                "błęd|błąd|omyłk|pomył|niepraw|nieścisł|mylnie|myln|niewłaściw|wbrew temu|"
                "nieprecyzyjn|pomyl|niedopatrz|przeocz|przekręc|literów|zamienil|gapiost|mylil|"
                r"źle\b|nie ten|nietrafn"
            ),
            mended=ByKind(
                retraction="wycofa",
                correction="popraw|skorygowa|sprostowa|zmieni|zmodyfikowa|usunię|zredagowa|zamieni",
                clarification="wyjaśni|doprecyzowa|uściśli|sprecyzowa",
                update="zaktualizowa|uzupełni|aktualizowa|rozszerz",
            ),
            because="z|na|ze|w związku",
            gone="usunięt|nie jest już dostępn|wycofan|skasowan",
            we=(
                "przepraszamy|redakcj|prostujemy|podaliśmy|napisaliśmy|poprawiliśmy|informowaliśmy|"
                r"nasz|skorygowaliśmy|zmieniliśmy|\w{2,}(?:liśmy|łyśmy)\b|powinniśmy|mieliśmy"
            ),
            sorry="przepraszam|ubolewa|żałuj",
            notes=r"uwaga|przypis|p\.?s\.?|nota|notka|dopisek|od autora",
            here=r"tu\b|tutaj\b|powyżej|wyżej",
            part=(
                "akapit|zdani|fragment|ustęp|tytuł|nagłów|śródtytuł|lead|podpis|cytat|wykres|grafik|"
                "infografik|map[aęyi]|tabel|zdjęci|fotografi|linijk|sformułowani|wzmiank"
            ),
            detail=(
                r"imi[ęo]|imieni|nazwisk|nazw[aęy]|wiek\b|wieku|dat[aęy]\b|rok\b|roku|liczb|kwot|"
                "cyfr|miejsc|stanowisk|funkcj|pisown|procent|parti|informacj|dzień|tytuł|jednostk|"
                "policz|oblicz|wylicz|rachun|godzin|nazwisk"
            ),
            taken="usun|wykreśl|skreśl|wycię|wyjęt|zamien|zastąpi|wymien|już nie|nie ma już|zmieni",
            first=r"pierwotnie|początkowo|najpierw|na początku|mieliśmy\b",
            readers=(
                r"czyteln\w+ .{0,40}(?:zwróc|zauważ|napisa|zgłos|wskaz|wytk)|(?:uwag|zgłoszen|sygnał|"
                "dzięk|dziękujemy).{0,20} czyteln"
            ),
            spoke=(
                r"mówi|powiedział|pisze|napisał\b|napisała|przyzna|stwierdzi|według|twierdzi|dodał|"
                "tłumacz|uzna|ostrzeg"
            ),
            contrast=r"nie\b|zamiast|lecz\b|powinno być",
        ),
    ),
    stamps=Stamps(
        published="opublikowan[oy]",
        updated=r"zaktualiz\w*|aktualizacja",
        last="ostatnia",
        units=r"sek(?:und\w*)?|min(?:ut\w*)?|godz(?:in\w*)?|dni|dzień|tydzień|tygodni\w*|miesi\w+",
        ago="SPAN temu|(?:minutę|godzinę) temu|przed chwilą",
        reading_time=r"czas czytania\s?:?\sSPAN|SPAN czytania",
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
        kinds="satyra|opinia|analiza|komentarz|felieton|recenzja|wywiad",
        paid="materiał (?:sponsorowany|partnera|płatny)|artykuł sponsorowany|sponsorowane",
        opens="czytaj (?:więcej|dalej|całość|cały artykuł)|pokaż (?:więcej|całość)|rozwiń(?: artykuł)?",
        onward="następna(?: strona)?|dalej|strona 2",
        read_more="czytaj (?:też|także|również)",
        adverts="reklama",
        appeals=(
            "(?:zapisz się|subskrybuj|dołącz do) .{0,20}(?:newsletter|kanał)|obserwuj nas|"
            "wesprzyj nas|dołącz do nas"
        ),
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

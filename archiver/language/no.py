"""Norwegian."""

from archiver.language.shape import Boxes, ByKind, Bylines, Calendar, Language, Notices, Stamps, Walls

LANGUAGE = Language(
    code="no",
    name="Norwegian",
    calendar=Calendar(
        months=(
            "januar jan",
            "februar feb",
            "mars mar",
            "april apr",
            "mai",
            "juni jun",
            "juli jul",
            "august aug",
            "september sep sept",
            "oktober okt",
            "november nov",
            "desember des",
        ),
        days="mandag tirsdag onsdag torsdag fredag lørdag søndag",
        joints="kl|klokken|den",
    ),
    notices=Notices(
        headwords=ByKind(
            correction="retting|rettelse",
            clarification="presisering",
            editors_note="redaksjonens merknad",
            update="oppdatering",
        ),
        done=ByKind(correction="rettet", update="oppdatert"),
        openings=ByKind(
            correction="i en tidligere (?:versjon|utgave)",
            update="(?:artikkelen|saken) (?:er|ble|oppdateres) oppdatert",
        ),
    ),
    stamps=Stamps(
        published="publiserte?",
        updated=r"oppdater\w*",
        last="sist",
        units="sek(?:under)?|min(?:utter)?|time[rn]?|dag(?:er)?|uke[rn]?|måned(?:er)?",
        ago="(?:for )?SPAN siden",
        reading_time=r"lesetid\s?:?\s(?:ca\. )?SPAN",
        counted="kommentarer",
    ),
    bylines=Bylines(by="av|tekst", joins="og", card="skrevet av", follows="er"),
    boxes=Boxes(
        read_more="les også",
        adverts="annonse",
        appeals="følg oss",
        first_month="første måned",
        notes="kilder?:",
        locked="for abonnenter",
        asks="logg inn",
        comments="kommentarer",
    ),
    walls=Walls(
        bot_titles="ingen tilgang",
        error_titles="siden (?:finnes ikke|ble ikke funnet)|noe gikk galt",
        consent_titles="(?:din|ditt) personvern.{0,30}",
        login_titles="logg inn(?: .{0,40})?",
        errors="siden finnes ikke",
        consent="samtykke",
        login="logg inn",
        subscribe="kun for abonnenter|for abonnenter",
        subscribe_lines=(
            "(?:kun|bare) for (?:abonnenter|medlemm?er)|for å (?:lese|fortsette)|"
            r"bli (?:abonnent|medlem) (?:og|for å)|(?:abonner|logg inn)\b.{0,20}\bog les"
        ),
        actions="abonner|logg inn",
        commenting=r"kommentar\w*|debatten\b",
        by_mail="nyhetsbrev",
        loading="laster",
    ),
)

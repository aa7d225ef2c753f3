"""Swedish."""

from archiver.language.shape import Boxes, ByKind, Bylines, Calendar, Language, Notices, Stamps, Walls

LANGUAGE = Language(
    code="sv",
    name="Swedish",
    calendar=Calendar(
        months=(
            "januari jan",
            "februari feb",
            "mars mar",
            "april apr",
            "maj",
            "juni jun",
            "juli jul",
            "augusti aug",
            "september sep sept",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        days="måndag tisdag onsdag torsdag fredag lördag söndag",
        joints="kl|klockan|den|på",
    ),
    notices=Notices(
        headwords=ByKind(
            correction="rättelse|korrigering",
            clarification="förtydligande",
            editors_note="redaktionens anmärkning|not från redaktionen",
            update="uppdatering",
        ),
        done=ByKind(update="uppdaterad"),
        openings=ByKind(
            correction="i en tidigare version",
            update="artikeln (?:har uppdaterats|är uppdaterad|uppdateras)",
        ),
    ),
    stamps=Stamps(
        published="publicerad",
        updated=r"uppdater\w*|ändrad",
        last="senast",
        units="sek(?:under)?|min(?:uter)?|tim(?:mar|me)?|dag(?:ar)?|veck(?:a|or)|månad(?:er)?",
        ago="för SPAN sedan",
        reading_time=r"lästid\s?:?\s(?:ca\. )?SPAN",
        counted="kommentarer|delningar",
    ),
    bylines=Bylines(
        by="av", joins="och", roles="skribent", card="skriven av", follows="är", addresses="skribent"
    ),
    boxes=Boxes(
        read_more="läs även|läs också",
        adverts="annons|reklam",
        appeals="följ oss",
        asks="prenumerera",
        comments="kommentarer",
    ),
    walls=Walls(
        bot_titles="åtkomst nekad",
        error_titles="sidan (?:hittades inte|kunde inte hittas|finns inte)|något gick fel",
        consent_titles="innan du fortsätter|ditt integritet.{0,30}|din integritet.{0,30}",
        login_titles="logga in(?: .{0,40})?",
        errors="sidan (?:hittades inte|kunde inte hittas)",
        consent="samtycke",
        login="logga in",
        subscribe="endast för prenumeranter",
        subscribe_lines="för att (?:läsa|fortsätta)|(?:endast|bara) för (?:prenumeranter|inloggade)",
        actions="prenumerera|logga in",
        commenting=r"kommentar\w*|kommentera\b",
        by_mail="nyhetsbrev",
        loading="laddar",
    ),
)

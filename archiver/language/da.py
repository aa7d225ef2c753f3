"""Danish."""

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
    code="da",
    name="Danish",
    calendar=Calendar(
        months=(
            "januar jan",
            "februar feb",
            "marts mar",
            "april apr",
            "maj",
            "juni jun",
            "juli jul",
            "august aug",
            "september sep sept",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        days="mandag tirsdag onsdag torsdag fredag lørdag søndag",
        joints="kl|klokken|den",
    ),
    notices=Notices(
        headwords=ByKind(
            correction="rettelse|berigtigelse",
            clarification="præcisering",
            editors_note="redaktionens bemærkning",
            update="opdatering",
        ),
        done=ByKind(update="opdateret"),
        openings=ByKind(
            correction="i en tidligere version",
            update="artiklen er (?:opdateret|blevet opdateret)",
        ),
    ),
    stamps=Stamps(
        published="offentliggjort|udgivet",
        updated=r"opdater\w*",
        last="sidst",
        units="sek(?:under)?|min(?:utter)?|time[rn]?|dag(?:e)?|uge[rn]?|måned(?:er)?",
        ago="(?:for )?SPAN siden",
        reading_time=r"læsetid\s?:?\s(?:ca\. )?SPAN",
        counted="kommentarer",
    ),
    bylines=Bylines(by="af", joins="og", card="skrevet af", follows="er", addresses="forfatter"),
    pictures=Pictures(pictures="billede"),
    boxes=Boxes(
        read_more="læs også",
        adverts="annonce|reklame",
        appeals="følg os",
        first_month="første måned",
        notes="kilder?:",
        locked="for abonnenter",
        comments="kommentarer",
    ),
    walls=Walls(
        bot_titles="adgang nægtet",
        error_titles="siden (?:blev ikke fundet|findes ikke)|noget gik galt",
        consent_titles="(?:din|dit) privatliv.{0,30}",
        login_titles="log ind(?: .{0,40})?",
        errors="siden blev ikke fundet",
        consent="samtykke",
        login="log ind",
        subscribe="kun for abonnenter|for abonnenter",
        subscribe_lines=(
            "(?:kun|bare) for (?:abonnenter|medlemmer)|for at (?:læse|fortsætte)|"
            r"bliv (?:abonnent|medlem) (?:og|for)|(?:abonner|log ind)\b.{0,20}\bog læs"
        ),
        actions="abonner|log ind",
        commenting=r"kommentar\w*|debatten\b",
        by_mail="nyhedsbrev",
        loading="indlæser",
    ),
)

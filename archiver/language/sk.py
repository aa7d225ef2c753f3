"""Slovak."""

from archiver.language.shape import Boxes, ByKind, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="sk",
    name="Slovak",
    calendar=Calendar(
        months=(
            "január januára",
            "február februára",
            "marec marca",
            "apríl apríla",
            "máj mája",
            "jún júna",
            "júl júla",
            "august augusta",
            "september septembra",
            "október októbra",
            "november novembra",
            "december decembra",
        )
    ),
    notices=Notices(
        headwords=ByKind(
            correction="oprava",
            clarification="spresnenie|upresnenie",
            editors_note="poznámka redakcie|od redakcie",
            update="doplnenie",
        ),
        done=ByKind(update="aktualizované|doplnené", correction="opravené"),
        openings=ByKind(
            correction=(
                "v (?:pôvodnej|predchádzajúcej|prvej|staršej) verzii (?:tohto )?(?:článku|textu|správy)"
            )
        ),
    ),
    stamps=Stamps(
        published="publikované|zverejnené",
        updated="aktualizované",
        last="naposledy",
        units="minút(?:ami|ou)|min|hodin(?:ami|ou)|h|dňami|dňom",
        ago="pred SPAN",
        reading_time=r"čas čítania\s?:?\s(?:NUMBER minút|SPAN)",
        counted="komentár(?:e|ov)?|diskusia",
    ),
    boxes=Boxes(
        read_more="(?:prečítajte|čítajte) (?:si )?(?:aj|tiež|viac)",
        adverts="reklama|inzercia",
        appeals="prihláste sa na odber|sledujte nás|pridajte sa k nám|podporte nás",
        comments="komentáre|diskusia",
        replies="odpovedať|nahlásiť|páči sa mi",
        follows="(?:ďalší|nasledujúci) článok",
    ),
)

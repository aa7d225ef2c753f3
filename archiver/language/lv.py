"""Latvian."""

from archiver.language.shape import Boxes, ByKind, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="lv",
    name="Latvian",
    calendar=Calendar(
        months=(
            "janvāris janvārī",
            "februāris februārī",
            "marts martā",
            "aprīlis aprīlī",
            "maijs maijā",
            "jūnijs jūnijā",
            "jūlijs jūlijā",
            "augusts augustā",
            "septembris septembrī",
            "oktobris oktobrī",
            "novembris novembrī",
            "decembris decembrī",
        )
    ),
    notices=Notices(
        headwords=ByKind(
            correction="labojums|kļūdas labojums|atsaukums",
            clarification="precizējums",
            editors_note="redakcijas piezīme",
        ),
        done=ByKind(update="papildināts|atjaunināts", correction="labots|precizēts"),
        openings=ByKind(correction="(?:raksta|ziņas|teksta) (?:iepriekšējā|sākotnējā) versijā"),
    ),
    stamps=Stamps(
        published="publicēts",
        updated="atjaunots|atjaunināts",
        last="pēdējo reizi",
        units="minūt(?:ēm|es)|min|stund(?:ām|as)|st|dien(?:ām|as)",
        ago="pirms SPAN",
        counted="komentār(?:i|s|u)",
    ),
    boxes=Boxes(
        read_more="lasi(?:et)? arī|lasi(?:et)? vairāk",
        adverts="reklāma",
        appeals="seko(?:jiet)? mums|piesakies (?:jaunumiem|mūsu)|abonē(?:jiet)? (?:mūsu|jaunumus)",
        comments="komentāri",
        replies="atbildēt|ziņot|patīk",
        follows="nākamais raksts",
    ),
)

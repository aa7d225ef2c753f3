"""Albanian."""

from archiver.language.shape import Boxes, ByKind, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="sq",
    name="Albanian",
    calendar=Calendar(
        months=(
            "janar",
            "shkurt",
            "mars",
            "prill",
            "maj",
            "qershor",
            "korrik",
            "gusht",
            "shtator",
            "tetor",
            "nëntor",
            "dhjetor",
        )
    ),
    notices=Notices(
        headwords=ByKind(
            correction="korrigjim|saktësim", editors_note="shënim i redaksisë", update="përditësim"
        ),
        done=ByKind(update="përditësuar"),
    ),
    stamps=Stamps(
        published="publikuar",
        updated="përditësuar",
        last="së fundmi",
        units="minut(?:a|ë)|min|orë|ditë",
        ago="(?:para )?SPAN më parë|para SPAN",
        counted="komente?",
    ),
    boxes=Boxes(
        read_more="lexoni (?:edhe|më shumë)|lexo (?:edhe|më shumë)",
        adverts="reklam[aë]",
        appeals="na ndiqni|abonohuni|bashkohuni me kanalin",
        comments="komente|komentet",
        replies="përgjigju|raporto",
        follows="artikulli tjetër",
    ),
)

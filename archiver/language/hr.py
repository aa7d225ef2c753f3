"""Croatian."""

from archiver.language.shape import Boxes, ByKind, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="hr",
    name="Croatian",
    # October, listopada, is left out: to Poles and Ukrainians, who are more, it is November.
    calendar=Calendar(
        months=(
            "siječnja",
            "veljače",
            "ožujka",
            "travnja",
            "svibnja",
            "lipnja",
            "srpnja",
            "kolovoza",
            "rujna",
            "",
            "studenoga",
            "prosinca",
        )
    ),
    notices=Notices(
        headwords=ByKind(
            correction="ispravak|ispravka",
            clarification="pojašnjenje",
            editors_note="napomena (?:uredništva|redakcije)|od uredništva",
        ),
        done=ByKind(update="ažurirano|dopunjeno", correction="ispravljeno"),
        openings=ByKind(
            correction=(
                "u (?:ranijoj|prethodnoj|prvoj|prvotnoj|izvornoj) (?:verziji|inačici) (?:ovog |"
                "ovoga )?(?:članka|teksta|vijesti)"
            )
        ),
    ),
    stamps=Stamps(
        published="objavljeno",
        updated="izmjena|ažurirano|osvježeno",
        last="zadnje|posljednje",
        units="minut[aeu]?|min|sat[ai]?|dana?|h",
        ago="prije SPAN",
        reading_time=r"vrijeme čitanja\s?:?\sSPAN",
        counted="komentara?",
    ),
    boxes=Boxes(
        read_more="pročitajte (?:još|i|više)|pročitaj (?:još|i|više)|čitajte još",
        adverts="oglas|oglasi|reklama",
        appeals="pretplatite se na|pratite nas|pridružite nam se|podržite nas",
        comments="komentari",
        replies="odgovori|prijavi|sviđa mi se",
        follows="(?:sljedeći|idući) članak",
    ),
)

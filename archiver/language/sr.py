"""Serbian."""

from archiver.language.shape import Boxes, ByKind, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="sr",
    name="Serbian",
    calendar=Calendar(
        months=(
            "јануар januar",
            "фебруар februar",
            "март mart marta",
            "април априла april aprila",
            "мај маја maj maja",
            "јун јуна jun juna",
            "јул јула jul jula",
            "август августа avgust avgusta avg",
            "септембар septembar septembra",
            "октобар oktobar oktobra",
            "новембар novembar novembra",
            "децембар decembar decembra",
        )
    ),
    notices=Notices(
        headwords=ByKind(
            correction="ispravka|исправка",
            clarification="pojašnjenje|појашњење",
            editors_note="napomena redakcije|напомена редакције|od redakcije|од редакције",
        ),
        done=ByKind(update="ažurirano|dopunjeno|ажурирано|допуњено", correction="ispravljeno|исправљено"),
        openings=ByKind(
            correction=(
                "u (?:ranijoj|prethodnoj|prvoj|prvobitnoj) verziji (?:ovog )?(?:teksta|članka|v"
                "esti)|у (?:ранијој|претходној|првој|првобитној) верзији (?:овог )?(?:текста|чл"
                "анка|вести)"
            )
        ),
    ),
    stamps=Stamps(
        published="објављено|objavljeno",
        updated="ажурирано|ažurirano|измењено",
        last="последњи пут|poslednji put",
        units="минут[аеу]?|мин|сат[аи]?|дана?|minut[aeu]?|min|sat[ai]?|dana?",
        ago="пре SPAN|pre SPAN",
        counted="коментара?|komentara?",
    ),
    boxes=Boxes(
        read_more="(?:прочитајте|pročitajte|čitajte|читајте) (?:још|и|više|више|još|i)",
        adverts="оглас|oglas|реклама|reklama",
        appeals=(
            "пратите нас|pratite nas|претплатите се на|pretplatite se na|придружите нам се|pridružite nam se"
        ),
        comments="коментари|komentari",
        replies="одговори|odgovori|пријави|prijavi",
        follows="следећи чланак|sledeći članak|следећа вест|sledeća vest",
    ),
)

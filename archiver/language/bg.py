"""Bulgarian."""

from archiver.language.shape import Boxes, ByKind, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="bg",
    name="Bulgarian",
    calendar=Calendar(
        months=(
            "януари",
            "февруари",
            "март",
            "април",
            "май",
            "юни",
            "юли",
            "август",
            "септември",
            "октомври",
            "ноември",
            "декември",
        )
    ),
    notices=Notices(
        headwords=ByKind(
            correction="поправка|корекция",
            clarification="уточнение|пояснение",
            editors_note="бележка на редакцията|от редакцията",
        ),
        done=ByKind(update="обновена|допълнена|актуализирана", correction="коригирано|коригирана|поправено"),
        openings=ByKind(
            correction=(
                "в (?:предишна|предходна|първоначалната|първата) версия на (?:статията|текста|материала)"
            )
        ),
    ),
    stamps=Stamps(
        published="публикувано|публикувана",
        updated="обновен[оа]|актуализиран[оа]",
        last="последно",
        units="минут[аи]|мин|час(?:а|ове)?|дни|ден",
        ago="преди SPAN",
        reading_time=r"време за четене\s?:?\sSPAN",
        counted="коментар(?:а|и)?",
    ),
    boxes=Boxes(
        read_more="(?:прочетете|прочети|вижте|четете) (?:още|също)|още по темата",
        adverts="реклама",
        appeals=(
            "последвайте ни|абонирайте се за (?:нашия|бюлетина)|присъединете се към (?:нас|канала ни)|"
            "подкрепете ни"
        ),
        comments="коментари",
        replies="отговор|отговори|докладвай",
        follows="следваща (?:статия|новина)",
    ),
)

"""Ukrainian."""

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
    code="uk",
    name="Ukrainian",
    calendar=Calendar(
        months=(
            "січень січня січ",
            "лютий лютого",
            "березень березня бер",
            "квітень квітня квіт кві",
            "травень травня трав",
            "червень червня черв",
            "липень липня",
            "серпень серпня серп",
            "вересень вересня вер",
            "жовтень жовтня жовт",
            "листопад листопада лист",
            "грудень грудня груд",
        ),
        days="понеділок вівторок середа четвер п'ятниця субота неділя",
        joints="о",
    ),
    notices=Notices(
        headwords=ByKind(
            correction="виправлення|спростування", clarification="уточнення", update="оновлення|оновлено"
        ),
    ),
    stamps=Stamps(published="опубліковано", updated=r"оновл\w*"),
    bylines=Bylines(by="автор|автори|стаття", card="автор|написано автором"),
    pictures=Pictures(pictures="фото|зображення"),
    boxes=Boxes(read_more="читайте також", adverts="реклама", comments="коментар[іи]"),
    walls=Walls(subscribe_lines="щоб (?:читати|продовжити)"),
)

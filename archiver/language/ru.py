"""Russian."""

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
    code="ru",
    name="Russian",
    calendar=Calendar(
        months=(
            "январь января янв",
            "февраль февраля февр фев",
            "март марта мар",
            "апрель апреля апр",
            "май мая",
            "июнь июня июн",
            "июль июля июл",
            "август августа авг",
            "сентябрь сентября сент сен",
            "октябрь октября окт",
            "ноябрь ноября нояб ноя",
            "декабрь декабря дек",
        ),
        days="понедельник вторник среда четверг пятница суббота воскресенье",
        joints="в|г",
    ),
    notices=Notices(
        headwords=ByKind(
            correction="поправка|исправление|опровержение",
            clarification="уточнение|разъяснение",
            editors_note="от редакции|примечание редакции",
            update="обновление|обновлено",
        ),
        openings=ByKind(correction="в (?:предыдущей|первоначальной|ранней) версии"),
    ),
    stamps=Stamps(published="опубликовано", updated=r"обновл\w*"),
    bylines=Bylines(by="от|автор|авторы", card="автор"),
    pictures=Pictures(pictures="фото"),
    boxes=Boxes(
        read_more="читайте также",
        adverts="реклама",
        appeals="подпис(?:ывайтесь|аться)",
        asks="подпис",
        comments="комментари[ийя]",
        ands="и",
    ),
    walls=Walls(
        bot_titles="доступ (?:ограничен|запрещ[её]н)|вы не робот",
        error_titles=r"страница не найдена|ошибка(?: \d+)?",
        login_titles="войти",
        robot="доступ ограничен|вы не робот",
        errors="страница не найдена",
        consent="конфиденциальн",
        login="войти",
        subscribe_lines=(
            "чтобы (?:читать|продолжить|дочитать)|только для подписчиков|(?:оформите|купите) подписку|"
            "есть подписка"
        ),
        actions=r"подпис\w+|войти",
        loading="загрузка",
    ),
)

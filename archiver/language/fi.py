"""Finnish."""

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
    code="fi",
    name="Finnish",
    calendar=Calendar(
        months=(
            "tammikuu tammikuuta",
            "helmikuu helmikuuta",
            "maaliskuu maaliskuuta",
            "huhtikuu huhtikuuta",
            "toukokuu toukokuuta",
            "kesäkuu kesäkuuta",
            "heinäkuu heinäkuuta",
            "elokuu elokuuta",
            "syyskuu syyskuuta",
            "lokakuu lokakuuta",
            "marraskuu marraskuuta",
            "joulukuu joulukuuta",
        ),
        days="maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
        joints="klo",
    ),
    notices=Notices(
        headwords=ByKind(
            correction="oikaisu|korjaus", clarification="täsmennys", update="päivitys|päivitetty"
        ),
    ),
    stamps=Stamps(published="julkaistu", updated="päivitetty|muokattu"),
    bylines=Bylines(card="kirjoittanut", follows="on"),
    pictures=Pictures(pictures="kuva"),
    boxes=Boxes(read_more="lue myös", adverts="mainos", comments="kommentit"),
    walls=Walls(
        error_titles="sivua ei löytynyt",
        subscribe_lines=(
            "(?:vain|vain meidän) tilaajille|jatkaaksesi lukemista|jatka lukemista (?:tilaa|kirjautu)"
        ),
        actions="tilaa|kirjaudu",
        loading="ladataan",
    ),
)

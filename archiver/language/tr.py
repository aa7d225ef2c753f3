"""Turkish."""

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
    code="tr",
    name="Turkish",
    calendar=Calendar(
        months=(
            "ocak oca",
            "şubat şub",
            "mart",
            "nisan nis",
            "mayıs",
            "haziran haz",
            "temmuz tem",
            "ağustos ağu",
            "eylül eyl",
            "ekim eki",
            "kasım kas",
            "aralık ara",
        ),
        days="pazartesi salı çarşamba perşembe cuma cumartesi pazar",
        joints="saat|tarihi",
    ),
    notices=Notices(
        headwords=ByKind(correction="düzeltme|tekzip", clarification="açıklama", update="güncelleme"),
    ),
    stamps=Stamps(published="yayınlanma", updated=r"güncelle\w*", last="son"),
    bylines=Bylines(by="yazar", joins="ve", card="yazan", addresses=r"yazar\w*"),
    pictures=Pictures(pictures="fotoğraf"),
    boxes=Boxes(adverts="reklam", appeals="bizi takip", comments="yorum(?:lar)?"),
    walls=Walls(
        bot_titles="erişim engellendi",
        error_titles="sayfa bulunamadı",
        login_titles="giriş yap",
        consent="gizlilik",
        login="giriş yap",
        subscribe_lines="okumaya devam etmek için|devamını okumak için",
        actions="abone ol",
        loading="yükleniyor",
    ),
)

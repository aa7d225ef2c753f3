"""Turkish."""

from archiver.language.shape import (
    Boxes,
    ByKind,
    Bylines,
    Calendar,
    Language,
    Notices,
    Pictures,
    Sentences,
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
            "mart mar",
            "nisan nis",
            "mayıs may",
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
        headwords=ByKind(
            retraction="geri çekildi",
            correction=(
                "yanlışlık|değişiklik|"
                "(?:değişiklik|düzeltme) (?:geçmişi|günlüğü)|düzeltme(?: notu)?|tekzip|"
                "düzeltme ve (?:özür|cevap)|düzeltmeler|cevap ve düzeltme|"
                "hata düzeltmesi|özür"
            ),
            clarification="açıklama|açıklık",
            editors_note="editörün notu|editör(?:ün)? notu|redaksiyon notu|editörden",
            update="güncelleme|ekleme",
        ),
        done=ByKind(correction="düzeltildi", update="güncellendi"),
        corrects="düzeltir|düzeltiyor",
        joints="saat",
        invitations="hata (?:bildir|mı|gördü)|hatayı bildir",
        openings=ByKind(
            correction=(
                r"gazetemiz\b.{0,40}özür|"
                r"değişiklikler\s?[:：]\s?\D{0,3}\d"
            )
        ),
        sentences=Sentences(
            own=(
                r"(?:haber|yazı|içerik|makale)\w* yay[ıi][mn]land[ıi]ktan sonra\b|"
                r"bu (?:haber|yazı|makale|içeri|metin|metni|başlı|sürüm|röportaj)\w*|haberimiz\w*|"
                r"yazımız\w*|(?:haberin|yazının|makalenin|haberde|yazıda|makalede|başlıkta)\b|"
                r"(?:haberden|yazıdan|metinden|makaleden|haberin|başlığı)\b"
            ),
            subject=r"(?:haber|yazı|makale|başlık|metin)\w*",
            version=r"(?:önceki|ilk|eski|orijinal) (?:versiyon|sürüm|hal|başlı)\w*",
            before="önce|ilk olarak|başlangıçta|daha önce|sehven|ilk başta",
            said=(
                "belirt|yazıl|yazdı|ifade|aktar|bildir|geç|yer al|denil|söyle|verilmiş|verildi|"
                "içer|vardı|yer al|oldu|verilmiş|kullandığ|yapmışız|vermişiz|yazmışız|demişiz|"
                "belirtme|yer verme|atla|unut|abart|gerekirdi|yazdığımız|dediğimiz|verdiğimiz|"
                "söyle"
            ),
            wrong=(
                "hata|yanlış|sehven|yanılg|doğru değil|karıştır|yanıl|dikkatsiz|gözden kaç|hatalı|"
                r"eksik\b|yanlış|olacaktı\b|olmalıydı|eksik"
            ),
            mended=ByKind(
                retraction="geri çek|yayından",
                correction="düzelt|değişti|düzenlen|tashih",
                clarification="açıklığa|netleş",
                update="güncelle|eklen|genişlet",
            ),
            gone="kaldırıl|silin|artık (?:mevcut|erişil)|erişime kapat|geri çek|yayından",
            we=(
                "özür dileriz|düzeltiyoruz|düzelttik|okurlarımız|haberimiz|yazdık|editör|duyurduk|"
                r"belirttik|(?!(?:sand|fınd)ık\b)\w{2,}(?:d[ıiuü]k|[ptşç]t[ıiuü]k|[ıiuü]yoruz)\b|"
                r"\w{2,}m[ıiuü]ş[ıiuü]z\b|\w{2,}d[ıi]ğ[ıi]m[ıi]z\b|\w{2,}[ıiuü]m[ıi]z\b|"
                r"\w{2,}m[ıi]ştik\b|\w{2,}m[ıi]ş[ıi]z\b|\w{2,}mıştık\b|bizim\b|"
                r"(?!\w*temiz\b)\w{2,}[ae]miz\b|haberimiz\w*|yazımız\w*"
            ),
            sorry="özür|üzgün",
            notes=r"not\b|editörün notu|uyarı|dipnot|önemli not",
            here=r"burada\b|yukarıda",
            part=(
                r"paragraf|cümle|bölüm|başlı|alt başlı|ara başlı|spot\b|resim ?altı|fotoğraf|görsel|"
                "alıntı|grafi|infografi|harita|tablo|ifade|satır"
            ),
            detail=(
                r"\w*(?:adını|isim|ismi|soyad)|adı\b|ad\b|soyad|yaş|tarih|yıl|sayı|rakam|tutar|"
                r"yer\b|yeri|unvan|görev|yazım|yüzde|parti\b|oran|gün\b|miktar|bilgi|hesap|hesab|"
                r"saat\b|soyad"
            ),
            taken="çıkar|kaldır|silin|sildik|değiştir|yer değiş|artık|değiştirdik|çıkarıldı",
            first=r"ilk olarak|başlangıçta|önce\b|ilk başta|ilk (?:önce|anda)|\w+mıştık\b|\w+miştik\b",
            readers=r"okur\w* .{0,40}(?:uyar|bildir|fark et|dikkat|yazd|hatırlat)",
            spoke=(r"dedi|söyledi|belirtti|açıkladı|ifade etti|yazdı|anlattı|göre\b|kaydetti|konuştu|itiraf"),
            contrast=r"değil|doğrusu",
        ),
    ),
    stamps=Stamps(
        published="yayınlanma",
        updated=r"güncelle\w*",
        last="son",
        units="sn|saniye|dk|dakika|saat|gün|hafta|ay",
        ago="(?:SPAN|bir (?:saat|dakika|gün)) önce|az önce",
        reading_time=r"okuma süresi\s?:?\sSPAN|SPAN(?:lık)? okuma",
        counted="yorum",
    ),
    bylines=Bylines(
        helped=(
            r"(?:habere )?katkı(?:da bulunan(?:lar)?|\s?sunan(?:lar)?)?\s?:|"
            r".{2,120}\b(?:habere|bu habere) katkıda bulundu|(?:derleyen|çeviri|çeviren|"
            r"(?:haberin )?editörü?)\s?:"
        ),
        by="yazar",
        joins="ve",
        card="yazan",
        addresses=r"yazar\w*",
    ),
    pictures=Pictures(pictures="fotoğraf"),
    boxes=Boxes(
        read_more="ayrıca (?:bakınız|okuyun)|(?:bunu|bunlar[ıi]) da oku|devamını oku",
        paid="sponsorlu içerik|advertorial",
        kinds="görüş|analiz|yorum|köşe yazısı|röportaj|başyazı",
        adverts="reklam",
        appeals="bizi takip|(?:bültenimize|kanalımıza) (?:abone|katıl)|bize katılın",
        comments="yorum(?:lar)?",
        replies="yanıtla|cevapla|şikayet(?: et)?|beğen",
        says="dedi ki|diyor|yazdı",
        follows="sonraki haber",
    ),
    walls=Walls(
        bot_titles="erişim engellendi",
        error_titles="sayfa bulunamadı",
        login_titles="giriş yap",
        consent="gizlilik",
        login="giriş yap",
        subscribe_lines="okumaya devam etmek için|devamını okumak için",
        actions="abone ol",
        loading="yükleniyor",
        accepts="(?:tümünü )?(?:kabul et|reddet|onayla)|kabul ediyorum|tercihleri? .{3,20}|ayarlar",
    ),
)

"""Urdu."""

from archiver.language.shape import Boxes, ByKind, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="ur",
    name="Urdu",
    stops="۔؟",
    calendar=Calendar(
        months=(
            "جنوری",
            "فروری",
            "مارچ",
            "اپریل",
            "مئی",
            "جون",
            "جولائی",
            "اگست",
            "ستمبر",
            "اکتوبر",
            "نومبر",
            "دسمبر",
        )
    ),
    notices=Notices(
        headwords=ByKind(correction="تصحیح", clarification="وضاحت"), done=ByKind(update="اپ ڈیٹ")
    ),
    stamps=Stamps(
        published="شائع",
        updated="اپ ڈیٹ|تازہ کاری",
        units="منٹ|گھنٹے|گھنٹہ|دن",
        ago="SPAN (?:پہلے|قبل)",
    ),
    boxes=Boxes(
        read_more="(?:یہ بھی|مزید) پڑھ",
        adverts="اشتہارات?",
        appeals="ہمیں (?:فالو|سبسکرائب) کر|چینل (?:کو )?(?:جوائن|سبسکرائب|فالو) کر",
        comments="تبصرے",
        replies="جواب دیں|رپورٹ کریں",
        follows="اگلی خبر",
    ),
)

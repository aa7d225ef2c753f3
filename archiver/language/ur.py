"""Urdu."""

from archiver.language.shape import ByKind, Calendar, Language, Notices, Stamps

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
)

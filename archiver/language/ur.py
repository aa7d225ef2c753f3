"""Urdu."""

from archiver.language.shape import Calendar, Language, Stamps

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
    stamps=Stamps(
        published="شائع",
        updated="اپ ڈیٹ|تازہ کاری",
        units="منٹ|گھنٹے|گھنٹہ|دن",
        ago="SPAN (?:پہلے|قبل)",
    ),
)

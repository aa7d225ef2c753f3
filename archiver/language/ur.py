"""Urdu."""

from archiver.language.shape import Calendar, Language

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
)

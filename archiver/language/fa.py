"""Persian."""

from archiver.language.shape import Bylines, Calendar, Language

LANGUAGE = Language(
    code="fa",
    name="Persian",
    stops="؟",
    calendar=Calendar(
        months=(
            "ژانویه",
            "فوریه",
            "مارس",
            "آوریل",
            "مه",
            "ژوئن",
            "ژوئیه",
            "اوت",
            "سپتامبر",
            "اکتبر",
            "نوامبر",
            "دسامبر",
        )
    ),
    bylines=Bylines(
        by="نویسنده|نوشته|به قلم",
    ),
)

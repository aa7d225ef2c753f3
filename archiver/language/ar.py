"""Arabic."""

from archiver.language.shape import Calendar, Language

LANGUAGE = Language(
    code="ar",
    name="Arabic",
    stops="؟",
    calendar=Calendar(
        months=(
            "يناير جانفي",
            "فبراير شباط فيفري",
            "مارس آذار",
            "ابريل أبريل نيسان أفريل",
            "مايو أيار ماي",
            "يونيو حزيران جوان",
            "يوليو تموز جويلية",
            "أغسطس اغسطس أوت",
            "سبتمبر أيلول",
            "أكتوبر اكتوبر",
            "نوفمبر",
            "ديسمبر",
        )
    ),
)

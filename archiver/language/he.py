"""Hebrew."""

from archiver.language.shape import Calendar, Language

LANGUAGE = Language(
    code="he",
    name="Hebrew",
    calendar=Calendar(
        months=(
            "ינואר בינואר",
            "פברואר בפברואר",
            "מרץ במרץ",
            "אפריל באפריל",
            "מאי במאי",
            "יוני ביוני",
            "יולי ביולי",
            "אוגוסט באוגוסט",
            "ספטמבר בספטמבר",
            "אוקטובר באוקטובר",
            "נובמבר בנובמבר",
            "דצמבר בדצמבר",
        )
    ),
)

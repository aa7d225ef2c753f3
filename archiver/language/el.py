"""Greek."""

from archiver.language.shape import ByKind, Calendar, Language, Notices, Stamps, Walls

LANGUAGE = Language(
    code="el",
    name="Greek",
    calendar=Calendar(
        months=(
            "ιανουαρίου ιαν",
            "φεβρουαρίου φεβ",
            "μαρτίου μαρ",
            "απριλίου απρ",
            "μαΐου μαΐ μάι",
            "ιουνίου ιουν",
            "ιουλίου ιουλ",
            "αυγούστου αυγ",
            "σεπτεμβρίου σεπ σεπτ",
            "οκτωβρίου οκτ",
            "νοεμβρίου νοε",
            "δεκεμβρίου δεκ",
        )
    ),
    notices=Notices(headwords=ByKind(correction="διόρθωση|διευκρίνιση", update="ενημέρωση")),
    stamps=Stamps(published="δημοσιεύτηκε|δημοσίευση"),
    walls=Walls(subscribe_lines="για να (?:συνεχίσετε|διαβάσετε)"),
)

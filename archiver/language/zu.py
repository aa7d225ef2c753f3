"""Zulu."""

from archiver.language.shape import Boxes, Language, Pictures

LANGUAGE = Language(
    code="zu",
    name="Zulu",
    pictures=Pictures(pictures="isithombe"),
    boxes=Boxes(
        read_more="funda (?:futhi|okunye)",
        adverts="isikhangiso",
        appeals="silandele",
        comments="amazwana",
        replies="phendula|bika",
        follows="indaba elandelayo",
    ),
)

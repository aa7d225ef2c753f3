"""Hindi."""

from archiver.language.shape import Bylines, Language

LANGUAGE = Language(
    code="hi",
    name="Hindi",
    stops="।",
    bylines=Bylines(
        by="लेखक|द्वारा",
    ),
)

"""Zulu."""

from archiver.language.shape import Language, Pictures

LANGUAGE = Language(
    code="zu",
    name="Zulu",
    pictures=Pictures(pictures="isithombe"),
)

"""Hindi."""

from archiver.language.shape import Language

LANGUAGE = Language(code="hi", name="Hindi", stops="।")

"""The language that this process speaks, and the translation of one text into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from photosearch.resources import resource
from photosearch.words.catalogue import Key, forms_of, read_catalogue
from photosearch.words.language import Language


@dataclass(frozen=True, slots=True)
class Manner:
    """How numbers and the clock are written."""

    thousands: str = ","
    decimal_point: str = "."
    has_half_days: bool = False
    """7:12 PM, not 19:12."""


_MANNERS: Mapping[Language, Manner] = {"en": Manner(has_half_days=True), "zh": Manner()}


@dataclass(frozen=True, slots=True)
class _Spoken:
    language: Language = "en"
    manner: Manner = _MANNERS["en"]


_spoken = _Spoken()


def speak(language: Language, manner: Manner | None = None) -> None:
    """Speak ``language`` from now on, with numbers as in ``manner``, by default as most who speak it write them."""
    global _spoken
    _spoken = _Spoken(language, manner or _MANNERS[language])


def language() -> Language:
    """What is spoken now."""
    return _spoken.language


def manner() -> Manner:
    """How numbers and the clock are written now."""
    return _spoken.manner


def marked(context: str, text: str) -> str:
    """Mark ``text`` for translation (tools/translations.py looks for this name); it is translated where it is said."""
    del context
    return text


def translate(context: str, text: str, comment: str = "") -> str:
    """``text`` in the language that is spoken; a text that has no translation stays as it is.

    tools/translations.py looks for this name too.
    """
    if _spoken.language == "en":
        return text
    return forms_of(_translations(_spoken.language), context, text, comment)[0]


def counted(text: str, comment: str, count: int) -> str:
    """``text`` in its form for so many things, ``%Ln`` being the number.

    tools/translations.py looks for this name too. These texts have no context: Qt's tool takes a plural form for one
    only where it takes the context from a class of Qt, or finds none.
    """
    forms = forms_of(_translations(_spoken.language), "", text, comment)
    return forms[0 if count == 1 else -1].replace("%Ln", number(count))


def number(value: int) -> str:
    """Such as ``8,412``."""
    return f"{value:,}".replace(",", _spoken.manner.thousands)


@cache
def _translations(language: Language) -> Mapping[Key, tuple[str, ...]]:
    """Read when the first text is asked for. English has its plural forms only."""
    return read_catalogue(resource("translations", f"photosearch_{language}.qm"))

"""What stands in the search field, as values: words, pictures and "not this" terms (pure, no widgets)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from PySide6.QtGui import QImage

from photosearch.types import Filters, ImageTerm, SearchQuery, Sort


@dataclass(frozen=True, slots=True)
class PictureTerm:
    """A picture in the search field: what is searched for, and how its chip looks."""

    term: ImageTerm
    label: str
    thumbnail: QImage | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class QueryTerms:
    """Everything in the search field that ranks hits."""

    text: str = ""
    pictures: tuple[PictureTerm, ...] = ()
    not_texts: tuple[str, ...] = ()
    not_pictures: tuple[PictureTerm, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.text.strip() or self.pictures or self.not_texts or self.not_pictures)

    def to_query(self, filters: Filters, sort: Sort) -> SearchQuery:
        """The engine's form. With no terms it browses all photos."""
        query = SearchQuery(
            text=self.text.strip(),
            images=tuple(picture.term for picture in self.pictures),
            not_texts=self.not_texts,
            not_images=tuple(picture.term for picture in self.not_pictures),
            filters=filters,
            sort=sort,
        )
        return query if query.has_terms else replace(query, limit=0)


@dataclass(frozen=True, slots=True)
class TypedWords:
    """Typed text taken apart."""

    text: str
    not_texts: tuple[str, ...]


_NOT_TERM = re.compile(
    r"""
    (?:(?<=\s)|(?<=[,，、;；])|^)[-−]                     # -word, -"two words": only at the start of a word
        (?: "(?P<quoted>[^"]+)" | (?P<word>[^\s,，、;；"\d][^\s,，、;；]*) )
    | (?:(?<=\s)|(?<=[,，、;；])|^)without\s+(?P<without>[^,，、;；]+?)(?=\s+without\s|[,，、;；]|$)
    | (?<!要)不(?:要|含)\s*(?P<chinese>[^\s,，、;；]+?)(?=不要|不含|[\s,，、;；]|$)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FILLERS = re.compile(r"^(?:有|any\s+|a\s+|an\s+|the\s+)", re.IGNORECASE)
_SPARE_COMMAS = re.compile(r"\s*([,，、;；])(?:\s*[,，、;；])*")


def parse_typed(text: str) -> TypedWords:
    """Take "not this" terms out of typed text.

    ``-word``, ``-"two words"``, ``without people`` (up to a comma or the end) and ``不要人群`` (up to a space, a comma
    or the end) are such terms. A minus inside a word or before a number ("t-shirt", "-5") stays text.
    """
    not_texts: list[str] = []

    def take(match: re.Match[str]) -> str:
        term = next(group for group in match.groups() if group is not None)
        not_texts.append(_FILLERS.sub("", term.strip()))
        return " "

    rest = _NOT_TERM.sub(take, text)
    return TypedWords(_tidied(rest), tuple(dict.fromkeys(term for term in not_texts if term)))


def _tidied(text: str) -> str:
    """One space between words, and no comma left over from what was taken out."""
    without_spare_commas = _SPARE_COMMAS.sub(r"\1", text)
    return re.sub(r"\s+", " ", without_spare_commas).strip(" ,，、;；")

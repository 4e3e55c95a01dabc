"""What stands in the search field, as values: words, pictures and "not this" terms (pure, no widgets)."""

from __future__ import annotations

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

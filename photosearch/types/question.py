"""What a person asks for, as one value: whoever shows a part of it shows this, whoever changes it makes another one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from photosearch.types.chip_filters import filters_of
from photosearch.types.queries import USUAL_HALF_LIFE_DAYS, Filters, ImageTerm, SearchQuery, Sort
from photosearch.types.roots import LibraryRoot
from photosearch.types.typed_words import TypedWords, parse_typed
from photosearch.types.understood import Chip, ChipKind, Understood, Without

if TYPE_CHECKING:
    from photosearch.types.arrays import UInt8Array

_MOST_PICTURES = 8
_CHINESE = re.compile(r"[㐀-鿿]")
_FIELDS: Final = {
    ChipKind.DATE: ("taken_from", "taken_until", "days"),
    ChipKind.PLACE: ("areas",),
    ChipKind.CAMERA: ("cameras",),
    ChipKind.MEDIA: ("media",),
    ChipKind.ORIENTATION: ("orientation",),
    ChipKind.RATING: ("ratings",),
    ChipKind.FAVOURITE: ("is_favourite",),
    ChipKind.WRITTEN: ("written",),
    ChipKind.FORMAT: ("formats",),
    ChipKind.FOLDER: ("root_ids", "folder", "folders"),
    ChipKind.NOT: ("without",),
}
"""The fields of ``Filters`` that say the same as a chip of the kind."""
_NEAREST = 50
"""So many photos that do not fit are there to be looked at anyway."""


class Place(StrEnum):
    """What of the library is looked at; a folder is a filter, wherever it was chosen."""

    ALL = "all"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class PictureTerm:
    """A picture that is searched with, and how it is shown."""

    term: ImageTerm
    label: str
    thumbnail: UInt8Array | None = field(default=None, compare=False, repr=False)
    """RGB ``[height, width, 3]``, small; None where there is none."""


@dataclass(frozen=True, slots=True)
class Terms:
    """All that ranks hits."""

    typed: str = ""
    """As it stands in the search field; "not this" words may still be among it."""
    pictures: tuple[PictureTerm, ...] = ()
    not_texts: tuple[str, ...] = ()
    """What was taken out of the typed words."""
    not_pictures: tuple[PictureTerm, ...] = ()
    chips: tuple[Chip, ...] = ()
    """Parts of a sentence that were understood and have left the typed words."""
    plain: tuple[str, ...] = ()
    """What looks like such a part among the typed words, and is to stay words."""
    read: Understood | None = field(default=None, compare=False)
    """What the typed words mean; None where nobody has read them. It follows from the others."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing ranks anything."""
        return self == Terms() or not self.to_query().has_terms

    @property
    def meant(self) -> tuple[Chip, ...]:
        """What narrows the photos: the chips there are, and those that are still typed."""
        typed = () if self.read is None else self.read.chips
        return (*self.chips, *(chip for chip in typed if not isinstance(chip.meaning, Without)))

    @property
    def typed_unwanted(self) -> tuple[str, ...]:
        """What the typed words say is not to be on the photo."""
        return () if self.read is None else self._apart().not_texts

    def to_query(self) -> SearchQuery:
        """These terms alone, the typed ones taken apart; ``meant`` is not among them."""
        typed = self._apart()
        return SearchQuery(
            text=typed.text,
            images=tuple(picture.term for picture in self.pictures),
            not_texts=tuple(dict.fromkeys((*self.not_texts, *typed.not_texts))),
            not_images=tuple(picture.term for picture in self.not_pictures),
        )

    def with_typed(self, typed: str) -> Terms:
        """These words are typed, and read by nobody yet; where none are left, none are to stay words either."""
        if typed == self.typed:
            return self
        return replace(self, typed=typed, read=None, plain=self.plain if typed.strip() else ())

    def settled(self) -> Terms:
        """What the typed words mean, and "not this" words among them, have become terms of their own."""
        typed = self._apart()
        if self.meant == self.chips and not typed.not_texts:
            return self
        not_texts = tuple(dict.fromkeys((*self.not_texts, *typed.not_texts)))
        # What is left is words: read again, "Anna" might be the town in Texas.
        read = Understood(words=typed.text)
        return replace(self, typed=typed.text, not_texts=not_texts, chips=self.meant, read=read)

    def without_chip(self, chip: Chip) -> Terms:
        """No longer what ``chip`` means, nor its words."""
        settled = self.settled()
        return replace(settled, chips=_less(settled.chips, chip))

    def with_changed(self, chip: Chip, other: Chip) -> Terms:
        """``other`` in place of ``chip``."""
        settled = self.settled()
        chips = (other if one == chip else one for one in settled.chips)
        return replace(settled, chips=tuple(dict.fromkeys(chips)))

    def with_words_of(self, chip: Chip) -> Terms:
        """``chip`` is words again, Chinese ones before the others."""
        plain = tuple(dict.fromkeys((*self.plain, chip.text)))
        if chip not in self.chips:
            return replace(self, plain=plain, read=None)
        said = chip.text if chip.kind is not ChipKind.NOT else f'-"{chip.text}"'
        words = (said, self.typed) if _CHINESE.search(said) else (self.typed, said)
        typed = " ".join(filter(None, map(str.strip, words)))
        return replace(self, typed=typed, chips=_less(self.chips, chip), plain=plain, read=None)

    def without_kinds(self, kinds: Collection[ChipKind]) -> Terms:
        """No chip of these kinds."""
        if not any(chip.kind in kinds for chip in self.meant):
            return self
        settled = self.settled()
        return replace(settled, chips=tuple(chip for chip in settled.chips if chip.kind not in kinds))

    def _apart(self) -> TypedWords:
        if self.read is None:
            return parse_typed(self.typed)
        unwanted = tuple(chip.text for chip in self.read.chips if isinstance(chip.meaning, Without))
        return TypedWords(self.read.words, unwanted)

    def with_pictures(self, pictures: Iterable[PictureTerm]) -> Terms:
        """These pictures too."""
        return replace(self, pictures=_together(self.pictures, pictures))

    def with_not_pictures(self, pictures: Iterable[PictureTerm]) -> Terms:
        """Away from these pictures."""
        return replace(self, not_pictures=_together(self.not_pictures, pictures))

    def without_picture(self, picture: PictureTerm) -> Terms:
        """Not with this picture any more."""
        return replace(self, pictures=_without(self.pictures, picture))

    def without_not_picture(self, picture: PictureTerm) -> Terms:
        """No longer away from this picture."""
        return replace(self, not_pictures=_without(self.not_pictures, picture))

    def without_not_text(self, text: str) -> Terms:
        """No longer away from these words, that are typed or not."""
        terms = self.settled() if text in self.typed_unwanted else self
        return replace(terms, not_texts=tuple(other for other in terms.not_texts if other != text))


@dataclass(frozen=True, slots=True)
class Question:
    """Terms, filters, place and order. Each change keeps the parts in agreement: the newest choice wins."""

    terms: Terms = Terms()
    filters: Filters = field(default_factory=Filters)
    place: Place = Place.ALL
    sort: Sort | None = None
    """As chosen for this question; None: the usual one. ``order`` is the one in force."""
    half_life_days: int = field(default=0, compare=False)
    """How quickly age counts in what is searched for, as a person wants it of every question; 0: where they ask for it.
    """

    @property
    def has_terms(self) -> bool:
        """Whether something is searched for; otherwise one browses."""
        return not self.terms.is_empty

    @property
    def order(self) -> Sort:
        """What was chosen, else what is usual: the best first of a search, the newest of everything, what came last."""
        is_without_rank = self.sort in (Sort.RELEVANCE, Sort.RECENT) and not self.has_terms
        if self.sort is not None and not is_without_rank:
            return self.sort
        if self.is_recent:
            return Sort.ADDED
        ranked = Sort.RECENT if self.half_life_days else Sort.RELEVANCE
        return ranked if self.has_terms else Sort.NEWEST

    @property
    def in_force(self) -> Filters:
        """What photos have to pass: what was chosen, and what the chips mean."""
        return filters_of(self.terms.meant, self.filters)

    @property
    def is_recent(self) -> bool:
        """Whether what came last is looked at."""
        return self.place is Place.RECENT

    def to_query(self) -> SearchQuery:
        """The engine's form: all that fits, and a few of the nearest. With no terms it browses all photos."""
        half_life_days = self.half_life_days or USUAL_HALF_LIFE_DAYS
        query = replace(self.terms.to_query(), filters=self.in_force, sort=self.order, half_life_days=half_life_days)
        return replace(query, every_match=True, limit=_NEAREST) if query.has_terms else replace(query, limit=0)

    def with_terms(self, terms: Terms) -> Question:
        """Search for ``terms``, in the whole library where the newest additions were looked at.

        An order that was chosen is for what was searched for then: other words or pictures come in the usual one.
        """
        is_search = not terms.is_empty or bool(terms.meant)
        new = {chip.kind for chip in terms.meant} - {chip.kind for chip in self.terms.meant}
        place = Place.ALL if self.is_recent and is_search else self.place
        sort = self.sort if _wants_same(terms, self.terms) else None
        return replace(self, terms=terms, filters=_giving_way(self.filters, new), place=place, sort=sort)

    def narrowed_to(self, filters: Filters) -> Question:
        """Only what passes ``filters``: where they differ from what is in force, chips that say otherwise go."""
        now = self.in_force
        changed = {kind for kind, names in _FIELDS.items() if _of(filters, names) != _of(now, names)}
        kept = {name for kind, names in _FIELDS.items() if kind not in changed for name in names}
        own = replace(filters, **{name: getattr(self.filters, name) for name in kept})
        return replace(self, terms=self.terms.without_kinds(changed), filters=own)

    def at(self, place: Place) -> Question:
        """Look at all of ``place``, whatever folder was looked at; nothing is searched for in the newest additions."""
        terms = Terms() if place is Place.RECENT else self.terms.without_kinds((ChipKind.FOLDER,))
        sort = self.sort if place is self.place else None
        return replace(self, terms=terms, filters=_everywhere(self.filters), place=place, sort=sort)

    def in_folder(self, folder: Filters) -> Question:
        """Look at the folder that the folder parts of ``folder`` name, and nowhere else."""
        filters = replace(self.filters, root_ids=folder.root_ids, folder=folder.folder)
        return replace(self.at(Place.ALL), terms=self.terms.without_kinds((ChipKind.FOLDER,)), filters=filters)

    def in_order(self, sort: Sort) -> Question:
        """The same photos in this order."""
        return replace(self, sort=sort)

    def with_half_life(self, days: int) -> Question:
        """Age counts so quickly from now on; 0: only where it is asked for."""
        return replace(self, half_life_days=days)

    def cleared(self) -> Question:
        """Everything at the place and in the folder; where that is asked for already, everything at the place."""
        folder = replace(Filters(), root_ids=self.filters.root_ids, folder=self.filters.folder)
        has_more = self.terms != Terms() or self.filters != folder
        return replace(self.with_terms(Terms()), filters=folder if has_more else Filters())

    def among(self, roots: Sequence[LibraryRoot]) -> Question:
        """These folders are watched now: one that is no longer so is not looked at either, nor one below it."""
        root_ids = {root.root_id for root in roots}
        folder = self.filters.folder
        if folder is not None and not any(folder.is_relative_to(root.path) for root in roots):
            folder = None
        return replace(self, filters=replace(self.filters, root_ids=self.filters.root_ids & root_ids, folder=folder))


def _together(old: tuple[PictureTerm, ...], new: Iterable[PictureTerm]) -> tuple[PictureTerm, ...]:
    """Each once, and no more than a search can sensibly take: the newest."""
    return tuple(dict.fromkeys((*old, *new)))[-_MOST_PICTURES:]


def _less(chips: tuple[Chip, ...], chip: Chip) -> tuple[Chip, ...]:
    return tuple(other for other in chips if other != chip)


def _giving_way(filters: Filters, kinds: Collection[ChipKind]) -> Filters:
    """Without the shape or the formats that were chosen, where a sentence asks for some: it was said later."""
    chosen = replace(filters, orientation=None) if ChipKind.ORIENTATION in kinds else filters
    return replace(chosen, formats=frozenset()) if ChipKind.FORMAT in kinds else chosen


def _of(filters: Filters, names: Iterable[str]) -> tuple[object, ...]:
    return tuple(getattr(filters, name) for name in names)


def _without(pictures: tuple[PictureTerm, ...], picture: PictureTerm) -> tuple[PictureTerm, ...]:
    return tuple(other for other in pictures if other != picture)


def _wants_same(one: Terms, other: Terms) -> bool:
    """Whether both look for the same: what must not be there only narrows that down."""
    wanted, before = one.to_query(), other.to_query()
    is_same_kind = wanted.has_terms == before.has_terms
    return is_same_kind and (wanted.text, wanted.images) == (before.text, before.images)


def _everywhere(filters: Filters) -> Filters:
    return replace(filters, root_ids=frozenset(), folder=None)

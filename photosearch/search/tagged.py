"""Which photos have which tags: what the encoder tells, and over it what a person said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Final

import numpy as np

from photosearch.folding import bundled_folding
from photosearch.search.concepts import Concepts
from photosearch.search.tag_table import TagTable
from photosearch.search.tags import NO_TAG
from photosearch.store.store import Store
from photosearch.types.arrays import Int16Array, Int64Array
from photosearch.types.ids import PhotoId, item_of
from photosearch.types.marks import MarkKind
from photosearch.types.tags import Facet, PhotoTag, TagName

_SAID: Final = MarkKind.TAG


class Tagged:
    """Of one library by one encoder. Blocking; safe to use from any thread."""

    def __init__(self, store: Store, table: TagTable, concepts: Concepts) -> None:
        self._store = store
        self._table = table
        self._names = tuple(map(TagName, concepts.chinese, concepts.english))
        self._by_word = _by_word(self._names)

    def name_of(self, word: str) -> TagName:
        """The everyday thing that is called so in either language, or the word itself."""
        return self._by_word.get(_folded(word), TagName(word.strip(), word.strip()))

    def facets(self) -> tuple[Facet, ...]:
        """Every tag of present photos, the most frequent first.

        Raises:
            ModelError: the encoder cannot be loaded or fails.
        """
        photo_ids, rows = self._told()
        present = np.isin(photo_ids, self._store.photos.ids())
        shown = rows[present]
        counted = np.bincount(shown[shown != NO_TAG], minlength=len(self._names))
        counts = Counter({name: int(count) for name, count in zip(self._names, counted.tolist(), strict=True) if count})
        for photo_id, name, fits in self._said():
            is_told = name in self._told_of(photo_id, photo_ids, rows)
            counts[name] += fits - is_told
        found = (Facet(name, count) for name, count in counts.items() if count > 0)
        return tuple(sorted(found, key=lambda facet: (-facet.count, facet.name.key)))

    def of(self, photo_id: PhotoId) -> tuple[PhotoTag, ...]:
        """The tags of one photo: first what a person said, then what the encoder tells, best first.

        Raises:
            ModelError: the encoder cannot be loaded or fails.
        """
        said = {
            self.name_of(mark.name): bool(mark.value)
            for mark in self._store.marks.of_photo(photo_id)
            if mark.kind is _SAID
        }
        told = (self._names[row] for row in self._table.of(item_of(photo_id)))
        own = [PhotoTag(name, by_hand=True) for name, fits in said.items() if fits]
        return (*own, *(PhotoTag(name, by_hand=False) for name in told if name not in said))

    def among(self, photo_ids: Int64Array, names: Collection[TagName]) -> Int64Array:
        """Those of ``photo_ids`` that have every one of these tags, in their order.

        Raises:
            ModelError: the encoder cannot be loaded or fails.
        """
        if not names:
            return photo_ids
        told_ids, rows = self._told()
        said = list(self._said())
        for name in names:
            told = told_ids[(rows == self._names.index(name)).any(axis=1)] if name in self._names else told_ids[:0]
            denied = [photo_id for photo_id, other, fits in said if other == name and not fits]
            added = [photo_id for photo_id, other, fits in said if other == name and fits]
            having = np.union1d(np.setdiff1d(told, np.asarray(denied, np.int64)), np.asarray(added, np.int64))
            photo_ids = photo_ids[np.isin(photo_ids, having)]
        return photo_ids

    def _told(self) -> tuple[Int64Array, Int16Array]:
        """Of photos as a whole: moments of films are not counted beside them."""
        item_ids, rows = self._table.now()
        photo_ids = self._store.items.photos_of(item_ids)
        is_whole = photo_ids == item_ids
        return item_ids[is_whole], rows[is_whole]

    def _told_of(self, photo_id: int, photo_ids: Int64Array, rows: Int16Array) -> list[TagName]:
        at = int(np.searchsorted(photo_ids, photo_id))
        if at == len(photo_ids) or photo_ids[at] != photo_id:
            return []
        return [self._names[row] for row in rows[at].tolist() if row != NO_TAG]

    def _said(self) -> Iterable[tuple[int, TagName, bool]]:
        for photo_id, name, value in self._store.marks.of_present(_SAID):
            yield photo_id, self.name_of(name), bool(value)


def _by_word(names: Iterable[TagName]) -> Mapping[str, TagName]:
    return {_folded(word): name for name in names for word in (name.chinese, name.english)}


def _folded(word: str) -> str:
    return " ".join(bundled_folding().fold(word).split()).casefold()

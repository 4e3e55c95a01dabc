"""In what photos agree with a question: the colour, the places and the date that were asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from photosearch.search.sources.colours import bars_of, wish_in
from photosearch.store.store import Store
from photosearch.types.agreements import Agreement, ColourFound, DateFound, PlaceFound
from photosearch.types.ids import PhotoId
from photosearch.types.places import Area
from photosearch.types.queries import Filters, SearchQuery, Sort

_Found = Iterator[tuple[PhotoId, Agreement]]


def agreements(
    store: Store, query: SearchQuery, photo_ids: Sequence[PhotoId]
) -> Mapping[PhotoId, tuple[Agreement, ...]]:
    """Of each photo the colour first, then each place, then the date; nothing for what was not asked or does not hold,
    and photos without any agreement are left out. All of them are looked up together.
    """
    found: dict[PhotoId, tuple[Agreement, ...]] = {}
    asked = frozenset(photo_ids)
    for photo_id, agreement in chain(
        _of_colour(store, query, asked), _at_places(store, query, asked), _on_days(store, query, photo_ids)
    ):
        found[photo_id] = (*found.get(photo_id, ()), agreement)
    return found


def _of_colour(store: Store, query: SearchQuery, asked: frozenset[PhotoId]) -> _Found:
    wish = wish_in(query)
    if wish is None:
        return
    ids, fits = store.colours.fitting(wish, bars_of(wish).possible)
    for photo_id, fit in zip(_photo_ids(ids.tolist()), fits.tolist(), strict=True):
        if photo_id in asked:
            yield photo_id, ColourFound(wish, fit)


def _at_places(store: Store, query: SearchQuery, asked: frozenset[PhotoId]) -> _Found:
    for place in dict.fromkeys(place for area in query.filters.areas for place in area.places):
        there = store.photos.ids(Filters(areas=(Area((place,)),)), Sort.RELEVANCE)
        yield from ((photo_id, PlaceFound(place)) for photo_id in _photo_ids(there.tolist()) if photo_id in asked)


def _on_days(store: Store, query: SearchQuery, photo_ids: Sequence[PhotoId]) -> _Found:
    if not (query.filters.days or query.filters.taken_from or query.filters.taken_until):
        return
    for photo_id, photo in store.photos.get(photo_ids).items():
        date = photo.metadata.told.date
        if date is not None:
            yield PhotoId(photo_id), DateFound(date.at.date())


def _photo_ids(ids: Iterable[int]) -> Iterator[PhotoId]:
    return map(PhotoId, ids)

"""In what one photo agrees with a question: the colour, the place and the date that were asked for."""

from __future__ import annotations

from collections.abc import Iterator

from photosearch.search.sources.colours import bars_of, wish_in
from photosearch.store.store import Store
from photosearch.types.agreements import Agreement, ColourFound, DateFound, PlaceFound
from photosearch.types.ids import PhotoId
from photosearch.types.places import Area
from photosearch.types.queries import Filters, SearchQuery, Sort


def agreements(store: Store, query: SearchQuery, photo_id: PhotoId) -> Iterator[Agreement]:
    """The colour first, then each place, then the date; nothing for what was not asked, or does not hold."""
    wish = wish_in(query)
    if wish is not None:
        fit = store.colours.fit_of(photo_id, wish)
        if fit >= bars_of(wish).possible:
            yield ColourFound(wish, fit)
    places = dict.fromkeys(place for area in query.filters.areas for place in area.places)
    yield from (PlaceFound(place) for place in places if photo_id in _ids_at(store, Area((place,))))
    if query.filters.days or query.filters.taken_from or query.filters.taken_until:
        photo = store.photos.get([photo_id]).get(photo_id)
        date = None if photo is None else photo.metadata.told.date
        if date is not None:
            yield DateFound(date.at.date())


def _ids_at(store: Store, area: Area) -> set[int]:
    return set(store.photos.ids(Filters(areas=(area,)), Sort.RELEVANCE).tolist())

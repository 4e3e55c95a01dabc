"""Active filters as chips for the search field: a label each, and the filters without one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from photosearch.types.queries import Filters
from photosearch.types.roots import LibraryRoot
from photosearch.types.understood import Media
from photosearch.words.sentence import listed
from photosearch.words.tags import tag_text
from photosearch.words.understood import (
    cameras_text,
    days_text,
    favourites_text,
    media_text,
    not_text,
    orientation_text,
    place_name,
    ratings_text,
    span_text,
    written_text,
)

_DATE, _DAYS, _FOLDER, _ROOT, _FORMAT, _SHAPE = "date", "days", "folder", "root:", "format:", "shape"
_FOLDERS, _CAMERA, _MEDIA, _RATING, _AREAS, _TAG = "folders", "camera", "media:", "rating", "areas", "tag:"
_FAVOURITE, _WRITTEN, _WITHOUT = "favourite", "written", "without:"


def chips(filters: Filters, roots: Sequence[LibraryRoot]) -> tuple[tuple[str, str], ...]:
    """(key, label) of every active filter; ``roots`` give the names of watched folders."""
    made: list[tuple[str, str]] = []
    if filters.taken_from is not None or filters.taken_until is not None:
        made.append((_DATE, span_text(filters.taken_from, filters.taken_until)))
    if filters.days:
        made.append((_DAYS, days_text(filters.days)))
    if filters.folder is not None:
        made.append((_FOLDER, filters.folder.name or str(filters.folder)))
    names = {root.root_id: root.path.name or str(root.path) for root in roots}
    if filters.folder is None:
        made += [(f"{_ROOT}{root_id}", names.get(root_id, str(root_id))) for root_id in sorted(filters.root_ids)]
    made += [(f"{_FORMAT}{name}", name) for name in sorted(filters.formats)]
    if filters.orientation is not None:
        made.append((_SHAPE, orientation_text(filters.orientation)))
    if filters.folders:
        made.append((_FOLDERS, listed(sorted(folder.name or str(folder) for folder in filters.folders))))
    if filters.cameras:
        made.append((_CAMERA, cameras_text(sorted(filters.cameras))))
    made += [(f"{_MEDIA}{media.value}", media_text(media)) for media in sorted(filters.media)]
    if filters.ratings:
        made.append((_RATING, ratings_text(filters.ratings)))
    if filters.is_favourite:
        made.append((_FAVOURITE, favourites_text()))
    if filters.written:
        made.append((_WRITTEN, listed(sorted(map(written_text, filters.written)))))
    if filters.areas:
        made.append((_AREAS, listed([place_name(place) for area in filters.areas for place in area.places])))
    made += [(f"{_TAG}{name.key}", tag_text(name)) for name in sorted(filters.tags, key=lambda name: name.key)]
    for place, unwanted in enumerate(filters.without):
        made.append((f"{_WITHOUT}{place}", not_text(listed([label for _, label in chips(unwanted, roots)]))))
    return tuple(made)


def only_folder(made: Sequence[tuple[str, str]]) -> str:
    """The name of the folder where one is all that ``made`` (from ``chips``) narrows to; else empty."""
    if len(made) != 1:
        return ""
    ((key, label),) = made
    return label if key == _FOLDER or key.startswith(_ROOT) else ""


def without(filters: Filters, key: str) -> Filters:
    """``filters`` less the one whose chip has this key."""
    if key == _DATE:
        return replace(filters, taken_from=None, taken_until=None)
    if key == _DAYS:
        return replace(filters, days=())
    if key == _FOLDER:
        return replace(filters, folder=None, root_ids=frozenset())
    if key == _SHAPE:
        return replace(filters, orientation=None)
    if key.startswith(_TAG):
        return replace(filters, tags=frozenset(name for name in filters.tags if f"{_TAG}{name.key}" != key))
    if key == _FOLDERS:
        return replace(filters, folders=frozenset())
    if key == _CAMERA:
        return replace(filters, cameras=frozenset())
    if key == _AREAS:
        return replace(filters, areas=())
    if key == _RATING:
        return replace(filters, ratings=frozenset())
    if key == _FAVOURITE:
        return replace(filters, is_favourite=False)
    if key == _WRITTEN:
        return replace(filters, written=frozenset())
    if key.startswith(_WITHOUT):
        place = int(key.removeprefix(_WITHOUT))
        return replace(filters, without=(*filters.without[:place], *filters.without[place + 1 :]))
    if key.startswith(_MEDIA):
        return replace(filters, media=filters.media - {Media(key.removeprefix(_MEDIA))})
    if key.startswith(_ROOT):
        return replace(filters, root_ids=frozenset(r for r in filters.root_ids if f"{_ROOT}{r}" != key))
    return replace(filters, formats=filters.formats - {key.removeprefix(_FORMAT)})

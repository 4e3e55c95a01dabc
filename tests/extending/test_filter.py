"""A filter is a field and a condition, and none is forgotten at the terminal, in the store or among the chips."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from photosearch.cli.filters import add_filters, checked_filters
from photosearch.engine.engine import Engine
from photosearch.store import photo_filters
from photosearch.types.ids import PhotoId, RootId
from photosearch.types.photos import Orientation
from photosearch.types.places import Area, NamedKind, NamedPlace
from photosearch.types.queries import Filters, SearchQuery
from photosearch.types.tags import TagName
from photosearch.types.texts import Field
from photosearch.types.understood import DayRange, Media, Rated, Written
from photosearch.ui.search import filter_chips
from tests.extending.rating_filter import RatedFilters, rated

DAY = dt.date(2024, 5, 1)
LAKE = NamedPlace(1, NamedKind.LAKE, "洱海", "Erhai Lake", "CN", "", 25.8, 100.2, 25.0)
SAMPLES: dict[str, tuple[object, tuple[str, ...]]] = {
    "root_ids": (frozenset({RootId(1)}), ()),  # at a terminal, its folder
    "folder": (Path("PHOTOS"), ("--folder", "PHOTOS")),
    "taken_from": (DAY, ("--from", "2024-05-01")),
    "taken_until": (DAY, ("--until", "2024-05-01")),
    "days": ((DayRange(DAY, DAY),), ()),  # at a terminal, the sentence
    "formats": (frozenset({"HEIF"}), ("--format", "HEIC")),
    "orientation": (Orientation.SQUARE, ("--orientation", "square")),
    # At a terminal, the sentence.
    "folders": (frozenset({Path("/photos/trip")}), ()),
    "cameras": (frozenset({("iphone",)}), ()),
    "media": (frozenset({Media.SCREENSHOT}), ()),
    "ratings": (frozenset({Rated(4)}), ()),
    "is_favourite": (True, ("--favourites",)),
    "written": (frozenset({Written(Field.LENS, ("23mm",))}), ()),  # chosen beside a photo
    "areas": ((Area((LAKE,)),), ()),
    "tags": (frozenset({TagName("猫", "cat")}), ("--tag", "猫")),
    "without": ((Filters(media=frozenset({Media.SCREENSHOT})),), ()),
}
"""For each field of ``Filters`` a value, and the options of the command line that choose it."""
NOT_STORED = frozenset({"tags"})
"""What the encoder tells: no condition of the store's, ``test_tags`` in the integration tests has it."""


def names(engine: Engine, filters: Filters) -> set[str]:
    found = engine.asking.search(SearchQuery(text="red", filters=filters)).photo_ids.tolist()
    return {photo.path.stem for photo in engine.library.photos([PhotoId(photo_id) for photo_id in found])}


def test_only_what_passes_is_found(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_filters, "CONDITIONS", (*photo_filters.CONDITIONS, rated))
    assert RatedFilters().is_empty
    assert not RatedFilters(min_rating=1).is_empty
    assert names(engine, RatedFilters()) == {"apple", "forest", "sea", "cellar"}
    assert names(engine, RatedFilters(min_rating=3)) == {"apple", "sea"}
    assert names(engine, RatedFilters(min_rating=4)) == {"apple"}
    assert names(engine, RatedFilters(min_rating=4, orientation=Orientation.PORTRAIT)) == set()


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Filters)])
def test_every_filter_has_an_option_a_condition_and_a_chip(engine: Engine, photos: Path, field: str) -> None:
    value, options = SAMPLES[field]
    if value == Path("PHOTOS"):
        value, options = photos, ("--folder", str(photos))
    wanted = dataclasses.replace(Filters(), **{field: value})  # type: ignore[arg-type]
    assert not wanted.is_empty
    if options:
        parser = argparse.ArgumentParser()
        add_filters(parser)
        assert checked_filters(parser.parse_args(options), engine) == wanted
    with engine.store.database.read() as session:
        everything = len(photo_filters.conditions(session, Filters()))
        assert len(photo_filters.conditions(session, wanted)) == everything + (field not in NOT_STORED)
    ((key, label),) = filter_chips.chips(wanted, engine.library.roots())
    assert label
    assert filter_chips.without(wanted, key) == Filters()

"""A colour is asked for in a real library: looked at when photos come, found by words for colours only."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from photosearch.engine.engine import Engine
from photosearch.paths import DataFolders
from photosearch.types.ids import PhotoId
from photosearch.types.queries import Filters, SearchQuery
from tests.library import open_engine, settle, start

PICTURES = {
    "sea": [("steelblue", 0.8), ("white", 0.2)],
    "meadow": [("forestgreen", 0.7), ("skyblue", 0.3)],
    "fire": [("orangered", 0.5), ("gold", 0.5)],
    "newspaper": [("lightgrey", 0.8), ("black", 0.2)],
}


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name, stripes in PICTURES.items():
        image, top = Image.new("RGB", (200, 200)), 0
        for colour, share in stripes:
            bottom = top + round(200 * share)
            image.paste(colour, (0, top, 200, bottom))
            top = bottom
        image.save(folder / f"{name}.png")
    return folder


def strong(engine: Engine, words: str, filters: Filters = Filters()) -> list[str]:  # noqa: B008 (frozen)
    """What the colours say is strong, whatever the encoder sees."""
    result = engine.asking.search(SearchQuery(words, filters=filters))
    said = next((one for one in result.evidence if one.source == "colours"), None)
    if said is None:
        return []
    ids = [PhotoId(one) for one in result.photo_ids[said.bands == 2].tolist()]
    return sorted(photo.path.stem for photo in engine.library.photos(ids))


def test_colours_are_found_in_both_languages(folders: DataFolders, photos: Path) -> None:
    engine = open_engine(folders)
    engine.library.add_root(photos)
    start(engine)
    settle(engine)
    try:
        for words, names in (
            ("蓝色调", ["sea"]),
            ("blue tones", ["sea"]),
            ("绿色", ["meadow"]),
            ("warm colours", ["fire"]),
            ("冷色调的照片", ["meadow", "sea"]),
            ("黑白照片", ["newspaper"]),
            ("black and white", ["newspaper"]),
            ("blue whale", []),
        ):
            assert strong(engine, words) == names, words
        # The encoder knows none of these words, which is no matter.
        for words in ("冷色调", "紫色调"):
            assert engine.asking.search(SearchQuery(words)).unknown_words == ()
        assert engine.asking.search(SearchQuery("蓝鲸")).unknown_words
        assert strong(engine, "蓝色调", Filters(formats=frozenset({"JPEG"}))) == []
    finally:
        engine.close()

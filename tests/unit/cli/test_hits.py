"""Hits as rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from photosearch.cli.hits import hit_rows, query_words
from photosearch.engine.asking import AskingPart
from photosearch.types.ids import PhotoId
from photosearch.types.queries import Band, ImageTerm, Reason, SearchQuery, SearchResult
from tests.library import open_engine, scan, settle, start
from tests.photos import write_photos
from tests.terminal import Terminal


def test_a_photo_that_left_meanwhile_leaves_no_gap(terminal: Terminal, photos: Path) -> None:
    files = write_photos(photos, 2)
    engine = start(open_engine(terminal.folders))
    try:
        engine.library.add_root(photos)
        settle(engine)
        every = engine.library.photos(engine.shelves.answering.index.ids().tolist())
        by_name = {photo.path: photo.photo_id for photo in every}
        ids = np.asarray([by_name[file] for file in files], dtype=np.int64)
        files[0].unlink()
        scan(engine)
        scores, bands = np.asarray([0.9, 0.8], np.float32), np.asarray([Band.STRONG, Band.POSSIBLE], np.uint8)
        result = SearchResult(SearchQuery(text="red"), ids, scores, None, 1.0, bands=bands)
        (row,) = hit_rows(engine, result)
        assert row == {"rank": 1, "path": str(files[1]), "score": 0.8, "match": "possible"}
    finally:
        engine.close()


def test_the_query_as_it_was_given() -> None:
    picture = ImageTerm(path=Path("a.jpg"))
    assert query_words(SearchQuery(text="red", images=(picture,))) == "red + a.jpg"
    assert query_words(SearchQuery(images=(picture, ImageTerm(data=b"x")))) == "a.jpg"
    assert query_words(SearchQuery()) == ""
    assert query_words(SearchQuery(text="red", not_texts=("cat", "two dogs"))) == 'red -cat -"two dogs"'
    assert query_words(SearchQuery(not_texts=("cat",))) == "-cat"


def test_a_hit_as_json_tells_what_it_shows(terminal: Terminal, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def why(part: AskingPart, photo_id: PhotoId) -> tuple[Reason, ...]:
        return (Reason("红", f"thing {photo_id}", 0.876),)

    monkeypatch.setattr(AskingPart, "why", why)
    write_photos(photos, 2)
    terminal.run("add", photos)
    hits = terminal.run("search", "red", "--json").value["hits"]
    said = [hit["why"] for hit in hits]
    assert sorted(reason["en"] for (reason,) in said) == ["thing 1", "thing 2"]
    assert all((reason["zh"], reason["fit"]) == ("红", 0.88) for (reason,) in said)

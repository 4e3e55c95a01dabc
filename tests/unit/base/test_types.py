"""The shared values refuse what makes no sense."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from photosearch.types.ids import PhotoId
from photosearch.types.photos import Orientation, PhotoMetadata
from photosearch.types.queries import Band, Evidence, Filters, Found, ImageTerm, SearchQuery, SearchResult


def test_an_image_term_has_exactly_one_source() -> None:
    ImageTerm(photo_id=PhotoId(1))
    with pytest.raises(ValueError, match="one source"):
        ImageTerm()
    with pytest.raises(ValueError, match="one source"):
        ImageTerm(path=Path("a.jpg"), data=b"x")


@pytest.mark.parametrize(
    ("width_px", "height_px", "expected"),
    [(4, 3, Orientation.LANDSCAPE), (3, 4, Orientation.PORTRAIT), (5, 5, Orientation.SQUARE)],
)
def test_orientation_is_the_upright_shape(width_px: int, height_px: int, expected: Orientation) -> None:
    assert PhotoMetadata(width_px, height_px, "JPEG").orientation is expected


def test_blank_text_is_no_term() -> None:
    assert not SearchQuery(text="  ").has_terms
    assert SearchQuery(not_texts=("people",)).has_terms
    assert Filters().is_empty
    assert not Filters(formats=frozenset({"JPEG"})).is_empty


@pytest.mark.parametrize("text", ["。，！", "?", "…", "——", "“”", "\u200d", "🏽", "$%", "_"])
def test_signs_alone_are_words_that_say_nothing(text: str) -> None:
    for query in (SearchQuery(text=text), SearchQuery(not_texts=(text,))):
        assert (query.has_terms, query.says_nothing) == (False, True)


@pytest.mark.parametrize("text", ["猫", "a", "é", "7", "🐱", "猫。", "☀"])
def test_a_letter_a_number_or_an_emoji_says_something(text: str) -> None:
    assert (SearchQuery(text=text).has_terms, SearchQuery(text=text).says_nothing) == (True, False)


def test_nothing_and_a_picture_beside_signs_are_no_empty_words() -> None:
    assert not SearchQuery().says_nothing
    beside = SearchQuery(text="。", images=(PICTURE,))
    assert (beside.has_terms, beside.says_nothing) == (True, False)


def result(query: SearchQuery, bands: str, scores: list[float] | None = None) -> SearchResult:
    """Photos 0, 1, 2 ... in these bands."""
    values = np.array(scores or [0.5] * len(bands), np.float32)
    return SearchResult(
        query,
        np.arange(len(bands), dtype=np.int64),
        values,
        None,
        1.0,
        bands=np.array([int(band) for band in bands], np.uint8),
        strong=bands.count("2"),
        possible=bands.count("1"),
        evidence=(Evidence("vectors", values),),
    )


PICTURE = ImageTerm(path=Path("a.jpg"))


def test_the_best_band_is_what_was_found() -> None:
    words = SearchQuery(text="cat")
    found = [result(words, bands).found for bands in ("210", "110", "000", "")]
    assert found == [Found.STRONG, Found.POSSIBLE, Found.NOTHING, Found.NOTHING]
    assert [band.word for band in Band] == ["far", "possible", "strong"]


def test_only_a_picture_alone_can_be_found_again() -> None:
    alone = result(SearchQuery(images=(PICTURE,), limit=3), "210", [0.9995, 0.98, 0.5]).is_same
    assert alone is not None
    assert alone.tolist() == [True, False, False]
    for query in (
        SearchQuery(text="cat"),
        SearchQuery(text="cat", images=(PICTURE,)),
        SearchQuery(images=(PICTURE, PICTURE)),
        SearchQuery(images=(PICTURE,), not_texts=("cat",)),
    ):
        assert result(query, "2", [1.0]).is_same is None


def test_what_is_merely_possible_is_not_called_the_same_picture() -> None:
    unsure = result(SearchQuery(images=(PICTURE,)), "211", [0.9999, 0.998, 0.996]).is_same
    assert unsure is not None
    assert unsure.tolist() == [True, False, False]


def test_a_photo_of_the_library_may_find_only_itself() -> None:
    own, other = (ImageTerm(photo_id=PhotoId(photo_id)) for photo_id in (0, 1))
    for terms, bands, is_alone in (
        ((own,), "200", True),
        ((own,), "000", True),
        ((own,), "210", False),
        ((own, other), "220", True),
        ((own, other), "221", False),
        ((PICTURE,), "200", False),
        ((own, PICTURE), "200", False),
        ((), "200", False),
    ):
        assert result(SearchQuery(images=terms), bands).is_only_itself is is_alone
    assert not result(SearchQuery(text="cat", images=(own,)), "200").is_only_itself

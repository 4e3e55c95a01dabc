"""The shared values refuse what makes no sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.types.ids import PhotoId
from photosearch.types.photos import Orientation, PhotoMetadata
from photosearch.types.queries import Filters, ImageTerm, SearchQuery


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

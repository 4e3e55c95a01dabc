"""Only whole unit vectors count as embeddings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from photosearch.embed.running.encoder import EncoderFailedError, check_pixels, unit_rows
from photosearch.types.arrays import Float32Array
from photosearch.types.photos import PixelSpec


@given(hnp.arrays(np.float32, (3, 5), elements=st.floats(-1000, 1000, width=32)))
def test_rows_have_length_one_or_are_refused(rows: Float32Array) -> None:
    if (np.linalg.norm(rows, axis=1) > 1e-6).all():
        assert np.allclose(np.linalg.norm(unit_rows(rows), axis=1), 1, atol=1e-5)
    elif (rows == 0).all(axis=1).any():
        with pytest.raises(EncoderFailedError):
            unit_rows(rows)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_refused(value: float) -> None:
    rows = np.ones((2, 3), np.float32)
    rows[1, 2] = value
    with pytest.raises(EncoderFailedError, match="finite"):
        unit_rows(rows)


def test_half_precision_becomes_float32() -> None:
    assert unit_rows(np.ones((1, 4), np.float16)).dtype == np.float32


@pytest.mark.parametrize(
    ("shape", "kind"),
    [((1, 8, 8, 3), np.float32), ((8, 8, 3), np.uint8), ((1, 8, 9, 3), np.uint8), ((1, 3, 8, 8), np.uint8)],
)
def test_other_pixels_than_asked_for_are_a_mistake(shape: tuple[int, ...], kind: type) -> None:
    with pytest.raises(ValueError, match="not uint8"):
        check_pixels(np.zeros(shape, kind), PixelSpec(8))

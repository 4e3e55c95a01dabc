"""The caption of the viewer."""

from __future__ import annotations

from photosearch.ui.look.translation import Translation
from photosearch.ui.photo.viewer_caption import caption_text


def test_it_names_the_photo_and_its_place() -> None:
    assert caption_text("IMG_1.jpg", 0, 1200) == "IMG_1.jpg · 1 of 1,200"


def test_a_name_that_looks_like_a_mark_stays_itself() -> None:
    assert caption_text("100%2 %3.jpg", 4, 10).startswith("100%2 %3.jpg ")


def test_it_is_said_in_chinese_too(translation: Translation) -> None:
    translation.use("zh")
    assert "IMG_1.jpg" in caption_text("IMG_1.jpg", 0, 12)
    assert "of" not in caption_text("IMG_1.jpg", 0, 12)

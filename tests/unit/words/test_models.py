"""Models: their names, notes and downloads."""

from __future__ import annotations

import pytest

from photosearch.types.models import ModelSize
from photosearch.words import models as m
from photosearch.words.spoken import speak


def test_a_download_shows_how_much_there_is_to_come() -> None:
    assert m.download_text(120_000_000, 753_000_000) == "120 MB / 753 MB"
    assert m.download_text(120_000_000, None) == "120 MB"


@pytest.mark.parametrize("name", ["starter", "RN50", "ViT-B-16", "ViT-L-14", "ViT-L-14-336", "ViT-H-14"])
def test_known_models_have_a_title_and_a_note(name: str) -> None:
    assert m.encoder_title(name) != name
    note = m.encoder_note(name)
    assert note
    speak("zh")
    assert m.encoder_note(name) not in ("", note)


def test_an_unknown_model_goes_by_its_name() -> None:
    assert m.encoder_title("my-model") == "my-model"
    assert m.encoder_note("my-model") == ""


def test_what_a_model_takes_leaves_out_what_it_does_not_have() -> None:
    size = ModelSize("RN50", None, 308_000_000, 204_800, 0, is_installed=True, is_active=False)
    assert m.takes_text(size) == "weights 308 MB, embeddings 204.8 kB"
    assert size.total_bytes == 308_204_800
    assert "Chinese-CLIP RN50" in m.removed_text(size)
    assert "weights 308 MB" in m.removed_text(size)
    speak("zh")
    assert m.takes_text(size) == "权重 308 MB、特征向量 204.8 kB"
    assert "Chinese-CLIP RN50" in m.emptied_text(size)

"""Places: where the library is in danger, and what is said of folders that cannot be watched."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.types.roots import SharedPlace, SharedPlaceKind
from photosearch.words.places import shared_place_text, watch_mode_text
from photosearch.words.spoken import speak


def test_a_polled_folder_is_named() -> None:
    assert '"照片"' in watch_mode_text(Path("/home/ming/照片"))
    assert "/" in watch_mode_text(Path("/"))


@pytest.mark.parametrize("kind", list(SharedPlaceKind))
def test_a_shared_place_is_named_with_what_helps(kind: SharedPlaceKind) -> None:
    place = SharedPlace(kind, "Syncthing", Path("/home/ming"))
    said = shared_place_text(place)
    speak("zh")
    for text in (said, shared_place_text(place)):
        assert "Syncthing" in text
        assert "PHOTOSEARCH_HOME" in text
    assert shared_place_text(place) != said

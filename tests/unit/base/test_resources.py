"""What comes with the app is found."""

from __future__ import annotations

from photosearch.resources import resource, resources_folder


def test_the_bundled_model_is_there() -> None:
    assert resources_folder().is_dir()
    assert (resource("models", "starter") / "manifest.json").is_file()

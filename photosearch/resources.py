"""Finds the files that come with the app, from a checkout, a wheel or a frozen build."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resources_folder() -> Path:
    """The folder with icons, translations, models and licences.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "_resources", package.parent / "resources"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"photosearch's resources are missing beside {package}: install it again")


def resource(*parts: str) -> Path:
    """The path of one bundled file or folder, such as ``resource("models", "starter")``."""
    return resources_folder().joinpath(*parts)

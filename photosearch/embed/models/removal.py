"""What an installed model takes of the disk, and taking it away again; what is bundled with the app stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from photosearch.embed.known_models import known_model
from photosearch.embed.models.weights import installing
from photosearch.embed.running.package_manifest import load_manifest
from photosearch.errors import ModelPackageError

_MANIFEST = "manifest.json"


def weights_bytes(name: str, models_folder: Path, bundled: Path) -> int:
    """What the files of ``name`` take: its checkpoint, optimised forms of it, or its package."""
    packages = (file for place in _packages(name, models_folder) for file in place.rglob("*"))
    return _size_bytes((*_checkpoint_files(name, models_folder), *packages)) + bundled_bytes(name, bundled)


def bundled_bytes(name: str, bundled: Path) -> int:
    """What of that comes with the app, and stays."""
    return _size_bytes(file for place in _packages(name, bundled) for file in place.rglob("*"))


def remove_weights(name: str, models_folder: Path) -> None:
    """Delete what ``weights_bytes`` counts in the models folder. Killed in between, the rest can be removed again.

    Raises:
        BusyError: another photosearch is installing a model.
        OSError: a file cannot be deleted.
    """
    with installing(models_folder):
        for package in _packages(name, models_folder):
            # The manifest last: what lacks it is no package, and would never be found again.
            for entry in package.iterdir():
                if entry.is_dir() and not entry.is_symlink():
                    shutil.rmtree(entry)
                elif entry.name != _MANIFEST:
                    entry.unlink()
            shutil.rmtree(package)
        for file in _checkpoint_files(name, models_folder):
            file.unlink()


def _size_bytes(files: Iterable[Path]) -> int:
    return sum(file.stat().st_size for file in files if file.is_file())


def _checkpoint_files(name: str, models_folder: Path) -> list[Path]:
    """The records beside the checkpoint come after it: without it they say nothing."""
    model = known_model(name)
    return [] if model is None else sorted(models_folder.glob(f"{model.file_name}*"))


def _packages(name: str, place: Path) -> Iterator[Path]:
    """Folders with a manifest that says ``name``; a damaged one goes by its own."""
    for manifest in sorted(place.glob(f"*/{_MANIFEST}")):
        try:
            found = load_manifest(manifest.parent).name
        except ModelPackageError:
            found = manifest.parent.name.removesuffix("-optimised")
        if found == name:
            yield manifest.parent

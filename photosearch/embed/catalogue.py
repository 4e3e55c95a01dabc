"""Which encoders there are, by name: bundled packages and the five Chinese-CLIP models."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from photosearch.embed.encoder import Encoder
from photosearch.embed.known_models import KNOWN_MODELS, KnownModel, known_model
from photosearch.embed.package_manifest import load_manifest
from photosearch.embed.weights import chinese_clip_id, download_model, install_from_file, installed_models
from photosearch.errors import ModelNotInstalledError, ModelPackageError
from photosearch.types import EncoderId, EncoderInfo

STARTER = "starter"


def list_encoders(models_folder: Path, bundled: Path) -> tuple[EncoderInfo, ...]:
    """Every encoder, packages first, then Chinese-CLIP from small to large."""
    packages = [_package_info(name, folder) for name, folder in _packages(models_folder, bundled).items()]
    installed = {found.model.name: found for found in installed_models(models_folder)}
    models = [
        EncoderInfo(
            model.name,
            installed[model.name].encoder_id if model.name in installed else None,
            model.dim,
            is_installed=model.name in installed,
            download_bytes=model.approximate_bytes,
        )
        for model in KNOWN_MODELS
    ]
    return (*packages, *models)


def default_encoder_name(models_folder: Path, bundled: Path) -> str:
    """The best installed Chinese-CLIP, else the starter encoder."""
    del bundled
    found = installed_models(models_folder)
    return found[-1].model.name if found else STARTER


def encoder_id_of(name: str, *, models_folder: Path, bundled: Path) -> EncoderId:
    """The id of an installed encoder, without loading it.

    Raises:
        ModelNotInstalledError: there is no such encoder here.
        ModelPackageError: its manifest is damaged.
        ModelWeightsError: its checkpoint changed since it was installed.
    """
    package = _packages(models_folder, bundled).get(name)
    if package is not None:
        return load_manifest(package).encoder_id
    return chinese_clip_id(_known(name), models_folder)


def open_encoder(name: str, *, models_folder: Path, bundled: Path, device: str, threads: int) -> Encoder:
    """Load an encoder.

    Raises:
        ModelError: it is not installed, damaged, or what it runs on is missing.
    """
    package = _packages(models_folder, bundled).get(name)
    if package is not None:
        from photosearch.embed.packaged import PackagedEncoder

        return PackagedEncoder(package, threads=threads)
    model = _known(name)
    encoder_id = chinese_clip_id(model, models_folder)
    from photosearch.embed.chinese_clip import ChineseClipEncoder

    return ChineseClipEncoder(
        models_folder / model.file_name, model, encoder_id=encoder_id, device=device, threads=threads
    )


def install(
    name: str,
    *,
    models_folder: Path,
    file: Path | None,
    source: str,
    on_progress: Callable[[int, int | None], None],
    should_stop: Callable[[], bool],
) -> None:
    """Install Chinese-CLIP from a checkpoint ``file`` (``name`` may be empty then), or download ``name``.

    Raises:
        ModelError: see ``weights.install_from_file`` and ``weights.download_model``.
    """
    if file is not None:
        install_from_file(file, models_folder, name=name or None, on_progress=on_progress, should_stop=should_stop)
    else:
        download_model(name, models_folder, source=source, on_progress=on_progress, should_stop=should_stop)


def _package_info(name: str, folder: Path) -> EncoderInfo:
    """A damaged package is listed as not installed, so that it can be seen and put in again."""
    try:
        manifest = load_manifest(folder)
    except ModelPackageError:
        return EncoderInfo(name, None, 0, is_installed=False)
    return EncoderInfo(manifest.name, manifest.encoder_id, manifest.dim, is_installed=True)


def _packages(models_folder: Path, bundled: Path) -> dict[str, Path]:
    """Folders with a manifest, by the name in it; what a person installed goes before what is bundled."""
    found: dict[str, Path] = {}
    for place in (bundled, models_folder):
        for manifest in sorted(place.glob("*/manifest.json")):
            try:
                found[load_manifest(manifest.parent).name] = manifest.parent
            except ModelPackageError:
                # Named by its folder, so that opening it says what is wrong with it.
                found.setdefault(manifest.parent.name, manifest.parent)
    return found


def _known(name: str) -> KnownModel:
    model = known_model(name)
    if model is None:
        raise ModelNotInstalledError(name=name)
    return model

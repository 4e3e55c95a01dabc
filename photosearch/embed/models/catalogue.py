"""Which encoders there are, by name: bundled packages and the five Chinese-CLIP models."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

from photosearch.embed.known_models import KNOWN_MODELS, KnownModel, known_model
from photosearch.embed.models.weights import chinese_clip_id, download_model, install_from_file, installed_models
from photosearch.embed.running import openvino_runtime
from photosearch.embed.running.device import may_have_accelerator
from photosearch.embed.running.encoder import Encoder
from photosearch.embed.running.package_manifest import PackageManifest, load_manifest
from photosearch.errors import ModelNotInstalledError, ModelPackageError
from photosearch.types.ids import EncoderId
from photosearch.types.models import EncoderInfo

STARTER = "starter"


def list_encoders(models_folder: Path, bundled: Path) -> tuple[EncoderInfo, ...]:
    """Every encoder by name, packages first, then Chinese-CLIP from small to large.

    A model that was optimised is told once, as what its name opens: the package.
    """
    packages = {name: _package_info(name, folder) for name, folder in _packages(models_folder, bundled).items()}
    known = {info.name: info for info in _checkpoint_infos(models_folder)}
    others = [info for name, info in packages.items() if name not in known]
    optimised_ones = {
        name: dataclasses.replace(info, download_bytes=known[name].download_bytes)
        for name, info in packages.items()
        if name in known
    }
    return (*others, *(known | optimised_ones).values())


def installed_encoders(models_folder: Path, bundled: Path) -> tuple[EncoderInfo, ...]:
    """Everything that can be opened by its id: packages, and checkpoints also where a package goes by their name."""
    packages = [_package_info(name, folder) for name, folder in _packages(models_folder, bundled).items()]
    return tuple(info for info in (*packages, *_checkpoint_infos(models_folder)) if info.encoder_id is not None)


def default_encoder_name(models_folder: Path, bundled: Path) -> str:
    """The best installed Chinese-CLIP, else the starter encoder."""
    known = {model.name for model in KNOWN_MODELS}
    found = [info.name for info in list_encoders(models_folder, bundled) if info.is_installed and info.name in known]
    return found[-1] if found else STARTER


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
        return _open_package(package, threads)
    return _open_checkpoint(_known(name), models_folder, device, threads)


def open_by_id(encoder_id: EncoderId, *, models_folder: Path, bundled: Path, device: str, threads: int) -> Encoder:
    """Load the very encoder that made embeddings of this id, whatever its name opens by now.

    Raises:
        ModelNotInstalledError: it is not there any more.
        ModelError: it is damaged, or what it runs on is missing.
    """
    for folder in _packages(models_folder, bundled).values():
        if _package_info("", folder).encoder_id == encoder_id:
            return _open_package(folder, threads)
    for found in installed_models(models_folder):
        # A folder that is only readable keeps no digest: it is made anew then.
        if (found.encoder_id or chinese_clip_id(found.model, models_folder)) == encoder_id:
            return _open_checkpoint(found.model, models_folder, device, threads)
    raise ModelNotInstalledError(str(encoder_id), name=encoder_id)


def install(
    name: str,
    *,
    models_folder: Path,
    file: Path | None,
    source: str,
    on_progress: Callable[[int, int | None], None],
    should_stop: Callable[[], bool],
) -> str:
    """Install Chinese-CLIP from a checkpoint ``file`` (``name`` may be empty then), or download ``name``.

    Returns the name of what was installed.

    Raises:
        ModelError: see ``weights.install_from_file`` and ``weights.download_model``.
    """
    if file is not None:
        found = install_from_file(
            file, models_folder, name=name or None, on_progress=on_progress, should_stop=should_stop
        )
    else:
        found = download_model(name, models_folder, source=source, on_progress=on_progress, should_stop=should_stop)
    return found.model.name


def _open_package(folder: Path, threads: int) -> Encoder:
    from photosearch.embed.running.packaged import PackagedEncoder

    return PackagedEncoder(folder, threads=threads)


def _open_checkpoint(model: KnownModel, models_folder: Path, device: str, threads: int) -> Encoder:
    encoder_id = chinese_clip_id(model, models_folder)
    from photosearch.embed.running.chinese_clip import ChineseClipEncoder

    return ChineseClipEncoder(
        models_folder / model.file_name, model, encoder_id=encoder_id, device=device, threads=threads
    )


def _checkpoint_infos(models_folder: Path) -> list[EncoderInfo]:
    """The five models, installed or not."""
    installed = {found.model.name: found.encoder_id for found in installed_models(models_folder)}
    takes_checkpoints = may_have_accelerator("auto")
    return [
        EncoderInfo(
            model.name,
            installed.get(model.name),
            model.dim,
            is_installed=model.name in installed,
            download_bytes=(None if takes_checkpoints else model.graph_bytes) or model.approximate_bytes,
        )
        for model in KNOWN_MODELS
    ]


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
                loaded = load_manifest(manifest.parent)
                if not _is_stale(loaded, models_folder) and _can_run(loaded):
                    found[loaded.name] = manifest.parent
            except ModelPackageError:
                # Named by its folder, so that opening it says what is wrong with it.
                found.setdefault(manifest.parent.name, manifest.parent)
    return found


def _is_stale(package: PackageManifest, models_folder: Path) -> bool:
    """Whether it was made from another checkpoint than the one that is installed under its name now."""
    model = known_model(package.name)
    if package.made_from is None or model is None:
        return False
    ids = {found.encoder_id for found in installed_models(models_folder) if found.model is model}
    return not ids <= {None, package.made_from}


def _can_run(package: PackageManifest) -> bool:
    """Without its runtime an optimised model is passed over: its checkpoint answers."""
    needs_openvino = any(tower.weights is not None for tower in (package.image, package.text))
    return not needs_openvino or openvino_runtime.is_installed()


def _known(name: str) -> KnownModel:
    model = known_model(name)
    if model is None:
        raise ModelNotInstalledError(name=name)
    return model

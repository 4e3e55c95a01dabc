"""Chinese-CLIP checkpoints on this machine: which are installed, and installing one from a file or by download.

A checkpoint lies in the models folder under its published name; ``<name>.json`` beside it records its SHA-256 with
the size and modification time for which that holds, so that it is read in full only once.
"""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from photosearch.embed.known_models import KNOWN_MODELS, KnownModel, identify, known_model
from photosearch.embed.models.checkpoint import check_bytes, tensor_shapes
from photosearch.embed.models.digests import CHUNK_BYTES, InstallStoppedError, OnProgress, ShouldStop, never, sha256_of
from photosearch.embed.models.download import DEFAULT_PATIENCE, Patience
from photosearch.embed.models.fetching import fetch_from_any
from photosearch.embed.models.sources import SOURCES, Source, checkpoint_of
from photosearch.errors import DiskFullError, ModelNotInstalledError, ModelWeightsError
from photosearch.locks import held_alone
from photosearch.types.ids import EncoderId

_log = logging.getLogger(__name__)

_PREPROCESSING_VERSION = "p1"
"""Part of every encoder id: to be raised when the same weights would embed differently."""


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A checkpoint in the models folder. ``encoder_id`` is None until its digest is known."""

    model: KnownModel
    checkpoint: Path
    encoder_id: EncoderId | None


def installed_models(models_folder: Path) -> tuple[InstalledModel, ...]:
    """The checkpoints that are there, smallest model first; reads none of them."""
    found = []
    for model in KNOWN_MODELS:
        checkpoint = models_folder / model.file_name
        if checkpoint.is_file():
            digest = _recorded_digest(checkpoint)
            found.append(InstalledModel(model, checkpoint, _encoder_id(model, digest) if digest else None))
    return tuple(found)


def chinese_clip_id(model: KnownModel, models_folder: Path) -> EncoderId:
    """The encoder id of an installed checkpoint; takes a while the first time, when its digest is not known yet.

    Raises:
        ModelNotInstalledError: it is not there.
        ModelWeightsError: its bytes changed since it was installed.
        OSError: it cannot be read.
    """
    checkpoint = models_folder / model.file_name
    if not checkpoint.is_file():
        raise ModelNotInstalledError(name=model.name)
    return _encoder_id(model, _digest(checkpoint))


def install_from_file(
    file: Path,
    models_folder: Path,
    *,
    name: str | None = None,
    on_progress: OnProgress,
    should_stop: ShouldStop = never,
) -> InstalledModel:
    """Copy a checkpoint into the models folder, after finding out which of the five it is.

    Args:
        file: a ``.pt`` as published, or fine-tuned with cn_clip's own training.
        models_folder: where installed models lie.
        name: the model it must be; None takes whichever it is.
        on_progress: told the bytes copied and the size.
        should_stop: asked often; True ends it with nothing installed.

    Raises:
        ModelWeightsError: it is damaged, not one of the five, or another one than ``name``.
        InstallStoppedError: ``should_stop`` said so.
        DiskFullError: there is no room for it.
        BusyError: another photosearch is installing a model.
        OSError: it cannot be read or copied.
    """
    model = _model_in(file)
    if name is not None and model.name.lower() != name.lower():
        raise ModelWeightsError(f"the file holds {model.name}, not {name}", path=file, found=model.name, wanted=name)
    with installing(models_folder):
        incoming = models_folder / (model.file_name + ".new")
        try:
            digest = _copy(file, incoming, on_progress, should_stop)
            _check_archive(incoming, should_stop)
            return _put_in_place(model, incoming, digest)
        finally:
            incoming.unlink(missing_ok=True)


def download_model(
    name: str,
    models_folder: Path,
    *,
    source: str = "auto",
    on_progress: OnProgress,
    should_stop: ShouldStop = never,
    sources: Sequence[Source] = SOURCES,
    patience: Patience = DEFAULT_PATIENCE,
) -> InstalledModel:
    """Download a published checkpoint, trying one source after the other.

    Args:
        name: one of the five.
        models_folder: where installed models lie; an unfinished download waits there to be resumed.
        source: the source to try first.
        on_progress: told the bytes received and the size (None while unknown).
        should_stop: asked often; True ends it, and what came so far is kept.
        sources: where to look.
        patience: how long to bear with each.

    Raises:
        ModelNotInstalledError: there is no such model.
        OfflineError: no source can be reached at all; said within seconds.
        DownloadError: no source delivered it; ``facts['attempts']`` lists (address, why).
        InstallStoppedError: ``should_stop`` said so.
        DiskFullError: there is no room for it.
        BusyError: another photosearch is installing a model.
    """
    model = known_model(name)
    if model is None:
        raise ModelNotInstalledError(name=name)

    def accept(incoming: Path, digest: str) -> InstalledModel:
        _check_published(model, incoming, should_stop)
        return _put_in_place(model, incoming, digest)

    with installing(models_folder):
        return fetch_from_any(
            model.name,
            [checkpoint_of(model)],
            models_folder,
            accept,
            source=source,
            sources=sources,
            on_progress=on_progress,
            should_stop=should_stop,
            patience=patience,
        )


def _check_published(model: KnownModel, file: Path, should_stop: ShouldStop) -> None:
    """A downloaded file must hold the model asked for, and be the published one where a digest was published."""
    found = _model_in(file)
    if found is not model:
        raise ModelWeightsError(f"the file holds {found.name}", path=file)
    _check_archive(file, should_stop)
    if model.md5 is not None:
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
        if digest != model.md5:
            raise ModelWeightsError("the file is not the published one: its MD5 differs", path=file)


def _model_in(file: Path) -> KnownModel:
    model = identify(tensor_shapes(file))
    if model is None:
        raise ModelWeightsError("the checkpoint is none of the five Chinese-CLIP models", path=file)
    return model


def _check_archive(file: Path, should_stop: ShouldStop) -> None:
    def on_bytes(_count: int) -> None:
        if should_stop():
            raise InstallStoppedError

    check_bytes(file, on_bytes)


@contextmanager
def installing(models_folder: Path) -> Iterator[None]:
    """One installation at a time, across processes; makes the folder."""
    models_folder.mkdir(parents=True, exist_ok=True)
    with held_alone(models_folder / ".install.lock", or_else="another photosearch is installing a model"):
        yield


def _copy(file: Path, target: Path, on_progress: OnProgress, should_stop: ShouldStop) -> str:
    """Copy and return the SHA-256 of what was written."""
    total = file.stat().st_size
    free_bytes = shutil.disk_usage(target.parent).free
    if free_bytes < total:
        raise DiskFullError(path=target.parent, needed_bytes=total, free_bytes=free_bytes)
    try:
        return _copy_bytes(file, target, total, on_progress, should_stop)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFullError(str(error), path=target.parent) from error
        raise


def _copy_bytes(file: Path, target: Path, total: int, on_progress: OnProgress, should_stop: ShouldStop) -> str:
    digest = hashlib.sha256()
    done = 0
    with file.open("rb") as source, target.open("wb") as copy:
        while piece := source.read(CHUNK_BYTES):
            if should_stop():
                raise InstallStoppedError
            copy.write(piece)
            digest.update(piece)
            done += len(piece)
            on_progress(done, total)
    return digest.hexdigest()


def _put_in_place(model: KnownModel, incoming: Path, digest: str) -> InstalledModel:
    checkpoint = incoming.with_name(model.file_name)
    _record_path(checkpoint).unlink(missing_ok=True)
    incoming.replace(checkpoint)
    _record(checkpoint, digest)
    return InstalledModel(model, checkpoint, _encoder_id(model, digest))


def _encoder_id(model: KnownModel, digest: str) -> EncoderId:
    return EncoderId(f"chinese-clip-{model.name}-{digest[:12]}-{_PREPROCESSING_VERSION}")


def _record_path(checkpoint: Path) -> Path:
    return checkpoint.with_name(checkpoint.name + ".json")


def _record(checkpoint: Path, digest: str) -> None:
    stat = checkpoint.stat()
    record = {"sha256": digest, "size_bytes": stat.st_size, "mtime_ns": stat.st_mtime_ns}
    try:
        _record_path(checkpoint).write_text(json.dumps(record) + "\n", encoding="utf-8")
    except OSError as error:
        # A models folder that is only readable still works; the digest is then made anew each time.
        _log.warning("the digest of %s cannot be kept: %s", checkpoint, error)


def _read_record(checkpoint: Path) -> tuple[str, int, int] | None:
    """(SHA-256, size, modification time) as recorded; None where there is no usable record."""
    try:
        record = json.loads(_record_path(checkpoint).read_text(encoding="utf-8"))
        return str(record["sha256"]), int(record["size_bytes"]), int(record["mtime_ns"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _recorded_digest(checkpoint: Path) -> str | None:
    """The recorded digest if it still holds for the file's size and time."""
    record = _read_record(checkpoint)
    stat = checkpoint.stat()
    return record[0] if record is not None and record[1:] == (stat.st_size, stat.st_mtime_ns) else None


def _digest(checkpoint: Path) -> str:
    known = _recorded_digest(checkpoint)
    if known is not None:
        return known
    record = _read_record(checkpoint)
    digest = sha256_of(checkpoint)
    if record is not None and record[0] != digest:
        raise ModelWeightsError("the file changed since it was installed: install it again", path=checkpoint)
    _record(checkpoint, digest)
    return digest

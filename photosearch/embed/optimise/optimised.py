"""Optimised packages in the models folder: making one safely, remembering a refusal, and taking one away again."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import logging
import pickle
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from photosearch import machine
from photosearch.embed.known_models import KnownModel, known_model
from photosearch.embed.models.digests import InstallStoppedError, OnProgress, ShouldStop
from photosearch.embed.models.packages import unpack, write_archive
from photosearch.embed.models.weights import chinese_clip_id
from photosearch.embed.optimise.optimise_process import command
from photosearch.embed.optimise.order import Order
from photosearch.embed.running.package_manifest import load_manifest
from photosearch.errors import (
    DiskFullError,
    ModelError,
    ModelMadeHereError,
    ModelNotInstalledError,
    ModelPackageError,
    ModelRuntimeMissingError,
    ModelWeightsError,
)
from photosearch.locks import held_alone
from photosearch.resources import resource
from photosearch.types.arrays import UInt8Array
from photosearch.types.ids import EncoderId
from photosearch.types.optimisation import Step, Verdict

_log = logging.getLogger(__name__)

_WORK_FOLDER = ".optimising"
_FOR_CHECKPOINTS = ("torch", "cn_clip", "six", "onnx")
_FOR_GRAPHS = ("onnx",)
_POLL_S = 0.2
_END_S = 5.0
_RECORD_VERSION = 2
"""To be raised when a refusal should be reconsidered, because there are better candidates."""


class OptimisationError(ModelError):
    """The model could not be optimised; it stays as it is. ``detail`` says why."""

    code = "optimisation_failed"


class OptimisationMemoryError(OptimisationError):
    """Not enough free memory; facts: needed_bytes, free_bytes."""

    code = "optimisation_memory"


@dataclass(frozen=True, slots=True)
class Samples:
    """What candidates are measured with."""

    pixels: UInt8Array
    """[n, size, size, 3], at least two pictures."""
    texts: tuple[str, ...]


def package_folder(name: str, models_folder: Path) -> Path:
    """Where the optimised package of a model lies, if there is one."""
    return models_folder / f"{name}-optimised"


def needs_bytes(model: KnownModel) -> tuple[int, int]:
    """(memory, disk) that optimising takes at its peak: measured as 3.3 and 1.8 times the float32 weights."""
    return int(3.5 * model.approximate_bytes) + 500_000_000, int(2.2 * model.approximate_bytes)


def needs_bytes_for_graph(model: KnownModel) -> tuple[int, int]:
    """The same of a graph: measured as 2.3 times its float32 weights, and 1.6."""
    return int(2.3 * model.approximate_bytes) + 300_000_000, int(1.8 * model.approximate_bytes)


def runs_checkpoints() -> bool:
    """Whether what a checkpoint needs is installed: torch, above all."""
    return not _missing(_FOR_CHECKPOINTS)


def is_pending(name: str, models_folder: Path) -> bool:
    """Whether the installed checkpoint was neither optimised nor refused yet."""
    model = known_model(name)
    if model is None or _missing(_FOR_CHECKPOINTS) or package_folder(name, models_folder).exists():
        return False
    try:
        encoder_id = chinese_clip_id(model, models_folder)
    except (ModelError, OSError):
        return False
    return _refused_id(model, models_folder) != encoder_id


def optimise_installed(
    name: str,
    models_folder: Path,
    samples: Samples,
    *,
    device: str,
    threads: int = 0,
    on_step: Callable[[Step], None],
    should_stop: ShouldStop,
) -> Verdict:
    """Make the package of an installed model, in a process of its own, and put it in place if it is worth it.

    Args:
        name: one of the five.
        models_folder: where the checkpoint lies and the package will.
        samples: pictures and texts to measure with.
        device: where torch would run the model.
        threads: to compute with on the CPU; 0 for one per core.
        on_step: told when a step begins.
        should_stop: asked several times a second.

    Raises:
        ModelNotInstalledError: its checkpoint is not there.
        ModelMadeHereError: it has none, because it was made for this machine when it was installed.
        ModelRuntimeMissingError: torch, cn_clip or onnx is not installed.
        ModelWeightsError: its checkpoint changed since it was installed.
        InstallStoppedError: ``should_stop`` said so.
        OptimisationError: it failed; nothing changed.
        DiskFullError: there is no room.
        BusyError: another photosearch is at it.
    """
    model, encoder_id = _optimisable(name, models_folder)
    with _work_folder(models_folder) as work:
        order = Order(
            weights=models_folder / model.file_name,
            model=model,
            encoder_id=encoder_id,
            folder=work / name,
            pixels=samples.pixels,
            texts=samples.texts,
            device=device,
            threads=threads,
        )
        verdict = run_apart(order, on_step, should_stop)
        if chinese_clip_id(model, models_folder) != encoder_id:
            raise OptimisationError("another checkpoint was installed meanwhile")
        if verdict.encoder_id is None:
            _remember_refusal(model, models_folder, encoder_id, verdict)
        else:
            _put_in_place(work / name, package_folder(name, models_folder), work)
    return verdict


def make_from_graph(
    model: KnownModel,
    graph: Path,
    models_folder: Path,
    samples: Samples,
    *,
    are_tensors: bool = False,
    threads: int = 0,
    on_step: Callable[[Step], None],
    should_stop: ShouldStop,
) -> Verdict:
    """Make a package that stands alone of a graph as hubs publish it, in a process of its own, and put it in place.

    Args:
        model: which of the five the graph holds.
        graph: stays where it is.
        models_folder: where the package will lie.
        samples: pictures and texts to measure with.
        are_tensors: whether it is the weights alone, of which the graph is built.
        threads: to compute with; 0 for one per core.
        on_step: told when a step begins.
        should_stop: asked several times a second.

    Raises:
        ModelRuntimeMissingError: onnx is not installed.
        InstallStoppedError: ``should_stop`` said so.
        OptimisationError: it failed; nothing changed.
        DiskFullError: there is no room.
        BusyError: another photosearch is at it.
    """
    if missing := _missing(_FOR_GRAPHS):
        raise ModelRuntimeMissingError(f"not installed: {', '.join(missing)}", needs=missing)
    models_folder.mkdir(parents=True, exist_ok=True)
    _check_room(needs_bytes_for_graph(model), models_folder)
    with _work_folder(models_folder) as work:
        order = Order(
            weights=graph.resolve(),
            model=model,
            encoder_id=EncoderId(""),
            folder=work / model.name,
            pixels=samples.pixels,
            texts=samples.texts,
            threads=threads,
            is_graph=True,
            is_tensors=are_tensors,
            vocabulary=resource("chinese_clip", "vocab.txt"),
        )
        verdict = run_apart(order, on_step, should_stop)
        if verdict.encoder_id is None:
            raise OptimisationError("no form of it is faithful enough here: the file may be damaged")
        _put_in_place(order.folder, package_folder(model.name, models_folder), work)
    return verdict


def install_package(
    source: Path, models_folder: Path, name: str | None, *, on_progress: OnProgress, should_stop: ShouldStop
) -> str:
    """Put a package, a folder or an archive of one, in place; returns its model's name.

    Raises:
        ModelError: see ``packages.unpack``; or it is another model than ``name``.
        BusyError: another photosearch is at it.
        OSError: it cannot be read or written.
    """
    models_folder.mkdir(parents=True, exist_ok=True)
    with _work_folder(models_folder) as work:
        found = unpack(source, work / "unpacked", on_progress, should_stop).name
        if name is not None and name.lower() != found.lower():
            raise ModelWeightsError(f"the file holds {found}, not {name}", path=source, found=found, wanted=name)
        _put_in_place(work / "unpacked", package_folder(found, models_folder), work)
    return found


def export_package(name: str, models_folder: Path, target: Path) -> None:
    """Write the package of ``name`` into one archive.

    Raises:
        ModelNotInstalledError: there is no package of it.
        ModelPackageError: it is damaged.
        OSError: the archive cannot be written.
    """
    folder = package_folder(name, models_folder)
    if not folder.exists():
        raise ModelNotInstalledError(name=name)
    write_archive(folder, target)


def remove_package(name: str, models_folder: Path, *, stands_alone: bool = False) -> bool:
    """Take away the package made of the checkpoint, or the one that stands alone; False where there was none such."""
    folder = package_folder(name, models_folder)
    if not folder.exists() or _stands_alone(folder) is not stands_alone:
        return False
    with _work_folder(models_folder) as work:
        folder.replace(work / "removed")
    return True


def run_apart(
    order: Order, on_step: Callable[[Step], None], should_stop: ShouldStop, program: Sequence[str] | None = None
) -> Verdict:
    """``optimise`` in a process of its own at low priority; ``program`` replaces its command.

    Raises:
        InstallStoppedError: ``should_stop`` said so; the process is gone.
        OptimisationError: it failed or died.
    """
    process = subprocess.Popen(
        program or command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=_windows_flags(),
    )
    try:
        for answer in _answers(process, order, should_stop):
            if isinstance(answer, Verdict):
                return answer
            if not isinstance(answer, Step):
                raise OptimisationError(str(answer))
            on_step(answer)
        raise OptimisationError(f"its process ended with code {process.wait(_END_S)} (too little memory, perhaps)")
    finally:
        process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_END_S)


def _answers(process: subprocess.Popen[bytes], order: Order, should_stop: ShouldStop) -> Iterator[object]:
    """What the process says, until it ends; both pipes are served by a thread, so that stopping is prompt."""
    said: queue.SimpleQueue[object] = queue.SimpleQueue()
    threading.Thread(target=_converse, args=(process, order, said), name="optimise-answers", daemon=True).start()
    while True:
        if should_stop():
            raise InstallStoppedError
        with contextlib.suppress(queue.Empty):
            answer = said.get(timeout=_POLL_S)
            if answer is None:
                return
            yield answer


def _converse(process: subprocess.Popen[bytes], order: Order, said: queue.SimpleQueue[object]) -> None:
    stdin, stdout = process.stdin, process.stdout
    assert stdin is not None
    assert stdout is not None
    with stdout, contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
        with stdin:
            pickle.dump(order, stdin)
        _collect(stdout, said)
    said.put(None)


def _collect(stdout: IO[bytes], said: queue.SimpleQueue[object]) -> None:
    while True:
        said.put(pickle.load(stdout))  # noqa: S301 - from our own process


def _optimisable(name: str, models_folder: Path) -> tuple[KnownModel, EncoderId]:
    """The model and the id of its checkpoint, if all that optimising it takes is there."""
    model = known_model(name)
    if model is None:
        raise ModelNotInstalledError(name=name)
    if not (models_folder / model.file_name).exists() and _stands_alone(package_folder(model.name, models_folder)):
        raise ModelMadeHereError(name=model.name)
    encoder_id = chinese_clip_id(model, models_folder)
    if missing := _missing(_FOR_CHECKPOINTS):
        raise ModelRuntimeMissingError(f"not installed: {', '.join(missing)}", needs=missing)
    _check_room(needs_bytes(model), models_folder)
    return model, encoder_id


def _missing(libraries: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in libraries if importlib.util.find_spec(name) is None)


def _check_room(needed_bytes: tuple[int, int], models_folder: Path) -> None:
    memory_bytes, disk_bytes = needed_bytes
    free_bytes = shutil.disk_usage(models_folder).free
    if free_bytes < disk_bytes:
        raise DiskFullError(path=models_folder, needed_bytes=disk_bytes, free_bytes=free_bytes)
    available_bytes = machine.available_bytes()
    if available_bytes < memory_bytes:
        detail = f"{memory_bytes / 1e9:.1f} GB of free memory are needed, there are {available_bytes / 1e9:.1f}"
        raise OptimisationMemoryError(detail, needed_bytes=memory_bytes, free_bytes=available_bytes)


@contextmanager
def _work_folder(models_folder: Path) -> Iterator[Path]:
    """A folder for unfinished things, of one process at a time; what a killed one left is cleared away."""
    work = models_folder / _WORK_FOLDER
    with held_alone(models_folder / ".optimise.lock", or_else="another photosearch is optimising a model"):
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _put_in_place(made: Path, target: Path, work: Path) -> None:
    """A folder cannot be renamed over another one: the old package steps aside first."""
    if target.exists():
        target.replace(work / "old")
    made.replace(target)


def _stands_alone(folder: Path) -> bool:
    """Whether no checkpoint here was made into this package; of a damaged one nobody knows."""
    try:
        return load_manifest(folder).made_from is None
    except ModelPackageError:
        return False


def _record_path(model: KnownModel, models_folder: Path) -> Path:
    return models_folder / f"{model.file_name}.optimised.json"


def _remember_refusal(model: KnownModel, models_folder: Path, encoder_id: EncoderId, verdict: Verdict) -> None:
    record = {
        "version": _RECORD_VERSION,
        "refused": encoder_id,
        "trials": [trial.as_json() for trial in verdict.trials],
    }
    _record_path(model, models_folder).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def _refused_id(model: KnownModel, models_folder: Path) -> EncoderId | None:
    try:
        record = json.loads(_record_path(model, models_folder).read_text(encoding="utf-8"))
        return EncoderId(record["refused"]) if record["version"] == _RECORD_VERSION else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _windows_flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0

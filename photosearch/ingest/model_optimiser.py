"""Optimises an installed model with pictures of the library, on request or by itself in the background."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import numpy as np

from photosearch.decode.worker_pool import DecodedPhoto, DecodePool, DecodeRequest
from photosearch.embed.known_models import KnownModel, known_model
from photosearch.embed.models.digests import InstallStoppedError, never
from photosearch.embed.optimise import optimised
from photosearch.errors import BusyError, ModelNotInstalledError, PhotosearchError
from photosearch.events import EventBus, OptimisationChanged
from photosearch.settings import Settings
from photosearch.store.store import Store
from photosearch.types.arrays import UInt8Array
from photosearch.types.ids import PhotoId
from photosearch.types.optimisation import Step, Verdict
from photosearch.types.photos import PixelSpec

_log = logging.getLogger(__name__)

_LIBRARY_PICTURES = 38
_END_S = 2.0
DONE, REFUSED, STOPPED, FAILED = "done", "refused", "stopped", "failed"


class ModelOptimiser:
    """One optimisation at a time. What goes wrong in the background leaves the model as it is, and is told."""

    def __init__(
        self,
        models_folder: Path,
        samples_folder: Path,
        store: Store,
        pool: DecodePool,
        events: EventBus,
        settings: Callable[[], Settings],
        on_changed: Callable[[], None],
    ) -> None:
        """``on_changed`` is called after a name opens another encoder than before."""
        self._models = models_folder
        self._samples = samples_folder
        self._store = store
        self._pool = pool
        self._events = events
        self._settings = settings
        self._on_changed = on_changed
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def run(
        self,
        name: str,
        *,
        on_step: Callable[[Step], None],
        should_stop: Callable[[], bool] = never,
    ) -> Verdict:
        """Optimise now, blocking for a minute or more.

        Raises:
            PhotosearchError: see ``embed.optimise.optimised.optimise_installed``; nothing changed.
            OSError: a file cannot be read or written.
        """
        model = known_model(name)
        if model is None:
            raise ModelNotInstalledError(name=name)
        verdict = optimised.optimise_installed(
            model.name,
            self._models,
            self._collect_samples(model.pixel_spec),
            device=self._settings().device,
            on_step=on_step,
            should_stop=lambda: self._stop.is_set() or should_stop(),
        )
        if verdict.encoder_id is not None:
            self._on_changed()
        return verdict

    def make_from_graph(
        self,
        model: KnownModel,
        graph: Path,
        *,
        are_tensors: bool = False,
        on_step: Callable[[Step], None],
        should_stop: Callable[[], bool],
    ) -> Verdict:
        """Make a package of a graph as hubs publish it, or of weights alone, blocking for a minute or so.

        Raises:
            PhotosearchError: see ``embed.optimise.optimised.make_from_graph``; nothing changed.
            OSError: a file cannot be read or written.
        """
        outcome = FAILED
        try:
            verdict = optimised.make_from_graph(
                model,
                graph,
                self._models,
                self._collect_samples(model.pixel_spec),
                are_tensors=are_tensors,
                on_step=on_step,
                should_stop=lambda: self._stop.is_set() or should_stop(),
            )
            outcome = DONE
        finally:
            # Whoever shows the steps is told that they ended.
            self.tell(model.name, outcome)
        self._on_changed()
        return verdict

    def told_of_another(self) -> None:
        """Another package was put in place, or taken away."""
        self._on_changed()

    def begin(self, name: str) -> None:
        """Optimise in the background unless that was done or refused before; returns at once."""
        with self._lock:
            if self._stop.is_set() or (self._thread is not None and self._thread.is_alive()):
                return
            self._thread = threading.Thread(target=self._run_aside, args=(name,), name="optimise", daemon=True)
            self._thread.start()

    def remove(self, name: str) -> bool:
        """Use the checkpoint as it is again; False where no package was there.

        Raises:
            BusyError: another photosearch is optimising.
        """
        is_removed = optimised.remove_package(name, self._models)
        if is_removed:
            self._on_changed()
        return is_removed

    def close(self) -> None:
        """Stop what is under way, in about two seconds; nothing half-made stays."""
        with self._lock:
            self._stop.set()
            thread = self._thread
        if thread is not None:
            thread.join(_END_S)

    def _run_aside(self, name: str) -> None:
        if not optimised.is_pending(name, self._models):
            return
        try:
            verdict = self.run(name, on_step=lambda step: self.tell(name, step))
            self.tell(name, DONE if verdict.encoder_id is not None else REFUSED)
        # Cancelled: the app closes, and its decoders with it.
        except (InstallStoppedError, BusyError, CancelledError):
            self.tell(name, STOPPED)
        except (PhotosearchError, OSError) as error:
            _log.warning("%s could not be optimised and stays as it is: %s", name, error)
            self.tell(name, FAILED, str(error))

    def tell(self, name: str, state: str, detail: str = "") -> None:
        """Let everybody know what is being done to a model."""
        _log.info("optimising %s: %s", name, state)
        self._events.publish(OptimisationChanged(name, state, detail))

    def _collect_samples(self, spec: PixelSpec) -> optimised.Samples:
        """The bundled pictures, and some from all over the library."""
        bundled = sorted(self._samples.glob("*.jpg"))
        pixels = [*self._squares(bundled, spec), *self._squares(self._library_files(), spec)]
        texts = (self._samples / "texts.txt").read_text(encoding="utf-8").splitlines()
        return optimised.Samples(np.stack(pixels), tuple(texts))

    def _library_files(self) -> list[Path]:
        ids = self._store.photos.ids()
        chosen = ids[:: max(1, len(ids) // _LIBRARY_PICTURES)][:_LIBRARY_PICTURES]
        photos = self._store.photos.get([PhotoId(int(photo_id)) for photo_id in chosen])
        return [photo.path for photo in photos.values() if photo.is_online]

    def _squares(self, files: list[Path], spec: PixelSpec) -> Iterator[UInt8Array]:
        """The files as the encoder wants them; what cannot be read is left out."""
        requests = [
            DecodeRequest(path=file, pixel_specs=(spec,), wants_hash=False, wants_metadata=False) for file in files
        ]
        for future in [self._pool.submit(request) for request in requests]:
            result = future.result()
            if isinstance(result, DecodedPhoto):
                yield result.pixels[spec]

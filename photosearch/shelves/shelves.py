"""Which encoder answers, which one is being switched to, and the index of each: opened on first use."""

from __future__ import annotations

import dataclasses
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from photosearch.embed.models import catalogue
from photosearch.embed.running.service import EncoderService
from photosearch.errors import ModelInUseError, ModelNotInstalledError
from photosearch.events import EncoderChanged, EventBus
from photosearch.paths import DataFolders
from photosearch.settings import Settings
from photosearch.shelves.catch_up import open_index
from photosearch.shelves.model_space import ModelSpace
from photosearch.shelves.shelf import Shelf
from photosearch.shelves.untried import is_complete
from photosearch.store.store import Store
from photosearch.types.ids import EncoderId
from photosearch.types.models import EncoderInfo, ModelSize

_log = logging.getLogger(__name__)

_IDLE_RELEASE_S = 900.0
"""An encoder that nobody asked for a quarter of an hour gives its memory back."""
_SHRINK_AFTER_S = 10.0
"""Taking it again takes an image half a second; with ViT-B-16 it is 400 MB."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Choice:
    """An installed encoder."""

    name: str
    encoder_id: EncoderId
    dim: int


class Shelves:
    """Thread-safe. The old encoder answers until the library is embedded with the new one."""

    def __init__(
        self,
        folders: DataFolders,
        bundled: Path,
        store: Store,
        events: EventBus,
        settings: Callable[[], Settings],
        rest_s: Callable[[float], float] = lambda _took_s: 0.0,
    ) -> None:
        self._folders = folders
        self._bundled = bundled
        self._store = store
        self._events = events
        self._settings = settings
        self._rest_s = rest_s
        self._space = ModelSpace(folders, bundled, store)
        self._lock = threading.RLock()
        self._choosing = threading.Lock()
        """Held while a model is chosen or removed, so that none is chosen while it goes."""
        self._answering: Shelf | None = None
        self._next: Shelf | None = None

    @property
    def answering(self) -> Shelf:
        """The one that answers queries.

        Raises:
            ModelError: no encoder can be used.
            StoreError: the embeddings cannot be read.
        """
        with self._lock:
            if self._answering is None:
                self._open()
            assert self._answering is not None
            return self._answering

    @property
    def next(self) -> Shelf | None:
        """The one being switched to, if any."""
        with self._lock:
            return self._next

    @property
    def opened(self) -> tuple[Shelf, ...]:
        """Those that are open already."""
        with self._lock:
            return tuple(shelf for shelf in (self._answering, self._next) if shelf is not None)

    def encoders(self) -> tuple[EncoderInfo, ...]:
        """Every encoder there is, installed or not."""
        active = self._answering.name if self._answering is not None else None
        known = catalogue.list_encoders(self._folders.models, self._bundled)
        return tuple(dataclasses.replace(info, is_active=info.name == active) for info in known)

    def encoder_id_of(self, name: str) -> EncoderId:
        """The id of an installed encoder.

        Raises:
            ModelError: it is not installed, or damaged.
        """
        return catalogue.encoder_id_of(name, models_folder=self._folders.models, bundled=self._bundled)

    def switch(self) -> None:
        """Make for the encoder that the settings name now; the library is then to be embedded with it.

        Raises:
            ModelError: it cannot be used.
        """
        with self._choosing, self._lock:
            answering, wanted = self.answering, self._wanted()
            # Compared by id: a name opens another encoder once its model was optimised or installed anew.
            left = self._next if self._next is not None and self._next.encoder_id != wanted.encoder_id else None
            if left is not None:
                self._next = None
            if wanted.encoder_id != answering.encoder_id and self._next is None:
                self._next = self._make(wanted)
            elif wanted.encoder_id == answering.encoder_id:
                left, self._next = left or self._next, None
        if left is not None:
            left.service.close()

    def finish_switch(self, new: Shelf) -> None:
        """``new`` is complete: it answers from now on, unless another one is being switched to by now."""
        with self._lock:
            if self._next is not new:
                return
            old, self._answering, self._next = self._answering, new, None
        if old is not None:
            old.service.close()
        _log.info("%s answers from now on", new.encoder_id)
        self._events.publish(EncoderChanged(new.encoder_id))
        # What another encoder took the place of is not kept for good.
        self._store.encoders.leave_all_but([shelf.encoder_id for shelf in self.opened], time.time())

    def sizes(self) -> tuple[ModelSize, ...]:
        """What each model takes that is installed or left something behind."""
        active = self.answering.name
        return self._space.sizes(dataclasses.replace(info, is_active=info.name == active) for info in self.encoders())

    def remove(self, name: str, *, is_alone: bool) -> None:
        """Delete a model with its embeddings and its index; what is bundled with the app loses only these.

        Args:
            name: of the model.
            is_alone: whether no other process looks after the library. One that does notes which encoders are left.

        Raises:
            ModelNotInstalledError: there is nothing of such a model.
            ModelInUseError: it answers, or is being switched to.
            BusyError: another photosearch is installing a model.
            StoreError: the embeddings cannot be deleted.
            OSError: a file cannot be deleted.
        """
        with self._choosing:
            found = next((size.name for size in self.sizes() if size.name.lower() == name.lower()), None)
            if found is None:
                raise ModelNotInstalledError(name=name)
            if any(shelf.name == found for shelf in self.opened):
                raise ModelInUseError(name=found)
            if not is_alone and self._space.is_used(found):
                raise ModelInUseError(name=found)
            self._space.give_back(found)

    def give_back_some(self, encoder_id: EncoderId) -> bool:
        """Delete some of what an encoder made, unless it is in use (again); whether there is more.

        Raises:
            StoreError: the embeddings cannot be deleted.
            OSError: the saved index cannot be deleted.
        """
        with self._choosing:
            is_in_use = any(shelf.encoder_id == encoder_id for shelf in self.opened)
            return not is_in_use and self._space.give_back_some(encoder_id)

    def close(self) -> None:
        """Give the encoders' memory back, in about two seconds."""
        for shelf in self.opened:
            shelf.service.close()

    def _open(self) -> None:
        wanted = self._wanted()
        first = self._fullest(wanted)
        self._answering = self._make(first)
        if first.encoder_id != wanted.encoder_id:
            self._next = self._make(wanted)

    def _wanted(self) -> _Choice:
        name = self._wanted_name()
        dim = next(info.dim for info in self.encoders() if info.name == name)
        return _Choice(name, self.encoder_id_of(name), dim)

    def _wanted_name(self) -> str:
        """As the settings say; when that one was uninstalled, the best there is."""
        wanted = self._settings().encoder
        if wanted and any(info.name == wanted and info.is_installed for info in self.encoders()):
            return wanted
        default = catalogue.default_encoder_name(self._folders.models, self._bundled)
        if wanted:
            _log.warning("%s is not installed (any more): %s is used", wanted, default)
        return default

    def _fullest(self, wanted: _Choice) -> _Choice:
        """The wanted encoder, unless a switch to it is not done and another one knows more of the library."""
        count = self._store.embeddings.count
        choices = [
            _Choice(info.name, info.encoder_id, info.dim)
            for info in catalogue.installed_encoders(self._folders.models, self._bundled)
            if info.encoder_id is not None
        ]
        best = max(choices, key=lambda choice: count(choice.encoder_id), default=wanted)
        if count(wanted.encoder_id) >= count(best.encoder_id) or is_complete(self._store, wanted.encoder_id):
            return wanted
        return best

    def _make(self, choice: _Choice) -> Shelf:
        name, encoder_id, dim = choice.name, choice.encoder_id, choice.dim
        # In this order: what is noted as in use cannot be given back by another process before there is a row.
        self._store.encoders.take_up(encoder_id)
        self._store.embeddings.encoder_row(encoder_id, name, dim)
        index, seq = open_index(self._folders.indexes, encoder_id, dim, self._store)
        service = EncoderService(
            lambda: catalogue.open_by_id(
                encoder_id,
                models_folder=self._folders.models,
                bundled=self._bundled,
                device=self._settings().device,
                threads=0,
            ),
            idle_release_s=_IDLE_RELEASE_S,
            shrink_after_s=_SHRINK_AFTER_S,
            on_shrink=index.shrink,
            rest_s=self._rest_s,
        )
        return Shelf(name, encoder_id, service, index, seq)

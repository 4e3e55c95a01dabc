"""What each model takes - weights, embeddings and index - and giving it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from photosearch.embed.models.removal import bundled_bytes, remove_weights, weights_bytes
from photosearch.index.opening import index_bytes, remove_index
from photosearch.paths import DataFolders
from photosearch.store.records import StoredEncoder
from photosearch.store.store import Store
from photosearch.types.ids import EncoderId
from photosearch.types.models import EncoderInfo, ModelSize


@dataclass(frozen=True, slots=True)
class ModelSpace:
    """The places where models leave something."""

    folders: DataFolders
    bundled: Path
    store: Store

    def sizes(self, encoders: Iterable[EncoderInfo]) -> tuple[ModelSize, ...]:
        """What ``encoders``, and any model that is not among them, take; those that take nothing are left out."""
        stored = self.store.encoders.all()
        known = {info.name: info for info in encoders}
        names = dict.fromkeys((*known, *(one.name for one in stored)))
        found = [self._size(name, known.get(name), [one for one in stored if one.name == name]) for name in names]
        return tuple(size for size in found if size.is_installed or size.total_bytes)

    def is_used(self, name: str) -> bool:
        """Whether some process has it in use, as far as they noted."""
        return any(
            one.name == name and not self.store.encoders.is_left(one.encoder_id) for one in self.store.encoders.all()
        )

    def give_back(self, name: str) -> None:
        """Delete all that the model takes. Killed in between, the rest can be given back again.

        Raises:
            BusyError: another photosearch is installing a model.
            StoreError: the embeddings cannot be deleted.
            OSError: a file cannot be deleted.
        """
        # First what makes it a model to choose: it must not be chosen again while its embeddings go.
        remove_weights(name, self.folders.models)
        for one in self.store.encoders.all():
            if one.name == name:
                remove_index(self.folders.indexes, one.encoder_id)
                self.store.encoders.forget(one.encoder_id)

    def give_back_some(self, encoder_id: EncoderId) -> bool:
        """Delete the index and two thousand embeddings of an encoder; whether there are more.

        One that another process has taken up meanwhile keeps what it has.

        Raises:
            StoreError: the embeddings cannot be deleted.
            OSError: the index cannot be deleted; the embeddings stay, or nobody would find it again.
        """
        if not self.store.encoders.is_left(encoder_id):
            return False
        remove_index(self.folders.indexes, encoder_id)
        return self.store.encoders.forget_some(encoder_id, only_left=True)

    def _size(self, name: str, info: EncoderInfo | None, stored: list[StoredEncoder]) -> ModelSize:
        made_by = stored[-1].encoder_id if stored else None
        return ModelSize(
            name,
            (info.encoder_id if info else None) or made_by,
            weights_bytes=weights_bytes(name, self.folders.models, self.bundled),
            embeddings_bytes=sum(one.embeddings_bytes for one in stored),
            index_bytes=sum(index_bytes(self.folders.indexes, one.encoder_id) for one in stored),
            is_installed=info is not None and info.is_installed,
            is_active=info is not None and info.is_active,
            bundled_bytes=bundled_bytes(name, self.bundled),
        )

"""Tags: what photos show in one word each, told by the encoder, corrected by a person."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from photosearch.search.concepts import bundled_concepts
from photosearch.search.searcher import Searcher
from photosearch.store.store import Store
from photosearch.types.ids import PhotoId
from photosearch.types.marks import MarkKind
from photosearch.types.tags import Facet, PhotoTag, TagName


class TagsPart:
    """Thread-safe; see ``parts.Tags``."""

    def __init__(self, store: Store, opened: Callable[[], Searcher]) -> None:
        """``opened`` gives the searcher of the encoder that answers."""
        self._store = store
        self._opened = opened

    def facets(self) -> tuple[Facet, ...]:
        """As ``parts.Tags.facets``."""
        return self._opened().tagged.facets()

    def of(self, photo_id: PhotoId) -> tuple[PhotoTag, ...]:
        """As ``parts.Tags.of``."""
        return self._opened().tagged.of(photo_id)

    def everyday(self) -> tuple[TagName, ...]:
        """As ``parts.Tags.everyday``."""
        concepts = bundled_concepts()
        return tuple(map(TagName, concepts.chinese, concepts.english))

    def named(self, word: str) -> TagName:
        """As ``parts.Tags.named``."""
        return self._opened().tagged.name_of(word)

    def say(self, photo_ids: Sequence[PhotoId], word: str, *, fits: bool | None) -> int:
        """As ``parts.Tags.say``."""
        hashes = [photo.content_hash for photo in self._store.photos.get(photo_ids).values()]
        name = self.named(word).key
        now_ms = time.time_ns() // 1_000_000
        if fits is None:
            self._store.marks.take_back(hashes, MarkKind.TAG, name=name, now_ms=now_ms)
        else:
            self._store.marks.set(hashes, MarkKind.TAG, fits, name=name, now_ms=now_ms)
        return len(hashes)

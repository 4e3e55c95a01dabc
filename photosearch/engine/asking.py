"""Questions and their answers: a searcher for each encoder that answers, and way for the person who asks."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from photosearch.decode.worker_pool import DecodePool
from photosearch.embed.running.encoder import EncoderClosedError
from photosearch.engine.understanding import Understanding
from photosearch.errors import ModelError, StoreError
from photosearch.ingest.pace.governor import Governor
from photosearch.search.agreements import agreements
from photosearch.search.judgement import Judgement
from photosearch.search.searcher import Searcher, browse
from photosearch.search.sources.source import Source
from photosearch.search.sources.words import Words
from photosearch.shelves.shelf import Shelf
from photosearch.shelves.shelves import Shelves
from photosearch.store.store import Store
from photosearch.types.agreements import Agreement
from photosearch.types.arrays import UInt8Array
from photosearch.types.comparing import Alikeness, Label
from photosearch.types.ids import PhotoId
from photosearch.types.queries import Reason, SearchQuery, SearchResult
from photosearch.types.texts import TextMatch
from photosearch.types.understood import Understood

_log = logging.getLogger(__name__)


class AskingPart:
    """Thread-safe; see ``parts.Asking``."""

    def __init__(
        self,
        store: Store,
        shelves: Shelves,
        pool: DecodePool,
        governor: Governor,
        further: Sequence[Source],
        kept: Path,
        understanding: Understanding,
    ) -> None:
        """Put it together.

        Args:
            store: of the library.
            shelves: which encoder answers.
            pool: decodes the pictures of queries.
            governor: who is asked to make way.
            further: the sources beside the vectors; they stay when another encoder answers.
            kept: the folder for what each encoder sees of everyday concepts.
            understanding: takes sentences apart.
        """
        self._store = store
        self._shelves = shelves
        self._pool = pool
        self._governor = governor
        self._further = further
        self._kept = kept
        self._understanding = understanding
        self._words = Words(store.texts)
        self._lock = threading.Lock()
        self._searcher: tuple[Shelf, Searcher] | None = None

    def search(self, query: SearchQuery) -> SearchResult:
        """As ``parts.Asking.search``."""
        if not query.has_terms and not query.filters.tags:
            listed = browse(self._store.photos, query)
            if listed.total or not query.filters.areas:
                return listed
        try:
            return self.open_searcher().search(query)
        except EncoderClosedError:
            # Another encoder took over while this query was under way.
            return self.open_searcher().search(query)

    def understand(self, text: str, *, today: dt.date | None = None, plain: Collection[str] = ()) -> Understood:
        """As ``parts.Asking.understand``."""
        return self._understanding.understand(text, today=today, plain=plain)

    def get_to_know(self) -> None:
        """As ``parts.Asking.get_to_know``."""
        self._understanding.get_ready()
        self._understanding.wait()

    def said(self, query: SearchQuery, photo_ids: Sequence[PhotoId]) -> Mapping[PhotoId, tuple[TextMatch, ...]]:
        """As ``parts.Asking.said``."""
        return self._words.matches(query, photo_ids)

    def agreements(self, query: SearchQuery, photo_ids: Sequence[PhotoId]) -> Mapping[PhotoId, tuple[Agreement, ...]]:
        """As ``parts.Asking.agreements``."""
        return agreements(self._store, query, photo_ids)

    def why(self, photo_id: PhotoId) -> tuple[Reason, ...]:
        """As ``parts.Asking.why``."""
        return self.open_searcher().why(photo_id)

    def compare(self, one: Path, other: Path) -> Alikeness:
        """As ``parts.Asking.compare``."""
        return self.open_searcher().comparing.compare(one, other)

    def label(self, picture: Path, texts: Sequence[str]) -> tuple[Label, ...]:
        """As ``parts.Asking.label``."""
        return self.open_searcher().comparing.label(picture, texts)

    def warm_up(self) -> None:
        """What the first question needs is made now, in a thread of its own; returns at once.

        For a new encoder that is a second and more (``search.concepts.see``); one that is being switched to is asked
        meanwhile, so that nobody waits when it takes over.
        """
        self._understanding.get_ready()
        threading.Thread(target=self._warm_up, name="warm-up", daemon=True).start()

    def open_searcher(self) -> Searcher:
        """The searcher of the encoder that answers now.

        Raises:
            ModelError: it cannot be loaded.
        """
        with self._lock:
            shelf = self._shelves.answering
            if self._searcher is None or self._searcher[0] is not shelf:
                shelf.service.start()
                self._searcher = (shelf, self._searcher_of(shelf))
            return self._searcher[1]

    def _warm_up(self) -> None:
        try:
            self.open_searcher().get_ready()
            coming = self._shelves.next
            if coming is not None:
                coming.service.start()
                Judgement(coming.encoder_id, coming.service, coming.index, self._kept).seen()
        except (ModelError, StoreError) as error:
            _log.info("nothing is made ready for the first question, which will say why: %s", error)

    def make_way(self) -> None:
        """As ``parts.Asking.make_way``."""
        self._governor.make_way()

    def expect(self, query: SearchQuery) -> None:
        """As ``parts.Asking.expect``."""
        self.make_way()
        # Opening may take long, and is done by the search itself.
        if self._searcher is not None:
            self._searcher[1].expect(query)

    def expect_picture(self) -> None:
        """As ``parts.Asking.expect_picture``."""
        self.make_way()
        self.open_searcher().expect_picture()

    def look_at(self, picture: Path | bytes, max_px: int) -> UInt8Array:
        """As ``parts.Asking.look_at``."""
        self.make_way()
        return self.open_searcher().look_at(picture, max_px)

    def _searcher_of(self, shelf: Shelf) -> Searcher:
        return Searcher(
            shelf.encoder_id,
            shelf.service,
            shelf.index,
            self._store,
            self._pool,
            further=self._further,
            kept=self._kept,
        )

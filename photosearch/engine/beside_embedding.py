"""What photos are read for and found by beside their embeddings: a new analysis or source is named here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from photosearch.ingest.analyses.analysis import Analysis
from photosearch.ingest.analyses.colours import colours
from photosearch.ingest.analyses.metadata import metadata
from photosearch.paths import DataFolders
from photosearch.search.sources.colours import colour_source
from photosearch.search.sources.source import Source
from photosearch.search.sources.words import words
from photosearch.store.store import Store

ANALYSES: tuple[Callable[[Store, DataFolders], Analysis[Any]], ...] = (metadata, colours)
"""Each is made when a library is opened, and closed with it."""
SOURCES: tuple[Callable[[Store, DataFolders], Source], ...] = (words, colour_source)
"""Each is made when a library is opened, and stays when another encoder answers."""

"""The tables of one database, opened together."""

from __future__ import annotations

from dataclasses import dataclass

from photosearch.store.analyses import Analyses
from photosearch.store.colours import Colours
from photosearch.store.database import Database
from photosearch.store.embeddings import Embeddings
from photosearch.store.encoders import Encoders
from photosearch.store.items import Items
from photosearch.store.keywords import Keywords
from photosearch.store.left_out import LeftOut
from photosearch.store.libraries import Libraries
from photosearch.store.marks import Marks
from photosearch.store.photos import Photos
from photosearch.store.places import Places
from photosearch.store.problems import Problems
from photosearch.store.sidecars import Sidecars
from photosearch.store.texts import Texts


@dataclass(frozen=True, slots=True)
class Store:
    """The tables of one database, opened together."""

    database: Database
    libraries: Libraries
    photos: Photos
    problems: Problems
    sidecars: Sidecars
    keywords: Keywords
    texts: Texts
    places: Places
    colours: Colours
    embeddings: Embeddings
    encoders: Encoders
    items: Items
    analyses: Analyses
    marks: Marks
    left_out: LeftOut

    @classmethod
    def of(cls, database: Database) -> Store:
        """The tables of ``database``."""
        return cls(
            database,
            Libraries(database),
            Photos(database),
            Problems(database),
            Sidecars(database),
            Keywords(database),
            Texts(database),
            Places(database),
            Colours(database),
            Embeddings(database),
            Encoders(database),
            Items(database),
            Analyses(database),
            Marks(database),
            LeftOut(database),
        )

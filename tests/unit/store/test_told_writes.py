"""What is told of a photo takes the place of what was told before, and says which version of the readers told it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from photosearch.store.analyses import Analyses
from photosearch.store.keywords import Keywords
from photosearch.store.records import NewPhoto
from photosearch.store.told_writes import METADATA
from photosearch.types.files import FileStamp
from photosearch.types.metadata import FileMetadata, Keyword, Origin, Sidecar, Told
from photosearch.types.photos import PhotoMetadata

if TYPE_CHECKING:
    from tests.unit.store.conftest import Shelf

PARIS = Keyword(("Places", "France", "Paris"), Origin.XMP)
SEA = Keyword(("海",), Origin.IPTC)


def with_told(photo: NewPhoto, told: FileMetadata, version: str | None = "1") -> NewPhoto:
    return replace(photo, metadata=PhotoMetadata(4, 3, "JPEG", told), told_version=version)


def told_of(shelf: Shelf, path: str) -> FileMetadata:
    (photo,) = [photo for photo in shelf.photos.get(shelf.all_ids()).values() if photo.relative_path == path]
    return photo.metadata.told


def test_keywords_are_shared_and_each_photo_keeps_its_own(shelf: Shelf) -> None:
    shelf.photos.save(
        [
            with_told(shelf.new("a.jpg"), FileMetadata(keywords=(PARIS, SEA))),
            with_told(shelf.new("b.jpg"), FileMetadata(keywords=(PARIS,))),
            with_told(shelf.new("c.jpg"), FileMetadata()),
        ]
    )
    assert told_of(shelf, "a.jpg").keywords == (PARIS, SEA)
    assert told_of(shelf, "b.jpg").keywords == (PARIS,)
    assert told_of(shelf, "c.jpg").keywords == ()
    assert shelf.rows("SELECT path FROM keyword ORDER BY path") == [("Places|France|Paris",), ("海",)]


def test_what_is_told_anew_replaces_all_that_was_told(shelf: Shelf) -> None:
    first = FileMetadata(title=Told("old", Origin.XMP), caption=Told("gone", Origin.IPTC), keywords=(PARIS,))
    shelf.photos.save([with_told(shelf.new("a.jpg"), first)])
    shelf.photos.save([with_told(shelf.new("a.jpg"), FileMetadata(title=Told("new", Origin.SIDECAR), keywords=(SEA,)))])
    told = told_of(shelf, "a.jpg")
    assert (told.title, told.caption, told.keywords) == (Told("new", Origin.SIDECAR), None, (SEA,))


def test_keywords_that_no_photo_has_are_forgotten(shelf: Shelf) -> None:
    shelf.photos.save([with_told(shelf.new("a.jpg"), FileMetadata(keywords=(PARIS, SEA)))])
    shelf.photos.save([with_told(shelf.new("a.jpg"), FileMetadata(keywords=(SEA,)))])
    keywords = Keywords(shelf.db)
    assert keywords.forget_unused() == 1
    assert keywords.forget_unused() == 0
    assert told_of(shelf, "a.jpg").keywords == (SEA,)


@pytest.mark.parametrize("word", ["a|b", "\udcff", "x" * 5000, "'; DROP TABLE photo; --"])
def test_odd_words_cost_no_photo(shelf: Shelf, word: str) -> None:
    shelf.photos.save([with_told(shelf.new("a.jpg"), FileMetadata(keywords=(Keyword((word, "b"), Origin.XMP),)))])
    (keyword,) = told_of(shelf, "a.jpg").keywords
    assert len(keyword.path) == 2


def test_a_word_told_twice_has_the_origin_that_came_first(shelf: Shelf) -> None:
    twice = (SEA, Keyword(SEA.path, Origin.EXIF))
    shelf.photos.save([with_told(shelf.new("a.jpg"), FileMetadata(keywords=twice))])
    assert told_of(shelf, "a.jpg").keywords == (SEA,)


def test_the_version_of_the_readers_is_noted_with_the_photo(shelf: Shelf) -> None:
    done = Analyses(shelf.db)
    (photo_id,) = shelf.photos.save([with_told(shelf.new("a.jpg"), FileMetadata())])
    assert done.missing_ids(METADATA, "1", 9).tolist() == []
    assert done.missing_ids(METADATA, "2", 9).tolist() == [photo_id]


def test_what_another_file_told_is_to_be_read_here_too(shelf: Shelf) -> None:
    done = Analyses(shelf.db)
    shelf.photos.save([with_told(shelf.new("a.jpg"), FileMetadata())])
    (photo_id,) = shelf.photos.save([with_told(shelf.new("a.jpg"), FileMetadata(), version=None)])
    assert done.missing_ids(METADATA, "1", 9).tolist() == [photo_id]


def test_the_files_beside_a_photo_are_kept_with_their_stamps(shelf: Shelf) -> None:
    first = Sidecar("a.xmp", FileStamp(5, 6)), Sidecar("a.jpg.xmp", FileStamp(7, 8))
    shelf.photos.save([with_told(shelf.new("trip/a.jpg"), FileMetadata(sidecars=first))])
    assert set(told_of(shelf, "trip/a.jpg").sidecars) == set(first)
    later = (Sidecar("a.xmp", FileStamp(5, 9)),)
    shelf.photos.save([with_told(shelf.new("trip/a.jpg"), FileMetadata(sidecars=later))])
    assert told_of(shelf, "trip/a.jpg").sidecars == later


def test_all_of_it_goes_with_the_photo(shelf: Shelf) -> None:
    told = FileMetadata(keywords=(PARIS,), sidecars=(Sidecar("a.xmp", FileStamp(5, 6)),))
    (photo_id,) = shelf.photos.save([with_told(shelf.new("a.jpg"), told)])
    shelf.photos.mark_missing([photo_id], 0)
    shelf.photos.purge_missing(10, 10)
    for table in ("photo_metadata", "photo_keyword", "sidecar"):
        assert shelf.rows(f"SELECT count(*) FROM {table}") == [(0,)]

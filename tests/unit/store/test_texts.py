"""The words of a photo are found from the transaction that writes it on, and no longer than it is present."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from photosearch.errors import StoreError
from photosearch.store.database import Database
from photosearch.store.records import NewPhoto
from photosearch.store.tables import PropertyTable
from photosearch.store.texts import Texts
from photosearch.store.tokens import runs
from photosearch.types.files import FileStamp
from photosearch.types.ids import PhotoId
from photosearch.types.metadata import FileMetadata, Keyword, Origin, Told
from photosearch.types.photos import PhotoMetadata
from photosearch.types.texts import Field
from tests.unit.store.conftest import Shelf

EVERYWHERE = frozenset(Field)


def told(photo: NewPhoto, **values: str) -> NewPhoto:
    given = {name: Told(value, Origin.XMP) for name, value in values.items() if name != "keywords"}
    keywords = tuple(Keyword(tuple(path.split("|")), Origin.XMP) for path in values.get("keywords", "").split() if path)
    return replace(photo, metadata=PhotoMetadata(4, 3, "JPEG", FileMetadata(keywords=keywords, **given)))  # type: ignore[arg-type]


def found(texts: Texts, asked: str, *fields: Field) -> list[int]:
    with texts.reading() as reader:
        return list(reader.find([runs(asked)], fields or EVERYWHERE).tolist())


def check_index(shelf: Shelf) -> None:
    """FTS5 compares all it holds with what it should."""
    with shelf.db.write() as session:
        session.connection().exec_driver_sql("INSERT INTO text_index (text_index, rank) VALUES ('integrity-check', 1)")


@pytest.fixture
def texts(shelf: Shelf) -> Texts:
    return Texts(shelf.db)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("铁塔", Field.FILE_NAME),
        ("IMG_巴黎铁塔.jpg", Field.FILE_NAME),
        ("法国", Field.FOLDER),
        ("summer in France", Field.FOLDER),
        ("Eiffel", Field.TITLE),
        ("一座铁桥", Field.CAPTION),
        ("travel", Field.KEYWORD),
        ("Paris", Field.KEYWORD),
        ("Anna", Field.CREATOR),
        ("iphone 15", Field.CAMERA),
        ("24 70", Field.LENS),
    ],
)
def test_all_that_a_photo_is_called_finds_it_and_says_where(
    shelf: Shelf, texts: Texts, asked: str, field: Field
) -> None:
    photo = told(
        shelf.new("法国/Summer in France/IMG_巴黎铁塔.jpg"),
        title="The Eiffel tower",
        caption="一座鐵橋",
        keywords="travel|Paris",
        creator="Anna Li",
        camera="Apple iPhone 15",
        lens="EF24-70mm",
    )
    (photo_id, _) = shelf.photos.save([photo, shelf.new("IMG_1.jpg")])
    assert found(texts, asked) == [photo_id]
    assert found(texts, asked, field) == [photo_id]
    assert found(texts, asked, *(EVERYWHERE - {field})) == []


def test_texts_come_back_as_they_were_written(shelf: Shelf, texts: Texts) -> None:
    (photo_id,) = shelf.photos.save([told(shelf.new("a/貓.jpg"), title="Our Cat", keywords="Pets|貓")])
    fields = texts.of([photo_id])[photo_id]
    assert fields[Field.FILE_NAME] == ("貓.jpg",)
    assert fields[Field.FOLDER] == ("a",)
    assert fields[Field.TITLE] == ("Our Cat",)
    assert set(fields[Field.KEYWORD]) == {"Pets", "貓"}
    assert fields[Field.CAPTION] == ()


def test_a_moved_photo_has_the_names_of_its_new_place(shelf: Shelf, texts: Texts) -> None:
    (photo_id,) = shelf.save("paris/a.jpg")
    shelf.photos.move(photo_id, shelf.root, "london/b.jpg", FileStamp(1, 1))
    assert (found(texts, "paris"), found(texts, "london b")) == ([], [])
    assert found(texts, "london") == found(texts, "b") == [photo_id]


def test_what_is_told_anew_takes_the_place_of_what_was(shelf: Shelf, texts: Texts) -> None:
    first = told(shelf.new("a.jpg"), title="Paris")
    (photo_id,) = shelf.photos.save([first])
    shelf.photos.renew({photo_id: told(first, title="London", keywords="river")})
    assert found(texts, "paris") == []
    assert found(texts, "london") == found(texts, "river") == [photo_id]


def test_a_missing_photo_is_not_found_until_it_returns(shelf: Shelf, texts: Texts) -> None:
    (photo_id,) = shelf.save("paris/a.jpg")
    shelf.photos.mark_missing([photo_id], 1.0)
    assert found(texts, "paris") == []
    shelf.save("paris/a.jpg")
    assert found(texts, "paris") == [photo_id]


def test_a_photo_that_is_left_out_is_not_found_until_it_is_taken_back(shelf: Shelf, texts: Texts) -> None:
    (photo_id,) = shelf.save("paris/a.jpg")
    shelf.left_out.change_patterns(shelf.root, lambda _: ("/paris/",))
    assert found(texts, "paris") == []
    shelf.left_out.change_patterns(shelf.root, lambda _: ())
    assert found(texts, "paris") == [photo_id]


def test_with_a_root_its_words_go(shelf: Shelf, texts: Texts) -> None:
    shelf.save("paris/a.jpg")
    shelf.libraries.remove(shelf.root)
    assert found(texts, "paris") == []
    check_index(shelf)


def test_a_root_that_became_a_folder_of_another_one_gives_its_photos_that_name(shelf: Shelf, texts: Texts) -> None:
    inner = shelf.add_root("/all/paris").root_id
    (photo_id,) = shelf.photos.save([shelf.new("a.jpg", root_id=inner)])
    outer = shelf.add_root("/all").root_id
    shelf.libraries.absorb(inner, outer, "paris")
    assert texts.make_some(10) == 1
    assert found(texts, "paris") == [photo_id]


def test_a_transaction_that_fails_leaves_neither_photo_nor_words(shelf: Shelf, texts: Texts) -> None:
    with pytest.raises(StoreError):
        shelf.photos.save([shelf.new("paris/a.jpg"), shelf.new("b.jpg", root_id=99)])  # type: ignore[arg-type]
    assert found(texts, "paris") == []
    check_index(shelf)


@contextmanager
def without_words(shelf: Shelf) -> Iterator[None]:
    """As after an upgrade from a version that kept none."""
    with shelf.db.write() as session:
        session.connection().exec_driver_sql("DELETE FROM photo_text")
        session.delete(session.get_one(PropertyTable, "texts"))
    yield


def test_photos_that_were_there_before_get_their_words_a_piece_at_a_time(shelf: Shelf, texts: Texts) -> None:
    texts.make_all_due()
    ids = shelf.save("paris/1.jpg", "paris/2.jpg", "paris/3.jpg")
    with without_words(shelf):
        assert found(texts, "paris") == []
        texts.make_all_due()
        assert texts.make_some(2) == 2
        assert len(found(texts, "paris")) == 2
        assert texts.make_some(2) == 1
        assert texts.make_some(2) == 0
        assert found(texts, "paris") == ids


def test_once_made_they_are_not_made_again(shelf: Shelf, texts: Texts) -> None:
    texts.make_all_due()
    shelf.save("paris/1.jpg")
    texts.make_all_due()
    assert texts.make_some(10) == 0


def test_a_photo_that_is_written_meanwhile_is_not_due_any_more(shelf: Shelf, texts: Texts) -> None:
    shelf.save("paris/1.jpg", "paris/2.jpg")
    texts.make_all_due()
    shelf.save("paris/1.jpg")
    assert texts.make_some(10) == 1


def test_a_name_that_is_no_text_and_one_that_is_very_long_do_no_harm(shelf: Shelf, texts: Texts) -> None:
    ids = shelf.photos.save(
        [shelf.new("bad\udcff_paris.jpg"), told(shelf.new("b.jpg"), caption="word " * 100_000 + "\ud800")]
    )
    assert found(texts, "paris") == [ids[0]]
    assert found(texts, "word") == [ids[1]]


@settings(max_examples=30, stateful_step_count=12, deadline=None)
class Life(RuleBasedStateMachine):
    """Whatever happens to photos, what is found by a name is what is present under it."""

    names = ("巴黎", "paris", "IMG_1", "猫")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.db = Database.open(Path(self.folder.name) / "photosearch.db")
        self.shelf = Shelf(self.db)
        self.texts = Texts(self.db)

    def teardown(self) -> None:
        self.db.close()
        self.folder.cleanup()

    def any_of(self, data: st.DataObject) -> PhotoId:
        return data.draw(st.sampled_from(self.shelf.all_ids()))

    @property
    def has_photos(self) -> bool:
        return bool(self.shelf.all_ids())

    @rule(name=st.sampled_from(names), folder=st.sampled_from(names), content=st.integers(0, 3))
    def save(self, name: str, folder: str, content: int) -> None:
        self.shelf.photos.save([self.shelf.new(f"{folder}/{name}.jpg", b"%d" % content)])

    @precondition(lambda self: self.has_photos)
    @rule(data=st.data(), name=st.sampled_from(names))
    def move(self, data: st.DataObject, name: str) -> None:
        self.shelf.photos.move(self.any_of(data), self.shelf.root, f"moved/{name}.jpg", FileStamp(1, 1))

    @precondition(lambda self: self.has_photos)
    @rule(data=st.data())
    def lose(self, data: st.DataObject) -> None:
        self.shelf.photos.mark_missing([self.any_of(data)], 1.0)

    @rule()
    def purge(self) -> None:
        self.shelf.photos.purge_missing(10.0**12, 10)

    @rule(folder=st.sampled_from(names))
    def leave_out(self, folder: str) -> None:
        self.shelf.left_out.change_patterns(self.shelf.root, lambda _: (f"/{folder}/",))

    @rule()
    def take_back(self) -> None:
        self.shelf.left_out.change_patterns(self.shelf.root, lambda _: ())

    @invariant()
    def names_find_what_has_them(self) -> None:
        present = self.shelf.rows("SELECT photo_id, relative_path FROM photo WHERE missing_since_s IS NULL")
        for name in self.names:
            assert found(self.texts, name) == sorted(row[0] for row in present if name in bytes(row[1]).decode())
        check_index(self.shelf)


TestLife = Life.TestCase

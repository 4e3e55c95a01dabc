"""What photos are called finds them: all of it strongly, a part perhaps, and nothing that merely looks like it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.search.sources.words import Words
from photosearch.store.database import Database
from photosearch.types.ids import PhotoId
from photosearch.types.queries import Band, Filters, ImageTerm, SearchQuery
from photosearch.types.texts import Field
from tests.unit.store.conftest import Shelf
from tests.unit.store.test_texts import told

NAMED = {
    "IMG_巴黎铁塔.jpg": {},
    "2019/IMG_2031.jpg": {"camera": "Apple iPhone 15 Pro", "lens": "EF24-70mm"},
    "洱海/IMG_2032.jpg": {"keywords": "日落"},
    "洱海/IMG_2033.jpg": {"camera": "Canon EOS R6"},
    "Beach trip/IMG_2034.jpg": {"title": "Anna and the dogs", "creator": "Ben Miller"},
    "上海/IMG_2035.jpg": {"caption": "我家的猫"},
    "a/猫.jpg": {},
    "微信图片_20240101.jpg": {},
}


class Asked:
    """The source, and how to ask it by name."""

    def __init__(self, db: Database) -> None:
        self.shelf = Shelf(db)
        self.words = Words(self.shelf.texts)
        ids = self.shelf.photos.save([told(self.shelf.new(path), **texts) for path, texts in NAMED.items()])
        self.path_of = dict(zip(ids, NAMED, strict=True))

    def __call__(self, text: str, *, images: int = 0, unwanted: tuple[str, ...] = ()) -> dict[str, Band]:
        pictures = (ImageTerm(path=Path("x")),) * images
        found = self.words.candidates(SearchQuery(text=text, images=pictures, not_texts=unwanted), None, 500)
        assert found.bars is not None
        return {
            self.path_of[PhotoId(item)]: Band(
                int(score >= np.float32(found.bars.strong)) + int(score >= np.float32(found.bars.possible))
            )
            for item, score in zip(found.item_ids.tolist(), found.scores, strict=True)
        }

    def texts(self, text: str, path: str) -> list[tuple[Field, str]]:
        (photo_id,) = (photo_id for photo_id, other in self.path_of.items() if other == path)
        matches = self.words.matches(SearchQuery(text=text), [photo_id]).get(photo_id, ())
        return [(match.field, match.text) for match in matches]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    database = Database.open(tmp_path_factory.mktemp("words") / "photosearch.db")
    yield Asked(database)
    database.close()


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("巴黎", ["IMG_巴黎铁塔.jpg"]),
        ("巴黎鐵塔的照片", ["IMG_巴黎铁塔.jpg"]),
        ("铁塔", ["IMG_巴黎铁塔.jpg"]),
        ("IMG_2031.jpg", ["2019/IMG_2031.jpg"]),
        ("2031", ["2019/IMG_2031.jpg"]),
        ("洱海", ["洱海/IMG_2032.jpg", "洱海/IMG_2033.jpg"]),
        ("洱海的日落", ["洱海/IMG_2032.jpg"]),
        ("洱海边看日落", ["洱海/IMG_2032.jpg"]),
        ("iPhone", ["2019/IMG_2031.jpg"]),
        ("iphone 15", ["2019/IMG_2031.jpg"]),
        ("canon", ["洱海/IMG_2033.jpg"]),
        ("Ben Miller", ["Beach trip/IMG_2034.jpg"]),
        ("anna", ["Beach trip/IMG_2034.jpg"]),
        ("a dog of Anna", ["Beach trip/IMG_2034.jpg"]),
        ("beach", ["Beach trip/IMG_2034.jpg"]),
        ("photos of the dogs", ["Beach trip/IMG_2034.jpg"]),
        ("猫", ["a/猫.jpg"]),
    ],
)
def test_what_says_all_of_it_is_strong_and_nothing_else(ask: Asked, text: str, paths: list[str]) -> None:
    assert sorted(path for path, band in ask(text).items() if band is Band.STRONG) == sorted(paths)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("洱海的月亮", "洱海/IMG_2033.jpg"),
        ("Anna on a mountain in the snow", "Beach trip/IMG_2034.jpg"),
        ("bea", "Beach trip/IMG_2034.jpg"),
        ("beach sunset", "Beach trip/IMG_2034.jpg"),
        ("猫", "上海/IMG_2035.jpg"),
        ("塔", "IMG_巴黎铁塔.jpg"),
    ],
)
def test_what_says_a_part_of_it_is_possible(ask: Asked, text: str, path: str) -> None:
    assert ask(text)[path] is Band.POSSIBLE


@pytest.mark.parametrize(
    "text",
    [
        "an apple",
        "apple",
        "two dogs 7",
        "一张图片",
        "a red car on the street in front of a beach house",
        "24",
        "纽约",
        "。，！",
        "nothing of the kind",
        "trip%",
        "",
    ],
)
def test_what_merely_looks_like_it_is_not_named(ask: Asked, text: str) -> None:
    assert "2019/IMG_2031.jpg" not in ask(text)
    assert set(ask(text)) <= {"Beach trip/IMG_2034.jpg"}
    assert Band.STRONG not in ask(text).values() or "dog" in text or "trip" in text


def test_beside_a_picture_a_name_makes_no_strong_hit_and_a_thing_none(ask: Asked) -> None:
    assert ask("巴黎", images=1) == {"IMG_巴黎铁塔.jpg": Band.POSSIBLE}
    assert ask("猫", images=1) == {}
    assert ask("dogs", images=1) == {"Beach trip/IMG_2034.jpg": Band.POSSIBLE}


@pytest.mark.parametrize(
    ("text", "path", "matches"),
    [
        ("巴黎铁塔", "IMG_巴黎铁塔.jpg", [(Field.FILE_NAME, "IMG_巴黎铁塔.jpg")]),
        ("洱海边看日落", "洱海/IMG_2032.jpg", [(Field.FOLDER, "洱海"), (Field.KEYWORD, "日落")]),
        ("anna", "Beach trip/IMG_2034.jpg", [(Field.TITLE, "Anna and the dogs")]),
        ("bea", "Beach trip/IMG_2034.jpg", [(Field.FOLDER, "Beach trip")]),
        ("canon", "洱海/IMG_2033.jpg", [(Field.CAMERA, "Canon EOS R6")]),
        ("猫", "上海/IMG_2035.jpg", [(Field.CAPTION, "我家的猫")]),
        ("apple", "2019/IMG_2031.jpg", []),
        ("street", "2019/IMG_2031.jpg", []),
    ],
)
def test_it_says_which_text_matched(ask: Asked, text: str, path: str, matches: list[tuple[Field, str]]) -> None:
    assert ask.texts(text, path) == matches


def test_of_a_long_text_it_says_what_is_around_the_words(ask: Asked) -> None:
    caption = "before " * 40 + "we saw the Matterhorn at last " + "after " * 40
    ask.shelf.photos.save([told(ask.shelf.new("long.jpg"), caption=caption)])
    (photo_id,) = ask.words.candidates(SearchQuery(text="matterhorn"), None, 0).item_ids.tolist()
    ((match,),) = ask.words.matches(SearchQuery(text="matterhorn"), [photo_id]).values()
    assert match.text.startswith("…")
    assert match.text.endswith("…")
    assert "Matterhorn" in match.text
    assert len(match.text) <= 82


def test_of_a_text_that_was_pasted_no_part_is_looked_for(ask: Asked) -> None:
    text = "巴黎铁塔" * 2500
    assert ask(text) == {}
    assert ask.texts(text, "IMG_巴黎铁塔.jpg") == []


def test_only_what_is_allowed_is_named(ask: Asked) -> None:
    query = SearchQuery(text="洱海")
    both = ask.words.candidates(query, None, 500).item_ids
    assert ask.words.candidates(query, both[1:], 500).item_ids.tolist() == both[1:].tolist()
    assert ask.words.candidates(query, np.empty(0, np.int64), 500).item_ids.size == 0


def test_what_says_the_unwanted_is_denied(ask: Asked) -> None:
    def denied(*texts: str) -> set[str]:
        ids = ask.words.candidates(SearchQuery(text="x", not_texts=texts), None, 500).denied
        return set() if ids is None else {ask.path_of[PhotoId(photo_id)] for photo_id in ids.tolist()}

    assert denied("洱海") == {"洱海/IMG_2032.jpg", "洱海/IMG_2033.jpg"}
    assert denied("洱海", "anna") == {"洱海/IMG_2032.jpg", "洱海/IMG_2033.jpg", "Beach trip/IMG_2034.jpg"}
    assert denied("日落 洱海") == {"洱海/IMG_2032.jpg"}
    assert denied("beach anna") == {"Beach trip/IMG_2034.jpg"}
    assert denied("apple", "纽约", "。") == set()


def test_a_thing_that_most_of_the_library_is_in_a_folder_of_says_nothing(ask: Asked, tmp_path: Path) -> None:
    database = Database.open(tmp_path / "photosearch.db")
    shelf = Shelf(database)
    shelf.save(*(f"Camera/{number}.jpg" for number in range(60)), "Cat/1.jpg", "Zermatt/2.jpg")
    words = Words(shelf.texts)
    assert words.candidates(SearchQuery(text="camera"), None, 500).item_ids.size == 0
    assert words.candidates(SearchQuery(text="cat"), None, 500).item_ids.size == 1
    database.close()


@given(st.text(alphabet='abc 洱海日落猫的1."*-()', max_size=20), st.text(max_size=10))
def test_whatever_is_typed_has_an_answer(ask: Asked, text: str, unwanted: str) -> None:
    found = ask.words.candidates(SearchQuery(text=text, not_texts=(unwanted,)), None, 10)
    assert len(set(found.item_ids.tolist())) == found.item_ids.size == found.scores.size
    assert (np.diff(found.scores) <= 0).all()
    assert ((found.scores > 0) & (found.scores <= 1)).all()
    assert Filters().is_empty

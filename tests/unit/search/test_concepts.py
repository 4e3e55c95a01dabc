"""The concepts as an encoder sees them: asked once, kept, and judged for whether they mean anything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from photosearch.search.concepts import (
    NAMED_PICTURES,
    Concepts,
    SeenConcepts,
    bundled_concepts,
    forget_other_wordings,
    keep,
    kept,
    read_kept,
    see,
)
from photosearch.types.arrays import Float32Array
from photosearch.types.ids import EncoderId

DIM = 256


class Meanings:
    """An encoder in which a text is a direction of its own, unless two are said to mean the same."""

    def __init__(self, same: dict[str, str]) -> None:
        self._same = same
        self.pieces: list[int] = []

    def texts(self, texts: Sequence[str]) -> Float32Array:
        self.pieces.append(len(texts))
        return np.stack([self.direction(self._same.get(text, text)) for text in texts])

    def picture(self, path: Path) -> Float32Array:
        return self.direction(self._same.get(path.name, path.name))

    @staticmethod
    def direction(text: str) -> Float32Array:
        seed = int.from_bytes(text.encode(), "big") % (1 << 62)
        vector = np.random.default_rng(seed).normal(size=DIM)
        return (vector / np.linalg.norm(vector)).astype(np.float32)


CONCEPTS = Concepts(
    tuple(f"{chinese}{number}" for number in range(20) for chinese in ("猫", "狗")),
    tuple(f"{english}{number}" for number in range(20) for english in ("cat", "dog")),
)
ACROSS = dict(zip(CONCEPTS.chinese, CONCEPTS.english, strict=True))
PICTURES = {name: english for name, _, english in NAMED_PICTURES}


def test_an_encoder_of_both_languages_is_known_as_one_and_the_names_are_joined() -> None:
    encoder = Meanings(ACROSS | PICTURES)
    seen = see(CONCEPTS, encoder.texts, encoder.picture)
    assert seen.is_bilingual
    assert seen.is_meaningful
    assert np.allclose(seen.vectors[0], Meanings.direction("cat0"), atol=1e-6)
    assert -1 < seen.likeness < 0.1
    assert max(encoder.pieces) <= 16  # somebody's words must not wait behind all of them


def test_an_encoder_of_one_language_is_not_asked_in_two() -> None:
    encoder = Meanings(PICTURES)
    seen = see(CONCEPTS, encoder.texts, encoder.picture)
    assert not seen.is_bilingual
    assert seen.is_meaningful
    assert np.allclose(seen.vectors[0], Meanings.direction("猫0"), atol=1e-6)


def test_an_encoder_that_cannot_tell_ten_pictures_apart_means_nothing() -> None:
    encoder = Meanings(ACROSS)
    assert not see(CONCEPTS, encoder.texts, encoder.picture).is_meaningful


def test_what_was_seen_comes_back_from_its_file(tmp_path: Path) -> None:
    encoder = Meanings(ACROSS | PICTURES)
    seen = see(CONCEPTS, encoder.texts, encoder.picture)
    path = kept(tmp_path / "new", EncoderId("some-1"), CONCEPTS)
    keep(path, seen)
    back = read_kept(path)
    assert back is not None
    assert (back.is_bilingual, back.is_meaningful, back.likeness) == (True, True, seen.likeness)
    assert np.allclose(back.vectors, seen.vectors, atol=1e-3)
    assert np.allclose(np.linalg.norm(back.vectors, axis=1), 1, atol=1e-6)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 something else", b"\x93NUMPY"])
def test_a_file_that_is_not_there_or_damaged_is_made_anew(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "some.npz"
    if content is not None:
        path.write_bytes(content)
    assert read_kept(path) is None


def test_a_file_cut_in_the_middle_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "some.npz"
    keep(path, SeenConcepts(np.eye(40, DIM, dtype=np.float32), True, True, 0.2))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert read_kept(path) is None


@pytest.mark.parametrize("value", [0x08, 0xFF])
def test_no_changed_byte_of_the_archive_stops_a_search(tmp_path: Path, value: int) -> None:
    path, vectors = tmp_path / "some.npz", np.eye(40, 4, dtype=np.float32)
    keep(path, SeenConcepts(vectors, True, True, 0.2))
    whole = path.read_bytes()
    # The content itself has checksums.
    for place in (*range(30), *range(whole.index(b"PK\x01\x02"), len(whole))):
        path.write_bytes(whole[:place] + bytes([value]) + whole[place + 1 :])
        seen = read_kept(path)
        assert seen is None or (np.array_equal(seen.vectors, vectors) and seen.is_bilingual and seen.is_meaningful)


def test_where_nothing_can_be_kept_nothing_is_left(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    keep(in_the_way / "some.npz", SeenConcepts(np.eye(40, DIM, dtype=np.float32), True, True, 0.2))
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_other_words_have_another_file() -> None:
    fewer = Concepts(CONCEPTS.chinese[:-1], CONCEPTS.english[:-1])
    assert kept(Path(), EncoderId("some-1"), CONCEPTS) != kept(Path(), EncoderId("some-1"), fewer)


def test_what_was_seen_of_words_of_other_versions_is_forgotten(tmp_path: Path) -> None:
    concepts, other = Concepts(("猫",), ("cat",)), Concepts(("狗",), ("dog",))
    mine, longer = EncoderId("one-p1"), EncoderId("one-p1-0123456789ab")
    files = [kept(tmp_path, encoder, words) for encoder in (mine, longer) for words in (concepts, other)]
    for path in files:
        path.write_bytes(b"x")
    forget_other_wordings(tmp_path, mine, concepts)
    assert [path.exists() for path in files] == [True, False, True, True]


def test_the_concepts_of_the_app_are_each_there_once_in_both_languages() -> None:
    concepts = bundled_concepts()
    assert len(concepts.chinese) == len(concepts.english) > 800
    assert len(set(concepts.chinese)) == len(set(concepts.english)) == len(concepts.chinese)


def test_a_wish_among_the_concepts_is_more_familiar_than_one_alone() -> None:
    generator = np.random.default_rng(1)
    families = [Meanings.direction(f"family {number}") for number in range(8)]
    rows = np.stack([families[row % 8] + 0.4 * generator.normal(size=DIM) / DIM**0.5 for row in range(120)])
    vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    seen = SeenConcepts(vectors, True, True, 0.2)
    assert seen.familiarity(vectors[0]) == pytest.approx(0, abs=3)
    assert seen.familiarity(families[3]) > 0
    assert seen.familiarity(Meanings.direction("quark")) < -3

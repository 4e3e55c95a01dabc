"""What the texts of photos say: names of files and folders, titles, captions, keywords, who took them and with what.

A photo is strong whose texts hold every wanted word as a whole, wherever each stands. One whose texts hold only a part
is possible: all the names that are wanted (towns, people: what a picture cannot say), or, where none is, half of the
words. Less says nothing: a picture says better than one word of four whether the rest is there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from photosearch.folding import bundled_folding
from photosearch.paths import DataFolders
from photosearch.search.concepts import bundled_concepts
from photosearch.search.sources.id_sets import NO_IDS, intersection, is_in, union
from photosearch.search.sources.source import Candidates
from photosearch.search.sources.wanted_words import WantedWord, run_of, says_nothing, wanted_words
from photosearch.search.understanding.dictionary import bundled_dictionary
from photosearch.search.understanding.wording import wording_of
from photosearch.store.store import Store
from photosearch.store.texts import TextReader, Texts
from photosearch.store.tokens import found_in
from photosearch.types.arrays import Float32Array, Int64Array
from photosearch.types.ids import PhotoId
from photosearch.types.queries import Bars, SearchQuery
from photosearch.types.texts import Field, TextMatch
from photosearch.types.typed_words import says_something

WORDS: Final = "words"
SAID: Final = frozenset({Field.FILE_NAME, Field.FOLDER, Field.TITLE, Field.CAPTION, Field.KEYWORD})
"""What people call photos."""
DESCRIBED: Final = frozenset({Field.TITLE, Field.CAPTION, Field.KEYWORD})
"""Of that, what they say of a photo and not of where it lies."""
_MADE: Final = frozenset({Field.CREATOR, Field.CAMERA, Field.LENS})
"""By whom and with what they were made: there an apple is a telephone, so things do not count, names do."""
_WHOLE: Final = 1.0
_OPEN: Final = 0.5
"""What a word counts that only begins as the wanted one does."""
_NEARLY: Final = 0.9
_HALF: Final = 0.5
_BARS: Final = Bars(strong=_WHOLE - 1e-3, possible=0.0)
_BARS_BESIDE: Final = Bars(strong=np.inf, possible=0.0)
"""Beside a picture: what it is called does not make a photo like it."""
_NOTHING: Final = (NO_IDS, np.empty(0, np.float32), np.empty(0, np.bool_))
_MOST_WORDS: Final = 12
"""Of a longer text the first ones are looked up: that takes some 2 ms."""
_LONGEST: Final = 24
"""Characters without a space of which parts are looked for."""
_TOO_MANY: Final = 0.5
"""Share of the library from which on a thing that is said says nothing: of what is in a folder called Camera."""
_TOO_MANY_PARTS: Final = 0.05
_FEW: Final = 50
"""The same for what says only a part of a word, and how many photos are never too many."""
_NAME_WEIGHT: Final = 2.0
_LONGEST_TEXT: Final = 80
_BEFORE: Final = 24
"""Characters of a text that is quoted, and of what is before the words in it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Photos that say less than a whole word, ascending, and what share of it."""

    ids: Int64Array
    shares: Float32Array


@dataclass(frozen=True, slots=True)
class _Said:
    """Which photos say one wanted word."""

    whole: Int64Array
    """Ascending."""
    described: Int64Array
    """Of these, by more than what the file or its folder is called."""
    parts: tuple[_Part, ...]
    weight: float
    is_name: bool


class Words:
    """The source of the index of words; thread-safe."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def candidates(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> Candidates:
        """As ``Source.candidates``; all that there is at once, whatever the limit."""
        del limit
        wanted = _wanted(query.text)
        with self._texts.reading() as reader:
            ids, shares, is_tentative = _joined(_said(reader, wanted)) if wanted else _NOTHING
            denied = _unwanted(reader, query.not_texts)
        order = np.argsort(-shares, kind="stable")
        if allowed is not None:
            order = order[np.isin(ids, allowed)[order]]
        if query.images:
            # What a file is called makes no moon of a picture that is like none.
            order = order[~is_tentative[order]]
        return Candidates(
            WORDS,
            ids[order],
            shares[order],
            _BARS_BESIDE if query.images else _BARS,
            is_tentative=is_tentative[order],
            is_complete=True,
            denied=denied,
        )

    def matches(self, query: SearchQuery, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, tuple[TextMatch, ...]]:
        """The texts of photos that say what is wanted, or a part of it; nothing for photos that say nothing of it."""
        wanted = _wanted(query.text)
        if not wanted:
            return {}
        found = {
            PhotoId(photo_id): tuple(_matches(fields, wanted)) for photo_id, fields in self._texts.of(photo_ids).items()
        }
        return {photo_id: matches for photo_id, matches in found.items() if matches}


def _unwanted(reader: TextReader, texts: Iterable[str]) -> Int64Array:
    """Photos that say in whole what is not wanted, ascending."""
    wanted = (_wanted(text) for text in texts)
    return union([intersection([said.whole for said in _said(reader, words)]) for words in wanted if words])


def _said(reader: TextReader, wanted: Sequence[WantedWord]) -> list[_Said]:
    count = reader.count()
    return [_telling(_said_of(reader, word), count) for word in wanted]


def _said_of(reader: TextReader, word: WantedWord) -> _Said:
    characters = word.characters
    weight = max(1.0, len(characters) / 2) * (_NAME_WEIGHT if word.is_name else 1.0)
    whole, parts = _whole(reader, word, SAID), []
    if word.is_open:
        parts = [_part(reader.find(word.ways[:1], SAID, is_open=True), _OPEN)]
    if len(characters) == 1:
        parts = [_part(reader.find(word.ways, DESCRIBED), _OPEN)]
        parts += [_part(reader.find_at_end(characters, SAID), _OPEN)]
    elif 2 < len(characters) <= _LONGEST:
        covered = _covered(reader, characters)
        whole = union([whole, covered.ids[covered.shares >= _WHOLE]])
        parts = [covered]
    # A name is not on the picture, wherever it stands.
    described = NO_IDS if word.is_name else _whole(reader, word, DESCRIBED)
    return _Said(whole, described, tuple(parts), weight, word.is_name)


def _whole(reader: TextReader, word: WantedWord, fields: frozenset[Field]) -> Int64Array:
    if len(word.characters) == 1:
        return reader.find_alone(word.characters, fields)
    return reader.find(word.ways, fields | _MADE if _may_be_made(word) else fields)


def _covered(reader: TextReader, characters: str) -> _Part:
    """Photos that say neighbouring characters of these, wherever each pair stands; those that only stand between words
    need not be said.
    """
    pairs = [characters[place : place + 2] for place in range(len(characters) - 1)]
    found = [NO_IDS if says_nothing(pair) else reader.find([run_of(pair)], SAID) for pair in pairs]
    ids = union(found)
    counts = np.asarray([not says_nothing(character) for character in characters])
    if not counts.any():
        counts[:] = True
    said = np.zeros(ids.size, np.float32)
    has_before = is_in(ids, NO_IDS)
    for place, of_pair in enumerate([*found, NO_IDS]):
        has_after = is_in(ids, of_pair)
        if counts[place]:
            said += has_before | has_after
        has_before = has_after
    return _Part(ids, said / np.float32(counts.sum()))


def words(store: Store, folders: DataFolders) -> Words:
    """As ``beside_embedding.SOURCES`` takes it."""
    del folders
    return Words(store.texts)


def _wanted(text: str) -> tuple[WantedWord, ...]:
    if not says_something(text):
        return ()
    dictionary = bundled_dictionary()
    core = wording_of(bundled_folding().fold(text).strip(), dictionary).core
    return wanted_words(core, dictionary)[:_MOST_WORDS]


def _telling(said: _Said, count: int) -> _Said:
    """Without what too many of ``count`` photos say; a name that all have is theirs all the same."""
    is_common = said.whole.size > max(_FEW, _TOO_MANY * count) and not said.is_name
    most = max(_FEW, _TOO_MANY_PARTS * count)
    parts = tuple(part for part in said.parts if part.ids.size <= most)
    return replace(said, whole=NO_IDS if is_common else said.whole, parts=parts)


def _joined(said: Sequence[_Said]) -> tuple[Int64Array, Float32Array, NDArray[np.bool_]]:
    """The photos that say enough, ascending; the share of all that they say; and whether that is tentative.

    It is where only things are wanted, which a picture shows, and what a file or folder is called says so.
    """
    each = [_shares(one) for one in said]
    ids = union([found for found, _ in each])
    total = np.zeros(ids.size, np.float32)
    has_any_name = any(one.is_name for one in said)
    has_names = np.full(ids.size, has_any_name)
    for one, (found, shares) in zip(said, each, strict=True):
        of_all = np.zeros(ids.size, np.float32)
        of_all[np.searchsorted(ids, found)] = shares
        total += np.float32(one.weight) * of_all
        if one.is_name:
            has_names &= of_all >= _WHOLE
    total /= np.float32(sum(one.weight for one in said))
    is_enough = has_names | (total >= _HALF)
    ids, total = ids[is_enough], total[is_enough]
    described = ids if has_any_name else intersection([one.described for one in said])
    return ids, total, ~is_in(ids, described)


def _shares(said: _Said) -> tuple[Int64Array, Float32Array]:
    """Of one word: the photos that say any of it, ascending, and the largest share that each does."""
    if not said.parts:
        return said.whole, np.ones(said.whole.size, np.float32)
    ids = union([said.whole, *(part.ids for part in said.parts)])
    shares = np.zeros(ids.size, np.float32)
    for part in said.parts:
        at = np.searchsorted(ids, part.ids)
        # Less than a whole, however much of it: that is said in one piece, or by all its pairs.
        shares[at] = np.maximum(shares[at], np.minimum(part.shares, _NEARLY))
    shares[np.searchsorted(ids, said.whole)] = _WHOLE
    return ids, shares


def _part(ids: Int64Array, share: float) -> _Part:
    return _Part(ids, np.full(ids.size, share, np.float32))


def _matches(fields: Mapping[Field, tuple[str, ...]], wanted: Sequence[WantedWord]) -> Iterator[TextMatch]:
    """Each text that says any of it, once."""
    for field, values in fields.items():
        for value in values:
            places = [place for word in wanted if (place := _place_in(value, word, field)) is not None]
            if places:
                yield TextMatch(field, _quoted(unicodedata.normalize("NFKC", value), min(places)))


def _place_in(value: str, word: WantedWord, field: Field) -> tuple[int, int] | None:
    if field in _MADE and not _may_be_made(word):
        return None
    places = (found_in(value, way) for way in word.ways)
    whole = next((place for place in places if place is not None), None)
    if whole is not None or field in _MADE:
        return whole
    if word.is_open:
        return found_in(value, word.ways[0], is_open=True)
    return _piece_in(value, word.characters)


def _piece_in(value: str, characters: str) -> tuple[int, int] | None:
    """The longest part of ``characters``, of two at least, that stands in a text; none of those whose parts nobody
    looked for.
    """
    if len(characters) > _LONGEST:
        return None
    for length in range(len(characters) - 1, 1, -1):
        for start in range(len(characters) - length + 1):
            part = characters[start : start + length]
            place = None if says_nothing(part) else found_in(value, run_of(part))
            if place is not None:
                return place
    return None


def _quoted(text: str, place: tuple[int, int]) -> str:
    """The text, or what is around the words in a long one."""
    if len(text) <= _LONGEST_TEXT:
        return text
    start = max(0, min(place[0] - _BEFORE, len(text) - _LONGEST_TEXT))
    end = start + _LONGEST_TEXT
    return "…" * (start > 0) + text[start:end].strip() + "…" * (end < len(text))


def _may_be_made(word: WantedWord) -> bool:
    """Whether it may be a photographer or a camera."""
    return not word.is_number and not any(way[0].text in _everyday() for way in word.ways)


@cache
def _everyday() -> frozenset[str]:
    """What everyday things are called, in small letters."""
    concepts = bundled_concepts()
    return frozenset(name.casefold() for names in (*concepts.chinese, *concepts.english) for name in names.split("|"))

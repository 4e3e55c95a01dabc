"""What is on each photo, and which photos a person would accept for a wish.

`words/photos.tsv` has a row for each photo: set, number, name, package, path in the package, and notes: everything
that is to be seen on it. A note that ends in `?` is there but small, or may be taken for it. `words/wishes.tsv` has the
wishes: set, kind (present, absent, or hard-absent: near relatives are there), Chinese, English, and two conditions on
the notes: which photos are right, and which are neither right nor wrong.

A condition is a list of alternatives with commas between them; an alternative is a photo's number, or notes that must
all be there (`cat+snow`) and notes that must not (`bird!farm animal`). So the list of right photos is complete when the
notes are, and a photo that is added needs its notes only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

WORDS_FOLDER = Path(__file__).parent / "words"
Kind = Literal["present", "absent", "hard-absent"]
DOUBT = "?"


@dataclass(frozen=True)
class Photo:
    """One photo of a set; `number` is its own over all sets, `doubtful` are the notes marked `?`."""

    set_name: str
    number: int
    name: str
    package: str
    path: str
    seen: frozenset[str]
    doubtful: frozenset[str]


@dataclass(frozen=True)
class Wish:
    """A search as a person types it, in both languages, with the conditions that its photos meet."""

    set_name: str
    kind: Kind
    zh: str
    en: str
    right: str
    may: str


@dataclass(frozen=True)
class Answer:
    """Numbers of the photos that a person would accept, and of those that count neither way."""

    right: frozenset[int]
    may: frozenset[int]


def read_photos(path: Path = WORDS_FOLDER / "photos.tsv") -> list[Photo]:
    """All photos of all sets, in the order of the file."""
    return [_photo(*row) for row in _rows(path)]


def read_wishes(path: Path = WORDS_FOLDER / "wishes.tsv") -> list[Wish]:
    """All wishes of all sets, in the order of the file.

    Raises:
        ValueError: a kind that there is none of.
    """
    return [Wish(name, _kind(kind), zh, en, right, may) for name, kind, zh, en, right, may in _rows(path)]


def answer(wish: Wish, photos: Sequence[Photo]) -> Answer:
    """Which of the photos, all of the wish's set, answer it: a doubtful note makes a photo neither right nor wrong.

    Raises:
        ValueError: a condition names a note or a photo that the set lacks.
    """
    known = {note for photo in photos for note in photo.seen | photo.doubtful}
    for note in _notes_in(wish.right, wish.may):
        if note not in known and not (note.isdigit() and any(photo.number == int(note) for photo in photos)):
            raise ValueError(f"'{wish.en}' asks for '{note}', which is on no photo of the set {wish.set_name}")
    right = {photo.number for photo in photos if meets(wish.right, photo, photo.seen)}
    doubtful = (photo for photo in photos if meets(f"{wish.right},{wish.may}", photo, photo.seen | photo.doubtful))
    return Answer(frozenset(right), frozenset(photo.number for photo in doubtful) - right)


def meets(condition: str, photo: Photo, notes: frozenset[str]) -> bool:
    """Whether any alternative of ``condition`` holds of a photo with these notes."""
    return any(_meets_alternative(part, photo, notes) for part in condition.split(",") if part)


def _meets_alternative(alternative: str, photo: Photo, notes: frozenset[str]) -> bool:
    if alternative.isdigit():
        return photo.number == int(alternative)
    wanted, *unwanted = alternative.split("!")
    return notes.issuperset(wanted.split("+")) and photo.seen.isdisjoint(unwanted)


def _notes_in(*conditions: str) -> Iterator[str]:
    for condition in conditions:
        yield from condition.replace("+", ",").replace("!", ",").strip(",").split(",") if condition else ()


def _photo(set_name: str, number: str, name: str, package: str, path: str, notes: str) -> Photo:
    words = notes.split(", ")
    doubtful = frozenset(word.removesuffix(DOUBT) for word in words if word.endswith(DOUBT))
    seen = frozenset(word for word in words if not word.endswith(DOUBT))
    return Photo(set_name, int(number), name, package, path, seen, doubtful)


def _kind(word: str) -> Kind:
    kinds: tuple[Kind, ...] = get_args(Kind)
    for kind in kinds:
        if word == kind:
            return kind
    raise ValueError(f"there is no kind of wish called '{word}'")


def _rows(path: Path) -> Iterable[list[str]]:
    return (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())

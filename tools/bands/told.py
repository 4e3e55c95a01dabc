"""Photos with names: the set laid out as a person's library is, and wishes that only a name answers.

    python -m tools.bands.told SETS/tune [--wishes]

`words/told.tsv` has a row for each group of photos: key, folder, beginning of the file names, title, caption,
keywords, a condition on the photos' notes (as in `words/wishes.tsv`), every how many of those that meet it and have no
group yet are taken, and how many at most. The others lie in `DCIM` as a camera names them. Some groups mislead: tools
whose files are called sunset. `words/named.tsv` has the wishes: Chinese, English, the groups that answer, and a
condition that their photos meet.

Asked are the wishes of the set, where words must not make anything worse than the look of the photos alone, and the
named ones. Printed for each language and with the words or the look alone: the mean average precision over all photos
in their order, and the figures of `measure`.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import numpy as np

from photosearch.engine import beside_embedding
from photosearch.engine.engine import Engine
from photosearch.types.queries import SearchQuery
from tools.bands import notes
from tools.bands.measure import LANGUAGES, Answer, Wish, figures_text, open_on, read_wishes, wrong_answers

_WORDS: Final = notes.WORDS_FOLDER
_SIDECAR: Final = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{caption}</rdf:li></rdf:Alt></dc:description>
<lr:hierarchicalSubject><rdf:Bag>{keywords}</rdf:Bag></lr:hierarchicalSubject>
</rdf:Description></rdf:RDF></x:xmpmeta>
"""


@dataclass(frozen=True)
class Group:
    """Photos that are called alike."""

    key: str
    folder: str
    stem: str
    title: str
    caption: str
    keywords: str
    condition: str
    every: int
    most: int


@dataclass(frozen=True)
class Laid:
    """One photo of the set in the library."""

    photo: notes.Photo
    group: Group | None
    path: str
    """Below the library, and unlike that of any other."""


def main() -> None:
    """Lays the library out, asks everything with and without words, prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("--wishes", action="store_true", help="print each wish that is answered wrongly")
    arguments = parser.parse_args()
    laid = lay_out(arguments.set.name)
    asked = {
        "shown": _renamed(read_wishes(arguments.set.with_suffix(".json")), laid),
        "named": list(named_wishes(laid)),
    }
    for way, sources in (("look alone", ()), ("with words", beside_embedding.SOURCES)):
        beside_embedding.SOURCES = sources
        with tempfile.TemporaryDirectory() as home:
            write(laid, arguments.set / "photos", Path(home) / "photos")
            engine = open_on(Path(home), Path(home) / "photos")
            try:
                for kind, wishes in asked.items():
                    for language in LANGUAGES:
                        answers = list(ask(engine, wishes, language, Path(home) / "photos"))
                        print(f"{way}, {kind}, {language}: mAP {mean_precision(answers):.4f}, {figures_text(answers)}")
                        if arguments.wishes:
                            print(*wrong_answers(answers, language), sep="\n")
            finally:
                engine.close()


def lay_out(set_name: str) -> list[Laid]:
    """Every photo of the set once, the groups in the order of the file."""
    photos = [photo for photo in notes.read_photos() if photo.set_name == set_name]
    group_of: dict[int, Group] = {}
    for group in read_groups():
        meeting = [
            photo
            for photo in photos
            if photo.number not in group_of and notes.meets(group.condition, photo, photo.seen)
        ]
        group_of |= {photo.number: group for photo in meeting[:: group.every][: group.most]}
    return [_laid(photo, group_of.get(photo.number)) for photo in photos]


def read_groups() -> list[Group]:
    """The groups of `words/told.tsv`."""
    rows = (line.split("\t") for line in (_WORDS / "told.tsv").read_text(encoding="utf-8").splitlines())
    return [Group(*words, int(every), int(most)) for *words, every, most in rows]


def named_wishes(laid: Sequence[Laid]) -> Iterator[Wish]:
    """The wishes of `words/named.tsv`.

    Raises:
        ValueError: one that no photo answers.
    """
    for line in (_WORDS / "named.tsv").read_text(encoding="utf-8").splitlines():
        zh, en, keys, condition = line.split("\t")
        of_groups = [one for one in laid if one.group is not None and one.group.key in keys.split(",")]
        right = [one for one in of_groups if not condition or notes.meets(condition, one.photo, one.photo.seen)]
        if not right:
            raise ValueError(f"no photo answers '{en}'")
        doubtful = [one for one in of_groups if condition in one.photo.doubtful]
        names = frozenset(one.path for one in right)
        yield Wish(zh, en, names, frozenset(one.path for one in doubtful) - names)


def write(laid: Sequence[Laid], photos: Path, library: Path) -> None:
    """Copies the photos to where they lie in the library, with sidecars that say what is told."""
    for one in laid:
        target = library / one.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(photos / one.photo.name, target)
        if one.group is not None and (one.group.title or one.group.caption or one.group.keywords):
            target.with_suffix(".xmp").write_text(_sidecar(one.group), encoding="utf-8")


def ask(engine: Engine, wishes: Sequence[Wish], language: str, library: Path) -> Iterator[Answer]:
    """What each wish brings in one language: every photo, in order."""
    for wish in wishes:
        result = engine.asking.search(SearchQuery(text=wish.zh if language == "zh" else wish.en, limit=0))
        assert result.bands is not None
        photos = engine.library.photos(result.photo_ids.tolist())
        paths = tuple(photo.path.relative_to(library.resolve()).as_posix() for photo in photos)
        yield Answer(wish, paths, tuple(result.bands.tolist()))


def mean_precision(answers: Sequence[Answer]) -> float:
    """The mean average precision over the wishes that are there; doubtful photos count neither way."""
    return float(np.mean([_average_precision(answer) for answer in answers if answer.wish.right]))


def _average_precision(answer: Answer) -> float:
    names = [name for name in answer.names if name not in answer.wish.doubtful]
    places = [place for place, name in enumerate(names) if name in answer.wish.right]
    return sum((number + 1) / (place + 1) for number, place in enumerate(places)) / len(answer.wish.right)


def _renamed(wishes: Sequence[Wish], laid: Sequence[Laid]) -> list[Wish]:
    paths: Mapping[str, str] = {one.photo.name: one.path for one in laid}

    def renamed(names: frozenset[str]) -> frozenset[str]:
        return frozenset(paths[name] for name in names)

    return [Wish(wish.zh, wish.en, renamed(wish.right), renamed(wish.doubtful)) for wish in wishes]


def _laid(photo: notes.Photo, group: Group | None) -> Laid:
    suffix = Path(photo.name).suffix
    if group is None:
        return Laid(photo, None, f"DCIM/100APPLE/IMG_{photo.number:04}{suffix}")
    return Laid(photo, group, f"{group.folder}/{group.stem}{photo.number:04}{suffix}")


def _sidecar(group: Group) -> str:
    keywords = "".join(f"<rdf:li>{escape(word)}</rdf:li>" for word in group.keywords.split(", ") if word)
    return _SIDECAR.format(title=escape(group.title), caption=escape(group.caption), keywords=keywords)


if __name__ == "__main__":
    main()

"""How well answers end: photos and wishes with known answers, asked through the engine as the window asks it.

    python -m tools.bands.measure SET [--wishes]

SET is a folder with `photos/` beside a file `SET.json` of wishes, as `tools.bands.assemble` makes them. Printed for
each language:

- answered: of the wishes that are there, those with a right photo among the strong or possible hits;
- kept: their right photos that are strong or possible, the mean over the wishes;
- refused: of the wishes that are not there, those with nothing strong or possible;
- wrong: of all photos shown as strong, those that are not right (doubtful ones count as neither);
- first: of the wishes that are there, those with a right photo first.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from photosearch.engine.engine import Engine
from photosearch.paths import DataFolders
from photosearch.settings import SettingsOwner
from photosearch.types.queries import Band, SearchQuery, SearchResult

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Wish:
    """What somebody looks for, in both languages, and the names of the photos that show it."""

    zh: str
    en: str
    right: frozenset[str]
    doubtful: frozenset[str]


@dataclass(frozen=True)
class Answer:
    """What one wish in one language brought: file names, best first, and the band of each."""

    wish: Wish
    names: tuple[str, ...]
    bands: tuple[int, ...]

    def shown(self, least: Band) -> list[str]:
        """What is shown of this band or a better one."""
        return [name for name, band in zip(self.names, self.bands, strict=True) if band >= least]


def main() -> None:
    """Reads the arguments, asks everything and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("--wishes", action="store_true", help="print each wish that is answered wrongly")
    arguments = parser.parse_args()
    wishes = read_wishes(arguments.set.with_suffix(".json"))
    with tempfile.TemporaryDirectory() as home:
        engine = open_on(Path(home), arguments.set / "photos")
        try:
            for language in LANGUAGES:
                answers = list(ask(engine, wishes, language))
                print(f"{language}: {figures_text(answers)}")
                if arguments.wishes:
                    print(*wrong_answers(answers, language), sep="\n")
        finally:
            engine.close()


def read_wishes(path: Path) -> list[Wish]:
    """The wishes of a set."""
    rows = json.loads(path.read_text(encoding="utf-8"))["wishes"]
    return [Wish(row["zh"], row["en"], frozenset(row["right"]), frozenset(row["may"])) for row in rows]


def open_on(home: Path, photos: Path) -> Engine:
    """A new library over a folder of photos, all of them searchable."""
    folders = DataFolders(home / "data", home / "cache", home / "models", home / "logs")
    folders.create()
    engine = Engine.open(folders, SettingsOwner.read(folders.settings))
    engine.start(is_watching=False, is_scanning=False)
    engine.library.add_root(photos.resolve())
    while not engine.work.wait_until_idle(1.0):
        pass
    return engine


def ask(engine: Engine, wishes: Sequence[Wish], language: str) -> Iterator[Answer]:
    """What each wish brings in one language."""
    for wish in wishes:
        text = wish.zh if language == "zh" else wish.en
        result = engine.asking.search(SearchQuery(text=text, limit=50, every_match=True))
        yield Answer(wish, _names(engine, result), tuple(int(band) for band in _bands(result)))


def figures_text(answers: Sequence[Answer]) -> str:
    """The figures that the head of this module explains, in one line."""
    there = [answer for answer in answers if answer.wish.right]
    absent = [answer for answer in answers if not answer.wish.right and not answer.wish.doubtful]
    kept = [
        len(answer.wish.right.intersection(answer.shown(Band.POSSIBLE))) / len(answer.wish.right) for answer in there
    ]
    first = [answer.names[0] in answer.wish.right for answer in there]
    refused = [not answer.shown(Band.POSSIBLE) for answer in absent]
    judged = [
        name in answer.wish.right
        for answer in answers
        for name in answer.shown(Band.STRONG)
        if name not in answer.wish.doubtful
    ]
    sure = [bool(answer.wish.right.intersection(answer.shown(Band.STRONG))) for answer in there]
    answered = [share > 0 for share in kept]
    return (
        f"{len(there)} there, {len(absent)} not: answered {_percent(answered)}, kept {_percent(kept)}, "
        f"refused {_percent(refused)}, wrong among strong {100 - float(_percent(judged)):.1f} of {len(judged)}, "
        f"strongly answered {_percent(sure)}, first {_percent(first)}"
    )


def wrong_answers(answers: Sequence[Answer], language: str) -> Iterator[str]:
    """A line for each wish that is there and not answered, or not there and answered."""
    for answer in answers:
        text = answer.wish.zh if language == "zh" else answer.wish.en
        shown = answer.shown(Band.POSSIBLE)
        if answer.wish.right and not answer.wish.right.intersection(shown):
            right = sorted(answer.wish.right)[:2]
            yield f"  missed {text}: shown {len(shown)}, first {answer.names[:2]}, right {right}"
        elif shown and not answer.wish.right:
            yield f"  invented {text}: shown {len(shown)}, {shown[:3]}"


def _names(engine: Engine, result: SearchResult) -> tuple[str, ...]:
    return tuple(photo.path.name for photo in engine.library.photos(result.photo_ids.tolist()))


def _bands(result: SearchResult) -> list[int]:
    assert result.bands is not None
    bands: list[int] = result.bands.tolist()
    return bands


def _percent(values: Sequence[float | bool]) -> str:
    return f"{100 * float(np.mean(values)):.1f}" if values else "nan"


if __name__ == "__main__":
    main()

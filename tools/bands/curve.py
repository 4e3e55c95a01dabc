"""How many absent wishes are refused against how many that are there are answered, wherever the bar is laid.

    python -m tools.bands.curve SET --out docs/search-curve.svg

Prints a table for docs/search.md and draws the two curves, a language each. All bars but the one of what is found stay.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.engine.engine import Engine
from photosearch.search.bands import FOUND, found_by, text_bars
from photosearch.search.judgement import Judgement
from photosearch.search.sources.vectors import Vectors
from photosearch.search.terms import NEAREST
from photosearch.types.ids import PhotoId
from photosearch.types.queries import SearchQuery
from tools.bands.measure import LANGUAGES, Wish, open_on, read_wishes

BARS: Final = tuple(round(-1.5 + 0.1 * step, 1) for step in range(31))
_COLOURS: Final = {"zh": "#c0392b", "en": "#2471a3"}
_SIDE: Final = 320
_EDGE: Final = 44


@dataclass(frozen=True)
class Judged:
    """One wish: how far its best photo lies above the level, and the share of its photos shown if that is enough."""

    found_by: float
    kept: float | None
    """None for a wish that is not there."""


@dataclass(frozen=True)
class Point:
    """The figures at one place of the bar, in percent."""

    bar: float
    refused: float
    answered: float
    kept: float


def main() -> None:
    """Reads the arguments, judges every wish, prints and draws."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    wishes = read_wishes(arguments.set.with_suffix(".json"))
    with tempfile.TemporaryDirectory() as home:
        engine = open_on(Path(home), arguments.set / "photos")
        try:
            judged = {language: list(judge(engine, wishes, language, Path(home))) for language in LANGUAGES}
        finally:
            engine.close()
    curves = {language: [point(of_one, bar) for bar in BARS] for language, of_one in judged.items()}
    print("\n".join(table(curves)))
    arguments.out.write_text("\n".join(drawing(curves)) + "\n", encoding="utf-8")


def judge(engine: Engine, wishes: Sequence[Wish], language: str, home: Path) -> Iterator[Judged]:
    """Every wish of which no doubtful photo could be the answer."""
    shelf = engine.shelves.answering
    thumbnails = ThumbnailCache(home / "curve", 1_000_000)
    pool = DecodePool(workers=1, memory_limit_bytes=2_000_000_000, timeout_s=30, thumbnails=thumbnails)
    judgement = Judgement(shelf.encoder_id, shelf.service, shelf.index)
    vectors = Vectors(shelf.service, shelf.index, engine.store.photos, pool, judgement)
    names = {int(photo.photo_id): photo.path.name for photo in engine.library.photos(_ids(engine))}
    for wish in wishes:
        if wish.right or not wish.doubtful:
            yield _judge_one(vectors, judgement, engine, names, wish, wish.zh if language == "zh" else wish.en)
    pool.close()


def _judge_one(
    vectors: Vectors, judgement: Judgement, engine: Engine, names: dict[int, str], wish: Wish, text: str
) -> Judged:
    index, yardstick = engine.shelves.answering.index, judgement.yardstick()
    assert yardstick is not None
    term = vectors.terms(SearchQuery(text=text)).wanted[0]
    ids, scores = index.search(term.vector, len(index))
    above_noise = yardstick.best_above_noise(scores[:NEAREST], index.vectors_of(ids[:NEAREST]))
    bars = text_bars(yardstick, term.vector, float(scores[0]), math.inf, term.familiarity)
    shown = {names[int(item)] for item, score in zip(ids, scores, strict=True) if score >= bars.possible}
    kept = len(shown & wish.right) / len(wish.right) if wish.right else None
    return Judged(found_by(yardstick, above_noise, term.familiarity) if term.is_known else -math.inf, kept)


def _ids(engine: Engine) -> list[PhotoId]:
    return [PhotoId(int(item)) for item in engine.shelves.answering.index.ids()]


def point(judged: Sequence[Judged], bar: float) -> Point:
    """The figures with the bar at ``bar``."""
    absent = [one.found_by < bar for one in judged if one.kept is None]
    kept = [one.kept if one.found_by >= bar else 0.0 for one in judged if one.kept is not None]
    return Point(bar, *(100 * float(np.mean(of)) for of in (absent, [share > 0 for share in kept], kept)))


def table(curves: dict[str, list[Point]]) -> Iterator[str]:
    """A Markdown table of every second place."""
    yield "| bar, spreads above the level | refused zh / en | answered zh / en | kept zh / en |"
    yield "|---|---|---|---|"
    for zh, en in list(zip(curves["zh"], curves["en"], strict=True))[1::2]:
        pairs = (
            f"{a:.1f} / {b:.1f}" for a, b in ((zh.refused, en.refused), (zh.answered, en.answered), (zh.kept, en.kept))
        )
        yield f"| {zh.bar:+.1f} | {' | '.join(pairs)} |"


def drawing(curves: dict[str, list[Point]]) -> Iterator[str]:
    """The curves as SVG: refused to the right, answered upwards, a dot at the bar in use."""
    size = _SIDE + 2 * _EDGE
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"'
    yield ' font-family="sans-serif" font-size="12">'
    yield f'<rect width="{size}" height="{size}" fill="white"/>'
    for share in range(0, 101, 20):
        x, y = _place(share, share)
        yield f'<path d="M{x:.0f} {_EDGE}V{_EDGE + _SIDE}M{_EDGE} {y:.0f}H{_EDGE + _SIDE}" stroke="#ddd" fill="none"/>'
        yield f'<text x="{x:.0f}" y="{_EDGE + _SIDE + 16}" text-anchor="middle">{share}</text>'
        yield f'<text x="{_EDGE - 6}" y="{y + 4:.0f}" text-anchor="end">{share}</text>'
    yield f'<text x="{size / 2:.0f}" y="{size - 8}" text-anchor="middle">absent wishes refused, %</text>'
    yield (
        f'<text transform="translate(14 {size / 2:.0f}) rotate(-90)" text-anchor="middle">'
        "wishes that are there answered, %</text>"
    )
    for number, (language, points) in enumerate(curves.items()):
        colour = _COLOURS[language]
        line = " ".join("{:.1f},{:.1f}".format(*_place(each.refused, each.answered)) for each in points)
        yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
        used = min(points, key=lambda each: abs(each.bar - FOUND))
        x, y = _place(used.refused, used.answered)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'
        yield f'<text x="{_EDGE + 12}" y="{_EDGE + _SIDE - 30 + 16 * number}" fill="{colour}">{language}</text>'
    yield "</svg>"


def _place(refused: float, answered: float) -> tuple[float, float]:
    return _EDGE + _SIDE * refused / 100, _EDGE + _SIDE * (1 - answered / 100)


if __name__ == "__main__":
    main()

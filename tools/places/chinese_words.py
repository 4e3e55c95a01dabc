"""Packs the words into which a Chinese sentence is cut before places are looked for in it.

    python -m tools.places.chinese_words WORK

Makes ``resources/places/words.npz`` of jieba's dictionary (MIT), with how often each word is met: the frequent ones,
and those that hold the name of a place but are none (北京烤鸭).
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np

from photosearch.gazetteer.gazetteer import Gazetteer, bundled_gazetteer
from photosearch.gazetteer.keys import HAN, digests_of

TARGET: Final = Path(__file__).parents[2] / "resources" / "places" / "words.npz"
_OFTEN: Final = 60
"""Times a word is met in jieba's corpus of 60 million."""
_PLACES: Final = ("ns", "nt", "nz")
"""Tags of places, organisations and other names."""
_LONGEST: Final = 8
_STEP: Final = 8.0
"""Costs are stored in eighths."""


def main() -> None:
    """Writes the file and says how large it is."""
    counts = dict(_words(Path(sys.argv[1]) / "lib" / "jieba" / "dict.txt"))
    total = sum(count for count, _ in counts.values())
    kept = {word: count for word, (count, tag) in counts.items() if count >= _OFTEN or len(word) == 1}
    kept |= {word: counts[word][0] for word in _holding_places(counts, bundled_gazetteer())}
    words = sorted(kept)
    digests = digests_of(words)
    order = np.argsort(digests)
    costs = np.asarray([-math.log(max(kept[word], 1) / total) for word in words])
    np.savez_compressed(
        TARGET,
        digest_steps=np.diff(digests[order], prepend=np.uint64(0)),
        costs=np.round(costs[order] * _STEP).astype(np.uint8),
    )
    print(f"{len(words):,} words, {TARGET.stat().st_size / 1e6:.2f} MB")


def _words(path: Path) -> Iterator[tuple[str, tuple[int, str]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        if len(word) <= _LONGEST and HAN.match(word):
            yield word, (int(count), tag)


def _holding_places(counts: Mapping[str, tuple[int, str]], gazetteer: Gazetteer) -> Iterator[str]:
    for word, (_, tag) in counts.items():
        if len(word) < 3 or tag in _PLACES or gazetteer.named([word]):
            continue
        parts = {word[start:end] for start in range(len(word)) for end in range(start + 2, len(word) + 1)} - {word}
        if gazetteer.named(sorted(parts)):
            yield word


if __name__ == "__main__":
    main()

"""Step 6: measures a package on the validation pairs, for its manifest and card.

    python -m tools.starter.figures --package resources/models/starter --work WORK --out WORK/quality.json

The figures are those of `photosearch evaluate`. The match floor is the cosine that four of five pairs of label name and
right photo reach: hits below it are merely the nearest photos.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from photosearch.embed.packaged import PackagedEncoder
from photosearch.search.evaluation import PairSet, load_pairs, run_evaluation

MATCHES_BELOW_FLOOR = 0.2
PAIRS = ("val-captions", "val-translated", "val-names")


class PackageUnderTest:
    """A package with its photos' embeddings kept, for they are in several pairs files."""

    def __init__(self, folder: Path) -> None:
        self.encoder = PackagedEncoder(folder, threads=1)
        self._known: dict[Path, np.ndarray] = {}

    def images(self, paths: Sequence[Path]) -> np.ndarray:
        """Unit embeddings [n, dim] of photos."""
        new = [path for path in paths if path not in self._known]
        if new:
            embedded = self.encoder.encode_images(np.stack([self._pixels(path) for path in new]))
            self._known.update(zip(new, embedded, strict=True))
        return np.stack([self._known[path] for path in paths])

    def _pixels(self, path: Path) -> np.ndarray:
        size_px = self.encoder.pixel_spec.size_px
        with Image.open(path) as image:
            return np.asarray(image.convert("RGB").resize((size_px, size_px), Image.Resampling.BICUBIC))


def main() -> None:
    """Reads the arguments, measures and writes the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    package = PackageUnderTest(arguments.package)
    figures: dict[str, object] = {}
    for name in PAIRS:
        pairs = load_pairs(arguments.work / f"{name}.jsonl")
        report = run_evaluation(
            pairs,
            encoder=package.encoder.encoder_id,
            encode_images=package.images,
            encode_texts=package.encoder.encode_texts,
        )
        figures[name] = report.as_json()
    figures["match_floor"] = match_floor(package, pairs)
    arguments.out.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    print(json.dumps(figures, indent=1))


def match_floor(package: PackageUnderTest, pairs: PairSet) -> float:
    """The cosine that all but MATCHES_BELOW_FLOOR of the right pairs reach."""
    photos = package.images(pairs.files)
    texts = package.encoder.encode_texts([question.text for question in pairs.questions])
    right = [photos[list(question.relevant)] @ text for question, text in zip(pairs.questions, texts, strict=True)]
    return round(float(np.quantile(np.concatenate(right), MATCHES_BELOW_FLOOR)), 3)


if __name__ == "__main__":
    main()

"""Step 6: measures a package on the validation pairs and writes the figures into its manifest.

    python -m tools.starter.figures --package resources/models/starter --work WORK [--twin FOLDER]

A package that was trained on the validation photos too cannot be measured on them: then its twin is, the package
of the same recipe and seed that was not, and the manifest says so.

The figures are those of `photosearch evaluate`. The match floor is the cosine that four of five pairs of label name and
right photo reach: hits below it are merely the nearest photos.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.search.evaluation import PairSet, load_pairs, run_evaluation
from tools.starter.export import write_manifest

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
    """Reads the arguments, measures unless that was done, and writes the figures and the package's manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--twin", type=Path, help="measure this package instead")
    parser.add_argument("--version", default="1")
    arguments = parser.parse_args()
    package = PackageUnderTest(arguments.twin or arguments.package)
    measured = arguments.work / f"figures-{package.encoder.encoder_id}.json"
    if not measured.exists():
        measured.write_text(json.dumps(measure(package, arguments.work), indent=1), encoding="utf-8")
    figures = json.loads(measured.read_text(encoding="utf-8"))
    print(json.dumps(figures, indent=1))
    told = quality(figures)
    if arguments.twin is not None:
        told["measured_on"] = f"{package.encoder.encoder_id}, the same recipe without the validation photos"
    write_manifest(arguments.package, arguments.version, figures["match_floor"], told)


def measure(package: PackageUnderTest, work: Path) -> dict[str, object]:
    """The report on each pairs file, and the match floor."""
    figures: dict[str, object] = {}
    for name in PAIRS:
        pairs = load_pairs(work / f"{name}.jsonl")
        report = run_evaluation(
            pairs,
            encoder=package.encoder.encoder_id,
            encode_images=package.images,
            encode_texts=package.encoder.encode_texts,
        )
        figures[name] = report.as_json()
    figures["match_floor"] = match_floor(package, pairs)
    return figures


def quality(figures: Mapping[str, Any]) -> dict[str, object]:
    """What the manifest says of the figures: text to image only."""
    captions = figures["val-captions"]["text_to_image"]
    return {
        "validation": "1,000 captioned photos, 5 captions each (text to image, percent); "
        "230 label names of both languages over 2,032 photos",
        "captions_en": captions["en"],
        "captions_zh_by_hand": captions["zh"],
        "captions_zh_translated": figures["val-translated"]["text_to_image"]["zh"],
        "label_names": figures["val-names"]["queries"],
    }


def match_floor(package: PackageUnderTest, pairs: PairSet) -> float:
    """The cosine that all but MATCHES_BELOW_FLOOR of the right pairs reach."""
    photos = package.images(pairs.files)
    texts = package.encoder.encode_texts([question.text for question in pairs.questions])
    right = [photos[list(question.relevant)] @ text for question, text in zip(pairs.questions, texts, strict=True)]
    return round(float(np.quantile(np.concatenate(right), MATCHES_BELOW_FLOOR)), 3)


if __name__ == "__main__":
    main()

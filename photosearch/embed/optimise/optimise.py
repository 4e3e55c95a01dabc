"""Turns Chinese-CLIP as it was brought into a model package for this machine: quantises, measures, decides.

Each tower takes the first precision that is faithful enough to the original in float32 on real pictures and texts, and
not slower than the original as it would run here. What is measured is the package itself, opened as the app opens it.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from photosearch.embed.optimise.fidelity import compare
from photosearch.embed.optimise.float_towers import FloatTowers
from photosearch.embed.optimise.onnx_export import IMAGE, TEXT
from photosearch.embed.optimise.order import Order
from photosearch.embed.optimise.originals import Tell, open_original
from photosearch.embed.optimise.package_writing import quality_of, write_manifest
from photosearch.embed.optimise.tower_forms import TowerForms
from photosearch.embed.running.chinese_clip import ChineseClipEncoder
from photosearch.embed.running.package_manifest import TowerNames
from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.errors import ModelError
from photosearch.types.arrays import Float32Array
from photosearch.types.ids import EncoderId
from photosearch.types.optimisation import Fidelity, Precision, Step, Trial, Verdict

_TOWERS = {IMAGE: "image", TEXT: "text"}
_TIMED_IMAGES = 8
_REPETITIONS = 4


Race = Callable[[Callable[[], object], Callable[[], object]], tuple[float, float]]


def race(candidate: Callable[[], object], original: Callable[[], object]) -> tuple[float, float]:
    """The shortest of a few runs of each, in seconds, after one to warm up.

    They take turns, so that what else runs on the machine meets both; and it only ever adds, hence the shortest.
    """
    works = (candidate, original)
    seconds: tuple[list[float], list[float]] = ([], [])
    for number in range(1 + _REPETITIONS):
        for work, taken in zip(works, seconds, strict=True):
            start = time.perf_counter()
            work()
            if number:
                taken.append(time.perf_counter() - start)
    return min(seconds[0]), min(seconds[1])


def optimise(order: Order, tell: Tell, race: Race = race) -> Verdict:
    """Write the best package for this machine into ``order.folder``; without an acceptable one the folder is removed.

    Args:
        order: what to make.
        tell: told when a step begins.
        race: how long a candidate and the original take for the same work.

    Raises:
        ModelError: what was brought cannot be loaded, or a package cannot be run.
        OSError, RuntimeError, ValueError: exporting failed.
    """
    exported = order.folder / "float32"
    exported.mkdir(parents=True)
    original = open_original(order, exported, tell)
    tell(Step.REFERENCE)
    reference = _Reference(
        original.encoder,
        original.encode_images_exactly(order.pixels),
        original.encoder.encode_texts(order.texts),
        race,
    )
    tell(Step.MEASURE)
    verdict = _choose(order, exported, reference)
    shutil.rmtree(exported if verdict.encoder_id is not None else order.folder)
    return verdict


@dataclass(frozen=True, slots=True)
class _Reference:
    """What candidates are held against."""

    encoder: ChineseClipEncoder | FloatTowers
    images: Float32Array
    texts: Float32Array
    race: Race


def _choose(order: Order, exported: Path, reference: _Reference) -> Verdict:
    """One tower after the other takes the first form that is accepted."""
    forms = TowerForms(exported, order.folder, order.pixels)
    trials: list[Trial] = []
    for tower in (IMAGE, TEXT):
        for precision in forms.candidates(tower):
            trials.append(_trial(tower, precision, order, forms, reference))
            if trials[-1].is_accepted:
                break
        else:
            return Verdict(None, tuple(trials))
    quality = quality_of(len(order.pixels), trials)
    return Verdict(_write_manifest(order, forms, quality), tuple(trials))


def _trial(tower: TowerNames, precision: Precision, order: Order, forms: TowerForms, reference: _Reference) -> Trial:
    name = _TOWERS[tower]
    try:
        forms.write(tower, precision)
        _write_manifest(order, forms, {})
        encoder = PackagedEncoder(order.folder, threads=order.threads, opens_towers=False)
        measure = _measure_images if tower is IMAGE else _measure_texts
        fidelity, (seconds, original_seconds) = measure(encoder, order, reference)
    except (ModelError, RuntimeError, ValueError) as error:
        # This form cannot be made, does not run here, or gave no numbers: the next one may.
        return Trial(name, precision, None, detail=error.detail if isinstance(error, ModelError) else str(error))
    # A graph has nothing to go back to: its last form need not be a faster one.
    is_last_resort = order.is_graph and precision is Precision.FLOAT
    return Trial(name, precision, fidelity, seconds, original_seconds, is_last_resort=is_last_resort)


def _measure_images(
    encoder: PackagedEncoder, order: Order, reference: _Reference
) -> tuple[Fidelity, tuple[float, float]]:
    fidelity = compare(encoder.encode_images(order.pixels), reference.images)
    some = order.pixels[:_TIMED_IMAGES]
    return fidelity, reference.race(lambda: encoder.encode_images(some), lambda: reference.encoder.encode_images(some))


def _measure_texts(
    encoder: PackagedEncoder, order: Order, reference: _Reference
) -> tuple[Fidelity, tuple[float, float]]:
    fidelity = compare(encoder.encode_texts(order.texts), reference.texts, reference.images)
    one = order.texts[:1]
    return fidelity, reference.race(lambda: encoder.encode_texts(one), lambda: reference.encoder.encode_texts(one))


def _write_manifest(order: Order, forms: TowerForms, quality: Mapping[str, object]) -> EncoderId:
    # Of a graph nothing stays but the package, which then is no other form of anything installed.
    made_from = None if order.is_graph else order.encoder_id
    return write_manifest(order.folder, order.model, forms.contents, made_from=made_from, quality=quality)

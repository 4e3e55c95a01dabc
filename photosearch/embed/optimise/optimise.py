"""Turns a Chinese-CLIP checkpoint into a model package for this machine: exports, quantises, measures, decides.

Each tower takes the first precision that is faithful enough to float32 torch on real pictures and texts, and not slower
than torch as it would run here. What is measured is the package itself, opened as the app opens it.
"""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from photosearch.embed.optimise.fidelity import compare
from photosearch.embed.optimise.onnx_export import IMAGE, TEXT, export_image_tower, export_text_tower
from photosearch.embed.optimise.order import Order
from photosearch.embed.optimise.tower_forms import TowerForms
from photosearch.embed.running.chinese_clip import CONTEXT_LENGTH, ChineseClipEncoder
from photosearch.embed.running.package_manifest import CHINESE_CLIP_TOKENIZER, MANIFEST_NAME, TowerNames
from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.embed.running.preprocess import CHINESE_CLIP
from photosearch.errors import ModelError
from photosearch.types.arrays import Float32Array
from photosearch.types.ids import EncoderId
from photosearch.types.optimisation import Fidelity, Precision, Step, Trial, Verdict

VOCABULARY = "vocab.txt"
_TOWERS = {IMAGE: "image", TEXT: "text"}
_TIMED_IMAGES = 8
_REPETITIONS = 4


Race = Callable[[Callable[[], object], Callable[[], object]], tuple[float, float]]
Tell = Callable[[Step], None]


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
        ModelError: the checkpoint cannot be loaded, or a package cannot be run.
        OSError, RuntimeError, ValueError: exporting failed.
    """
    exported = order.folder / "float32"
    exported.mkdir(parents=True)
    tell(Step.LOAD)
    original = ChineseClipEncoder(
        order.checkpoint,
        order.model,
        encoder_id=order.encoder_id,
        device=order.device,
        threads=order.threads,
        architecture=order.architecture,
    )
    tell(Step.REFERENCE)
    reference = _Reference(
        original, original.encode_images_exactly(order.pixels), original.encode_texts(order.texts), race
    )
    tell(Step.EXPORT)
    _export(order, original, exported)
    tell(Step.MEASURE)
    verdict = _choose(order, exported, reference)
    shutil.rmtree(exported if verdict.encoder_id is not None else order.folder)
    return verdict


@dataclass(frozen=True, slots=True)
class _Reference:
    """What candidates are held against."""

    encoder: ChineseClipEncoder
    images: Float32Array
    texts: Float32Array
    race: Race


def _export(order: Order, original: ChineseClipEncoder, folder: Path) -> None:
    network = original.network
    if original.device != "cpu":
        # The original goes on where it is: speed is compared with it there.
        network = copy.deepcopy(network).cpu().float()
    export_image_tower(network, order.model.pixel_spec.size_px, folder)
    export_text_tower(network, folder)
    shutil.copyfile(original.vocabulary_file, order.folder / VOCABULARY)


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
    return Verdict(_write_manifest(order, forms, trials), tuple(trials))


def _trial(tower: TowerNames, precision: Precision, order: Order, forms: TowerForms, reference: _Reference) -> Trial:
    name = _TOWERS[tower]
    try:
        forms.write(tower, precision)
        _write_manifest(order, forms, ())
        encoder = PackagedEncoder(order.folder, threads=order.threads)
        measure = _measure_images if tower is IMAGE else _measure_texts
        fidelity, (seconds, torch_seconds) = measure(encoder, order, reference)
    except (ModelError, RuntimeError, ValueError) as error:
        # This form cannot be made, does not run here, or gave no numbers: the next one may.
        return Trial(name, precision, None, detail=error.detail if isinstance(error, ModelError) else str(error))
    return Trial(name, precision, fidelity, seconds, torch_seconds)


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


def _write_manifest(order: Order, forms: TowerForms, trials: Sequence[Trial]) -> EncoderId:
    files = {name: _entry(order.folder / name) for name in (*forms.files(), VOCABULARY)}
    digest = hashlib.sha256("".join(str(entry["sha256"]) for entry in files.values()).encode()).hexdigest()
    encoder_id = EncoderId(f"chinese-clip-{order.model.name}-{forms.precisions[IMAGE].value}-{digest[:12]}")
    manifest = _manifest(order, encoder_id, forms, files)
    manifest["quality"] = {"pictures": len(order.pixels), "trials": [trial.as_json() for trial in trials]}
    (order.folder / MANIFEST_NAME).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return encoder_id


def _entry(file: Path) -> dict[str, object]:
    with file.open("rb") as stream:
        return {"sha256": hashlib.file_digest(stream, "sha256").hexdigest(), "bytes": file.stat().st_size}


def _manifest(
    order: Order, encoder_id: EncoderId, forms: TowerForms, files: Mapping[str, dict[str, object]]
) -> dict[str, object]:
    return {
        # Versions of photosearch that cannot open OpenVINO's towers must not try.
        "format": 2 if any(names.weights for names in forms.names.values()) else 1,
        "name": order.model.name,
        "version": "1",
        "encoder_id": encoder_id,
        "made_from": order.encoder_id,
        "dim": order.model.dim,
        "precision": f"{forms.precisions[IMAGE].value} images, {forms.precisions[TEXT].value} texts",
        "match_floor": None,
        "image": {
            **_stated(forms.names[IMAGE]),
            "size_px": order.model.pixel_spec.size_px,
            "resize": order.model.pixel_spec.resize.value,
            "interpolation": "bicubic",
            "mean": list(CHINESE_CLIP.mean),
            "scale": list(CHINESE_CLIP.scale),
        },
        "text": {
            **_stated(forms.names[TEXT]),
            "vocabulary": VOCABULARY,
            "tokenizer": CHINESE_CLIP_TOKENIZER,
            "context_length": CONTEXT_LENGTH,
            "pad_id": 0,
        },
        "files": dict(files),
    }


def _stated(names: TowerNames) -> dict[str, str]:
    return {key: value for key, value in asdict(names).items() if value is not None}

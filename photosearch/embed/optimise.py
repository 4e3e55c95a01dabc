"""Turns a Chinese-CLIP checkpoint into a model package for this machine: exports, quantises, measures, decides.

Each tower takes the first precision that is faithful enough to float32 torch on real pictures and texts, and not slower
than torch as it would run here. What is measured is the package itself, opened as the app opens it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from photosearch.embed.chinese_clip import CONTEXT_LENGTH, ChineseClipEncoder
from photosearch.embed.encoder import Encoder
from photosearch.embed.fidelity import compare
from photosearch.embed.onnx_export import IMAGE, TEXT, export_image_tower, export_text_tower
from photosearch.embed.optimisation import Order, Precision, Step, Trial, Verdict
from photosearch.embed.package_manifest import CHINESE_CLIP_TOKENIZER, MANIFEST_NAME
from photosearch.embed.packaged import PackagedEncoder
from photosearch.embed.preprocess import CHINESE_CLIP
from photosearch.embed.quantised_graph import write_at_precision
from photosearch.errors import ModelError
from photosearch.types import EncoderId, Float32Array

VOCABULARY = "vocab.txt"
_IMAGE, _TEXT = "image", "text"
_TIMED_IMAGES = 8
_REPETITIONS = 4


Stopwatch = Callable[[Callable[[], object]], float]
Tell = Callable[[Step], None]


def seconds_of(work: Callable[[], object]) -> float:
    """The shortest of a few runs, after one to warm up: what else runs on the machine only ever adds."""
    work()
    best = float("inf")
    for _ in range(_REPETITIONS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def optimise(order: Order, tell: Tell, stopwatch: Stopwatch = seconds_of) -> Verdict:
    """Write the best package for this machine into ``order.folder``; without an acceptable one the folder is emptied.

    Args:
        order: what to make.
        tell: told when a step begins.
        stopwatch: how long a piece of work takes, in seconds.

    Raises:
        ModelError: the checkpoint cannot be loaded, or a package cannot be run.
        OSError, RuntimeError, ValueError: exporting failed.
    """
    exported = order.folder / "float32"
    exported.mkdir(parents=True)
    reference, vocabulary = _export_and_measure(order, exported, tell, stopwatch)
    (order.folder / VOCABULARY).write_bytes(vocabulary)
    tell(Step.MEASURE)
    verdict = _choose(order, exported, reference, stopwatch)
    shutil.rmtree(exported if verdict.encoder_id is not None else order.folder)
    return verdict


@dataclass(frozen=True, slots=True)
class _Measured:
    """One tower's embeddings of the order's pictures or texts, and its speed."""

    embeddings: Float32Array
    seconds: float


def _export_and_measure(
    order: Order, exported: Path, tell: Tell, stopwatch: Stopwatch
) -> tuple[dict[str, _Measured], bytes]:
    """Everything that needs torch, whose memory is given back at the end: what to hold against, and the vocabulary."""
    tell(Step.LOAD)
    encoder = ChineseClipEncoder(
        order.checkpoint,
        order.model,
        encoder_id=order.encoder_id,
        device=order.device,
        threads=order.threads,
        architecture=order.architecture,
    )
    tell(Step.REFERENCE)
    image = _Measured(encoder.encode_images_exactly(order.pixels), _seconds(_IMAGE, encoder, order, stopwatch))
    text = _Measured(encoder.encode_texts(order.texts), _seconds(_TEXT, encoder, order, stopwatch))
    tell(Step.EXPORT)
    network = encoder.network.float().cpu()
    export_image_tower(network, order.model.pixel_spec.size_px, exported)
    export_text_tower(network, exported)
    vocabulary = encoder.vocabulary_file.read_bytes()
    encoder.close()
    return {_IMAGE: image, _TEXT: text}, vocabulary


def _seconds(tower: str, encoder: Encoder, order: Order, stopwatch: Stopwatch) -> float:
    """For a batch of pictures, or for a short text."""
    if tower == _IMAGE:
        return stopwatch(lambda: encoder.encode_images(order.pixels[:_TIMED_IMAGES]))
    return stopwatch(lambda: encoder.encode_texts(order.texts[:1]))


def _choose(order: Order, exported: Path, reference: Mapping[str, _Measured], stopwatch: Stopwatch) -> Verdict:
    """One tower after the other takes the first precision that is accepted."""
    chosen = {_IMAGE: Precision.FLOAT, _TEXT: Precision.FLOAT}
    trials: list[Trial] = []
    for tower in (_IMAGE, _TEXT):
        for precision in Precision:
            chosen[tower] = precision
            _write_package(order, exported, chosen, trials)
            trials.append(_trial(tower, precision, order, reference, stopwatch))
            if trials[-1].is_accepted:
                break
        else:
            return Verdict(None, tuple(trials))
    return Verdict(_write_package(order, exported, chosen, trials), tuple(trials))


def _trial(
    tower: str, precision: Precision, order: Order, reference: Mapping[str, _Measured], stopwatch: Stopwatch
) -> Trial:
    expected = reference[tower]
    try:
        measured = _measure_package(tower, order, stopwatch)
    except ModelError as error:
        # This form does not run here, or gave no numbers: the next one may.
        return Trial(tower, precision, None, float("inf"), expected.seconds, error.detail)
    pictures = None if tower == _IMAGE else reference[_IMAGE].embeddings
    fidelity = compare(measured.embeddings, expected.embeddings, pictures)
    return Trial(tower, precision, fidelity, measured.seconds, expected.seconds)


def _measure_package(tower: str, order: Order, stopwatch: Stopwatch) -> _Measured:
    encoder = PackagedEncoder(order.folder, threads=order.threads)
    try:
        is_image = tower == _IMAGE
        embeddings = encoder.encode_images(order.pixels) if is_image else encoder.encode_texts(order.texts)
        return _Measured(embeddings, _seconds(tower, encoder, order, stopwatch))
    finally:
        encoder.close()


def _write_package(order: Order, exported: Path, chosen: Mapping[str, Precision], trials: Sequence[Trial]) -> EncoderId:
    for tower, names in ((_IMAGE, IMAGE), (_TEXT, TEXT)):
        write_at_precision(exported / names.file, order.folder / names.file, chosen[tower])
    files = {name: _entry(order.folder / name) for name in (IMAGE.file, TEXT.file, VOCABULARY)}
    digest = hashlib.sha256("".join(str(entry["sha256"]) for entry in files.values()).encode()).hexdigest()
    encoder_id = EncoderId(f"chinese-clip-{order.model.name}-{chosen[_IMAGE].value}-{digest[:12]}")
    manifest = _manifest(order, encoder_id, f"{chosen[_IMAGE].value} images, {chosen[_TEXT].value} texts", files)
    manifest["quality"] = {"pictures": len(order.pixels), "trials": [trial.as_json() for trial in trials]}
    (order.folder / MANIFEST_NAME).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return encoder_id


def _entry(file: Path) -> dict[str, object]:
    with file.open("rb") as stream:
        return {"sha256": hashlib.file_digest(stream, "sha256").hexdigest(), "bytes": file.stat().st_size}


def _manifest(
    order: Order, encoder_id: EncoderId, precision: str, files: Mapping[str, dict[str, object]]
) -> dict[str, object]:
    return {
        "format": 1,
        "name": order.model.name,
        "version": "1",
        "encoder_id": encoder_id,
        "made_from": order.encoder_id,
        "dim": order.model.dim,
        "precision": precision,
        "match_floor": None,
        "image": {
            **asdict(IMAGE),
            "size_px": order.model.pixel_spec.size_px,
            "resize": order.model.pixel_spec.resize.value,
            "interpolation": "bicubic",
            "mean": list(CHINESE_CLIP.mean),
            "scale": list(CHINESE_CLIP.scale),
        },
        "text": {
            **asdict(TEXT),
            "vocabulary": VOCABULARY,
            "tokenizer": CHINESE_CLIP_TOKENIZER,
            "context_length": CONTEXT_LENGTH,
            "pad_id": 0,
        },
        "files": dict(files),
    }

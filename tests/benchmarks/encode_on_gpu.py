"""Chinese-CLIP on a CUDA device: all five models, random weights at true size, against the CPU in float32.

Runs only where there is a CUDA device; elsewhere it says so and measures nothing.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image

from photosearch.decode.pixels import fit
from photosearch.embed.known_models import KNOWN_MODELS, KnownModel
from photosearch.embed.running.chinese_clip import ChineseClipEncoder
from photosearch.engine.engine import Engine
from photosearch.paths import DataFolders
from photosearch.settings import Settings, SettingsOwner
from photosearch.types.arrays import UInt8Array
from photosearch.types.ids import EncoderId
from photosearch.types.photos import PixelSpec
from tests.benchmarks.decode_jpeg import plain_decode
from tests.benchmarks.end_to_end import distinct_photos
from tests.benchmarks.measure import Figure, by_turns, figure, per_second, times_s
from tests.benchmarks.plan import Plan
from tests.checkpoints import write_full_size
from tests.photos import PHOTOS

NAME = "encode_on_gpu"
_CALL = 256
_EXACT = 8
_COMPARED = 32
_MATRIX = 8192
_END_TO_END = "ViT-B-16"
_PHOTOS = 960


def run(plan: Plan) -> list[Figure]:
    """Nothing where torch or a CUDA device is missing."""
    if importlib.util.find_spec("torch") is None:
        return []
    import torch

    if not torch.cuda.is_available():
        return []
    peak = _matrix_peak(torch, plan.rounds(9))
    towers = [_of_model(torch, model, plan, peak.median) for model in KNOWN_MODELS]
    return [peak, *itertools.chain.from_iterable(towers), *_end_to_end(plan)]


def _matrix_peak(torch: Any, rounds: int) -> Figure:
    left, right = (torch.randn(_MATRIX, _MATRIX, device="cuda", dtype=torch.float16) for _ in range(2))

    def multiply() -> None:
        for _ in range(10):
            torch.mm(left, right)
        torch.cuda.synchronize()

    times, _ = by_turns(multiply, lambda: None, rounds)
    name = f"matrix product, float16, {torch.cuda.get_device_name()}"
    return figure(name, "TFLOP/s", [10 * 2 * _MATRIX**3 / took_s / 1e12 for took_s in times])


def _of_model(torch: Any, model: KnownModel, plan: Plan, peak_tflops: float) -> list[Figure]:
    checkpoint = write_full_size(plan.folder / "models", model)
    pixels = _pictures(model.pixel_spec, _CALL)
    load_s: list[float] = []
    opened: list[ChineseClipEncoder] = []
    load_s.append(times_s(lambda: opened.append(_open(checkpoint, model, "cuda"))))
    on_gpu, on_cpu = opened[0], _open(checkpoint, model, "cpu")
    torch.cuda.reset_peak_memory_stats()
    ours, _ = by_turns(lambda: on_gpu.encode_images(pixels), lambda: None, plan.rounds(12))
    exact = [times_s(lambda: on_cpu.encode_images_exactly(pixels[:_EXACT])) for _ in range(2)][1:]
    wanted = on_cpu.encode_images_exactly(pixels[:_COMPARED])
    cosines = (on_gpu.encode_images(pixels[:_COMPARED]) * wanted).sum(axis=1)
    words = ["红色的汽车", "two dogs play in the snow"]
    text_cosines = (on_gpu.encode_texts(words) * on_cpu.encode_texts(words)).sum(axis=1)
    texts, slow_texts = by_turns(lambda: on_gpu.encode_texts(words[:1]), lambda: on_cpu.encode_texts(words[:1]), 12)
    note = f"cosine {cosines.mean():.5f}, least {cosines.min():.5f}; texts {text_cosines.min():.5f}"
    memory = f"peak {torch.cuda.max_memory_allocated() / 1e6:,.0f} MB on the device, loaded in {load_s[0]:.1f} s"
    share = f"{_flop_an_image(model) * _CALL / float(np.median(ours)) / 1e12 / peak_tflops:.0%} of the matrix peak"
    return [
        figure(
            f"{model.name} on CUDA, calls of {_CALL}",
            "images/s",
            per_second(_CALL, ours),
            baseline="the CPU in float32",
            against=per_second(_EXACT, exact),
            note=f"{note}; {memory}; {share}",
        ),
        *_where_time_goes(torch, on_gpu, pixels, model, plan),
        figure(
            f"{model.name} on CUDA, a short text",
            "ms",
            [1000 * took_s for took_s in texts],
            baseline="the CPU",
            against=[1000 * took_s for took_s in slow_texts],
        ),
    ]


def _where_time_goes(
    torch: Any,
    encoder: ChineseClipEncoder,
    pixels: UInt8Array,
    model: KnownModel,
    plan: Plan,
) -> list[Figure]:
    """Computing alone, from pixels that are on the device, beside bringing them there the plain way."""
    there = torch.from_numpy(pixels).to("cuda")

    def compute() -> None:
        with torch.inference_mode():
            for chunk in there.split(64):
                encoder.network.encode_image(encoder._planes(chunk))
        torch.cuda.synchronize()

    def bring() -> None:
        torch.from_numpy(pixels).to("cuda")
        torch.cuda.synchronize()

    computing, bringing = by_turns(compute, bring, plan.rounds(12))
    return [
        figure(
            f"... of it computing, {model.name}",
            "ms",
            [1000 * took_s for took_s in computing],
            baseline="bringing the pixels unpinned",
            against=[1000 * took_s for took_s in bringing],
        )
    ]


def _end_to_end(plan: Plan) -> list[Figure]:
    """From 12-megapixel JPEGs on disk to searchable, against a straight loop with the same encoder."""
    model = next(model for model in KNOWN_MODELS if model.name == _END_TO_END)
    files = distinct_photos(plan.folder, _PHOTOS // 4 if plan.is_quick else _PHOTOS)
    encoder = _open(write_full_size(plan.folder / "models", model), model, "cuda")

    def straight() -> None:
        for file in files[:_EXACT]:
            encoder.encode_images(np.asarray(plain_decode(file, model.pixel_spec.size_px))[np.newaxis])

    straight()
    straight_s = [times_s(straight) for _ in range(3)]
    encoder.close()
    home = plan.folder / "gpu-home"
    shutil.rmtree(home, ignore_errors=True)
    folders = DataFolders(home / "data", home / "cache", plan.folder / "models", home / "logs")
    workers = os.cpu_count() or 1
    settings = Settings(encoder=_END_TO_END, device="cuda", decode_workers=workers)
    engine = Engine.open(folders, SettingsOwner(folders.settings, settings))
    try:
        engine.models.warm_up()
        engine.start(is_watching=False, is_scanning=False)
        service = engine.shelves.answering.service
        assert service.device == "cuda"
        begin_s = time.perf_counter()
        engine.library.add_root(files[0].parent)
        assert engine.work.wait_until_idle()
        took_s = time.perf_counter() - begin_s
        assert engine.library.status().embedded >= len(files)
    finally:
        engine.close()
    return [
        figure(
            f"disk to searchable with thumbnail, {_END_TO_END} on CUDA, {workers} decoding workers",
            "photos/s",
            [len(files) / took_s],
            baseline="loop of Pillow decode and encoder, one by one",
            against=per_second(_EXACT, straight_s),
            note=f"the encoder is busy {service.busy_s / took_s:.0%} of the time",
        )
    ]


def _flop_an_image(model: KnownModel) -> float:
    """Multiply-adds counted as two, of the image tower (Radford et al. 2021; RN50 at 224 px from OpenAI's table)."""
    return {
        "RN50": 12.2e9,
        "ViT-B-16": 33.7e9,
        "ViT-L-14": 155e9,
        "ViT-L-14-336": 366e9,
        "ViT-H-14": 324e9,
    }[model.name]


def _pictures(spec: PixelSpec, count: int) -> UInt8Array:
    files: Sequence[Path] = sorted(PHOTOS.glob("*.jpg"))
    squares = [fit(PIL.Image.open(file).convert("RGB"), spec) for file in files]
    return np.ascontiguousarray(np.stack([squares[number % len(squares)] for number in range(count)]))


def _open(checkpoint: Path, model: KnownModel, device: str) -> ChineseClipEncoder:
    return ChineseClipEncoder(checkpoint, model, encoder_id=EncoderId(model.name), device=device)

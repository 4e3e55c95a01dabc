"""Measures the package beside its backbone alone and beside Chinese-CLIP ViT-B-16 with random weights, in one run.

python -m tools.starter.speed --package resources/models/starter --work WORK
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import onnxruntime as ort
import torch

from photosearch.embed.running.packaged import PackagedEncoder
from tools.starter.backbone import INPUT_SIZE_PX

BATCH = 16
QUERY = "a dog running on the beach"
QUERY_ZH = "在海边奔跑的狗"
CLIP_SIZE_PX = 224
CLIP_BATCH = 8


def main() -> None:
    """Reads the arguments and prints one line per encoder and number of threads."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    for threads in (1, 2):
        report(arguments.package, arguments.work, threads)


def report(package: Path, work: Path, threads: int) -> None:
    """Prints the figures of every encoder at one number of threads."""
    starter = PackagedEncoder(package, threads=threads)
    pixels = np.random.default_rng(0).integers(0, 255, (BATCH, INPUT_SIZE_PX, INPUT_SIZE_PX, 3), dtype=np.uint8)
    rate = BATCH / median_s(lambda: starter.encode_images(pixels), 8)
    english = 1000 * median_s(lambda: starter.encode_texts([QUERY]), 50)
    chinese = 1000 * median_s(lambda: starter.encode_texts([QUERY_ZH]), 50)
    print(f"starter, {threads} threads: {rate:.1f} images/s, text {english:.2f} ms en, {chinese:.2f} ms zh")
    print(f"backbone alone, {threads} threads: {backbone_rate(work, pixels, threads):.1f} images/s")
    clip_rate, clip_text_ms = chinese_clip_speed(threads)
    print(f"Chinese-CLIP ViT-B-16, {threads} threads: {clip_rate:.1f} images/s, text {clip_text_ms:.1f} ms")


def median_s(action: Callable[[], object], times: int) -> float:
    """The median duration in seconds of some runs, after one that warms up."""
    action()
    taken = []
    for _ in range(times):
        started_s = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started_s)
    return float(np.median(taken))


def backbone_rate(work: Path, pixels: np.ndarray, threads: int) -> float:
    """Images per second of the backbone that step 1 exported."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    session = ort.InferenceSession(str(work / "backbone.onnx"), options, providers=["CPUExecutionProvider"])
    return len(pixels) / median_s(lambda: session.run(["features"], {"pixels": pixels}), 8)


def chinese_clip_speed(threads: int) -> tuple[float, float]:
    """Images per second and milliseconds per text of Chinese-CLIP ViT-B-16 as cn_clip builds it, random weights."""
    _stand_in_for_torchvision()
    from cn_clip.clip import utils

    torch.set_num_threads(threads)
    model = utils.create_model(utils._MODEL_INFO["ViT-B-16"]["struct"]).float().eval()
    images = torch.randn(CLIP_BATCH, 3, CLIP_SIZE_PX, CLIP_SIZE_PX)
    tokens = torch.randint(670, 7000, (1, 10))
    with torch.inference_mode():
        rate = CLIP_BATCH / median_s(lambda: model.encode_image(images), 3)
        text_ms = 1000 * median_s(lambda: model.encode_text(tokens), 10)
    return rate, text_ms


def _stand_in_for_torchvision() -> None:
    """cn_clip imports names of torchvision for its image transform, which is not measured here."""
    transforms = ModuleType("torchvision.transforms")
    for name in ("Compose", "ToTensor", "Normalize", "Resize", "InterpolationMode"):
        setattr(transforms, name, object)
    sys.modules["torchvision"] = ModuleType("torchvision")
    sys.modules["torchvision.transforms"] = transforms


if __name__ == "__main__":
    main()

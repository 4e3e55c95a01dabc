"""Step 1: runs the backbone once over every photo and keeps features and the maps deep fine-tuning starts from.

    python -m tools.starter.features --data DATA --work WORK

writes per view `features-<view>.npy` float16 [n, FEATURE_DIM] and `maps-<view>.npy` float16 [n, 208, 9, 9].
View 0 is the whole photo squashed to a square; the others are random crops, mirrored half of the time. In a folder
where `finetune` left its backbone, the features are those of that one. `--device cuda` takes seconds and keeps no maps:
what is tuned there starts from the pixels.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from PIL import Image
from torch import Tensor, nn

from tools.starter.backbone import FEATURE_DIM, INPUT_SIZE_PX, Backbone, join_features, load_backbone, normalise
from tools.starter.data import Photo, read_photos
from tools.starter.photo_pixels import CROP_AREA, CROP_STRETCH, squashed_pixels, view_features

BATCH = 16
MAP_SHAPE = (208, 9, 9)


def main() -> None:
    """Reads the arguments and extracts every view that is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--views", type=int, default=4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    photos = read_photos(arguments.data)
    if arguments.device != "cpu":
        extract_on_device(photos, arguments.views, arguments.work, arguments.device, arguments.threads)
        return
    session = feature_session(load_backbone(arguments.work), arguments.work / "backbone.onnx", arguments.threads)
    for view in range(arguments.views):
        extract_view(session, photos, view, arguments.work)


class _Extractor(nn.Module):
    """The backbone with its two outputs: features, and the maps the deep blocks start from."""

    def __init__(self, backbone: Backbone) -> None:
        super().__init__()
        self.backbone = backbone

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        shallow_taps, maps = self.backbone.shallow(normalise(pixels.permute(0, 3, 1, 2).float()))
        deep_taps, last = self.backbone.deep(maps)
        return join_features(shallow_taps + deep_taps, last), maps


def extract_on_device(photos: list[Photo], views: int, work: Path, device: str, threads: int) -> None:
    """Extracts all views with the training framework."""
    pixels = squashed_pixels(photos, threads).to(device)
    backbone = load_backbone(work).to(device, memory_format=torch.channels_last)
    for view in range(views):
        features = view_features(backbone, pixels, view, np.arange(len(photos)))
        np.save(work / f"features-{view}.npy", features.cpu().numpy())


def feature_session(backbone: Backbone, path: Path, threads: int) -> ort.InferenceSession:
    """The frozen backbone in ONNX Runtime, which is twice as fast as the framework on a CPU."""
    pixels = torch.zeros(2, INPUT_SIZE_PX, INPUT_SIZE_PX, 3, dtype=torch.uint8)
    names = ["features", "maps"]
    torch.onnx.export(
        _Extractor(backbone).eval(),
        (pixels,),
        str(path),
        input_names=["pixels"],
        output_names=names,
        dynamic_axes={name: {0: "n"} for name in ["pixels", *names]},
        opset_version=18,
        dynamo=False,
    )
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def extract_view(session: ort.InferenceSession, photos: list[Photo], view: int, work: Path) -> None:
    """Extracts one view of every photo, unless it is there already."""
    target = work / f"features-{view}.npy"
    if target.exists():
        return
    features = np.zeros((len(photos), FEATURE_DIM), np.float16)
    maps_path = work / f"maps-{view}.npy"
    maps = np.lib.format.open_memmap(maps_path, mode="w+", dtype=np.float16, shape=(len(photos), *MAP_SHAPE))
    generator = random.Random(view)
    for start in range(0, len(photos), BATCH):
        chosen = photos[start : start + BATCH]
        pixels = np.stack([read_view(photo.path, view, generator) for photo in chosen])
        rows = slice(start, start + len(chosen))
        features[rows], maps[rows] = session.run(None, {"pixels": pixels})
        if start % (BATCH * 50) == 0:
            print(f"view {view}: {start} of {len(photos)}", flush=True)
    maps.flush()
    np.save(target, features)


def read_view(path: Path, view: int, generator: random.Random) -> np.ndarray:
    """Reads one photo as uint8 [size, size, 3]: whole for view 0, else a random crop."""
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    box = (0.0, 0.0, float(image.width), float(image.height)) if view == 0 else random_box(image.size, generator)
    size = (INPUT_SIZE_PX, INPUT_SIZE_PX)
    image = image.resize(size, Image.Resampling.BICUBIC, box=box)
    if view > 0 and generator.random() < 0.5:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return np.asarray(image)


def random_box(size: tuple[int, int], generator: random.Random) -> tuple[float, float, float, float]:
    """A crop box (left, top, right, bottom) of random area, shape and place."""
    area = generator.uniform(*CROP_AREA)
    stretch = generator.uniform(*CROP_STRETCH)
    width = min(1.0, (area * stretch) ** 0.5) * size[0]
    height = min(1.0, (area / stretch) ** 0.5) * size[1]
    left = generator.uniform(0, size[0] - width)
    top = generator.uniform(0, size[1] - height)
    return left, top, left + width, top + height


if __name__ == "__main__":
    main()

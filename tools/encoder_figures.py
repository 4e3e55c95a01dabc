"""Compares the ways to run a Chinese-CLIP model on this machine: docs/performance-encoders.md holds what it printed.

python -m tools.encoder_figures [--model ViT-B-16] [--work FOLDER]

Weights are random, at their true size: speed and memory do not depend on their values, fidelity does (it is better with
trained ones). Speeds of all engines are taken in turns, so that what else runs on the machine meets all of them.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from PIL import Image

from photosearch.embed import chinese_clip, optimised
from photosearch.embed.encoder import Encoder
from photosearch.embed.known_models import KnownModel, known_model
from photosearch.embed.packaged import PackagedEncoder
from photosearch.embed.preprocess import CHINESE_CLIP, planes
from photosearch.embed.weights import chinese_clip_id
from photosearch.resources import resource
from photosearch.types import Float32Array, UInt8Array

ENGINES = ("cn_clip", "torch", "package")
BATCHES = (1, 8)
TEXTS = {"short": "一只猫在沙发上", "52 tokens": "海边的日落" * 12}
ROUNDS = 3
MB = 1e6


def main() -> None:
    """Prints the figures as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="ViT-B-16")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "encoder-figures")
    parser.add_argument("--memory-of", choices=ENGINES, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    model = known_model(arguments.model)
    if model is None:
        parser.error(f"{arguments.model} is none of the five")
    if arguments.memory_of:
        print(json.dumps(memory_of(arguments.memory_of, model, arguments.work)))
        return
    print(f"{model.name}, {os.cpu_count()} processors, load before {os.getloadavg()[0]:.1f}\n")
    prepare(model, arguments.work)
    report_speed(model, arguments.work)
    report_memory(model, arguments.work)
    print(f"\nLoad after {os.getloadavg()[0]:.1f}")


def prepare(model: KnownModel, folder: Path) -> None:
    """A checkpoint with random weights, optimised as the app does it."""
    checkpoint = folder / model.file_name
    folder.mkdir(parents=True, exist_ok=True)
    if not checkpoint.exists():
        package, _ = chinese_clip._import_cn_clip()
        # Not at the top: torch reads how its threads wait when it is imported, and the app sets that first.
        from tests.checkpoints import random_state, write_state

        architecture = chinese_clip._architecture(Path(str(package.__file__)).parent, model)
        state = random_state(architecture)
        write_state(checkpoint, {name: value.half() for name, value in state.items()})
    if not optimised.is_pending(model.name, folder):
        print("Optimised before.")
        return
    samples = optimised.Samples(
        pictures(model, 10), tuple(resource("calibration", "texts.txt").read_text().splitlines())
    )
    start, peak = time.perf_counter(), PeakOfChildren()
    verdict = optimised.optimise_installed(
        model.name, folder, samples, device="cpu", on_step=lambda _step: None, should_stop=peak.look
    )
    print(f"Optimised in {time.perf_counter() - start:.0f} s, at most {peak.bytes / MB:.0f} MB:\n")
    print(
        "| tower | form | verdict | cosine mean / min | nearest picture | ms, torch |\n"
        "| --- | --- | --- | --- | --- | --- |"
    )
    for trial in verdict.trials:
        found = trial.fidelity
        likeness = (
            f"{found.mean_cosine:.5f} / {found.min_cosine:.5f} | {found.neighbour_agreement:.0%}" if found else "|"
        )
        verb = "taken" if trial.is_accepted else "refused"
        times = f"{1000 * trial.seconds:.1f}, {1000 * trial.torch_seconds:.1f}"
        print(f"| {trial.tower} | {trial.precision} | {verb} | {likeness} | {times} |")


class PeakOfChildren:
    """The most memory that child processes had whenever somebody looked."""

    def __init__(self) -> None:
        self.bytes = 0

    def look(self) -> bool:
        """Never a reason to stop."""
        for child in psutil.Process().children():
            try:
                self.bytes = max(self.bytes, child.memory_info().rss)
            except psutil.Error:
                continue
        return False


def pictures(model: KnownModel, count: int) -> UInt8Array:
    """Squares of the bundled pictures, repeated as often as needed."""
    side = model.pixel_spec.size_px
    files = sorted(resource("calibration").glob("*.jpg"))
    squares = [np.asarray(Image.open(file).convert("RGB").resize((side, side))) for file in files]
    return np.stack([squares[number % len(squares)] for number in range(count)])


class CnClip:
    """The model as ``cn_clip.clip.load_from_name`` gives it, used as its own examples do: float32, 52 tokens."""

    def __init__(self, model: KnownModel, folder: Path) -> None:
        # Before torch: it reads how its threads wait when it is imported, and the app sets that here.
        package, clip_model = chinese_clip._import_cn_clip()
        import torch

        architecture = chinese_clip._architecture(Path(str(package.__file__)).parent, model)
        self._network: Any = clip_model.CLIP(**architecture)
        clip_model.convert_weights(self._network)
        state = torch.load(folder / model.file_name, map_location="cpu", weights_only=True)["state_dict"]
        self._network.load_state_dict({name.removeprefix("module."): value for name, value in state.items()})
        self._network.float().eval()
        self._tokenize = importlib.import_module("cn_clip.clip").tokenize

    def encode_images(self, pixels: UInt8Array) -> Float32Array:
        """[n, size, size, 3] to [n, dim]."""
        import torch

        with torch.no_grad():
            return np.asarray(self._network.encode_image(torch.from_numpy(planes(pixels, CHINESE_CLIP))).numpy())

    def encode_texts(self, texts: Sequence[str]) -> Float32Array:
        """Texts to [n, dim]."""
        import torch

        with torch.no_grad():
            return np.asarray(self._network.encode_text(self._tokenize(list(texts))).numpy())


def open_engine(engine: str, model: KnownModel, folder: Path) -> Encoder | CnClip:
    """One of the three ways to run the model."""
    if engine == "cn_clip":
        return CnClip(model, folder)
    if engine == "package":
        return PackagedEncoder(optimised.package_folder(model.name, folder))
    encoder_id = chinese_clip_id(model, folder)
    return chinese_clip.ChineseClipEncoder(folder / model.file_name, model, encoder_id=encoder_id, device="cpu")


def report_speed(model: KnownModel, folder: Path) -> None:
    """Images per second and milliseconds a text: the best and the median of rounds in which all engines take turns."""
    engines = [engine for engine in ENGINES if engine != "package" or _has_package(model, folder)]
    encoders = {engine: open_engine(engine, model, folder) for engine in engines}
    print("\n| engine | " + " | ".join(f"images/s, batch {batch}" for batch in BATCHES), end=" | ")
    print(" | ".join(f"text ms, {name}" for name in TEXTS) + " |\n|" + " --- |" * (1 + len(BATCHES) + len(TEXTS)))
    rows: dict[str, list[str]] = {engine: [] for engine in engines}
    for batch in BATCHES:
        for engine, times in in_turns(encoders, "encode_images", pictures(model, batch)).items():
            rows[engine].append(f"{batch / min(times):.1f} ({batch / statistics.median(times):.1f})")
    for text in TEXTS.values():
        for engine, times in in_turns(encoders, "encode_texts", [text], 4).items():
            rows[engine].append(f"{1000 * min(times):.1f} ({1000 * statistics.median(times):.1f})")
    for engine, cells in rows.items():
        print(f"| {engine} | " + " | ".join(cells) + " |")


def _has_package(model: KnownModel, folder: Path) -> bool:
    return optimised.package_folder(model.name, folder).exists()


def in_turns(
    encoders: Mapping[str, Encoder | CnClip], method: str, values: object, times_as_often: int = 1
) -> dict[str, list[float]]:
    """Seconds that each encoder takes, A B C A B C ..., after one round to warm up."""
    seconds: dict[str, list[float]] = {name: [] for name in encoders}
    for number in range(1 + ROUNDS * times_as_often):
        for name, encoder in encoders.items():
            start = time.perf_counter()
            getattr(encoder, method)(values)
            if number:
                seconds[name].append(time.perf_counter() - start)
    return seconds


def report_memory(model: KnownModel, folder: Path) -> None:
    """Loading and memory, each engine in a process of its own."""
    print("\n| engine | load s | MB loaded | MB after texts | MB at most, batch 8 |\n| --- | --- | --- | --- | --- |")
    for engine in ENGINES:
        if engine == "package" and not _has_package(model, folder):
            continue
        command = [sys.executable, "-m", "tools.encoder_figures", "--model", model.name, "--work", str(folder)]
        answer = subprocess.run([*command, "--memory-of", engine], capture_output=True, text=True, check=True)
        figures = json.loads(answer.stdout.splitlines()[-1])
        print(f"| {engine} | {figures['load_s']:.1f} | " + " | ".join(f"{value:.0f}" for value in figures["mb"]) + " |")


def memory_of(engine: str, model: KnownModel, folder: Path) -> dict[str, object]:
    """This process's memory with one engine, and how long importing and loading it took."""
    start, process = time.perf_counter(), psutil.Process()
    encoder = open_engine(engine, model, folder)
    encoder.encode_texts([TEXTS["short"]])
    load_s, loaded = time.perf_counter() - start, process.memory_info().rss
    for text in TEXTS.values():
        encoder.encode_texts([text])
    after_texts, largest = process.memory_info().rss, 0
    for _ in range(3):
        encoder.encode_images(pictures(model, 8))
        largest = max(largest, process.memory_info().rss)
    return {"load_s": load_s, "mb": [loaded / MB, after_texts / MB, max(largest, _peak(process)) / MB]}


def _peak(process: psutil.Process) -> int:
    """The system's own record of the most memory, where it keeps one of this program alone.

    (``getrusage`` on Linux is no such record: it begins with the memory of the process that started this one.)
    """
    if sys.platform == "win32":
        return int(process.memory_info().peak_wset)
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


if __name__ == "__main__":
    main()

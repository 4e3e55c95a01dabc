"""Writes the towers of a package in one form or another, from their float32 graphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from photosearch.embed.optimise.onnx_export import IMAGE, TEXT
from photosearch.embed.optimise.package_writing import Contents
from photosearch.embed.optimise.quantised_graph import write_at_precision
from photosearch.embed.running import openvino_runtime
from photosearch.embed.running.package_manifest import TowerNames
from photosearch.embed.running.preprocess import CHINESE_CLIP, planes
from photosearch.types.arrays import Float32Array, UInt8Array
from photosearch.types.optimisation import Precision

OPENVINO_FORMS = (Precision.INT8_CALIBRATED, Precision.INT8_WEIGHTS, Precision.BFLOAT16)
_CALIBRATION_BATCH = 2
_ENOUGH_FOR_HALVES = 32


class TowerForms:
    """The two towers in a package's folder; each can be written again in another form."""

    def __init__(self, exported: Path, folder: Path, pixels: UInt8Array) -> None:
        """``exported`` holds the float32 graphs; ``pixels`` [n, size, size, 3] are what ranges are found on."""
        self._exported = exported
        self._folder = folder
        self._pixels = pixels
        self._names = {IMAGE: IMAGE, TEXT: TEXT}
        self._precisions = {IMAGE: Precision.FLOAT, TEXT: Precision.FLOAT}
        for tower in (IMAGE, TEXT):
            self.write(tower, Precision.FLOAT)

    def candidates(self, tower: TowerNames) -> Iterator[Precision]:
        """The forms to try, best first: of OpenVINO's only where it is installed."""
        has_openvino = openvino_runtime.is_installed()
        for precision in Precision:
            is_for_it = precision is not Precision.INT8_CALIBRATED or tower is IMAGE
            if is_for_it and (has_openvino or precision not in OPENVINO_FORMS):
                yield precision

    @property
    def contents(self) -> Contents:
        """The towers as they are now."""
        return Contents(self._names, self._precisions)

    def write(self, tower: TowerNames, precision: Precision) -> None:
        """Replace a tower by another form of it.

        Raises:
            OSError, RuntimeError, ValueError: this form cannot be made of this graph.
        """
        for name in (self._names[tower].file, self._names[tower].weights):
            if name is not None:
                (self._folder / name).unlink(missing_ok=True)
        self._precisions[tower] = precision
        if precision in OPENVINO_FORMS:
            stem = Path(tower.file).stem
            self._names[tower] = replace(tower, file=f"{stem}.xml", weights=f"{stem}.bin")
            self._write_for_openvino(tower, precision)
        else:
            self._names[tower] = tower
            write_at_precision(self._exported / tower.file, self._folder / tower.file, precision)

    def _write_for_openvino(self, tower: TowerNames, precision: Precision) -> None:
        from photosearch.embed.optimise.openvino_graph import calibrate, write_for_openvino

        source, target = self._exported / tower.file, self._folder / self._names[tower].file
        is_calibrated = precision is Precision.INT8_CALIBRATED
        calibration = calibrate(source, self._batches(), _extremes()) if is_calibrated else None
        write_for_openvino(source, target, precision, calibration)

    def _batches(self) -> list[Float32Array]:
        """Every other picture where there are many: the rest then tell whether the ranges hold for others too."""
        chosen = self._pixels[::2] if len(self._pixels) >= _ENOUGH_FOR_HALVES else self._pixels
        parts = [chosen[start : start + _CALIBRATION_BATCH] for start in range(0, len(chosen), _CALIBRATION_BATCH)]
        return [planes(part, CHINESE_CLIP) for part in parts]


def _extremes() -> Float32Array:
    """A black and a white pixel as the towers get them, [2, 3]."""
    black_and_white = np.array([0, 255], np.uint8).reshape(2, 1, 1, 1).repeat(3, axis=-1)
    return planes(black_and_white, CHINESE_CLIP)[:, :, 0, 0]

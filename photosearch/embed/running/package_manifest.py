"""Reads a model package's manifest and proves its files: what a PackagedEncoder runs is what was packed."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from photosearch.embed.running.preprocess import Normalisation
from photosearch.errors import ModelPackageError
from photosearch.mapped_array import mapped_array
from photosearch.types.arrays import UInt8Array
from photosearch.types.ids import EncoderId
from photosearch.types.photos import PixelSpec, Resize

MANIFEST_NAME = "manifest.json"
TOKENIZER = "wordpiece-lower-v1"
CHINESE_CLIP_TOKENIZER = "wordpiece-lower-chinese-clip-v1"
"""As Chinese-CLIP learnt it: Chinese punctuation stays, typographic quotes become plain."""
_TOKENIZERS = (TOKENIZER, CHINESE_CLIP_TOKENIZER)
_FORMATS = (1, 2)
"""2: towers may be OpenVINO's."""
_MAX_MANIFEST_BYTES = 1_000_000

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class TowerNames:
    """One graph: its file and the names of its input and output."""

    file: str
    input: str
    output: str
    weights: str | None = None
    """The second file of a graph in OpenVINO's format; None for an ONNX graph, which runs on ONNX Runtime."""


@dataclass(frozen=True, slots=True)
class PackageManifest:
    """What a package says of itself; every value is checked."""

    folder: Path
    name: str
    version: str
    encoder_id: EncoderId
    dim: int
    match_floor: float | None
    image: TowerNames
    pixel_spec: PixelSpec
    normalisation: Normalisation
    text: TowerNames
    tokenizer: str
    vocabulary_file: str
    context_length: int
    coverage_file: str | None
    made_from: EncoderId | None
    """The encoder whose weights these are in another form, if it was made on this machine."""
    files: Mapping[str, tuple[str, int]]
    """File name -> (SHA-256 as lower-case hex, size in bytes)."""

    def read(self, file_name: str) -> bytes:
        """The bytes of one of the package's files, proven by size and SHA-256.

        Raises:
            ModelPackageError: it is missing, damaged, or not listed.
        """
        promised = self._promised(file_name)
        try:
            data = (self.folder / file_name).read_bytes()
        except OSError as error:
            raise _broken(self.folder, f"{file_name} cannot be read: {error}") from error
        self._prove(file_name, data, *promised)
        return data

    def map(self, file_name: str) -> UInt8Array:
        """One of the package's files, proven like ``read``'s, as an array [n] that looks at it.

        On Windows it is read instead: nobody could replace the package while somebody looks at it.

        Raises:
            ModelPackageError: it is missing, damaged, or not listed.
        """
        promised = self._promised(file_name)
        try:
            if sys.platform == "win32":
                data = np.frombuffer(bytearray((self.folder / file_name).read_bytes()), np.uint8)
            else:
                data = mapped_array(self.folder / file_name)
        except OSError as error:
            raise _broken(self.folder, f"{file_name} cannot be read: {error}") from error
        self._prove(file_name, data.data, *promised)
        return data

    def _promised(self, file_name: str) -> tuple[str, int]:
        if file_name not in self.files:
            raise _broken(self.folder, f"{file_name} is used but not listed under 'files'")
        return self.files[file_name]

    def _prove(self, file_name: str, data: bytes | memoryview, digest: str, size_bytes: int) -> None:
        if len(data) != size_bytes:
            raise _broken(self.folder, f"{file_name} has {len(data)} bytes instead of {size_bytes}")
        if hashlib.sha256(data).hexdigest() != digest:
            raise _broken(self.folder, f"{file_name} is damaged: its SHA-256 is not the one in the manifest")


def load_manifest(folder: Path) -> PackageManifest:
    """Read ``folder/manifest.json``.

    Raises:
        ModelPackageError: it is missing, makes no sense, or is of a newer format.
    """
    try:
        with (folder / MANIFEST_NAME).open("rb") as stream:
            raw = json.loads(stream.read(_MAX_MANIFEST_BYTES))
    except (OSError, ValueError, RecursionError) as error:
        raise _broken(folder, f"{MANIFEST_NAME} cannot be read: {error}") from error
    fields = _Fields(folder, raw, "")
    _check_format(fields)
    return _parse(folder, fields)


def _check_format(fields: _Fields) -> None:
    found = fields.take("format", int)
    if found > _FORMATS[-1]:
        raise _broken(
            fields.folder, f"its format is {found}, and this version of photosearch reads up to {_FORMATS[-1]}"
        )
    fields.require(found in _FORMATS, f"format {found} was never used")


def _parse(folder: Path, fields: _Fields) -> PackageManifest:
    image, text = fields.section("image"), fields.section("text")
    tokenizer = text.take("tokenizer", str)
    text.require(tokenizer in _TOKENIZERS, f"the tokenizer {tokenizer!r} is not known to this version of photosearch")
    coverage = fields.section("coverage").take("file", str) if fields.has("coverage") else None
    return PackageManifest(
        folder=folder,
        name=fields.take("name", str),
        version=fields.take("version", str),
        encoder_id=EncoderId(fields.take("encoder_id", str)),
        dim=fields.positive("dim"),
        match_floor=fields.number("match_floor") if fields.has("match_floor") else None,
        image=_tower(image),
        pixel_spec=_pixel_spec(image),
        normalisation=Normalisation(image.colour("mean"), image.colour("scale", is_divisor=True)),
        text=_tower(text),
        tokenizer=tokenizer,
        vocabulary_file=text.take("vocabulary", str),
        context_length=text.positive("context_length"),
        coverage_file=coverage,
        made_from=EncoderId(fields.take("made_from", str)) if fields.has("made_from") else None,
        files=_files(fields.section("files")),
    )


def _tower(fields: _Fields) -> TowerNames:
    weights = fields.take("weights", str) if fields.has("weights") else None
    return TowerNames(fields.take("file", str), fields.take("input", str), fields.take("output", str), weights)


def _pixel_spec(image: _Fields) -> PixelSpec:
    resize = image.take("resize", str)
    image.require(resize in set(Resize), f"the resize rule {resize!r} is not known to this version of photosearch")
    image.require(image.take("interpolation", str) == "bicubic", "the interpolation is not bicubic")
    return PixelSpec(image.positive("size_px"), Resize(resize))


def _files(section: _Fields) -> dict[str, tuple[str, int]]:
    listed = {}
    for file_name in section.names():
        # A plain name in the package's own folder, on every system.
        is_plain = file_name not in ("", ".", "..") and not any(sign in file_name for sign in "/\\:\0")
        section.require(is_plain, f"{file_name!r} is no plain file name")
        entry = section.section(file_name)
        listed[file_name] = (entry.take("sha256", str).lower(), entry.positive("bytes"))
    return listed


class _Fields:
    """One JSON object, read with types; every complaint names the field."""

    def __init__(self, folder: Path, raw: object, where: str) -> None:
        self.folder = folder
        self._where = where
        self.require(isinstance(raw, dict), "this is not an object")
        self._raw: dict[str, object] = raw if isinstance(raw, dict) else {}

    def require(self, is_right: bool, complaint: str) -> None:
        if not is_right:
            place = f" at {self._where}" if self._where else ""
            raise _broken(self.folder, f"{MANIFEST_NAME}{place}: {complaint}")

    def has(self, name: str) -> bool:
        return self._raw.get(name) is not None

    def names(self) -> list[str]:
        return list(self._raw)

    def section(self, name: str) -> _Fields:
        self.require(name in self._raw, f"{name} is missing")
        return _Fields(self.folder, self._raw[name], f"{self._where}.{name}".lstrip("."))

    def take(self, name: str, kind: type[_T]) -> _T:
        value = self._raw.get(name)
        if not isinstance(value, kind) or isinstance(value, bool):
            self.require(False, f"{name} is missing or not of type {kind.__name__}")
        assert isinstance(value, kind)
        return value

    def positive(self, name: str) -> int:
        value = self.take(name, int)
        self.require(0 < value < 2**31, f"{name} is {value}")
        return value

    def number(self, name: str) -> float:
        return self._as_number(name, self._raw.get(name))

    def colour(self, name: str, *, is_divisor: bool = False) -> tuple[float, float, float]:
        values = self.take(name, list)
        self.require(len(values) == 3, f"{name} has {len(values)} values instead of 3")
        red, green, blue = (self._as_number(name, value) for value in values)
        self.require(not is_divisor or 0 not in (red, green, blue), f"{name} holds a zero")
        return red, green, blue

    def _as_number(self, name: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.require(False, f"{name} is not a number")
        assert isinstance(value, int | float)
        self.require(abs(value) < float("inf"), f"{name} is {value}")
        return float(value)


def _broken(folder: Path, why: str) -> ModelPackageError:
    return ModelPackageError(f"the model package cannot be used: {why}", path=folder)

"""Runs a model package, a folder with a manifest and two towers: the bundled starter encoder, or an optimised one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from photosearch.embed.running import openvino_runtime, preprocess
from photosearch.embed.running.batching import MemoryBackOff
from photosearch.embed.running.coverage import KnownWords, parse_known_words
from photosearch.embed.running.encoder import (
    EncoderClosedError,
    EncoderFailedError,
    EncoderOutOfMemoryError,
    check_pixels,
    unit_rows,
)
from photosearch.embed.running.long_texts import embed_texts
from photosearch.embed.running.onnx_runtime import OnnxGraph
from photosearch.embed.running.openvino_runtime import OpenVinoGraph, read_names
from photosearch.embed.running.package_manifest import (
    CHINESE_CLIP_TOKENIZER,
    PackageManifest,
    TowerNames,
    load_manifest,
)
from photosearch.embed.running.wordpiece import WordPiece, chinese_clip_tokenizer, parse_vocabulary
from photosearch.errors import ModelPackageError
from photosearch.types.arrays import Float32Array, UInt8Array
from photosearch.types.ids import EncoderId
from photosearch.types.photos import PixelSpec

_PREFERRED_BATCH = 16


class PackagedEncoder:
    """An ``Encoder`` over a model package.

    Raises (on construction):
        ModelPackageError: the package is incomplete, damaged, newer, or its towers do not fit its manifest.
        ModelRuntimeMissingError: the runtime of its towers, ONNX Runtime or OpenVINO, is not installed.
    """

    def __init__(self, folder: Path, *, threads: int = 0, opens_towers: bool = True) -> None:
        """Open the package in ``folder``.

        Args:
            folder: holds the manifest.
            threads: to compute with; 0 for one per core.
            opens_towers: False leaves a tower, and whether it fits the manifest, to the first call that needs it.
        """
        self._manifest = load_manifest(folder)
        self._tokenizer = _tokenizer(self._manifest)
        self._known_words = _known_words(self._manifest)
        self._image: _Tower | None = _Tower(self._manifest, self._manifest.image, threads, in_streams=True)
        self._parallel_images = self._image.parallel_rows
        self._text: _Tower | None = _Tower(self._manifest, self._manifest.text, threads, in_streams=False)
        if opens_towers:
            self._image.check()
            self._text.check()
        self._back_off = MemoryBackOff(_PREFERRED_BATCH)

    @property
    def name(self) -> str:
        """As in the manifest."""
        return self._manifest.name

    @property
    def encoder_id(self) -> EncoderId:
        """As in the manifest."""
        return self._manifest.encoder_id

    @property
    def dim(self) -> int:
        """Length of an embedding."""
        return self._manifest.dim

    @property
    def pixel_spec(self) -> PixelSpec:
        """As in the manifest."""
        return self._manifest.pixel_spec

    @property
    def device(self) -> str:
        """Always the CPU."""
        return "cpu"

    @property
    def match_floor(self) -> float | None:
        """As measured when the package was made."""
        return self._manifest.match_floor

    @property
    def preferred_batch(self) -> int:
        """Larger batches gain nothing on a CPU."""
        return self._back_off.limit

    @property
    def parallel_images(self) -> int:
        """As many as the image tower has streams."""
        return self._parallel_images

    def encode_images(self, pixels: UInt8Array) -> Float32Array:
        """See ``Encoder``."""
        check_pixels(pixels, self.pixel_spec)
        if len(pixels) == 0:
            return np.empty((0, self.dim), dtype=np.float32)
        return self._back_off.run(self._encode_rows, pixels)

    def encode_texts(self, texts: Sequence[str]) -> Float32Array:
        """See ``Encoder``."""
        if not texts:
            return np.empty((0, self.dim), dtype=np.float32)
        return embed_texts(texts, self._tokenizer, self._manifest.context_length, _open(self._text).run)

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """See ``Encoder``."""
        if self._known_words is None:
            return self._tokenizer.unknown_words(text)
        return self._known_words.unknown_in(text, self._tokenizer.has_piece)

    def shrink(self) -> None:
        """See ``Encoder``."""
        if self._image is not None:
            self._image.close()
        if self._text is not None:
            self._text.shrink()

    def close(self) -> None:
        """See ``Encoder``."""
        self._image = self._text = None

    def _encode_rows(self, pixels: UInt8Array) -> Float32Array:
        return unit_rows(_open(self._image).run(preprocess.planes(pixels, self._manifest.normalisation)))


class _Tower:
    """One graph; made ready to run when it is needed, and again after ``close``."""

    def __init__(self, manifest: PackageManifest, names: TowerNames, threads: int, *, in_streams: bool) -> None:
        self._manifest = manifest
        self._names = names
        self._threads = threads
        self._in_streams = in_streams
        self._graph: OnnxGraph | OpenVinoGraph | None = None

    def check(self) -> None:
        """Hold what it takes and gives against the manifest."""
        inputs, outputs = self._takes_and_gives()
        if inputs != [self._names.input] or self._names.output not in outputs:
            raise ModelPackageError(
                f"{self._names.file} takes {inputs} and gives {outputs}, the manifest says otherwise",
                path=self._manifest.folder,
            )

    @property
    def parallel_rows(self) -> int:
        """How many rows it works on at the same time."""
        is_parallel = self._in_streams and self._names.weights is not None
        return openvino_runtime.parallel_rows(self._threads) if is_parallel else 1

    def wake(self) -> OnnxGraph | OpenVinoGraph:
        """Make it ready to run, unless it is."""
        if self._graph is None:
            self._graph = self._opened()
        return self._graph

    def close(self) -> None:
        """Give the memory back until the next run."""
        self._graph = None

    def shrink(self) -> None:
        """Give back what the next run hardly needs."""
        if isinstance(self._graph, OpenVinoGraph):
            self._graph.shrink()

    def run(self, values: np.ndarray[Any, Any]) -> Float32Array:
        """[n, ...] -> [n, dim], not yet of length 1."""
        graph = self.wake()
        try:
            result = graph.run(values, self._names.output)
        # The runtimes' errors share no base class; whatever they raise, this input got no embedding.
        except Exception as error:
            is_memory = isinstance(error, MemoryError) or "alloc" in str(error).lower()
            kind = EncoderOutOfMemoryError if is_memory else EncoderFailedError
            raise kind(f"{type(error).__name__}: {error}") from error
        if result.shape != (len(values), self._manifest.dim):
            raise ModelPackageError(
                f"{self._names.file} gives {result.shape} instead of {(len(values), self._manifest.dim)}",
                path=self._manifest.folder,
            )
        return np.asarray(result, dtype=np.float32)

    def _takes_and_gives(self) -> tuple[list[str], list[str]]:
        """What it takes and gives.

        Many starts see words only, so images' tower stays asleep; but ONNX Runtime knows of graphs ready to run only.
        """
        manifest, names = self._manifest, self._names
        if names.weights is None or not self._in_streams:
            graph = self.wake()
            return graph.inputs, graph.outputs
        return read_names(manifest.read(names.file), manifest.map(names.weights), manifest.folder)

    def _opened(self) -> OnnxGraph | OpenVinoGraph:
        """The graph from the package's files, which are proven each time."""
        manifest, names = self._manifest, self._names
        graph = manifest.read(names.file)
        if names.weights is None:
            return OnnxGraph(graph, self._threads, manifest.folder)
        weights = manifest.map(names.weights)
        return OpenVinoGraph(graph, weights, self._threads, manifest.folder, in_streams=self._in_streams)


def _open(tower: _Tower | None) -> _Tower:
    if tower is None:
        raise EncoderClosedError
    return tower


def _tokenizer(manifest: PackageManifest) -> WordPiece:
    make = chinese_clip_tokenizer if manifest.tokenizer == CHINESE_CLIP_TOKENIZER else WordPiece
    try:
        return make(parse_vocabulary(manifest.read(manifest.vocabulary_file).decode("utf-8")))
    except (UnicodeDecodeError, KeyError) as error:
        raise ModelPackageError(
            f"{manifest.vocabulary_file} is no vocabulary: {error}", path=manifest.folder
        ) from error


def _known_words(manifest: PackageManifest) -> KnownWords | None:
    """The package's list of known words; None where it has none (then the vocabulary decides)."""
    if manifest.coverage_file is None:
        return None
    try:
        return parse_known_words(manifest.read(manifest.coverage_file))
    except ValueError as error:
        raise ModelPackageError(f"{manifest.coverage_file}: {error}", path=manifest.folder) from error

"""Towers in float32, as they were cut out of a graph, at work: one at a time, for each takes thrice its weights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from photosearch.embed.optimise.onnx_export import IMAGE, TEXT
from photosearch.embed.running.chinese_clip import CONTEXT_LENGTH
from photosearch.embed.running.encoder import unit_rows
from photosearch.embed.running.long_texts import embed_texts
from photosearch.embed.running.onnx_runtime import OnnxGraph
from photosearch.embed.running.package_manifest import TowerNames
from photosearch.embed.running.preprocess import CHINESE_CLIP, planes
from photosearch.embed.running.wordpiece import chinese_clip_tokenizer, load_vocabulary
from photosearch.types.arrays import Float32Array, Int64Array, UInt8Array

_BATCH = 8


class FloatTowers:
    """Embeds as an ``Encoder`` does, as exactly as the weights are."""

    def __init__(self, folder: Path, vocabulary: Path, threads: int) -> None:
        """``folder`` holds ``image.onnx`` and ``text.onnx``; they are opened when they are needed."""
        self._folder = folder
        self._tokenizer = chinese_clip_tokenizer(load_vocabulary(vocabulary))
        self._threads = threads
        self._names: TowerNames | None = None
        self._graph: OnnxGraph | None = None

    def encode_images(self, pixels: UInt8Array) -> Float32Array:
        """Pixels [n, size, size, 3] to unit [n, dim]."""
        graph = self._opened(IMAGE)
        batches = (pixels[start : start + _BATCH] for start in range(0, len(pixels), _BATCH))
        rows = [graph.run(planes(batch, CHINESE_CLIP), IMAGE.output) for batch in batches]
        return unit_rows(np.concatenate(rows))

    def encode_texts(self, texts: Sequence[str]) -> Float32Array:
        """Texts of any length to unit [n, dim]."""
        graph = self._opened(TEXT)

        def run(token_ids: Int64Array) -> Float32Array:
            return np.asarray(graph.run(token_ids, TEXT.output), np.float32)

        return embed_texts(texts, self._tokenizer, CONTEXT_LENGTH, run)

    def _opened(self, names: TowerNames) -> OnnxGraph:
        if self._graph is None or self._names is not names:
            self._graph = None
            self._graph, self._names = OnnxGraph(self._folder / names.file, self._threads, self._folder), names
        return self._graph

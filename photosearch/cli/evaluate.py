"""`photosearch evaluate PAIRS.jsonl`: how well a model finds photos whose captions or right answers are known."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tqdm import tqdm

from photosearch.cli.arguments import path
from photosearch.cli.opening import print_json
from photosearch.cli.sentences import problem_sentence
from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodedPhoto, DecodeFailure, DecodePool, DecodeRequest
from photosearch.embed import catalogue
from photosearch.embed.encoder import Encoder
from photosearch.errors import EvaluationInputError
from photosearch.paths import DataFolders, data_folders
from photosearch.resources import resource
from photosearch.search.evaluation import EvaluationReport, PairSet, load_pairs, run_evaluation
from photosearch.settings import Settings, load_settings
from photosearch.types import Float32Array, PixelSpec

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands

_PHOTOS_AHEAD = 64
_FIGURES = ("R@1", "R@5", "R@10", "median_rank", "mAP@5", "mAP@10")


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("evaluate", help="measure a model on photos with known captions or answers")
    parser.add_argument("pairs", type=path, metavar="PAIRS.jsonl", help="rows of file and captions, or query and files")
    parser.add_argument("--encoder", metavar="NAME", default="", help="the model (default: the one in use)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measure and print; the library is not touched."""
    pairs = load_pairs(arguments.pairs)
    folders = data_folders()
    settings = load_settings(folders.settings)
    with _opened_encoder(arguments.encoder, folders, settings) as encoder:
        report = _measured(pairs, encoder, folders, settings)
    if arguments.json:
        print_json(report.as_json())
    else:
        _print_table(report)
    return 0


@contextlib.contextmanager
def _opened_encoder(name: str, folders: DataFolders, settings: Settings) -> Iterator[Encoder]:
    bundled = resource("models")
    chosen = name or settings.encoder or catalogue.default_encoder_name(folders.models, bundled)
    encoder = catalogue.open_encoder(
        chosen, models_folder=folders.models, bundled=bundled, device=settings.device, threads=0
    )
    try:
        yield encoder
    finally:
        encoder.close()


def _measured(pairs: PairSet, encoder: Encoder, folders: DataFolders, settings: Settings) -> EvaluationReport:
    pool = DecodePool(
        workers=settings.decode_workers or DecodePool.default_workers(),
        memory_limit_bytes=settings.decode_memory_bytes,
        timeout_s=settings.decode_timeout_s,
        thumbnails=ThumbnailCache(folders.thumbnails, settings.thumbnail_cache_bytes),
    )
    try:
        with tqdm(disable=not sys.stderr.isatty(), file=sys.stderr, dynamic_ncols=True) as bar:

            def on_progress(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            return run_evaluation(
                pairs,
                encoder=encoder.encoder_id,
                encode_images=_Pictures(pool, encoder, pairs.files).encode,
                encode_texts=encoder.encode_texts,
                on_progress=on_progress,
            )
    finally:
        pool.close()


class _Pictures:
    """Decodes the photos in their order some way ahead of the encoder."""

    def __init__(self, pool: DecodePool, encoder: Encoder, files: Sequence[Path]) -> None:
        self._pool = pool
        self._encoder = encoder
        self._waiting = deque(files)
        self._decoding: deque[Future[DecodedPhoto | DecodeFailure]] = deque()

    def encode(self, paths: Sequence[Path]) -> Float32Array:
        """Unit embeddings [n, dim] of the next files."""
        pixels = []
        spec = self._encoder.pixel_spec
        for file in paths:
            self._fill(spec)
            photo = self._decoding.popleft().result()
            if isinstance(photo, DecodeFailure):
                raise EvaluationInputError(f"{file}: {problem_sentence(photo.reason, photo.detail)}", path=file)
            pixels.append(photo.pixels[spec])
        return self._encoder.encode_images(np.stack(pixels))

    def _fill(self, spec: PixelSpec) -> None:
        while self._waiting and len(self._decoding) < _PHOTOS_AHEAD:
            request = DecodeRequest(
                path=self._waiting.popleft(), pixel_specs=(spec,), wants_hash=False, wants_metadata=False
            )
            self._decoding.append(self._pool.submit(request))


def _print_table(report: EvaluationReport) -> None:
    print(f"{report.encoder} on {report.photos:,} photos")
    as_json = report.as_json()
    for direction in ("text_to_image", "image_to_text"):
        by_language = as_json.get(direction, {})
        assert isinstance(by_language, dict)
        for language, figures in by_language.items():
            row = "  ".join(f"{name} {figures[name]:g}" for name in _FIGURES)
            print(f"{direction.replace('_', ' ')}, {language}: {row}")
    queries = as_json.get("queries", {})
    assert isinstance(queries, dict)
    if queries:
        print("queries: " + "  ".join(f"{name} {value:g}" for name, value in queries.items()))

"""Runs Chinese-CLIP: the only door to torch and cn_clip, which are imported when an encoder is opened."""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import threading
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from photosearch.embed.known_models import KnownModel
from photosearch.embed.running.batching import MemoryBackOff
from photosearch.embed.running.device import choose_device
from photosearch.embed.running.encoder import (
    EncoderClosedError,
    EncoderFailedError,
    EncoderOutOfMemoryError,
    check_pixels,
    unit_rows,
)
from photosearch.embed.running.long_texts import embed_texts
from photosearch.embed.running.pinned_feed import PinnedFeed
from photosearch.embed.running.preprocess import CHINESE_CLIP
from photosearch.embed.running.torchvision_stand_in import torchvision_stood_in
from photosearch.embed.running.wordpiece import chinese_clip_tokenizer, load_vocabulary
from photosearch.errors import ModelRuntimeMissingError, ModelWeightsError
from photosearch.types.arrays import Float32Array, Int64Array, UInt8Array
from photosearch.types.ids import EncoderId
from photosearch.types.photos import PixelSpec

if TYPE_CHECKING:
    import torch

CONTEXT_LENGTH = 52
"""Tokens that Chinese-CLIP was trained on at most, [CLS] and [SEP] among them."""

_PREFERRED_BATCH = {"cuda": 256, "xpu": 64, "mps": 16, "cpu": 8}
_CUDA_CHUNK = 64
"""Images computed at once on CUDA: while they are, the next ones are on their way."""
_import_lock = threading.Lock()


class ChineseClipEncoder:
    """An ``Encoder`` over a Chinese-CLIP checkpoint.

    Weights are rounded to half precision exactly where cn_clip does so. On CUDA they are used as such; elsewhere they
    are widened to float32 again. On CPUs that multiply bfloat16 natively, images (not texts) are computed in
    bfloat16: nearly twice as fast, cosine to float32 about .99996, less than what storing as float16 costs.

    Raises (on construction):
        ModelRuntimeMissingError: torch or cn_clip is not installed; ``facts['needs']`` names what is missing.
        ModelWeightsError: the checkpoint does not fit the model, or is damaged.
        EncoderOutOfMemoryError: the model does not fit into the device's memory.
        OSError: the checkpoint cannot be read.
    """

    def __init__(
        self,
        checkpoint: Path,
        model: KnownModel,
        *,
        encoder_id: EncoderId,
        device: str = "auto",
        threads: int = 0,
        architecture: Mapping[str, object] | None = None,
    ) -> None:
        """Load ``checkpoint``.

        Args:
            checkpoint: ``{'state_dict': {'module.' + name: tensor}}`` as written by ``torch.save``.
            model: which of the five it is.
            encoder_id: made from the checkpoint's digest.
            device: ``auto``, ``cpu``, ``cuda``, ``xpu`` or ``mps``; what is not there becomes the CPU.
            threads: for computing on the CPU; 0 leaves it to torch.
            architecture: cn_clip's CLIP arguments, for a model smaller than the published one.
        """
        clip_package, clip_model = _import_cn_clip()
        import torch

        if threads:
            torch.set_num_threads(threads)
        self._model = model
        self._encoder_id = encoder_id
        self._device = choose_device(device)
        folder = Path(str(clip_package.__file__)).parent
        self._vocabulary_file = folder / "vocab.txt"
        self._tokenizer = chinese_clip_tokenizer(load_vocabulary(self._vocabulary_file))
        self._back_off = MemoryBackOff(_PREFERRED_BATCH[self._device])
        self._uses_bfloat16 = self._device == "cpu" and _has_fast_bfloat16()
        with _memory_errors(self._device):
            network = _load_network(clip_model, checkpoint, architecture or _architecture(folder, model), self._device)
        self._network: Any = network
        self._feed = PinnedFeed(_CUDA_CHUNK, model.pixel_spec.size_px) if self._device == "cuda" else None
        self._offset, self._scale = (
            torch.tensor(values, device=self._device).view(1, 3, 1, 1)
            for values in (CHINESE_CLIP.mean, CHINESE_CLIP.scale)
        )

    @property
    def name(self) -> str:
        """Such as ``ViT-B-16``."""
        return self._model.name

    @property
    def encoder_id(self) -> EncoderId:
        """Made from the checkpoint's digest."""
        return self._encoder_id

    @property
    def dim(self) -> int:
        """Length of an embedding."""
        return self._model.dim

    @property
    def pixel_spec(self) -> PixelSpec:
        """The square that cn_clip's own transform makes."""
        return self._model.pixel_spec

    @property
    def device(self) -> str:
        """``cpu``, ``cuda``, ``xpu`` or ``mps``."""
        return self._device

    @property
    def match_floor(self) -> float | None:
        """Nobody measured it for these weights."""
        return None

    @property
    def preferred_batch(self) -> int:
        """What fills the device, or what its memory holds if that is less."""
        return self._back_off.limit

    @property
    def parallel_images(self) -> int:
        """All threads work on one image."""
        return 1

    @property
    def vocabulary_file(self) -> Path:
        """The vocabulary of its tokenizer, one piece a line."""
        return self._vocabulary_file

    @property
    def network(self) -> Any:  # noqa: ANN401 - cn_clip has no types
        """cn_clip's own network, to be exported. Raises ``EncoderClosedError`` after ``close``."""
        return self._open_network()

    def encode_images_exactly(self, pixels: UInt8Array) -> Float32Array:
        """``encode_images`` in float32 even where bfloat16 is faster: what other forms are held against."""
        uses_bfloat16, self._uses_bfloat16 = self._uses_bfloat16, False
        try:
            return self.encode_images(pixels)
        finally:
            self._uses_bfloat16 = uses_bfloat16

    def encode_images(self, pixels: UInt8Array) -> Float32Array:
        """See ``Encoder``."""
        check_pixels(pixels, self.pixel_spec)
        if len(pixels) == 0:
            return np.empty((0, self.dim), dtype=np.float32)
        return self._back_off.run(self._encode_rows, pixels)

    def encode_texts(self, texts: Sequence[str]) -> Float32Array:
        """See ``Encoder``. Texts are only as long as the longest: padding is masked, so it changes nothing."""
        if not texts:
            return np.empty((0, self.dim), dtype=np.float32)
        return embed_texts(texts, self._tokenizer, CONTEXT_LENGTH, self._run_text)

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """See ``Encoder``: words outside the vocabulary, such as emoji."""
        return self._tokenizer.unknown_words(text)

    def shrink(self) -> None:
        """Does nothing: reading the checkpoint again would take seconds."""

    def close(self) -> None:
        """See ``Encoder``."""
        self._network, self._feed = None, None
        _empty_cache(self._device)

    def _open_network(self) -> Any:  # noqa: ANN401 - cn_clip has no types
        if self._network is None:
            raise EncoderClosedError
        return self._network

    def _run_text(self, token_ids: Int64Array) -> Float32Array:
        """[n, length] -> unit [n, dim]."""
        import torch

        network = self._open_network()
        with torch.inference_mode(), _memory_errors(self._device):
            return _to_unit(network.encode_text(torch.from_numpy(token_ids).to(self._device)))

    def _encode_rows(self, pixels: UInt8Array) -> Float32Array:
        import torch

        network = self._open_network()
        autocast = torch.autocast("cpu", dtype=torch.bfloat16, enabled=self._uses_bfloat16)
        with torch.inference_mode(), autocast, _memory_errors(self._device):
            # Nothing here waits for the device but the last step: chunks are fed while earlier ones are computed.
            embedded = [network.encode_image(self._planes(bytes_)) for bytes_ in self._on_device(pixels)]
            return _to_unit(torch.cat(embedded))

    def _on_device(self, pixels: UInt8Array) -> Iterable[torch.Tensor]:
        """uint8 [n, h, w, 3] in one piece or several; a copy, since the caller's array may be read-only."""
        import torch

        if self._feed is not None:
            return self._feed.chunks(pixels)
        return (torch.from_numpy(np.array(pixels, order="C")).to(self._device),)

    def _planes(self, bytes_: torch.Tensor) -> torch.Tensor:
        """uint8 [n, h, w, 3] -> normalised float32 [n, 3, h, w]; bytes travelled, the device computes."""
        # A transposed view of NHWC bytes is channels-last already, as the convolutions like it.
        return bytes_.permute(0, 3, 1, 2).float().sub_(self._offset).div_(self._scale)


def _to_unit(embeddings: torch.Tensor) -> Float32Array:
    return unit_rows(embeddings.float().cpu().numpy())


def _has_fast_bfloat16() -> bool:
    """Whether this CPU multiplies bfloat16 natively; without that it would be slower, not faster."""
    import torch

    get_capabilities = getattr(torch.cpu, "get_capabilities", None)
    capabilities: dict[str, Any] = get_capabilities() if get_capabilities is not None else {}
    return any(capabilities.get(name) for name in ("avx512_bf16", "amx_bf16"))


def _empty_cache(device: str) -> None:
    import torch

    if device != "cpu":
        getattr(torch, device).empty_cache()


@contextmanager
def _memory_errors(device: str) -> Iterator[None]:
    """Turns torch's many ways of running out of memory, and of failing at all, into the encoder's errors."""
    import torch

    try:
        yield
    except (torch.OutOfMemoryError, MemoryError) as error:
        _empty_cache(device)
        raise EncoderOutOfMemoryError(str(error)) from error
    except RuntimeError as error:
        # MPS and the CPU's allocator raise plain RuntimeErrors.
        if "out of memory" in str(error).lower() or "can't allocate memory" in str(error):
            _empty_cache(device)
            raise EncoderOutOfMemoryError(str(error)) from error
        raise EncoderFailedError(str(error)) from error


def _architecture(folder: Path, model: KnownModel) -> dict[str, object]:
    """The arguments of cn_clip's CLIP class, from its own configuration files."""
    arguments: dict[str, object] = {}
    for name in (model.vision_config, model.text_config):
        arguments |= json.loads((folder / "model_configs" / f"{name}.json").read_text(encoding="utf-8"))
    if isinstance(layers := arguments["vision_layers"], str):
        arguments["vision_layers"] = json.loads(layers)
    return arguments


def _load_network(clip_model: ModuleType, checkpoint: Path, architecture: Mapping[str, object], device: str) -> Any:  # noqa: ANN401 - cn_clip has no types
    """The network with its weights, in evaluation mode (cn_clip leaves it in training mode, where dropout is on)."""
    import torch

    with torch.device("meta"):
        network = clip_model.CLIP(**architecture)
    clip_model.convert_weights(network)
    state = _read_state(checkpoint)
    _check_shapes(network.state_dict(), state, checkpoint)
    prepared = {
        name: _prepare(name, state.pop(name), like.dtype, device, checkpoint)
        for name, like in network.state_dict().items()
    }
    network.load_state_dict(prepared, assign=True)
    network.requires_grad_(False)
    is_convolutional = not isinstance(architecture["vision_layers"], int)
    if is_convolutional:
        network.visual.to(memory_format=torch.channels_last)
    return network.eval()


def _prepare(name: str, stored: torch.Tensor, dtype: torch.dtype, device: str, checkpoint: Path) -> torch.Tensor:
    """One weight as the device wants it: a copy of its own, since ``stored`` may be a view of the open file."""
    import torch

    rounded = stored.to(dtype, copy=True)
    if rounded.is_floating_point() and not bool(torch.isfinite(rounded).all()):
        raise ModelWeightsError(f"the checkpoint is damaged: {name} is not finite", path=checkpoint)
    if device != "cuda" and rounded.is_floating_point():
        rounded = rounded.float()
    return rounded.to(device)


def _read_state(checkpoint: Path) -> dict[str, torch.Tensor]:
    """Tensors by name, without the ``module.`` of distributed training and the unused pooler.

    Raises:
        ModelWeightsError: not a checkpoint of tensors.
        OSError: it cannot be read.
    """
    import torch

    try:
        # Mapped, not read: an optimiser's state beside the weights then costs nothing. Old files cannot be mapped.
        is_mappable = zipfile.is_zipfile(checkpoint)
        loaded = torch.load(checkpoint, map_location="cpu", weights_only=True, mmap=is_mappable)
    except OSError:
        raise
    # torch.load fails in many unrelated ways on a file that it did not write; all mean the same here.
    except Exception as error:
        raise ModelWeightsError(f"the checkpoint cannot be read: {error}", path=checkpoint) from error
    state = loaded.get("state_dict", loaded) if isinstance(loaded, dict) else None
    if not isinstance(state, dict) or not all(isinstance(value, torch.Tensor) for value in state.values()):
        raise ModelWeightsError("the checkpoint has no 'state_dict' of tensors", path=checkpoint)
    return {str(name).removeprefix("module."): value for name, value in state.items() if "bert.pooler" not in name}


def _check_shapes(wanted: Mapping[str, torch.Tensor], found: Mapping[str, torch.Tensor], checkpoint: Path) -> None:
    complaints = [f"{name} is missing" for name in sorted(wanted.keys() - found.keys())]
    complaints += [f"{name} does not belong there" for name in sorted(found.keys() - wanted.keys())]
    complaints += [
        f"{name} is {tuple(found[name].shape)} instead of {tuple(like.shape)}"
        for name, like in wanted.items()
        if name in found and found[name].shape != like.shape
    ]
    if complaints:
        more = f" (and {len(complaints) - 3} more)" if len(complaints) > 3 else ""
        what = "; ".join(complaints[:3]) + more
        raise ModelWeightsError(f"the checkpoint does not fit the model: {what}", path=checkpoint)


def _import_cn_clip() -> tuple[ModuleType, ModuleType]:
    """The packages ``cn_clip.clip`` and ``cn_clip.clip.model``.

    Raises:
        ModelRuntimeMissingError: something is not installed; ``facts['needs']`` names it.
    """
    missing = tuple(name for name in ("torch", "cn_clip", "six") if importlib.util.find_spec(name) is None)
    if missing:
        raise ModelRuntimeMissingError(f"not installed: {', '.join(missing)}", needs=missing)
    # By default waiting threads spin, which beside processes that decode photos costs half the speed or more (RN50 on
    # two busy cores: 3 images/s and 296 ms a text, against 7 and 56 with threads that sleep). Read when torch loads.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        with _import_lock, torchvision_stood_in():
            package = importlib.import_module("cn_clip.clip")
            return package, importlib.import_module("cn_clip.clip.model")
    except (ImportError, OSError) as error:
        raise ModelRuntimeMissingError(f"torch or cn_clip cannot be loaded: {error}", needs=("torch",)) from error

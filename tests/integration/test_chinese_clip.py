"""Chinese-CLIP gives what cn_clip itself gives, refuses what does not fit, and needs no working torchvision."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
import pytest
import torch

from photosearch.decode.pixels import fit
from photosearch.embed.known_models import KNOWN_MODELS
from photosearch.embed.models.weights import install_from_file
from photosearch.embed.running.chinese_clip import ChineseClipEncoder
from photosearch.embed.running.encoder import EncoderClosedError, EncoderOutOfMemoryError
from photosearch.embed.running.preprocess import CHINESE_CLIP, planes
from photosearch.errors import ModelRuntimeMissingError, ModelWeightsError
from photosearch.types.arrays import UInt8Array
from photosearch.types.ids import EncoderId
from photosearch.types.photos import PixelSpec
from tests.checkpoints import TINY_RESNET, TINY_VIT, random_state, tiny_model, write_state
from tests.photos import PHOTOS

ARCHITECTURES = {"vit": TINY_VIT, "resnet": TINY_RESNET}
TEXTS = ["猫", "a photo of two cats", "红色的汽车，在海边！", "", "长" * 50]


def _open(checkpoint: Path, architecture: Mapping[str, object]) -> ChineseClipEncoder:
    return ChineseClipEncoder(
        checkpoint, tiny_model(), encoder_id=EncoderId("tiny"), device="cpu", threads=1, architecture=architecture
    )


@pytest.fixture(scope="module", params=list(ARCHITECTURES))
def architecture(request: pytest.FixtureRequest) -> dict[str, object]:
    # Whoever imports cn_clip first meets the torchvision problem: that must be the encoder's own import.
    with pytest.raises(ModelWeightsError):
        _open(Path(__file__), TINY_VIT)
    return ARCHITECTURES[request.param]


@pytest.fixture(scope="module")
def checkpoint(architecture: dict[str, object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_state(tmp_path_factory.mktemp("weights") / "tiny.pt", random_state(architecture))


@pytest.fixture(scope="module")
def encoder(checkpoint: Path, architecture: dict[str, object]) -> ChineseClipEncoder:
    return _open(checkpoint, architecture)


@pytest.fixture(scope="module")
def reference(checkpoint: Path, architecture: dict[str, object]) -> Any:
    """The network as cn_clip's own ``create_model`` and ``load_from_name`` make it, in evaluation mode."""
    module = importlib.import_module("cn_clip.clip.model")
    network = module.CLIP(**architecture)
    module.convert_weights(network)
    state = torch.load(checkpoint, weights_only=True)["state_dict"]
    network.load_state_dict({name.removeprefix("module."): value for name, value in state.items()})
    return network.float().eval()


def _pixels(count: int, size_px: int = 64) -> UInt8Array:
    return np.random.default_rng(0).integers(0, 256, (count, size_px, size_px, 3), np.uint8)


def _unit(embeddings: torch.Tensor) -> Any:
    return (embeddings / embeddings.norm(dim=-1, keepdim=True)).numpy()


def test_the_best_device_here_computes_what_the_cpu_does(
    encoder: ChineseClipEncoder, checkpoint: Path, architecture: dict[str, object]
) -> None:
    """More images than a device is fed at once, in a number that no chunk divides; twice, as buffers are used again."""
    pixels = _pixels(150)
    elsewhere = ChineseClipEncoder(
        checkpoint, tiny_model(), encoder_id=EncoderId("tiny"), device="auto", architecture=architecture
    )
    wanted = encoder.encode_images_exactly(pixels)
    for _ in range(2):
        assert (elsewhere.encode_images(pixels) * wanted).sum(axis=1).min() > 0.999
    backwards = np.ascontiguousarray(pixels[::-1])
    assert (elsewhere.encode_images(backwards) * wanted[::-1]).sum(axis=1).min() > 0.999
    assert (elsewhere.encode_texts(TEXTS) * encoder.encode_texts(TEXTS)).sum(axis=1).min() > 0.999


def test_texts_are_embedded_as_by_cn_clip(encoder: ChineseClipEncoder, reference: Any) -> None:
    """cn_clip pads every text to 52 tokens, with which shorter input agrees, and cuts longer ones, which we do not."""
    token_ids = importlib.import_module("cn_clip.clip").tokenize(TEXTS)
    with torch.inference_mode():
        expected = _unit(reference.encode_text(token_ids))
    assert np.allclose(encoder.encode_texts(TEXTS), expected, atol=1e-5)


def test_each_text_is_embedded_the_same_alone(encoder: ChineseClipEncoder) -> None:
    together = encoder.encode_texts(TEXTS)
    singly = np.concatenate([encoder.encode_texts([text]) for text in TEXTS])
    assert np.allclose(together, singly, atol=1e-5)


def test_images_are_embedded_as_by_cn_clip(encoder: ChineseClipEncoder, reference: Any) -> None:
    """Within what bfloat16 costs on CPUs that have it: cosine at least .999 (random weights are the worst case)."""
    pixels = _pixels(5)
    mean = torch.tensor([0.48145466, 0.4578275, 0.40821073]).view(1, 3, 1, 1)
    std = torch.tensor([0.26862954, 0.26130258, 0.27577711]).view(1, 3, 1, 1)
    with torch.inference_mode():
        normalised = (torch.from_numpy(pixels).permute(0, 3, 1, 2) / 255 - mean) / std
        expected = _unit(reference.encode_image(normalised))
    assert (encoder.encode_images(pixels) * expected).sum(axis=1).min() > 0.999


def test_images_in_float32_are_those_of_cn_clip(
    checkpoint: Path, architecture: dict[str, object], reference: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", dict)
    encoder = _open(checkpoint, architecture)
    pixels = _pixels(3)
    mean = torch.tensor([0.48145466, 0.4578275, 0.40821073]).view(1, 3, 1, 1)
    std = torch.tensor([0.26862954, 0.26130258, 0.27577711]).view(1, 3, 1, 1)
    with torch.inference_mode():
        normalised = (torch.from_numpy(pixels).permute(0, 3, 1, 2) / 255 - mean) / std
        expected = _unit(reference.encode_image(normalised))
    assert np.allclose(encoder.encode_images(pixels), expected, atol=2e-5)


def test_the_same_twice_is_the_same(encoder: ChineseClipEncoder) -> None:
    """cn_clip returns its model in training mode, where dropout makes every answer another one."""
    assert np.array_equal(encoder.encode_texts(["猫"]), encoder.encode_texts(["猫"]))
    assert np.allclose(encoder.encode_images(_pixels(11)), encoder.encode_images(_pixels(11)), atol=1e-6)


def test_typographic_quotes_and_full_width_letters_are_plain(encoder: ChineseClipEncoder) -> None:
    plain, typed = encoder.encode_texts(['"cat" 5', "“ＣＡＴ” ５"])
    assert np.allclose(plain, typed, atol=1e-5)


def test_words_outside_the_vocabulary_are_unknown(encoder: ChineseClipEncoder) -> None:
    assert encoder.unknown_words("猫 🐱 cat") == ("🐱",)


def test_it_prints_nothing(
    checkpoint: Path, architecture: dict[str, object], capfd: pytest.CaptureFixture[str]
) -> None:
    _open(checkpoint, architecture).encode_texts(["猫"])
    assert capfd.readouterr() == ("", "")


def test_a_closed_encoder_answers_no_more(checkpoint: Path, architecture: dict[str, object]) -> None:
    encoder = _open(checkpoint, architecture)
    encoder.close()
    encoder.close()
    assert (encoder.name, encoder.dim) == ("tiny", 24)
    with pytest.raises(EncoderClosedError):
        encoder.encode_texts(["a"])
    with pytest.raises(EncoderClosedError):
        encoder.encode_images(_pixels(1))


@pytest.mark.logs("out of memory with")
def test_running_out_of_memory_halves_the_batch(
    checkpoint: Path, architecture: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = _open(checkpoint, architecture)
    whole = encoder.encode_images(_pixels(7))
    room = 2
    to_planes = ChineseClipEncoder._planes

    def small_device(self: ChineseClipEncoder, pixels: torch.Tensor) -> torch.Tensor:
        if len(pixels) > room:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return to_planes(self, pixels)

    monkeypatch.setattr(ChineseClipEncoder, "_planes", small_device)
    assert (encoder.encode_images(_pixels(7)) * whole).sum(axis=1).min() > 0.999
    assert encoder.preferred_batch <= room
    room = 0
    with pytest.raises(EncoderOutOfMemoryError):
        encoder.encode_images(_pixels(1))


def _state() -> dict[str, torch.Tensor]:
    return random_state(TINY_VIT)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("module.text_projection", None, "text_projection is missing"),
        ("module.extra", torch.zeros(1), "extra does not belong there"),
        ("module.text_projection", torch.zeros(3, 3), r"text_projection is \(3, 3\) instead of \(32, 24\)"),
        ("module.text_projection", torch.full((32, 24), torch.nan), "text_projection is not finite"),
        ("module.text_projection", torch.full((32, 24), 1e6), "text_projection is not finite"),
    ],
)
def test_weights_that_do_not_fit_are_refused(tmp_path: Path, name: str, value: torch.Tensor | None, why: str) -> None:
    state = _state()
    state.pop(name, None)
    if value is not None:
        state[name] = value
    with pytest.raises(ModelWeightsError, match=why):
        _open(write_state(tmp_path / "odd.pt", state), TINY_VIT)


def test_the_pooler_of_some_checkpoints_is_ignored(tmp_path: Path) -> None:
    state = _state() | {"module.bert.pooler.dense.weight": torch.zeros(2)}
    assert _open(write_state(tmp_path / "pooler.pt", state), TINY_VIT).encode_texts(["a"]).shape == (1, 24)


def test_half_precision_and_old_format_checkpoints_load(tmp_path: Path) -> None:
    state = {name: value.half() for name, value in _state().items()}
    path = tmp_path / "old.pt"
    torch.save({"state_dict": state}, path, _use_new_zipfile_serialization=False)
    expected = _open(write_state(tmp_path / "new.pt", _state()), TINY_VIT).encode_texts(["a"])
    assert np.allclose(_open(path, TINY_VIT).encode_texts(["a"]), expected, atol=1e-2)


@pytest.mark.parametrize("value", [[1], {"state_dict": [1]}, {"state_dict": {"a": "b"}}])
def test_other_things_in_a_checkpoint_are_refused(tmp_path: Path, value: object) -> None:
    path = tmp_path / "odd.pt"
    torch.save(value, path)
    with pytest.raises(ModelWeightsError, match="no 'state_dict' of tensors"):
        _open(path, TINY_VIT)


def test_code_in_a_checkpoint_does_not_run(tmp_path: Path) -> None:
    trace = tmp_path / "trace"

    class Harmful:
        def __reduce__(self) -> tuple[object, tuple[object, ...]]:
            return Path.touch, (trace,)

    path = tmp_path / "harmful.pt"
    torch.save({"state_dict": Harmful()}, path)
    with pytest.raises(ModelWeightsError, match="cannot be read"):
        _open(path, TINY_VIT)
    assert not trace.exists()


def test_an_absent_runtime_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "cn_clip" else real(name))
    with pytest.raises(ModelRuntimeMissingError) as caught:
        _open(Path("none.pt"), TINY_VIT)
    assert caught.value.facts["needs"] == ("cn_clip",)


def test_a_missing_checkpoint_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        _open(tmp_path / "none.pt", TINY_VIT)


_WITHOUT_TORCHVISION = """
import sys
sys.modules["torchvision"] = None
from pathlib import Path
from photosearch.embed.running.chinese_clip import ChineseClipEncoder
from tests.checkpoints import TINY_VIT, tiny_model
encoder = ChineseClipEncoder(Path(sys.argv[1]), tiny_model(), encoder_id="x", device="cpu", architecture=TINY_VIT)
print(encoder.encode_texts(["a"]).shape, {"torchvision", "torchvision.transforms"} & set(sys.modules))
"""


def test_it_runs_where_torchvision_cannot_be_imported_and_leaves_no_stand_in(tmp_path: Path) -> None:
    checkpoint = write_state(tmp_path / "tiny.pt", _state())
    answer = subprocess.run(
        [sys.executable, "-c", _WITHOUT_TORCHVISION, str(checkpoint)], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "(1, 24) set()"


_TRANSFORM = """
import sys
import numpy, torch
from PIL import Image
library = torch.library.Library("torchvision", "FRAGMENT")
for name in ("nms", "qnms"):
    if not hasattr(torch.ops.torchvision, name):
        library.define(name + "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
from cn_clip.clip import image_transform
transform = image_transform(224)
numpy.save(sys.argv[1], torch.stack([transform(Image.open(path)) for path in sys.argv[2:]]).numpy())
"""


def test_pixels_are_those_of_cn_clips_own_transform(tmp_path: Path) -> None:
    """Decoding's square and the normalisation together, on real photos: equal to one part in 100,000."""
    photos = sorted(PHOTOS.glob("*.jpg"))[:6]
    subprocess.run([sys.executable, "-c", _TRANSFORM, str(tmp_path / "planes.npy"), *map(str, photos)], check=True)
    squares = np.stack([fit(PIL.Image.open(photo).convert("RGB"), PixelSpec(224)) for photo in photos])
    assert np.allclose(planes(squares, CHINESE_CLIP), np.load(tmp_path / "planes.npy"), atol=1e-5)


def test_the_smallest_published_architecture_installs_and_runs(tmp_path: Path) -> None:
    """RN50 at its true size, with random weights: recognised, installed, opened and run."""
    model = KNOWN_MODELS[0]
    clip_module = importlib.import_module("cn_clip.clip.model")
    folder = Path(str(clip_module.__file__)).parent / "model_configs"
    chinese_clip = importlib.import_module("photosearch.embed.running.chinese_clip")
    state = random_state(chinese_clip._architecture(folder.parent, model))
    file = write_state(tmp_path / "mine.pt", {name: value.half() for name, value in state.items()})
    installed = install_from_file(file, tmp_path / "models", on_progress=lambda _done, _total: None)
    assert installed.encoder_id is not None
    encoder = ChineseClipEncoder(installed.checkpoint, installed.model, encoder_id=installed.encoder_id, device="cpu")
    assert encoder.encode_images(_pixels(2, 224)).shape == (2, model.dim)
    assert encoder.encode_texts(["猫", "a cat"]).shape == (2, model.dim)

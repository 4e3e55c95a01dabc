"""A small Chinese-CLIP becomes a package that answers the same, or stays what it is when that does not pay."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from itertools import chain, repeat
from pathlib import Path

import numpy as np
import pytest

from photosearch.embed.optimise.optimise import Race, optimise, race
from photosearch.embed.optimise.order import Order
from photosearch.embed.running.chinese_clip import ChineseClipEncoder
from photosearch.embed.running.package_manifest import load_manifest
from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.errors import ModelPackageError, ModelWeightsError
from photosearch.types.arrays import UInt8Array
from photosearch.types.ids import EncoderId
from photosearch.types.optimisation import Precision, Step, Verdict
from tests.checkpoints import TINY_RESNET, TINY_VIT, random_state, tiny_model, write_state

TEXTS = ("猫", "a photo of two cats", "红色的汽车，在海边！", "“quoted” 全角ＡＢＣ", "长" * 80)
ARCHITECTURES = {"vit": TINY_VIT, "resnet": TINY_RESNET}


def pictures(count: int) -> UInt8Array:
    """Different enough for their nearest ones to be clear: pairs of one noise in two strengths."""
    random = np.random.default_rng(0)
    bases = random.integers(0, 256, (-(-count // 2), 64, 64, 3))
    both = np.stack([bases, bases // 8 * 8], axis=1).reshape(-1, 64, 64, 3)
    return np.asarray(both[:count], np.uint8)


def make_order(folder: Path, architecture: Mapping[str, object] = TINY_VIT) -> Order:
    checkpoint = write_state(folder / "tiny.pt", random_state(architecture))
    return Order(
        weights=checkpoint,
        model=tiny_model(),
        encoder_id=EncoderId("tiny-torch"),
        folder=folder / "package",
        pixels=pictures(12),
        texts=TEXTS,
        device="cpu",
        threads=1,
        architecture=architecture,
    )


def referee(*seconds: float) -> Race:
    """Lets candidates take these times, the last one for ever, and torch always 1 s; no work is done at all."""
    times = chain(seconds, repeat(seconds[-1]))
    return lambda _candidate, _original: (next(times), 1.0)


@pytest.fixture(scope="module", params=list(ARCHITECTURES))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Order, Verdict, list[Step]]:
    order = make_order(tmp_path_factory.mktemp("tiny"), ARCHITECTURES[request.param])
    steps: list[Step] = []
    return order, optimise(order, steps.append, referee(0.5)), steps


@pytest.fixture(scope="module")
def original(made: tuple[Order, Verdict, list[Step]]) -> ChineseClipEncoder:
    order = made[0]
    return ChineseClipEncoder(
        order.weights, order.model, encoder_id=order.encoder_id, device="cpu", architecture=order.architecture
    )


def test_the_package_answers_like_the_original(
    made: tuple[Order, Verdict, list[Step]], original: ChineseClipEncoder
) -> None:
    encoder = PackagedEncoder(made[0].folder, threads=1)
    assert (encoder.name, encoder.dim, encoder.pixel_spec) == (original.name, original.dim, original.pixel_spec)
    for count in (1, 5):
        found = (encoder.encode_images(pictures(count)) * original.encode_images_exactly(pictures(count))).sum(1)
        assert found.min() > 0.995
    expected = original.encode_texts(TEXTS)
    assert (encoder.encode_texts(TEXTS) * expected).sum(1).min() > 0.995
    singly = np.concatenate([encoder.encode_texts([text]) for text in TEXTS])
    assert (singly * expected).sum(1).min() > 0.995
    assert encoder.unknown_words("猫 🐱 cat") == original.unknown_words("猫 🐱 cat")


def test_a_shrunk_one_embeds_the_same(made: tuple[Order, Verdict, list[Step]]) -> None:
    encoder = PackagedEncoder(made[0].folder, threads=1)
    encoder.shrink()
    before = encoder.encode_images(pictures(5))
    encoder.shrink()
    assert encoder.encode_texts(["猫"]).shape == (1, encoder.dim)
    assert np.array_equal(encoder.encode_images(pictures(5)), before)


def test_a_damaged_image_tower_is_refused_before_the_first_image(
    made: tuple[Order, Verdict, list[Step]], tmp_path: Path
) -> None:
    folder = shutil.copytree(made[0].folder, tmp_path / "package")
    weights = bytearray((folder / "image.bin").read_bytes())
    weights[len(weights) // 2] ^= 1
    (folder / "image.bin").write_bytes(weights)
    with pytest.raises(ModelPackageError, match="damaged"):
        PackagedEncoder(folder, threads=1)


def test_the_manifest_says_what_it_is_and_how_good(made: tuple[Order, Verdict, list[Step]]) -> None:
    order, verdict, steps = made
    manifest = load_manifest(order.folder)
    assert manifest.encoder_id == verdict.encoder_id
    assert manifest.made_from == "tiny-torch"
    assert manifest.name == "tiny"
    quality = json.loads((order.folder / "manifest.json").read_text())["quality"]
    assert quality["pictures"] == 12
    assert [trial["accepted"] for trial in quality["trials"]] == [trial.is_accepted for trial in verdict.trials]
    assert [trial.tower for trial in verdict.trials if trial.is_accepted] == ["image", "text"]
    assert steps == list(Step)


def test_nothing_but_the_package_is_left(made: tuple[Order, Verdict, list[Step]]) -> None:
    names = {path.name for path in made[0].folder.iterdir()}
    assert names == {"manifest.json", "image.xml", "image.bin", "text.xml", "text.bin", "vocab.txt"}


def test_what_is_slower_than_torch_is_refused(tmp_path: Path) -> None:
    order = make_order(tmp_path)
    verdict = optimise(order, lambda _step: None, referee(1.1))
    assert verdict.encoder_id is None
    assert [(trial.tower, trial.precision) for trial in verdict.trials] == [("image", form) for form in Precision]
    assert not order.folder.exists()


def test_the_next_form_is_taken_where_one_is_too_slow(tmp_path: Path) -> None:
    verdict = optimise(make_order(tmp_path), lambda _step: None, referee(2.0, 0.5))
    assert [trial.precision for trial in verdict.trials if trial.tower == "image"][:2] == [
        Precision.INT8_CALIBRATED,
        Precision.INT8_WEIGHTS,
    ]
    assert verdict.trials[1].is_accepted


def test_what_is_not_faithful_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("photosearch.types.optimisation.MIN_COSINE", 1.1)
    assert optimise(make_order(tmp_path), lambda _step: None, referee(0.5)).encoder_id is None


def test_a_form_that_does_not_run_here_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_source: Path, target: Path, precision: Precision, _calibration: object = None) -> None:
        if precision is Precision.BFLOAT16:
            raise RuntimeError("cannot be written here")
        target.write_bytes(b"no graph")
        target.with_suffix(".bin").write_bytes(b"")

    monkeypatch.setattr("photosearch.embed.optimise.openvino_graph.write_for_openvino", broken)
    verdict = optimise(make_order(tmp_path), lambda _step: None, referee(0.5))
    assert verdict.encoder_id is not None
    outcomes = [(trial.precision, trial.is_accepted) for trial in verdict.trials]
    assert outcomes[:2] == [(Precision.INT8_CALIBRATED, False), (Precision.INT8_WEIGHTS, False)]
    assert {precision for precision, is_accepted in outcomes if is_accepted} == {Precision.INT8}
    assert verdict.trials[0].detail
    assert "failure" in verdict.trials[0].as_json()
    assert {path.suffix for path in (tmp_path / "package").iterdir()} == {".json", ".onnx", ".txt"}


def test_without_openvino_the_forms_for_onnx_runtime_are_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    verdict = optimise(make_order(tmp_path), lambda _step: None, referee(0.5))
    assert verdict.trials[0].precision is Precision.INT8
    assert PackagedEncoder(tmp_path / "package").encode_texts(["猫"]).shape == (1, 24)


def test_a_damaged_checkpoint_is_an_error(tmp_path: Path) -> None:
    order = make_order(tmp_path)
    order.weights.write_bytes(b"nothing")
    with pytest.raises(ModelWeightsError):
        optimise(order, lambda _step: None)


def test_a_race_takes_turns_and_tells_the_shortest_times() -> None:
    runs: list[str] = []
    seconds = race(lambda: runs.append("new"), lambda: runs.append("old"))
    assert all(0 <= taken < 1 for taken in seconds)
    assert runs[:4] == ["new", "old", "new", "old"]

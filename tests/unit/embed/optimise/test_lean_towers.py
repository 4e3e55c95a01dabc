"""The towers written for inference give what cn_clip's own give."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from photosearch.embed.optimise.lean_towers import image_tower, text_tower
from photosearch.embed.running.chinese_clip import ChineseClipEncoder
from photosearch.types.ids import EncoderId
from tests.checkpoints import TINY_RESNET, TINY_VIT, random_state, tiny_model, write_state

IDS = torch.tensor([[101, 4344, 1469, 4318, 102, 0, 0], [101, 102, 0, 0, 0, 0, 0], [101, *range(700, 705), 102]])


@pytest.fixture(params=["vit", "resnet"])
def encoder(request: pytest.FixtureRequest, tmp_path: Path) -> ChineseClipEncoder:
    architecture = {"vit": TINY_VIT, "resnet": TINY_RESNET}[request.param]
    checkpoint = write_state(tmp_path / "tiny.pt", random_state(architecture))
    return ChineseClipEncoder(
        checkpoint, tiny_model(), encoder_id=EncoderId("tiny"), device="cpu", threads=1, architecture=architecture
    )


def test_images(encoder: ChineseClipEncoder) -> None:
    size_px = encoder.pixel_spec.size_px
    pixels = torch.randn(3, 3, size_px, size_px, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        expected = encoder.network.encode_image(pixels)
        assert torch.allclose(image_tower(encoder.network)(pixels), expected, atol=1e-5)


def test_texts_of_any_length_with_padding(encoder: ChineseClipEncoder) -> None:
    tower = text_tower(encoder.network)
    with torch.no_grad():
        expected = encoder.network.encode_text(IDS)
        assert torch.allclose(tower(IDS), expected, atol=1e-5)
        assert torch.allclose(tower(IDS[:1, :5]), expected[:1], atol=1e-5)


def test_the_network_stays_what_it_was(encoder: ChineseClipEncoder) -> None:
    before = {name: value.clone() for name, value in encoder.network.state_dict().items()}
    image_tower(encoder.network)
    text_tower(encoder.network)
    assert all(torch.equal(before[name], value) for name, value in encoder.network.state_dict().items())

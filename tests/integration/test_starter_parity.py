"""The shipped towers say of real photos and texts what the training framework said in 32 bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.resources import resource

LEAST_COSINE = 0.999
REFERENCE = Path(__file__).parents[1] / "data" / "starter_parity.npz"


@pytest.fixture(scope="module")
def reference() -> dict[str, np.ndarray]:
    with np.load(REFERENCE) as stored:
        return {name: stored[name] for name in stored.files}


@pytest.fixture(scope="module")
def encoder() -> PackagedEncoder:
    return PackagedEncoder(resource("models", "starter"), threads=1)


def test_photos_have_the_embeddings_of_the_training_framework(
    encoder: PackagedEncoder, reference: dict[str, np.ndarray]
) -> None:
    embedded = encoder.encode_images(reference["pixels"])
    assert ((embedded * reference["image_embeddings"]).sum(1) >= LEAST_COSINE).all()


def test_texts_have_the_embeddings_of_the_training_framework(
    encoder: PackagedEncoder, reference: dict[str, np.ndarray]
) -> None:
    embedded = encoder.encode_texts([str(text) for text in reference["texts"]])
    assert ((embedded * reference["text_embeddings"]).sum(1) >= LEAST_COSINE).all()


def test_texts_together_are_embedded_as_each_alone(encoder: PackagedEncoder, reference: dict[str, np.ndarray]) -> None:
    texts = [str(text) for text in reference["texts"]]
    alone = np.concatenate([encoder.encode_texts([text]) for text in texts])
    np.testing.assert_allclose(encoder.encode_texts(texts), alone, atol=1e-5)


def test_each_photo_is_nearest_to_its_own_words(encoder: PackagedEncoder, reference: dict[str, np.ndarray]) -> None:
    photos = encoder.encode_images(reference["pixels"])  # an astronaut, a cat, a cup of coffee
    for words in (("a cat", "a cup of coffee"), ("猫", "咖啡")):
        assert (encoder.encode_texts(words) @ photos.T).argmax(axis=1).tolist() == [1, 2]


def test_the_package_is_small(encoder: PackagedEncoder) -> None:
    folder = resource("models", "starter")
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 30_000_000

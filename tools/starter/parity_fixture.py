"""Writes the reference of the parity test: what the training framework says of a few real photos and texts.

python -m tools.starter.parity_fixture --work WORK --seed 1 --vocabulary VOCAB --out tests/data/starter_parity.npz
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import skimage.data
import torch
from PIL import Image
from torch.nn.functional import normalize

from photosearch.embed.running.wordpiece import WordPiece, load_vocabulary
from tools.starter.backbone import INPUT_SIZE_PX, load_backbone
from tools.starter.backbone import normalise as normalise_pixels
from tools.starter.distil import CONTEXT_LENGTH
from tools.starter.export import restore

PHOTOS = ("astronaut", "chelsea", "coffee")
"""Public-domain photos inside scikit-image."""
TEXTS = (
    "a cat",
    "a red car on the street",
    "two people are playing football",
    "一只猫",
    "海边的日落",
    "穿红衣服的女孩",
    "火箭",
)


def main() -> None:
    """Reads the arguments and writes the fixture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tag", default="")
    arguments = parser.parse_args()
    images, _, tower = restore(torch.load(arguments.work / f"tower{arguments.tag}-{arguments.seed}.pt"))
    pixels = np.stack([squashed(getattr(skimage.data, name)()) for name in PHOTOS])
    batch = torch.from_numpy(pixels).permute(0, 3, 1, 2).float()
    tokenizer = WordPiece(load_vocabulary(arguments.vocabulary))
    token_ids = torch.from_numpy(tokenizer.batch(TEXTS, context_length=CONTEXT_LENGTH))
    with torch.inference_mode():
        image_embeddings = normalize(images(load_backbone(arguments.work)(normalise_pixels(batch))), dim=1)
        text_embeddings = normalize(tower(token_ids), dim=1)
    np.savez_compressed(
        arguments.out,
        pixels=pixels,
        texts=np.array(TEXTS),
        image_embeddings=image_embeddings.numpy(),
        text_embeddings=text_embeddings.numpy(),
    )


def squashed(photo: np.ndarray) -> np.ndarray:
    """A photo as the encoder sees it: uint8 [size, size, 3]."""
    resized = Image.fromarray(photo).resize((INPUT_SIZE_PX, INPUT_SIZE_PX), Image.Resampling.BICUBIC)
    return np.asarray(resized)


if __name__ == "__main__":
    main()

"""Step 5: writes the model package the app reads from what step 4 left.

python -m tools.starter.export --data DATA --work WORK --vocabulary vocab.txt --seed 1 --out resources/models/starter
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import normalize

from photosearch.embed.running.wordpiece import WordPiece, load_vocabulary
from tools.starter.backbone import INPUT_SIZE_PX, PIXEL_MEAN, PIXEL_SCALE, load_backbone
from tools.starter.corpus import load_corpus
from tools.starter.coverage import known_words
from tools.starter.distil import CONTEXT_LENGTH
from tools.starter.models import EMBEDDING_DIM, ImageHead, InformedHead, SentenceHead, TextTower, TextTowerSize
from tools.starter.onnx_graph import ImageTower, ShippedTextTower, export_image, export_text

PACKAGE_NAME = "starter"
BATCH = 256
COVERAGE_RULE = "longest-words-v1"
DIGESTED = ("image.onnx", "text.onnx", "vocab.txt")
EVERY_FILE = (*DIGESTED, "known.json", "MODEL_CARD.md")


def main() -> None:
    """Reads the arguments and writes the package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tag", default="")
    parser.add_argument("--version", default="1")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    arguments.out.mkdir(parents=True, exist_ok=True)
    parts = torch.load(arguments.work / f"tower{arguments.tag}-{arguments.seed}.pt")
    images, sentences, tower = restore(parts)
    export_image(ImageTower(load_backbone(arguments.work), images), INPUT_SIZE_PX, arguments.out / "image.onnx")
    export_text(ShippedTextTower(tower), arguments.out / "text.onnx")
    shutil.copyfile(arguments.vocabulary, arguments.out / "vocab.txt")
    write_known(arguments, sentences, tower)
    write_manifest(arguments.out, arguments.version, None, {})


def restore(parts: dict[str, dict[str, Tensor]]) -> tuple[InformedHead, SentenceHead, TextTower]:
    """The trained networks, in evaluation mode."""
    images = InformedHead(ImageHead(hidden=parts["image"]["head.mlp.0.weight"].shape[0]), 0.0)
    images.load_state_dict(parts["image"])
    sentences = SentenceHead()
    sentences.load_state_dict(parts["sentence"])
    settings = parts["settings"]
    size = replace(TextTowerSize(), width=int(settings["width"]), blocks=int(settings["blocks"]))
    tower = TextTower(size)
    tower.load_state_dict(parts["text"])
    return images.eval(), sentences.eval(), tower.eval()


def write_known(arguments: argparse.Namespace, sentences: SentenceHead, tower: TextTower) -> None:
    """Measures which words are known and writes `known.json`."""
    corpus = load_corpus(arguments.data, arguments.work, frozenset(), True)
    tokenizer = WordPiece(load_vocabulary(arguments.vocabulary))

    def embed(texts: Sequence[str]) -> Tensor:
        parts = []
        with torch.inference_mode():
            for start in range(0, len(texts), BATCH):
                token_ids = tokenizer.batch(texts[start : start + BATCH], context_length=CONTEXT_LENGTH)
                parts.append(tower(torch.from_numpy(token_ids)))
            return normalize(torch.cat(parts), dim=1)

    def teach(meanings: Tensor) -> Tensor:
        with torch.inference_mode():
            return normalize(sentences(meanings), dim=1)

    english, chinese = known_words(corpus, embed, teach)
    print(f"known words: {len(english)} English, {len(chinese)} Chinese")
    content = {"format": 1, "rule": COVERAGE_RULE, "en": english, "zh": chinese}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (arguments.out / "known.json").write_text(text, encoding="utf-8", newline="\n")


def write_manifest(folder: Path, version: str, match_floor: float | None, quality: dict[str, object]) -> None:
    """Writes `manifest.json` over the files that are in the folder now."""
    digest = hashlib.sha256(b"".join((folder / name).read_bytes() for name in DIGESTED)).hexdigest()
    files = {name: _entry(folder / name) for name in EVERY_FILE if (folder / name).exists()}
    manifest = {
        "format": 1,
        "name": PACKAGE_NAME,
        "version": version,
        "encoder_id": f"{PACKAGE_NAME}-{version}-{digest[:12]}",
        "dim": EMBEDDING_DIM,
        "precision": "fp16 weights, int8 piece and class tables, fp32 arithmetic",
        "match_floor": match_floor,
        "image": {
            "file": "image.onnx",
            "input": "pixels",
            "output": "embedding",
            "size_px": INPUT_SIZE_PX,
            "resize": "squash",
            "interpolation": "bicubic",
            "mean": [PIXEL_MEAN] * 3,
            "scale": [PIXEL_SCALE] * 3,
        },
        "text": {
            "file": "text.onnx",
            "input": "token_ids",
            "output": "embedding",
            "vocabulary": "vocab.txt",
            "tokenizer": "wordpiece-lower-v1",
            "context_length": CONTEXT_LENGTH,
            "pad_id": 0,
        },
        "coverage": {"file": "known.json"},
        "files": files,
        "quality": quality,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8", newline="\n")
    total = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{manifest['encoder_id']}: {total / 1e6:.1f} MB in all")


def _entry(path: Path) -> dict[str, object]:
    data = path.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


if __name__ == "__main__":
    main()

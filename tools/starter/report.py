"""Validation while training: caption recall on unseen photos and breadth on labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import normalize

from tools.starter.corpus import Corpus
from tools.starter.models import ImageHead, InformedHead, SentenceHead

CAPTIONS = 5
"""Captions of each kind and photo that are tried."""


def recall(texts: Tensor, owners: Tensor, photos: Tensor) -> list[float]:
    """Text-to-image R@1, R@5, R@10 in percent; `owners` gives each text's photo position."""
    scores = texts @ photos.T
    truth = scores[torch.arange(len(texts)), owners].unsqueeze(1)
    ranks = (scores > truth).sum(1)
    return [100 * (ranks < k).float().mean().item() for k in (1, 5, 10)]


def mean_average_precision(scores: Tensor, relevant: Tensor) -> tuple[float, float]:
    """mAP and hit@1 in percent of queries [q, photos] against a boolean table of the same shape."""
    order = scores.argsort(dim=1, descending=True)
    found = relevant.gather(1, order).float()
    precision = found.cumsum(1) / torch.arange(1, found.shape[1] + 1)
    average = (precision * found).sum(1) / found.sum(1)
    return 100 * average.mean().item(), 100 * found[:, 0].mean().item()


def validation_rows(corpus: Corpus) -> tuple[list[int], list[int]]:
    """Rows of captioned and of labelled validation photos."""
    captioned = [row for row, photo in enumerate(corpus.photos) if photo.split == "val" and photo.source == "flickr8k"]
    labelled = [row for row, photo in enumerate(corpus.photos) if photo.split == "val" and photo.source != "flickr8k"]
    return captioned, labelled


def retrieval_line(corpus: Corpus, images: ImageHead, sentences: SentenceHead) -> str:
    """English caption recall, and mAP / hit@1 of label names among labelled and captioned photos together."""
    images.eval()
    sentences.eval()
    captioned, labelled = validation_rows(corpus)
    with torch.inference_mode():
        photos = normalize(images(corpus.features[0][captioned + labelled].float()), dim=1).cpu()
        texts = [text for row in captioned for text in corpus.photos[row].captions_en]
        owners = torch.tensor([place for place, row in enumerate(captioned) for _ in corpus.photos[row].captions_en])
        embedded = _meant(corpus, sentences, texts)
        names = sorted({corpus.photos[row].captions_en[0] for row in labelled})
        queries = _meant(corpus, sentences, names)
        owned = np.array([""] * len(captioned) + [corpus.photos[row].captions_en[0] for row in labelled])
        relevant = torch.from_numpy(np.stack([owned == name for name in names]))
        breadth = mean_average_precision(queries @ photos.T, relevant)
    caption = recall(embedded, owners, photos[: len(captioned)])
    return (
        "en " + " / ".join(f"{value:.1f}" for value in caption) + f"  names mAP {breadth[0]:.1f} hit {breadth[1]:.1f}"
    )


def _meant(corpus: Corpus, sentences: SentenceHead, texts: Sequence[str]) -> Tensor:
    """Unit embeddings of English texts by the sentence head, on the CPU."""
    meanings = torch.stack([corpus.sentence(text) for text in texts]).to(corpus.device).float()
    return normalize(sentences(meanings), dim=1).cpu()


def tower_lines(corpus: Corpus, images: InformedHead, embed: Callable[[Sequence[str]], Tensor]) -> str:
    """Caption recall in English, Chinese by machine and by hand, and label names' mAP / hit@1 in both languages."""
    images.eval()
    captioned, labelled = validation_rows(corpus)
    with torch.inference_mode():
        photos = normalize(images(corpus.features[0][captioned + labelled].float()), dim=1).cpu()
    lines = []
    for field in ("captions_en", "captions_zh_mt", "captions_zh"):
        rows = enumerate(captioned)
        texts = [(text, place) for place, row in rows for text in getattr(corpus.photos[row], field)[:CAPTIONS]]
        owners = torch.tensor([place for _, place in texts])
        values = recall(embed([text for text, _ in texts]).cpu(), owners, photos[: len(captioned)])
        lines.append(f"{field[9:]} " + " / ".join(f"{value:.1f}" for value in values))
    for field in ("captions_en", "captions_zh"):
        owned = np.array([""] * len(captioned) + [getattr(corpus.photos[row], field)[0] for row in labelled])
        names = sorted(set(owned) - {""})
        relevant = torch.from_numpy(np.stack([owned == name for name in names]))
        value, hit = mean_average_precision(embed(names).cpu() @ photos.T, relevant)
        lines.append(f"names {field[9:]} mAP {value:.1f} hit {hit:.1f}")
    return "   " + "  ".join(lines)

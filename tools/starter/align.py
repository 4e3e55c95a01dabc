"""Step 3: trains the image head together with a head on English sentence embeddings.

    python -m tools.starter.align --data DATA --work WORK --seed 1

Three signals: captions against photos (InfoNCE), everyday concepts against photos (multi-label, labels from the
captions and from the backbone's own class probabilities), and pseudo-photos of all 1,000 ImageNet classes drawn around
the class means its classifier implies.
"""

from __future__ import annotations

import argparse
import math
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import normalize

from tools.starter.corpus import Corpus, load_corpus
from tools.starter.losses import contrast, multi_label_contrast
from tools.starter.models import ImageHead, SentenceHead
from tools.starter.pseudo import PseudoPhotos
from tools.starter.report import retrieval_line


@dataclass(frozen=True)
class AlignSettings:
    """Everything that shapes one run of this step."""

    seed: int = 1
    epochs: int = 40
    batch: int = 512
    pseudo_batch: int = 256
    concept_texts: int = 256
    learning_rate: float = 1e-3
    weight_decay: float = 0.1
    concept_weight: float = 0.7
    pseudo_weight: float = 0.7
    noise: float = 0.2
    feature_noise: float = 0.0
    dropout: float = 0.5
    hidden: int = 640


def main() -> None:
    """Reads the arguments, trains and saves `align-<seed>.pt`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--hold-out", default="", help="sources left out of training, comma-separated")
    parser.add_argument("--with-validation", action="store_true", help="train on the validation split too")
    parser.add_argument("--tag", default="")
    parser.add_argument("--device", default="cpu")
    for name, value in AlignSettings().__dict__.items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)
    arguments = parser.parse_args()
    settings = AlignSettings(**{name: getattr(arguments, name) for name in AlignSettings().__dict__})
    torch.set_num_threads(1)
    held_out = frozenset(arguments.hold_out.split(",")) - {""}
    corpus = load_corpus(arguments.data, arguments.work, held_out, arguments.with_validation, arguments.device)
    images, sentences = train(corpus, settings)
    name = f"align{arguments.tag}-{settings.seed}.pt"
    torch.save({"image": images.state_dict(), "sentence": sentences.state_dict()}, arguments.work / name)


def train(corpus: Corpus, settings: AlignSettings) -> tuple[ImageHead, SentenceHead]:
    """Trains both heads and prints validation recall now and then."""
    torch.manual_seed(settings.seed)
    generator = np.random.default_rng(settings.seed)
    images = ImageHead(settings.hidden, settings.dropout, settings.feature_noise).to(corpus.device)
    images.standardise_by(corpus.features[0][corpus.train_rows].float())
    sentences = SentenceHead().to(corpus.device)
    scale = torch.nn.Parameter(torch.tensor(math.log(20.0), device=corpus.device))
    parameters = [*images.parameters(), *sentences.parameters()]
    groups = [{"params": parameters, "weight_decay": settings.weight_decay}, {"params": [scale], "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=settings.learning_rate)
    steps = settings.epochs * (len(corpus.caption_rows) // settings.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, settings.learning_rate, total_steps=steps, pct_start=0.1)
    pseudo = PseudoPhotos(corpus, generator)
    started_s = time.monotonic()
    for step in range(steps):
        loss = _step_loss(corpus, settings, generator, images, sentences, scale, pseudo)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        if step % max(1, steps // 4) == 0 or step == steps - 1:
            line = retrieval_line(corpus, images, sentences)
            print(f"{step}/{steps} {time.monotonic() - started_s:.0f}s loss {loss.item():.3f} {line}", flush=True)
    return images.eval(), sentences.eval()


Rows = tuple[np.ndarray, Tensor]
"""Photo rows and their features [n, FEATURE_DIM]."""


def _step_loss(
    corpus: Corpus,
    settings: AlignSettings,
    generator: np.random.Generator,
    images: ImageHead,
    sentences: SentenceHead,
    scale: Tensor,
    pseudo: PseudoPhotos,
) -> Tensor:
    images.train()
    sentences.train()
    rows = generator.choice(corpus.caption_rows, settings.batch, replace=False)
    labelled = generator.choice(corpus.labelled_rows, settings.pseudo_batch // 2)
    captioned = (rows, corpus.photo_features(rows, generator))
    others = (labelled, corpus.photo_features(labelled, generator))
    drawn = pseudo.draw(settings.pseudo_batch)
    return alignment_loss(corpus, settings, generator, images, sentences, scale, drawn, captioned, others)


def alignment_loss(
    corpus: Corpus,
    settings: AlignSettings,
    generator: np.random.Generator,
    images: ImageHead,
    sentences: SentenceHead,
    scale: Tensor,
    drawn: tuple[Tensor, Tensor],
    captioned: Rows,
    labelled: Rows,
) -> Tensor:
    """Captions against photos, concepts against them, and against labelled and pseudo-photos (``drawn``)."""
    rows, features = captioned
    photos = normalize(images(features), dim=1)
    captions = corpus.caption_sentences(rows, generator)
    captions = captions + settings.noise * torch.randn_like(captions) * captions.std()
    texts = normalize(sentences(captions), dim=1)
    loss = contrast(photos, texts, scale.exp())
    other_photos = normalize(images(torch.cat([labelled[1], drawn[0]])), dim=1)
    labels = torch.cat([corpus.concept_labels[labelled[0]], drawn[1]])
    chosen = torch.from_numpy(corpus.draw_concepts(settings.concept_texts, generator))
    concepts = normalize(sentences(corpus.concept_sentences(chosen.numpy(), generator)), dim=1)
    loss = loss + settings.concept_weight * multi_label_contrast(
        photos, concepts, corpus.concept_labels[rows][:, chosen], scale.exp()
    )
    return loss + settings.pseudo_weight * multi_label_contrast(other_photos, concepts, labels[:, chosen], scale.exp())


if __name__ == "__main__":
    main()

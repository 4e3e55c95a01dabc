"""Step 4: trains the bilingual text tower against the image head and the English sentence head of step 3.

    python -m tools.starter.distil --data DATA --work WORK --seed 1

The tower learns captions against photos (InfoNCE, English, Chinese by hand and by machine), concepts against photos,
and single words and phrases of both languages by what the sentence head says of their English meaning. What the
ImageNet classifier says of a photo joins its embedding from here on, by the names of the classes (`NamedClasses`).
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import normalize

from photosearch.embed.running.wordpiece import WordPiece, load_vocabulary
from tools.starter.corpus import Corpus, load_corpus
from tools.starter.lessons import Lessons, build_lessons
from tools.starter.losses import contrast, multi_label_contrast
from tools.starter.meaningful_start import fit_last_layer, piece_values
from tools.starter.models import ImageHead, InformedHead, SentenceHead, TextTower, TextTowerSize
from tools.starter.phrases import PHOTO_TEMPLATES_EN, PHOTO_TEMPLATES_ZH
from tools.starter.pseudo import PseudoPhotos
from tools.starter.report import tower_lines

CONTEXT_LENGTH = 52
UNKNOWN_ID = 100
FITTED_WORDS = 20000
CLASS_NAMES = 3
"""Names of a class that make its embedding; those that follow are rarer ones."""
GROUP = 64
"""Texts of like length that are padded together."""


@dataclass(frozen=True)
class DistilSettings:
    """Everything that shapes one run of this step."""

    seed: int = 1
    epochs: int = 44
    batch: int = 256
    words: int = 384
    concept_texts: int = 128
    pseudo_batch: int = 128
    learning_rate: float = 2e-3
    head_rate: float = 2e-4
    weight_decay: float = 0.05
    word_drop: float = 0.1
    words_weight: float = 1.0
    concept_weight: float = 0.5
    captions_weight: float = 2.0
    class_share: float = 1.0
    """Length of what the classifier may add to a photo's embedding, whose own part has length 1."""
    width: int = 320
    blocks: int = 2


@dataclass
class Learner:
    """The networks of one run."""

    images: InformedHead
    sentences: SentenceHead
    tower: TextTower
    scale: torch.nn.Parameter


def main() -> None:
    """Reads the arguments, trains and saves `tower-<seed>.pt`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--hold-out", default="", help="sources left out of training, comma-separated")
    parser.add_argument("--with-validation", action="store_true", help="train on the validation split too")
    parser.add_argument("--tag", default="")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=1)
    for name, value in DistilSettings().__dict__.items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)
    arguments = parser.parse_args()
    settings = DistilSettings(**{name: getattr(arguments, name) for name in DistilSettings().__dict__})
    torch.set_num_threads(arguments.threads)
    held_out = frozenset(arguments.hold_out.split(",")) - {""}
    corpus = load_corpus(arguments.data, arguments.work, held_out, arguments.with_validation, arguments.device)
    aligned = torch.load(arguments.work / f"align{arguments.tag}-{settings.seed}.pt", map_location="cpu")
    torch.manual_seed(settings.seed)
    learner = new_learner(aligned, corpus, settings)
    tokenizer = WordPiece(load_vocabulary(arguments.vocabulary))
    Teaching(corpus, settings, learner, tokenizer).run()
    for network in (learner.images, learner.sentences, learner.tower):
        network.cpu()
    parts = {
        "image": learner.images.state_dict(),
        "sentence": learner.sentences.state_dict(),
        "text": learner.tower.state_dict(),
        "settings": settings.__dict__,
    }
    torch.save(parts, arguments.work / f"tower{arguments.tag}-{settings.seed}.pt")


def new_learner(aligned: dict[str, dict[str, Tensor]], corpus: Corpus, settings: DistilSettings) -> Learner:
    """Both heads as step 3 left them, the classifier beside them, and a fresh text tower."""
    head = ImageHead(hidden=aligned["image"]["mlp.0.weight"].shape[0], dropout=0.3)
    head.load_state_dict(aligned["image"])
    sentences = SentenceHead().eval()
    sentences.load_state_dict(aligned["sentence"])
    images = InformedHead(head, settings.class_share)
    names = class_name_embeddings(corpus, sentences)
    images.classes.learn(corpus.class_weights.cpu(), corpus.class_bias.cpu(), names)
    tower = TextTower(replace(TextTowerSize(), width=settings.width, blocks=settings.blocks))
    return Learner(images, sentences, tower, torch.nn.Parameter(torch.tensor(math.log(25.0))))


def class_name_embeddings(corpus: Corpus, sentences: SentenceHead) -> Tensor:
    """Unit embeddings [1000, EMBEDDING_DIM] of the ImageNet classes, each from its first English names."""
    classes = corpus.concepts[-len(corpus.class_to_concept) :]
    with torch.inference_mode():
        meant = [torch.stack([corpus.sentence(name).float() for name in known.en[:CLASS_NAMES]]) for known in classes]
        rows = [normalize(sentences(names), dim=1).mean(0) for names in meant]
        return normalize(torch.stack(rows), dim=1)


class Teaching:
    """One run: draws batches, sums the losses, steps."""

    def __init__(self, corpus: Corpus, settings: DistilSettings, learner: Learner, tokenizer: WordPiece) -> None:
        self._corpus = corpus
        self._settings = settings
        self._learner = learner
        self._tokenizer = tokenizer
        self._generator = np.random.default_rng(settings.seed)
        self._lessons: Lessons = build_lessons(corpus)
        self._pseudo = PseudoPhotos(corpus, self._generator)
        self._token_rows: dict[str, list[int]] = {}
        self._start_meaningfully()
        for network in (learner.images, learner.sentences, learner.tower):
            network.to(corpus.device)
        learner.scale.data = learner.scale.data.to(corpus.device)

    def _start_meaningfully(self) -> None:
        tower, lessons, corpus = self._learner.tower.eval(), self._lessons, self._corpus
        rows = (self._tokens(text) for text in lessons.texts)
        with torch.no_grad():
            shape = tower.pieces.weight.shape
            tower.pieces.weight.copy_(piece_values(lessons, rows, (shape[0], shape[1])))
            nn.init.eye_(tower.value.weight)
            texts, meanings = lessons.draw(FITTED_WORDS, self._generator)
            captions = [_pick(corpus.photos[row].captions_en, self._generator) for row in corpus.caption_rows]
            meanings = torch.cat([meanings, torch.stack([corpus.sentence(text).float() for text in captions])])
            targets = normalize(self._learner.sentences(meanings), dim=1)
            fit_last_layer(tower.leave, self._through(tower.pooled, texts + captions, 0.0), targets)

    def run(self) -> None:
        """Trains for all epochs and prints validation figures now and then."""
        learner, settings = self._learner, self._settings
        groups = [
            {"params": list(learner.tower.parameters()), "lr": settings.learning_rate},
            {"params": list(learner.images.parameters()), "lr": settings.head_rate},
            {"params": [learner.scale], "lr": settings.learning_rate, "weight_decay": 0.0},
        ]
        optimiser = torch.optim.AdamW(groups, weight_decay=settings.weight_decay, fused=True)
        steps = settings.epochs * (len(self._corpus.caption_rows) // settings.batch)
        rates = [float(group["lr"]) for group in optimiser.param_groups]
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=steps, pct_start=0.1)
        started_s = time.monotonic()
        for step in range(steps):
            learner.tower.train()
            learner.images.train()
            loss = self._loss()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learner.tower.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            if step == 20:
                print(f"{(time.monotonic() - started_s) / 20:.2f} s a step", flush=True)
            if step == steps // 2 or step == steps - 1:
                print(f"{step}/{steps} {time.monotonic() - started_s:.0f}s loss {loss.item():.3f}", flush=True)
                print(tower_lines(self._corpus, learner.images, self.embed), flush=True)

    def embed(self, texts: Sequence[str]) -> Tensor:
        """Unit embeddings of texts, without gradient."""
        self._learner.tower.eval()
        with torch.inference_mode():
            return self._texts(texts, drop=0.0)

    def _loss(self) -> Tensor:
        settings, corpus, generator = self._settings, self._corpus, self._generator
        scale = self._learner.scale.exp().clamp(max=80.0)
        rows = generator.choice(corpus.caption_rows, settings.batch, replace=False)
        photos = self._photos(corpus.photo_features(rows, generator))
        english = [_pick(corpus.photos[row].captions_en, generator) for row in rows]
        chinese = [_chinese_caption(corpus, row, generator) for row in rows]
        texts = self._texts(english + chinese, settings.word_drop)
        half = len(rows)
        loss = contrast(photos, texts[:half], scale) + contrast(photos, texts[half:], scale)
        loss = loss + 0.2 * contrast(texts[:half], texts[half:], scale)
        with torch.no_grad():
            meant = torch.stack([corpus.sentence(text) for text in english]).to(corpus.device).float()
            taught = normalize(self._learner.sentences(meant), dim=1)
        loss = loss + settings.captions_weight * (1 - (texts[:half] * taught).sum(1)).mean()
        loss = loss + settings.words_weight * self._words_loss()
        return loss + settings.concept_weight * self._concept_loss(photos, rows, scale)

    def _words_loss(self) -> Tensor:
        texts, meanings = self._lessons.draw(self._settings.words, self._generator)
        with torch.no_grad():
            taught = normalize(self._learner.sentences(meanings.to(self._corpus.device)), dim=1)
        learnt = self._texts(texts, drop=0.0)
        return 2.0 * (1 - (learnt * taught).sum(1)).mean() + 0.5 * contrast(
            learnt, taught, torch.tensor(15.0, device=learnt.device)
        )

    def _concept_loss(self, photos: Tensor, rows: np.ndarray, scale: Tensor) -> Tensor:
        settings, corpus, generator = self._settings, self._corpus, self._generator
        labelled = generator.choice(corpus.labelled_rows, settings.pseudo_batch // 2)
        drawn, drawn_labels = self._pseudo.draw(settings.pseudo_batch)
        others = self._photos(torch.cat([corpus.photo_features(labelled, generator), drawn]))
        labels = torch.cat([corpus.concept_labels[labelled], drawn_labels])
        chosen = corpus.draw_concepts(settings.concept_texts, generator)
        texts = self._texts([_concept_name(corpus, number, generator) for number in chosen], drop=0.0)
        column = torch.from_numpy(chosen)
        spoken = multi_label_contrast(photos, texts, corpus.concept_labels[rows][:, column], scale)
        return spoken + multi_label_contrast(others, texts, labels[:, column], scale)

    def _photos(self, features: Tensor) -> Tensor:
        return normalize(self._learner.images(features), dim=1)

    def _texts(self, texts: Sequence[str], drop: float) -> Tensor:
        return normalize(self._through(self._learner.tower.encode, texts, drop), dim=1)

    def _through(self, network: Callable[[Tensor, Tensor], Tensor], texts: Sequence[str], drop: float) -> Tensor:
        """Runs texts in groups of like length through the tower or a part of it, in the order given."""
        rows = [self._tokens(text) for text in texts]
        by_length = sorted(range(len(rows)), key=lambda place: len(rows[place]))
        groups = [by_length[start : start + GROUP] for start in range(0, len(rows), GROUP)]
        token_ids = [self._padded([rows[place] for place in group], drop) for group in groups]
        # One look-up for all groups: its gradient is as large as the whole table.
        pieces = self._learner.tower.pieces
        device = pieces.weight.device
        token_ids = [ids.to(device) for ids in token_ids]
        flat = pieces(torch.cat([ids.flatten() for ids in token_ids]))
        states = flat.split([ids.numel() for ids in token_ids])
        with torch.autocast(device.type, torch.bfloat16):
            embedded = [network(part.view(*ids.shape, -1), ids) for part, ids in zip(states, token_ids, strict=True)]
        return torch.cat(embedded).float()[torch.tensor(by_length, device=device).argsort()]

    def _padded(self, rows: Sequence[Sequence[int]], drop: float) -> Tensor:
        token_ids = torch.zeros(len(rows), max(len(row) for row in rows), dtype=torch.int64)
        for place, row in enumerate(rows):
            token_ids[place, : len(row)] = torch.tensor(row)
        hidden = (torch.rand(token_ids.shape) < drop) & (token_ids > UNKNOWN_ID + 3)
        return token_ids.masked_fill(hidden, UNKNOWN_ID)

    def _tokens(self, text: str) -> list[int]:
        if text not in self._token_rows:
            self._token_rows[text] = self._tokenizer.token_ids(text, context_length=CONTEXT_LENGTH)
        return self._token_rows[text]


def _pick(texts: Sequence[str], generator: np.random.Generator) -> str:
    return texts[generator.integers(len(texts))]


def _chinese_caption(corpus: Corpus, row: int, generator: np.random.Generator) -> str:
    photo = corpus.photos[row]
    by_hand = not photo.captions_zh_mt or generator.random() < 0.5
    return _pick(photo.captions_zh if by_hand else photo.captions_zh_mt, generator)


def _concept_name(corpus: Corpus, number: int, generator: np.random.Generator) -> str:
    concept = corpus.concepts[number]
    is_chinese = generator.random() < 0.5
    name = _pick(concept.zh if is_chinese and concept.zh else concept.en, generator)
    templates = PHOTO_TEMPLATES_ZH if is_chinese else PHOTO_TEMPLATES_EN
    return _pick(templates, generator).format(name) if generator.random() < 0.2 else name


if __name__ == "__main__":
    main()

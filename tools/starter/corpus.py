"""Everything training reads, joined by row: features, captions, concepts and which photo shows which concept."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from tools.starter.backbone import load_backbone, pooled_part
from tools.starter.concepts import Concept, read_concepts
from tools.starter.data import ClassName, Photo, read_class_names, read_photos
from tools.starter.phrases import PHOTO_TEMPLATES_EN

CERTAIN_ENOUGH = 0.25
"""Class probability below which the backbone's opinion of a photo is not used as a label."""
EVERYDAY_CHANCE = 2.0


@dataclass
class Corpus:
    """Training data by photo row (order of pairs.jsonl) and by concept (hand-written lists, then 1,000 classes)."""

    photos: list[Photo]
    concepts: list[Concept]
    features: list[Tensor]
    class_weights: Tensor
    class_bias: Tensor
    concept_labels: Tensor
    class_to_concept: Tensor
    sentence_rows: dict[str, int]
    sentences: Tensor
    train_rows: np.ndarray
    caption_rows: np.ndarray
    labelled_rows: np.ndarray
    device: str = "cpu"
    """Where features, labels and whatever these methods return are."""

    @property
    def concept_count(self) -> int:
        """How many concepts there are, classes included."""
        return len(self.concepts)

    def photo_features(self, rows: np.ndarray, generator: np.random.Generator) -> Tensor:
        """Features of photos, each from a view drawn by chance."""
        views = generator.integers(len(self.features), size=len(rows))
        index = torch.from_numpy(rows)
        stacked = torch.stack([view[index] for view in self.features])
        return stacked[torch.from_numpy(views), torch.arange(len(rows))].float()

    def draw_concepts(self, count: int, generator: np.random.Generator) -> np.ndarray:
        """Different concepts by chance, hand-written ones more often than bare class names."""
        chances = np.ones(self.concept_count)
        chances[: -len(self.class_to_concept)] = EVERYDAY_CHANCE
        return generator.choice(self.concept_count, count, replace=False, p=chances / chances.sum())

    def sentence(self, text: str) -> Tensor:
        """The sentence embedding of a text that was embedded before."""
        return self.sentences[self.sentence_rows[text.lower()]]

    def caption_sentences(self, rows: np.ndarray, generator: np.random.Generator) -> Tensor:
        """One caption's sentence embedding per photo, drawn by chance."""
        texts = (self.photos[row].captions_en for row in rows)
        chosen = [self.sentence_rows[captions[generator.integers(len(captions))].lower()] for captions in texts]
        return self.sentences[torch.tensor(chosen)].to(self.device).float()

    def concept_sentences(self, chosen: np.ndarray, generator: np.random.Generator) -> Tensor:
        """One name's sentence embedding per concept, in a photo template now and then."""
        texts = [self._concept_text(self.concepts[number].en, generator) for number in chosen]
        return torch.stack([self.sentence(text) for text in texts]).to(self.device).float()

    def _concept_text(self, names: tuple[str, ...], generator: np.random.Generator) -> str:
        name = names[0] if generator.random() < 0.5 else names[generator.integers(len(names))]
        templated = PHOTO_TEMPLATES_EN[generator.integers(len(PHOTO_TEMPLATES_EN))].format(name)
        return templated if generator.random() < 0.3 and templated.lower() in self.sentence_rows else name


def load_corpus(data: Path, work: Path, held_out: frozenset[str], with_validation: bool, device: str = "cpu") -> Corpus:
    """Joins the data folder with what steps 1 and 2 left in the work folder."""
    photos = read_photos(data)
    concepts = read_concepts()
    classes = read_class_names(data)
    features = [torch.from_numpy(np.load(path)).to(device) for path in sorted(work.glob("features-*.npy"))]
    classifier = load_backbone(work).classifier.to(device)
    weights, bias = classifier.weight.detach(), classifier.bias.detach()
    class_to_concept = class_membership(concepts, len(classes)).to(device)
    usable = [
        row
        for row, photo in enumerate(photos)
        if photo.source not in held_out and (with_validation or photo.split == "train")
    ]
    texts = json.loads((work / "texts.json").read_text(encoding="utf-8"))
    return Corpus(
        photos=photos,
        concepts=concepts + [Concept(name.en, name.zh, (number,)) for number, name in enumerate(classes)],
        features=features,
        class_weights=weights,
        class_bias=bias,
        concept_labels=photo_labels(photos, concepts, classes, features[0], weights, bias, class_to_concept),
        class_to_concept=class_to_concept,
        sentence_rows={text: row for row, text in enumerate(texts)},
        sentences=torch.from_numpy(np.load(work / "texts.npy")),
        train_rows=np.array(usable),
        caption_rows=np.array([row for row in usable if photos[row].source == "flickr8k"]),
        labelled_rows=np.array([row for row in usable if photos[row].source != "flickr8k"]),
        device=device,
    )


def class_membership(concepts: list[Concept], class_count: int) -> Tensor:
    """Which class belongs to which concept: float32 [classes, concepts + classes]."""
    table = torch.zeros(class_count, len(concepts) + class_count)
    for column, concept in enumerate(concepts):
        table[list(concept.classes), column] = 1.0
    table[:, len(concepts) :] = torch.eye(class_count)
    return table


def photo_labels(
    photos: list[Photo],
    concepts: list[Concept],
    classes: list[ClassName],
    features: Tensor,
    weights: Tensor,
    bias: Tensor,
    membership: Tensor,
) -> Tensor:
    """How far each photo shows each concept, 0..1: said by a caption or label, or believed by the backbone."""
    believed = torch.softmax(pooled_part(features).float() @ weights.T + bias, dim=1) @ membership
    labels = believed.clamp(max=1.0) * (believed > CERTAIN_ENOUGH)
    spoken = [photo.captions_en for photo in photos]
    joined = ["\n".join(captions).lower() for captions in spoken]
    for column, concept in enumerate(concepts):
        for name in concept.en:
            labels[_rows_saying(name.lower(), joined), column] = 1.0
    for row, photo in enumerate(photos):
        if photo.source == "inet1k":
            number = int(photo.photo_id.rsplit("_", 1)[1])
            labels[row] = torch.maximum(labels[row], membership[number])
    return labels


def _rows_saying(name: str, texts: list[str]) -> list[int]:
    pattern = re.compile(rf"\b{re.escape(name)}\b")
    return [row for row, text in enumerate(texts) if name in text and pattern.search(text)]

"""What the text tower is taught besides captions: texts of both languages, each with the meaning it should have.

A meaning is a sentence embedding (of the English text itself, or of a Chinese word's translations).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import normalize

from tools.starter.concepts import Concept
from tools.starter.corpus import Corpus
from tools.starter.lexicon import chinese_dictionary, english_words
from tools.starter.phrases import PHOTO_TEMPLATES_EN, PHOTO_TEMPLATES_ZH, colour_phrases

GLOSS_WEIGHTS = (1.0, 0.6, 0.4)
JOINED_EN = ("{} and {}", "{} with {}", "{} {}", "a {} and a {}", "{}, {}")
JOINED_ZH = ("{}和{}", "{} {}", "{}与{}", "有{}和{}", "{}，{}")


@dataclass
class Lessons:
    """Texts, their meanings float32 [n, 384] (unit rows), and how often each should be drawn."""

    texts: list[str]
    meanings: Tensor
    chances: np.ndarray
    concepts_from: int
    """Rows from here on are everyday concepts (hand-written), the ones that are also combined in pairs."""

    def draw(self, count: int, generator: np.random.Generator) -> tuple[list[str], Tensor]:
        """Texts drawn by their chances, a fifth of them two concepts joined."""
        rows = generator.choice(len(self.texts), size=count, p=self.chances)
        texts = [self.texts[row] for row in rows]
        meanings = self.meanings[torch.from_numpy(rows)].clone()
        for place in range(count // 5):
            texts[place], meanings[place] = self._joined(generator)
        return texts, meanings

    def _joined(self, generator: np.random.Generator) -> tuple[str, Tensor]:
        rows = generator.integers(self.concepts_from, len(self.texts), size=2)
        names = [self.texts[row] for row in rows]
        shapes = JOINED_EN if names[0].isascii() and names[1].isascii() else JOINED_ZH
        return shapes[generator.integers(len(shapes))].format(*names), normalize(self.meanings[rows].sum(0), dim=0)


def build_lessons(corpus: Corpus) -> Lessons:
    """Dictionary words and frequent words first, hand-written concepts last."""
    general = [*_english(corpus), *_chinese(corpus), *_phrases(corpus)]
    everyday = [lesson for concept in corpus.concepts for lesson in _names(corpus, concept)]
    lessons = general + everyday
    chances = np.array([chance for _, _, chance in lessons])
    return Lessons(
        texts=[text for text, _, _ in lessons],
        meanings=normalize(torch.stack([meaning for _, meaning, _ in lessons]).float(), dim=1),
        chances=chances / chances.sum(),
        concepts_from=len(general),
    )


Lesson = tuple[str, Tensor, float]


def _english(corpus: Corpus) -> Iterator[Lesson]:
    for place, word in enumerate(english_words()):
        yield word, corpus.sentence(word), _by_rank(place)


def _chinese(corpus: Corpus) -> Iterator[Lesson]:
    for place, (word, meanings) in enumerate(chinese_dictionary().items()):
        pairs = zip(meanings, GLOSS_WEIGHTS, strict=False)
        yield word, sum_of([weight * corpus.sentence(text).float() for text, weight in pairs]), _by_rank(place)
        yield meanings[0], corpus.sentence(meanings[0]), 0.3 * _by_rank(place)


def _phrases(corpus: Corpus) -> Iterator[Lesson]:
    for phrase in colour_phrases():
        for text in (phrase.en, *phrase.zh):
            yield text, corpus.sentence(phrase.en), 1.0


def _names(corpus: Corpus, concept: Concept) -> Iterator[Lesson]:
    shared = sum_of([corpus.sentence(name).float() for name in concept.en])
    for name in concept.en:
        yield name, corpus.sentence(name), 2.0
        template = PHOTO_TEMPLATES_EN[len(name) % len(PHOTO_TEMPLATES_EN)]
        yield template.format(name), corpus.sentence(name), 0.5
    for place, name in enumerate(concept.zh):
        twin = corpus.sentence(concept.en[min(place, len(concept.en) - 1)]).float()
        yield name, shared + twin, 3.0
        yield PHOTO_TEMPLATES_ZH[len(name) % len(PHOTO_TEMPLATES_ZH)].format(name), shared + twin, 0.5


def sum_of(vectors: list[Tensor]) -> Tensor:
    """The sum of some vectors."""
    return torch.stack(vectors).sum(0)


def _by_rank(place: int) -> float:
    return float((place + 200) ** -0.5 * 200**0.5)

"""Which words the encoder can be said to know: learnt well, and about something that some training photo shows.

A word counts when the text tower agrees with the sentence encoder about it (fidelity) and when its meaning is close to
an anchor: a word of several training captions, a label or an everyday concept (grounding). Both are measured here, the
app only reads the resulting list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import jieba
import torch
from torch import Tensor
from torch.nn.functional import normalize

from tools.starter.concepts import is_chinese, read_concepts
from tools.starter.corpus import Corpus
from tools.starter.lessons import GLOSS_WEIGHTS, sum_of
from tools.starter.lexicon import chinese_dictionary, english_words

LEAST_FIDELITY = 0.6
LEAST_GROUNDING = 0.64
CAPTIONS_OF_AN_ANCHOR = 5
PHOTOS_OF_A_CHINESE_WORD = 12
"""Captioned photos that must say a Chinese word before it is known by captions alone: 穿, 戴, 骑."""
NEVER_ALONE = frozenset("员者子道号服")
"""Characters that captions cut into words leave over, but that mean nothing by themselves."""
LONGEST_PHRASE = 8
FUNCTION_WORDS_EN = (
    "a an the of in on at to by with and or for from is are was be being it its this that these those "
    "his her their my our your some any no not two three four five six seven eight nine ten one many several few other "
    "another each both all "
    "photo photos picture pictures image images photograph shot view scene showing show there here me i you we they "
    "near next behind front under over above below between through into out up down off along across around"
)
FUNCTION_WORDS_ZH = (
    "的 了 在 和 与 有 着 一 二 两 三 四 五 六 七 八 九 十 几 个 只 条 张 片 群 些 位 名 "
    "匹 头 辆 艘 架 座 朵 棵 杯 碗 盘 块 件 双 对 "
    "是 不 我 你 他 她 它 们 这 那 上 下 里 中 外 前 后 旁 边 间 内 被 把 从 到 向 给 用 "
    "正 正在 图片 照片 相片 图 里面 上面 下面 旁边 "
    "前面 后面 一个 一只 一条 一群 一张 一名 一位 两个 两只 三个 许多 很多 一些 "
    "大 小 多 少 新 老 旧 高 矮 长 短 人 男 女 地"
)


def known_words(
    corpus: Corpus, embed: Callable[[Sequence[str]], Tensor], teach: Callable[[Tensor], Tensor]
) -> tuple[list[str], list[str]]:
    """English words and Chinese words (or short phrases) the encoder knows, sorted.

    `embed` gives the tower's unit embeddings of texts, `teach` the sentence head's of meanings [n, 384].
    """
    anchors = _anchors(corpus)
    english = {word: corpus.sentence(word).float() for word in english_words()}
    dictionary = chinese_dictionary()
    chinese = {
        word: sum_of([w * corpus.sentence(text).float() for text, w in zip(meanings, GLOSS_WEIGHTS, strict=False)])
        for word, meanings in dictionary.items()
        if len(word) > 1
    }
    known_english = _measured(english, anchors, embed, teach)
    known_chinese = _measured(chinese, anchors, embed, teach)
    names_en, names_zh = _names(corpus)
    return (
        sorted(known_english | names_en | set(FUNCTION_WORDS_EN.split())),
        sorted(known_chinese | names_zh | set(FUNCTION_WORDS_ZH.split())),
    )


def _measured(
    meanings: dict[str, Tensor],
    anchors: Tensor,
    embed: Callable[[Sequence[str]], Tensor],
    teach: Callable[[Tensor], Tensor],
) -> set[str]:
    words = list(meanings)
    table = normalize(torch.stack([meanings[word] for word in words]), dim=1)
    grounding = (table @ anchors.T).amax(1)
    fidelity = (embed(words) * teach(table)).sum(1)
    passed = (grounding >= LEAST_GROUNDING) & (fidelity >= LEAST_FIDELITY)
    return {word for word, is_known in zip(words, passed.tolist(), strict=True) if is_known}


def _anchors(corpus: Corpus) -> Tensor:
    names = {name.lower() for concept in corpus.concepts for name in concept.en}
    texts = sorted(names | (_caption_words(corpus) & corpus.sentence_rows.keys()))
    return normalize(torch.stack([corpus.sentence(text).float() for text in texts]), dim=1)


def _caption_words(corpus: Corpus) -> set[str]:
    counts: Counter[str] = Counter()
    for row in corpus.caption_rows:
        counts.update(set(re.findall("[a-z]{3,}", " ".join(corpus.photos[row].captions_en).lower())))
    return {word for word, count in counts.items() if count >= CAPTIONS_OF_AN_ANCHOR}


def _chinese_caption_words(corpus: Corpus) -> set[str]:
    counts: Counter[str] = Counter()
    for row in corpus.caption_rows:
        counts.update(set(jieba.cut("。".join(corpus.photos[row].captions_zh))))
    frequent = {word for word, count in counts.items() if count >= PHOTOS_OF_A_CHINESE_WORD and is_chinese(word)}
    return frequent - NEVER_ALONE


def _names(corpus: Corpus) -> tuple[set[str], set[str]]:
    everyday = read_concepts()
    words_en = {word for concept in everyday for name in concept.en for word in re.findall("[a-z]+", name.lower())}
    classes = corpus.concepts[len(everyday) :]
    words_en |= {word for concept in classes for word in re.findall("[a-z]{3,}", concept.en[0].lower())}
    words_zh = {name for concept in corpus.concepts for name in concept.zh if is_chinese(name)}
    words_zh |= _chinese_caption_words(corpus)
    return words_en | _caption_words(corpus), {name for name in words_zh if len(name) <= LONGEST_PHRASE}

"""Texts become the pieces that cn_clip's own tokenizer makes of them."""

from __future__ import annotations

import importlib.util
import runpy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from photosearch.embed.running.wordpiece import (
    WordPiece,
    chinese_clip_tokenizer,
    load_vocabulary,
    normalise,
    parse_vocabulary,
    plain,
)

SMALL = parse_vocabulary("[PAD]\n[UNK]\n[CLS]\n[SEP]\n猫\ncat\n##s\nca\n,\n5\n")


@pytest.fixture(scope="module")
def clip_folder() -> Path:
    spec = importlib.util.find_spec("cn_clip")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(next(iter(spec.submodule_search_locations))) / "clip"


@pytest.fixture(scope="module")
def original(clip_folder: Path) -> Any:
    """cn_clip's tokenizer, run from its file: importing the package would import torch."""
    return runpy.run_path(str(clip_folder / "bert_tokenizer.py"))["FullTokenizer"]()


@pytest.fixture(scope="module")
def ours(clip_folder: Path) -> WordPiece:
    return WordPiece(load_vocabulary(clip_folder / "vocab.txt"), normalise=str)


def _original_ids(original: Any, text: str, context_length: int) -> list[int]:
    pieces = original.convert_tokens_to_ids(original.tokenize(text))[: context_length - 2]
    return [original.vocab["[CLS]"], *pieces, original.vocab["[SEP]"]]


TEXTS = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("abcXYZ 019.,'猫海边红色的汽车，。！“”①ａＢ１é\u0301ßİ한が\u200d\ufe0f🐱\t\n\u3000\u2028"),
    ),
    max_size=80,
)


@given(text=TEXTS)
@example(text="A photo of 3 cats, 在海边 (2023)!")
@example(text="unaffable naïve Ångström")
@example(text="x" * 300)
@example(text="")
def test_ids_are_those_of_cn_clip(original: Any, ours: WordPiece, text: str) -> None:
    assert ours.token_ids(text, context_length=52) == _original_ids(original, text, 52)


def test_vocabulary_is_that_of_cn_clip(original: Any, clip_folder: Path) -> None:
    assert load_vocabulary(clip_folder / "vocab.txt") == dict(original.vocab)


@given(text=TEXTS)
def test_normalising_first_is_normalising_the_text(ours: WordPiece, clip_folder: Path, text: str) -> None:
    normalising = WordPiece(load_vocabulary(clip_folder / "vocab.txt"))
    assert normalising.token_ids(text, context_length=52) == ours.token_ids(normalise(text), context_length=52)


def test_full_width_letters_and_digits_are_plain_ones() -> None:
    tokenizer = WordPiece(SMALL)
    assert tokenizer.token_ids("ＣＡＴ５", context_length=10) == tokenizer.token_ids("cat5", context_length=10)


def test_chinese_clip_keeps_chinese_punctuation_and_makes_quotes_plain() -> None:
    kept = chinese_clip_tokenizer(SMALL)
    assert kept.words("猫，ＣＡＴ！“①”") == ["猫", "，", "cat", "！", '"', "1", '"']
    assert normalise("猫，ＣＡＴ！①") == "猫,CAT!1"


@pytest.mark.parametrize("text", ["今天25℃", "80㎡的房子", "№5", "①②③", "Windows™", "★★", "第ⅳ章 x²", "Ⅳ"])
def test_signs_that_have_pieces_are_read_as_chinese_clip_learnt_them(
    original: Any, clip_folder: Path, text: str
) -> None:
    """NFKC would take them apart (25 degrees become 25, a degree and a c)."""
    ids = chinese_clip_tokenizer(load_vocabulary(clip_folder / "vocab.txt")).token_ids(text, context_length=52)
    assert ids == _original_ids(original, text, 52)
    assert 100 not in ids


def test_signs_without_pieces_and_other_widths_become_plain_ones(clip_folder: Path) -> None:
    tokenizer = chinese_clip_tokenizer(load_vocabulary(clip_folder / "vocab.txt"))
    assert tokenizer.token_ids("ＣＡＴ５㎉", context_length=52) == tokenizer.token_ids("cat5kcal", context_length=52)
    assert tokenizer.unknown_words("cat\U0001f431") == ("\U0001f431",)


def test_an_emoji_does_not_spoil_the_word_beside_it() -> None:
    assert WordPiece(SMALL).token_ids("cat\U0001f431\ufe0fcat", context_length=10) == [2, 5, 1, 5, 3]
    assert WordPiece(SMALL).unknown_words("cat\U0001f431cats") == ("\U0001f431",)


def test_longest_pieces_win_and_missing_ones_make_the_word_unknown() -> None:
    tokenizer = WordPiece(SMALL)
    assert tokenizer.token_ids("cats", context_length=10) == [2, 5, 6, 3]
    assert tokenizer.token_ids("cab", context_length=10) == [2, 1, 3]


@given(text=TEXTS, context_length=st.integers(2, 60))
def test_no_text_is_longer_than_the_context(ours: WordPiece, text: str, context_length: int) -> None:
    ids = ours.token_ids(text, context_length=context_length)
    assert 2 <= len(ids) <= context_length
    assert (ids[0], ids[-1]) == (101, 102)


def test_a_batch_is_as_long_as_its_longest_text() -> None:
    batch = WordPiece(SMALL).batch(["cat", "猫 cats", ""], context_length=10)
    assert batch.tolist() == [[2, 5, 3, 0, 0], [2, 4, 5, 6, 3], [2, 3, 0, 0, 0]]


def test_unknown_words_are_named_once_in_their_order() -> None:
    assert WordPiece(SMALL).unknown_words("zebra cat 狗 zebra 🐱") == ("zebra", "狗", "🐱")


def test_plain_text_keeps_its_order_and_marks() -> None:
    assert plain("Café，\tＡ\u200db") == "cafe, ab"


def test_a_vocabulary_without_its_special_pieces_is_refused() -> None:
    with pytest.raises(KeyError):
        WordPiece({"cat": 0})


def test_a_line_separator_is_a_piece_and_not_a_line_end() -> None:
    assert parse_vocabulary("a\n\u2028b\nc\n") == {"a": 0, "b": 1, "c": 2}

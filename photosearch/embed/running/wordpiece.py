"""Splits text into vocabulary pieces the way BERT's uncased tokenizer does, after Unicode normalisation.

The rules are those of BERT (Devlin et al. 2018, basic tokenisation and greedy longest match), so that texts mean to
an encoder what they meant in its training. Normalising first (NFKC) turns the full-width letters and digits that
Chinese input methods write into the plain ones that the vocabulary knows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

import numpy as np

from photosearch.types.arrays import Int64Array

_MAX_WORD_CHARACTERS = 200
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_OTHER_WIDTHS = frozenset(map(chr, range(0xFF00, 0xFFF0)))
# The blocks of Chinese characters that BERT sets apart, one by one.
_CHINESE_BLOCKS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


def load_vocabulary(path: Path) -> dict[str, int]:
    """Read a vocabulary of one piece a line: piece -> token id (the line's number from 0).

    Raises:
        OSError, UnicodeDecodeError: the file cannot be read.
    """
    return parse_vocabulary(path.read_text(encoding="utf-8"))


def parse_vocabulary(text: str) -> dict[str, int]:
    """The vocabulary in ``text``, one piece a line: piece -> token id."""
    # Not splitlines(): that would also split at characters that are pieces themselves, such as U+2028.
    lines = text.removesuffix("\n").split("\n")
    return {line.strip(): token_id for token_id, line in enumerate(lines)}


def normalise(text: str) -> str:
    """Compatibility characters become plain ones (NFKC), and signs such as emoji words of their own.

    BERT would leave an emoji in the word beside it, and then know neither.
    """
    plain_characters = unicodedata.normalize("NFKC", text)
    return "".join(f" {char} " if unicodedata.category(char) == "So" else char for char in plain_characters)


def plain(text: str) -> str:
    """Normalised, lower case, without accents and control characters; every white space a space."""
    return _without_accents("".join(_cleaned(normalise(text))).lower())


def words(text: str) -> list[str]:
    """Lower-case words without accents; each Chinese character and each punctuation mark is a word of its own."""
    spaced = "".join(f" {char} " if is_chinese(char) else char for char in _cleaned(text))
    found: list[str] = []
    for word in spaced.split():
        found.extend(_at_punctuation(_without_accents(word.lower())))
    return " ".join(found).split()


class WordPiece:
    """A vocabulary and its greedy longest-match-first tokenisation. Immutable, usable from any thread."""

    def __init__(self, vocabulary: Mapping[str, int], *, normalise: Callable[[str], str] = normalise) -> None:
        """Raises KeyError when ``vocabulary`` lacks one of [PAD], [UNK], [CLS] and [SEP]."""
        self._vocabulary = vocabulary
        self._normalise = normalise
        self._longest_piece = max(len(piece) for piece in vocabulary)
        self._pad_id = vocabulary["[PAD]"]
        self._unknown_id = vocabulary["[UNK]"]
        self._start_id = vocabulary["[CLS]"]
        self._end_id = vocabulary["[SEP]"]

    def words(self, text: str) -> list[str]:
        """The words of the normalised text, before they are split into pieces."""
        return words(self._normalise(text))

    def token_ids(self, text: str, *, context_length: int) -> list[int]:
        """[CLS], the pieces of ``text``, [SEP]; pieces beyond ``context_length`` in all are cut."""
        return self._framed(self._pieces(text)[: context_length - 2])

    def windows(self, text: str, *, context_length: int, most: int) -> list[list[int]]:
        """``text`` as token ids in pieces of ``context_length`` at most, of about one length, ``most`` of them."""
        pieces, room = self._pieces(text), context_length - 2
        count = min(max(1, -(-len(pieces) // room)), most)
        size = min(-(-len(pieces) // count), room)
        return [self._framed(pieces[at * size : (at + 1) * size]) for at in range(count)]

    def batch(self, texts: Sequence[str], *, context_length: int) -> Int64Array:
        """Token ids of all texts as int64 [n, longest], shorter ones filled up with [PAD] at the end."""
        return self.padded([self.token_ids(text, context_length=context_length) for text in texts])

    def padded(self, rows: Sequence[Sequence[int]]) -> Int64Array:
        """Rows of ids as int64 [n, longest], shorter ones filled up with [PAD] at the end."""
        result = np.full((len(rows), max(map(len, rows))), self._pad_id, dtype=np.int64)
        for target, row in zip(result, rows, strict=True):
            target[: len(row)] = row
        return result

    def has_piece(self, word: str) -> bool:
        """Whether ``word`` as a whole is in the vocabulary."""
        return word in self._vocabulary

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """The words that have no pieces, each once, in their order."""
        return tuple(dict.fromkeys(word for word in self.words(text) if self._piece_ids(word) is None))

    def _pieces(self, text: str) -> list[int]:
        return [piece for word in self.words(text) for piece in self._piece_ids(word) or [self._unknown_id]]

    def _framed(self, pieces: Sequence[int]) -> list[int]:
        return [self._start_id, *pieces, self._end_id]

    def _piece_ids(self, word: str) -> list[int] | None:
        """Ids of the longest pieces from left to right; None where some part is in no piece."""
        if len(word) > _MAX_WORD_CHARACTERS:
            return None
        ids: list[int] = []
        start = 0
        while start < len(word):
            match = self._longest_match(word, start)
            if match is None:
                return None
            token_id, start = match
            ids.append(token_id)
        return ids

    def _longest_match(self, word: str, start: int) -> tuple[int, int] | None:
        prefix = "##" if start else ""
        for end in range(min(len(word), start + self._longest_piece), start, -1):
            token_id = self._vocabulary.get(prefix + word[start:end])
            if token_id is not None:
                return token_id, end
        return None


def chinese_clip_tokenizer(vocabulary: Mapping[str, int]) -> WordPiece:
    """Words as Chinese-CLIP learnt them: Chinese punctuation such as U+FF0C stays, and so does a sign with a piece.

    Raises:
        KeyError: ``vocabulary`` lacks a special piece.
    """
    return WordPiece(vocabulary, normalise=partial(_normalise_for_chinese_clip, vocabulary))


def is_chinese(char: str) -> bool:
    """Whether BERT sets this character apart as a word of its own."""
    code = ord(char)
    return code >= 0x3400 and any(first <= code <= last for first, last in _CHINESE_BLOCKS)


def is_punctuation(char: str) -> bool:
    """Whether BERT counts it as punctuation: Unicode's marks and ASCII's signs such as $ and ^."""
    return char in _ASCII_PUNCTUATION or unicodedata.category(char).startswith("P")


def _normalise_for_chinese_clip(vocabulary: Mapping[str, int], text: str) -> str:
    # Plain quotes for typographic ones, as in cn_clip's own training data.
    plain_quotes = text.replace("“", '"').replace("”", '"')
    runs = groupby(plain_quotes, key=lambda char: is_punctuation(char) or _is_learnt_sign(char, vocabulary))
    return "".join("".join(run) if stays else normalise("".join(run)) for stays, run in runs)


def _is_learnt_sign(char: str, vocabulary: Mapping[str, int]) -> bool:
    """Whether a sign that ``normalise`` would change, such as U+2103 or a star, is a piece wherever it stands.

    Letters and digits of other widths are pieces too, but rare ones: people who write them mean the plain ones.
    """
    if char.isascii() or char in _OTHER_WIDTHS:
        return False
    is_changed = unicodedata.category(char) == "So" or unicodedata.normalize("NFKC", char) != char
    return is_changed and char.lower() in vocabulary and f"##{char.lower()}" in vocabulary


def _cleaned(text: str) -> Iterator[str]:
    """Spaces for every kind of white space; control and format characters left out."""
    for char in text:
        if char in "\t\n\r":
            yield " "
            continue
        category = unicodedata.category(char)
        if category == "Zs":
            yield " "
        elif category not in ("Cc", "Cf") and char != "\ufffd":
            yield char


def _without_accents(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if unicodedata.category(char) != "Mn")


def _at_punctuation(word: str) -> Iterator[str]:
    for is_mark, run in groupby(word, key=is_punctuation):
        if is_mark:
            yield from run
        else:
            yield "".join(run)

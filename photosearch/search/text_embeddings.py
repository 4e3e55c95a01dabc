"""The embeddings of texts: begun while somebody still types, and kept for the next time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from photosearch.types.arrays import Float32Array

_CAPACITY = 512


@dataclass(frozen=True, slots=True)
class _Begun:
    answer: Future[Float32Array]
    """Of all texts that were embedded together, [n, dim]."""
    row: int

    @property
    def has_failed(self) -> bool:
        return self.answer.done() and (self.answer.cancelled() or self.answer.exception() is not None)


class TextEmbeddings:
    """The last few hundred texts, what was used longest ago goes first. Safe to use from any thread."""

    def __init__(self, encode: Callable[[Sequence[str]], Future[Float32Array]], *, capacity: int = _CAPACITY) -> None:
        """``encode`` begins to embed texts that are not known yet and returns at once: unit [n, dim]."""
        self._encode = encode
        self._capacity = capacity
        self._lock = threading.Lock()
        self._begun: OrderedDict[str, _Begun] = OrderedDict()
        self._expected: Future[Float32Array] | None = None

    def expect(self, texts: Sequence[str]) -> None:
        """Texts that will be asked for in a moment, perhaps; returns at once.

        One expectation at a time: where the encoder is slower than somebody types, none lines up before the search.
        """
        with self._lock:
            if self._expected is None or self._expected.done():
                self._expected = self._begin(texts)

    def of(self, texts: Sequence[str]) -> list[Float32Array]:
        """The embedding [dim] of each text.

        Raises:
            ModelError: the encoder failed; the next one who asks tries again.
        """
        with self._lock:
            self._begin(texts)
            found = [self._begun[text] for text in texts]
            while len(self._begun) > self._capacity:
                self._begun.popitem(last=False)
        return [each.answer.result()[each.row] for each in found]

    def _begin(self, texts: Sequence[str]) -> Future[Float32Array] | None:
        """See to it that all of them are under way; what had to be begun. Call it with the lock held."""
        distinct = dict.fromkeys(texts)
        new = [text for text in distinct if text not in self._begun or self._begun[text].has_failed]
        answer = self._encode(new) if new else None
        if answer is not None:
            self._begun.update({text: _Begun(answer, row) for row, text in enumerate(new)})
        for text in distinct:
            self._begun.move_to_end(text)
        return answer

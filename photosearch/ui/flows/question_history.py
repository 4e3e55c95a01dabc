"""The questions that were asked, as a browser remembers pages: back, forward, and a new one forgets what was ahead."""

from __future__ import annotations

from photosearch.types.question import Question

_MOST = 100


class QuestionHistory:
    """Words that are being typed are one question, until they were looked at or something else is changed."""

    def __init__(self, first: Question) -> None:
        self._questions = [first]
        self._at = 0
        self._is_being_typed = False

    def note(self, question: Question, *, is_typed: bool) -> None:
        """This is asked now; ``is_typed``: by a letter that came or went."""
        if question == self._questions[self._at]:
            return
        del self._questions[self._at + 1 :]
        if is_typed and self._is_being_typed:
            self._questions.pop()
        if not self._questions or question != self._questions[-1]:
            self._questions.append(question)
        else:
            is_typed = False  # all of it was deleted again
        del self._questions[:-_MOST]
        self._at = len(self._questions) - 1
        self._is_being_typed = is_typed

    def settle(self) -> None:
        """What is asked was looked at: words that are typed from here on are another question."""
        self._is_being_typed = False

    def back(self) -> Question | None:
        """The one before, None at the first."""
        return self._go(self._at - 1)

    def forward(self) -> Question | None:
        """The one after, None at the last."""
        return self._go(self._at + 1)

    def _go(self, to: int) -> Question | None:
        self.settle()
        if not 0 <= to < len(self._questions):
            return None
        self._at = to
        return self._questions[to]

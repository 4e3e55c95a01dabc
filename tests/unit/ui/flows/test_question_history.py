"""Back and forward through questions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from photosearch.types.question import Question, Terms
from photosearch.ui.flows.question_history import QuestionHistory


def asked(words: str) -> Question:
    return Question(terms=Terms(words))


def typed(history: QuestionHistory, words: str) -> None:
    for end in range(1, len(words) + 1):
        history.note(asked(words[:end]), is_typed=True)


def test_a_word_is_one_question_however_many_letters_it_has() -> None:
    history = QuestionHistory(Question())
    typed(history, "cat")
    assert history.back() == Question()
    assert history.back() is None
    assert history.forward() == asked("cat")
    assert history.forward() is None


def test_what_was_looked_at_is_come_back_to() -> None:
    history = QuestionHistory(Question())
    typed(history, "cat")
    history.settle()
    history.note(asked("cat b"), is_typed=True)
    history.note(asked("cat black"), is_typed=True)
    assert history.back() == asked("cat")
    assert history.back() == Question()


def test_a_new_question_forgets_what_was_ahead() -> None:
    history = QuestionHistory(Question())
    for words in ("cat", "dog", "bird"):
        history.note(asked(words), is_typed=False)
    history.back()
    history.back()
    history.note(asked("fish"), is_typed=False)
    assert history.forward() is None
    assert history.back() == asked("cat")


def test_words_that_were_deleted_again_leave_nothing() -> None:
    history = QuestionHistory(Question())
    typed(history, "ca")
    history.note(asked("c"), is_typed=True)
    history.note(Question(), is_typed=True)
    assert history.back() is None
    typed(history, "dog")
    assert history.back() == Question()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=30))
def test_forward_undoes_back(steps: list[tuple[str, bool]]) -> None:
    history = QuestionHistory(Question())
    last = Question()
    for words, is_typed in steps:
        last = asked(words)
        history.note(last, is_typed=is_typed)
    gone = 0
    while history.back() is not None:
        gone += 1
    reached = Question()
    for _ in range(gone):
        following = history.forward()
        assert following is not None
        reached = following
    assert reached == last
    assert history.forward() is None


def test_it_does_not_grow_without_end() -> None:
    history = QuestionHistory(Question())
    for number in range(1000):
        history.note(asked(str(number)), is_typed=False)
    count = 0
    while history.back() is not None:
        count += 1
    assert count < 150

"""No test makes a log record of a warning or above that it did not announce, and each announced one comes.

``@pytest.mark.logs("words", ...)`` announces records that say these words; ``@pytest.mark.may_log`` those that come or
not by the values that a test is given or by how its threads run.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


class LogWatch(logging.Handler):
    """Notes warnings and errors of the program and its libraries, whichever thread makes them."""

    def __init__(self, expected: tuple[str, ...], allowed: tuple[str, ...]) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []
        self._expected = expected
        self._allowed = allowed

    def emit(self, record: logging.LogRecord) -> None:
        """Note it once, though it may come by two loggers."""
        if record not in self._records:
            self._records.append(record)

    def check(self) -> None:
        """Fail the test if a record came that it did not announce, or one did not come that it did."""
        announced = (*self._expected, *self._allowed)
        unexpected = [r for r in self._records if not any(words in _words_of(r) for words in announced)]
        if unexpected:
            lines = [f"{r.levelname} {r.threadName} {r.name}: {_words_of(r)}" for r in unexpected]
            pytest.fail("unexpected in the log:\n" + "\n".join(lines), pytrace=False)
        said = [_words_of(record) for record in self._records]
        missing = [words for words in self._expected if not any(words in message for message in said)]
        if missing:
            pytest.fail(f"never said in the log: {missing}", pytrace=False)


def _words_of(record: logging.LogRecord) -> str:
    """What it says; where its values do not fit its words, the words."""
    try:
        return record.getMessage()
    except TypeError:
        return str(record.msg)


@contextmanager
def watched_log(test: pytest.Item) -> Iterator[None]:
    """Watch the log during ``test``; afterwards the loggers are as before, whatever log file it set up."""
    watch = LogWatch(_marked(test, "logs"), _marked(test, "may_log"))
    ours, everybody = logging.getLogger("photosearch"), logging.getLogger()
    before = [(logger, logger.handlers[:], logger.level, logger.propagate) for logger in (ours, everybody)]
    for logger in (ours, everybody):
        logger.addHandler(watch)
    yield
    for logger, handlers, level, propagate in before:
        for handler in set(logger.handlers) - set(handlers) - {watch}:
            handler.close()
        logger.handlers[:] = handlers
        logger.setLevel(level)
        logger.propagate = propagate
    watch.check()


def _marked(test: pytest.Item, name: str) -> tuple[str, ...]:
    return tuple(words for mark in test.iter_markers(name) for words in mark.args)

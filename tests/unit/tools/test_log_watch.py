"""A warning that a test did not announce fails it, and so does an announced one that never came."""

from __future__ import annotations

import logging

import pytest

from tests.log_watch import LogWatch


def said(watch: LogWatch, level: int, words: str) -> None:
    watch.handle(logging.LogRecord("photosearch.scan", level, __file__, 1, "cannot %s", (words,), None))


def test_what_is_announced_may_be_said_often() -> None:
    watch = LogWatch(("cannot swim",), ("cannot fly",))
    for _ in range(2):
        said(watch, logging.WARNING, "swim")
    said(watch, logging.ERROR, "fly")
    watch.check()


@pytest.mark.parametrize("level", [logging.WARNING, logging.ERROR, logging.CRITICAL])
def test_what_is_not_announced_fails(level: int) -> None:
    watch = LogWatch(("cannot swim",), ())
    said(watch, logging.WARNING, "swim")
    said(watch, level, "walk")
    with pytest.raises(pytest.fail.Exception, match=r"unexpected.*\n.*photosearch.scan: cannot walk"):
        watch.check()


def test_what_never_came_fails() -> None:
    watch = LogWatch(("cannot swim",), ("cannot fly",))
    with pytest.raises(pytest.fail.Exception, match=r"never said.*cannot swim"):
        watch.check()


@pytest.mark.logs("a library complains", "so do we")
def test_libraries_and_the_program_are_heard_once_each() -> None:
    logging.getLogger("some.library").warning("a library complains")
    logging.getLogger("photosearch.scan").error("so do we")

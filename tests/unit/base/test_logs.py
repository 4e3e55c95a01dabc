"""The log goes to a file of its own, whatever the file names in it."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch.logs import set_up_logging


@pytest.fixture(autouse=True)
def _logger_as_before() -> Iterator[None]:
    logger = logging.getLogger("photosearch")
    before = (list(logger.handlers), logger.level, logger.propagate)
    yield
    for handler in set(logger.handlers) - set(before[0]):
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(before[1])
    logger.propagate = before[2]


def test_messages_land_in_the_file_once_and_odd_names_do_no_harm(tmp_path: Path) -> None:
    set_up_logging(tmp_path / "logs")
    set_up_logging(tmp_path / "logs")
    logging.getLogger("photosearch.scan").warning("cannot use %s", os.fsdecode(b"caf\xe9.jpg"))
    text = (tmp_path / "logs" / "photosearch.log").read_text(encoding="utf-8")
    assert text.count("cannot use") == 1

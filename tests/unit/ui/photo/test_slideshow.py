"""Going on by itself."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from photosearch.ui.photo import slideshow as module
from photosearch.ui.photo.slideshow import Slideshow


@pytest.fixture
def slideshow(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Slideshow:
    monkeypatch.setattr(module, "PHOTO_MS", 20)
    return Slideshow()


def test_it_says_when_the_next_is_due_and_waits_until_that_is_there(qtbot: QtBot, slideshow: Slideshow) -> None:
    with qtbot.waitSignal(slideshow.next_due):
        slideshow.set_running(True)
    with qtbot.assertNotEmitted(slideshow.next_due, wait=60):
        pass
    with qtbot.waitSignal(slideshow.next_due):
        slideshow.photo_shown()


def test_one_that_was_stopped_asks_for_nothing(qtbot: QtBot, slideshow: Slideshow) -> None:
    slideshow.set_running(True)
    with qtbot.waitSignal(slideshow.running_changed):
        slideshow.set_running(False)
    assert not slideshow.is_running
    with qtbot.assertNotEmitted(slideshow.next_due, wait=60):
        slideshow.photo_shown()

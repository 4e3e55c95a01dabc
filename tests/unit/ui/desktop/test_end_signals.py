"""Signals end the event loop instead of killing the program or waiting for a mouse to move."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from photosearch.ui.desktop.end_signals import EndSignals


@pytest.fixture
def end_signals(qtbot: QtBot) -> Iterator[EndSignals]:
    made = EndSignals()
    yield made
    made.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_is_told_from_the_event_loop(qtbot: QtBot, end_signals: EndSignals, number: signal.Signals) -> None:
    with qtbot.waitSignal(end_signals.asked, timeout=5000):
        os.kill(os.getpid(), number)


def test_other_signals_mean_nothing(qtbot: QtBot, end_signals: EndSignals) -> None:
    before = signal.signal(signal.SIGUSR1, lambda _number, _frame: None)
    with qtbot.assertNotEmitted(end_signals.asked, wait=100):
        os.kill(os.getpid(), signal.SIGUSR1)
    signal.signal(signal.SIGUSR1, before)


def test_closing_gives_the_signals_back(qtbot: QtBot) -> None:
    before = signal.getsignal(signal.SIGINT)
    made = EndSignals()
    assert signal.getsignal(signal.SIGINT) != before
    made.close()
    assert signal.getsignal(signal.SIGINT) == before

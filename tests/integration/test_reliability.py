"""The quick form of every hazard of `python -m tests.reliability`: nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reliability.__main__ import line
from tests.reliability.hazard import Hazard, Outcome, Trial
from tests.reliability.registry import hazards


@pytest.mark.parametrize("hazard", [hazard for hazard in hazards().values() if hazard.is_in_gate], ids=lambda h: h.name)
def test_nothing_is_lost(hazard: Hazard, home: Path, tmp_path: Path) -> None:
    del home  # the program's data: below ``tmp_path``, as the trial expects it
    outcome = hazard.strike(Trial(tmp_path, is_quick=True))
    assert outcome.wrong == ()
    assert outcome.tried or outcome.not_tried


def test_a_line_tells_how_often_how_long_and_what_was_wrong() -> None:
    assert line("pull-the-plug", Outcome(1200), 61.4) == "pull-the-plug: 1,200 tried, 61 s: all well"
    lost = Outcome(3, ("a photo is gone",), ("ended in 0.2 s",))
    assert line("pull", lost, 2.0) == "pull: 3 tried, 2 s: 1 WRONG\n    ended in 0.2 s\n    ! a photo is gone"
    assert line("pull", Outcome(0, not_tried="needs root"), 0.0) == "pull: not tried: needs root"

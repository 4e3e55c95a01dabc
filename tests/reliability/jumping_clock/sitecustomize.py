"""Python imports this by itself at every start: the wall clock is set back and forth by more than a year."""

from __future__ import annotations

import time

_EVERY_S = 3.0
_JUMPS_S = (0.0, 400 * 86_400.0, -400 * 86_400.0)
_wall_clock = time.time


def _jumping() -> float:
    return _wall_clock() + _JUMPS_S[int(time.monotonic() / _EVERY_S) % len(_JUMPS_S)]


time.time = _jumping

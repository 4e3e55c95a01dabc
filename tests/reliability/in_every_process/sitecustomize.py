"""Python imports this by itself at every start: a decoder that the program starts can be killed at a step too."""

from __future__ import annotations

from tests.reliability.killed_at import arm_as_told

arm_as_told()

"""Lets a child process obey permissions although the tests run as root, who may read and write everything."""

from __future__ import annotations

import ctypes
import os

_PR_CAPBSET_DROP = 24
_OVERRIDES = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


def obey_permissions() -> None:
    """For ``subprocess``'s ``preexec_fn``: what is executed next has no right to ignore a file's mode."""
    if os.geteuid() == 0:
        for capability in _OVERRIDES:
            ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)

"""Chooses where torch runs: the graphics card where there is one."""

from __future__ import annotations

import logging

_log = logging.getLogger(__name__)


def choose_device(wanted: str) -> str:
    """``cuda``, ``xpu``, ``mps`` or ``cpu`` for ``auto`` or one of these; what is not there becomes ``cpu``.

    Imports torch, so call it only where torch is about to be used anyway.

    Raises:
        ImportError: torch is not installed.
    """
    import torch

    available = {
        "cuda": torch.cuda.is_available(),
        "xpu": torch.xpu.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if wanted == "auto":
        return next(device for device, is_there in available.items() if is_there)
    if not available.get(wanted, False):
        _log.warning("device %s is not available, using the CPU", wanted)
        return "cpu"
    return wanted

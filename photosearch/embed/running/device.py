"""Chooses where torch runs: the graphics card where there is one."""

from __future__ import annotations

import importlib.metadata
import importlib.util
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


def may_have_accelerator(wanted: str) -> bool:
    """Whether torch is there and no build for processors alone, which is known without loading it."""
    if wanted == "cpu" or importlib.util.find_spec("torch") is None:
        return False
    return not importlib.metadata.version("torch").endswith("+cpu")


def has_accelerator(wanted: str) -> bool:
    """Whether a checkpoint would run on a graphics card with the setting ``wanted``; loads torch where it may."""
    if not may_have_accelerator(wanted):
        return False
    try:
        return choose_device(wanted) != "cpu"
    except ImportError as error:
        _log.warning("torch cannot be loaded: %s", error)
        return False

"""A device that is not there is never chosen."""

from __future__ import annotations

import pytest
import torch

from photosearch.embed.running.device import choose_device


@pytest.mark.may_log("is not available, using the CPU")
@pytest.mark.parametrize("wanted", ["auto", "cpu", "cuda", "xpu", "mps", "nonsense"])
def test_the_chosen_device_exists(wanted: str) -> None:
    chosen = choose_device(wanted)
    assert torch.zeros(1, device=chosen).device.type == chosen


def test_the_cpu_is_there_for_whoever_wants_it() -> None:
    assert choose_device("cpu") == "cpu"

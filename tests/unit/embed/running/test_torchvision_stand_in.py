"""The stand-in is there only for as long as it is needed, and never in the way of the real package."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from photosearch.embed.running.torchvision_stand_in import torchvision_stood_in


def test_the_names_that_cn_clip_wants_can_be_imported_and_then_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("torchvision", "torchvision.transforms"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    with torchvision_stood_in():
        from torchvision.transforms import Compose, InterpolationMode, Normalize, Resize, ToTensor

        assert {Compose, InterpolationMode, Normalize, Resize, ToTensor} == {None}
    assert not {"torchvision", "torchvision.transforms"} & set(sys.modules)


def test_a_real_one_that_is_there_already_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    real = ModuleType("torchvision.transforms")
    monkeypatch.setitem(sys.modules, "torchvision.transforms", real)
    with torchvision_stood_in():
        assert sys.modules["torchvision.transforms"] is real
    assert sys.modules["torchvision.transforms"] is real


def test_it_goes_even_when_the_import_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("torchvision", "torchvision.transforms"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    with pytest.raises(ImportError), torchvision_stood_in():
        raise ImportError
    assert "torchvision" not in sys.modules

"""Which torch is installed where: the promise is no CUDA libraries without an NVIDIA GPU."""

from __future__ import annotations

import pytest

from photosearch_setup.lock_files import Pin
from photosearch_setup.torch_build import TorchBuild, best_cpu_version, choose, is_allowed, searches

PIN = Pin("torch", "2.13.0")
PLAIN_INDEX = ("2.14.0", "2.13.0", "2.12.1")
WITH_CPU_FOLDER = ("2.14.0", "2.13.0+cpu", "2.13.0", "2.12.1")


def _choose(
    offered: tuple[str, ...], *, has_nvidia: bool = False, system: str = "Linux", machine: str = "x86_64"
) -> TorchBuild | None:
    return choose(PIN, offered, (), has_nvidia=has_nvidia, system=system, machine=machine)


def test_linux_without_gpu_takes_the_cpu_build_on_offer() -> None:
    assert _choose(WITH_CPU_FOLDER) == TorchBuild("torch==2.13.0+cpu")


def test_linux_without_gpu_takes_an_older_cpu_build_rather_than_none() -> None:
    assert _choose(("2.13.0", "2.7.1+cpu")) == TorchBuild("torch==2.7.1+cpu")


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_linux_without_gpu_never_takes_an_unlabelled_build(machine: str) -> None:
    assert _choose(PLAIN_INDEX, machine=machine) is None


def test_linux_with_gpu_takes_the_cuda_build_even_beside_a_cpu_build() -> None:
    assert _choose(WITH_CPU_FOLDER, has_nvidia=True) == TorchBuild("torch===2.13.0", brings_cuda=True)


@pytest.mark.parametrize("system", ["Windows", "Darwin"])
def test_windows_and_macos_take_the_plain_build(system: str) -> None:
    assert _choose(PLAIN_INDEX, system=system, machine="arm64") == TorchBuild("torch==2.13.0")


def test_no_build_for_this_python_means_none() -> None:
    assert _choose((), system="Darwin", machine="x86_64") is None
    assert _choose(("2.2.2",), system="Darwin", machine="x86_64") is None


@pytest.mark.parametrize("version", ["2.6.0", "2.13.0", "2.13.1+cpu"])
def test_versions_in_the_range_are_allowed(version: str) -> None:
    assert is_allowed(version)


@pytest.mark.parametrize("version", ["2.5.1", "2.14.0+cpu", "3.0.0", "1.13.1", "2.13.0rc1", ""])
def test_versions_out_of_the_range_are_not(version: str) -> None:
    assert not is_allowed(version)


def test_cpu_builds_too_new_are_passed_over() -> None:
    assert best_cpu_version(("2.15.0+cpu", "2.12.1+cpu", "2.11.0+cpu")) == "2.12.1+cpu"


def test_the_named_index_comes_second_but_first_for_a_gpu() -> None:
    named = ("--extra-index-url", "https://wheels.example/cpu")
    assert searches("", has_nvidia=True) == ((),)
    assert searches(named[1], has_nvidia=False) == ((), named)
    assert searches(named[1], has_nvidia=True) == (named, ())

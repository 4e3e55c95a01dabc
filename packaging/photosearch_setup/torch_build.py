"""Chooses the build of torch on purpose: never gigabytes of CUDA libraries without an NVIDIA GPU.

Asked for torch alone, pip on Linux would fetch the CUDA build: even its dry run downloads gigabytes from an index that
serves no separate metadata. So the versions on offer are listed, and the build labelled ``+cpu`` is named outright.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from photosearch_setup.console import say, step
from photosearch_setup.environment import Environment, fingerprint
from photosearch_setup.lock_files import Pin

INDEX_VARIABLE = "PHOTOSEARCH_TORCH_INDEX"
OLDEST, NEWEST = (2, 6), (2, 13)
"""The range of versions that pyproject.toml allows, both ends included."""

_WITHOUT_TORCH = f"""\
   Going on without torch: pip's sources offer no build for this Python and system that would not bring gigabytes of
   CUDA libraries. The bundled starter model works without it. For Chinese-CLIP, set {INDEX_VARIABLE}
   to the address of PyTorch's CPU wheel index (its installation page names it) and run this again."""


@dataclass(frozen=True, slots=True)
class TorchBuild:
    """What to tell pip."""

    requirement: str
    options: tuple[str, ...] = ()
    brings_cuda: bool = False


def is_allowed(version: str) -> bool:
    """Whether a version lies in the range that the app is made for."""
    match = re.match(r"(\d+)\.(\d+)\.\d+(\+\w+)?$", version)
    return match is not None and OLDEST <= (int(match[1]), int(match[2])) <= NEWEST


def best_cpu_version(offered: Iterable[str]) -> str | None:
    """The newest allowed version labelled ``+cpu``; ``offered`` comes newest first, as pip lists it."""
    return next((version for version in offered if version.endswith("+cpu") and is_allowed(version)), None)


def has_plain_cpu_build(system: str, machine: str) -> bool:
    """Whether the build without a label is the CPU (or Metal) one; names as in ``platform``."""
    return system in ("Windows", "Darwin") or machine not in ("x86_64", "aarch64")


def choose(
    pin: Pin, offered: Sequence[str], options: tuple[str, ...], *, has_nvidia: bool, system: str, machine: str
) -> TorchBuild | None:
    """The build to install out of the versions on offer, or None when none fits.

    With a GPU the unlabelled Linux build is the CUDA one (``===`` leaves labelled ones out).
    """
    if has_nvidia and system == "Linux" and pin.version in offered:
        return TorchBuild(f"{pin.name}==={pin.version}", options, brings_cuda=True)
    if has_plain_cpu_build(system, machine):
        return TorchBuild(pin.requirement, options) if any(is_pinned(version, pin) for version in offered) else None
    version = best_cpu_version(offered)
    return TorchBuild(f"{pin.name}=={version}", options) if version else None


def searches(index_url: str, *, has_nvidia: bool) -> tuple[tuple[str, ...], ...]:
    """pip's options for each place to look: its own sources first, but for a GPU first the index that was named."""
    if not index_url:
        return ((),)
    named = ("--extra-index-url", index_url)
    return (named, ()) if has_nvidia else ((), named)


def is_pinned(version: str, pin: Pin) -> bool:
    """Whether a version on offer is the pinned one in whatever build."""
    return version.partition("+")[0] == pin.version


def has_nvidia_gpu() -> bool:
    """Whether NVIDIA's driver answers."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return False
    try:
        return subprocess.run([tool, "-L"], capture_output=True, timeout=30, check=False).stdout.startswith(b"GPU")
    except (OSError, subprocess.TimeoutExpired):
        return False


def install_torch(environment: Environment, pin: Pin) -> bool:
    """Installs the fitting build unless one is there; False when none fits, which is remembered, not asked again.

    Raises:
        SetupError: there is a fitting build, but pip could not install it.
    """
    if is_allowed(environment.installed().get(pin.key, "")):
        return True
    has_nvidia, index_url = has_nvidia_gpu(), os.environ.get(INDEX_VARIABLE, "")
    question = fingerprint(pin.requirement, str(has_nvidia), index_url)
    if environment.stamp().get("no_torch") == question:
        return False
    with step("Choosing the build of torch"):
        build = _find_build(environment, pin, index_url, has_nvidia=has_nvidia)
    if build is None:
        environment.note({"no_torch": question})
        say(_WITHOUT_TORCH)
        return False
    with step(f"Installing {build.requirement}{' with CUDA (several GB)' if build.brings_cuda else ''}"):
        alone = () if build.brings_cuda else ("--no-deps",)
        environment.install([*alone, *build.options, build.requirement], "torch")
    return True


def _find_build(environment: Environment, pin: Pin, index_url: str, *, has_nvidia: bool) -> TorchBuild | None:
    system, machine = platform.system(), platform.machine()
    for options in searches(index_url, has_nvidia=has_nvidia):
        offered = _versions_on_offer(environment, pin, options)
        build = choose(pin, offered, options, has_nvidia=has_nvidia, system=system, machine=machine)
        if build is not None:
            return build
    return None


def _versions_on_offer(environment: Environment, pin: Pin, options: tuple[str, ...]) -> tuple[str, ...]:
    """Newest first; nothing is downloaded but the list."""
    answer = environment.ask_pip(["index", "versions", pin.name, "--json", "--only-binary=:all:", *options])
    try:
        return tuple(json.loads(answer)["versions"])
    except (ValueError, KeyError):
        return ()

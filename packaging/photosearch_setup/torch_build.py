"""Chooses the build of torch on purpose: never gigabytes of CUDA libraries without an NVIDIA GPU."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photosearch_setup.console import say, step
from photosearch_setup.environment import Environment, fingerprint
from photosearch_setup.lock_files import Pin

INDEX_VARIABLE = "PHOTOSEARCH_TORCH_INDEX"
_CUDA_NAMES = ("nvidia-", "cuda-", "triton")
_WITHOUT_TORCH = f"""\
   Going on without torch: pip's sources offer no CPU build of it for this Python, and the CUDA build (several GB) is of
   no use here. The bundled starter model works without it. For Chinese-CLIP, set {INDEX_VARIABLE} to the
   address of PyTorch's CPU wheel index (its installation page names it) and run this again."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to ask pip for torch."""

    requirement: str
    options: tuple[str, ...] = ()
    may_bring_cuda: bool = False


def candidates(pin: Pin, system: str, *, has_nvidia: bool, index_url: str | None) -> tuple[Candidate, ...]:
    """What to ask pip for, best first. ``system`` as ``platform.system()`` says it.

    On Linux the plain newest build of a package index is the CUDA one, so without a GPU the builds labelled ``+cpu``
    are asked for first (pip's own configuration may offer one), and the plain one (some processors have only that) is
    taken only when it brings no CUDA. ``===`` leaves labelled builds out.
    """
    options = ("--extra-index-url", index_url) if index_url else ()
    plain = Candidate(pin.requirement, options)
    if system != "Linux":
        return (plain,)
    if has_nvidia:
        exact = Candidate(f"{pin.name}==={pin.version}", (), may_bring_cuda=True)
        return (exact, Candidate(pin.requirement, options, may_bring_cuda=True))
    cpu = f"{pin.requirement}+cpu"
    offered = (Candidate(cpu), Candidate(cpu, options)) if index_url else (Candidate(cpu),)
    return (*offered, plain)


def brings_cuda(report: Mapping[str, Any]) -> bool:
    """Whether pip's installation report (``--report``) lists any of NVIDIA's libraries."""
    names = [str(item["metadata"]["name"]).lower() for item in report["install"]]
    return any(name.startswith(_CUDA_NAMES) for name in names)


def choose(
    offered: Sequence[Candidate], report_of: Callable[[Candidate], Mapping[str, Any] | None]
) -> Candidate | None:
    """The first candidate that pip can install and that brings no CUDA where none is wanted."""
    for candidate in offered:
        report = report_of(candidate)
        if report is not None and (candidate.may_bring_cuda or not brings_cuda(report)):
            return candidate
    return None


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
    """Installs the fitting build unless one is there; False when none fits, which is remembered, not asked again."""
    if not environment.missing([pin]):
        return True
    has_nvidia, index_url = has_nvidia_gpu(), os.environ.get(INDEX_VARIABLE)
    question = fingerprint(pin.requirement, str(has_nvidia), index_url or "")
    if environment.stamp().get("no_torch") == question:
        return False
    with step("Choosing the build of torch"):
        offered = candidates(pin, platform.system(), has_nvidia=has_nvidia, index_url=index_url)
        chosen = choose(offered, lambda candidate: _report(environment, candidate))
    if chosen is None:
        environment.note({"no_torch": question})
        say(_WITHOUT_TORCH)
        return False
    with step(f"Installing {chosen.requirement}" + (" with CUDA (several GB)" if chosen.may_bring_cuda else "")):
        alone = () if chosen.may_bring_cuda else ("--no-deps",)
        environment.install([*alone, *chosen.options, chosen.requirement], "torch")
    return True


def _report(environment: Environment, candidate: Candidate) -> Mapping[str, Any] | None:
    """What pip would install, by its dry run, which downloads no packages; None when it finds nothing."""
    path = Path(environment.folder, "torch-report.json")
    path.unlink(missing_ok=True)
    arguments = ["install", "--dry-run", "--only-binary=:all:", "--report", str(path), *candidate.options]
    if environment.pip([*arguments, candidate.requirement]).returncode:
        return None
    report: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return report

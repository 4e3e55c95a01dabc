"""Puts the app, Chinese-CLIP's libraries and the development tools into the environment, each only when missing."""

from __future__ import annotations

from pathlib import Path

from photosearch_setup.console import step
from photosearch_setup.environment import Environment, fingerprint
from photosearch_setup.installed import leave_out
from photosearch_setup.lock_files import read_pins
from photosearch_setup.torch_build import install_torch

_UNUSED_OF_TORCH = ("torch/test/", "torch/bin/test_", "torch/bin/protoc")
"""Programs that test it and a compiler of formats: 138 MB, a fifth of it, in some hundred files. Its 9,400 headers are
39 MB more, and took half a minute to remove.
"""


def install_app(environment: Environment, project: Path) -> None:
    """The app itself (editable) with all it and Chinese-CLIP run on; torch only where a fitting build exists.

    Raises:
        SetupError: pip failed.
    """
    requirements = project / "packaging" / "requirements"
    environment.install_pins(read_pins(requirements, "app"), "what the app runs on")
    environment.install_pins(read_pins(requirements, "chinese-clip"), "what Chinese-CLIP runs on")
    install_project(environment, project)
    (torch,) = read_pins(requirements, "torch")
    if install_torch(environment, torch):
        leave_out(environment.site_packages, "torch", _UNUSED_OF_TORCH)
        environment.install_pins(read_pins(requirements, "beside-torch"), "what Chinese-CLIP's checkpoints run on")


def install_dev_tools(environment: Environment, project: Path) -> None:
    """What the checks run on.

    Raises:
        SetupError: pip failed.
    """
    environment.install_pins(read_pins(project / "packaging" / "requirements", "dev"), "the development tools")


def install_project(environment: Environment, project: Path) -> None:
    """Again only when its metadata or its place changed: an editable installation follows the sources by itself."""
    mark = fingerprint(str(project), (project / "pyproject.toml").read_text(encoding="utf-8"))
    if environment.stamp().get("project") == mark and "photosearch" in environment.installed():
        return
    with step("Installing photosearch itself"):
        environment.install(["--no-deps", "--no-build-isolation", "--editable", str(project)], "photosearch")
    environment.note({"project": mark})

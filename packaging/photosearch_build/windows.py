"""Windows: one installer for one person, without an administrator's password. Never run but on Windows."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from photosearch_build.frozen import Frozen, carry_out

_USUAL: Final = r"Inno Setup 6\ISCC.exe"


def pack(frozen: Frozen, out: Path) -> list[Path]:
    """``photosearch-VERSION-windows.exe``, by Inno Setup.

    Raises:
        SetupError: Inno Setup is not there, or failed.
    """
    carry_out(command(frozen, out), "Inno Setup", frozen.project / "build" / "build.log")
    return [out / f"photosearch-{frozen.version}-windows.exe"]


def command(frozen: Frozen, out: Path) -> list[str]:
    """What compiles the installer."""
    compiler = shutil.which("ISCC") or str(Path(os.environ.get("PROGRAMFILES(X86)", "")) / _USUAL)
    script = frozen.project / "packaging" / "installers" / "windows" / "photosearch.iss"
    values = {"Version": frozen.version, "Program": str(frozen.folder), "Icon": str(frozen.icons / "app.ico")}
    return [compiler, *(f"/D{name}={value}" for name, value in values.items()), f"/O{out}", str(script)]

"""The commands that start this program's own helper processes, from a checkout, a wheel or a frozen build.

A frozen build has no interpreter beside it: its one executable starts again as the helper when its first argument says
so (``__main__`` looks). Elsewhere a plain new interpreter imports the helper's module and nothing of the app's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Final

import photosearch

RUN: Final = "--run-own-process"
"""The first argument of a frozen build's executable that is to be a helper; the second names its module."""
_BOOT: Final = "import sys; sys.path.append(sys.argv[1]); from {module} import main; main()"
_LIBRARY_VARIABLES: Final = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def own_process_command(module: str, *, is_frozen: bool | None = None) -> list[str]:
    """The command that calls ``main()`` of one of the program's modules in a process of its own.

    ``is_frozen`` is found out where it is not given. A new interpreter imports nothing from the current folder, which
    may be full of anybody's files (-P), and spells file names as this one does (-X utf8).
    """
    if getattr(sys, "frozen", False) if is_frozen is None else is_frozen:
        return [sys.executable, RUN, module]
    package_folder = Path(photosearch.__file__).resolve().parent.parent
    file_names = f"utf8={sys.flags.utf8_mode}"
    boot = _BOOT.format(module=module)
    return [sys.executable, "-P", "-W", "ignore", "-X", file_names, "-c", boot, str(package_folder)]


def give_libraries_back(environment: MutableMapping[str, str] = os.environ) -> None:
    """Let other programs that this one starts find their own libraries, not those that a frozen build brought.

    PyInstaller keeps what a variable was under its name with ``_ORIG``. This process has read the variables already,
    and its own helpers set them again when they start.
    """
    for name in _LIBRARY_VARIABLES:
        before = environment.pop(f"{name}_ORIG", None)
        if before is not None:
            environment[name] = before
        elif getattr(sys, "frozen", False):
            environment.pop(name, None)

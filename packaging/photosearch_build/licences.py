"""Collects the licences of everything that a build ships. Run inside the build environment: it reads what is there."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_ONLY_BUILDS: Final = frozenset({
    "altgraph", "editables", "hatchling", "macholib", "pefile", "pip", "pluggy", "pyinstaller-hooks-contrib",
    "pywin32-ctypes", "setuptools", "tomlkit", "trove-classifiers", "photosearch",
})  # fmt: skip
"""There while building, and not in what is built."""
_NAMES: Final = ("licen", "copying", "notice", "authors")


def main(target: Path) -> None:
    """Write them all into one text."""
    distributions = sorted(importlib.metadata.distributions(), key=lambda one: one.metadata["Name"].lower())
    shipped = [one for one in distributions if one.metadata["Name"].lower() not in _ONLY_BUILDS]
    python = "\n\n".join(["=" * 80, f"Python {sys.version.split()[0]}: PSF-2.0, docs.python.org/3/license.html"])
    target.write_text(text_of(shipped) + python + "\n", encoding="utf-8")


def text_of(distributions: Iterable[importlib.metadata.Distribution]) -> str:
    """A chapter for each: name, version, what it says its licence is, and the licence files that it came with."""
    return "".join(_chapter(one) for one in distributions)


def _chapter(distribution: importlib.metadata.Distribution) -> str:
    about = distribution.metadata
    said_so = about.get_all("License-Expression") or about.get_all("License") or [""]
    licence = _classified(about.get_all("Classifier") or []) or said_so[0]
    title = f"{about['Name']} {about['Version']}: {(licence or 'see below').splitlines()[0]}"
    files = [path for path in distribution.files or () if _is_licence(path.name, path.as_posix())]
    texts = [path.locate() for path in files]
    said = [
        Path(str(path)).read_text(encoding="utf-8", errors="replace") for path in texts if Path(str(path)).is_file()
    ]
    return "\n\n".join(["=" * 80, title, *said, ""])


def _classified(classifiers: Iterable[str]) -> str:
    return ", ".join(one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::"))


def _is_licence(name: str, path: str) -> bool:
    return ".dist-info/" in path and name.lower().startswith(_NAMES)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

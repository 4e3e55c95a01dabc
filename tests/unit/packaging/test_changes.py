"""The release notes begin with the version that this is."""

from __future__ import annotations

import re
from pathlib import Path

from photosearch import __version__

PROJECT = Path(__file__).resolve().parents[3]


def test_the_newest_notes_are_of_this_version() -> None:
    versions = re.findall(r"^## (\S+)$", (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == __version__
    assert len(set(versions)) == len(versions)

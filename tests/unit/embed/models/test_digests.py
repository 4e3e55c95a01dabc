"""Digests are SHA-256, and a long one can be stopped."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from photosearch.embed.models.digests import InstallStoppedError, sha256_of


@pytest.mark.parametrize("size", [0, 1, 3_000_000])
def test_digest(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * size)
    assert sha256_of(path) == hashlib.sha256(b"x" * size).hexdigest()


def test_stopping(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x")
    with pytest.raises(InstallStoppedError):
        sha256_of(path, lambda: True)

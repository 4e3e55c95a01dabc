"""What counts as a folder that is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from photosearch.ui.desktop.dropped import dropped_folder


def dragged(*urls: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


@pytest.mark.parametrize(
    ("urls", "expected"),
    [
        (["file:///home/ming/照片"], Path("/home/ming/照片")),
        (["file:///home/ming/2024.08.03"], Path("/home/ming/2024.08.03")),
        (["file:///home/ming/IMG_1.jpg"], None),
        (["file:///home/ming/IMG_1.HEIC"], None),
        (["file:///a", "file:///b"], None),
        (["https://example.org/photos"], None),
        ([], None),
    ],
)
def test_one_local_path_without_a_picture_s_name(urls: list[str], expected: Path | None) -> None:
    assert dropped_folder(dragged(*urls)) == expected


def test_text_is_no_folder() -> None:
    data = QMimeData()
    data.setText("/home/ming")
    assert dropped_folder(data) is None

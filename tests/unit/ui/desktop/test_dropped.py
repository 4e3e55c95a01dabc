"""What counts as a folder that is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from photosearch.ui.desktop.dropped import Dragged, dragged_kind, dropped_folder


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
        (["file:///home/ming/report.pdf"], None),
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


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["a.jpg"], Dragged.PICTURE),
        (["a.CR3"], Dragged.PICTURE),
        (["report.pdf", "a.heic"], Dragged.PICTURE),
        (["2024.08.03"], Dragged.FOLDER),
        (["照片/"], Dragged.FOLDER),
        (["report.pdf", "照片"], Dragged.FOLDER),
        (["report.pdf"], Dragged.OTHER),
        (["page.html", "film.mp4"], Dragged.OTHER),
    ],
)
def test_what_hovers_is_told_by_its_names(names: list[str], kind: Dragged) -> None:
    assert dragged_kind([QUrl(f"file:///home/ming/{name}") for name in names]) is kind

"""Pictures out of drops and the clipboard."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from photosearch.errors import ModelError, QueryImageError
from photosearch.types.arrays import UInt8Array
from photosearch.types.files import ProblemReason
from photosearch.ui.look.images import png_bytes
from photosearch.ui.search.query_images import OfferedPictures, carries_picture, describe, path_of, pictures_offered


def red() -> QImage:
    image = QImage(12, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def with_urls(*urls: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(url) for url in urls])
    return mime


def test_files_come_first() -> None:
    mime = with_urls("file:///photos/a.jpg", "https://example.org/b.jpg")
    mime.setImageData(red())
    offered = pictures_offered(mime)
    assert offered.paths == (Path("/photos/a.jpg"),)
    assert offered.image is None


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
@pytest.mark.parametrize("name", ["海边.jpg", "100% #1?.jpg", "a b+c.jpg", "caf\udce9.jpg"])
def test_any_file_name_survives(name: str) -> None:
    path = Path("/photos") / name
    assert path_of(QUrl.fromEncoded(path.as_uri().encode())) == path


def test_image_data_of_a_browser_is_used_instead_of_its_address() -> None:
    mime = with_urls("https://example.org/b.jpg")
    mime.setData("image/png", QByteArray(png_bytes(red())))
    assert pictures_offered(mime).encoded == (png_bytes(red()),)


def test_pixels_on_the_clipboard_are_used() -> None:
    mime = QMimeData()
    mime.setImageData(red())
    offered = pictures_offered(mime)
    image = offered.image
    if image is None:  # some platforms hand it over encoded
        image = QImage.fromData(offered.encoded[0])
    assert image.size() == red().size()


def test_a_data_url_in_a_dragged_page_is_used() -> None:
    mime = QMimeData()
    encoded = base64.b64encode(b"picture bytes").decode()
    mime.setHtml(f'<img src="data:image/png;base64,{encoded}">')
    mime.setUrls([QUrl("https://example.org/page")])
    assert pictures_offered(mime).encoded == (b"picture bytes",)


def test_a_broken_data_url_is_nothing() -> None:
    mime = QMimeData()
    mime.setHtml('<img src="data:image/png;base64,abc">')
    assert pictures_offered(mime).is_empty


def test_an_address_alone_is_only_noted() -> None:
    offered = pictures_offered(with_urls("https://例子.example/海边.jpg?a=1&b=2"))
    assert offered.is_empty
    assert offered.link == "https://xn--fsqu00a.example/%E6%B5%B7%E8%BE%B9.jpg?a=1&b=2"


@pytest.mark.parametrize("url", ["ftp://example.org/a.jpg", "javascript:alert(1)", "https:///a", "about:blank"])
def test_only_an_address_of_the_web_is_noted(url: str) -> None:
    assert pictures_offered(with_urls(url)).link == ""


def test_of_a_picture_that_leads_elsewhere_the_pictures_own_address_is_noted() -> None:
    mime = with_urls("https://example.org/article")
    mime.setHtml('<a href="/article"><img class="x" src="https://cdn.example.org/p.jpg?a=1&amp;b=2"></a>')
    assert pictures_offered(mime).link == "https://cdn.example.org/p.jpg?a=1&b=2"


def test_words_are_no_picture() -> None:
    mime = QMimeData()
    mime.setText("cat")
    assert not carries_picture(mime)
    assert pictures_offered(mime) == OfferedPictures()
    assert carries_picture(with_urls("file:///a.jpg"))


def look_at(source: Path | bytes, max_px: int) -> UInt8Array:
    if isinstance(source, Path) and source.suffix == ".txt":
        raise QueryImageError(ProblemReason.NOT_AN_IMAGE, source)
    return np.zeros((min(max_px, 6), 4, 3), np.uint8)


def test_offered_pictures_become_terms(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    offered = OfferedPictures(paths=(Path("/x/a.jpg"), Path("/x/notes.txt"), folder), encoded=(b"png",), image=red())
    described = describe(offered, look_at)
    assert described.folders == (folder,)
    assert [term.label for term in described.pictures] == ["a.jpg", "", ""]
    assert all(term.thumbnail is not None for term in described.pictures)
    assert described.pictures[0].term.path == Path("/x/a.jpg")
    assert described.pictures[1].term.data == b"png"
    ((name, error),) = described.refused
    assert (name, error.reason) == ("notes.txt", ProblemReason.NOT_AN_IMAGE)
    data = described.pictures[2].term.data
    assert data is not None
    assert QImage.fromData(data).size() == red().size()


def test_without_a_model_the_search_says_what_is_the_matter(tmp_path: Path) -> None:
    def blind(source: Path | bytes, max_px: int) -> UInt8Array:
        raise ModelError("damaged")

    described = describe(OfferedPictures(paths=(tmp_path / "a.jpg",)), blind)
    assert [(term.label, term.thumbnail) for term in described.pictures] == [("a.jpg", None)]
    assert described.refused == ()


@pytest.mark.parametrize("url", ["https://example.org/article", "https://example.org/", "https://example.org/a.html"])
def test_a_page_is_no_picture(url: str) -> None:
    offered = pictures_offered(with_urls(url))
    assert (offered.is_empty, offered.link, offered.is_page) == (True, "", True)


@pytest.mark.parametrize("url", ["https://example.org/a.JPG", "https://example.org/media/x?format=jpg&name=large"])
def test_the_address_of_a_picture_says_so(url: str) -> None:
    offered = pictures_offered(with_urls(url))
    assert (offered.link, offered.is_page) == (url, False)

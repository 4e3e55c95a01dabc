"""The PDF of a contact sheet, read by a reader that is not ours."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, PdfParser

from photosearch.exporting.pdf_document import PdfDocument
from photosearch.exporting.sheet_file import pages_into
from tests import pictures


def document(*pages: Image.Image, title: str = "索引") -> bytes:
    file = io.BytesIO()
    made = PdfDocument(file, title, 200)
    for page in pages:
        made.add(page)
    made.finish()
    return file.getvalue()


@pytest.mark.parametrize("count", [1, 2, 30])
def test_it_has_its_pages_and_its_title(count: int) -> None:
    data = document(*[pictures.photo(100, 200)] * count)
    with PdfParser.PdfParser(buf=bytearray(data)) as read:
        assert len(read.pages) == count
        page = read.read_indirect(read.pages[-1])
        assert [float(side) for side in page[b"MediaBox"]] == [0, 0, 36, 72]
        assert bytes(read.info[b"Title"]).decode("utf-16") == "索引"
    assert data.count(b"\n%%EOF\n") == 1


def test_the_picture_of_a_page_is_the_page() -> None:
    data = document(pictures.photo(80, 60))
    start = data.index(b"\xff\xd8\xff")
    with Image.open(io.BytesIO(data[start : data.index(b"\nendstream", start)])) as image:
        assert image.size == (80, 60)
        assert image.format == "JPEG"


def test_every_object_is_where_the_table_says() -> None:
    data = document(pictures.photo(20, 30), pictures.photo(20, 30))
    table = data[data.index(b"xref\n") :].split(b"trailer")[0].splitlines()[3:]
    assert len(table) == 3 + 2 * 3
    for number, row in enumerate(table, 1):
        assert data[int(row[:10]) :].startswith(f"{number} 0 obj\n".encode())


def test_a_sheet_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    written: list[Path] = []

    def give_up() -> None:
        with pages_into(tmp_path / "sheet.pdf", written) as pages:
            pages.add(pictures.photo(20, 30))
            raise KeyError

    with pytest.raises(KeyError):
        give_up()
    assert written == []
    assert list(tmp_path.iterdir()) == []

"""A PDF of pictures that grows by a page: in memory is never more than one, and no page takes longer than the first.

Pillow writes PDF too, but it either holds every page or reads the whole file anew for each: with 500 of them that takes
a second and more for a page, in which nobody can stop it. What is needed of PDF (ISO 32000-1) is little: a picture is a
JPEG as it is (7.4.8), a page draws it (8.8, Do), a tree lists the pages (7.7.3), a table says where each object begins
(7.5.4).
"""

from __future__ import annotations

import io
from typing import BinaryIO, Final

from PIL import Image

_POINTS: Final = 72
"""In an inch."""
_CATALOG, _TREE, _INFO = 1, 2, 3
_JPEG_QUALITY: Final = 88
_LARGEST_OFFSET_DIGITS: Final = 10


class PdfDocument:
    """Written from front to back into a file that is open for writing; it is none before ``finish``."""

    def __init__(self, file: BinaryIO, title: str, dpi: int) -> None:
        self._file = file
        self._title = title
        self._dpi = dpi
        self._offsets: dict[int, int] = {}
        self._pages: list[int] = []
        self._at = 0
        # Bytes above 127 in a comment tell programs that move files that this is no text.
        self._write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")

    def add(self, page: Image.Image) -> None:
        """One more page, RGB.

        Raises:
            OSError: it cannot be written.
        """
        width, height = (f"{side * _POINTS / self._dpi:.2f}" for side in page.size)
        number = _INFO + 1 + 3 * len(self._pages)
        picture = io.BytesIO()
        page.save(picture, "JPEG", quality=_JPEG_QUALITY)
        about = (
            f"/Type /XObject /Subtype /Image /Width {page.width} /Height {page.height} "
            "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"
        )
        self._stream(number, about, picture.getvalue())
        self._stream(number + 1, "", f"q {width} 0 0 {height} 0 0 cm /Page Do Q".encode())
        self._object(
            number + 2,
            f"<< /Type /Page /Parent {_TREE} 0 R /MediaBox [0 0 {width} {height}] "
            f"/Resources << /XObject << /Page {number} 0 R >> >> /Contents {number + 1} 0 R >>",
        )
        self._pages.append(number + 2)

    def finish(self) -> None:
        """Write what makes a document of the pages.

        Raises:
            OSError: it cannot be written.
        """
        pages = " ".join(f"{number} 0 R" for number in self._pages)
        self._object(_CATALOG, f"<< /Type /Catalog /Pages {_TREE} 0 R >>")
        self._object(_TREE, f"<< /Type /Pages /Kids [{pages}] /Count {len(self._pages)} >>")
        title = ("\ufeff" + self._title).encode("utf-16-be", "replace").hex()
        self._object(_INFO, f"<< /Title <{title}> /Producer (photosearch) >>")
        start, count = self._at, len(self._offsets) + 1
        rows = "".join(f"{self._offsets[n]:0{_LARGEST_OFFSET_DIGITS}} 00000 n \n" for n in range(1, count))
        self._write(f"xref\n0 {count}\n{0:0{_LARGEST_OFFSET_DIGITS}} 65535 f \n{rows}".encode())
        trailer = f"<< /Size {count} /Root {_CATALOG} 0 R /Info {_INFO} 0 R >>"
        self._write(f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode())

    def _stream(self, number: int, about: str, data: bytes) -> None:
        self._begin(number)
        self._write(f"<< {about} /Length {len(data)} >>\nstream\n".encode())
        self._write(data)
        self._write(b"\nendstream\nendobj\n")

    def _object(self, number: int, content: str) -> None:
        self._begin(number)
        self._write(f"{content}\nendobj\n".encode())

    def _begin(self, number: int) -> None:
        self._offsets[number] = self._at
        self._write(f"{number} 0 obj\n".encode())

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)

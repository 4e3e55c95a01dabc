"""What a picture shows has one hash, whatever its file says about it; anything that changes how it looks changes it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from photosearch.decode.pixel_hash import HASH_BYTES, hash_coded, hash_decoded
from tests.photos import real_photo


def picture(seed: int = 0) -> Image.Image:
    image = Image.open(real_photo("cat")).convert("RGB").resize((64, 48))
    image.putpixel((0, 0), (seed, 0, 0))
    return image


def saved(name: str, image: Image.Image, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, name, **options)
    return stream.getvalue()


def exif(date: str) -> bytes:
    block = Image.Exif()
    block[0x0132] = date
    return block.tobytes()


def coded(name: str, data: bytes, orientation: int = 1) -> bytes | None:
    return hash_coded(io.BytesIO(data), name, orientation)


def png_text(words: str) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", words)
    info.add_itxt("XML:com.adobe.xmp", words)
    return info


WORDS: dict[str, list[dict[str, object]]] = {
    "JPEG": [{}, {"exif": exif("2003")}, {"exif": exif("2004:04:04 04:04:04")}, {"comment": b"x"}, {"xmp": b"<x/>"}],
    "PNG": [{}, {"exif": exif("2003")}, {"pnginfo": png_text("a")}, {"pnginfo": png_text("bb")}, {"dpi": (96, 96)}],
    "WEBP": [{}, {"exif": exif("2003")}, {"exif": exif("2004:04:04 04:04:04")}, {"xmp": b"<x/>"}],
}


@pytest.mark.parametrize("name", list(WORDS))
def test_words_do_not_change_it(name: str) -> None:
    files = [saved(name, picture(), **options) for options in WORDS[name]]
    assert len(set(files)) == len(files)
    hashes = {coded(name, data) for data in files}
    assert len(hashes) == 1
    (only,) = hashes
    assert only is not None
    assert len(only) == HASH_BYTES


@pytest.mark.parametrize("name", list(WORDS))
def test_pixels_profile_and_the_way_up_do(name: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    options = WORDS[name][0]
    before = coded(name, saved(name, picture(), **options))
    assert coded(name, saved(name, picture(200), lossless=True, **options)) != before
    assert coded(name, saved(name, picture(), icc_profile=profile, **options)) != before
    assert coded(name, saved(name, picture(), **options), orientation=6) != before


def test_each_format_has_its_own() -> None:
    assert coded("GIF", saved("GIF", picture())) is None
    with Path(real_photo("cat")).open("rb") as file:
        assert hash_coded(file, "JPEG", 1) is None


def test_a_decoded_picture_is_known_by_every_pixel() -> None:
    image = picture().resize((40, 700))
    before = hash_decoded(image)
    assert hash_decoded(image.copy()) == before
    assert hash_decoded(image.transpose(Image.Transpose.TRANSPOSE)) != before
    image.putpixel((39, 699), (1, 2, 3))
    assert hash_decoded(image) != before


@pytest.mark.parametrize("name", list(WORDS))
@given(change=st.data())
def test_whatever_the_bytes_are_it_has_an_answer(name: str, change: st.DataObject) -> None:
    data = bytearray(saved(name, picture().resize((8, 8)), **WORDS[name][-1]))
    at = change.draw(st.integers(0, len(data) - 1))
    data[at] = change.draw(st.integers(0, 255))
    end = change.draw(st.integers(0, len(data)))
    assert coded(name, bytes(data[:end])) is not None


def test_every_byte_of_the_pixels_counts() -> None:
    data = saved("JPEG", picture())
    before = coded("JPEG", data)
    start = data.index(b"\xff\xda")
    for at in range(start, len(data), 97):
        changed = bytearray(data)
        changed[at] ^= 1
        assert coded("JPEG", bytes(changed)) != before

"""The comparison with ExifTool counts agreement and shows each disagreement."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests import pictures, told
from tools.metadata import sweep

SAYS = {
    "same.jpg": {
        "ExifIFD:DateTimeOriginal": "2019:05:04 03:02:01",
        "IFD0:Model": "X100",
        "GPS:GPSLatitude": 33.5,
        "GPS:GPSLatitudeRef": "S",
        "GPS:GPSLongitude": 151,
        "GPS:GPSLongitudeRef": "E",
        "IFD0:ImageDescription": "OLYMPUS DIGITAL CAMERA",
    },
    "other.jpg": {"XMP-xmp:Rating": 4, "XMP-xmp:CreateDate": "2011:06:14 15:47:00+02:00"},
}
EXIF = pictures.exif_bytes(
    {272: "X100", 270: "OLYMPUS DIGITAL CAMERA"},
    camera={36867: "2019:05:04 03:02:01"},
    place={1: "S", 2: (33.0, 30.0, 0.0), 3: "E", 4: (151.0, 0.0, 0.0)},
)


def test_agreements_are_counted_and_disagreements_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    samples = tmp_path / "samples"
    samples.mkdir()
    (samples / "same.jpg").write_bytes(told.jpeg(exif=EXIF))
    (samples / "other.jpg").write_bytes(told.jpeg(told.xmp_segment(told.packet("", 'xmp:Rating="5"'))))
    (samples / "note.txt").write_text("no picture")
    answer = [{"SourceFile": str(samples / name), **tags} for name, tags in SAYS.items()]
    program = tmp_path / "exiftool.py"
    program.write_text(f"print({json.dumps(answer)!r})")
    listed = tmp_path / "list.txt"
    monkeypatch.setattr(
        sys, "argv", ["sweep", str(samples), "--exiftool", f"{sys.executable} {program}", "--list", str(listed)]
    )
    assert sweep.main() == 0
    table = capsys.readouterr().out
    assert "2 pictures: 2 JPEG" in table
    assert "| date | 2 | 1 | 1 | 50.00% |" in table
    assert "| position | 1 | 1 | 0 | 100.00% |" in table
    assert "| caption | 0 | 0 | 0 | 100.00% |" in table
    assert listed.read_text().splitlines() == [
        f"date: {samples / 'other.jpg'}: None here, datetime.datetime(2011, 6, 14, 15, 47) there",
        f"rating: {samples / 'other.jpg'}: 5.0 here, 4 there",
    ]

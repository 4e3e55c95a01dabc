"""Compares what is read of photos with what ExifTool reads, and writes the table of docs/metadata.md.

    python -m tools.metadata.sweep --exiftool "perl /path/to/exiftool" FOLDER... [--list disagreements.txt]

ExifTool is wanted here only. Each value is taken from ExifTool's groups by the order of docs/metadata.md, written down
once more in this file, so that both the reading and the weighing are compared. Names and file times are left out.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from photosearch.decode.failure import DecodeError
from photosearch.decode.metadata.camera_name import is_stock_caption
from photosearch.decode.photo_metadata import read_metadata
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.reader import open_image
from photosearch.types.metadata import DateSource, FileMetadata

Tags = Mapping[str, Any]
_ABSENT: Final = (None, "", ())
_DEGREES_APART: Final = 1e-5
"""About a metre."""
_METRES_APART: Final = 0.1
_SECONDS_APART: Final = 1.0
_DATES: Final = (
    *("ExifIFD:DateTimeOriginal", "IFD0:DateTimeOriginal", "XMP-exif:DateTimeOriginal", "XMP-xmp:CreateDate"),
    *("XMP-exif:DateTimeDigitized", "XMP-photoshop:DateCreated", "IPTC:DateCreated", "ExifIFD:CreateDate"),
    *("IFD0:CreateDate", "PNG:CreationTime", "IFD0:ModifyDate", "ExifIFD:ModifyDate"),
)
_DATE = re.compile(r"(\d{4})(?:[:/-](\d\d))?(?:[:/-](\d\d))?(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?")
_CAPTIONS: Final = (
    *(
        "XMP-dc:Description",
        "XMP-acdsee:Caption",
        "XMP-tiff:ImageDescription",
        "XMP-exif:UserComment",
        "IPTC:Caption-Abstract",
        "IFD0:ImageDescription",
        "IFD0:XPComment",
        "IFD0:XPSubject",
    ),
    *("ExifIFD:UserComment", "PNG:Description", "PNG:Comment"),
)
_RESET_DAYS: Final = {"1970-01-01", "1978-01-01", "1979-12-31", "1980-01-01", "2000-01-01"}
_NEVER_SET: Final = dt.datetime(2002, 12, 8, 12)
_EPOCHS: Final = {(1904, 1, 1), (1970, 1, 1), (1980, 1, 1)}


@dataclass(slots=True)
class Comparison:
    """How one kind of value fared."""

    agree: int = 0
    disagree: list[str] = field(default_factory=list)

    @property
    def told(self) -> int:
        """Files of which either says something."""
        return self.agree + len(self.disagree)


def main() -> int:
    """Compare, print the table, and list the disagreements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--exiftool", default="exiftool", help="the command, with its arguments if it needs any")
    parser.add_argument("--list", type=Path, help="where the disagreements go (default: below the table)")
    arguments = parser.parse_args()
    comparisons: dict[str, Comparison] = {name: Comparison() for name in _VALUES}
    formats: Counter[str] = Counter()
    files = sorted(path for folder in arguments.folders for path in folder.rglob("*") if path.is_file())
    for path, ours, image_format, theirs in _both(files, shlex.split(arguments.exiftool)):
        formats[image_format] += 1
        for name, (read_ours, read_theirs, is_equal) in _VALUES.items():
            _compare(comparisons[name], path, read_ours(ours), read_theirs(theirs), is_equal)
    print(f"{sum(formats.values())} pictures: " + ", ".join(f"{count} {name}" for name, count in formats.most_common()))
    print(_table(comparisons))
    text = "\n".join(f"{name}: {line}" for name, found in comparisons.items() for line in found.disagree)
    if arguments.list is None:
        print(text)
    else:
        arguments.list.write_text(text + "\n", encoding="utf-8")
    return 0


def _both(files: list[Path], exiftool: list[str]) -> Iterator[tuple[Path, FileMetadata, str, Tags]]:
    """Each file that is a picture here, with what both say."""
    read = {path: found for path in files if (found := _ours(path)) is not None}
    with tempfile.NamedTemporaryFile("w", suffix=".args", encoding="utf-8") as names:
        names.write("\n".join(str(path) for path in read))
        names.flush()
        command = [*exiftool, "-json", "-n", "-G1", "-q", "-m", "-charset", "filename=utf8", "-@", names.name]
        answer = subprocess.run(command, capture_output=True, check=False)
    for tags in json.loads(answer.stdout.decode("utf-8", "replace") or "[]"):
        path = Path(tags["SourceFile"])
        ours, image_format = read[path]
        yield path, ours, image_format, tags


def _ours(path: Path) -> tuple[FileMetadata, str] | None:
    try:
        opened = open_image(io.BytesIO(path.read_bytes()), DecodeLimits())
        metadata = read_metadata(opened)
    except (DecodeError, OSError):
        return None
    return metadata.told, metadata.format


def _compare(found: Comparison, path: Path, ours: object, theirs: object, is_equal: Callable[[Any, Any], bool]) -> None:
    if ours in _ABSENT and theirs in _ABSENT:
        return
    if ours not in _ABSENT and theirs not in _ABSENT and is_equal(ours, theirs):
        found.agree += 1
    else:
        found.disagree.append(f"{path}: {ours!r} here, {theirs!r} there")


def _table(comparisons: Mapping[str, Comparison]) -> str:
    lines = ["| Value | told of | agree | disagree | agreement |", "| --- | --- | --- | --- | --- |"]
    for name, found in comparisons.items():
        share = found.agree / found.told if found.told else 1.0
        lines.append(f"| {name} | {found.told} | {found.agree} | {len(found.disagree)} | {share:.2%} |")
    return "\n".join(lines)


def _our_date(told: FileMetadata) -> dt.datetime | None:
    return None if told.date is None or told.date.source is DateSource.NAME else told.date.at


def _their_date(tags: Tags) -> dt.datetime | None:
    dates = [at for name in _DATES if (at := _date_in(tags, name)) is not None]
    return next((at for at in dates if not _is_of_a_reset_clock(at)), next(iter(dates), None))


def _is_of_a_reset_clock(at: dt.datetime) -> bool:
    """What a clock says that was set by nobody, unless it is only a day."""
    is_first_second = (at.month, at.day, at.hour, at.minute, at.second) == (1, 1, 0, 0, 0)
    return is_first_second or str(at.date()) in _RESET_DAYS


def _date_in(tags: Tags, name: str) -> dt.datetime | None:
    text = str(tags.get(name, ""))
    if name == "IPTC:DateCreated" and text:
        text += " " + str(tags.get("IPTC:TimeCreated", ""))
    found = _DATE.match(text)
    if found is None:
        return None
    parts = [int(part) if part else None for part in found.groups()]
    try:
        hour, minute, second = (part or 0 for part in parts[3:])
        at = dt.datetime(parts[0] or 0, parts[1] or 1, parts[2] or 1, hour, minute, min(second, 59))
    except ValueError:
        return None
    is_epoch = (at.year, at.month, at.day) in _EPOCHS and at.time() == dt.time(0)
    return None if is_epoch or at == _NEVER_SET or not 1826 <= at.year <= dt.datetime.now().year else at


def _first(tags: Tags, *names: str) -> Any:  # noqa: ANN401 - whatever ExifTool says
    return next((tags[name] for name in names if str(tags.get(name, "")).strip()), None)


def _signed(tags: Tags, name: str) -> float | None:
    """Degrees with the sign of their letter, which ExifTool keeps apart in EXIF and not in XMP."""
    value = tags.get(name)
    if not isinstance(value, int | float):
        return None
    return -abs(value) if str(tags.get(f"{name}Ref", "")).strip()[:1].upper() in ("S", "W") else value


def _their_position(tags: Tags) -> tuple[float, float] | None:
    for names in (("GPS:GPSLatitude", "GPS:GPSLongitude"), ("XMP-exif:GPSLatitude", "XMP-exif:GPSLongitude")):
        latitude, longitude = (_signed(tags, name) for name in names)
        if latitude is None or longitude is None:
            continue
        if (latitude or longitude) and abs(latitude) <= 90 and abs(longitude) <= 180:
            return latitude, longitude
    return None


def _their_height(tags: Tags) -> float | None:
    """Metres of the source that the position is from, below the sea negative."""
    for group in ("GPS", "XMP-exif"):
        height = tags.get(f"{group}:GPSAltitude")
        if isinstance(height, int | float) and isinstance(tags.get(f"{group}:GPSLatitude"), int | float):
            return -abs(height) if str(tags.get(f"{group}:GPSAltitudeRef", "")) in ("1", "3") else height
    return None


def _their_rating(tags: Tags) -> float | None:
    percents = [tags.get(name) for name in ("XMP-microsoft:RatingPercent", "IFD0:RatingPercent")]
    stars = [tags.get(name) for name in ("XMP-xmp:Rating", "IFD0:Rating")]
    steps = [sum(p >= step for step in (1, 13, 38, 63, 88)) if isinstance(p, int | float) else None for p in percents]
    known = [value for value in (stars[0], steps[0], stars[1], steps[1]) if isinstance(value, int | float)]
    return next((value for value in known if value), known[0] if known else None)


def _their_caption(tags: Tags) -> str | None:
    """The first that a camera or program does not write into every picture."""
    texts = (str(tags.get(name, "")).strip(" \0\r\n\t") for name in _CAPTIONS)
    return next((text for text in texts if text and not is_stock_caption(text)), None)


def _words(text: object) -> str:
    """Letters and digits, in one case: how two texts are compared whose blanks and signs differ."""
    return re.sub(r"[\W_]+", "", str(text)).casefold()


def _is_same_text(ours: str, theirs: str) -> bool:
    return _words(ours)[:100] == _words(theirs)[:100]


def _is_same_camera(ours: str, theirs: str) -> bool:
    """The model is there, in whatever way the maker is named."""
    return _words(theirs) in _words(ours) or _words(ours) in _words(theirs)


_VALUES: Final[dict[str, tuple[Callable[[FileMetadata], Any], Callable[[Tags], Any], Callable[[Any, Any], bool]]]] = {
    "date": (_our_date, _their_date, lambda a, b: abs((a - b).total_seconds()) <= _SECONDS_APART),
    "position": (
        lambda told: None if told.position is None else (told.position.latitude_deg, told.position.longitude_deg),
        _their_position,
        lambda a, b: max(abs(a[0] - b[0]), abs(a[1] - b[1])) <= _DEGREES_APART,
    ),
    "height": (
        lambda told: None if told.position is None else told.position.altitude_m,
        lambda tags: None if _their_position(tags) is None else _their_height(tags),
        lambda a, b: abs(a - b) <= _METRES_APART,
    ),
    "rating": (
        lambda told: None if told.rating is None else told.rating.value,
        _their_rating,
        lambda a, b: a == b,
    ),
    "camera": (
        lambda told: None if told.camera is None else told.camera.value,
        lambda tags: _first(tags, "IFD0:Model", "IFD0:Make", "XMP-tiff:Model", "XMP-tiff:Make"),
        _is_same_camera,
    ),
    "orientation": (
        lambda told: told.orientation,
        lambda tags: _first(tags, "IFD0:Orientation", "XMP-tiff:Orientation") or None,  # 0 is no orientation
        lambda a, b: a == b,
    ),
    "caption": (
        lambda told: None if told.caption is None else told.caption.value,
        _their_caption,
        _is_same_text,
    ),
}


if __name__ == "__main__":
    sys.exit(main())

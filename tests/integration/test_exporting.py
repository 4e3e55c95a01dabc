"""Photos taken out of a real library: awkward files, awkward places, and an end in the middle."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from photosearch.decode.photo_metadata import read_metadata
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.reader import open_image
from photosearch.engine.engine import Engine
from photosearch.errors import ExportError
from photosearch.paths import DataFolders
from photosearch.types.exporting import (
    Copies,
    ExportFormat,
    ExportOrder,
    ExportOutcome,
    ExportProgress,
    Folders,
    Kept,
    Naming,
    Rendition,
    Sheet,
    TargetReason,
)
from photosearch.types.files import ProblemReason
from photosearch.types.ids import PhotoId
from photosearch.types.metadata import FileMetadata
from photosearch.types.queries import SearchQuery, Sort
from tests import pictures, told
from tests.library import open_engine, scan, settle, start
from tests.photos import real_photo, write_photos


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A phone's photo, one with Chinese and forbidden signs in its name, and one whose name differs in case only."""
    folder = tmp_path / "照片"
    folder.mkdir()
    place = told.packet("", 'exif:GPSLatitude="31,14N" exif:GPSLongitude="121,28E"')
    (folder / "phone.jpg").write_bytes(told.jpeg(told.xmp_segment(place)))
    shutil.copyfile(real_photo("cat"), folder / "猫: 在窗边?.jpg")
    (folder / "b").mkdir()
    shutil.copyfile(real_photo("moon"), folder / "b" / "PHONE.JPG")
    for number, path in enumerate(sorted(folder.rglob("*.*"))):
        os.utime(path, ns=(1_500_000_000_123_456_700 + number, 1_500_000_000_123_456_700 + number))
    return folder


@pytest.fixture
def engine(folders: DataFolders, photos: Path) -> Iterator[Engine]:
    made = start(open_engine(folders))
    made.library.add_root(photos)
    settle(made)
    yield made
    made.close()


def all_of(engine: Engine) -> tuple[PhotoId, ...]:
    """Every photo, by its path."""
    result = engine.asking.search(SearchQuery(limit=0, sort=Sort.NEWEST))
    known = engine.library.photos([PhotoId(int(i)) for i in result.photo_ids])
    return tuple(photo.photo_id for photo in sorted(known, key=lambda photo: photo.relative_path))


def export(
    engine: Engine,
    copies: Copies | None = None,
    *,
    sheet: Sheet | None = None,
    list_file: Path | None = None,
    on_progress: Callable[[ExportProgress], None] = lambda _progress: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> ExportOutcome:
    order = ExportOrder(all_of(engine), copies, sheet, list_file)
    return engine.exporting.carry_out(order, on_progress, should_stop)


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def told_in(path: Path) -> FileMetadata:
    return read_metadata(open_image(io.BytesIO(path.read_bytes()), DecodeLimits())).told


def test_copies_are_the_same_bytes_and_times_under_names_that_every_system_takes(
    engine: Engine, photos: Path, tmp_path: Path
) -> None:
    before = files_in(photos)
    out = tmp_path / "新建" / "deep"
    outcome = export(engine, Copies(out))
    assert (outcome.copied, outcome.renamed, outcome.failed, outcome.trouble) == (3, 2, (), "")
    assert files_in(out) == {
        "PHONE.JPG": before["b/PHONE.JPG"],
        "phone (2).jpg": before["phone.jpg"],
        "猫_ 在窗边_.jpg": before["猫: 在窗边?.jpg"],
    }
    assert (out / "PHONE.JPG").stat().st_mtime_ns == (photos / "b" / "PHONE.JPG").stat().st_mtime_ns
    assert files_in(photos) == before
    # Once more: nothing is written over.
    again = export(engine, Copies(out))
    assert again.copied == again.renamed == 3
    assert len(files_in(out)) == 6
    assert (out / "phone (2).jpg").read_bytes() == before["phone.jpg"]


def test_a_plan_writes_nothing_and_is_what_happens(engine: Engine, tmp_path: Path) -> None:
    order = ExportOrder(all_of(engine), Copies(tmp_path / "out", Naming.DATE, Folders.MONTH))
    plan = engine.exporting.plan(order)
    assert not (tmp_path / "out").exists()
    assert plan.size_bytes > 0
    assert plan.free_bytes
    export(engine, order.copies)
    assert {copy.target for copy in plan.copies} == {path for path in (tmp_path / "out").rglob("*.*") if path.is_file()}
    assert all(copy.target.parent == tmp_path / "out" / "2017" / "2017-07" for copy in plan.copies)


def test_smaller_copies_without_the_place(engine: Engine, tmp_path: Path) -> None:
    rendition = Rendition(ExportFormat.WEBP, 64, Kept.NO_LOCATION)
    outcome = export(engine, Copies(tmp_path / "out", rendition=rendition))
    assert outcome.copied == 3
    assert sorted(files_in(tmp_path / "out")) == ["PHONE.webp", "phone (2).webp", "猫_ 在窗边_.webp"]
    for path in (tmp_path / "out").iterdir():
        with Image.open(path) as image:
            assert (image.format, max(image.size)) == ("WEBP", 64)
        assert told_in(path).position is None


def test_nothing_is_told_any_more_and_the_picture_is_the_same(engine: Engine, photos: Path, tmp_path: Path) -> None:
    assert told_in(photos / "phone.jpg").position is not None
    export(engine, Copies(tmp_path / "out", rendition=Rendition(kept=Kept.NOTHING)))
    copy = tmp_path / "out" / "phone (2).jpg"
    assert told_in(copy) == FileMetadata()
    with Image.open(copy) as mine, Image.open(photos / "phone.jpg") as theirs:
        assert mine.tobytes() == theirs.tobytes()


def test_sidecars_go_along_by_choice(engine: Engine, photos: Path, tmp_path: Path) -> None:
    (photos / "phone.jpg.xmp").write_bytes(told.packet("", 'xmp:Rating="5"'))
    scan(engine)
    assert export(engine, Copies(tmp_path / "without")).sidecars == 0
    outcome = export(engine, Copies(tmp_path / "with", has_sidecars=True))
    assert (outcome.copied, outcome.sidecars) == (3, 1)
    assert (tmp_path / "with" / "phone (2).jpg.xmp").read_bytes() == (photos / "phone.jpg.xmp").read_bytes()


def test_what_is_damaged_or_gone_is_named_and_the_rest_goes_on(engine: Engine, photos: Path, tmp_path: Path) -> None:
    (photos / "phone.jpg").write_bytes(b"\xff\xd8\xff\xe0 not any more")
    (photos / "b" / "PHONE.JPG").unlink()
    outcome = export(engine, Copies(tmp_path / "out", rendition=Rendition(ExportFormat.PNG)))
    assert outcome.copied == 1
    assert {(failed.path.name, failed.reason) for failed in outcome.failed} == {
        ("phone.jpg", ProblemReason.DAMAGED),
        ("PHONE.JPG", ProblemReason.VANISHED),
    }
    assert list(files_in(tmp_path / "out")) == ["猫_ 在窗边_.png"]
    # As it is a damaged file can be copied: it is a file all the same.
    assert export(engine, Copies(tmp_path / "as they are")).copied == 2


def test_of_what_is_cut_off_there_is_a_copy_of_what_is_left_and_a_bomb_is_named(
    engine: Engine, photos: Path, tmp_path: Path
) -> None:
    coffee = real_photo("coffee").read_bytes()
    (photos / "cut.jpg").write_bytes(coffee[: len(coffee) * 2 // 3])
    scan(engine)
    (photos / "phone.jpg").write_bytes(pictures.png_bomb())
    outcome = export(engine, Copies(tmp_path / "out", rendition=Rendition(longest_px=100)))
    assert (outcome.copied, outcome.partial) == (3, 1)
    assert [failed.reason for failed in outcome.failed] == [ProblemReason.TOO_LARGE]


def test_a_drive_that_is_away_is_said_and_a_sheet_still_shows_its_thumbnails(
    engine: Engine, photos: Path, tmp_path: Path
) -> None:
    for photo in engine.library.photos(all_of(engine)):
        assert engine.pictures.thumbnail(photo) is not None
    photos.rename(tmp_path / "unplugged")
    scan(engine)
    outcome = export(engine, Copies(tmp_path / "out"), sheet=Sheet(tmp_path / "sheet.png"))
    assert outcome.copied == 0
    assert {failed.reason for failed in outcome.failed} == {TargetReason.AWAY}
    with Image.open(tmp_path / "sheet.png") as page:
        assert len(page.getcolors(1 << 24) or ()) > 1000


def test_a_stop_leaves_whole_copies_and_nothing_else(engine: Engine, tmp_path: Path) -> None:
    seen: list[ExportProgress] = []
    for rendition in (Rendition(), Rendition(longest_px=50)):
        seen.clear()
        out = tmp_path / f"out {rendition.longest_px}"
        outcome = export(
            engine, Copies(out, rendition=rendition), on_progress=seen.append, should_stop=lambda: len(seen) >= 2
        )
        assert outcome.is_stopped
        assert 0 < outcome.copied < 3
        assert len(files_in(out)) == outcome.copied
        for path in out.iterdir():
            with Image.open(path) as image:
                image.load()


def test_a_stop_in_the_middle_of_a_large_file_is_heard(engine: Engine, photos: Path, tmp_path: Path) -> None:
    large = photos / "b" / "PHONE.JPG"
    with large.open("ab") as file:
        file.truncate(64 << 20)
    asked = 0

    def should_stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 5

    assert export(engine, Copies(tmp_path / "out"), should_stop=should_stop).is_stopped
    assert asked < 10
    assert files_in(tmp_path / "out") == {}


@pytest.mark.parametrize(
    ("number", "trouble"),
    [(errno.ENOSPC, "export_full"), (errno.EROFS, "export_unwritable"), (errno.EIO, "export_gone")],
)
def test_a_drive_that_takes_no_more_ends_it_and_what_is_there_is_told(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, trouble: str
) -> None:
    """The system's refusal is made here; that of a real full disk is in tests/reliability."""
    link, made = os.link, 0

    def refuse_the_second(source: Path, target: Path) -> None:
        nonlocal made
        made += 1
        if made == 2:
            raise OSError(number, os.strerror(number))
        link(source, target)

    monkeypatch.setattr(os, "link", refuse_the_second)
    outcome = export(engine, Copies(tmp_path / "out"))
    assert (outcome.copied, outcome.trouble, outcome.trouble_path) == (1, trouble, tmp_path / "out")
    assert len(files_in(tmp_path / "out")) == 1


def test_a_file_that_the_drive_does_not_take_is_named_and_the_rest_goes_on(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, made = os.link, 0

    def refuse_the_first(source: Path, target: Path) -> None:
        nonlocal made
        made += 1
        if made == 1:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        link(source, target)

    monkeypatch.setattr(os, "link", refuse_the_first)
    outcome = export(engine, Copies(tmp_path / "out"))
    assert (outcome.copied, outcome.trouble) == (2, "")
    assert [failed.reason for failed in outcome.failed] == [TargetReason.REFUSED]


def test_a_copy_into_a_watched_folder_is_said_to_be_added(engine: Engine, photos: Path, tmp_path: Path) -> None:
    order = ExportOrder(all_of(engine), Copies(photos / "out"))
    assert engine.exporting.plan(order).watched == photos
    assert export(engine, order.copies).watched == photos
    scan(engine)
    assert len(all_of(engine)) == 6
    (root,) = engine.library.roots()
    engine.library.exclude(root.root_id, "/out/")
    assert engine.exporting.plan(order).watched is None
    assert export(engine, Copies(tmp_path / "elsewhere")).watched is None


def test_where_nothing_can_be_written_is_said_before_anything_is(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ids = all_of(engine)
    for order, code in (
        (ExportOrder(ids, Copies(tmp_path / "file")), "export_file"),
        (ExportOrder(ids, Copies(tmp_path / "file" / "below")), "export_file"),
        (ExportOrder(ids, sheet=Sheet(tmp_path / "nowhere" / "s.pdf")), "export_no_folder"),
        (ExportOrder(ids, sheet=Sheet(tmp_path / "s.docx")), "export_sheet_kind"),
        (ExportOrder(ids, list_file=tmp_path / "l.xls"), "export_list_kind"),
    ):
        with pytest.raises(ExportError) as told_so:
            engine.exporting.plan(order)
        assert told_so.value.code == code


def test_a_sheet_has_every_photo_on_its_pages(engine: Engine, photos: Path, tmp_path: Path) -> None:
    write_photos(photos, 5)
    scan(engine)
    seen: list[ExportProgress] = []
    outcome = export(engine, sheet=Sheet(tmp_path / "索引.pdf", 2, 2), on_progress=seen.append)
    assert outcome.sheets == (tmp_path / "索引.pdf",)
    data = (tmp_path / "索引.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/Count 2" in data
    assert (seen[-1].done, seen[-1].total) == (8, 8)
    pages = export(engine, sheet=Sheet(tmp_path / "s.png", 2, 2)).sheets
    assert [page.name for page in pages] == ["s.png", "s-2.png"]
    again = export(engine, sheet=Sheet(tmp_path / "索引.pdf", 2, 2)).sheets
    assert again == (tmp_path / "索引 (2).pdf",)


def test_a_list_says_where_the_copies_are(engine: Engine, photos: Path, tmp_path: Path) -> None:
    outcome = export(engine, Copies(tmp_path / "out"), list_file=tmp_path / "out" / "list.csv")
    data = (tmp_path / "out" / "list.csv").read_bytes()
    assert outcome.list_file == tmp_path / "out" / "list.csv"
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert {Path(row["path"]).read_bytes() for row in rows} == {Path(row["copy"]).read_bytes() for row in rows}
    assert export(engine, list_file=tmp_path / "l.json").list_file == tmp_path / "l.json"
    listed = json.loads((tmp_path / "l.json").read_text(encoding="utf-8"))
    assert {row["path"] for row in listed} == {str(path) for path in photos.rglob("*.*") if path.is_file()}

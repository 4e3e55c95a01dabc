"""To photos by their camera: nothing known is lost, and cameras are found without reading every photo."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

from photosearch.store.database import Database
from photosearch.store.migrations import STEPS, connect, integrity_problems, migrate
from photosearch.store.photos import Photos
from photosearch.types.ids import PhotoId
from photosearch.types.queries import Filters

PHOTO = (
    "INSERT INTO photo (photo_id, root_id, relative_path, size_bytes, mtime_ns, content_hash, width_px, height_px,"
    " format, camera) VALUES (?, 1, ?, 1, 1, x'00', 4, 3, 'JPEG', ?)"
)


def version_5(path: Path) -> Path:
    migrate(path, STEPS[:5])
    with closing(connect(path)) as connection:
        connection.execute("INSERT INTO root VALUES (1, x'2f61', x'31', x'61', 'disk', x'2f', 0, 1)")
        cameras = ("Canon EOS R6", "Apple iPhone 12", None, "Canon EOS R6", "")
        connection.executemany(PHOTO, [(number, b"%d" % number, camera) for number, camera in enumerate(cameras, 1)])
        connection.execute("UPDATE photo SET missing_since_s = 5, camera = 'Gone' WHERE photo_id = 4")
    return path


def test_times_that_became_texts_are_numbers_again(tmp_path: Path) -> None:
    path = version_5(tmp_path / "photosearch.db")
    with closing(connect(path)) as connection:
        connection.execute("UPDATE photo SET file_time_us = '2026-11-29 23:46:05.575510' WHERE photo_id = 1")
    database = Database.open(path)
    try:
        (photo,) = Photos(database).get([PhotoId(1)]).values()
        assert photo.metadata.told.date is not None
        assert photo.metadata.told.date.at == dt.datetime(2026, 11, 29, 23, 46, 5)
    finally:
        database.close()


def test_cameras_are_found_as_before(tmp_path: Path) -> None:
    path = version_5(tmp_path / "photosearch.db")
    database = Database.open(path)
    try:
        photos = Photos(database)
        assert photos.count() == 4
        assert photos.cameras() == ("Apple iPhone 12", "Canon EOS R6")
        assert photos.ids(Filters(cameras=frozenset({("canon",)}))).tolist() == [1]
    finally:
        database.close()
    with closing(connect(path)) as connection:
        assert integrity_problems(connection) == []
        plan = "EXPLAIN QUERY PLAN SELECT photo_id FROM photo WHERE missing_since_s IS NULL AND camera = 'Canon EOS R6'"
        assert "COVERING INDEX photo_camera" in str(connection.execute(plan).fetchall())

"""To the colours of photos: an empty table, nothing known is lost, and a kill leaves a version whole."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from photosearch.store.migrations import STEPS, connect, integrity_problems, migrate


def version_4(path: Path) -> Path:
    migrate(path, STEPS[:4])
    with closing(connect(path)) as connection:
        connection.execute("INSERT INTO root VALUES (1, x'2f61', x'31', x'61', 'disk', x'2f', 0, 1)")
        connection.execute(
            "INSERT INTO photo (photo_id, root_id, relative_path, size_bytes, mtime_ns, content_hash, width_px,"
            " height_px, format, camera) VALUES (1, 1, x'61', 1, 1, x'00', 4, 3, 'JPEG', '')"
        )
    return path


def test_photos_stay_and_have_no_colours_yet(tmp_path: Path) -> None:
    path = version_4(tmp_path / "photosearch.db")
    migrate(path, STEPS[:5])
    with closing(connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM photo").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM photo_colour").fetchone() == (0,)
        assert integrity_problems(connection) == []
        connection.execute(f"INSERT INTO photo_colour VALUES (1{', 0' * 14})")
        connection.execute("DELETE FROM photo")
        assert connection.execute("SELECT count(*) FROM photo_colour").fetchone() == (0,)

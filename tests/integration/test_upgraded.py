"""A library of an early version, opened by this one: it answers at once, and learns the rest of its files meanwhile."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from photosearch.engine.engine import Engine
from photosearch.events import Event, ProgressChanged
from photosearch.paths import DataFolders
from photosearch.store.migrations import STEPS, connect, migrate
from photosearch.types.ids import PhotoId
from photosearch.types.progress import IngestPhase
from photosearch.types.queries import SearchQuery
from tests.library import open_engine, settle, start
from tests.told import packet

COLOURS = {"vogel": (200, 20, 20), "hund": (20, 20, 200), "baum": (20, 200, 20)}
CAPTION = '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Anna {name}</rdf:li></rdf:Alt></dc:description>'
EARLY = 2
"""The first version with items; it knew neither captions nor words, places or colours."""
TABLES = ("property", "root", "photo", "item", "encoder", "embedding")


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for name, colour in COLOURS.items():
        exif = Image.Exif()
        if name != "baum":  # undated ones are another case to the upgrade
            exif.get_ifd(0x8769)[0x9003] = "2021:06:01 12:00:00"
        exif.get_ifd(0x8825).update({1: "N", 2: (25.0, 46.0, 0.0), 3: "E", 4: (100.0, 11.0, 0.0)})
        said = packet(CAPTION.format(name=name))
        Image.new("RGB", (60, 40), colour).save(folder / f"{name}.jpg", quality=95, exif=exif, xmp=said)
    return folder


@pytest.fixture
def early(folders: DataFolders, photos: Path) -> list[tuple[int, bytes]]:
    """What such a library has of the photos, and the embeddings in it."""
    engine = start(open_engine(folders))
    engine.library.add_root(photos)
    settle(engine)
    engine.close()
    now, then = folders.database, folders.database.with_suffix(".early")
    migrate(then, STEPS[:EARLY])
    with closing(connect(then)) as connection:
        connection.execute("ATTACH ? AS now", (str(now),))
        for table in TABLES:
            columns = ", ".join(_columns(connection, table))
            connection.execute(f"DELETE FROM main.{table}")
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table}")
        connection.execute("DELETE FROM main.property WHERE name <> 'identity'")
        connection.commit()
    for leftover in now.parent.glob(f"{now.name}*"):
        leftover.unlink()
    then.replace(now)
    return embeddings(folders)


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """Those that both versions have and somebody writes."""
    tables = (f"PRAGMA {schema}.table_info({table})" for schema in ("main", "now"))
    known = [{row[1] for row in connection.execute(asked)} for asked in tables]
    return sorted(known[0] & known[1])


def embeddings(folders: DataFolders) -> list[tuple[int, bytes]]:
    with closing(sqlite3.connect(folders.database)) as connection:
        return connection.execute("SELECT seq, vector FROM embedding ORDER BY seq").fetchall()


def strong(engine: Engine, words: str) -> list[str]:
    result = engine.asking.search(SearchQuery(words))
    ids = [PhotoId(one) for one in result.photo_ids[: result.strong].tolist()]
    return sorted(photo.path.stem for photo in engine.library.photos(ids))


def test_it_answers_at_once_and_nothing_is_embedded_again(folders: DataFolders, early: list[tuple[int, bytes]]) -> None:
    assert len(early) == len(COLOURS)
    engine = open_engine(folders)
    try:
        backup = folders.database.with_name(f"{folders.database.name}.v{EARLY}.backup")
        assert backup.is_file()
        # Nobody has looked at a file yet: by look and by name photos are found, by what files say they are not.
        assert len(engine.asking.search(SearchQuery("red")).photo_ids) == len(COLOURS)
        assert strong(engine, "hund") == ["hund"]
        assert strong(engine, "Anna") == strong(engine, "蓝色调") == []
        told: list[Event] = []
        engine.events.subscribe(told.append)
        engine.start(is_watching=False, is_scanning=True)
        settle(engine)
        assert strong(engine, "Anna") == sorted(COLOURS)
        assert strong(engine, "Anna hund") == ["hund"]
        assert strong(engine, "蓝色调") == ["hund"]
        understood = engine.asking.understand("photos at Erhai Lake")
        assert [chip.text for chip in understood.chips] == ["Erhai Lake"]
        reading = [event.progress for event in told if isinstance(event, ProgressChanged)]
        assert (IngestPhase.READING, len(COLOURS)) in {(progress.phase, progress.total) for progress in reading}
        assert reading[-1].done == len(COLOURS)
    finally:
        engine.close()
    assert embeddings(folders) == early

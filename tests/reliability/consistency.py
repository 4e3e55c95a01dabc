"""What must hold after anything: disk, database and index tell the same story."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from photosearch.engine.engine import Engine
from photosearch.paths import data_folders
from photosearch.settings import SettingsOwner
from tests.library import stored_embedding


def differences(library: Path, *, is_embedded_once: bool = True) -> list[str]:
    """Everything in which the library of this ``PHOTOSEARCH_HOME`` differs from the photos below ``library``.

    With ``is_embedded_once`` also that an embedding was committed for a photo and encoder more than once, which a
    library that was never removed, edited or moved cannot be blamed for otherwise.
    """
    on_disk = {str(path.relative_to(library)).encode() for path in library.rglob("*.jpg")}
    with closing(sqlite3.connect(data_folders().database)) as connection:
        found = _database_differences(connection, on_disk)
        if is_embedded_once:
            rows, last_seq = connection.execute("SELECT count(*), coalesce(max(seq), 0) FROM embedding").fetchone()
            if rows != last_seq:
                found.append(f"{last_seq} embeddings were committed, {rows} are kept: some photos were embedded twice")
        found += _text_differences(connection)
    return found + _index_differences(len(on_disk))


def _text_differences(connection: sqlite3.Connection) -> list[str]:
    """Every photo that is present has its words, or is to get them, and the index of words holds just these."""
    lacking = """SELECT count(*) FROM photo
        LEFT JOIN photo_text USING (photo_id) LEFT JOIN text_due AS due USING (photo_id)
        WHERE due.photo_id IS NULL AND coalesce(is_shown, FALSE) <> (missing_since_s IS NULL)"""
    ((count,),) = connection.execute(lacking)
    found = [f"{count} photos have no words, or have them and are gone"] if count else []
    try:
        connection.execute("INSERT INTO text_index (text_index, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        found.append(f"the index of words holds something else: {error}")
    return found


def _database_differences(connection: sqlite3.Connection, on_disk: set[bytes]) -> list[str]:
    found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    present = "SELECT relative_path FROM photo WHERE missing_since_s IS NULL"
    known = [bytes(path) for (path,) in connection.execute(present)]
    if len(known) != len(set(known)):
        found.append(f"{len(known) - len(set(known))} photos are in twice")
    if set(known) != on_disk:
        found.append(f"{len(on_disk - set(known))} files are unknown, {len(set(known) - on_disk)} records have no file")
    return found


def _index_differences(count: int) -> list[str]:
    engine = Engine.open(data_folders(), SettingsOwner.read(data_folders().settings))
    try:
        shelf = engine.shelves.answering
        ids = shelf.index.ids()
        if len(ids) != count:
            return [f"the index holds {len(ids)} of {count}"]
        stored = [stored_embedding(engine, int(photo_id)) for photo_id in ids]
        agree = np.einsum("nd,nd->n", np.stack(stored), shelf.index.vectors_of(ids)) if count else np.ones(0)
        return [] if np.all(agree > 0.999) else ["the index holds other vectors than the store"]
    finally:
        engine.close()

"""What must hold after anything: disk, database and index tell the same story."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np

from photosearch.engine import Engine
from photosearch.paths import data_folders
from photosearch.settings import Settings


def differences(library: Path) -> list[str]:
    """Everything in which the library of this ``PHOTOSEARCH_HOME`` differs from the photos below ``library``."""
    folders = data_folders()
    found: list[str] = []
    with sqlite3.connect(folders.database) as connection:
        found += [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        rows, last_seq = connection.execute("SELECT count(*), coalesce(max(seq), 0) FROM embedding").fetchone()
        known = {
            bytes(path)
            for (path,) in connection.execute("SELECT relative_path FROM photo WHERE missing_since_s IS NULL")
        }
    connection.close()
    if rows != last_seq:
        found.append(f"{last_seq} embeddings were committed for {rows} photos: some were embedded twice")
    on_disk = {str(path.relative_to(library)).encode() for path in library.rglob("*.jpg")}
    if known != on_disk:
        found.append(f"{len(on_disk - known)} files are unknown, {len(known - on_disk)} records have no file")
    return found + _index_differences(len(on_disk))


def _index_differences(count: int) -> list[str]:
    engine = Engine.open(data_folders(), Settings())
    try:
        shelf = engine.shelf()
        ids = shelf.index.ids()
        if len(ids) != count:
            return [f"the index holds {len(ids)} of {count}"]
        stored = [engine.stored_embedding(int(photo_id)) for photo_id in ids]
        agree = np.einsum("nd,nd->n", np.stack(stored), shelf.index.vectors_of(ids)) if count else np.ones(0)
        return [] if np.all(agree > 0.999) else ["the index holds other vectors than the store"]
    finally:
        engine.close()

"""The tables of one database are opened together."""

from __future__ import annotations

from pathlib import Path

from photosearch.store.database import Database
from photosearch.store.store import Store


def test_the_tables_share_one_database(tmp_path: Path) -> None:
    store = Store.of(Database.open(tmp_path / "library.db"))
    assert store.photos.count() == store.problems.count() == 0
    assert store.libraries.all() == ()
    assert store.database.path == tmp_path / "library.db"
    store.database.close()

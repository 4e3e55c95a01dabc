"""A folder holds what is below it, and nothing of its neighbours."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, ColumnElement, Integer, LargeBinary, MetaData, Table, create_engine, select
from sqlalchemy.orm import InstrumentedAttribute

from photosearch.store.path_ranges import at_or_below, below, folder_in_root
from photosearch.store.tables import PhotoTable

NAMES = st.text("ab.0é ", min_size=1, max_size=3).filter(lambda name: name not in (".", ".."))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


def is_met(condition: ColumnElement[bool], path: str) -> bool:
    """Whether SQLite finds a photo with ``path`` by ``condition``."""
    table = Table("photo", MetaData(), Column("photo_id", Integer), Column("relative_path", LargeBinary))
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), {"relative_path": path.encode()})
        found = connection.execute(select(PhotoTable.relative_path).where(condition)).first()
    engine.dispose()
    return found is not None


def column() -> InstrumentedAttribute[str]:
    return PhotoTable.relative_path


@settings(deadline=None)  # each example is a database
@given(PATHS, PATHS)
def test_below_is_the_same_as_starting_with_the_folder_and_a_slash(path: str, folder: str) -> None:
    assert is_met(below(column(), folder), path) == path.startswith(folder + "/")
    assert is_met(at_or_below(column(), folder), path) == (path == folder or path.startswith(folder + "/"))


@settings(deadline=None)
@given(PATHS)
def test_everything_is_below_the_root(path: str) -> None:
    assert is_met(below(column(), ""), path)
    assert is_met(at_or_below(column(), ""), path)


def test_a_folder_meets_a_root_from_inside_as_itself_and_from_above() -> None:
    root = Path("/data/photos")
    assert folder_in_root(Path("/data/photos/2024/may"), root) == "2024/may"
    assert folder_in_root(root, root) == ""
    assert folder_in_root(Path("/data"), root) == ""
    assert folder_in_root(Path("/data/photos2"), root) is None
    assert folder_in_root(Path("/elsewhere"), root) is None

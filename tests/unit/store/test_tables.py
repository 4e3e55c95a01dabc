"""The typed tables are what the migrations make."""

from __future__ import annotations

from sqlalchemy import inspect
from sqlalchemy.dialects.sqlite import dialect

from photosearch.store.database import Database
from photosearch.store.tables import Table

BY_SQLITE = ("sqlite_sequence", "text_index")
"""Its own, and the index of words with the tables that FTS5 keeps it in."""


def test_every_table_is_there_with_the_same_columns(db: Database) -> None:
    with db.read() as session:
        inspector = inspect(session.connection())
        made_tables = {name for name in inspector.get_table_names() if not name.startswith(BY_SQLITE)}
        assert made_tables == set(Table.metadata.tables)
        for name, table in Table.metadata.tables.items():
            made = {column["name"]: column for column in inspector.get_columns(name)}
            assert list(made) == [column.name for column in table.columns]
            for column in table.columns:
                assert made[column.name]["nullable"] == column.nullable, f"{name}.{column.name}"
                wanted = column.type.compile(dialect=dialect()).replace("VARCHAR", "TEXT")
                assert str(made[column.name]["type"]) == wanted, f"{name}.{column.name}"


def test_the_same_keys_refer_to_the_same_tables(db: Database) -> None:
    with db.read() as session:
        inspector = inspect(session.connection())
        for name, table in Table.metadata.tables.items():
            made = {(key["constrained_columns"][0], key["referred_table"]) for key in inspector.get_foreign_keys(name)}
            wanted = {(key.parent.name, key.column.table.name) for key in table.foreign_keys}
            assert made == wanted
            primary = inspector.get_pk_constraint(name)["constrained_columns"]
            assert primary == [column.name for column in table.primary_key]

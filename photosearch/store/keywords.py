"""The keywords that photos have."""

from __future__ import annotations

from sqlalchemy import delete, exists, select
from sqlalchemy.engine import CursorResult

from photosearch.store.database import Database
from photosearch.store.tables import KeywordTable, PhotoKeywordTable


class Keywords:
    """Looks after them; they are written with what is told of photos."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def forget_unused(self) -> int:
        """Forget those that no photo has any more, missing ones included; how many.

        Raises:
            StoreError: nothing can be written.
        """
        unused = ~exists().where(PhotoKeywordTable.keyword_row == KeywordTable.keyword_row)
        with self._db.read() as session:
            if session.scalar(select(KeywordTable.keyword_row).where(unused).limit(1)) is None:
                return 0
        with self._db.write() as session:
            result = session.execute(delete(KeywordTable).where(unused).execution_options(synchronize_session=False))
            assert isinstance(result, CursorResult)
            return result.rowcount

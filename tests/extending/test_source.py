"""A source that is named in one place joins the hits of the app, and says why it names them."""

from __future__ import annotations

import pytest

from photosearch.engine import beside_embedding
from photosearch.engine.engine import Engine
from photosearch.types import PhotoId, SearchQuery
from tests.extending.file_names import file_names


@pytest.fixture(autouse=True)
def in_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside_embedding, "SOURCES", (file_names,))


def test_a_word_in_a_name_comes_first_and_says_why(engine: Engine) -> None:
    for words in ("apple", "forest", "cellar"):
        result = engine.asking.search(SearchQuery(text=words))
        assert len(result.photo_ids) == 4
        (best,) = engine.library.photos([PhotoId(result.photo_ids.tolist()[0])])
        assert best.path.stem == words
        names = next(one for one in result.evidence if one.source == "file_names")
        assert names.details is not None
        assert names.details.tolist() == [f"{words}.jpg", "", "", ""]


def test_where_it_has_nothing_to_say_it_changes_nothing(engine: Engine) -> None:
    result = engine.asking.search(SearchQuery(text="blue"))
    assert [one.source for one in result.evidence] == ["vectors"]

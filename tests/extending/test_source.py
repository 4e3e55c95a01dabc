"""A source that is named in one place joins the hits of the app, and says why it names them."""

from __future__ import annotations

import pytest

from photosearch.engine import beside_embedding
from photosearch.engine.engine import Engine
from photosearch.paths import DataFolders
from photosearch.store.store import Store
from photosearch.types.ids import PhotoId
from photosearch.types.queries import SearchQuery
from tests.extending.file_names import FileNames, file_names
from tests.library import wait_for
from tests.packages import write_colour_package
from tests.terminal import Terminal


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[FileNames]:
    """Those that the app made."""
    sources: list[FileNames] = []

    def kept_in_sight(store: Store, folders: DataFolders) -> FileNames:
        sources.append(file_names(store, folders))
        return sources[-1]

    monkeypatch.setattr(beside_embedding, "SOURCES", (kept_in_sight,))
    return sources


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


def test_it_stays_when_another_encoder_answers(engine: Engine, terminal: Terminal, made: list[FileNames]) -> None:
    made_before = len(made)
    write_colour_package(terminal.folders.models / "other", name="other", seed=1)
    first = engine.asking.search(SearchQuery(text="apple"))
    engine.start(is_watching=False, is_scanning=False)
    engine.models.use("other")
    wait_for(lambda: engine.asking.search(SearchQuery(text="apple")).encoder_id != first.encoder_id)
    result = engine.asking.search(SearchQuery(text="apple"))
    assert {one.source for one in result.evidence} == {"vectors", "file_names"}
    assert len(made) == made_before

"""The demo's table says honestly which queries found a right photo first."""

from __future__ import annotations

from pathlib import Path

from photosearch_setup.demo_photos import read_sources
from photosearch_setup.demo_table import DemoQuery, Row, is_good_enough, read_queries, rows_of, table, total

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"
CAT = DemoQuery("猫", "zh", ("cat.jpg", "kitten.jpg"))


def _answer(*names: str) -> dict[str, object]:
    hits = [{"path": f"/photos/{name}", "score": 0.5 - place / 10} for place, name in enumerate(names)]
    return {"query": "猫", "hits": hits, "strong": len(hits), "possible": 0}


def test_any_of_the_right_photos_may_come_first() -> None:
    (row,) = rows_of([CAT], [_answer("kitten.jpg", "dog.jpg")])
    assert row.is_right
    assert row.hits == (("kitten.jpg", 0.5), ("dog.jpg", 0.4))


def test_a_right_photo_in_second_place_is_not_right() -> None:
    (row,) = rows_of([CAT], [_answer("dog.jpg", "cat.jpg")])
    assert not row.is_right


def test_no_hit_at_all_is_not_right() -> None:
    assert not Row(CAT, ()).is_right


def test_the_table_shows_hits_scores_and_verdict() -> None:
    text = table(rows_of([CAT], [_answer("dog.jpg", "cat.jpg")]), has_verdict=True)
    assert text.splitlines()[-1] == "| 猫 | 2 | dog.jpg | 0.500 | cat.jpg | NO |"


def test_the_table_says_how_many_photos_a_query_shows() -> None:
    for strong, possible, shown in ((5, 0, "5"), (5, 3, "5 + 3 perhaps"), (0, 3, "3 perhaps"), (0, 0, "nothing")):
        (row,) = rows_of([CAT], [{**_answer("cat.jpg"), "strong": strong, "possible": possible}])
        assert f"| 猫 | {shown} | cat.jpg |" in table([row], has_verdict=True)


def test_over_someones_own_photos_there_is_no_verdict() -> None:
    text = table(rows_of([CAT], [_answer("dog.jpg")]), has_verdict=False)
    assert "Right" not in text


def test_the_line_under_the_table_counts_each_language() -> None:
    right, wrong = Row(CAT, (("cat.jpg", 0.5),)), Row(CAT, (("dog.jpg", 0.5),))
    english = Row(DemoQuery("cat", "en", ("cat.jpg",)), (("cat.jpg", 0.5),))
    assert total([right, wrong, english]) == "Chinese: 1 of 2 right first, English: 1 of 1 right first."


def test_ten_right_answers_of_each_language_are_needed() -> None:
    def rows(language: str, count: int) -> list[Row]:
        return [Row(DemoQuery("q", language, ("a",)), (("a", 1.0),))] * count

    assert is_good_enough([*rows("zh", 10), *rows("en", 11)])
    assert not is_good_enough([*rows("zh", 9), *rows("en", 20)])


def test_the_shipped_queries_name_photos_of_the_demo() -> None:
    names = {name for source in read_sources(PACKAGING / "demo_photos.json") for name in source.photos.values()}
    queries = read_queries(PACKAGING / "demo_queries.json")
    assert {query.language for query in queries} == {"zh", "en"}
    assert all(query.right and set(query.right) <= names for query in queries)


def test_the_readme_shows_the_same_queries() -> None:
    readme = (PACKAGING.parent / "README.md").read_text(encoding="utf-8")
    missing = [
        query.query for query in read_queries(PACKAGING / "demo_queries.json") if f"| {query.query} |" not in readme
    ]
    assert missing == []


def test_the_line_under_the_readmes_table_fits_it() -> None:
    readme = (PACKAGING.parent / "README.md").read_text(encoding="utf-8")
    shown = [line.strip("| ").split(" | ") for line in readme.splitlines() if line.endswith((" yes |", " NO |"))]
    hit_of = {cells[0]: (cells[-4], cells[-1] == "yes") for cells in shown}
    queries = read_queries(PACKAGING / "demo_queries.json")
    rows = [Row(query, ((hit_of[query.query][0], 0.5),)) for query in queries]
    assert [row.is_right for row in rows] == [hit_of[query.query][1] for query in queries]
    assert total(rows) in readme.splitlines()

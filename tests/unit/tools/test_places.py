"""How rows of the gazetteer come together before they are packed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.places import aliases, landmarks
from tools.places.landmarks import with_landmarks
from tools.places.parents import NONE, parents_of
from tools.places.rows import NO_POINT_KM, Row, with_aliases


def row(english: str, *, kind: str = "city", at: tuple[float, float] = (0.0, 0.0), people: int = 0, **more: str) -> Row:
    return Row(
        kind, more.get("chinese", ""), english, (), more.get("country", "XX"), more.get("admin1", "01"), *at, 10.0,
        population=people,
    )  # fmt: skip


def test_a_name_is_kept_once_however_it_is_written() -> None:
    named = with_aliases(row("Zürich", chinese="苏黎世"), ("Zurich", "ZÜRICH", "Züri", "", "苏黎世", "蘇黎世"))
    assert named.aliases == ("Züri", "蘇黎世")


def test_a_suburb_belongs_to_the_large_city_around_it(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    tree = [{"name": "省", "children": [{"name": "大市", "children": [{"name": "小区"}]}]}]
    (tmp_path / "dist" / "pca-code.json").write_text(json.dumps(tree), encoding="utf-8")
    rows = [
        row("Large", people=2_000_000),
        row("Suburb", at=(0.05, 0.0), people=30_000),
        row("Twin", at=(0.05, 0.05), people=900_000),
        row("Beyond the border", at=(0.0, 0.05), people=30_000, admin1="02"),
        row("Far", at=(1.0, 0.0), people=30_000),
        row("Da", chinese="大市", country="CN", at=(30.0, 120.0)),
        row("Xiao", chinese="小区", kind="district", country="CN", at=(30.1, 120.0)),
    ]
    assert parents_of(rows, tmp_path).tolist() == [NONE, 0, NONE, NONE, NONE, NONE, 5]


def test_further_names_go_to_the_largest_place_of_that_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aliases, "hand_lines", lambda name: ["XX|Springfield=春田/Spring"] * (name == "nicknames.txt"))
    small, large = row("Springfield", people=900), row("Springfield", people=150_000, at=(5.0, 5.0))
    assert [named.aliases for named in aliases.with_nicknames([small, large])] == [(), ("春田", "Spring")]
    with pytest.raises(ValueError, match="no place is called"):
        aliases.with_nicknames([row("Elsewhere")])


def test_a_landmark_that_a_table_has_is_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        "lake;大湖;Big Lake;Great Lake;XX;0.1;0;4",
        "sight;托斯卡纳;Tuscany;Toscana;XX;0.2;0;90",
        "sight;塔;Tower;;XX;0;0;1",
    ]
    monkeypatch.setattr(landmarks, "hand_lines", lambda name: lines if name == "landmarks_a.txt" else [])
    lake = row("Big Lake", kind="lake", at=(0.0, 0.0))
    province = with_aliases(row("Toscana", kind="province", at=(0.2, 0.1)), ("Tuscany",))
    found = with_landmarks([lake, province])
    assert [(one.kind, one.english) for one in found] == [
        ("lake", "Big Lake"),
        ("sight", "Tower"),
        ("province", "Tuscany"),
    ]
    assert (found[0].latitude, found[0].radius_km) == (0.0, 10.0)
    assert {"托斯卡纳", "Toscana"} <= set(found[2].names)


def test_a_district_without_a_point_of_its_own_says_so() -> None:
    district = Row("district", "鼓楼区", "Gulou", (), "CN", "01", 34.0, 117.0, NO_POINT_KM)
    assert not district.has_point
    assert row("Somewhere").has_point

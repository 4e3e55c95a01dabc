"""Where each copy goes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photosearch.exporting.file_names import same_key
from photosearch.exporting.placing import Placer, free_place
from photosearch.types.exporting import Copies, Folders, Naming
from photosearch.types.metadata import DatePrecision
from tests.unit.exporting.conftest import MakeRecord

AT = dt.datetime(2019, 8, 3, 19, 12)


def test_names_are_kept_and_made_distinct_without_regard_to_case(tmp_path: Path, record: MakeRecord) -> None:
    (tmp_path / "CAT.jpg").touch()
    placer = Placer(Copies(tmp_path))
    places = [placer.place(record(Path("/photos") / name), None) for name in ("cat.jpg", "a/Cat.JPG", "dog.jpg")]
    assert [place.target.name for place in places] == ["cat (2).jpg", "Cat (3).JPG", "dog.jpg"]
    assert [place.is_renamed for place in places] == [True, True, False]


@given(st.lists(st.sampled_from(["a.jpg", "A.JPG", "a (2).jpg", "é.png", "É.png", "con.gif", "x?.jpg", "x_.jpg"])))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_two_copies_ever_have_one_name(tmp_path: Path, record: MakeRecord, names: list[str]) -> None:
    placer = Placer(Copies(tmp_path))
    keys = [same_key(placer.place(record(Path("/p") / name), None).target.name) for name in names]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("precision", "name"),
    [
        (DatePrecision.TIME, "2019-08-03 19.12.00.jpg"),
        (DatePrecision.DAY, "2019-08-03.jpg"),
        (DatePrecision.MONTH, "2019-08.jpg"),
        (DatePrecision.YEAR, "2019.jpg"),
    ],
)
def test_a_name_by_date_says_as_much_as_is_known(
    tmp_path: Path, record: MakeRecord, precision: DatePrecision, name: str
) -> None:
    place = Placer(Copies(tmp_path, Naming.DATE)).place(record(Path("/p/IMG.jpg"), AT, precision=precision), None)
    assert place.target.name == name
    assert not place.is_renamed


def test_a_burst_has_one_date_and_many_names(tmp_path: Path, record: MakeRecord) -> None:
    placer = Placer(Copies(tmp_path, Naming.DATE))
    names = [placer.place(record(Path(f"/p/{number}.jpg"), AT), None).target.name for number in range(3)]
    assert names == ["2019-08-03 19.12.00.jpg", "2019-08-03 19.12.00 (2).jpg", "2019-08-03 19.12.00 (3).jpg"]


@pytest.mark.parametrize(
    ("folders", "precision", "place"),
    [
        (Folders.YEAR, DatePrecision.TIME, "2019/a.jpg"),
        (Folders.MONTH, DatePrecision.DAY, "2019/2019-08/a.jpg"),
        (Folders.MONTH, DatePrecision.YEAR, "2019/a.jpg"),
        (Folders.NONE, DatePrecision.TIME, "a.jpg"),
    ],
)
def test_folders_by_date(
    tmp_path: Path, record: MakeRecord, folders: Folders, precision: DatePrecision, place: str
) -> None:
    placer = Placer(Copies(tmp_path, folders=folders))
    assert placer.place(record(Path("/p/a.jpg"), AT, precision=precision), None).target == tmp_path / place
    assert placer.place(record(Path("/p/b.jpg")), None).target == tmp_path / "b.jpg"


def test_another_format_has_another_suffix_unless_it_says_so_already(tmp_path: Path, record: MakeRecord) -> None:
    placer = Placer(Copies(tmp_path))
    assert placer.place(record(Path("/p/a.HEIC")), "JPEG").target.name == "a.jpg"
    assert placer.place(record(Path("/p/b.JPEG")), "JPEG").target.name == "b.JPEG"


def test_sidecars_go_by_the_name_of_the_copy(tmp_path: Path, record: MakeRecord) -> None:
    (tmp_path / "a.jpg").touch()
    photo = record(Path("/p/a.jpg"), sidecars=("a.jpg.xmp", "a.xmp", "a.jpg.supplemental-metadata.json", "a.json"))
    place = Placer(Copies(tmp_path, has_sidecars=True)).place(photo, None)
    assert place.target.name == "a (2).jpg"
    assert [target.name for _, target in place.sidecars] == [
        "a (2).jpg.xmp",
        "a (2).xmp",
        "a (2).jpg.supplemental-metadata.json",
        "a (2).json",
    ]


def test_a_sidecar_of_two_photos_is_copied_once_and_both_stay_beside_it(tmp_path: Path, record: MakeRecord) -> None:
    placer = Placer(Copies(tmp_path, has_sidecars=True))
    first = placer.place(record(Path("/p/a.jpg"), sidecars=("a.xmp",)), None)
    second = placer.place(record(Path("/p/a.nef"), sidecars=("a.xmp",)), None)
    other = placer.place(record(Path("/q/a.dng"), sidecars=("a.xmp",)), None)
    assert (first.target.name, [target.name for _, target in first.sidecars]) == ("a.jpg", ["a.xmp"])
    assert (second.target.name, second.sidecars) == ("a.nef", ())
    assert (other.target.name, [target.name for _, target in other.sidecars]) == ("a (2).dng", ["a (2).xmp"])


def test_a_file_that_is_there_is_never_the_place(tmp_path: Path) -> None:
    for name in ("list.csv", "list (2).csv"):
        (tmp_path / name).touch()
    assert free_place(tmp_path / "list.csv").name == "list (3).csv"
    assert free_place(tmp_path / "other.csv").name == "other.csv"

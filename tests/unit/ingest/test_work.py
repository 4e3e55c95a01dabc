"""Found files become work, with what is known of them."""

from __future__ import annotations

from photosearch.ingest import work
from photosearch.ingest.work import work_for
from photosearch.types.files import FileStamp, FoundFile
from photosearch.types.ids import PhotoId
from tests.known import known_files
from tests.library import Bench
from tests.photos import write_photos


def test_files_become_work_in_their_order(bench: Bench) -> None:
    found = [FoundFile(f"{number}.jpg", FileStamp(number, number)) for number in range(work._LOOKUP_CHUNK + 3)]
    made = list(work_for(bench.root, bench.photos, found, {"1.jpg": PhotoId(7)}, bench.store))
    assert [one.relative_path for one in made] == [one.relative_path for one in found]
    assert made[1].photo_id == 7
    assert made[0].photo_id is None
    assert made[0].path == bench.photos / "0.jpg"
    assert not any(one.is_familiar for one in made)


def test_size_and_time_of_a_known_photo_are_familiar(bench: Bench) -> None:
    write_photos(bench.photos, 2)
    bench.scan()
    _, stamp = known_files(bench.store.photos, bench.root.root_id)["IMG_0001.jpg"]
    found = [FoundFile("moved.jpg", stamp), FoundFile("new.jpg", FileStamp(stamp.size_bytes, 1))]
    assert [one.is_familiar for one in work_for(bench.root, bench.photos, found, {}, bench.store)] == [True, False]

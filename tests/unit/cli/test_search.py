"""`photosearch search`."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from photosearch.store.colours import COLOURS
from photosearch.store.database import Database
from photosearch.store.store import Store
from photosearch.types.ids import PhotoId
from photosearch.types.marks import MarkKind
from tests.packages import write_colour_package
from tests.terminal import Terminal


@pytest.fixture
def library(terminal: Terminal, photos: Path) -> Path:
    # Their names are in a language in which nobody asks: what is searched for is what they show.
    for name, colour in (("rot", (250, 10, 10)), ("gruen", (10, 250, 10)), ("blau", (10, 10, 250))):
        Image.new("RGB", (60, 40), colour).save(photos / f"{name}.png")
    assert terminal.run("add", photos).code == 0
    return photos


@pytest.fixture
def floored(terminal: Terminal, library: Path) -> Terminal:
    """The same library with an encoder that calls only what is nearly the same colour a possible match."""
    shutil.rmtree(terminal.folders.models / "starter")
    write_colour_package(terminal.folders.models / "starter", name="starter", match_floor=0.9)
    return terminal


def names(value: dict[str, list[dict[str, str]]]) -> list[str]:
    return [Path(hit["path"]).stem for hit in value["hits"]]


def test_hits_as_lines(terminal: Terminal, library: Path) -> None:
    answer = terminal.run("search", "red")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert len(lines) == 3
    rank, score, path = lines[0].split()
    assert (rank, path) == ("1", str(library / "rot.png"))
    assert 0.9 < float(score) <= 1.0


def test_hits_as_json(terminal: Terminal, library: Path) -> None:
    value = terminal.run("search", "blue", "--top", "2", "--json").value
    assert names(value)[0] == "blau"
    assert value["query"] == "blue"
    assert [hit["rank"] for hit in value["hits"]] == [1, 2]
    assert value["unknown_words"] == []
    mixed = terminal.run("search", "red", "--like", library / "gruen.png", "--json").value
    assert mixed["query"] == f"red + {library / 'gruen.png'}"


def test_only_what_fits_is_printed_and_what_is_left_out_is_said(floored: Terminal) -> None:
    # "red" alone would ask for the colour, which was measured and is sure.
    answer = floored.run("search", "red red")
    assert (answer.code, len(answer.out.splitlines())) == (0, 1)
    assert answer.err.splitlines() == ["Perhaps", "2 photos that fit less well are not listed; --all lists them"]
    value = floored.run("search", "red red", "--json").value
    assert (value["found"], value["strong"], value["possible"]) == ("possible", 0, 1)
    assert [(Path(hit["path"]).stem, hit["match"]) for hit in value["hits"]] == [("rot", "possible")]


def test_nothing_found_is_an_answer(floored: Terminal) -> None:
    answer = floored.run("search", "dark")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.splitlines() == [
        'Nothing found for "dark"',
        "3 photos that fit less well are not listed; --all lists them",
    ]
    value = floored.run("search", "dark", "--json").value
    assert (value["found"], value["hits"]) == ("nothing", [])


def test_all_lists_every_photo(floored: Terminal) -> None:
    value = floored.run("search", "red red", "--all", "--json").value
    assert names(value)[0] == "rot"
    assert [hit["match"] for hit in value["hits"]] == ["possible", "far", "far"]
    answer = floored.run("search", "red red", "--all")
    assert len(answer.out.splitlines()) == 3
    assert answer.err.splitlines() == ["Perhaps", "The others, the nearest first"]
    nothing = floored.run("search", "dark", "--all", "--top", "2")
    assert len(nothing.out.splitlines()) == 2
    assert nothing.err.splitlines() == ['Nothing found for "dark"', "These are merely the nearest photos."]


def test_what_fits_beyond_the_number_asked_for_is_counted(terminal: Terminal, library: Path) -> None:
    answer = terminal.run("search", "red red", "--top", "1")
    # Nothing is known of this encoder, so everything may fit.
    assert (len(answer.out.splitlines()), answer.err) == (1, "Perhaps\n2 more photos that fit; --top N lists more\n")


def test_filters_and_order(terminal: Terminal, library: Path) -> None:
    shutil.rmtree(terminal.folders.thumbnails)
    assert names(terminal.run("search", "red", "--format", "png", "--json").value)[0] == "rot"
    assert names(terminal.run("search", "red", "--format", "jpeg", "--json").value) == []
    assert names(terminal.run("search", "red", "--orientation", "portrait", "--json").value) == []
    assert names(terminal.run("search", "red", "--until", "1999-01-01", "--json").value) == []
    assert len(names(terminal.run("search", "red", "--sort", "newest", "--json").value)) == 3
    assert names(terminal.run("search", "--not", "red", "--json").value)[-1] == "rot"


def test_filters_that_can_match_nothing_are_mistakes(terminal: Terminal, library: Path) -> None:
    terminal.assert_wrong("search", "red", "--folder", library.parent / "else", says="not in a watched folder")
    terminal.assert_wrong("search", "red", "--folder", "", says="the path is empty")
    terminal.assert_wrong("search", "red", "--format", "jpgg", says='"jpgg". The library has PNG.')


def test_a_folder_may_be_one_above_or_a_link(terminal: Terminal, library: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(library)
    for folder in (library, library.parent, tmp_path / "link", library / ".." / library.name):
        assert len(names(terminal.run("search", "red", "--folder", folder, "--json").value)) == 3, folder
    assert names(terminal.run("search", "red", "--folder", library / "sub", "--json").value) == []


@pytest.mark.parametrize(
    ("suffix", "other_names"),
    [(".jpg", ("jpg", "jpeg", "JPEG", ".jpg")), (".tiff", ("tif", "tiff")), (".heic", ("heic", "heif"))],
)
def test_a_format_by_any_of_its_names(
    terminal: Terminal, photos: Path, suffix: str, other_names: tuple[str, ...]
) -> None:
    register_heif_opener()
    Image.new("RGB", (60, 40), (250, 10, 10)).save(photos / f"red{suffix}")
    assert terminal.run("add", photos).code == 0
    for name in other_names:
        assert names(terminal.run("search", "red", "--format", name, "--json").value) == ["red"]
    assert names(terminal.run("search", "red", "--format", "raw", "--json").value) == []


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        (["green -red"], "green -red"),
        (["green", "-red"], "green -red"),
        (["-red", "green"], "green -red"),
        (["--", "-红"], "-红"),
        (["-红"], "-红"),
        (["-hat", "green"], "green -hat"),
        (["green", "-red blue"], 'green -"red blue"'),
        (['green -"red blue"'], 'green -"red blue"'),
        (["green", "without", "red"], "green -red"),
        (["绿不要红"], "绿 -红"),
        (["green", "－red"], "green -red"),
        (["green", "—red blue"], 'green -"red blue"'),
        (["没有人的绿"], "绿 -人"),
        (["green", "but", "no", "red"], "green -red"),
        (["no", "parking", "sign"], "no parking sign"),
        (["green", "--not", "red", "-blue"], "green -red -blue"),
        (["green", "--top", "2", "-red", "blue"], "green blue -red"),
        (["green", "--top", "2", "--", "-red"], "green -red"),
        (["a t-shirt"], "a t-shirt"),
    ],
)
def test_what_is_not_wanted_by_the_rule_of_the_window(
    terminal: Terminal, library: Path, arguments: list[str], query: str
) -> None:
    answer = terminal.run("search", "--json", *arguments)
    assert answer.code == 0, answer
    assert answer.value["query"] == query


def test_how_a_sentence_was_understood_is_said(terminal: Terminal, library: Path) -> None:
    assert "Understood as: green -red" in terminal.run("search", "green without red").err
    for plain in ("green", "green -red", "green －red", "no parking sign"):
        assert "Understood" not in terminal.run("search", plain).err


def test_what_is_not_wanted_comes_last(terminal: Terminal, library: Path) -> None:
    assert names(terminal.run("search", "-red", "--json").value)[-1] == "rot"


def test_help(terminal: Terminal) -> None:
    for flag in ("-h", "--help"):
        answer = terminal.run("search", flag)
        assert answer.code == 0
        assert "match well, by the date" in " ".join(answer.out.split())


def test_a_name_cannot_break_its_line(terminal: Terminal, photos: Path) -> None:
    Image.new("RGB", (60, 40), (250, 10, 10)).save(photos / "two\nlines\t.png")
    terminal.run("add", photos)
    (line,) = terminal.run("search", "red").out.splitlines()
    assert line.endswith("two\\nlines\t.png")


def test_what_the_model_does_not_know_is_said_beside_the_hits(terminal: Terminal, library: Path) -> None:
    answer = terminal.run("search", "zebra")
    assert answer.code == 0
    assert 'does not know "zebra"' in answer.err


def test_an_empty_library_says_what_to_do(terminal: Terminal) -> None:
    answer = terminal.run("search", "red")
    assert answer.code == 0
    assert "photosearch add FOLDER" in answer.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "give words"),
        (["  "], "give words"),
        (["--not", " "], "give words"),
        (["。，！"], "there is nothing to search for"),
        (["-…"], "there is nothing to search for"),
        (["--not", "?!"], "there is nothing to search for"),
        (["red", "--top", "0"], "number from 1 up"),
        (["red", "--top", "many"], "give a number from 1 up"),
        (["red", "--from", "yesterday"], "YYYY-MM-DD"),
        (["--unknown", "red"], "unrecognized arguments: --unknown (photos without something: --not WORDS)"),
        (["red", "--like", ""], "the path is empty"),
        (["red", "--until", "2024-13-01"], "is not a day"),
        (["red", "--from", "2022-01-01", "--until", "2021-01-01"], "the wrong way round"),
        (["red", "--orientation", "round"], "invalid choice"),
        (["--like", "/no/such.jpg"], "/no/such.jpg: There is no such picture."),
        (["--like", "/"], "/: This is a folder. Give a picture in it."),
    ],
)
def test_mistakes_are_a_sentence(terminal: Terminal, arguments: list[str], says: str) -> None:
    terminal.assert_wrong("search", *arguments, says=says)


def test_a_sentence_is_understood_unless_it_is_taken_literally(terminal: Terminal, library: Path) -> None:
    value = terminal.run("search", "red", "without", "people", "--json").value
    assert value["understood"] == {"chips": [{"kind": "not", "text": "people", "name": "people"}], "words": "red"}
    literal = terminal.run("search", "red", "--literal", "--json").value
    assert (literal["understood"], literal["query"]) == (None, "red")
    assert terminal.run("similar", library / "rot.png", "--json").value["understood"] is None
    assert "Understood" not in terminal.run("search", "red").err


def test_chips_alone_browse_what_passes_them(terminal: Terminal, library: Path) -> None:
    Image.new("RGB", (60, 40), "white").save(library / "Screenshot_1.png")
    terminal.run("scan")
    value = terminal.run("search", "所有的截图", "--json").value
    assert names(value) == ["Screenshot_1"]
    assert (value["found"], value["strong"], value["query"]) == ("strong", 1, "")
    assert value["hits"][0] | {"path": ""} == {
        "rank": 1,
        "path": "",
        "score": None,
        "match": "strong",
        "why": [],
        "agrees": [],
    }
    said = terminal.run("search", "screenshots")
    assert said.out.split() == ["1", str(library / "Screenshot_1.png")]
    assert said.err == "Understood as: screenshots (Screenshots)\n"


def test_chips_and_options_hold_together(terminal: Terminal, library: Path) -> None:
    assert len(names(terminal.run("search", "red png", "--json").value)) == 3
    assert names(terminal.run("search", "red png", "--until", "1999-01-01", "--json").value) == []
    assert len(names(terminal.run("search", "red gif", "--literal", "--json").value)) == 3
    assert names(terminal.run("search", "red gif", "--json").value) == []


def test_what_a_photo_is_called_finds_it_and_is_told(terminal: Terminal, library: Path) -> None:
    (library / "洱海").mkdir()
    Image.new("RGB", (60, 40), (90, 90, 90)).save(library / "洱海" / "IMG_巴黎铁塔.png")
    assert terminal.run("scan").code == 0
    for asked, field, text in (("铁塔", "file_name", "IMG_巴黎铁塔.png"), ("洱海", "folder", "洱海")):
        value = terminal.run("search", asked, "--literal", "--json").value
        first = value["hits"][0]
        assert (Path(first["path"]).name, first["match"]) == ("IMG_巴黎铁塔.png", "strong")
        assert first["texts"] == [{"field": field, "text": text}]
        assert all(hit["texts"] == [] for hit in value["hits"][1:])
        assert terminal.run("search", asked, "--folder", library / "else", "--json").value["hits"] == []
    answer = terminal.run("search", "巴黎", "--literal", "--top", "1")
    assert len(answer.out.splitlines()) == 1
    assert "file name: IMG_巴黎铁塔.png" in answer.err
    without = terminal.run("search", "rot", "--not", "铁塔", "--json").value
    assert "IMG_巴黎铁塔.png" not in [Path(hit["path"]).name for hit in without["hits"]]


def test_what_a_photo_has_of_colour_place_and_date_is_told(terminal: Terminal, library: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2021:06:01 12:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (25.0, 46.0, 0.0), 3: "E", 4: (100.0, 11.0, 0.0)})
    Image.new("RGB", (60, 40), (20, 20, 200)).save(library / "lake.jpg", quality=95, exif=exif)
    assert terminal.run("scan").code == 0
    (hit,) = terminal.run("search", "2021年在洱海", "--json").value["hits"]
    assert hit["agrees"] == [
        {"kind": "place", "zh": "洱海", "en": "Erhai Lake"},
        {"kind": "date", "date": "2021-06-01"},
    ]
    assert "place: Erhai Lake · date: Jun 1, 2021" in terminal.run("search", "2021年在洱海").err
    by_colour = {Path(hit["path"]).stem: hit for hit in terminal.run("search", "blue tones", "--json").value["hits"]}
    assert by_colour["lake"]["agrees"] == [{"kind": "colour", "name": "blue", "fit": 1.0}]
    assert all(hit["agrees"] == [] for hit in terminal.run("search", "dog", "--all", "--json").value["hits"])


@pytest.mark.parametrize(
    "asked", ['"', 'rot" OR "', "rot*", "rot AND", "file_name:rot", "NEAR(rot, 1)", "'; DROP TABLE photo"]
)
def test_the_language_of_the_index_of_words_is_none_of_ours(terminal: Terminal, library: Path, asked: str) -> None:
    answer = terminal.run("search", "--literal", "--json", "--", f"x {asked}")
    assert answer.code == 0, answer.err
    assert len(answer.value["hits"]) == 3


def test_filters_without_words_browse_the_newest_first(terminal: Terminal, library: Path) -> None:
    for day, name in ((1, "rot"), (3, "gruen"), (2, "blau")):
        noon = dt.datetime(2020, 5, day, 12).timestamp()
        os.utime(library / f"{name}.png", (noon, noon))
    terminal.run("scan")
    assert names(terminal.run("search", "--from", "2020-05-02", "--json").value) == ["gruen", "blau"]
    assert names(terminal.run("search", "--from", "2020-05-02", "--sort", "oldest", "--json").value) == [
        "blau",
        "gruen",
    ]
    assert names(terminal.run("search", "2020", "--json").value) == ["gruen", "blau", "rot"]
    assert names(terminal.run("search", "--format", "png", "--top", "1", "--json").value) == ["gruen"]
    terminal.run("tags", library / "rot.png", "--add", "rosa")
    assert names(terminal.run("search", "--tag", "rosa", "--json").value) == ["rot"]
    terminal.assert_wrong("search", says="a filter such as --from or --tag")
    terminal.assert_wrong("search", "。", "--from", "2020-05-02", says="signs alone say nothing")


def test_favourites_are_found_by_the_option_and_in_a_sentence(terminal: Terminal, library: Path) -> None:
    del library
    database = Database.open(terminal.folders.database)
    try:
        store = Store.of(database)
        (photo,) = (one for one in store.photos.get([*map(PhotoId, (1, 2, 3))]).values() if one.path.stem == "rot")
        store.marks.set([photo.content_hash], MarkKind.FAVOURITE, True, now_ms=1)
    finally:
        database.close()
    assert names(terminal.run("search", "--favourites", "--json").value) == ["rot"]
    value = terminal.run("search", "我收藏的照片", "--json").value
    assert (names(value), value["understood"]["chips"]) == (["rot"], [{"kind": "favourite", "text": "我收藏的"}])
    assert len(names(terminal.run("search", "no favourites", "--json").value)) == 2


def test_a_kind_that_is_not_wanted_is_left_out_and_told(terminal: Terminal, library: Path) -> None:
    Image.new("RGB", (60, 40), "white").save(library / "Screenshot_1.png")
    terminal.run("scan")
    value = terminal.run("search", "red", "no screenshots", "--json").value
    assert sorted(names(value)) == ["blau", "gruen", "rot"]
    trait = {"kind": "media", "name": "screenshot"}
    chip = {"kind": "not", "text": "screenshots", "name": "screenshots", "trait": trait}
    assert value["understood"] == {"chips": [chip], "words": "red"}
    assert "Understood as: screenshots (not Screenshots)" in terminal.run("search", "不要screenshots").err


def test_an_option_counts_where_the_sentence_says_otherwise(terminal: Terminal, library: Path) -> None:
    del library
    answer = terminal.run("search", "竖拍的照片", "--orientation", "landscape")
    assert len(answer.out.splitlines()) == 3
    assert 'The option counts, not "竖拍".' in answer.err
    assert "The option counts" in terminal.run("search", "gifs as jpg", "--format", "png").err
    assert "The option counts" not in terminal.run("search", "横拍的照片", "--orientation", "landscape").err


def test_colours_that_have_not_been_read_are_told(terminal: Terminal, library: Path) -> None:
    assert terminal.run("search", "purple tones", "--json").value["unread"] == 0
    forget_colours(terminal, library / "rot.png")
    assert terminal.run("search", "purple tones", "--json").value["unread"] == 1
    answer = terminal.run("search", "purple tones")
    assert "The colours of 1 photo have not been read yet" in answer.err
    assert terminal.run("search", "purple tones", "--format", "jpeg", "--json").value["unread"] == 0


def forget_colours(terminal: Terminal, photo: Path) -> None:
    """As before the background has looked at it."""
    database = Database.open(terminal.folders.database)
    try:
        store = Store.of(database)
        found = store.photos.get([*map(PhotoId, (1, 2, 3))])
        (photo_id,) = (photo_id for photo_id, one in found.items() if one.path == photo)
        store.analyses.forget(COLOURS, [photo_id])
    finally:
        database.close()
